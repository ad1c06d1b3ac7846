"""What cannot be true in a referral: dates in the future, an age against the birth date, a name nobody agreed to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from screening.core.instrument.vocabulary import Age
from screening.core.record.birth import MAJORITY, OLDEST_AGE, about, age_on, ages_on, born_between
from screening.core.record.case import Case
from screening.core.record.fields import leaves
from screening.core.record.moments import POLAND
from screening.core.record.text_kinds import DAY, MOMENT, Dated
from screening.core.record.vocabulary import AgeBand, Certificate, ContactAgreement, NameAgreement, NotificationChoice
from screening.core.referral.identity import IDENTITY, may_be_named

OLDEST = date(1900, 1, 1)
LONGEST_LIFE = timedelta(days=30)  # no case, and no file that is passed on, is in use for longer
# By how much a moment may be later than today: the clock or the zone of another machine may be ahead.
TOLERANCE = timedelta(days=1)
# The place of each field in the record.
ORDER = {leaf.path: number for number, leaf in enumerate(leaves(Case))}


class Clash(StrEnum):
    """Why the value of a field is refused."""

    NOT_A_DATE = "not_a_date"
    FUTURE = "future"
    TOO_OLD = "too_old"
    NOT_AGREED = "not_agreed"
    ADULT_BORN_AS_CHILD = "adult_born_as_child"
    CHILD_BORN_AS_ADULT = "child_born_as_adult"
    MAYBE_CHILD = "maybe_child"
    BAND = "band"
    NOT_ISSUED = "not_issued"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class RecordFault:
    """A field, by the names on the way to it, and what clashes."""

    path: tuple[str, ...]
    clash: Clash


def day_of(text: str, *, time: bool = False) -> date | None:
    """Return the day of an ISO date, or of a date and minute; None if it is not written so."""
    try:
        written = re.match(MOMENT if time else DAY, text, re.ASCII)
        return datetime.fromisoformat(text).date() if written else None
    except ValueError:
        return None


def readings(text: str) -> tuple[datetime, ...]:
    """Return the two instants that a moment may mean, by the clocks of Poland without an offset; none for other texts.

    They differ only for an hour that exists twice, or not at all, when the clocks change.
    """
    if day_of(text, time=True) is None:
        return ()
    written = datetime.fromisoformat(text)
    moment = written if written.tzinfo else written.replace(tzinfo=POLAND)
    return tuple(moment.replace(fold=fold) for fold in (0, 1))


def is_over(text: str, now: datetime) -> bool:
    """Return whether a moment is in the past, whichever of its readings is meant."""
    found = readings(text)
    return bool(found) and all(each < now.astimezone(UTC) for each in found)


def is_ahead(text: str, now: datetime, by: timedelta) -> bool:
    """Return whether a moment is later than now by more than `by`, whichever of its readings is meant."""
    found, latest = readings(text), now.astimezone(UTC) + by
    return bool(found) and all(each > latest for each in found)


def since(moment: str, decided_at: str, *, otherwise: bool) -> bool:
    """Return whether a moment came after a decision or in the same minute, whatever offset each is written with.

    Where an hour that exists twice leaves the order open, the times are compared as the clocks of Poland showed them.
    `otherwise` is returned where one of the two is not known to the minute.
    """
    came, decided = readings(moment), readings(decided_at)
    if not (came and decided):
        return otherwise
    orders = {one >= other for one in came for other in decided}
    if len(orders) == 1:
        return orders.pop()
    # Two times of one zone are compared as they are read.
    return came[0].astimezone(POLAND) >= decided[0].astimezone(POLAND)


def _date_fault(text: str, today: date | None, mark: Dated) -> Clash | None:
    if mark.partial:
        return _birth_fault(text, today)
    day = day_of(text, time=mark.time)
    if day is None:
        return Clash.NOT_A_DATE
    if today and not mark.ahead and day > (today + TOLERANCE if mark.time else today):
        return Clash.FUTURE
    return Clash.TOO_OLD if day < OLDEST else None


def _birth_fault(text: str, today: date | None) -> Clash | None:
    span = born_between(text)
    if span is None:
        return Clash.NOT_A_DATE
    first, last = span
    if today and first > today:
        return Clash.FUTURE
    too_old = last < OLDEST or (today is not None and age_on(min(last, today), today) > OLDEST_AGE)
    return Clash.TOO_OLD if too_old else None


def _born_fault(case: Case, today: date | None) -> Clash | None:
    """How the age group clashes with the birth date, or None: who may be under 18 by it is not an adult for sure."""
    years = ages_on(case.person.birth_date, today) if today else None
    if years is None:
        return None
    youngest, oldest = years
    if case.age is Age.ADULT and youngest < MAJORITY:
        return Clash.MAYBE_CHILD if oldest >= MAJORITY else Clash.ADULT_BORN_AS_CHILD
    if case.age is Age.CHILD and youngest >= MAJORITY:
        return Clash.CHILD_BORN_AS_ADULT
    return None


def has_come_of_age(case: Case, today: date | None) -> bool:
    """Return whether somebody recorded as a child is 18 or older by the birth date."""
    years = ages_on(case.person.birth_date, today) if today else None
    return case.age is Age.CHILD and years is not None and years[0] >= MAJORITY


def may_have_been_right(case: Case, today: date) -> bool:
    """Return whether the group "child" may have been right when the case was written, LONGEST_LIFE ago at most.

    False also where the person refused: an adult would then be named only because the case still says child.
    """
    before, agreement = ages_on(case.person.birth_date, today - LONGEST_LIFE), case.agreement
    was_a_child = before is not None and before[0] < MAJORITY
    agrees = agreement.contact not in (ContactAgreement.NO, ContactAgreement.UNABLE)
    return was_a_child and agrees and agreement.share_name is not NameAgreement.NO


def _against_band(case: Case) -> bool:
    band = case.person.age_band
    if band is None or band is AgeBand.UNKNOWN:
        return False
    return (case.age is Age.ADULT and band.minor) or (case.age is Age.CHILD and not band.minor)


def _about_fault(case: Case) -> Clash | None:
    """How the age group clashes with an age that was said or guessed, or None."""
    if case.person.age_about is None:
        return None
    youngest, _ = about(case.person.age_about)
    if case.age is Age.ADULT and youngest < MAJORITY:
        return Clash.MAYBE_CHILD
    return Clash.BAND if case.age is Age.CHILD and youngest >= MAJORITY else None


def against_age(case: Case, today: date | None) -> Iterator[RecordFault]:
    """Yield each recorded age that clashes with the age group, also a birth date that may not be kept."""
    if clash := _born_fault(case, today):
        yield RecordFault(("person", "birth_date"), clash)
    if clash := _about_fault(case):
        yield RecordFault(("person", "age_about"), clash)
    if _against_band(case):
        yield RecordFault(("person", "age_band"), Clash.BAND)


def with_age_said(case: Case) -> Case:
    """Return the case with the age group that follows from age band or age in years, where nobody chose a group.

    Whoever is under 18 by one of these is a child, and whoever may be is of an age in doubt; nobody becomes an adult.
    """
    band, years = case.person.age_band, case.person.age_about
    minor = band is not None and band.minor
    youngest, oldest = about(years) if years is not None else (MAJORITY, MAJORITY)
    if case.age is not None or not (minor or youngest < MAJORITY):
        return case
    return replace(case, age=Age.CHILD if minor or oldest < MAJORITY else Age.UNCERTAIN)


def _empty_in_decisions(case: Case) -> Iterator[tuple[str, ...]]:
    """Yield the paths of what a decision lacks: its reason, who took it (docs/rules.md: What must always hold)."""
    kcik, notification = case.decisions.kcik, case.decisions.notification
    for name in ("reason", "decided_by"):
        if kcik and not getattr(kcik, name).strip():
            yield ("decisions", "kcik", name)
        if (
            notification
            and notification.choice is not NotificationChoice.UNDECIDED
            and not getattr(notification, name).strip()
        ):
            yield ("decisions", "notification", name)


def faults(case: Case, today: date | None) -> tuple[RecordFault, ...]:
    """Return every clash of a case on this day, in the order of its fields; a field has one at most.

    If `today` is None, no date is compared with it.
    """
    found: dict[tuple[str, ...], Clash] = {}
    for leaf in leaves(Case):
        mark, text = leaf.mark, leaf.of(case)
        if isinstance(mark, Dated) and text and (clash := _date_fault(text, today, mark)):
            found[leaf.path] = clash
    if not may_be_named(case):
        found |= {leaf.path: Clash.NOT_AGREED for leaf in IDENTITY if leaf.of(case)}
    for fault in against_age(case, today):
        found.setdefault(fault.path, fault.clash)
    if case.status.certificate_on and case.status.certificate is not Certificate.ISSUED:
        found.setdefault(("status", "certificate_on"), Clash.NOT_ISSUED)
    found |= dict.fromkeys(_empty_in_decisions(case), Clash.EMPTY)
    return tuple(RecordFault(path, found[path]) for path in sorted(found, key=ORDER.__getitem__))
