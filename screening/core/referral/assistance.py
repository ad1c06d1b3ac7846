"""The routes of help that fit a person's status; information for the officer, never a condition."""

from enum import StrEnum

from screening.core.instrument.vocabulary import Citizenship, ExploitationPlace
from screening.core.record.case import Case
from screening.core.record.vocabulary import Papers, Stay


class Route(StrEnum):
    """A route of help; several may fit one person.

    POLAND and RETURNED are for citizens of Poland, RETURNED for those exploited abroad. NO_PAPERS is for every doubt
    about papers or stay. TRANSIT and PLANNED are for exploitation that has not begun: on the way, or only planned.
    """

    CHILD = "child"
    POLAND = "poland"
    RETURNED = "returned"
    EU = "eu"
    THIRD_COUNTRY = "third_country"
    ASYLUM = "asylum"
    TEMPORARY_PROTECTION = "temporary_protection"
    NO_PAPERS = "no_papers"
    UNKNOWN = "unknown"
    TRANSIT = "transit"
    PLANNED = "planned"


def _by_citizenship(case: Case) -> Route:
    if case.context.citizenship is Citizenship.POLAND:
        return Route.RETURNED if ExploitationPlace.ABROAD in case.context.exploited_in else Route.POLAND
    if case.context.citizenship is Citizenship.EU:
        return Route.EU
    return Route.UNKNOWN if case.context.citizenship in (None, Citizenship.UNKNOWN) else Route.THIRD_COUNTRY


def routes(case: Case) -> tuple[Route, ...]:
    """Return the routes that fit a case, CHILD first; the one of the citizenship is always among them."""
    found = [Route.CHILD] if case.child_or_in_doubt else []
    found.append(_by_citizenship(case))
    if case.status.stay is Stay.ASYLUM:
        found.append(Route.ASYLUM)
    if case.status.stay is Stay.TEMPORARY_PROTECTION:
        found.append(Route.TEMPORARY_PROTECTION)
    if case.status.stay is Stay.TO_BE_CLEARED or case.status.papers in (Papers.TAKEN, Papers.NONE):
        found.append(Route.NO_PAPERS)
    if case.not_begun:
        on_the_way = ExploitationPlace.TRANSIT in case.context.exploited_in
        found.append(Route.TRANSIT if on_the_way else Route.PLANNED)
    return tuple(found)
