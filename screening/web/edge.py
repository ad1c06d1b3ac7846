"""The filter in front of every view: a request body is strict UTF-8, complete, of bounded size, without hidden marks.

Werkzeug reads a damaged or truncated body as an empty form; here such a body is refused, so that nothing blank is
ever saved.
"""

import re
import unicodedata
from functools import cached_property
from io import BytesIO
from urllib.parse import unquote_to_bytes

from flask import Flask, Request, abort, request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import BadRequest, SecurityError, UnsupportedMediaType
from werkzeug.formparser import FormDataParser

from screening.web import notices

MAX_BODY = 256 * 1024
MAX_UPLOAD = 4 * 1024 * 1024 + 64 * 1024
UPLOADS = frozenset(("cases.take_in", "training.compare_add"))
MAX_FIELDS = 500
SENTINEL = ("_end", "1")
FORM_TYPE = "application/x-www-form-urlencoded"
UPLOAD_TYPE = "multipart/form-data"
UPLOADED_FIELDS = 8
UNDECODABLE = "\ufffd"
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")


class DamagedBody(BadRequest):
    """The request body did not arrive whole or holds what no form of ours sends."""


def _decoded(raw: bytes) -> str:
    if BROKEN_ESCAPE.search(raw):
        raise DamagedBody
    try:
        text = unquote_to_bytes(raw.replace(b"+", b" ")).decode("utf-8")
    except UnicodeDecodeError:
        raise DamagedBody from None
    return _checked(text)


def _checked(text: str) -> str:
    if CONTROLS.search(text):
        raise DamagedBody
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def fields(body: bytes) -> list[tuple[str, str]]:
    """Name and value of every field of a form body, the sentinel taken off. Raises DamagedBody."""
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
    pairs = [(_checked(name), _checked(value)) for name, value in form.items(multi=True)]
    if SENTINEL not in pairs or len(files) > 1 or any(UNDECODABLE in name + value for name, value in pairs):
        raise DamagedBody
    pairs.remove(SENTINEL)
    return pairs, next((file.stream.read() for file in files.values() if file.filename), None)


class CheckedRequest(Request):
    """A request whose form has passed the filter. `uploaded` is the file, where one is taken, or None."""

    files = ImmutableMultiDict()  # type: ignore[assignment]
    uploaded: bytes | None = None

    @property
    def max_content_length(self) -> int:  # type: ignore[override]
        """The largest body, in bytes."""
        return MAX_UPLOAD if self.endpoint in UPLOADS else MAX_BODY

    @cached_property
    def form(self) -> ImmutableMultiDict[str, str]:  # type: ignore[override]
        """The fields of the body, without explicit bidi controls; the next page says if any were there."""
        if self.method in ("GET", "HEAD", "OPTIONS"):
            return ImmutableMultiDict()
        upload = self.endpoint in UPLOADS and self.mimetype == UPLOAD_TYPE
        if not upload and self.mimetype != FORM_TYPE:
            raise UnsupportedMediaType
        body = self.get_data(cache=True)
        if self.content_length is not None and len(body) != self.content_length:
            raise DamagedBody
        if upload:
            pairs, self.uploaded = _uploaded(self, body)
        else:
            pairs = fields(body)
        cleaned = [(name, BIDI_CONTROLS.sub("", value)) for name, value in pairs]
        if cleaned != pairs and self.blueprint != "quick":
            notices.leave("bidi_removed")
        return ImmutableMultiDict(cleaned)


def install(app: Flask) -> None:
    """Check the host, and the body of every unsafe request, before anything else looks at it."""
    app.request_class = CheckedRequest

    @app.before_request
    def _check() -> None:
        if isinstance(request.routing_exception, SecurityError):
            raise request.routing_exception
        if request.method not in ("GET", "HEAD", "OPTIONS", "POST"):
            abort(405)
        _ = request.form
