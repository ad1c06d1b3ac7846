"""Security headers on every answer (design 7)."""

from flask import Flask, Response, request

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
OF_AN_EDITION = frozenset(("quick.data", "quick.script", "quick.sheets"))


def install(app: Flask) -> None:
    """Put the headers on every answer; the browser may keep only our own files, and those of an edition."""

    @app.after_request
    def _headers(response: Response) -> Response:
        response.headers.update(HEADERS)
        if not app.config.get("PLAIN_HTTP"):  # without a secure context a browser ignores them, and complains
            response.headers.update(ISOLATION)
        own_file = request.endpoint == "static" or (request.endpoint in OF_AN_EDITION and "v" in request.args)
        own_file = own_file and request.method == "GET" and response.status_code == 200
        response.headers["Cache-Control"] = "private, max-age=3600" if own_file else "no-store"
        if request.endpoint == "account.shut" or response.status_code == 423:
            response.headers["Clear-Site-Data"] = '"cache"'
        return response
