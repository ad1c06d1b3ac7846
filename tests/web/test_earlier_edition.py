"""A case that was begun under an earlier edition says so once, on each of its pages and papers."""

from dataclasses import replace
from uuid import UUID

from screening.core.documents import DOCUMENTS
from screening.core.instrument.vocabulary import Answer
from screening.core.journey import steps
from screening.core.record.case import Reply
from tests.web.seeded import open_case

NOTICE = (
    "Sprawę zaczęto w wydaniu 2026.1. Podpowiedzi liczą się teraz według wydania {new}. Odpowiedzi pozostały bez zmian."
)


def test_every_page_and_paper_of_an_older_case_names_both_editions_once_and_of_another_case_none(visitor, desk):
    address = open_case(visitor)
    id_ = UUID(address.split("/")[2])
    for edition in ("2026.1", desk.content.catalogue.edition):
        kept = desk.read(id_)
        desk.save(kept, replace(kept.case, edition=edition), seen_revision=kept.revision)
        pages = [step.id for step in steps(desk.content.catalogue, desk.read(id_).case)]
        for page in (*pages, *(f"documents/{kind}" for kind in DOCUMENTS)):
            visitor.get(f"{address}/{page}")
            assert visitor.response.status_code == 200, page
            text = " ".join(visitor.page.text.split())
            assert text.count(NOTICE.format(new=desk.content.catalogue.edition)) == (edition == "2026.1"), page
            assert ("2026.1" in text) == (edition == "2026.1"), page


def test_a_page_names_the_answered_rows_that_meant_something_else(visitor, desk):
    address = open_case(visitor)
    id_ = UUID(address.split("/")[2])
    kept = desk.read(id_)
    older = replace(kept.case, edition="2026.1", replies={"violence_family": Reply(Answer.NO)})
    desk.save(kept, older, seen_revision=kept.revision)
    visitor.get(f"{address}/safety")
    text = " ".join(visitor.page.text.split())
    assert "może dotyczyć czegoś innego: przemoc, groźby wobec bliskich" in text and "zapytaj jeszcze raz" in text
