"""What the quick check needs without a signal: texts and rule, recordings, a service worker, a manifest."""

import gzip
import hashlib
import json
from collections.abc import Callable

from flask import Response, current_app, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from screening.casework.voices import KINDS
from screening.translation import page_languages, person_languages
from screening.web.http.assets import STATIC, asset, integrity, integrity_of, tokens
from screening.web.http.language import turn_to
from screening.web.quick.bundle import bundle
from screening.web.quick.checklists import whole_checklists
from screening.web.quick.hard_situations import hard_situations
from screening.web.quick.leaflet import leaflet_question, whole_sheets
from screening.web.quick.views import home, quick
from screening.web.quick.voices import voices
from screening.web.services import in_training

SCOPE = "/quick"  # of the service worker; without a slash at the end, so that the address works as people type it


def _packed(body: bytes, mimetype: str) -> Response:
    """The answer with a gzipped body; it is unpacked for a client that does not accept gzip."""
    if not request.accept_encodings["gzip"]:
        return Response(gzip.decompress(body), mimetype=mimetype)
    return Response(body, mimetype=mimetype, headers={"Content-Encoding": "gzip", "Vary": "Accept-Encoding"})


def _of_this_edition() -> None:
    """Raises NotFound if the request names another edition: its page goes on with plain forms, and no two are mixed."""
    if request.args.get("v", bundle().name) != bundle().name:
        raise NotFound


@quick.get("/data.json")
def data() -> Response:
    """Return texts and rule, as JSON. Raises NotFound for another edition."""
    _of_this_edition()
    return _packed(bundle().data, "application/json")


@quick.get("/people/<language>.json")
def spoken(language: str) -> Response:
    """Return what the person reads or hears in a language, as JSON.

    Raises NotFound for a language without such a file, as those of the pages, and for another version of the file.
    """
    found = bundle().people.get(language)
    if found is None or request.args.get("v", found.version) != found.version:
        raise NotFound
    return _packed(found.data, "application/json")


@quick.get("/check.js")
def script() -> Response:
    """Return the scripts, in one file. Raises NotFound for another edition."""
    _of_this_edition()
    return _packed(bundle().script, "text/javascript")


@quick.get("/voice/<language>/<key>")
def voice(language: str, key: str) -> Response:
    """Return one recording. Raises NotFound for what is no known file, or no longer the file that was named."""
    known = voices(language) if language in person_languages() else {}
    if key not in known or request.args.get("v", known[key].digest) != known[key].digest:
        raise NotFound
    path = known[key].path
    return Response(path.read_bytes(), mimetype=KINDS[path.suffix])


def _pages(view: Callable[[], ResponseReturnValue], endpoint: str) -> dict[str, tuple[str, str]]:
    """The address of a page and its HTML, by language. Turns the language of this request."""
    found = {}
    for each in page_languages():
        turn_to(each.code)
        html = current_app.make_response(view()).get_data(as_text=True)
        found[each.code] = url_for(endpoint, ui=None if each.code == "pl" else each.code), html
    return found


@quick.get("/sw.js")
def worker() -> Response:
    """Return the service worker: it keeps the files of one edition, and answers from them alone, under /quick.

    Its NAME is a digest of its pages: they name data, script and leaflets, and say when a contact is outdated, so that
    a change of any of these makes another worker.
    """
    first, leaflets = _pages(home, "quick.home"), _pages(leaflet_question, "quick.leaflet_question")
    guidance = _pages(hard_situations, "quick.hard_situations")
    pages, checklists = (*first.values(), *leaflets.values(), *guidance.values()), whole_checklists()
    named = [*(html for _, html in pages), *(whole for _, whole in checklists)]
    name = hashlib.sha256("".join(named).encode()).hexdigest()[:12]
    files = [
        *((address, integrity_of(html.encode())) for address, html in first.values()),
        (url_for("quick.data", v=bundle().name), bundle().data_integrity),
        (url_for("quick.script", v=bundle().name), bundle().script_integrity),
        (url_for("quick.manifest"), ""),
        *((asset(name), integrity(name)) for name in ("style.css", "icon.svg")),
        *((each.address, each.integrity) for each in bundle().people.values()),
        *((address, "") for address in bundle().voices),
    ]
    other_pages = (*leaflets.values(), *guidance.values())
    whole_pages = [(address, integrity_of(html.encode())) for address, html in other_pages]
    later = [*checklists, *whole_pages, *whole_sheets()]
    known = {
        "NAME": f"quick-{name}",
        "FILES": files,
        "LATER": later,
        "FIRST": {code: at for code, (at, _) in first.items()},
    }
    edition = "".join(f"const {constant} = {json.dumps(value)};\n" for constant, value in known.items())
    program = (STATIC / "quick_worker.js").read_text(encoding="utf-8")
    answer = Response(f'"use strict";\n{edition}{program}', mimetype="text/javascript")
    answer.headers["Service-Worker-Allowed"] = SCOPE
    return answer


@quick.get("/manifest.webmanifest")
def manifest() -> Response:
    """Return the web app manifest: by it a telephone keeps the quick check beside its other programs."""
    practice = in_training()
    kept = {
        "name": "Rozpoznaj ĆWICZENIE" if practice else "Rozpoznaj",
        "short_name": "ĆWICZENIE" if practice else "Rozpoznaj",
        "lang": "pl",
        "start_url": url_for("quick.home"),
        "scope": SCOPE,
        "display": "standalone",
        "background_color": tokens()["paper"],
        "theme_color": tokens()["act"],
        "icons": [{"src": asset("icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return Response(json.dumps(kept), mimetype="application/manifest+json")
