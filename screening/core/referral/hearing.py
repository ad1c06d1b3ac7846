"""Who hears a child in a criminal case: under 15 always a court, older a court only where it is asked for."""

from datetime import date

from screening.core.record.birth import about, ages_on
from screening.core.record.case import Case
from screening.core.record.vocabulary import AgeBand

HEARD_BY_COURT_UNTIL = 15  # art. 185a k.p.k.
YOUNGER = frozenset({AgeBand.UNDER_7, AgeBand.UNDER_13})


def surely_under_15(case: Case, today: date | None) -> bool:
    """Return whether everything that is known of the age says under 15; False where nothing is known.

    A birth date decides alone, for the age in years and the age band are estimates. Without `today` it is not read.
    """
    person, under_15 = case.person, []
    if today and (born := ages_on(person.birth_date, today)):
        return born[1] < HEARD_BY_COURT_UNTIL
    if person.age_about is not None:
        under_15.append(about(person.age_about)[1] < HEARD_BY_COURT_UNTIL)
    if person.age_band not in (None, AgeBand.UNKNOWN):
        under_15.append(person.age_band in YOUNGER)
    return bool(under_15) and all(under_15)
