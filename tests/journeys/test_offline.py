"""The quick check in Chromium: without a signal, without a trace, in the person's language."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from screening.translation import person_languages
from tests.contacts import DIAL
from tests.engines.engines import examine
from tests.journeys.served import Served
from tests.journeys.walk import back, choose, in_each_language, wait_until
from tests.patience import BROWSER_MS

PHONE = {"width": 320, "height": 640}
MOST_TRANSFERRED = 80 * 1024


@pytest.fixture
def phone(browser: Browser, served: Served):
    context = browser.new_context(base_url=served.public, viewport=PHONE)
    yield context
    context.close()


def ready(context: BrowserContext, path: str = "/quick/") -> Page:
    """The quick check, once it says that it works offline."""
    page = context.new_page()
    page.set_default_timeout(BROWSER_MS)
    page.goto(path)
    expect(page.locator("#offline")).to_be_visible()
    return page


def begin(page: Page, *, age: str = "adult", form: str = "labour", language: str = "") -> None:
    """From the first page to the whole list of questions; with script they come one by one at first."""
    choose(page, "alone", "yes")
    choose(page, "age", age)
    choose(page, "forms", form)
    if language:
        choose(page, "language", language)
    page.get_by_role("button", name="Do pytań").click()
    list_all(page)


def list_all(page: Page) -> None:
    """Have all questions on one page, as they are without script and for a child."""
    expect(page.locator("h1")).to_have_text(re.compile("^(Pytani|Question)"))
    if page.locator(".q.alone").count():
        page.get_by_role("button", name=re.compile("Wszystkie na jednej stronie|All on one page")).click()
    expect(page.locator("h1")).to_have_text(re.compile("^(Pytania|Questions)$"))


def title(page: Page, words: str) -> None:
    """Wait for a page by its title; the questions are then seen all at once."""
    if words in ("Pytania", "Questions"):
        list_all(page)
    expect(page.locator("h1")).to_have_text(words)


def start(page: Page) -> None:
    """On the person's screen: from who asks and why to the first statement."""
    page.locator(".shown .go .button").first.click()
    expect(page.locator(".statement")).to_be_visible()


def hand_back(page: Page) -> None:
    """Press "hand back" on the person's screen, then the second time on the page for the officer."""
    page.locator(".shown .go .button").click()
    expect(page.locator("h1")).to_have_text("Urządzenie oddane")
    page.get_by_role("button", name="Otwórz pytania").click()
    expect(page.locator("h1")).to_have_text("Pytania")


def to_the_result(page: Page) -> None:
    choose(page, "answer.documents_withheld", "yes")
    choose(page, "answer.debt_bondage", "yes")
    page.get_by_role("button", name="Co z tego wynika").click()
    expect(page.get_by_role("heading", name="Zgłoś do KCIK")).to_be_visible()


def test_after_one_visit_the_whole_check_works_in_flight_mode(phone):
    ready(phone).close()
    phone.set_offline(True)
    page = phone.new_page()
    page.goto("/quick/")
    assert "Treść z dnia" in page.inner_text("#offline")
    begin(page)
    to_the_result(page)
    assert page.locator(f"a[href='{DIAL}']").count() >= 1
    phone.set_offline(False)


@pytest.mark.rest
def test_the_first_visit_is_small_and_the_result_asks_for_nothing_more(phone):
    asked: list[tuple[str, int]] = []
    page = phone.new_page()
    client = phone.new_cdp_session(page)
    client.send("Network.enable")
    client.on("Network.loadingFinished", lambda e: asked.append((e["requestId"], int(e["encodedDataLength"]))))
    page.goto("/quick/")
    page.wait_for_load_state("networkidle")
    transferred, before = sum(size for _, size in asked), len(asked)
    print(f"first visit: {transferred / 1024:.1f} KiB")
    assert 0 < transferred <= MOST_TRANSFERRED
    begin(page)
    to_the_result(page)
    page.wait_for_load_state("networkidle")
    assert len(asked) <= before + 1, "the guidance, which the worker keeps"


def test_the_browser_keeps_no_answer_anywhere(phone):
    page = ready(phone)
    begin(page)
    to_the_result(page)
    kept = page.evaluate(
        """async () => [localStorage.length, sessionStorage.length, document.cookie,
        (await indexedDB.databases()).length,
        await Promise.all((await caches.keys()).map(async (name) =>
          (await (await caches.open(name)).keys()).map((each) => each.url)))]"""
    )
    assert kept[:4] == [0, 0, "", 0] and all("answer" not in url for urls in kept[4] for url in urls)
    page.goto("/contacts", wait_until="commit")
    back(page)
    expect(page.locator("h1")).to_have_text("Szybka lista pytań")
    assert page.locator("input[name=forms]:checked").count() == 0


def _cards(page: Page) -> list[str]:
    """What every card of advice says, unfolded; spaces, signs between labels and their first letter may differ."""
    return [re.sub(r"[\s;.]+", "", text).casefold() for text in page.locator(".next").all_text_contents()]


@pytest.mark.rest
def test_both_ways_say_the_same_with_and_without_script(browser, served, phone):
    page = ready(phone)
    begin(page)
    to_the_result(page)
    with_script = _cards(page)
    plain = browser.new_context(base_url=served.public, java_script_enabled=False, viewport=PHONE)
    bare = plain.new_page()
    bare.goto("/quick/")
    begin(bare)
    to_the_result(bare)
    assert _cards(bare) == with_script
    plain.close()


@pytest.mark.sampled(1)
@pytest.mark.parametrize("language", in_each_language(person_languages()))
@pytest.mark.rest
def test_in_every_language_the_person_answers_alone_and_hands_back(phone, language):
    page = ready(phone)
    begin(page, language="" if language == "pl" else language)
    page.get_by_role("button", name="Pokaż osobie").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.locator(".shown").get_attribute("lang") == language
    start(page)
    shown = 0
    while page.locator(".big-answers").count():
        assert page.locator("h1").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        page.locator(".big-answers button").nth(0 if shown < 2 else 3).click()
        shown += 1
    hand_back(page)
    assert page.get_by_text("odpowiedź od osoby").count() == shown
    assert page.locator("input[value=yes]:checked").count() == 2
    if language != "pl":
        assert page.locator(f".q [lang={language}]").count() >= 5


@pytest.mark.rest
def test_what_is_missing_is_said_and_nothing_is_lost(phone):
    page = ready(phone)
    choose(page, "alone", "no")
    page.get_by_role("button", name="Do pytań").click()
    assert page.locator("h1").inner_text() == "Szybka lista pytań"
    assert page.locator("input[name=alone][value=no]").is_checked()
    assert page.locator(":invalid").count() >= 1


@pytest.mark.rest
def test_axe_finds_nothing_on_the_quick_check(phone):
    page, faults = phone.new_page(), []
    for path in ("/quick/?ui=en", "/quick/leaving", "/quick/noticed/vi", "/quick/leaflet", "/quick/card", "/quick/"):
        page.goto(path)
        examine(page, faults)
    begin(page, language="uk")
    examine(page, faults)
    page.get_by_role("button", name="Pokaż osobie").click()
    examine(page, faults)
    start(page)
    examine(page, faults)
    page.locator(".big-answers button").last.click()
    examine(page, faults)
    page.locator(".shown .go .button").click()
    examine(page, faults)
    page.get_by_role("button", name="Otwórz pytania").click()
    to_the_result(page)
    examine(page, faults)
    assert faults == []


@pytest.mark.rest
def test_axe_finds_nothing_on_the_plain_forms_of_the_quick_check(phone):
    page = phone.new_page()
    faults: list[str] = []
    page.route("**/check.js*", lambda route: route.abort())
    page.goto("/quick/")
    choose(page, "age", "adult")
    choose(page, "forms", "unsure")
    choose(page, "language", "uk")
    page.get_by_role("button", name="Do pytań").click()
    page.locator("details.more summary").click()
    examine(page, faults)
    page.get_by_role("button", name="Pokaż osobie").click()
    start(page)
    examine(page, faults)
    page.locator("button[value=hide]").click()
    examine(page, faults)
    page.locator("button[value=handed]").click()
    examine(page, faults)
    page.get_by_role("button", name="Otwórz pytania").click()
    page.get_by_role("button", name="Co z tego wynika").click()
    examine(page, faults)
    page.goto("/quick/card")
    page.locator("button[formaction='/quick/entry']").click()
    examine(page, faults)
    for kind in ("leaflet-card", "leaflet-easy"):
        page.goto("/quick/leaflet")
        choose(page, "safe", "yes")
        choose(page, "kind", kind)
        page.locator("main .button").click()
        examine(page, faults)
    assert faults == []


def test_under_the_name_of_one_start_the_browser_keeps_nothing(browser, served):
    context = browser.new_context(base_url=served.address, viewport=PHONE)
    page = context.new_page()
    page.goto("/quick/")
    page.wait_for_load_state("networkidle")
    kept = "Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()]).then((all) => all.flat().length)"
    assert page.evaluate(kept) == 0
    context.close()


LEFT_BEHIND = """async () => {
  const worker = await (await fetch("/quick/sw.js")).text();
  const list = (name) => JSON.parse(worker.match(`const ${name} = (.*?);`)[1]);
  const cache = await caches.open(worker.match(/const NAME = "(.*?)"/)[1]);
  for (const [file] of [...list("FILES"), ...list("LATER")]) {
    await cache.put(file, new Response("<title>OBCE</title>", {headers: {"Content-Type": "text/html"}}));
  }
}"""
LEAFLETS = "caches.match('/quick/leaflet').then((found) => Boolean(found))"


@pytest.mark.rest
def test_what_another_program_left_in_the_workers_own_cache_is_never_shown(phone):
    page = phone.new_page()
    page.goto("/")
    page.evaluate(LEFT_BEHIND)
    page.close()
    page = ready(phone)
    wait_until(page, LEAFLETS)
    for path, words in (("/quick/", "Szybka lista pytań"), ("/quick/leaflet", "Ulotka")):
        page.goto(path)
        expect(page.locator("h1")).to_have_text(words)
