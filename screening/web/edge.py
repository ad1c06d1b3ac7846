"""The filter in front of every view: a request body is strict UTF-8, complete, of bounded size, without hidden marks.

Werkzeug reads a damaged or truncated body as an empty form; here such a body is refused, so that nothing blank is
ever saved.
"""

import re
import unicodedata
from functools import cached_property
from urllib.parse import unquote_to_bytes

from flask import Flask, Request, abort, request, session
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import BadRequest, SecurityError, UnsupportedMediaType

MAX_BODY = 256 * 1024
MAX_FIELDS = 500
SENTINEL = ("_end", "1")
FORM_TYPE = "application/x-www-form-urlencoded"
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


class CheckedRequest(Request):
    """A request whose form has passed the filter; there are no uploads and no other content types."""

    max_content_length = MAX_BODY
    files = ImmutableMultiDict()  # type: ignore[assignment]

    @cached_property
    def form(self) -> ImmutableMultiDict[str, str]:  # type: ignore[override]
        """The fields of the body, without explicit bidi controls; the next page says if any were there."""
        if self.method in ("GET", "HEAD", "OPTIONS"):
            return ImmutableMultiDict()
        if self.mimetype != FORM_TYPE:
            raise UnsupportedMediaType
        body = self.get_data(cache=True)
        if self.content_length is not None and len(body) != self.content_length:
            raise DamagedBody
        pairs = fields(body)
        cleaned = [(name, BIDI_CONTROLS.sub("", value)) for name, value in pairs]
        if cleaned != pairs:
            session["bidi_removed"] = True
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

    app.context_processor(lambda: {"bidi_removed": lambda: "bidi_removed" in session and session.pop("bidi_removed")})
