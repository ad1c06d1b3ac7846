"""A page of questions printed by the browser, without backgrounds as is usual: what was chosen stands out."""

import re
import subprocess
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.arriving import Arriving, enter, open_case
from tests.journeys.served import Served
from tests.journeys.walk import resize, save

DPI = 100
DARK = 80
BOX = re.compile(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(jest|niejasne)<')


def ink(picture: Image.Image, box: tuple[float, ...]) -> int:
    """How many dark points stand in this box and around it, as far as the frame of an answer goes."""
    left, top, right, bottom = (each * DPI / 72 for each in box)
    part = picture.crop((int(left - 60), int(top - 22), int(right + 60), int(bottom + 22)))
    return sum(part.histogram()[:DARK])


@pytest.mark.rest
@pytest.mark.sampled(1)
@pytest.mark.parametrize("width", [320, 1280])
def test_the_chosen_answer_is_the_darkest_when_printed_without_backgrounds(page: Page, served: Served, width):
    enter(page, served)
    resize(page, {"width": width, "height": 900})
    open_case(page, served)
    page.locator(".answers label:has(input[value=yes])").first.click()
    chosen = page.locator(".answers label:has(:checked)").first
    page.emulate_media(media="print")
    look = chosen.evaluate("""label => {
        const own = getComputedStyle(label), tick = getComputedStyle(label.querySelector("span"), "::before");
        return [own.color, own.backgroundColor, own.borderTopWidth, own.fontWeight, tick.content];
    }""")
    assert look == ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)", "3px", "700", '"✓ "']
    printed = page.pdf(format="A4", print_background=False)
    words = subprocess.run(["pdftotext", "-bbox", "-l", "1", "-", "-"], input=printed, capture_output=True, check=True)
    found = [(word, tuple(map(float, box))) for *box, word in BOX.findall(words.stdout.decode())]
    rows = [box[1] for word, box in found if word == "niejasne"]
    boxes = [box for word, box in found if word == "jest" and any(abs(box[1] - row) < 2 for row in rows)]
    draw = ["pdftoppm", "-gray", "-r", str(DPI), "-l", "1", "-singlefile", "-"]
    drawn = subprocess.run(draw, input=printed, capture_output=True, check=True).stdout
    with Image.open(BytesIO(drawn)) as picture:
        (first, *others) = [ink(picture, box) for box in boxes]
    assert others and first > 2 * max(others), (first, others)


@pytest.mark.rest
def test_a_text_is_printed_whole_also_what_one_would_have_to_scroll_to(page: Page, served: Served):
    enter(page, served)
    open_case(page, served)
    page.goto(page.url.replace("triage", "facts"))
    words = [f"słowo{n}" for n in range(60)]
    page.locator("textarea[name=facts]").fill(" ".join(words))
    printed = subprocess.run(["pdftotext", "-", "-"], input=page.pdf(format="A4"), capture_output=True, check=True)
    found = printed.stdout.decode().split()
    assert [word for word in words if word not in found] == []


@pytest.mark.rest
def test_what_is_known_and_folded_is_printed(page: Page, served: Served):
    enter(page, served)
    open_case(page, served, sex="female")
    page.goto(page.url.replace("triage", "safety"))
    printed = subprocess.run(["pdftotext", "-", "-"], input=page.pdf(format="A4"), capture_output=True, check=True)
    assert "Płeć (jak podaje osoba): żeńska" in " ".join(printed.stdout.decode().split())


def test_every_answer_of_a_long_list_is_printed_with_its_note(page: Page, served: Served):
    enter(page, served)
    open_case(page, served)
    case, came, notes = page.url.removesuffix("/triage"), Arriving(page.context, served), {}
    for step in ("triage", "exploitation-1"):
        came.get(f"{case.removeprefix(served.address)}/{step}")
        rows = sorted(set(re.findall(r'name="answer\.(\w+)"', came.page.html)))
        notes |= {row: f"zapis{number}." for number, row in enumerate(rows, start=len(notes))}
        came.send(**{f"answer.{row}": "yes" for row in rows}, **{f"note.{row}": notes[row] for row in rows})
    assert len(notes) > 12, "a list that is folded on the screen"
    page.goto(f"{case}/answers")
    assert not page.get_by_text("zapis0.").is_visible()
    printed = subprocess.run(["pdftotext", "-", "-"], input=page.pdf(format="A4"), capture_output=True, check=True)
    assert [note for note in notes.values() if note not in printed.stdout.decode()] == []


def test_each_sheet_of_paper_that_a_browser_prints_names_its_case(page: Page, served: Served):
    enter(page, served)
    open_case(page, served)
    page.goto(page.url.replace("triage", "documents/notification"))
    code = page.locator(".case-name").inner_text().split()[-1]
    printed = subprocess.run(["pdftotext", "-", "-"], input=page.pdf(format="A5"), capture_output=True, check=True)
    sheets = printed.stdout.decode().split("\f")[:-1]
    assert len(sheets) > 1 and all(code in sheet for sheet in sheets)


def test_a_paper_that_was_changed_in_another_tab_is_not_printed_and_the_page_is_loaded_anew(page: Page, served: Served):
    enter(page, served)
    open_case(page, served)
    paper, elsewhere = page.url.replace("triage", "documents/note"), page.url.replace("triage", "facts")
    page.add_init_script("window.print = () => document.body.append('wydruk')")
    page.goto(paper)
    page.locator("[data-print]").click()
    expect(page.locator("body")).to_contain_text("wydruk")
    other = page.context.new_page()
    other.goto(elsewhere)
    other.locator("textarea[name=facts]").fill("inaczej")
    save(other)
    page.locator("[data-print]").click()
    expect(page.locator(".sheet")).to_contain_text("inaczej")
    expect(page.locator("body")).not_to_contain_text("wydruk")
    other.close()
