"""Lists show what is open of each case: every showing is told once, and reckoned once for a revision."""

from dataclasses import replace

import pytest

from screening.casework import work_list
from screening.casework.errors import Locked, NotSaved
from screening.casework.work_list import Unread, by_site
from screening.core.record.referral import Agreement
from screening.core.record.vocabulary import ContactAgreement
from screening.storage import AuditEvent
from tests.builders import a_case


@pytest.fixture
def reckoned(monkeypatch) -> list[object]:
    """The cases whose advice was worked out, in order."""
    known, done = work_list.advised, []

    def advised(case, content):
        done.append(case)
        return known(case, content)

    monkeypatch.setattr(work_list, "advised", advised)
    return done


def openings(desk) -> int:
    return [entry.act for entry, _ in desk.acts(1000)].count(AuditEvent.OPEN)


def test_each_browser_opens_what_a_list_shows_it_once_while_the_lock_stays_open(open_desk):
    for _ in range(3):
        open_desk.take_in(a_case())
    open_desk.work_list()
    assert openings(open_desk) == 0, "who opened a case himself is told by its first row"
    other = open_desk.of("other")
    assert all(line.work for line in other.work_list()) and openings(open_desk) == 3
    other.work_list()
    other.read(other.cases()[0].id)
    assert openings(open_desk) == 3


def test_what_cannot_be_told_is_not_shown(open_desk, monkeypatch):
    open_desk.take_in(a_case())

    def full(*_: object) -> None:
        raise NotSaved

    monkeypatch.setattr(open_desk.lock.openings, "note", full)
    (line,) = open_desk.of("other").work_list()
    assert line.work is None and line.unread is Unread.NOT_TOLD and line.waits


def test_the_advice_is_reckoned_once_for_a_revision(open_desk, reckoned):
    first, _ = (open_desk.take_in(a_case(yes="debt_bondage")) for _ in range(2))
    for _ in range(3):
        open_desk.work_list()
    assert len(reckoned) == 2
    open_desk.save(first, replace(first.case, danger=True), seen_revision=first.revision)
    assert open_desk.work_list()[0].work.advice[0] == "act_now" and len(reckoned) == 3


@pytest.mark.parametrize(
    ("contact", "told"), [("yes", "refer"), ("not_asked", "refer"), ("no", "consult"), ("unable", "consult")]
)
def test_a_list_names_the_advice_as_the_papers_head_it(open_desk, contact, told):
    agreed = Agreement(contact=ContactAgreement(contact))
    open_desk.take_in(replace(a_case(yes=("documents_withheld", "debt_bondage", "threats_violence")), agreement=agreed))
    assert open_desk.work_list()[0].work.advice == (told,)


def test_what_was_reckoned_is_forgotten_when_the_lock_shuts(open_desk, reckoned):
    open_desk.take_in(a_case())
    open_desk.work_list()
    word = open_desk.lock.word
    open_desk.lock.shut()
    with pytest.raises(Locked):
        open_desk.work_list()
    open_desk.lock.unlock("tests", word)
    open_desk.work_list()
    assert len(reckoned) == 2


def test_papers_are_counted_by_the_trail(open_desk):
    first, second = (open_desk.take_in(a_case()) for _ in range(2))
    open_desk.issue(first, ["referral"])
    open_desk.issue(first, ["script", "note"])
    open_desk.handed_out(second)
    assert [line.papers for line in open_desk.work_list()] == [3, 0]


def test_a_case_whose_time_may_be_over_is_not_opened_while_the_date_is_in_doubt(open_desk, clock):
    open_desk.take_in(a_case())
    clock.set_wrong(days=40)
    (line,) = open_desk.of("other").work_list()
    assert line.unread is Unread.IN_DOUBT and openings(open_desk) == 0


def test_of_very_many_cases_the_newest_are_opened(open_desk, monkeypatch):
    monkeypatch.setattr(work_list, "MOST_READ", 2)
    for _ in range(3):
        open_desk.take_in(a_case())
    assert [line.unread for line in open_desk.work_list()] == [Unread.TOO_MANY, None, None]


def test_the_persons_of_one_inspection_are_together_by_their_numbers(open_desk):
    first, alone = (open_desk.take_in(a_case()) for _ in range(2))
    second = open_desk.next_person(first, seen_revision=first.revision)
    groups = by_site(open_desk.work_list())
    assert [[line.listed.id for line in group] for group in groups] == [[first.id, second.id], [alone.id]]
    assert [line.number for line in groups[0]] == [1, 2]
