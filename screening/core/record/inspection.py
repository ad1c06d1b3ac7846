"""One inspection with several persons, numbered and without names: what is carried over, what repeats."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from screening.core.instrument.catalogue import Catalogue, Indicator
from screening.core.record.case import Case, Context, Safety, Site

MOST_PERSONS = 15
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Repeated:
    """An indicator present with several persons of a site; it never says with which."""

    indicator: Indicator
    persons: int


def next_person(case: Case, site: Site) -> Case:
    """Return an empty case of the same inspection: who asks and where are carried over, nothing about the person is.

    The words on where may have come in a file, so whose it was is carried over with them.
    """
    here = case.context
    return replace(
        Case(edition=case.edition),
        context=Context(
            profession=here.profession,
            setting=here.setting,
            exploited_in=here.exploited_in,
            form_unsure=here.form_unsure,
            sector=here.sector,
            country=here.country,
            region=here.region,
        ),
        safety=Safety(voivodeship=case.safety.voivodeship, place=case.safety.place),
        forms=case.forms,
        referrer=case.referrer,
        site=site,
        for_referral=case.for_referral,
        came_from=case.came_from,
    )


def repeats(catalogue: Catalogue, cases: Iterable[Case]) -> tuple[Repeated, ...]:
    """Return the indicators present with at least two persons, most frequent first, then in catalogue order."""
    counted = Counter(id_ for case in cases for id_ in case.replies if case.is_yes(id_))
    found = [Repeated(row, counted[row.id]) for row in catalogue.indicators.values() if counted[row.id] >= FEWEST]
    return tuple(sorted(found, key=lambda each: -each.persons))
