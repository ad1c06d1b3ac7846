"""What contradicts itself on one page of a referral. Asked when it is written down, never of a file.

A file may have been right when it was made: since then a birthday or the end of a safe hour may have passed.
"""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from screening.core.case import Case
from screening.core.consistency import age_on, day_of
from screening.core.referral_terms import AgeBand, Known


class Contradiction(StrEnum):
    """Why a field cannot stand beside another."""

    BAND_BORN = "band_born"
    PAST = "past"
    NOBODY = "nobody"
    MORE_CHILDREN = "more_children"
    NOTIFIED_NOBODY = "notified_nobody"


def _years(band: AgeBand) -> range:
    """The full years of a band; "60+" has no end."""
    first, _, last = band.value.rstrip("+").partition("-")
    return range(int(first), int(last) + 1 if last else 200)


def _band_against_birth(case: Case, now: datetime) -> bool:
    """A year more or less is no contradiction: a band is an estimate."""
    band, born = case.person.age_band, day_of(case.person.birth_date)
    if band is None or born is None or born > now.date():
        return False
    years, fits = age_on(born, now.date()), _years(band)
    return not fits.start - 1 <= years <= fits.stop


def _over(text: str, now: datetime) -> bool:
    """Whether a moment, by the clocks of this place unless it says otherwise, lies before now."""
    if day_of(text, time=True) is None:
        return False
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)) < now


def contradictions(case: Case, now: datetime) -> Iterator[tuple[tuple[str, ...], Contradiction]]:
    """Each field that contradicts another, by the names on the way to it, and why."""
    safety, done = case.safety, case.done
    if safety.persons == 0:
        yield ("safety", "persons"), Contradiction.NOBODY
    if _over(safety.safe_until, now):
        yield ("safety", "safe_until"), Contradiction.PAST
    if safety.others is not None and (safety.others_children or 0) > safety.others:
        yield ("safety", "others_children"), Contradiction.MORE_CHILDREN
    if _band_against_birth(case, now):
        yield ("person", "age_band"), Contradiction.BAND_BORN
    if done.notified is Known.NO and done.notified_bodies:
        yield ("done", "notified_bodies"), Contradiction.NOTIFIED_NOBODY
