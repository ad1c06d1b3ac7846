"""Security headers on every answer."""

import secrets

from flask import Flask, Response, g, request, session

from screening.web.access.table import Act, Cache, requested_endpoint
from screening.web.services import services_of

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types rozpoznaj-sw",
    )
)
ISOLATION = {"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp"}
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), usb=(), payment=()",
}


def _let_pages_go(response: Response) -> None:
    """Let the browser forget every page of ours that it holds in memory for Back.

    Chromium holds such pages although they must not be stored. The page that is left enters that memory only after
    this answer, when the cache was cleared already; a cookie that changed since the page was drawn keeps it out.
    """
    response.headers["Clear-Site-Data"] = '"cache"'
    if "visitor" in session:
        session["shut"] = secrets.token_hex(4)


def let_pages_go() -> None:
    """Let the browser forget, with this answer, every page of ours that it holds in memory for Back."""
    g.lets_pages_go = True


def install(app: Flask) -> None:
    """Put the headers on every answer. A browser may keep static files, and files whose address names their content."""

    @app.after_request
    def _headers(response: Response) -> Response:
        response.headers.update(HEADERS)
        if not services_of(app).plain_http:  # without a secure context a browser ignores them, and complains
            response.headers.update(ISOLATION)
        row = requested_endpoint()
        own_file = row.cache is Cache.HOUR or (row.cache is Cache.EDITION and "v" in request.args)
        own_file = own_file and request.method == "GET" and response.status_code == 200
        response.headers["Cache-Control"] = "private, max-age=3600" if own_file else "no-store"
        if row.act is Act.SHUTTING or response.status_code == 423 or g.get("lets_pages_go", False):
            _let_pages_go(response)
        return response
