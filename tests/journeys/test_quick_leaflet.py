"""After one visit, without a signal: every address of the quick check, and every paper for the person."""

from dataclasses import replace

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from screening.casework.documents import LEAFLETS
from screening.translation import page_languages, person_languages
from screening.web.quick_app import create_quick_app
from tests.contacts import KCIK
from tests.journeys.quick_server import running
from tests.journeys.served import Served
from tests.journeys.test_editions import newer
from tests.journeys.test_offline import PHONE, begin, ready, to_the_result
from tests.journeys.walk import in_each_language, wait_until

WITH_EASY_WORDS = {each.code for each in page_languages()}
ALL_KEPT = """(async () => {
  const names = await caches.keys();
  const found = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return found.flat().filter((each) => each.url.includes("/quick/leaflet")).length;
})()"""


@pytest.fixture
def phone(browser: Browser, served: Served):
    context = browser.new_context(base_url=served.public, viewport=PHONE)
    yield context
    context.close()


def kept(page: Page, number: int = len(person_languages()) + len(WITH_EASY_WORDS)) -> None:
    """Wait until the worker holds the leaflets of so many addresses."""
    wait_until(page, f"{ALL_KEPT}.then((found) => found === {number})")


def leaflet(page: Page, *, kind: str = "leaflet", reader: str = "adult", safe: str = "yes") -> None:
    for name, value in {"safe": safe, "kind": kind, "for": reader}.items():
        page.locator(f"#check label:has(input[name='{name}'][value='{value}'])").click()
    page.get_by_role("button", name="Pokaż").click()


ADDRESSES = [
    "/quick",
    "/quick/",
    "/quick?ui=en",
    "/quick/?ui=en",
    "/quick/?from=poster",
    "/quick/result",
    "/quick/card",
]


@pytest.mark.rest
@pytest.mark.parametrize("visited", ["/quick", "/quick/"])
def test_every_address_opens_the_check_without_a_signal_after_one_visit(phone, visited):
    ready(phone, visited).close()
    phone.set_offline(True)
    for address in ADDRESSES:
        page = phone.new_page()
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("lang", "en" if "ui=en" in address else "pl")
        expect(page.locator("form[data-quick]")).to_be_visible()
        page.close()
    page = phone.new_page()
    page.goto("/quick")
    begin(page)
    to_the_result(page)
    phone.set_offline(False)


@pytest.mark.rest
def test_the_worker_of_an_earlier_edition_gives_way(phone):
    page = phone.new_page()
    page.route("**/check.js*", lambda route: route.abort())
    page.goto("/quick/")
    page.evaluate(
        """async () => {
          const policy = trustedTypes.createPolicy("rozpoznaj-sw", {createScriptURL: () => "/quick/sw.js"});
          await navigator.serviceWorker.register(policy.createScriptURL(""), {scope: "/quick/"});
        }"""
    )
    page.unroute("**/check.js*")
    page.goto("/quick/")
    wait_until(
        page,
        "navigator.serviceWorker.getRegistrations().then((all) => all.length === 1 && all[0].scope.endsWith('/quick'))",
    )


@pytest.mark.sampled(1)
@pytest.mark.parametrize("language", in_each_language(person_languages()))
@pytest.mark.rest
def test_every_paper_in_the_persons_language_opens_from_the_result_without_a_signal(phone, language):
    page = ready(phone)
    kept(page)
    phone.set_offline(True)
    begin(page, language="" if language == "pl" else language)
    to_the_result(page)
    page.locator("main a[href='/quick/leaflet']").click()
    expect(page.locator("h1")).to_have_text("Ulotka")
    assert page.locator("select[name=language]").input_value() == language
    for kind in LEAFLETS:
        for reader in ("adult", "child"):
            leaflet(page, kind=kind, reader=reader)
            if kind == "leaflet-easy" and reader == "adult" and language not in WITH_EASY_WORDS:
                expect(page.locator("[data-problem=easy]")).to_be_visible()
                assert page.locator(".sheet").count() == 0
                continue
            expect(page.locator(f".sheet[id='{kind}.{reader}']")).to_have_attribute("lang", language)
            assert KCIK in page.inner_text(".sheet") and page.locator("h1:visible").count() == 1
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    leaflet(page, safe="no")
    expect(page.locator("#remember")).to_contain_text(KCIK)
    assert page.locator(".sheet").count() == 0
    page.get_by_role("button", name="Wróć").click()
    expect(page.get_by_role("heading", name="Zgłoś do KCIK")).to_be_visible()
    phone.set_offline(False)


@pytest.mark.rest
def test_the_paper_made_by_script_is_the_paper_of_the_plain_page(browser, served, phone):
    page = ready(phone)
    page.goto("/quick/leaflet")
    plain = browser.new_context(base_url=served.public, viewport=PHONE, java_script_enabled=False)
    bare = plain.new_page()
    for kind in LEAFLETS:
        for each in (page, bare):
            each.goto("/quick/leaflet")
            leaflet(each, kind=kind)
            expect(each.locator(".sheet")).to_be_visible()
        assert page.inner_text(".sheet") == bare.inner_text(".sheet")
        with page.expect_download() as download:
            page.get_by_role("button", name="Pobierz PDF").click()
        assert download.value.suggested_filename == "numery.pdf"
    plain.close()


@pytest.mark.rest
def test_a_hidden_draft_has_no_paper_without_a_signal_either(browser, tool_settings, content, printer):
    app = create_quick_app(replace(tool_settings, drafts="hide"), content, printer)
    with running(app) as strict:
        context = browser.new_context(base_url=strict.address, viewport=PHONE)
        page = ready(context)
        kept(page, 1 + len(WITH_EASY_WORDS))
        context.set_offline(True)
        page.goto("/quick/leaflet")
        page.select_option("select[name=language]", "uk")
        leaflet(page)
        expect(page.locator("[data-problem=draft]")).to_be_visible()
        assert page.locator(".sheet").count() == 0
        page.select_option("select[name=language]", "pl")
        leaflet(page)
        expect(page.locator(".sheet")).to_be_visible()
        assert app.test_client().get("/quick/leaflets/uk", base_url="https://localhost").status_code == 404
        context.close()


@pytest.mark.rest
def test_the_papers_of_the_next_edition_are_there_when_it_takes_over(browser, tool_settings, content, printer):
    old, new = (create_quick_app(tool_settings, each, printer) for each in (content, newer(content)))
    with running(old) as served:
        context: BrowserContext = browser.new_context(base_url=served.address, viewport=PHONE)
        page = ready(context)
        kept(page)
        served.app = new
        page.goto("/quick/")
        wait_until(page, "navigator.serviceWorker.getRegistration().then((found) => Boolean(found.waiting))")
        kept(page, 2 * (len(person_languages()) + len(WITH_EASY_WORDS)))
        page.close()
        page = context.new_page()
        page.wait_for_timeout(1000)  # the worker's change of guard takes the browser a moment
        context.set_offline(True)
        page.goto("/quick/")
        assert "2027.5" in page.inner_text("footer")
        page.goto("/quick/leaflet")
        leaflet(page)
        expect(page.locator(".sheet")).to_be_visible()
        context.close()
