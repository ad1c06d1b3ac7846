"""The field triage: twelve items to begin with, and what the other lists of the same talk hold."""

from screening.core.instrument.catalogue import Catalogue, Profile
from screening.core.rules.questions import WEIGHT_ORDER

ITEMS = 12


def _ranked(catalogue: Catalogue, profiles: tuple[Profile, ...]) -> tuple[str, ...]:
    """All triage items of these profiles, the strongest first, signs after the indicators."""
    best: dict[str, tuple[int, int]] = {}
    for profile in profiles:
        for position, id_ in enumerate(profile.triage):
            row = catalogue.indicators.get(id_)
            weight = row.weight_in(profile.id) if row else None
            place = (WEIGHT_ORDER[weight] if weight else len(WEIGHT_ORDER), position)
            best[id_] = min(place, best.get(id_, place))
    return tuple(sorted(best, key=best.__getitem__))


def triage(catalogue: Catalogue, profiles: tuple[Profile, ...]) -> tuple[str, ...]:
    """Return the ids of the triage items of these profiles, indicators and signs; no more than twelve.

    One profile: its own list. Several: the strongest twelve of the union, signs after the indicators.
    (docs/rules.md: The path of a case)
    """
    return profiles[0].triage if len(profiles) == 1 else _ranked(catalogue, profiles)[:ITEMS]


def rest(catalogue: Catalogue, profiles: tuple[Profile, ...]) -> tuple[str, ...]:
    """Return the ids of the items shown under "more": with several profiles, those that are not among the strongest
    twelve.
    """
    return () if len(profiles) == 1 else _ranked(catalogue, profiles)[ITEMS:]
