"""What contradicts itself on a page is said at one field, and what may be true is not."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from screening.core.instrument.vocabulary import Age
from screening.core.record.case import Case, Safety
from screening.core.record.moments import POLAND
from screening.core.record.referral import Decisions, Done, NotificationDecision, Person
from screening.core.record.vocabulary import AgeBand, Authority, NotificationChoice, YesNoUnknown
from screening.core.referral.contradictions import Contradiction, contradictions

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=POLAND)
ADULT = Case(edition="2026.1", age=Age.ADULT)


def told(**parts: object) -> dict[str, Contradiction]:
    return {".".join(path): found for path, found in contradictions(replace(ADULT, **parts), NOW, NOW.date())}


@pytest.mark.parametrize(
    ("band", "birth", "clash"),
    [
        (AgeBand.OLDER, "1990-01-01", True),
        (AgeBand.UNDER_40, "1990-01-01", False),
        (AgeBand.UNDER_25, "2001-01-01", False),
        (AgeBand.UNDER_25, "2000-01-01", True),
        (AgeBand.OLDER, "1967-06-01", False),
        (AgeBand.OLDER, "1968-01-01", True),
        (AgeBand.OLDER, "", False),
        (None, "1990-01-01", False),
    ],
)
def test_a_band_against_the_birth_date_by_more_than_a_year(band, birth, clash):
    found = told(person=Person(age_band=band, birth_date=birth))
    assert found == ({"person.age_band": Contradiction.BAND_BORN} if clash else {})


@pytest.mark.parametrize(
    ("until", "over"),
    [
        ("2026-11-23T11:59", True),
        ("2026-11-23T12:00", False),
        ("2026-11-23T12:30+02:00", True),
        ("2026-11-22T23:00", True),
        ("", False),
    ],
)
def test_a_safe_time_that_is_over(until, over):
    assert told(safety=Safety(safe_until=until)) == ({"safety.safe_until": Contradiction.PAST} if over else {})


def test_at_least_one_person_and_no_more_children_than_persons_who_stayed():
    assert told(safety=Safety(persons=0)) == {"safety.persons": Contradiction.NOBODY}
    assert told(safety=Safety(others=2, others_children=3)) == {"safety.others_children": Contradiction.MORE_CHILDREN}
    for fine in (Safety(persons=1), Safety(others=3, others_children=3), Safety(others_children=3), Safety(others=0)):
        assert told(safety=fine) == {}


@pytest.mark.parametrize("notified", YesNoUnknown)
def test_bodies_are_ticked_only_if_somebody_was_notified(notified):
    found = told(done=Done(notified=notified, notified_bodies=frozenset({Authority.POLICE})))
    assert found == ({"done.notified_bodies": Contradiction.NOTIFIED_NOBODY} if notified is YesNoUnknown.NO else {})
    assert told(done=Done(notified=notified)) == {}
    court = told(done=Done(notified=notified, notified_bodies=COURT))
    assert court == ({"done.notified_bodies": Contradiction.COURT_ALONE} if notified is YesNoUnknown.YES else {})


@pytest.mark.parametrize("notified", [None, *YesNoUnknown])
@pytest.mark.parametrize("said", [{"notified_who": "KPP"}, {"notified_at": "2026-11-20T10:00"}], ids=str)
def test_a_unit_and_an_hour_are_written_down_only_if_somebody_was_notified(said, notified):
    found = told(done=Done(notified=notified, **said))
    named = {f"done.{name}": Contradiction.NOTIFIED_NOBODY for name in said}
    assert found == (named if notified is YesNoUnknown.NO else {})


POLICE, COURT = frozenset({Authority.POLICE}), frozenset({Authority.FAMILY_COURT})


def decided(choice: NotificationChoice, to: frozenset[Authority]) -> Decisions:
    return Decisions(None, NotificationDecision(choice, to=to, reason="x", decided_by="y"))


@pytest.mark.parametrize("choice", NotificationChoice)
@pytest.mark.parametrize("to", [frozenset(), POLICE, COURT, POLICE | COURT], ids=sorted)
def test_an_answer_that_nobody_was_notified_is_asked_about_where_the_decision_says_that_it_was_made(choice, to):
    made = choice is NotificationChoice.DONE
    nobody = Done(notified=YesNoUnknown.NO, family_court=YesNoUnknown.NO)
    clash = {"done.notified"} if made and to != COURT else set()
    clash |= {"done.family_court"} if made and to & COURT else set()
    found = told(done=nobody, decisions=decided(choice, to))
    assert found == dict.fromkeys(clash, Contradiction.NOTIFIED_AFTER_ALL)
    for answer in (None, YesNoUnknown.YES, YesNoUnknown.UNKNOWN):
        assert told(done=Done(notified=answer, family_court=answer), decisions=decided(choice, to)) == {}


def test_a_tick_at_the_family_court_beside_the_answer_that_it_does_not_know_is_asked_about():
    done = Done(notified_bodies=COURT, family_court=YesNoUnknown.NO)
    assert told(done=done) == {"done.family_court": Contradiction.NOTIFIED_AFTER_ALL}
    assert told(done=replace(done, notified_bodies=POLICE)) == {}


@pytest.mark.parametrize("name", ["notified_at", "kcik_called_at"])
def test_what_was_done_is_not_written_down_for_a_later_hour(name):
    for moment, clash in ((NOW + timedelta(hours=19), True), (NOW + timedelta(minutes=4), False), (NOW, False)):
        done = Done(notified=YesNoUnknown.YES, **{name: moment.isoformat(timespec="minutes")})
        assert (told(done=done).get(f"done.{name}") is Contradiction.AHEAD) is clash, moment


def test_the_family_court_alone_is_neither_police_nor_border_guard_nor_prosecutor():
    done = Done(notified=YesNoUnknown.YES, notified_bodies=COURT)
    assert told(done=done) == {"done.notified_bodies": Contradiction.COURT_ALONE}
    assert told(done=replace(done, notified_bodies=COURT | POLICE)) == {}
    assert told(done=Done(family_court=YesNoUnknown.YES)) == {}


def test_an_age_in_doubt_is_no_doubt_from_thirty_years_on():
    for born, clash in (("1996", False), ("1995", True)):
        found = told(age=Age.UNCERTAIN, person=Person(birth_date=born))
        assert (found.get("person.birth_date") is Contradiction.NO_DOUBT) is clash, born
        assert "age" not in found, "what the page of the age group says of danger is not held up"
    assert not told(age=Age.UNCERTAIN, person=Person(age_band=AgeBand.UNDER_40, age_about=30))
    assert told(age=Age.UNCERTAIN, person=Person(age_about=31)).keys() == {"person.age_about"}
