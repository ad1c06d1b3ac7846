"""Every kind of trouble of the store has a page of its own, in both languages of the tool."""

import pytest

from screening.storage.errors import StorageError
from screening.web.errors import PAGES
from tests.storage.troubles import KINDS, trouble

OF_THE_START = {"DatabaseInUse", "AlreadyRunning"}  # told in the terminal, before there is any page


def test_every_kind_of_trouble_of_the_store_has_its_row_in_the_table_of_pages():
    assert {kind.__name__ for kind in KINDS if kind not in PAGES} == OF_THE_START
    assert StorageError not in PAGES and len(KINDS) > 20


@pytest.mark.sampled(4)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_the_page_of_every_kind_of_trouble_is_shown_in_polish_and_in_english(visitor, desk, monkeypatch, kind):
    def fail(*_):
        raise trouble(kind)

    monkeypatch.setattr(desk, "cases", fail)
    found = []
    for language in ("pl", "en"):
        with visitor.client.session_transaction() as session:
            session["language"] = language
        answer = visitor.get("/cases/")
        assert answer.status_code != 500 and visitor.page.lang == language
        found.append(visitor.page.h1[0])
    assert found[0] != found[1]


def test_a_full_disk_a_busy_one_and_a_moved_folder_are_told_apart(visitor, opened, desk, monkeypatch):
    from screening.storage import Busy, DataMoved, DiskFull, NotSaved

    opened(until="triage")
    found = set()
    for problem in (NotSaved(), DiskFull(), Busy(), DataMoved()):

        def fail(*_, problem=problem, **__):
            raise problem

        monkeypatch.setattr(desk, "save", fail)
        visitor.send(**{"note.documents_withheld": "typed words", "answer.documents_withheld": "yes"})
        assert visitor.response.status_code in (503, 507) and "typed words" in visitor.page.text
        found.add(visitor.page.text.split("Nie zapisano", 1)[1][:60])
    assert len(found) == 4
