"""Compresses what is the same for everybody: our own files, the first page of the quick check, and the leaflets.

No page with a token or an answer is compressed, since its size would then reveal its content (BREACH).
"""

import gzip

from flask import Flask, Response, request

from screening.web.access.table import requested_endpoint


def install(app: Flask) -> None:
    """Compress these answers with gzip for a browser that accepts it."""

    @app.after_request
    def _compress(response: Response) -> Response:
        fits = requested_endpoint().same_for_all and request.method == "GET" and response.status_code == 200
        if fits and (response.mimetype or "").startswith("text/"):
            response.headers["Vary"] = "Accept-Encoding"
            if request.accept_encodings["gzip"]:
                response.direct_passthrough = False
                response.set_data(gzip.compress(response.get_data(), mtime=0))
                response.headers["Content-Encoding"] = "gzip"
        return response
