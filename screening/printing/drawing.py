"""Drawing a document with WeasyPrint; imported by the printing process alone."""

import gc
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from screening.printing.glyphs import covered, shown
from screening.printing.page import document_html
from screening.settings import folder

TEMPLATES = {"referral": "print/referral.html"}


class RefusingFetcher(URLFetcher):
    """Fetches nothing, whatever the address; remembers that it was asked."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=())
        self.asked: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Refuse."""
        self.asked.append(url)
        raise ValueError("This process fetches nothing.")


class Drawing:
    """Fonts and style sheet, read once."""

    def __init__(self) -> None:
        covered()
        self._fonts = FontConfiguration()
        sheet = (folder("templates") / "print" / "sheet.css").read_text(encoding="utf-8")
        self._style = CSS(string=sheet, font_config=self._fonts, url_fetcher=RefusingFetcher())
        gc.set_threshold(50_000, 20, 20)

    def pdf(self, kind: str, document: Any, language: str) -> tuple[bytes, list[str]]:
        """A PDF/UA-1 document, and the characters of the officer's own words that no font can show.

        Raises RuntimeError if the document asked for anything from outside.
        """
        replaced: set[str] = set()
        html = document_html(
            TEMPLATES[kind], document, language, own=lambda text: shown(str(text), replaced), on_paper=True
        )
        return self.pdf_of_html(html), sorted(replaced)

    def pdf_of_html(self, html: str) -> bytes:
        """A PDF/UA-1 document of this HTML. Raises RuntimeError if it asked for anything from outside."""
        fetcher = RefusingFetcher()
        drawn = HTML(string=html, url_fetcher=fetcher).write_pdf(
            font_config=self._fonts, stylesheets=[self._style], pdf_variant="pdf/ua-1"
        )
        if fetcher.asked:
            raise RuntimeError("The document asked for something from outside; it was not printed.")
        return bytes(drawn)
