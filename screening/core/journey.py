"""The pages of a case (`steps`), computed from its answers and never stored, and the fields that each page asks."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import ceil

from screening.core.instrument.catalogue import Catalogue, Profile
from screening.core.instrument.vocabulary import DimensionId
from screening.core.record.case import Case
from screening.core.record.fields import Part, paths
from screening.core.record.quick_check import SAFETY_QUESTIONS
from screening.core.rules.assessment import profiles_of
from screening.core.rules.outside import outside
from screening.core.rules.triage import triage

ROWS_PER_PAGE = 8


class NotInATable(Exception):
    """A field is missing from one of the two tables that need it; the message is one sentence for a programmer."""


class Page(StrEnum):
    """The kinds of page; a dimension may take several pages."""

    SAFETY = "safety"
    TALK = "talk"
    TRIAGE = "triage"
    SHORT = "short"
    OVERVIEW = "overview"
    DIMENSION = "dimension"
    OUTSIDE = "outside"
    ACTS = "acts"
    ANSWERS = "answers"
    DECISION = "decision"
    REFERRAL = "referral"
    CALL = "call"
    PLACE = "place"
    FACTS = "facts"
    AGREEMENT = "agreement"
    PERSON = "person"
    NEEDS = "needs"
    STATUS = "status"
    DONE = "done"
    HANDOVER = "handover"
    DOCUMENTS = "documents"
    SITE = "site"
    FINISH = "finish"


class Stage(StrEnum):
    """The part of the path that a page belongs to: the opening goes in order, the last two are open at any time.

    The short page asks the opening of a further person of an inspection on one page.
    """

    OPENING = "opening"
    SHORT = "short"
    HUB = "hub"
    INDICATORS = "indicators"
    FROM_THE_HUB = "from_the_hub"
    REFERRAL = "referral"
    REST = "rest"


class Place(StrEnum):
    """The five named places of a case, in the order of the work; each page belongs to one."""

    PERSON = "person"
    TALK = "talk"
    RESULT = "result"
    REFERRAL = "referral"
    PAPERS = "papers"


class TaskGroup(StrEnum):
    """The groups of the task list of a referral."""

    TALK = "talk"
    NEEDS = "needs"
    END = "end"


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page of a case; its title is in `screening/wording/program.py`.

    `place`: the place to which it belongs; the first page of a place is its main one. `group`: its group on the task
    list. `has_gaps`: KCIK may ask back for what it asks. `on_overview`: the overview lists it. `depends`: the parts of
    the case on which its form depends; None means the whole case.
    """

    page: Page
    stage: Stage
    place: Place
    group: TaskGroup | None = None
    has_gaps: bool = True
    on_overview: bool = False
    depends: tuple[Part, ...] | None = None


# What the pages with indicators depend on.
ON_INDICATORS = (Part.AGE, Part.FORMS, Part.SAFETY, Part.PROFESSION)
PAGES = (
    # An age that is changed may erase a name that nobody agreed to.
    PageSpec(Page.SAFETY, Stage.OPENING, Place.PERSON, TaskGroup.TALK, on_overview=True, depends=(Part.AGREEMENT,)),
    PageSpec(
        Page.TALK, Stage.OPENING, Place.TALK, TaskGroup.TALK, on_overview=True, depends=(Part.AGE, Part.PROFESSION)
    ),
    PageSpec(Page.TRIAGE, Stage.OPENING, Place.TALK, TaskGroup.TALK, depends=ON_INDICATORS),
    PageSpec(Page.SHORT, Stage.SHORT, Place.TALK, depends=(Part.AGE, Part.FORMS, Part.PROFESSION)),
    PageSpec(Page.OVERVIEW, Stage.HUB, Place.RESULT, depends=ON_INDICATORS),
    PageSpec(Page.DIMENSION, Stage.INDICATORS, Place.RESULT, depends=ON_INDICATORS),
    PageSpec(Page.OUTSIDE, Stage.INDICATORS, Place.RESULT, depends=ON_INDICATORS),
    PageSpec(
        Page.ACTS, Stage.FROM_THE_HUB, Place.RESULT, TaskGroup.TALK, on_overview=True, depends=(Part.AGE, Part.FORMS)
    ),
    PageSpec(Page.ANSWERS, Stage.FROM_THE_HUB, Place.RESULT, on_overview=True),
    PageSpec(Page.REFERRAL, Stage.REST, Place.REFERRAL, on_overview=True),
    PageSpec(Page.CALL, Stage.REFERRAL, Place.REFERRAL, TaskGroup.NEEDS, depends=(Part.PROFESSION,)),
    PageSpec(Page.PLACE, Stage.REFERRAL, Place.REFERRAL, TaskGroup.NEEDS, depends=()),
    PageSpec(Page.FACTS, Stage.REFERRAL, Place.REFERRAL, TaskGroup.NEEDS, depends=()),
    PageSpec(Page.AGREEMENT, Stage.REFERRAL, Place.REFERRAL, TaskGroup.NEEDS),
    PageSpec(Page.PERSON, Stage.REFERRAL, Place.REFERRAL, TaskGroup.NEEDS, depends=(Part.AGE, Part.AGREEMENT)),
    PageSpec(Page.NEEDS, Stage.REFERRAL, Place.REFERRAL, TaskGroup.NEEDS, depends=()),
    PageSpec(Page.STATUS, Stage.REFERRAL, Place.REFERRAL, TaskGroup.NEEDS, depends=()),
    PageSpec(Page.DONE, Stage.REFERRAL, Place.REFERRAL, TaskGroup.NEEDS, depends=()),
    PageSpec(Page.DECISION, Stage.REST, Place.REFERRAL, TaskGroup.END, on_overview=True),
    PageSpec(Page.DOCUMENTS, Stage.REST, Place.PAPERS, TaskGroup.END, has_gaps=False, on_overview=True),
    PageSpec(Page.HANDOVER, Stage.REFERRAL, Place.PAPERS, TaskGroup.END, depends=()),
    PageSpec(Page.SITE, Stage.REST, Place.RESULT, on_overview=True),
    PageSpec(Page.FINISH, Stage.REST, Place.PAPERS, TaskGroup.END, has_gaps=False, on_overview=True),
)


def of_stage(*stages: Stage) -> tuple[Page, ...]:
    """Return the pages of these stages, in the order of the table."""
    return tuple(each.page for each in PAGES if each.stage in stages)


# The ids of four pages of earlier versions, in their order, that are the one page TALK now.
BECAME_TALK = ("introduction", "context", "forms", "signs")
PLACE_OF: Mapping[Page, Place] = {each.page: each.place for each in PAGES}
DEPENDS: Mapping[Page, tuple[Part, ...] | None] = {each.page: each.depends for each in PAGES}
OPENING = of_stage(Stage.OPENING)
FROM_THE_HUB = of_stage(Stage.FROM_THE_HUB)
REFERRAL = of_stage(Stage.REFERRAL)
# To which page the save of a page leads, whatever the case is.
LEADS_TO = {
    Page.OUTSIDE: Page.ANSWERS, Page.OVERVIEW: Page.OVERVIEW, Page.SHORT: Page.SITE, Page.DECISION: Page.DOCUMENTS,
}  # fmt: skip
AT_ANY_TIME = of_stage(Stage.REFERRAL, Stage.REST)
OPEN_BEFORE_FORMS = OPENING[: OPENING.index(Page.TALK) + 1]  # in a referral, until age and forms are known
# Pages that say a decision goes against a refusal or the advice of now, and those that say the certificate ends soon.
TELLS_OF_DECISION = frozenset({Page.OVERVIEW, Page.REFERRAL, Page.DECISION, Page.DOCUMENTS})
TELLS_OF_DEADLINE = frozenset({Page.OVERVIEW, Page.REFERRAL, Page.STATUS, Page.DOCUMENTS})

# The fields of the record that a page asks, in its order.
ASKS: Mapping[Page, tuple[str, ...]] = {
    # The language is asked before who interprets it.
    Page.SAFETY: ("danger", SAFETY_QUESTIONS[0].name, "context.language", *(each.name for each in SAFETY_QUESTIONS[1:]),
                  "needs.urgent", "safety.children", "safety.not_known", "safety.children_signs", "age", "context.sex",
                  "context.profession"),
    # What was said before the questions is ticked here; what else was answered of it has its home in the agreement.
    Page.TALK: ("agreement.informed_of_duty", "forms", "intended",
                *paths("context", "setting exploited_in citizenship"), "signs", "concerned"),
    Page.ACTS: ("acts",),
    Page.CALL: paths("referrer", "kind urgency institution unit function phone officer"),
    Page.PLACE: paths("safety", "persons voivodeship place safe_until tonight place_known phone_known others "
                      "others_children not_known family_threatened"),
    Page.FACTS: paths("context", "facts sector country region since"),
    Page.AGREEMENT: paths("agreement", "child_told child_heard contact unable share_name informed_of_duty "
                          "can_speak_now limits other_limits"),
    Page.PERSON: paths("person", "safe_contact unsafe_contact reads age_band age_about relatives name birth_date "
                       "citizenship"),
    Page.NEEDS: paths("needs", "services urgent police_contact"),
    Page.STATUS: paths("status", "papers stay certificate certificate_on"),
    Page.DONE: paths("done", "notified notified_bodies notified_who notified_at family_court pip medical "
                     "kcik_called_at kcik_consultant leaflet leaflet_language"),
    Page.HANDOVER: paths("handover", "transport taken_by taken_at told next_contact kcik_outcome "
                         "kcik_outcome_on"),
    Page.DECISION: (*paths("decisions.kcik", "choice reason decided_by"),
                    *paths("decisions.notification", "choice duty to reason decided_by hearing_reason")),
}  # fmt: skip
PAGE_OF = {name: page for page, names in ASKS.items() for name in names}


def page_of(field: str) -> Page:
    """Return the page that asks a field, by its path with dots. Raises NotInATable."""
    if field not in PAGE_OF:
        raise NotInATable(f"No page asks the field {field!r}: name it in ASKS in screening/core/journey.py.")
    return PAGE_OF[field]


@dataclass(frozen=True, slots=True)
class Step:
    """One page of a case. `id` is in the address; `items` are the indicators (and triage signs) asked on it."""

    id: str
    page: Page
    items: tuple[str, ...] = ()
    dimension: DimensionId | None = None


@lru_cache(maxsize=64)
def _dimension_steps(catalogue: Catalogue, profiles: tuple[Profile, ...]) -> tuple[Step, ...]:
    """The pages of every dimension for these profiles."""
    found: list[Step] = []
    for dimension in catalogue.dimensions:
        rows = catalogue.in_order({row.id for profile in profiles for row in catalogue.rows(profile, dimension.id)})
        pages = ceil(len(rows) / ROWS_PER_PAGE)
        size = ceil(len(rows) / pages) if pages else 1
        found += [
            Step(f"{dimension.id}-{n + 1}", Page.DIMENSION, rows[n * size : (n + 1) * size], dimension.id)
            for n in range(pages)
        ]
    return tuple(found)


def _outside_steps(catalogue: Catalogue, case: Case, elsewhere: frozenset[str]) -> list[Step]:
    """The answered rows that no other page has, one page for each dimension."""
    left: dict[DimensionId, tuple[str, ...]] = {}
    for id_ in outside(catalogue, case):
        if id_ not in elsewhere:
            dimension = catalogue.indicators[id_].dimension
            left[dimension] = (*left.get(dimension, ()), id_)
    return [Step(f"{Page.OUTSIDE}-{dimension}", Page.OUTSIDE, rows, dimension) for dimension, rows in left.items()]


def opening(catalogue: Catalogue, case: Case) -> list[Step]:
    """Return the pages before the hub; no triage for forms that have none."""
    items = triage(catalogue, case)
    found = [Step(page.value, page, items if page is Page.TRIAGE else ()) for page in OPENING]
    return found[:-1] if case.forms and not items else found


def task_list(catalogue: Catalogue, case: Case) -> dict[TaskGroup, tuple[PageSpec, ...]]:
    """Return the pages on the task list of a referral, by group. A page that needs forms is listed when the hub is
    open.
    """
    here, hub_open = {step.page: step for step in steps(catalogue, case)}, hub_is_open(catalogue, case)

    def listed(spec: PageSpec) -> bool:
        if spec.page not in here:
            return False
        return spec.group is not TaskGroup.TALK or spec.page in OPEN_BEFORE_FORMS or hub_open

    return {group: tuple(each for each in PAGES if each.group is group and listed(each)) for group in TaskGroup}


def short_page(catalogue: Catalogue, case: Case) -> Step | None:
    """Return the one page for a further person of an inspection; None in other cases, and where there is no triage."""
    items = triage(catalogue, case) if case.site and not case.for_referral else ()
    return Step(Page.SHORT, Page.SHORT, items) if items else None


def steps(catalogue: Catalogue, case: Case) -> tuple[Step, ...]:
    """Return every page of this case in order: the opening, the hub, and all that is reached from the hub."""
    rest = [Step(page.value, page) for page in FROM_THE_HUB + AT_ANY_TIME]
    short = short_page(catalogue, case)
    dimensions = _dimension_steps(catalogue, profiles_of(catalogue, case))
    asked = frozenset(id_ for step in dimensions for id_ in step.items)
    return (
        *opening(catalogue, case),
        Step(Page.OVERVIEW, Page.OVERVIEW),
        *dimensions,
        *_outside_steps(catalogue, case, asked),
        *rest,
        *([short] if short else ()),
    )


def moved(catalogue: Catalogue, step_id: str) -> Step | None:
    """Return a page in place of one that this case no longer has; None for an unknown address.

    The address was right before form, age or answers changed, or before four pages of the opening became one.
    """
    if step_id in BECAME_TALK:
        return Step(Page.TALK, Page.TALK)
    sizes = Counter(row.dimension for row in catalogue.indicators.values())
    known = {Page.TRIAGE, Page.SHORT, *(f"{Page.OUTSIDE}-{dimension}" for dimension in sizes)}
    known |= {f"{name}-{n + 1}" for name, size in sizes.items() for n in range(ceil(size / ROWS_PER_PAGE))}
    return Step(step_id, Page.OUTSIDE) if step_id in known else None


def is_saved(case: Case, step: Step) -> bool:
    """Return whether a page was saved; in older cases, whether the last of the four pages that became one was."""
    return step.id in case.visited or (step.page is Page.TALK and BECAME_TALK[-1] in case.visited)


def hub_is_open(catalogue: Catalogue, case: Case) -> bool:
    """Return whether the overview is open: the opening was saved or, for a referral, age and forms are known."""
    if case.for_referral and case.age and case.forms:
        return True
    return all(is_saved(case, step) for step in opening(catalogue, case))


def where_to_go_on(catalogue: Catalogue, case: Case) -> Step:
    """Return the first page of the opening that was not saved yet, else the hub; for a referral its task list."""
    if case.for_referral:
        return Step(Page.REFERRAL, Page.REFERRAL)
    waiting = (step for step in opening(catalogue, case) if not is_saved(case, step))
    return next(waiting, Step(Page.OVERVIEW, Page.OVERVIEW))


def done_with(catalogue: Catalogue, case: Case, step: Step) -> frozenset[str]:
    """Return the ids of the pages that count as saved when a page is: its own; of the short page the whole opening."""
    return frozenset(each.id for each in ((*opening(catalogue, case), step) if step.page is Page.SHORT else (step,)))


def is_open(catalogue: Catalogue, case: Case, step: Step) -> bool:
    """Return whether this page may be opened now.

    The pages of the opening open in order, except in a referral. Pages of the referral, the decision and the end are
    open at any time.
    """
    if step.page in AT_ANY_TIME or step.page is Page.SHORT or hub_is_open(catalogue, case):
        return True
    if case.for_referral:
        return step.page in OPEN_BEFORE_FORMS
    here = steps(catalogue, case)
    return here.index(step) <= here.index(where_to_go_on(catalogue, case))


def step_after(catalogue: Catalogue, case: Case, step: Step) -> Step:
    """Return where a saved page leads: on through the opening and through a dimension's pages, else back to the hub.

    Answers outside the chosen form lead back to all answers, pages of the referral to its page with the lines, that one
    to the decision, the decision to the papers, the hand-over to the end, the short page to the inspection, and the
    overview to itself.
    """
    lines_lead_to = Page.DOCUMENTS if case.decisions.kcik else Page.DECISION
    then = {**LEADS_TO, Page.REFERRAL: lines_lead_to}.get(step.page)
    if then:
        return Step(then, then)
    here = steps(catalogue, case)
    position = here.index(step)
    if step.page is Page.HANDOVER and case.handover.taken_by and case.handover.taken_at:
        return Step(Page.FINISH, Page.FINISH)
    if step.page in REFERRAL or (case.for_referral and step.page is not Page.DIMENSION):
        return Step(Page.REFERRAL, Page.REFERRAL)
    if step.page in OPENING:
        return here[position + 1]
    if step.page is Page.DIMENSION and here[position + 1].dimension is step.dimension:
        return here[position + 1]
    return where_to_go_on(catalogue, case)
