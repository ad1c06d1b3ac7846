"""A case that a newer version of the program saved is told as that, and nothing typed for it is lost."""

import pytest

from screening.casework.errors import NewerRecord
from screening.core.instrument.vocabulary import Age, Answer
from screening.core.record.case import Case, Reply
from screening.exchange import record
from screening.storage import AuditEvent
from tests.inside.casework import store_of

NEWER, UNKNOWN = b'{"format":"rozpoznaj-record/9","case":{}}', b'{"format":"rozpoznaj-record/1","case":{"unknown":1}}'
# Every field of it is known here; the row that was answered is not, and so it would count for nothing.
LATER = record.dump(Case(edition="2099.1", age=Age.ADULT, replies={"row_of_2099": Reply(Answer.YES)}))


@pytest.fixture
def saved_by_a_newer(desk):
    """Saves the oldest case as a newer version would; gives its line in the list."""

    def save(plain: bytes = NEWER):
        listed = desk.cases()[0]
        before = desk.read(listed.id)
        store_of(desk).save(
            str(listed.id),
            plain,
            seen_revision=before.revision,
            edition="2099.1",
            now=desk.now(),
            erase_after=before.erase_after,
        )
        return listed

    return save


@pytest.mark.parametrize("plain", [NEWER, UNKNOWN, LATER], ids=["format", "field", "edition"])
def test_its_pages_say_that_a_newer_version_saved_it_and_give_back_what_was_typed(
    visitor, opened, saved_by_a_newer, desk, plain
):
    address = opened(until="triage")
    listed = saved_by_a_newer(plain)
    visitor.send(**{"note.documents_withheld": "typed words", "answer.documents_withheld": "yes"})
    assert visitor.response.status_code == 409 and "typed words" in visitor.page.text
    assert "nie można zapisać, bo sprawa się nie otwiera" in visitor.page.text
    assert visitor.get(f"{address}/triage").status_code == 409 and "nowsza wersja" in visitor.page.title
    assert "uszkodzon" not in visitor.page.text
    assert visitor.get("/cases/").status_code == 200 and listed.code in visitor.page.text
    with pytest.raises(NewerRecord):
        desk.read(listed.id)
    assert store_of(desk).read(str(listed.id)).plain == plain and store_of(desk).unreadable() == []


def test_it_closes_no_list_of_an_inspection_and_is_named_there(visitor, opened, saved_by_a_newer, desk):
    opened()
    listed = saved_by_a_newer()
    second = opened()
    visitor.get(f"{second}/site")
    visitor.send()
    third = visitor.path.rsplit("/", 1)[0]
    assert visitor.get(f"{third}/site").status_code == 200
    assert f"{listed.code}." in visitor.page.text and "P2 " in visitor.page.text
    assert "/cases/damaged/1" not in visitor.page.links


def test_nobody_is_said_to_have_opened_it(opened, saved_by_a_newer, desk):
    opened()
    listed = saved_by_a_newer()
    with pytest.raises(NewerRecord):
        desk.of("another").read(listed.id)
    assert desk.acts(1)[0][0].act is not AuditEvent.OPEN


def test_the_page_of_the_end_says_for_how_long_a_backup_can_bring_a_case_back(visitor, opened):
    address = opened()
    assert visitor.get(f"{address}/finish").status_code == 200
    assert "kopię zapasową, można z niej odtworzyć sprawę jeszcze przez 14 dni od jej wykonania" in visitor.page.text
