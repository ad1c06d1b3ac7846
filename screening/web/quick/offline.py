"""What the quick check needs without a signal: the file of texts and rule, a service worker, a manifest."""

import gzip
import json

from flask import Response, render_template, request, url_for

from screening.translation import page_languages
from screening.web.quick.bundle import bundle
from screening.web.quick.views import quick


def _packed(body: bytes, mimetype: str) -> Response:
    """A gzipped body, unpacked for a client that cannot."""
    if "gzip" not in request.accept_encodings:
        return Response(gzip.decompress(body), mimetype=mimetype)
    return Response(body, mimetype=mimetype, headers={"Content-Encoding": "gzip", "Vary": "Accept-Encoding"})


@quick.get("/data.json")
def data() -> Response:
    """Texts and rule."""
    return _packed(bundle().data, "application/json")


@quick.get("/check.js")
def script() -> Response:
    """The rule and the pages, in one file."""
    return _packed(bundle().script, "text/javascript")


@quick.get("/sw.js")
def worker() -> Response:
    """The service worker: keeps the files of one edition, and answers from them alone."""
    files = [
        url_for("quick.home"),
        *(url_for("quick.home", ui=each.code) for each in page_languages() if each.code != "pl"),
        url_for("quick.data", v=bundle().name),
        url_for("quick.script", v=bundle().name),
        url_for("quick.manifest"),
        url_for("static", filename="style.css"),
        url_for("static", filename="icon.svg"),
    ]
    return Response(render_template("quick/sw.js", name=bundle().name, files=files), mimetype="text/javascript")


@quick.get("/manifest.webmanifest")
def manifest() -> Response:
    """So that a telephone can keep the quick check beside its other programs, under a neutral name."""
    kept = {
        "name": "Rozpoznaj",
        "short_name": "Rozpoznaj",
        "lang": "pl",
        "start_url": url_for("quick.home"),
        "scope": url_for("quick.home"),
        "display": "standalone",
        "background_color": "#fbfaf6",
        "theme_color": "#0b5563",
        "icons": [{"src": url_for("static", filename="icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return Response(json.dumps(kept), mimetype="application/manifest+json")
