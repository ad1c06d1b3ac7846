"""A class in real browsers: from the start link to the results of two rounds, by following the screen alone."""

import json
from io import BytesIO
from statistics import median

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Page, expect

from tests.benchmarks.classroom import in_browsers
from tests.engines.engines import examine
from tests.journeys.classes import BEGGING, LABOUR, a_class
from tests.journeys.walk import choose, resize, save, text_of


@pytest.fixture
def klasa(request, class_browser, hotspot):
    with a_class(class_browser, hotspot, request.param) as made:
        yield made


@pytest.fixture
def polish(class_browser, hotspot):
    with a_class(class_browser, hotspot, "pl") as made:
        yield made


@pytest.mark.rest
@pytest.mark.parametrize("klasa", ["pl", pytest.param("en", marks=pytest.mark.full)], indirect=True)
def test_trainer_and_two_trainees_come_to_the_results_of_two_rounds(klasa, tmp_path, content):
    trainer = klasa.trainer()
    code = klasa.open(trainer)
    telephones = [klasa.telephone(), klasa.telephone()]
    for telephone in telephones:
        assert not telephone.evaluate("isSecureContext")
        klasa.join(telephone, code)
    expect(trainer.locator("[data-count=joined]")).to_have_text("2")
    klasa.release(trainer, LABOUR)
    title = klasa.text(content.exercises.by_id[LABOUR].title)
    for number in (1, 2):
        for telephone, answer in zip(telephones, ("yes", "no" if number == 1 else "yes"), strict=True):
            telephone.get_by_role("heading", name=title, level=1).wait_for()
            klasa.work(telephone, documents_withheld=answer)
        expect(trainer.locator("[data-count=finished]")).to_have_text("2")
        klasa.press(trainer, "Show the results to all")
        for telephone in telephones:
            klasa.results(telephone).wait_for()
            assert telephone.locator(".bar-chart").count()
        if number == 1:
            klasa.press(trainer, "Second round of the same exercise")
    heads = telephones[0].locator("table.dims").first.locator("thead th").all_text_contents()
    assert [klasa.say("Round %(n)s") % {"n": n} for n in (1, 2)] == heads[1:3]
    assert telephones[0].evaluate("document.documentElement.scrollWidth <= innerWidth")
    with trainer.expect_download() as download:
        trainer.locator(f"form[action$='/handout.pdf']:has(input[value={klasa.language}]) button").click()
    download.value.save_as(tmp_path / "handout.pdf")
    assert "ĆWICZENIE" in text_of(tmp_path / "handout.pdf")
    with trainer.expect_download() as download:
        klasa.press(trainer, "Save the results, without personal data")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert [each["round"] for each in json.loads(file.read_text())["rounds"]] == [1, 2]
    trainer.get_by_role("link", name=klasa.say("Before, after, six months later")).click()
    klasa.heading(trainer, "Before, after, six months later").wait_for()
    if trainer.locator("main tbody tr").count():  # files of an earlier test in the same process
        klasa.press(trainer, "Clear the table")
        expect(trainer.locator("main tbody tr")).to_have_count(0)
    trainer.locator("#file").set_input_files(file)
    klasa.press(trainer, "Add to the table")
    expect(trainer.locator("main tbody tr")).to_have_count(2)


@pytest.mark.rest
def test_a_reload_and_a_new_tab_of_a_trainee_keep_the_case(polish):
    trainer, telephone = polish.trainer(), polish.telephone()
    polish.join(telephone, polish.open(trainer))
    polish.release(trainer, LABOUR)
    polish.press(telephone, "Begin, or go on")
    for name, value in (("alone", "yes"), ("language", "es"), ("interpreter", "independent"), ("age", "adult")):
        choose(telephone, name, value)
    save(telephone)
    telephone.wait_for_url("**/talk")
    address = telephone.url
    telephone.reload()
    assert telephone.url == address
    tab = telephone.context.new_page()
    polish.watch(tab)
    telephone.close()
    tab.goto("/")
    polish.press(tab, "Begin, or go on")
    assert tab.url == address
    expect(trainer.locator("[data-count=begun]")).to_have_text("1")
    expect(trainer.locator("[data-count=joined]")).to_have_text("1")


@pytest.mark.rest
def test_a_fresh_start_link_gives_a_closed_trainers_browser_its_class_back(polish):
    trainer, telephone = polish.trainer(), polish.telephone()
    code = polish.open(trainer)
    polish.join(telephone, code)
    polish.release(trainer, LABOUR)
    trainer.context.close()
    polish.work(telephone, documents_withheld="yes")
    again = polish.trainer()
    again.get_by_role("link", name=polish.say("A class"), exact=True).click()
    expect(again.locator("b.code")).to_have_text(code)
    expect(again.locator("[data-count=finished]")).to_have_text("1")
    polish.press(again, "Show the results to all")
    polish.results(telephone).wait_for()


@pytest.mark.rest
def test_a_trainee_in_the_middle_of_a_case_is_told_that_the_class_goes_on(polish):
    trainer, telephone = polish.trainer(), polish.telephone()
    polish.join(telephone, polish.open(trainer))
    polish.release(trainer, LABOUR)
    polish.press(telephone, "Begin, or go on")
    closed = polish.say("This exercise is closed: what you save here no longer counts.")
    notice = telephone.get_by_role("status").filter(has_text=closed)
    expect(notice).to_be_hidden()
    polish.press(trainer, "Close the exercise")
    expect(notice).to_be_visible()
    telephone.reload()
    expect(notice).to_be_visible()
    notice.get_by_role("link").click()
    polish.heading(telephone, "The exercise is closed").wait_for()


@pytest.mark.rest
def test_a_class_goes_from_code_to_results_without_script(polish):
    trainer, telephone = polish.trainer(java_script_enabled=False), polish.telephone(java_script_enabled=False)
    polish.join(telephone, polish.open(trainer))
    expect(trainer.locator("[data-count=joined]")).to_have_text("1")
    polish.release(trainer, LABOUR)
    polish.work(telephone, documents_withheld="yes")
    expect(trainer.locator("[data-count=finished]")).to_have_text("1")
    polish.press(trainer, "Show the results to all")
    polish.results(telephone).wait_for()
    polish.press(trainer, "Second round of the same exercise")
    telephone.get_by_role("link", name=polish.say("Has the next exercise been released? Load this page again.")).click()
    telephone.get_by_role("button", name=polish.say("Begin, or go on")).wait_for()


@pytest.mark.rest
@pytest.mark.parametrize("klasa", ["pl", pytest.param("en", marks=pytest.mark.full)], indirect=True)
def test_axe_finds_nothing_on_any_page_of_a_class(klasa):
    faults: list[str] = []
    trainer, telephone = klasa.trainer(), klasa.telephone()

    def look(*pages: Page) -> None:
        for page in pages:
            size = page.viewport_size
            examine(page, faults, (320,))
            resize(page, size)

    look(telephone)
    telephone.get_by_label(klasa.say("Code")).fill("ZLE")
    klasa.press(telephone, "Join")
    look(telephone)
    trainer.goto("/training/class")
    if trainer.locator("b.code").count():
        klasa.end(trainer)
    look(trainer)
    trainer.goto("/training/")
    code = klasa.open(trainer)
    klasa.join(telephone, code)
    look(trainer, telephone)
    trainer.get_by_role("link", name=klasa.say("For the projector"), exact=True).click()
    expect(trainer.locator("[data-count=joined]")).to_have_text("1")
    look(trainer)
    trainer.goto("/training/class")
    for number in (1, 2):
        klasa.release(trainer, LABOUR)
        telephone.get_by_role("button", name=klasa.say("Begin, or go on")).wait_for()
        if number == 1:
            look(trainer, telephone)
        klasa.work(telephone, documents_withheld="yes", debt_bondage="no" if number == 1 else "yes")
        if number == 1:
            look(telephone)
        klasa.press(trainer, "Close the exercise")
        klasa.heading(telephone, "The exercise is closed").wait_for()
        if number == 1:
            look(trainer, telephone)
        klasa.press(trainer, "Show the results to all")
        klasa.results(telephone).wait_for()
    telephone.locator("details summary").last.click()
    look(trainer, telephone)
    klasa.end(trainer)
    telephone.get_by_text(klasa.say("You are in no class, or the class is over. Type the code to join.")).wait_for()
    look(telephone)
    assert not faults, "\n".join(faults)


@pytest.mark.full
def test_the_results_reach_all_of_a_class_of_twenty_browsers(class_browser, hotspot):
    seconds = in_browsers(class_browser, hotspot)
    print(f"20 browsers: median {median(seconds):.2f} s, worst {max(seconds):.2f} s")
    assert len(seconds) == 20 and all(each > 0 for each in seconds)


# The chart

CODES = ("yes", "no", "unclear", "declined", "not_asked")
SEEN = 6.0  # mean difference of two patches, of 255


def picture(page: Page, selector: str, number: int) -> Image.Image:
    return Image.open(BytesIO(page.locator(selector).nth(number).screenshot())).convert("L")


def differ(one: Image.Image, other: Image.Image) -> bool:
    size = (min(one.width, other.width), min(one.height, other.height))
    difference = ImageChops.difference(one.crop((0, 0, *size)), other.crop((0, 0, *size)))
    return ImageStat.Stat(difference).mean[0] > SEEN


@pytest.fixture
def chart(polish) -> Page:
    """The results of a round in which two trainees answered differently, on a telephone."""
    trainer = polish.trainer()
    code = polish.open(trainer)
    telephones = [polish.telephone(), polish.telephone()]
    for telephone in telephones:
        polish.join(telephone, code)
    polish.release(trainer, LABOUR)
    for telephone, answer in zip(telephones, ("yes", "no"), strict=True):
        polish.work(telephone, documents_withheld=answer)
    polish.press(trainer, "Show the results to all")
    polish.results(telephones[0]).wait_for()
    return telephones[0]


LOOKS = {
    "screen": {},
    "print": {"media": "print"},
    "forced colours": {"forced_colors": "active"},
    "dark": {"color_scheme": "dark"},
}


@pytest.mark.rest
def test_the_chart_is_read_without_colours_and_by_a_screen_reader(chart):
    names = [each.get_attribute("aria-label") for each in chart.locator(".bar-chart").all()]
    assert len(names) > 3 and all(":" in name for name in names)
    (documents,) = [name for name in names if name.startswith("zatrzymanie dokumentów")]
    assert documents == "zatrzymanie dokumentów: jest 1, nie ma 1"
    chart.get_by_text("To samo w tabeli").click()
    row = chart.get_by_role("row").filter(has=chart.get_by_role("rowheader", name="zatrzymanie dokumentów"))
    assert "jest: 1, nie ma: 1" in row.last.inner_text()
    number = names.index(documents)
    for look, media in LOOKS.items():
        chart.emulate_media(**{"media": "screen", "color_scheme": "light", "forced_colors": "none", **media})
        patches = [picture(chart, ".legend .swatch", n) for n in range(len(CODES))]
        alike = [
            (CODES[a], CODES[b]) for a in range(len(CODES)) for b in range(a) if not differ(patches[a], patches[b])
        ]
        assert not alike, (look, alike)
        bar = picture(chart, ".bar-chart", number)
        half, low = bar.width // 2, bar.height - 3
        assert differ(bar.crop((3, 3, half - 3, low)), bar.crop((half + 3, 3, bar.width - 3, low))), look


@pytest.mark.rest
def test_the_results_do_not_scroll_sideways_on_a_telephone(chart):
    chart.get_by_text("To samo w tabeli").click()
    for width in (320, 360, 412):
        resize(chart, {"width": width, "height": 640})
        assert chart.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
    assert chart.locator(".scroll").get_attribute("tabindex") == "0"


@pytest.mark.full
def test_another_exercise_leaves_the_results_of_the_first(polish):
    trainer, telephone = polish.trainer(), polish.telephone()
    polish.join(telephone, polish.open(trainer))
    polish.release(trainer, LABOUR)
    polish.work(telephone, documents_withheld="yes")
    polish.press(trainer, "Show the results to all")
    polish.results(telephone).wait_for()
    polish.release(trainer, BEGGING)
    telephone.get_by_role("heading", name="Akordeon na rynku", level=1).wait_for()
