"""Five minutes by the roadside as needs.md 4a wants them: few taps, few bytes, nothing left; and what the tool adds."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from screening.content import Content
from screening.printing import Printer
from screening.settings import Settings
from screening.translation import person_languages
from screening.web.quick_app import create_quick_app
from screening.web.services import services_of
from tests.contacts import DIAL
from tests.journeys.conftest import CHROMIUM, FLAGS
from tests.journeys.double import settle
from tests.journeys.quick_server import Running, running
from tests.journeys.test_offline import PHONE, begin, ready, to_the_result
from tests.journeys.walk import choose, in_each_language, wait_until
from tests.security.search import files_with

MOST_TAPS, MOST_BYTES = 16, 80 * 1024  # with eleven answers, as `ux.md` counts; a sign is one tap more
MOST_SCRIPT = 15 * 1024
IN_USE = "/quick/people/uk"  # of the languages of the person one is chosen
AFTERWARDS = ("/quick/leaflet", "/quick/leaving", "/quick/noticed", "/quick/situations")
WORKER = "/quick/sw.js"
LATER = (*AFTERWARDS, "/quick/people")
YES = ("documents_withheld", "debt_bondage")
# How many files the worker fetches after the first visit, once it has all of them: none is then on its way.
KEPT = """(async () => {
  const worker = await (await fetch("/quick/sw.js", {cache: "no-store"})).text();
  const later = JSON.parse(worker.match(/const LATER = (.*);/)[1]);
  const [name] = await caches.keys();
  const kept = name ? await caches.open(name) : null;
  const found = kept ? await Promise.all(later.map(([file]) => kept.match(file))) : [];
  return found.filter(Boolean).length === later.length && later.length;
})()"""


@pytest.fixture
def alone(tool_settings: Settings, content: Content, printer: Printer) -> Iterator[Running]:
    """The quick check alone, counting what it sends."""
    with running(create_quick_app(tool_settings, content, printer)) as served:
        yield served


class Thumb:
    """Presses what a thumb would press, and counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def press(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.taps += 1

    def choose(self, name: str, value: str) -> None:
        self.press(f'label:has(input[name="{name}"][value="{value}"])')


def height(page: Page) -> float:
    """How many windows high the page is."""
    return float(page.evaluate("document.documentElement.scrollHeight / innerHeight"))


def test_the_accepted_run_takes_sixteen_taps_one_more_for_a_sign_and_eighty_kibibytes_on_the_wire(browser, alone):
    assert len(person_languages()) == 9
    context = browser.new_context(base_url=alone.address, viewport=PHONE)
    page = ready(context)
    page.wait_for_load_state("networkidle")
    wait_until(page, KEPT)
    once = sum(path.startswith(AFTERWARDS) for path, _ in alone.sent)
    assert once == page.evaluate(KEPT), "nothing that is on its way is fetched a second time"
    # What the worker fetches anew to check it, leaflets and lists come after the page can be used.
    before_use = dict(reversed([each for each in alone.sent if IN_USE in each[0] or not each[0].startswith(LATER)]))
    first_visit = sum(before_use.values())
    others = sum(size for path, size in alone.sent if path != WORKER)  # KEPT has asked for the worker itself
    later = others + before_use[WORKER] - first_visit
    assert "Czy możesz rozmawiać" in page.inner_text("main") and "oddziel" in page.inner_text("main").lower()
    thumb = Thumb(page)
    thumb.choose("alone", "yes")
    thumb.choose("age", "adult")
    thumb.choose("forms", "labour")
    thumb.choose("language", "uk")
    first = height(page)
    thumb.press("form[data-quick] .button[type=submit]")
    expect(page.locator("h1")).to_have_text("Pytanie 1 z 11")
    requests, heights = len(alone.sent), [height(page)]
    for n in range(1, 12):
        expect(page.locator("h1")).to_have_text(f"Pytanie {n} z 11")
        settle(page)
        signs = page.locator("fieldset.field .choice").count()
        assert (signs > 0) is (n == 11)
        for sign in range(signs):
            thumb.press(f"fieldset.field .choice >> nth={sign}")
        thumb.press(f".big-answers button >> nth={0 if n < 3 else 1}")
        heights.append(height(page))
    expect(page.locator(".next.first h2")).to_be_visible()
    heights.append(height(page))
    items = 11 + signs
    assert page.locator(f".next a[href='{DIAL}']").count() >= 1
    assert page.get_by_text("Wciąż nieznane").count() == 0, "every question has an answer"
    script = before_use["/quick/check.js"]
    print(
        f"\nneeds.md 4a: 3 steps, {thumb.taps} taps for {items} items with the language chosen; "
        f"{first_visit / 1024:.1f} KiB before it can be used, {script / 1024:.1f} of them script; "
        f"{later / 1024:.1f} KiB of leaflets and of what the worker checks after that; "
        f"heights in windows: first {first:.1f}, questions {max(heights[:-1]):.1f} at most, result {heights[-1]:.1f}"
    )
    assert items == 12 and thumb.taps - signs <= MOST_TAPS
    assert 0 < first_visit <= MOST_BYTES and 0 < script <= MOST_SCRIPT
    assert len(alone.sent) == requests, alone.sent[requests:]
    context.close()


@pytest.mark.rest
def test_the_browsers_profile_holds_no_trace_of_the_answers_after_closing(playwright, alone, tmp_path):
    profile = tmp_path / "profile"
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=CHROMIUM, args=FLAGS, base_url=alone.address, viewport=PHONE
    )
    page = ready(context)
    begin(page, language="uk")
    to_the_result(page)
    page.goto("/quick/card")
    page.locator("button[formaction='/quick/entry']").click()
    page.wait_for_load_state("networkidle")
    choose(page, "age", "adult")
    to_the_result(page)
    assert page.url.endswith("/quick/entry"), "the browser itself made the result"
    page.wait_for_timeout(1500)
    context.close()
    assert files_with(profile, YES[0]), "the search must see the file of texts that the browser keeps"
    marks = [mark for id_ in YES for mark in (f"answer.{id_}", f'"{id_}":"yes"', f"{id_}=yes")]
    assert {mark: found for mark in marks if (found := files_with(profile, mark))} == {}


def plain_fields(browser: Browser, address: str) -> list[list[str]]:
    """The fields with which the page without script would go on."""
    context = browser.new_context(base_url=address, java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto("/quick/")
    walk(page)
    found = fields_of(page)
    context.close()
    return found


def fields_of(page: Page) -> list[list[str]]:
    """What goes along into a full case, but for the id of the case that each page makes for itself."""
    expect(page.locator("form[action='/cases/from-quick'] input[name=new_case]")).to_have_count(1)
    form = page.locator("form[action='/cases/from-quick'] input:not([name=new_case])")
    return sorted([form.nth(n).get_attribute("name"), form.nth(n).get_attribute("value")] for n in range(form.count()))


def walk(page: Page) -> None:
    """A check across the three forms with a profession, a sign, and answers before and behind "more"."""
    choose(page, "forms", "other")
    choose(page, "profession", "labour_inspector")
    begin(page, form="unsure", language="ro")
    choose(page, "answer.documents_withheld", "yes")
    page.locator("details.more summary").click()
    behind = page.locator("details.more .q input[value=no]").last
    choose(page, behind.get_attribute("name"), "no")
    page.locator(".choices .choice").last.click()
    page.get_by_role("button", name="Co z tego wynika").click()
    expect(page.locator(".next.first")).to_be_visible()


@pytest.mark.rest
def test_with_script_the_result_offers_what_the_plain_one_does(browser, served):
    context = browser.new_context(base_url=served.public, viewport=PHONE)
    page = ready(context)
    walk(page)
    assert fields_of(page) == plain_fields(browser, served.address)
    assert ["profession", "labour_inspector"] in fields_of(page) and len(fields_of(page)) >= 9
    assert page.locator("a[href='/quick/leaflet']").count() == 1
    assert page.locator("p.notice").count() >= 1 and page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


@pytest.mark.rest
def test_the_result_calls_nothing_untranslated_that_is_only_not_carried(browser, alone):
    context = browser.new_context(base_url=alone.address, viewport=PHONE)
    page = ready(context)
    begin(page, language="vi")
    to_the_result(page)
    assert page.locator("ol.questions li").count() == 0, "where the advice is to refer nothing more is asked"
    page.get_by_role("button", name="Wróć do pytań").click()
    choose(page, "answer.debt_bondage", "no")
    page.get_by_role("button", name="Co z tego wynika").click()
    assert page.locator("ol.questions li").count() >= 3 and page.locator(".untranslated").count() == 0
    context.close()


@pytest.mark.rest
def test_from_the_result_with_script_a_full_case_is_opened(page, served):
    page.goto("/quick/")
    begin(page)
    to_the_result(page)
    page.get_by_role("button", name="Prowadź dalej jako pełną sprawę").click()
    page.wait_for_url("**/cases/*/overview")


@pytest.mark.rest
def test_without_the_tool_the_result_says_that_going_on_needs_it_and_stays(browser, served):
    context = browser.new_context(base_url=served.public, viewport=PHONE)
    page = ready(context)
    begin(page)
    to_the_result(page)
    context.set_offline(True)
    page.locator("form[data-tool] button").click()
    expect(page.get_by_role("alert")).to_contain_text("potrzebny jest program")
    assert page.locator(".next.first").count() == 1 and page.get_by_role("alert").count() == 1
    context.set_offline(False)
    context.close()


@pytest.mark.rest
def test_where_only_the_quick_check_is_served_no_full_case_is_offered(browser, alone):
    context = browser.new_context(base_url=alone.address, viewport=PHONE)
    page = ready(context)
    begin(page)
    to_the_result(page)
    assert page.locator("form[data-tool]").count() == 0
    context.close()


@pytest.mark.sampled(1)
@pytest.mark.parametrize("language", in_each_language(code for code in person_languages() if code != "pl"))
@pytest.mark.rest
def test_a_draft_says_so_in_both_languages_where_the_questions_stand(browser, alone, language):
    context = browser.new_context(base_url=alone.address, viewport=PHONE)
    page = ready(context)
    begin(page, language=language)
    notice = page.locator(f"p.notice:has(span[lang={language}])")
    assert "Tłumaczenie jest robocze" in notice.inner_text() and notice.locator("span").inner_text()
    context.close()


@pytest.mark.rest
def test_a_hidden_draft_is_not_shown_to_the_person_without_a_signal_either(browser, tool_settings, content, printer):
    app = create_quick_app(tool_settings, content, printer)
    services_of(app).drafts = "hide"
    with running(app) as strict:
        context = browser.new_context(base_url=strict.address, viewport=PHONE)
        page = ready(context)
        context.set_offline(True)
        begin(page, language="uk")
        assert page.get_by_role("button", name="Pokaż osobie").count() == 0
        assert "instytucja ukrywa tłumaczenia robocze" in page.inner_text("main")
        page.goto("/quick/")
        begin(page)
        assert page.get_by_role("button", name="Pokaż osobie").count() == 1
        context.close()


@pytest.mark.sampled(1)
@pytest.mark.parametrize("language", in_each_language(person_languages()))
@pytest.mark.rest
def test_every_question_and_statement_fits_a_narrow_telephone(browser, alone, language):
    context = browser.new_context(base_url=alone.address, viewport=PHONE)
    page = ready(context)
    begin(page, language="" if language == "pl" else language)
    page.get_by_role("button", name="Pokaż osobie").click()
    page.locator(".shown .go .button").first.click()
    wide = page.evaluate(
        """async (language) => {
          const {texts, people} = await (await fetch('/quick/data.json')).json();
          const inPages = Object.entries(texts).map(([name, known]) => [name, known[language]]);
          const heard = people[language] && Object.entries(await (await fetch(people[language][0])).json());
          const statement = document.querySelector('.statement'), wide = [];
          let seen = 0;
          for (const [name, words] of heard || inPages) {
            if (!words || !/^(question|statement|child|shown)/.test(name)) continue;
            statement.textContent = words;
            seen += 1;
            const page = document.documentElement;
            if (page.scrollWidth > innerWidth || statement.scrollWidth > statement.clientWidth) wide.push(name);
          }
          return [seen, wide];
        }""",
        language,
    )
    assert wide[0] > 80 and wide[1] == []
    context.close()


@pytest.mark.rest
def test_the_entry_of_a_card_is_dense_and_fits_a_narrow_telephone(browser, alone):
    context = browser.new_context(base_url=alone.address, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto("/quick/card")
    page.locator("button[formaction='/quick/entry']").click()
    assert page.locator("h1").inner_text().startswith("Wpisz wypełnioną kartę")
    for row in page.locator("fieldset.dense-row").all():
        tops = {round(each.bounding_box()["y"]) for each in row.locator("label").all()}
        assert len(tops) == 1 and row.locator("label").count() == 5
        assert all(each.bounding_box()["height"] >= 48 for each in row.locator("label").all())
    assert page.locator("html").evaluate("page => page.scrollWidth") <= PHONE["width"]
    choose(page, "age", "adult")
    to_the_result(page)
    context.close()


@pytest.mark.rest
@pytest.mark.parametrize("script", [True, False])
def test_the_result_lists_what_the_chosen_form_does_not_count_with_and_without_script(browser, alone, script):
    """Both sorts of result are made from the answers of one card, whose form was changed afterwards."""
    context = browser.new_context(base_url=alone.address, viewport=PHONE, java_script_enabled=script)
    page = context.new_page()
    page.goto("/quick/card")
    page.locator("button[formaction='/quick/entry']").click()
    if script:
        page.wait_for_load_state("networkidle")
    choose(page, "age", "adult")
    choose(page, "answer.excessive_hours", "yes")
    choose(page, "answer.wage_manipulation", "no")
    page.locator("[name=forms]").evaluate("field => { field.value = 'other'; }")
    page.locator("form[data-entry] button[type=submit]").click()
    expect(page.get_by_role("heading", name="Odnotowano, poza wybraną formą")).to_be_visible()
    assert not script or page.locator("ul.known li", has_text="osoba dorosła").count() == 1
    expect(page.get_by_role("heading", name="Skonsultuj się z KCIK")).to_be_visible()
    said = [" ".join(line.split()) for line in page.locator("main ul li").all_inner_texts()]
    assert [line.rpartition(": ")[2] for line in said if line.endswith((": jest", ": nie ma"))] == ["jest", "nie ma"]
    assert page.url.endswith("/quick/result") is not script
    context.close()
