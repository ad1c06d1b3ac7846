"""A checked client: every page fetched is checked, and forms are sent as a browser without script does."""

import json
import re
import zlib
from collections.abc import Mapping
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from flask.testing import FlaskClient
from itsdangerous import base64_decode
from lxml import etree
from werkzeug.test import TestResponse

from screening.translation import person_languages
from screening.web.http.headers import HEADERS
from tests.contacts import KCIK

SILENT = frozenset(("script", "style", "title", "template"))  # their text is none of the page
SPEAKING = frozenset(
    ("a", "button", "form", "h1", "html", "input", "label", "meta", "option", "select", "textarea"),
)


class Page:
    """What a page holds: title, headings, ids, links, and its forms with their fields as they stand."""

    def __init__(self, html: str) -> None:
        self.html, self.title, self.h1, self.text = html, "", [], ""
        self.ids: list[str] = []
        self.links: list[str] = []
        self.goes: list[str] = []  # pages that a button saves this one for
        self.labelled: set[str] = set()
        self.unlabelled: list[str] = []
        self.forms: list[dict] = []
        self.outside: list[tuple[str, str]] = []  # named fields that belong to no form
        self.lang = ""
        self.leads_on = ""
        self._in: list[str] = []
        self._silent = 0  # how many of those around it hold no text that is read
        self._texts: list[str] = []
        self._pieces: list[str] = []
        self.data = self._pieces.append  # the parser hands over a text in pieces, one for each entity
        self._shadow = False  # in the sheet beside the lines, which has headings of its own
        self._area: list[tuple[str, str]] | None = None
        etree.HTML(html, etree.HTMLParser(target=self))
        self.text = "".join(self._texts)

    def start(self, tag: str, at: Mapping[str, str]) -> None:
        """Called for every element: those that say nothing by themselves are left at once."""
        if self._pieces:
            self._read()
        self._in.append(tag)
        self._silent += tag in SILENT
        if tag == "template":
            self._shadow |= "shadowrootmode" in at
        if self._shadow:
            return
        if at.get("id"):
            self.ids.append(at["id"])
        if tag in SPEAKING:
            self._say(tag, at)

    def _say(self, tag: str, at: Mapping[str, str]) -> None:
        if tag == "meta" and at.get("http-equiv") == "refresh":
            self.leads_on = at["content"].partition("url=")[2]
        if tag == "html":
            self.lang = at.get("lang", "")
        if tag == "h1":
            self.h1.append("")
        if tag == "button" and at.get("name") == "go":
            self.goes.append(at["value"])
        if tag == "a" and "href" in at:
            self.links.append(at["href"])
        if tag == "label" and "for" in at:
            self.labelled.add(at["for"])
        if tag == "form":
            form = {"action": at.get("action"), "id": at.get("id"), "fields": [], "buttons": [], "sends": False}
            self.forms.append(form)
        if tag in ("input", "textarea", "select") and at.get("type") != "hidden":
            named = "label" in self._in or at.get("id") in self.labelled or "aria-label" in at
            if not named:
                self.unlabelled.append(at.get("name", "?"))
        form, kind = self._form_of(at), at.get("type", "text")
        fields = form["fields"] if form else self.outside
        if tag == "input" and "name" in at and (kind not in ("radio", "checkbox") or "checked" in at):
            fields.append((at["name"], at.get("value", "")))
        if tag == "textarea" and "name" in at:
            fields.append((at["name"], ""))
            self._area = fields
        if tag == "select" and "name" in at:
            fields.append((at["name"], ""))
        if tag == "option" and "selected" in at and fields:
            fields[-1] = (fields[-1][0], at.get("value", ""))
        if tag == "button" and form:
            form["sends"] |= at.get("type", "submit") == "submit"
            if "name" in at:
                form["buttons"].append((at["name"], at.get("value", "")))

    def _form_of(self, at: Mapping[str, str]) -> dict | None:
        """The form of a field: that which it names, or that around it."""
        if "form" in at:
            return next((form for form in self.forms if form["id"] == at["form"]), None)
        return self.forms[-1] if "form" in self._in else None

    def end(self, tag: str) -> None:
        if self._pieces:
            self._read()
        self._shadow &= tag != "template"
        if tag in self._in:
            while (closed := self._in.pop()) != tag:
                self._silent -= closed in SILENT
            self._silent -= tag in SILENT
        if tag == "textarea":
            self._area = None

    def _read(self) -> None:
        """Take the text since the last tag for what it is."""
        data = "".join(self._pieces)
        self._pieces.clear()
        if "title" in self._in:
            self.title += data
        elif "h1" in self._in and not self._shadow:
            self.h1[-1] += data
        if self._area:
            name, value = self._area[-1]
            self._area[-1] = (name, value + (data[1:] if not value and data.startswith("\n") else data))
        if not self._silent:
            self._texts += (data, " ")

    def close(self) -> None:
        """The parser asks for it at the end."""

    @property
    def form(self) -> dict:
        """The form of the page itself, after those of the header."""
        return next(form for form in self.forms if not {"back", "path"} & {name for name, _ in form["fields"]})


ISO_DAY = re.compile(r"-(?<=\b(?:19|20)\d\d-)\d\d-\d\d")  # it begins with a hyphen: few characters are looked at
SEEN = re.compile(r'(?:placeholder|title|aria-label|alt)="([^"]*)"')
NAMELESS = re.compile(r"<option[^>]*>\s*</option>|<output>")
IN_A_COOKIE = frozenset(("visitor", "csrf_token", "language", "shut", "trainer", "_permanent"))


def said_in_cookies(response: TestResponse) -> dict[str, object]:
    """What anybody who holds the cookies of an answer can read in them, without any key."""
    said: dict[str, object] = {}
    for line in response.headers.get_all("Set-Cookie"):
        for cookie in SimpleCookie(line).values():
            if cookie.value == "1":  # that of a page that leads on
                continue
            payload = cookie.value.removeprefix(".").partition(".")[0]
            plain = base64_decode(payload) if payload else b"{}"
            said |= json.loads(zlib.decompress(plain) if cookie.value.startswith(".") else plain)
    return said


def check(response: TestResponse) -> Page | None:
    """Fail if an answer lacks a header, sets a cookie that says too much, or a page is not well made."""
    assert said_in_cookies(response).keys() <= IN_A_COOKIE, said_in_cookies(response)
    for name, value in HEADERS.items():
        assert response.headers.get(name) == value, name
    if response.mimetype != "text/html" or response.status_code in (301, 302, 303, 308):
        return None
    page = Page(response.get_data(as_text=True))
    assert response.headers["Cache-Control"] == "no-store"
    assert len(page.h1) == 1 and page.h1[0].strip(), "one h1"
    lent = '<body class="quick lent' in page.html  # the screen that the person holds: the person's language alone
    projected = '<body class="training projector"' in page.html  # how to join a class, and nothing else
    for_anybody = '<ol class="checklist">' in page.html
    assert page.title.strip() and page.lang in (person_languages() if lent or for_anybody else ("pl", "en"))
    assert len(page.ids) == len(set(page.ids)), sorted(i for i in page.ids if page.ids.count(i) > 1)
    assert not page.unlabelled, page.unlabelled
    assert all(form["sends"] for form in page.forms), [form["action"] for form in page.forms if not form["sends"]]
    assert not ISO_DAY.search(" ".join((page.title, page.text, *SEEN.findall(page.html)))), "days as readers write them"
    assert not NAMELESS.search(page.html), NAMELESS.search(page.html)
    if not lent and not projected and not page.title.endswith(("Kalendarz", "Calendar")):
        assert KCIK in page.text and "112" in page.text
    assert "style=" not in page.html and "<script>" not in page.html
    assert "<iframe" not in page.html, "Firefox writes what a frame holds into its session file"
    return page


class Visitor:
    """Somebody at the tool, in a browser without script."""

    def __init__(self, client: FlaskClient, base: str = "https://localhost") -> None:
        self.client = client
        self.base = base
        self.path = "/"
        self._page: Page | None = None
        self._to_open = ""
        self.response: TestResponse | None = None

    @property
    def page(self) -> Page | None:
        """The page that was fetched last. One that was put there is fetched once something is asked of it."""
        if self._to_open:
            self.get(self._to_open)
        return self._page

    @page.setter
    def page(self, page: Page) -> None:
        self._page, self._to_open = page, ""

    def be_at(self, path: str) -> None:
        """Have a page open."""
        self.path = self._to_open = path

    def arrive(self, response: TestResponse, path: str) -> TestResponse:
        checked = check(response)
        self.response, self._to_open = response, ""
        if response.status_code in (302, 303, 308):
            self.get(response.headers["Location"])
        elif checked and checked.leads_on:
            self.get(checked.leads_on)
        elif checked:
            self.page, self.path = checked, path
        return response

    def get(self, path: str) -> TestResponse:
        return self.arrive(self.client.get(path, base_url=self.base), path)

    @property
    def token(self) -> str:
        return next(value for form in self.page.forms for name, value in form["fields"] if name == "csrf_token")

    @property
    def of_case(self) -> list[tuple[str, str]]:
        """The token and the revision of the case, as each form of a page of it sends them."""
        fields = [pair for form in self.page.forms for pair in form["fields"] if pair[0] == "revision"]
        return [("csrf_token", self.token), fields[-1]]

    def keep_nothing(self) -> None:
        self.post("/keep-nothing", [("csrf_token", self.token), ("_end", "1")])
        self.word = self.page.html.partition('role="status">')[2].partition("<b>")[2].partition("</b>")[0]

    def unlock(self, passphrase: str = "", to: str = "/cases/") -> TestResponse:
        self.get("/unlock")
        fields = [("csrf_token", self.token), ("next", to), ("passphrase", passphrase or self.word), ("_end", "1")]
        return self.post("/unlock", fields)

    def post_raw(self, path: str, body: bytes | str, **more: object) -> TestResponse:
        kind = more.pop("content_type", "application/x-www-form-urlencoded")
        response = self.client.post(path, data=body, content_type=kind, base_url=self.base, **more)
        check(response)
        return response

    def filled(self, /, *, button: tuple[str, str] | None = None, **values: object) -> list[tuple[str, str]]:
        """The fields that the page's form would send with these values (lists for boxes; dots written as __)."""
        wanted = {name.replace("__", "."): value for name, value in values.items()}
        fields = [(n, v) for n, v in self.page.form["fields"] if n not in wanted and n != "_end"]
        for name, value in wanted.items():
            many = value if isinstance(value, list | tuple | set) else [value]
            fields += [(name, str(each)) for each in many]
        return [*fields, *([button] if button else []), ("_end", "1")]

    def send(self, /, *, button: tuple[str, str] | None = None, **values: object) -> TestResponse:
        fields = self.filled(button=button, **values)
        return self.post(self.page.form["action"] or self.path, fields)

    def press(self, ending: str, **values: str) -> TestResponse:
        """Send the form whose address ends so, with these values in place of its own."""
        form = next(each for each in self.page.forms if (each["action"] or "").endswith(ending))
        fields = [(name, values.pop(name, value)) for name, value in form["fields"] if name != "_end"]
        return self.post(form["action"], [*fields, *values.items(), ("_end", "1")])

    def post(self, path: str, fields: list[tuple[str, str]]) -> TestResponse:
        response = self.client.post(
            path,
            data=urlencode(fields),
            content_type="application/x-www-form-urlencoded",
            base_url=self.base,
        )
        return self.arrive(response, path)
