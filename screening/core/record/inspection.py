"""One inspection with several persons, numbered and without names: what is carried over, what repeats."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from screening.core.instrument.catalogue import Catalogue, Indicator
from screening.core.instrument.vocabulary import Age
from screening.core.record.case import Case, Context, Safety, Site
from screening.core.record.fields import texts
from screening.core.record.imported import HERE

MOST_PERSONS = 15
FEWEST = 2  # persons with whom an indicator must be present to be called repeated
# The parts of a case of which `next_person` carries over texts on the place.
CARRIED = ("context", "safety")


@dataclass(frozen=True, slots=True)
class Repeated:
    """An indicator present with several persons of a site; it never says with which."""

    indicator: Indicator
    persons: int


def next_person(case: Case, site: Site, edition: str, age: Age | None = None) -> Case:
    """Return a new case of the same inspection, begun under this edition, for a person of whom only the age is known.

    Who calls, where, and what is suspected there are carried over; nothing about the person of `case` is, and nothing
    that KCIK was asked for.

    The texts on the place may have come in a file, so `came_from` is carried over with them; where there are none,
    nothing of the new case came in a file, and it is empty.
    """
    here = case.context
    made = replace(
        Case(edition=edition, age=age),
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
        intended=case.intended,
        referrer=replace(case.referrer, kind=None, urgency=None),
        site=site,
        for_referral=case.for_referral,
    )
    before = (leaf.name for leaf in HERE if leaf.name in case.said_before and leaf.of(made))
    made = replace(made, said_before=frozenset(before))
    return replace(made, came_from=case.came_from if _may_be_theirs(made) else "")


def _may_be_theirs(case: Case) -> bool:
    """Whether a text that was carried over may be that of a file's sender: each may but those answered here."""
    written = (leaf for leaf in texts(Case) if leaf.path[0] in CARRIED and leaf.of(case))
    return any(not leaf.facts.here or leaf.name in case.said_before for leaf in written)


def repeats(catalogue: Catalogue, cases: Iterable[Case]) -> tuple[Repeated, ...]:
    """Return the indicators present with at least two persons, most frequent first, then in catalogue order."""
    counted = Counter(id_ for case in cases for id_ in case.replies if case.is_yes(id_))
    found = [Repeated(row, counted[row.id]) for row in catalogue.indicators.values() if counted[row.id] >= FEWEST]
    return tuple(sorted(found, key=lambda each: -each.persons))
