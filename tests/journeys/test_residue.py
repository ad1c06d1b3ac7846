"""What a browser leaves behind on the disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright

from tests.journeys import arriving
from tests.journeys.conftest import CHROMIUM, FLAGS, enter
from tests.journeys.served import Served
from tests.journeys.test_offline import begin, ready, to_the_result
from tests.journeys.walk import choose, enter_values, open_case, open_note, save
from tests.patience import BROWSER_MS
from tests.security.search import files_with

MARK = "KANAREKzolty7391"
WRITTEN_MS = 3500  # Chromium writes its session file with a delay


@contextmanager
def _visit(
    playwright: Playwright, folder: Path, *, running: Served | None = None, public: bool = False
) -> Iterator[tuple[Served, BrowserContext]]:
    """The program, or one that runs already, and a browser with its profile in `profile`, at the public address or at
    that of the start.
    """
    served = running or Served(folder / "data")
    try:
        context = playwright.chromium.launch_persistent_context(
            folder / "profile",
            executable_path=CHROMIUM,
            args=FLAGS,
            base_url=served.public if public else served.address,
        )
        context.set_default_timeout(BROWSER_MS)
        yield served, context
        context.pages[-1].wait_for_timeout(WRITTEN_MS)
        context.close()
    finally:
        if not running:
            served.stop()


@pytest.mark.rest
def test_the_browser_profile_holds_no_mark_after_closing(playwright, tmp_path):
    with _visit(playwright, tmp_path) as (served, context):
        page = context.new_page()
        enter(page, served)
        open_case(page, language="pl", age="adult", form="labour")
        step = page.url
        choose(page, "answer.debt_bondage", "yes")
        open_note(page, "debt_bondage")
        page.locator('textarea[name="note.debt_bondage"]').fill(MARK)
        save(page)
        page.goto(step)
        assert page.locator('textarea[name="note.debt_bondage"]').input_value() == MARK
        case = step.rsplit("/", 1)[0]
        page.goto(f"{case}/answers")
        assert MARK in page.content()
        for part, values in {
            "facts": {"facts": MARK},
            "agreement": {"contact": "yes", "share_name": "yes"},
            "person": {"name": MARK, "safe_contact": MARK},
            "handover": {"told": MARK},
        }.items():
            page.goto(f"{case}/{part}")
            enter_values(page, **values)
            save(page)
        page.goto(f"{case}/documents/referral")
        assert page.content().count(MARK) >= 4
        page.goto(f"{case}/person")
        enter_values(page, name=MARK, birth_date="2199-01-01")
        save(page)
    assert files_with(tmp_path, MARK) == []


@pytest.mark.rest
def test_the_browser_profile_holds_no_answer_that_a_person_gave_on_the_screen(playwright, own_server, tmp_path):
    with _visit(playwright, tmp_path, running=own_server) as (served, context):
        page = context.new_page()
        arriving.enter(page, served)
        arriving.open_case(page, served, language="uk", interpreter="independent")
        page.get_by_role("button", name="Pokaż osobie").click()
        page.locator("button[name=at]").click()
        for _ in range(2):
            asked = page.locator("input[name=at]").get_attribute("value")
            page.locator("button[value=yes]").click()
            page.wait_for_function("(asked) => document.querySelector('input[name=at]').value !== asked", arg=asked)
        page.locator("button[value=stop]").click()
        page.locator("button[value=handed]").click()
        page.locator("button[value=open]").wait_for()
    assert files_with(tmp_path / "profile", "/lend"), "the search must see the addresses that the browser keeps"
    marks = ("bare=yes", "bare=stop", "bare=handed")
    assert {mark: found for mark in marks if (found := files_with(tmp_path / "profile", mark))} == {}


@pytest.mark.rest
def test_the_browser_profile_holds_no_quick_check_that_was_handed_on_sealed(playwright, tmp_path):
    with _visit(playwright, tmp_path, public=True) as (served, context):
        came = arriving.Arriving(context, served)
        came.get(served.link().removeprefix(served.address))
        came.get("/cases/")
        came.keep_nothing()
        page = ready(context)
        begin(page, language="uk")
        to_the_result(page)
        page.get_by_role("button", name="Prowadź dalej jako pełną sprawę").click()
        page.get_by_role("heading", name="Odpowiedzi czekają").wait_for()
    assert files_with(tmp_path / "profile", "/cases/from-quick"), (
        "the search must see the addresses that the browser keeps"
    )
    assert {
        mark: found
        for mark in ("documents_withheld=", "forms=labour")
        if (found := files_with(tmp_path / "profile", mark))
    } == {}
