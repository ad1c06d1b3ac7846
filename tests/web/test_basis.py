"""How an answer is known: written down by the officer, or by the person who pressed it, never by the program."""

from werkzeug.datastructures import MultiDict

from screening.core.instrument.vocabulary import Answer, Basis
from screening.core.record.case import Reply
from screening.translation import person_languages
from screening.web.cases.forms.replies import read_replies
from screening.web.quick.submission import answered, read_submission, with_answer
from tests.builders import CATALOGUE
from tests.web.referral import stored

ROW = "documents_withheld"


def test_a_yes_without_a_basis_is_kept_and_said_to_be_without_one(visitor, opened, desk):
    address = opened(until="triage")
    visitor.send(**{f"answer.{ROW}": "yes"})
    assert stored(desk, address).reply(ROW) == Reply(Answer.YES)
    visitor.get(f"{address}/answers")
    assert "skąd: nie zapisano" in visitor.page.text
    visitor.get(f"{address}/documents/notification")
    assert "skąd to wiadomo" in visitor.page.text and "nie zapisano" in visitor.page.text
    assert "osoba powiedziała" not in visitor.page.text


def test_what_goes_back_to_not_asked_is_no_longer_known_from_anywhere(visitor, opened, desk):
    address = opened(until="triage")
    visitor.send(**{f"answer.{ROW}": "yes", f"basis.{ROW}": ["person", "document"]})
    assert stored(desk, address).reply(ROW).basis == {Basis.PERSON, Basis.DOCUMENT}
    visitor.get(f"{address}/triage")
    visitor.send(**{f"answer.{ROW}": "not_asked"})
    assert ROW not in stored(desk, address).replies


def test_a_note_on_what_was_not_asked_stays_without_a_basis():
    sent = MultiDict([(f"basis.{ROW}", "person"), (f"note.{ROW}", "zapytać jutro")])
    assert read_replies(sent, (ROW,)).replies[ROW] == Reply(note="zapytać jutro")


def _quick(fields: list[tuple[str, str]]) -> Reply:
    known = [("age", "adult"), ("forms", "labour")]
    return read_submission(MultiDict(known + fields), CATALOGUE, person_languages()).case.reply(ROW)


def test_in_the_quick_check_an_answer_has_no_basis_unless_the_person_gave_it():
    assert _quick([(f"answer.{ROW}", "yes")]) == Reply(Answer.YES)
    empty = read_submission(MultiDict([("age", "adult"), ("forms", "labour")]), CATALOGUE, person_languages())
    shown = answered(with_answer(empty, ROW, Answer.YES))
    assert _quick(shown) == Reply(Answer.YES, frozenset({Basis.PERSON}))


def test_an_answer_of_the_person_that_the_officer_changes_is_the_officers():
    empty = read_submission(MultiDict([("age", "adult"), ("forms", "labour")]), CATALOGUE, person_languages())
    carried = dict(answered(with_answer(empty, ROW, Answer.NO)))
    carried[f"answer.{ROW}"] = "yes"
    assert _quick(list(carried.items())) == Reply(Answer.YES)
