"""Whatever is written into a text field stays text: on every page in a real browser, and on the sheet.

The pages are the application's own answers, headers included, handed to Chromium without a network.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Dialog, Error, Page, Route, sync_playwright
from pypdf import PdfReader
from wtforms import StringField

from screening.casework import CaseService
from screening.core.documents import DOCUMENTS
from screening.core.journey import Page as CasePage
from screening.core.journey import Step, steps
from screening.core.record.case import NOTE_LIMIT
from screening.core.record.cleaning import cleaned
from screening.printing.drawing import without_form
from screening.printing.glyphs import shown
from screening.printing.quoting import within_quotes
from screening.translation import Translator
from screening.web.cases.forms.fields import LINE, CodeField, DatedField, StepForm
from screening.web.cases.forms.replies import expected
from screening.web.cases.pages import FORMS
from screening.web.http.headers import HEADERS
from tests.journeys.conftest import CHROMIUM, FLAGS
from tests.patience import BROWSER_MS
from tests.security.inside_pdf import LINK, acting
from tests.security.payloads import COUNT, LIMIT, MARK, payloads, sample
from tests.web.conftest import app, newcomer, open_case, visitor
from tests.web.page import Page as Parsed
from tests.web.page import Visitor

__all__ = ["app", "newcomer", "visitor"]

ORIGIN = "https://localhost"
HARMLESS = ("zwykłe słowa",)
LANGUAGES = ("pl", "en")
ALL = payloads()
SOME = sample(20)
PARTS = 10
ROUNDS = 1  # of the usual run: each of SOME stands in some line

WATCH = """
window.__blocked = [];
addEventListener("securitypolicyviolation",
  (e) => __blocked.push([e.violatedDirective, e.blockedURI, e.sample].join()));
Object.defineProperty(window, "kanarek", {get: () => 0, set: () => console.log("kanarek was set")});
"""
LOOK = """() => {
  const all = [...document.querySelectorAll("*")];
  for (const name of ["mouseover", "pointerenter", "focus", "focusin", "toggle", "animationstart", "error", "load"])
    all.forEach((element) => element.dispatchEvent(new Event(name)));
  const named = (e) => [e.localName, ...e.getAttributeNames().map((name) => `${e.localName}@${name}`)];
  const written = ["text", "tel", "search", "url", "email", "textarea"];
  const leads = ["href", "src", "action", "formaction", "data"];
  const address = (e, a) => (a === "formaction" ? e.formAction : e[a]) ?? e.getAttribute(a);
  return {
    text: document.body.textContent,
    shape: [...new Set(all.flatMap(named))],
    scripts: [...document.scripts].map((e) => e.src + e.text),
    links: all.flatMap((e) => leads.filter((a) => e.hasAttribute(a)).map((a) => String(address(e, a)))),
    fields: Object.fromEntries([...document.querySelectorAll("input, textarea")]
      .filter((e) => written.includes(e.type)).map((e) => [e.name, e.value])),
    blocked: __blocked,
  };
}"""
# a note that is there; "marks were taken out of your text"; an answer that was given
TOLD = ("details@open", "p@role", "input@checked")
ERROR_SHAPE = (
    *("p", "p@class", "p@id", "span", "span@class", "h2", "ul", "li", "a", "a@href", "div", "div@class"),
    *("div@role", "div@tabindex", "div@id", "div@autofocus", "details@open", "fieldset@class"),
    "form@data-unsaved",
    *("input@aria-describedby", "input@aria-invalid", "textarea@aria-describedby", "textarea@aria-invalid"),
)


# A browser in a thread of its own: Playwright allows only one a thread, and the journeys have theirs.


@dataclass
class Window:
    """A page of Chromium that gets every answer from a client of the application, and what acted in it."""

    page: Page
    client: FlaskClient | None = None
    acted: list[str] = field(default_factory=list)
    kept: dict[str, dict[str, Any]] = field(default_factory=dict)

    def answer(self, route: Route) -> None:
        """Answer as the application does; an address elsewhere is noted and refused."""
        request = route.request
        path = request.url.removeprefix(ORIGIN)
        if path == request.url:
            self.acted.append(f"asked for {request.url}")
            return route.abort()
        if path not in self.kept:
            made = self.client.open(
                path,
                method=request.method,
                data=request.post_data_buffer,
                base_url=ORIGIN,
                content_type=request.headers.get("content-type"),
                buffered=True,
            )
            self.kept[path] = {"status": made.status_code, "headers": dict(made.headers), "body": made.get_data()}
        fulfilled = self.kept[path] if path.startswith("/static/") else self.kept.pop(path)
        return route.fulfill(**fulfilled)

    def watch(self, page: Page) -> None:
        """Note every dialog, every mark on the console, every error, every new window."""
        page.set_default_timeout(BROWSER_MS)
        page.on("dialog", self._dialog)
        page.on("pageerror", lambda error: self.acted.append(f"error {error}"))
        page.on("console", lambda message: self.acted.append(message.text) if MARK in message.text else None)
        page.on("popup", lambda _: self.acted.append("a new window"))
        page.on("download", lambda _: self.acted.append("a download"))

    def _dialog(self, dialog: Dialog) -> None:
        """A page with typed text asks before it is left; any other dialog is a payload's."""
        if dialog.type == "beforeunload":
            dialog.accept()
        else:
            self.acted.append("dialog")
            dialog.dismiss()

    def look(self, path: str) -> dict[str, Any]:
        """Open a page, stir everything on it, and tell what is there and what acted."""
        self.page.goto(ORIGIN + path)
        return self.seen()

    def seen(self) -> dict[str, Any]:
        """What is on the page that is open, and what acted since the last look."""
        found = self.page.evaluate(LOOK)
        acted, self.acted = self.acted, []
        return found | {"acted": acted}


def _opened(browser: Browser) -> Window:
    context = browser.new_context(service_workers="block")
    window = Window(context.new_page())
    window.watch(window.page)
    context.route("**/*", window.answer)
    context.add_init_script(WATCH)
    return window


@pytest.fixture(scope="module")
def thread() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as one:
        yield one


@pytest.fixture(scope="module")
def window(thread: ThreadPoolExecutor) -> Iterator[Window]:
    assert CHROMIUM, "Chromium is missing: apt-get install chromium"
    driver = thread.submit(lambda: sync_playwright().start()).result()
    browser = thread.submit(lambda: driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)).result()
    yield thread.submit(_opened, browser).result()
    thread.submit(lambda: (browser.close(), driver.stop())).result()


# A case, its text fields, and what is written into them.


def text_fields(form: type[StepForm]) -> dict[str, int]:
    """The free-text fields of a form with their limits, found by their kind."""
    unbound = {name: getattr(form, name) for name in dir(form) if hasattr(getattr(form, name), "field_class")}
    return {
        name: made.kwargs.get("limit", LINE)
        for name, made in unbound.items()
        if issubclass(made.field_class, StringField)
        and not issubclass(made.field_class, CodeField)
        and not issubclass(made.field_class, DatedField)
        and made.field_class.__name__ not in ("RadioField", "PasswordField", "HiddenField")
    }


def text_fields_of(step: Step) -> dict[str, int]:
    """The free-text fields of a page of a case with their limits."""
    if step.items:
        return {name: NOTE_LIMIT for name in sorted(expected(step.items)) if name.startswith("note.")}
    return text_fields(FORMS[step.page]) if step.page in FORMS else {}


def groups(texts: Sequence[str], limit: int) -> list[str]:
    """The texts, as many together as fit, one a line."""
    found: list[str] = []
    for text in texts:
        if found and len(found[-1]) + 1 + len(text) <= limit:
            found[-1] += "\n" + text
        else:
            found.append(text)
    return found


def kept(text: str, limit: int) -> str:
    """The text as the tool keeps it in a field of this length: cleaned, without blank ends."""
    return cleaned(text, lines=limit >= NOTE_LIMIT).text.strip()


@dataclass
class Walk:
    """A case with payloads in it: its pages, and what was last written where."""

    client: FlaskClient
    address: str
    steps: tuple[Step, ...]
    texts: dict[str, str] = field(default_factory=dict)

    def path(self, step: Step) -> str:
        """The address of a page."""
        return f"{self.address}/{step.id}"

    def page(self, path: str) -> Parsed:
        """A page as a client reads it."""
        response = self.client.get(path, base_url=ORIGIN)
        assert response.status_code == 200, path
        return Parsed(response.get_data(as_text=True))

    def post(self, path: str, fields: Sequence[tuple[str, str]]) -> Any:
        """Send fields as a browser sends them."""
        body = urlencode(fields)
        return self.client.post(path, data=body, content_type="application/x-www-form-urlencoded", base_url=ORIGIN)

    def write(self, step: Step, texts: Mapping[str, str]) -> None:
        """Write texts into a page and save it; a choice that must be made is made."""
        sent = {name: value for name, value in self.page(self.path(step)).form["fields"] if name not in texts}
        chosen = FORMS.get(step.page, StepForm)
        for name in dir(chosen):
            made = getattr(chosen, name)
            needed = getattr(made, "field_class", None) is CodeField and not made.kwargs.get("unsaid")
            if needed and not sent.get(name):
                sent[name] = next(iter(made.args[0])).value
        if step.page is CasePage.AGREEMENT:
            sent |= {"contact": "yes", "share_name": "yes"}
        if step.page is CasePage.DECISION:
            sent |= {"notify": "undecided"}
        sent |= {name.replace("note.", "answer."): "yes" for name in texts if name.startswith("note.")}
        sent.pop("_end", None)
        answer = self.post(self.path(step), [*sent.items(), *texts.items(), ("_end", "1")])
        assert answer.status_code == 303, (step.id, answer.status_code)
        limits = text_fields_of(step)
        self.texts |= {name: kept(text, limits[name]) for name, text in texts.items()}

    def sheet(self) -> bytes:
        """The sheet as PDF."""
        form = self.page(f"{self.address}/documents").form
        answer = self.post(form["action"], [*form["fields"][:-1], ("language", "pl"), form["fields"][-1]])
        assert answer.mimetype == "application/pdf", answer.get_data(as_text=True)
        return answer.get_data()


def chosen(texts: Sequence[str], limit: int, place: int) -> str:
    """The text whose turn it is; a field with room for several gets several, a small one what fits."""
    turn = groups(texts, limit) if limit >= NOTE_LIMIT else texts
    return turn[place % len(turn)][:limit]


def write_round(walk: Walk, texts: Sequence[str], number: int, *, notes: bool, pages: int | None = None) -> None:
    """Write the texts of a round into every line, or into every note, of the case; each round moves them on."""
    place = number
    for step in [step for step in walk.steps if text_fields_of(step) and bool(step.items) is notes][:pages]:
        fields = text_fields_of(step).items()
        walk.write(step, {name: chosen(texts, limit, place + n) for n, (name, limit) in enumerate(fields)})
        place += len(fields)


def paths(walk: Walk, *, notes: bool) -> list[str]:
    """The pages that show what a round wrote."""
    written = [walk.path(step) for step in walk.steps if text_fields_of(step) and bool(step.items) is notes]
    telling = [f"{walk.address}/{each}" for each in ("overview", "answers", "documents")]
    telling += [f"{walk.address}/documents/{kind}" for kind in DOCUMENTS if kind != "referral"]
    return [*written, *telling, *(f"{walk.address}/documents/referral?language={each}" for each in LANGUAGES)]


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
    shows = {"answers": notes, "referral": on_paper}.get(path.partition("?")[0].rsplit("/", 1)[1], ())
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
        name: each for name, each in texts.items() if squeezed(within_quotes(shown(each, IN_POLISH)[0])) not in text
    }
    return faults + [f"the sheet does not show {name}: {each!r}" for name, each in missing.items()]


# The tests.


@pytest.fixture
def walk(visitor: Visitor, desk: CaseService) -> Walk:
    """A case with all three forms, so that every indicator is on a page."""
    address = open_case(visitor, forms=("unsure",))
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


@pytest.mark.browser
def test_payloads_in_the_lines_of_a_case_stay_text(faults):
    assert faults(SOME, range(0, len(SOME), len(SOME) // ROUNDS), notes=False) == []


@pytest.mark.rest
@pytest.mark.browser
def test_payloads_in_the_notes_of_a_case_stay_text(faults):
    assert faults(SOME, [0], notes=True) == []


def _too_long(window: Window, walk: Walk, step: Step, texts: dict[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    window.client = walk.client
    plain = window.look(walk.path(step))
    window.page.locator("details").evaluate_all("(all) => all.forEach((each) => { each.open = true; })")
    for name, text in texts.items():
        window.page.locator(f"main [name='{name}']").fill(text)
    window.page.locator("main form button.button[type=submit]").first.click()
    window.page.locator("#errors").wait_for()
    return plain, window.seen()


@pytest.mark.browser
def test_a_text_that_is_too_long_comes_back_as_text(walk, window, thread):
    for step in [step for step in walk.steps if text_fields_of(step) and not step.items][:2]:
        limits = text_fields_of(step)
        texts = {
            name: kept(SOME[n % len(SOME)] + " x" * limit, limit) for n, (name, limit) in enumerate(limits.items())
        }
        plain, seen = thread.submit(_too_long, window, walk, step, texts).result()
        walk.texts = texts
        faults = page_faults(seen, plain | {"shape": [*plain["shape"], *ERROR_SHAPE]}, walk, walk.path(step))
        assert faults == []
        assert texts.keys() <= seen["fields"].keys()


@pytest.mark.browser
def test_payloads_in_an_address_do_nothing(walk, window, thread):
    window.client = walk.client
    for text in SOME[:5]:
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


@pytest.mark.browser
def test_payloads_act_where_nobody_escapes_them_but_not_under_the_headers_of_the_tool(window, thread):
    few = SOME[:4]
    assert len(thread.submit(_acting, window, few, {}).result()) >= 2
    assert thread.submit(_acting, window, few, dict(HEADERS)).result() == []


@pytest.mark.browser
@pytest.mark.full
def test_every_payload_is_stopped_by_the_headers_alone(window, thread, capsys):
    acting = thread.submit(_acting, window, ALL, {}).result()
    with capsys.disabled():
        print(f" {len(acting)} of {COUNT} payloads act on a page that does not escape", flush=True)
    assert len(acting) >= COUNT // 5
    assert thread.submit(_acting, window, ALL, dict(HEADERS)).result() == []


@pytest.mark.browser
@pytest.mark.full
@pytest.mark.parametrize("part", range(PARTS))
def test_every_payload_in_every_line_stays_text(faults, capsys, part):
    size = COUNT // PARTS
    assert faults(ALL, range(part * size, (part + 1) * size), notes=False) == []
    with capsys.disabled():
        print(f" lines: {(part + 1) * size} of {COUNT} rounds", flush=True)


@pytest.mark.browser
@pytest.mark.full
@pytest.mark.parametrize("part", range(PARTS))
def test_every_payload_in_every_note_stays_text(faults, capsys, part):
    rounds = range(len(groups(ALL, NOTE_LIMIT)))[part::PARTS]
    assert faults(ALL, rounds, notes=True) == []
    with capsys.disabled():
        print(f" notes: part {part + 1} of {PARTS}", flush=True)
