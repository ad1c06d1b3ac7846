"""Every paper of the table of documents as pictures of its pages."""

from collections.abc import Iterator
from datetime import UTC, datetime

from screening.casework.documents import NoSheet, card, handout, leaflet
from screening.casework.guides import guide
from screening.core.documents import DOCUMENTS, GUIDES, LEAFLETS, TABLE, Document, EasyLeaflet
from screening.printing import Printer
from tests.builders import CONTENT
from tests.pictures.album import Album
from tests.printing.sheets import CASES, sheet

SHOWN_CASES = ("typical", "child")
SHOWN_LANGUAGES = ("pl", "vi")
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


def each_paper() -> Iterator[tuple[str, Document, str]]:
    """Each paper of the table: its name, the document and the language in which it is printed."""
    for name in DOCUMENTS:
        for case in SHOWN_CASES:
            try:
                yield f"{name}-{case}", sheet(CASES[case](), name), "pl"
            except NoSheet:
                continue
    for name, kind in LEAFLETS.items():
        for language in SHOWN_LANGUAGES[: 1 if kind is EasyLeaflet else None]:
            for child in (False, True):
                made = leaflet(CONTENT, language, child=child, now=NOW, kind=name)
                yield f"{name}-{language}{'-child' if child else ''}", made, language
    yield "card-labour", card(CONTENT, "labour_adult", now=NOW), "pl"
    yield "card-labour-vi", card(CONTENT, "labour_adult", other="vi", now=NOW), "pl"
    yield "card-child", card(CONTENT, "begging_child", now=NOW), "pl"
    exercise = next(iter(CONTENT.exercises.by_id.values()))
    yield "handout", handout(CONTENT, exercise, (), now=NOW), "pl"
    for reader in GUIDES:
        yield f"guide-{reader}", guide(reader, CONTENT), "pl"


def take_papers(album: Album) -> None:
    """Print each paper and picture its pages. Raises AssertionError for a kind of the table of which there is none."""
    seen: set[type] = set()
    printer = Printer()
    printer.start()
    try:
        for name, made, language in each_paper():
            seen.add(type(made))
            album.show_paper(f"paper-{name}", printer.pdf(made, language).pdf)
    finally:
        printer.close()
    assert {row.kind for row in TABLE} <= seen, {row.kind for row in TABLE} - seen
