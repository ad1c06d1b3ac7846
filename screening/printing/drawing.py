"""Drawing a document with WeasyPrint; imported by the printing process alone."""

import gc
import re
from collections.abc import Sequence
from typing import Any

from pydyf import PDF, Stream
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.ffi import harfbuzz_subset
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from screening.core.documents import BY_NAME
from screening.printing.glyphs import families, families_for, with_replaced, without_form
from screening.printing.page import document_html
from screening.settings import folder
from screening.translation import Translator

OVERLEAF = "overleaf"  # the id of what begins on the back of a sheet
SHORT = 6  # pages; a longer paper is not drawn a second time
PICTURE = re.compile(r"picture:([a-z]+)")
VARIANT = "pdf/ua-1"
# What is meant for the back begins where the front ends, on the same page.
FLOWING = f"#{OVERLEAF} {{ break-before: auto; }}"


class LibraryMissing(Exception):
    """A system library is not installed; the message is one sentence."""


class RefusingFetcher(URLFetcher):
    """A fetcher of the pictures that come with the program, by their names; it refuses other addresses and keeps them
    in `asked`.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=())
        self.asked: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return a picture. Raises ValueError for all else: WeasyPrint goes on, and the caller checks `asked`."""
        if (named := PICTURE.fullmatch(url)) and (file := folder("docs/pictures") / f"{named[1]}.png").is_file():
            return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": "image/png"})
        self.asked.append(url)
        raise ValueError("This process fetches nothing.")


def _with_every_glyph_read(_: Document, pdf: PDF) -> None:
    """Set a space without width as the text of each glyph that is only a part of a letter: WeasyPrint sets none.

    PDF/UA-1 asks that every glyph has a text (7.21.7); the whole letter is the text of its last glyph.
    """
    for each in pdf.objects:
        if isinstance(each, Stream) and b"begincmap" in each.stream:
            each.stream = [line.replace(b"> <>", b"> <200b>") for line in each.stream]


class Drawing:
    """Fonts and style sheet, read once. Raises LibraryMissing, FontMissing, or OSError (no style sheet)."""

    def __init__(self) -> None:
        if harfbuzz_subset is None:
            raise LibraryMissing(
                "The library HarfBuzz Subset is missing; install it: apt-get install libharfbuzz-subset0"
            )
        families()
        self._fonts = FontConfiguration()
        self._style = self._css((folder("templates") / "print" / "sheet.css").read_text(encoding="utf-8"))
        self._flowing = self._css(FLOWING)
        self._families: dict[tuple[str, ...], CSS] = {}
        gc.set_threshold(50_000, 20, 20)  # a page is very many objects: by default Python would collect all the time

    def _css(self, text: str) -> CSS:
        return CSS(string=text, font_config=self._fonts, url_fetcher=RefusingFetcher())

    def pdf(self, papers: Sequence[tuple[str, Any]], language: str) -> tuple[bytes, tuple[str, ...]]:
        """Return papers, each with its kind, as one PDF/UA-1 document, and the characters that no font can show.

        Raises RuntimeError if a paper asked for anything from outside.
        """
        pages, replaced = [], dict[str, None]()
        for kind, document in papers:
            html = document_html(BY_NAME[kind].template, {**document, "kind": kind}, language)
            html, unshown = with_replaced(html, without_form(Translator(language)))
            pages.append(html)
            replaced |= dict.fromkeys(unshown)
        return self.pdf_of_html(*pages), tuple(replaced)

    def pdf_of_html(self, *papers: str) -> bytes:
        """Return these HTML pages as one PDF/UA-1 document, each from a page of its own.

        Raises RuntimeError if one asked for anything from outside.
        """
        fetcher = RefusingFetcher()
        first, *others = (self._paper(html, fetcher) for html in papers)
        together = first.copy([*first.pages, *(page for each in others for page in each.pages)]) if others else first
        pdf = bytes(together.write_pdf(pdf_variant=VARIANT, finisher=_with_every_glyph_read))
        if fetcher.asked:  # attachments are asked for as late as this
            raise RuntimeError("The document asked for something from outside; it was not printed.")
        return pdf

    def _paper(self, html: str, fetcher: RefusingFetcher) -> Document:
        styles = (self._style, self._in_families(families_for(html)))
        drawn = self._drawn(html, fetcher, *styles)
        has_back = f'id="{OVERLEAF}"' in html
        if has_back and len(drawn.pages) <= SHORT and not any(OVERLEAF in page.anchors for page in drawn.pages[:2]):
            # The front needs more than one page, so that the back would begin on a third or later one.
            drawn = self._drawn(html, fetcher, *styles, self._flowing)
        return drawn

    def _in_families(self, names: tuple[str, ...]) -> CSS:
        if names not in self._families:
            listed = ", ".join(f'"{name}"' for name in names)
            self._families[names] = self._css(f"body {{ font-family: {listed}; }}")
        return self._families[names]

    def _drawn(self, html: str, fetcher: RefusingFetcher, *styles: CSS) -> Document:
        return HTML(string=html, url_fetcher=fetcher).render(
            font_config=self._fonts, stylesheets=list(styles), pdf_variant=VARIANT
        )
