"""Pages of the server itself. They belong to no application, so they are in both languages of the pages at once."""

from html import escape

from screening.translation import Translator, page_languages
from screening.web.http.headers import HEADERS
from screening.wording.to_translate import N_

Headers = list[tuple[str, str]]
Answer = tuple[Headers, bytes]


def _page(title: str, sentence: str) -> Answer:
    parts = ""
    for each in page_languages():
        words = Translator(each.code)
        heading, said = escape(words.gettext(title)), escape(words.gettext(sentence))
        parts += f'<section lang="{each.code}"><h2>{heading}</h2><p>{said}</p></section>'
    html = (
        f'<!doctype html><html lang="pl"><head><meta charset="utf-8"><title>Rozpoznaj</title></head>'
        f"<body><main><h1>Rozpoznaj</h1>{parts}</main></body></html>"
    )
    headers = {**HEADERS, "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}
    return list(headers.items()), html.encode()


def not_understood() -> Answer:
    """Return the headers and body of the answer to what is no request that a browser sends."""
    return _page(
        N_("This could not be understood"),
        N_("Nothing was saved and nothing was changed. Go back, reload the page and send it again."),
    )


def foreign_host() -> Answer:
    """Return the headers and body of the answer to a request under a name that is none of ours."""
    return _page(
        N_("This address is not served here"),
        N_("Open the address that the program shows at its start. Nothing was changed."),
    )
