"""What contradicts itself on one page of a referral. Asked when it is written down, never of a file.

A file may have been right when it was made: since then a birthday or the end of a safe hour may have passed.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
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


def _band_against_birth(case: Case, today: date) -> bool:
    """A year more or less is no contradiction: a band is an estimate."""
    band, born = case.person.age_band, day_of(case.person.birth_date)
    if band in (None, AgeBand.UNKNOWN) or born is None or born > today:
        return False
    years, fits = age_on(born, today), _years(band)
    return not fits.start - 1 <= years <= fits.stop


def _over(text: str, now: datetime) -> bool:
    """Whether a moment, by the clocks of `now` unless it says otherwise, lies before now.

    An hour that exists twice, or not at all, is over only when its later reading is.
    """
    if day_of(text, time=True) is None:
        return False
    written = datetime.fromisoformat(text)
    moment = written if written.tzinfo else written.replace(tzinfo=now.tzinfo)
    return all(moment.replace(fold=fold) < now.astimezone(UTC) for fold in (0, 1))


def contradictions(case: Case, now: datetime, today: date) -> Iterator[tuple[tuple[str, ...], Contradiction]]:
    """Each field that contradicts another, by the names on the way to it, and why.

    `now` carries the zone in which hours without an offset were written, `today` is its day there.
    """
    safety, done = case.safety, case.done
    if safety.persons == 0:
        yield ("safety", "persons"), Contradiction.NOBODY
    if _over(safety.safe_until, now):
        yield ("safety", "safe_until"), Contradiction.PAST
    if safety.others is not None and (safety.others_children or 0) > safety.others:
        yield ("safety", "others_children"), Contradiction.MORE_CHILDREN
    if _band_against_birth(case, today):
        yield ("person", "age_band"), Contradiction.BAND_BORN
    if done.notified is Known.NO and done.notified_bodies:
        yield ("done", "notified_bodies"), Contradiction.NOTIFIED_NOBODY
