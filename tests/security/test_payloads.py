"""Whatever is written into a text field stays text: on every page in a real browser, and on the sheet.

The pages are the application's own answers, headers included, handed to Chromium without a network.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest
from playwright.sync_api import BrowserContext, Error, sync_playwright
from pypdf import PdfReader

from screening.casework import CaseService
from screening.core.journey import Page, Step, steps
from screening.core.record.case import NOTE_LIMIT
from screening.printing.glyphs import with_replaced, without_form
from screening.printing.quoting import within_quotes
from screening.translation import Translator
from screening.web.cases.pages import FORMS
from screening.web.http.headers import HEADERS
from tests.journeys.conftest import CHROMIUM, FLAGS
from tests.patience import BROWSER_MS
from tests.security.inside_pdf import LINK, acting
from tests.security.payloads import COUNT, LIMIT, MARK, payloads, sample
from tests.security.window import ORIGIN, WATCH, Window, opened
from tests.security.written_case import (
    HARMLESS,
    Walk,
    groups,
    kept,
    paths,
    text_fields,
    text_fields_of,
    write_round,
)
from tests.web.conftest import app, newcomer, visitor, walk_to
from tests.web.page import Visitor

__all__ = ["app", "newcomer", "visitor"]

ALL = payloads()
SOME = sample(20)
PARTS = 10
ROUNDS = 1  # of the usual run: each of SOME stands in some line

# a note that is there; "marks were taken out of your text"; an answer that was given; what comes after a paper
TOLD = ("details@open", "p@role", "input@checked", "section@tabindex", "section@autofocus")
ERROR_SHAPE = (
    *("p", "p@class", "p@id", "span", "span@class", "h2", "ul", "li", "a", "a@href", "div", "div@class"),
    *("div@role", "div@tabindex", "div@id", "div@autofocus", "details@open", "fieldset@class"),
    "form@data-unsaved",
    *("input@id", "input@aria-describedby", "input@aria-invalid", "textarea@aria-describedby", "textarea@aria-invalid"),
)


# A browser in a thread of its own: Playwright allows only one a thread, and the journeys have theirs.


@pytest.fixture(scope="module")
def thread() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as one:
        yield one


@pytest.fixture(scope="module")
def window(thread: ThreadPoolExecutor) -> Iterator[Window]:
    assert CHROMIUM, "Chromium is missing: apt-get install chromium"
    driver = thread.submit(lambda: sync_playwright().start()).result()
    browser = thread.submit(lambda: driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)).result()
    yield thread.submit(opened, browser).result()
    thread.submit(lambda: (browser.close(), driver.stop())).result()


# What must be true of a page and of a sheet.


def squeezed(text: str) -> str:
    """The text without white space and invisible marks, which readers of pages and sheets treat as they like."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")


def page_faults(seen: dict[str, Any], plain: dict[str, Any], walk: Walk, path: str) -> list[str]:
    """What is wrong with a page: something acted, something is there that text cannot bring, a text is not literal."""
    faults = [*seen["acted"], *(f"CSP {each}" for each in seen["blocked"])]
    faults += [f"new in the page: {each}" for each in seen["shape"] if each not in {*plain["shape"], *TOLD}]
    faults += [f"leads to {each}" for each in seen["links"] if not (each.startswith(f"{ORIGIN}/") or LINK.match(each))]
    if seen["scripts"] != plain["scripts"]:
        faults.append(f"scripts {seen['scripts']}")
    named = {name: text for name, text in seen["fields"].items() if name in walk.texts}
    faults += [f"{name} holds {text!r}" for name, text in named.items() if text != walk.texts[name]]
    notes = [text for name, text in walk.texts.items() if name.startswith("note.")]
    on_paper = [within_quotes(text) for text in walk.texts.values()]
    shows = {"answers": notes, "documents/referral": on_paper}.get(
        path.removeprefix(f"{walk.address}/").partition("?")[0], ()
    )
    text = squeezed(seen["text"])
    faults += [f"does not show {each!r}" for each in shows if squeezed(each) not in text]
    return [f"{path}: {each}" for each in faults]


def look_at_all(window: Window, walk: Walk, plain: dict[str, dict[str, Any]], *, notes: bool) -> list[str]:
    """Look at every page of a round; gives what is wrong, also a text that stood in no field."""
    window.client = walk.client
    faults, fields = [], set()
    for path in paths(walk, notes=notes):
        seen = window.look(path)
        fields |= seen["fields"].keys()
        faults += page_faults(seen, plain.setdefault(path, seen), walk, path)
    wanted = {name for name in walk.texts if name.startswith("note.") is notes}
    return faults + [f"{name} is on no page" for name in wanted - fields]


IN_POLISH = without_form(Translator("pl"))


def sheet_faults(pdf: bytes, texts: Mapping[str, str]) -> list[str]:
    """What is wrong with a sheet: a key that acts, a link elsewhere, a text that is not in it."""
    reader = PdfReader(BytesIO(pdf))
    faults = [f"the sheet holds {each}" for each in acting(reader)]
    text = squeezed("".join(page.extract_text() for page in reader.pages))
    missing = {
        name: each
        for name, each in texts.items()
        if squeezed(within_quotes(with_replaced(each, IN_POLISH)[0])) not in text
    }
    return faults + [f"the sheet does not show {name}: {each!r}" for name, each in missing.items()]


# The tests.


@pytest.fixture
def walk(visitor: Visitor, desk: CaseService) -> Walk:
    """A case with all three forms, so that every indicator is on a page."""
    address = walk_to(visitor, forms=("unsure",))
    case = desk.read(UUID(address.rsplit("/", 1)[1])).case
    return Walk(visitor.client, address, steps(desk.content.catalogue, case))


@pytest.fixture
def faults(walk: Walk, window: Window, thread: ThreadPoolExecutor) -> Callable[..., list[str]]:
    """What is wrong after these rounds of payloads; a round of harmless words before shows what pages are like."""

    def found(texts: Sequence[str], rounds: Sequence[int], *, notes: bool) -> list[str]:
        write_round(walk, HARMLESS, 0, notes=False)
        write_round(walk, HARMLESS, 0, notes=True, pages=1)
        plain: dict[str, dict[str, Any]] = {}
        faults = thread.submit(look_at_all, window, walk, plain, notes=notes).result()
        for number in rounds:
            write_round(walk, texts, number, notes=notes)
            faults += thread.submit(look_at_all, window, walk, plain, notes=notes).result()
            faults += sheet_faults(walk.sheet(), walk.texts)
        return faults

    return found


def test_there_are_300_payloads_and_none_is_long():
    assert len(set(ALL)) == COUNT
    assert max(map(len, ALL)) < LIMIT


def test_the_fields_are_found_by_their_kind():
    found = {name for form in FORMS.values() for name in text_fields(form)}
    assert {"institution", "phone", "safe_contact", "reason", "decided_by", "language"} <= found
    assert not {"kcik", "persons", "contact", "csrf_token"} & found


@pytest.mark.rest
def test_payloads_in_the_lines_of_a_case_stay_text(faults):
    assert faults(SOME, range(0, len(SOME), len(SOME) // ROUNDS), notes=False) == []


@pytest.mark.rest
def test_payloads_in_the_notes_of_a_case_stay_text(faults):
    assert faults(SOME, [0], notes=True) == []


def _too_long(window: Window, walk: Walk, step: Step, texts: dict[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    window.client = walk.client
    plain = window.look(walk.path(step))
    window.page.locator("details").evaluate_all("(all) => all.forEach((each) => { each.open = true; })")
    for name, text in texts.items():
        field = window.page.locator(f"main [name='{name}']:not([type=radio])")
        if not field.is_visible():  # it opens by "another" beside it
            window.page.locator(f"label:has([name='{name}'][value=other])").click()
        field.fill(text)
    window.page.locator("main form button.button[type=submit]").first.click()
    window.page.locator("#errors").wait_for()
    return plain, window.seen()


def test_a_text_that_is_too_long_comes_back_as_text(walk, window, thread):
    # On the lines of the referral a name is refused for another reason as well.
    for step in [
        each for each in walk.steps if text_fields_of(each) and not each.items and each.page is not Page.REFERRAL
    ][:2]:
        limits = text_fields_of(step)
        texts = {
            name: kept(SOME[n % len(SOME)] + " x" * limit, limit) for n, (name, limit) in enumerate(limits.items())
        }
        plain, seen = thread.submit(_too_long, window, walk, step, texts).result()
        walk.texts = texts
        faults = page_faults(seen, plain | {"shape": [*plain["shape"], *ERROR_SHAPE]}, walk, walk.path(step))
        assert faults == []
        assert texts.keys() <= seen["fields"].keys()


@pytest.mark.parametrize("texts", [SOME[:2], pytest.param(SOME, marks=pytest.mark.full)], ids=["some", "more"])
def test_payloads_in_an_address_do_nothing(walk, window, thread, texts):
    window.client = walk.client
    for text in texts:
        asked = quote(text, safe="")
        for path in (f"/{asked}", f"/cases/?erased={asked}", f"{walk.address}/documents/referral?language={asked}"):
            seen = thread.submit(window.look, path).result()
            assert (seen["acted"], seen["blocked"]) == ([], []), path
            assert not [each for each in seen["shape"] if "@on" in each], path


# Would these tests notice? The same payloads where nobody escapes them, without and with the tool's headers.


def _raw(text: str) -> str:
    """A page that takes a text for markup in three places."""
    body = f'<input value="{text}"><iframe src="{text}"></iframe><p>{text}</p>'
    return f"<!doctype html><title>x</title><body>{body}"


def _acts(context: BrowserContext, html: str, headers: dict[str, str]) -> bool:
    """Whether something acts on this page."""
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.route(
        "**/*",
        lambda route: (
            route.fulfill(headers=headers, content_type="text/html", body=html)
            if route.request.url == f"{ORIGIN}/raw"
            else route.abort()
        ),
    )
    with suppress(Error):  # a payload may lead the page away
        page.goto(f"{ORIGIN}/raw", timeout=BROWSER_MS)
        page.evaluate("() => new Promise((done) => setTimeout(done, 40))")
    page.close()
    return bool({MARK, f"{MARK} was set", f"{MARK} was told"} & set(said))


def _acting(window: Window, texts: Sequence[str], headers: dict[str, str]) -> list[str]:
    """The payloads that act on pages that do not escape them; a dialog is told on the console instead."""
    context = window.page.context.browser.new_context()
    context.add_init_script(WATCH + "alert = confirm = () => console.log('kanarek was told');")
    found = [text for text in texts if _acts(context, _raw(text), headers)]
    context.close()
    return found


@pytest.mark.rest
def test_payloads_act_where_nobody_escapes_them_but_not_under_the_headers_of_the_tool(window, thread):
    few = SOME[:4]
    assert len(thread.submit(_acting, window, few, {}).result()) >= 2
    assert thread.submit(_acting, window, few, dict(HEADERS)).result() == []


@pytest.mark.full
def test_every_payload_is_stopped_by_the_headers_alone(window, thread, capsys):
    acting = thread.submit(_acting, window, ALL, {}).result()
    with capsys.disabled():
        print(f" {len(acting)} of {COUNT} payloads act on a page that does not escape", flush=True)
    assert len(acting) >= COUNT // 5
    assert thread.submit(_acting, window, ALL, dict(HEADERS)).result() == []


@pytest.mark.full
@pytest.mark.parametrize("part", range(PARTS))
def test_every_payload_in_every_line_stays_text(faults, capsys, part):
    size = COUNT // PARTS
    assert faults(ALL, range(part * size, (part + 1) * size), notes=False) == []
    with capsys.disabled():
        print(f" lines: {(part + 1) * size} of {COUNT} rounds", flush=True)


@pytest.mark.full
@pytest.mark.parametrize("part", range(PARTS))
def test_every_payload_in_every_note_stays_text(faults, capsys, part):
    rounds = range(len(groups(ALL, NOTE_LIMIT)))[part::PARTS]
    assert faults(ALL, rounds, notes=True) == []
    with capsys.disabled():
        print(f" notes: part {part + 1} of {PARTS}", flush=True)
