"""The five places of a case: how far each is, and where a back link leads. Both follow from the table of pages."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from screening.core.instrument.catalogue import Catalogue
from screening.core.journey import (
    ASKS,
    OPENING,
    PAGES,
    PLACE_OF,
    Page,
    Place,
    Step,
    hub_is_open,
    is_saved,
    opening,
    steps,
    where_to_go_on,
)
from screening.core.record.case import Case
from screening.core.record.filled_in import filled_in
from screening.core.referral.completeness import gaps

# The main page of a place is the first of its pages. The table is read from its end, for the last value of a key stays.
MAIN: Mapping[Place, Page] = {each.place: each.page for each in reversed(PAGES)}
# The place where a field is asked first; a few are asked in two.
_FIRST_IN: Mapping[str, Place] = {name: PLACE_OF[page] for page in reversed(tuple(ASKS)) for name in ASKS[page]}


class PlaceState(StrEnum):
    """How far a place is."""

    DONE = "done"
    OPEN = "open"
    NOT_BEGUN = "not_begun"


@dataclass(frozen=True, slots=True)
class PlaceNow:
    """A place of a case as it is now. `step_id`: the page to open, empty while none is; `left`: how much is to do."""

    place: Place
    step_id: str
    state: PlaceState
    left: int


def _holds_something(case: Case, place: Place) -> bool:
    """Whether the record has an answer to what a place asks first; the details of the own unit fill themselves in."""
    return any(_FIRST_IN.get(leaf.name) is place and not leaf.facts.of_unit for leaf in filled_in(case))


def _is_begun(case: Case, place: Place, saved: frozenset[Page], *, hub_open: bool) -> bool:
    """Whether something was saved in a place here, or came with the quick check or a file."""
    if any(PLACE_OF[page] is place for page in saved):
        return True
    if place is Place.RESULT:
        return hub_open
    return _holds_something(case, place) or (place is Place.TALK and bool(case.replies))


def _leads_to(case: Case, place: Place, next_page: Page, *, hub_open: bool) -> str:
    """The page where work in a place goes on: in the opening the first that was not saved, else its main page."""
    if PLACE_OF[next_page] is place and next_page in OPENING:
        return next_page
    waits = (place is Place.TALK and not case.for_referral) or place is Place.RESULT
    return "" if waits and not hub_open else MAIN[place]


def places(catalogue: Catalogue, case: Case) -> tuple[PlaceNow, ...]:
    """Return the five places in their order. `left` counts what KCIK asks back there and, until the overview is open,
    the pages of the opening that were never saved.

    The result is done as soon as the overview is open: nobody fills it in.
    """
    hub_open, next_page = hub_is_open(catalogue, case), where_to_go_on(catalogue, case).page
    saved = frozenset(step.page for step in steps(catalogue, case) if is_saved(case, step))
    left = Counter(PLACE_OF[gap.page] for gap in gaps(case))
    if not (hub_open or case.for_referral):
        left.update(PLACE_OF[step.page] for step in opening(catalogue, case) if step.page not in saved)
    left[Place.RESULT] = 0
    found: list[PlaceNow] = []
    for place in Place:
        begun = _is_begun(case, place, saved, hub_open=hub_open)
        state = PlaceState.NOT_BEGUN if not begun else PlaceState.OPEN if left[place] else PlaceState.DONE
        leads_to = _leads_to(case, place, next_page, hub_open=hub_open)
        found.append(PlaceNow(place, leads_to, state, left[place] if begun else 0))
    return tuple(found)


def page_in_dimension(catalogue: Catalogue, case: Case, step: Step) -> tuple[int, int]:
    """Return which page of its dimension a page is, counted from 1, and how many there are; (1, 1) for all others."""
    if step.page is not Page.DIMENSION:
        return 1, 1
    pages = [each.id for each in steps(catalogue, case) if (each.page, each.dimension) == (step.page, step.dimension)]
    return pages.index(step.id) + 1, len(pages)


def step_back(catalogue: Catalogue, case: Case, step: Step) -> Step | None:
    """Return the page to which the back link of a page leads; None where it leads out of the case.

    Through the opening and through a dimension it leads to the page before, else to the main page of the place, and
    from there to the place before. In a referral without a talk everything leads to the task list.
    """
    here, tasks = steps(catalogue, case), Step(MAIN[Place.REFERRAL], MAIN[Place.REFERRAL])
    main = MAIN[PLACE_OF[step.page]]
    if case.for_referral and (step.page in OPENING or step.page is Page.OVERVIEW):
        return tasks
    if step.page in (*OPENING, Page.OVERVIEW):
        # Looked up by its page: an answer given on the overview is a step with items, which is not in `here`.
        position = [each.page for each in here].index(step.page)
        return here[position - 1] if position else None
    if step.page is Page.DIMENSION and here[here.index(step) - 1].dimension is step.dimension:
        return here[here.index(step) - 1]
    if step.page is Page.SHORT:
        return Step(Page.SITE, Page.SITE)
    if step.page is Page.OUTSIDE:
        return Step(Page.ANSWERS, Page.ANSWERS)
    if step.page is Page.DOCUMENTS:
        return tasks
    if step.page is not main and not (main is Page.OVERVIEW and not hub_is_open(catalogue, case)):
        return Step(main, main)
    if step.page is Page.REFERRAL and not case.for_referral and hub_is_open(catalogue, case):
        return Step(Page.OVERVIEW, Page.OVERVIEW)
    if case.for_referral:
        return None if step.page is Page.REFERRAL else tasks
    return where_to_go_on(catalogue, case)
