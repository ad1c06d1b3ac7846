"""Checks every body before a view reads it: strict UTF-8, complete, of bounded size; then cleans it.

Werkzeug reads a damaged or truncated body as an empty form; here such a body is refused, so that nothing blank is
ever saved. Invisible characters of pasted text are no damage: they are removed, and the next page says so. A page of
a case that is too long to be saved is read all the same, so that its texts are not lost.
"""

import re
import unicodedata
from collections.abc import Callable
from io import BytesIO
from urllib.parse import unquote_to_bytes

from flask import Flask, Request, g, request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import BadRequest, MethodNotAllowed, RequestEntityTooLarge, SecurityError, UnsupportedMediaType
from werkzeug.formparser import FormDataParser
from werkzeug.utils import cached_property

from screening.core.record.cleaning import BIDI_CONTROLS, cleaned
from screening.web import notices
from screening.web.access.table import Application, Body, requested_endpoint, row_of
from screening.web.services import services, services_of

MAX_BODY = 256 * 1024  # bytes, as in the next two
MAX_UPLOAD = 4 * 1024 * 1024 + 64 * 1024  # the largest file, and the fields beside it
MAX_SHOWN = 4 * 1024 * 1024  # read of a page of a case, to show its texts again; only MAX_BODY is ever saved
LARGEST = {Body.FILE: MAX_UPLOAD, Body.CASE_PAGE: MAX_SHOWN, Body.WITH_CASE_PAGE: MAX_SHOWN}
MAX_FIELDS = 500  # of a form
SENTINEL = ("_end", "1")  # the last field of every form of ours: without it the form was cut off on its way
READING = ("GET", "HEAD")  # the methods that send no form
FORM_TYPE = "application/x-www-form-urlencoded"
UPLOAD_TYPE = "multipart/form-data"
UPLOADED_FIELDS = 8  # parts of an upload, the file among them
UNDECODABLE = "\ufffd"  # what Werkzeug puts for bytes that are no UTF-8
SECRETS = frozenset(("passphrase", "again", "old"))  # every character of them counts
LONGEST_SECRET = 1000  # characters; no passphrase is so long, and to normalise more takes time
NO_BIDI = dict.fromkeys(map(ord, BIDI_CONTROLS))
BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")

Pairs = list[tuple[str, str]]


class DamagedBody(BadRequest):
    """The request body did not arrive whole; `kept` are the fields of it that can still be read."""

    def __init__(self, kept: Pairs | None = None) -> None:
        super().__init__()
        self.kept = kept or []


class TooLong(RequestEntityTooLarge):
    """A page of a case came whole and is too long to be saved; `kept` are its fields."""

    def __init__(self, kept: Pairs) -> None:
        super().__init__()
        self.kept = kept


def largest(endpoint: str | None, *, ours: bool) -> int:
    """Return the largest body, in bytes, that is read for an endpoint.

    `ours`: whether a browser that was let in sends a page of ours.
    """
    body = row_of(endpoint).body
    return LARGEST.get(body, MAX_BODY) if ours or body is Body.FILE else MAX_BODY


def _decoded(raw: bytes) -> str:
    """The text of a name or value of a form body. Raises DamagedBody."""
    if BROKEN_ESCAPE.search(raw):
        raise DamagedBody
    try:
        return unquote_to_bytes(raw.replace(b"+", b" ")).decode("utf-8")
    except UnicodeDecodeError:
        raise DamagedBody from None


def fields(body: bytes) -> Pairs:
    """Return the name and value of every field of a form body, the sentinel taken off. Raises DamagedBody."""
    parts = body.split(b"&")
    if len(parts) > MAX_FIELDS:
        raise DamagedBody
    pairs = []
    for part in parts:
        name, equals, value = part.partition(b"=")
        if not equals:
            raise DamagedBody
        pairs.append((_decoded(name), _decoded(value)))
    if pairs.pop() != SENTINEL:
        raise DamagedBody
    return pairs


def readable(body: bytes) -> Pairs:
    """Return the name and value of the fields of a damaged form body; what cannot be read becomes U+FFFD."""
    pairs = [part.replace(b"+", b" ").partition(b"=") for part in body.split(b"&")[:MAX_FIELDS]]
    texts = [(unquote_to_bytes(name), unquote_to_bytes(value)) for name, _, value in pairs]
    return [(name.decode("utf-8", "replace"), cleaned(value.decode("utf-8", "replace")).text) for name, value in texts]


def _cleaned(name: str, value: str) -> str:
    """Return the value cleaned; of a secret, without direction marks alone. The next page says if that changed it."""
    if name not in SECRETS:
        text, changed = cleaned(value)
    else:
        text = value.translate(NO_BIDI)
        changed = text != value
        text = unicodedata.normalize("NFC", text) if len(text) <= LONGEST_SECRET else text
    if changed:
        tell_cleaned()
    return text


def tell_cleaned() -> None:
    """Let the next page say that characters were taken out; the quick check, which keeps nothing, says it at once."""
    g.cleaned = True
    if Application.QUICK not in requested_endpoint().served_by:
        notices.leave("cleaned")


def _uploaded(request: Request, body: bytes) -> tuple[list[tuple[str, str]], bytes | None]:
    """The fields and the one file of an upload, all of it in memory; None if none was chosen. Raises DamagedBody."""
    parser = FormDataParser(
        stream_factory=lambda *_, **__: BytesIO(),
        max_form_memory_size=MAX_BODY,
        max_form_parts=UPLOADED_FIELDS,
        silent=False,
    )
    try:
        _, form, files = parser.parse(BytesIO(body), UPLOAD_TYPE, len(body), request.mimetype_params)
    except ValueError:
        raise DamagedBody from None
    pairs = list(form.items(multi=True))
    if SENTINEL not in pairs or len(files) > 1 or any(UNDECODABLE in name + value for name, value in pairs):
        raise DamagedBody
    pairs.remove(SENTINEL)
    return pairs, next((file.stream.read() for file in files.values() if file.filename), None)


class CheckedRequest(Request):
    """A request whose form passes the filter when it is first read. `uploaded` is then the bytes of the file, or None.

    `files` is empty: no view reads what Werkzeug makes of an upload.
    """

    files = ImmutableMultiDict()
    uploaded: bytes | None = None

    @property  # type: ignore[misc]  # nobody sets it
    def max_content_length(self) -> int:  # type: ignore[override]
        """The largest body, in bytes."""
        return largest(self.endpoint, ours=services().ours())

    @cached_property
    def form(self) -> ImmutableMultiDict[str, str]:
        """The fields of the body, cleaned; the next page says if anything was taken out. Raises DamagedBody."""
        if self.method in READING:
            return ImmutableMultiDict()
        upload = row_of(self.endpoint).body is Body.FILE and self.mimetype == UPLOAD_TYPE
        if not upload and self.mimetype != FORM_TYPE:
            raise UnsupportedMediaType
        body = self.get_data(cache=True)
        whole = self.content_length is None or len(body) == self.content_length
        if upload and whole:
            pairs, self.uploaded = _uploaded(self, body)
        else:
            pairs = self._fields(body, whole=whole)
        return ImmutableMultiDict([(name, _cleaned(name, value)) for name, value in pairs])

    def _fields(self, body: bytes, *, whole: bool) -> Pairs:
        """The fields of a form. Raises DamagedBody with those that can still be read."""
        try:
            if not whole:
                raise DamagedBody
            return fields(body)
        except DamagedBody:
            raise DamagedBody([] if self.mimetype != FORM_TYPE else readable(body)) from None


def foreign_host() -> Exception | None:
    """Return the refusal of a host name that is none of ours."""
    problem = request.routing_exception
    return problem if isinstance(problem, SecurityError) else None


def unfit_length() -> Exception | None:
    """Return the refusal of a method that no page uses, of a form that leads nowhere, and of a body that is too
    large.
    """
    if request.method not in (*READING, "POST"):
        return MethodNotAllowed()
    if request.routing_exception and (request.method == "POST" or request.content_length):
        return request.routing_exception
    most = 0 if request.method in READING else request.max_content_length or 0
    return RequestEntityTooLarge() if (request.content_length or 0) > most else None


def _nobody() -> bool:
    return False


def install(app: Flask, ours: Callable[[], bool] = _nobody) -> None:
    """Check the body of every request that sends one before a view looks at it.

    `ours` returns whether a browser that was let in sends a page of ours; then more is read than may be saved.
    """
    app.request_class = CheckedRequest
    services_of(app).ours = ours
    app.jinja_env.globals.update(max_body=MAX_BODY, max_shown=MAX_SHOWN)

    @app.before_request
    def _check() -> None:
        _ = request.form  # it is read, and so checked, also where no view asks for it


def install_length(app: Flask) -> None:
    """Install the last check: a page of a case that is too long to be saved raises TooLong, and is shown again."""

    @app.before_request
    def _length() -> None:
        if requested_endpoint().is_case_page and len(request.get_data()) > MAX_BODY:
            raise TooLong(list(request.form.items(multi=True)))
