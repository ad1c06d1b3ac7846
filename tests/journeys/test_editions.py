"""A new edition at the same address: page, data and script that a browser shows always come from one edition."""

from dataclasses import replace

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from screening.web.quick_app import create_quick_app
from tests.builders import CONTENT
from tests.journeys.quick_server import running
from tests.journeys.test_offline import PHONE, begin, ready
from tests.journeys.walk import wait_until
from tests.patience import until

OLD, NEW = CONTENT.catalogue.edition, "2027.5"
OLD_LABEL, NEW_LABEL = "Zatrzymanie dokumentów", "Dokumenty trzyma ktoś inny"


def newer(content):
    """The content under another edition, with one label in other words."""
    catalogue = content.catalogue
    row = catalogue.indicators["documents_withheld"]
    other = replace(row, label=replace(row.label, key="new.label", polish=NEW_LABEL))
    rows = {**catalogue.indicators, row.id: other}
    return replace(content, catalogue=replace(catalogue, earlier=catalogue.editions, edition=NEW, indicators=rows))


def shown(page: Page) -> tuple[str, str, str, str]:
    """What names the edition: the page's footer, its data's address, its script's, and a text that the script made."""
    footer = page.inner_text("footer")
    data = page.get_attribute("form[data-quick]", "data-quick").partition("v=")[2]
    script = page.get_attribute("script[src]", "src").partition("v=")[2]
    begin(page)
    label = page.locator(".q .text").filter(has_text="okument").first.inner_text()
    return next(edition for edition in (OLD, NEW) if edition in footer), data, script, label


def after_the_change(context: BrowserContext) -> tuple[str, str, str, str]:
    """What pages show once the new worker has taken over; the browser does so some time after the last page closed."""
    seen: list[tuple[str, str, str, str]] = []

    def changed() -> bool:
        page = ready(context)
        seen.append(shown(page))
        page.close()
        assert seen[-1][1] == seen[-1][2]
        return seen[-1][0] == NEW

    until(changed, "the new edition")
    return seen[-1]


@pytest.mark.rest
def test_an_old_worker_with_new_content_never_mixes_editions(browser, tool_settings, content, printer):
    old, new = (create_quick_app(tool_settings, each, printer) for each in (content, newer(content)))
    with running(old) as served:
        context = browser.new_context(base_url=served.address, viewport=PHONE)
        first = shown(page := ready(context))
        assert first[0] == OLD and first[3] == OLD_LABEL and first[1] == first[2]
        page.close()

        served.app = new
        page = ready(context)
        assert shown(page) == first  # the old one, whole, while the new one waits
        page.goto("/quick/")
        wait_until(page, "navigator.serviceWorker.getRegistration().then((found) => Boolean(found.waiting))")
        assert shown(page) == first
        page.close()

        second = after_the_change(context)
        page = ready(context)
        assert shown(page) == second
        assert second[0] == NEW and second[3] == NEW_LABEL and second[1] == second[2] != first[1]
        page.close()
        context.set_offline(True)
        page = context.new_page()
        page.goto("/quick/")
        assert shown(page) == second
        assert len(page.evaluate("caches.keys()")) == 1
        context.close()


@pytest.mark.rest
def test_a_page_whose_edition_is_gone_stays_with_its_plain_forms(browser, tool_settings, content, printer):
    old, new = (create_quick_app(tool_settings, each, printer) for each in (content, newer(content)))
    with running(old) as served:
        context = browser.new_context(base_url=served.address, viewport=PHONE, service_workers="block")
        page, errors = context.new_page(), []
        page.on("pageerror", lambda error: errors.append(str(error)))

        def update(route) -> None:
            served.app = new
            route.continue_()

        page.route("**/data.json*", update)
        with page.expect_response("**/data.json*") as answered:
            page.goto("/quick/")
        assert answered.value.status == 404
        begin(page)
        assert page.url.endswith("/quick/questions") and NEW in page.inner_text("footer")
        expect(page.get_by_text(NEW_LABEL)).to_be_visible()
        assert errors == []
        context.close()
