"""What contradicts itself on one page of a referral. Asked when it is written down, never of a file.

A file may have been right when it was made: since then a birthday or the end of a safe hour may have passed.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum

from screening.core.instrument.vocabulary import Age
from screening.core.record.birth import OFF_BY, Years, about, ages_on, apart
from screening.core.record.case import Case
from screening.core.record.imported import COURT
from screening.core.record.vocabulary import AgeBand, NotificationChoice, YesNoUnknown
from screening.core.referral.consistency import is_ahead, is_over

# What is written down as done was done by now. A time is written to the minute, and filling in a page takes a few.
AHEAD_ALLOWED = timedelta(minutes=5)
# From these years on nobody takes a grown-up for a child: far above 18, since papers may be forged and looks deceive.
NOBODY_DOUBTS = 30


class Contradiction(StrEnum):
    """Why two fields contradict each other."""

    BAND_BORN = "band_born"
    ABOUT_BORN = "about_born"
    ABOUT_BAND = "about_band"
    PAST = "past"
    AHEAD = "ahead"
    NOBODY = "nobody"
    MORE_CHILDREN = "more_children"
    NO_DOUBT = "no_doubt"
    NOTIFIED_NOBODY = "notified_nobody"
    COURT_ALONE = "court_alone"
    NOTIFIED_AFTER_ALL = "notified_after_all"


def _years(band: AgeBand) -> Years:
    """The youngest and the oldest years of somebody in a band, a year more or less; "60+" has no end."""
    first, _, last = band.value.rstrip("+").partition("-")
    return int(first) - OFF_BY, int(last) + OFF_BY if last else 200


def _ages(case: Case, today: date) -> Iterator[tuple[tuple[str, ...], Contradiction]]:
    """Band, guessed age and birth date of one person against each other; the two first are estimates."""
    person = case.person
    band = _years(person.age_band) if person.age_band not in (None, AgeBand.UNKNOWN) else None
    said = about(person.age_about) if person.age_about is not None else None
    born = ages_on(person.birth_date, today)
    if band and born and apart(band, born):
        yield ("person", "age_band"), Contradiction.BAND_BORN
    if said and born and apart(said, born):
        yield ("person", "age_about"), Contradiction.ABOUT_BORN
    elif said and band and apart(said, band):
        yield ("person", "age_about"), Contradiction.ABOUT_BAND


def _beyond_doubt(case: Case, today: date) -> Iterator[tuple[tuple[str, ...], Contradiction]]:
    """Yield what says that a person whose age group is in doubt is 30 or older.

    The age group itself is never named: its page also records danger, and must be saved whatever another page says.
    """
    person = case.person
    said = {
        "age_band": _years(person.age_band) if person.age_band not in (None, AgeBand.UNKNOWN) else None,
        "age_about": about(person.age_about) if person.age_about is not None else None,
        "birth_date": ages_on(person.birth_date, today),
    }
    grown = [name for name, years in said.items() if years and years[0] >= NOBODY_DOUBTS]
    if case.age is Age.UNCERTAIN and grown:
        yield from ((("person", name), Contradiction.NO_DOUBT) for name in grown)


def _not_notified(case: Case) -> Iterator[str]:
    """Yield each answer that somebody was not notified, where the decision or a tick says the opposite.

    Papers follow the decision and the tick, so the answer would be lost without a word.
    """
    decided, done = case.decisions.notification, case.done
    made = decided is not None and decided.choice is NotificationChoice.DONE
    named = decided.to if decided and made else frozenset()
    if done.notified is YesNoUnknown.NO and made and named != COURT:
        yield "notified"
    if done.family_court is YesNoUnknown.NO and COURT & (named | done.notified_bodies):
        yield "family_court"


def contradictions(case: Case, now: datetime, today: date) -> Iterator[tuple[tuple[str, ...], Contradiction]]:
    """Yield each field that contradicts another, by the names on the way to it, and why.

    `now` carries the zone in which hours without an offset were written, `today` is its day there.
    """
    safety, done = case.safety, case.done
    if safety.persons == 0:
        yield ("safety", "persons"), Contradiction.NOBODY
    if is_over(safety.safe_until, now) and "safety.safe_until" not in case.said_before:
        yield ("safety", "safe_until"), Contradiction.PAST
    if safety.others is not None and (safety.others_children or 0) > safety.others:
        yield ("safety", "others_children"), Contradiction.MORE_CHILDREN
    for name in ("notified_at", "kcik_called_at"):
        if f"done.{name}" not in case.said_before and is_ahead(getattr(done, name), now, AHEAD_ALLOWED):
            yield ("done", name), Contradiction.AHEAD
    yield from _ages(case, today)
    yield from _beyond_doubt(case, today)
    if done.notified is YesNoUnknown.NO:
        bodies = done.notified_bodies - COURT
        said = {"notified_bodies": bodies, "notified_who": done.notified_who, "notified_at": done.notified_at}
        yield from ((("done", name), Contradiction.NOTIFIED_NOBODY) for name, value in said.items() if value)
    if done.notified is YesNoUnknown.YES and done.notified_bodies == COURT:
        yield ("done", "notified_bodies"), Contradiction.COURT_ALONE
    yield from ((("done", name), Contradiction.NOTIFIED_AFTER_ALL) for name in _not_notified(case))
