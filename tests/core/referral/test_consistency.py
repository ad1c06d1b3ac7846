"""What cannot be true in a referral is said at its field, and nothing that can be true is."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from screening.core.instrument.vocabulary import Age
from screening.core.record.birth import age_on
from screening.core.record.case import Case
from screening.core.record.fields import value_at, with_value
from screening.core.record.referral import (
    Agreement,
    Decisions,
    KcikDecision,
    NotificationDecision,
    Person,
    Status,
)
from screening.core.record.text_kinds import Dated
from screening.core.record.vocabulary import (
    AgeBand,
    Certificate,
    ContactAgreement,
    KcikChoice,
    NameAgreement,
    NotificationChoice,
)
from screening.core.referral.consistency import Clash, day_of, faults, since
from tests.core.sampling import case_sizes, for_all
from tests.parts import DAYS, MOMENTS, PART_LEAVES, TODAY, cases, days, without_faults

AGREED = Agreement(contact=ContactAgreement.YES, share_name=NameAgreement.YES)
DECIDED = Decisions(
    KcikDecision(KcikChoice.REFER, "powód", "inspektor 17"), NotificationDecision(NotificationChoice.UNDECIDED)
)
WHOLE = Case(
    edition="2026.1",
    age=Age.ADULT,
    agreement=AGREED,
    status=Status(certificate=Certificate.ISSUED),
    decisions=DECIDED,
)
DATED = [leaf for leaf in PART_LEAVES if isinstance(leaf.mark, Dated)]
NOT_AHEAD = [leaf for leaf in DATED if not leaf.mark.ahead]
MOMENT = "2026-11-23T12:00"


def told(case: Case, today: date | None = TODAY) -> dict[str, Clash]:
    return {".".join(fault.path): fault.clash for fault in faults(case, today)}


def born(on: str, age: Age | None = Age.ADULT) -> Case:
    return replace(WHOLE, age=age, person=Person(birth_date=on))


def by_name(leaf):
    return leaf.name


@pytest.mark.parametrize("day", ["2026-11-23", "2024-02-29", "1900-01-01", "9999-12-31"])
def test_a_day_is_read(day):
    assert day_of(day) == date.fromisoformat(day)


@pytest.mark.parametrize("text", [MOMENT, "2026-11-23T00:00+01:00", "2026-11-23T23:59-11:30"])
def test_a_moment_is_read_for_its_day(text):
    assert day_of(text, time=True) == TODAY


UNREADABLE = ("", "2026-02-30", "2026-13-01", "26-11-23", "20261123", "2026-W48-1", "23.11.2026", "٢٠٢٦-11-23", "x")
NO_MOMENT = ("2026-11-23 12:00", "2026-11-23T12", "2026-11-23T24:01", "2026-11-23T12:00:30", "2026-11-23T12:00Z")


@pytest.mark.parametrize("text", [*UNREADABLE, "2026-11-23\n", MOMENT, *NO_MOMENT])
def test_what_is_no_day_is_not_read(text):
    assert day_of(text) is None


@pytest.mark.parametrize("text", [*UNREADABLE, "2026-11-23", MOMENT + "\n", MOMENT + "+99:99", *NO_MOMENT])
def test_what_is_no_moment_is_not_read(text):
    assert day_of(text, time=True) is None


@given(DAYS, MOMENTS)
def test_every_day_and_moment_of_the_format_is_read(day, moment):
    assert day_of(day.isoformat()) == day
    assert day_of(moment, time=True) == datetime.fromisoformat(moment).date()


@pytest.mark.parametrize(
    ("birth", "day", "years"),
    [
        ("2008-11-23", "2026-11-22", 17),
        ("2008-11-23", "2026-11-23", 18),
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
        ("2008-02-29", "2028-02-29", 20),
        ("2026-11-23", "2026-11-23", 0),
    ],
)
def test_full_years(birth, day, years):
    assert age_on(date.fromisoformat(birth), date.fromisoformat(day)) == years


def test_years_never_go_back_and_grow_by_one_a_year():
    birth = date(2008, 2, 29)
    ages = [age_on(birth, day) for day in days(date(2024, 1, 1), date(2029, 12, 31))]
    assert ages == sorted(ages)
    assert set(ages) == set(range(15, 22))


@pytest.mark.parametrize("leaf", DATED, ids=by_name)
def test_a_date_that_does_not_exist_is_said_at_its_field(leaf):
    never = "2026-02-30T12:00" if leaf.mark.time else "2026-02-30"
    case = with_value(WHOLE, leaf.path, never)
    assert told(case)[leaf.name] is Clash.NOT_A_DATE
    assert told(case, None)[leaf.name] is Clash.NOT_A_DATE


@pytest.mark.parametrize("leaf", DATED, ids=by_name)
def test_a_date_before_1900_lies_too_far_back(leaf):
    long_ago = "1899-12-31T23:59" if leaf.mark.time else "1899-12-31"
    assert told(with_value(WHOLE, leaf.path, long_ago), None)[leaf.name] is Clash.TOO_OLD


@pytest.mark.parametrize("leaf", NOT_AHEAD, ids=by_name)
def test_a_date_in_the_future_is_said_if_today_is_known(leaf):
    beyond = "2026-11-25T00:00" if leaf.mark.time else "2026-11-24"
    case = with_value(WHOLE, leaf.path, beyond)
    assert told(case)[leaf.name] is Clash.FUTURE
    assert told(case, None) == {}


@pytest.mark.parametrize("leaf", [leaf for leaf in DATED if leaf.mark.time], ids=by_name)
def test_a_clock_may_run_ahead_by_a_day(leaf):
    assert told(with_value(WHOLE, leaf.path, "2026-11-24T23:59+14:00")) == {}


def test_until_when_the_person_is_safe_may_lie_ahead_and_nothing_else_may():
    assert [leaf.name for leaf in DATED if leaf not in NOT_AHEAD] == ["safety.safe_until"]
    assert told(with_value(WHOLE, ("safety", "safe_until"), "2027-01-31T08:00")) == {}


@pytest.mark.parametrize(
    ("case", "clash"),
    [
        (born("2008-11-23"), None),
        (born("2008-11-24"), Clash.ADULT_BORN_AS_CHILD),
        (born("2008-11-24", Age.CHILD), None),
        (born("2008-11-23", Age.CHILD), Clash.CHILD_BORN_AS_ADULT),
        (born("2008-11-23", Age.UNCERTAIN), None),
        (born("2020-01-01", Age.UNCERTAIN), None),
        (born("2026-11-24", Age.CHILD), Clash.FUTURE),
    ],
)
def test_a_birth_date_against_the_age(case, clash):
    assert told(case) == ({"person.birth_date": clash} if clash else {})
    assert told(case, None) == {}


@pytest.mark.parametrize("band", AgeBand)
def test_an_age_band_against_the_age(band):
    fits = {age: told(replace(WHOLE, age=age, person=Person(age_band=band))) == {} for age in (*Age, None)}
    minor = band in ("0-6", "7-12", "13-15", "16-17")
    unknown = band is AgeBand.UNKNOWN
    assert fits == {Age.ADULT: not minor, Age.CHILD: minor or unknown, Age.UNCERTAIN: True, None: True}


@pytest.mark.parametrize("name", ["name", "citizenship", "birth_date"])
def test_identity_without_agreement_is_said_at_its_field(name):
    filled = with_value(WHOLE, ("person", name), "1990-01-01")
    assert told(filled) == {}
    for agreement in (Agreement(), Agreement(ContactAgreement.YES), Agreement(ContactAgreement.NO, NameAgreement.YES)):
        assert told(replace(filled, agreement=agreement)) == {f"person.{name}": Clash.NOT_AGREED}
        assert told(replace(filled, agreement=agreement, age=Age.UNCERTAIN)) == {}
    assert told(replace(filled, age=None)) == {f"person.{name}": Clash.NOT_AGREED}


@pytest.mark.parametrize("certificate", Certificate)
def test_a_day_of_issue_needs_an_issued_certificate(certificate):
    case = replace(WHOLE, status=Status(certificate=certificate, certificate_on="2026-11-20"))
    issued = certificate is Certificate.ISSUED
    assert told(case) == ({} if issued else {"status.certificate_on": Clash.NOT_ISSUED})


@pytest.mark.parametrize("empty", ["", "  \t"])
def test_a_decision_needs_a_reason_and_a_person(empty):
    kcik = [KcikDecision(choice, empty, empty) for choice in KcikChoice]
    notified = [NotificationDecision(choice, reason=empty, decided_by=empty) for choice in NotificationChoice]
    for each in kcik:
        names = {"decisions.kcik.reason", "decisions.kcik.decided_by"}
        assert told(replace(WHOLE, decisions=Decisions(kcik=each))) == dict.fromkeys(names, Clash.EMPTY)
    for each in notified:
        names = {"decisions.notification.reason", "decisions.notification.decided_by"}
        if each.choice is NotificationChoice.UNDECIDED:
            names = set()
        assert told(replace(WHOLE, decisions=Decisions(notification=each))) == dict.fromkeys(names, Clash.EMPTY)


def test_an_empty_case_has_no_faults():
    assert faults(Case(edition="2026.1"), TODAY) == ()


@case_sizes
def test_every_fault_stands_once_at_a_field_in_the_order_of_fields_and_can_be_mended(examples):
    order = [leaf.path for leaf in PART_LEAVES]

    def check(drawn):
        case, today = drawn
        found = [fault.path for fault in faults(case, today)]
        assert len(set(found)) == len(found)
        assert found == sorted(found, key=order.index)
        assert all(value_at(case, path) is not None for path in found)
        assert faults(without_faults(case, today), today) == ()

    for_all(examples, st.tuples(cases((*Age, None)), st.none() | st.just(TODAY)), check)


@settings(deadline=None, max_examples=40)
@given(cases((*Age, None)), st.integers(0, 3000))
@example(replace(Case(edition="2026.1", age=Age.ADULT), agreement=AGREED, person=Person(birth_date="1907")), 769)
def test_a_case_without_faults_has_none_later(case, later):
    """But for a child that grows up, and for somebody who would be older than anybody ever was."""
    case = without_faults(case, TODAY)
    assume(case.age is not Age.CHILD)
    found = faults(case, TODAY + timedelta(days=later))
    assert {fault.clash for fault in found} <= {Clash.TOO_OLD}


@pytest.mark.parametrize(
    ("came", "decided", "after"),
    [
        ("2026-10-25T02:50", "2026-10-25T02:45+02:00", True),  # an hour that exists twice: both readings are later
        ("2026-10-25T02:30", "2026-10-25T02:15+01:00", True),
        ("2026-10-25T02:30", "2026-10-25T02:45+02:00", False),
        ("2026-10-25T02:45", "2026-10-25T02:30", True),
        ("2026-10-25T02:30", "2026-10-25T02:45", False),
        ("2026-10-25T02:15+01:00", "2026-10-25T02:45+02:00", True),
        ("2026-10-25T02:45+02:00", "2026-10-25T02:15+01:00", False),
        ("2026-11-28T00:30+02:00", "2026-11-27T23:30", True),
        ("2026-11-27T23:30-05:00", "2026-11-28T05:31", False),
    ],
)
def test_what_came_first_is_told_by_the_instant_and_by_the_clocks_as_read_where_an_hour_exists_twice(
    came, decided, after
):
    assert since(came, decided, otherwise=not after) is after


def test_what_is_no_moment_came_neither_before_nor_after():
    for otherwise in (True, False):
        assert since("unknown", "2026-11-28T05:31", otherwise=otherwise) is otherwise
        assert since("2026-11-28T05:31", "", otherwise=otherwise) is otherwise
