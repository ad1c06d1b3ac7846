"""A page that is sent as it is shown changes nothing of the case: what it does not ask at this age goes along."""

from dataclasses import replace

import pytest

from screening.core.journey import OPENING, Page, steps
from screening.core.record.case import Case
from screening.core.record.fields import leaves, texts, with_value
from screening.core.record.text_kinds import Dated, Written
from screening.core.record.vocabulary import InabilityReason
from screening.web.cases.pages import FORMS
from tests.builders import CATALOGUE
from tests.core.sampling import for_all
from tests.exchange.builders import file_cases
from tests.web.conftest import open_case
from tests.web.referral import fill, stored

SAVED = 303
DAY, MOMENT = "2026-11-20", "2026-11-20T10:30"
TEXTS = [leaf for leaf in texts(Case) if leaf.path[1:]]
NOT_SENT = {Page.FINISH}


def _plain(case: Case) -> Case:
    """The case with a word in each text that it has, and one day in each day: as a page keeps them."""
    for leaf in TEXTS:
        if leaf.of(case) and isinstance(leaf.mark, Written):
            case = with_value(case, leaf.path, "słowo")
        elif leaf.of(case) and isinstance(leaf.mark, Dated):
            case = with_value(case, leaf.path, MOMENT if leaf.mark.time else DAY)
    visited = frozenset(page.value for page in OPENING)
    context = replace(case.context, form_unsure=False)
    return replace(case, visited=visited, context=context, safety=replace(case.safety, safe_until=""))


def _changed(before: Case, after: Case) -> dict[str, tuple[object, object]]:
    found = {leaf.name: (leaf.of(before), leaf.of(after)) for leaf in leaves(Case)}
    return {name: pair for name, pair in found.items() if pair[0] != pair[1] and name != "visited"}


@pytest.mark.rest
@pytest.mark.parametrize("examples", [3, pytest.param(60, marks=pytest.mark.full)])
def test_a_page_that_is_sent_as_it_is_shown_changes_nothing_at_any_age(visitor, desk, examples):
    visitor.get("/cases/")

    def check(case):
        made = desk.open_unfilled(case)
        for page in [step.id for step in steps(CATALOGUE, case) if step.page in FORMS and step.page not in NOT_SENT]:
            before = desk.read(made.id).case
            visitor.get(f"/cases/{made.id}/{page}")
            if visitor.path.endswith(f"/{page}") and visitor.send().status_code == SAVED:
                assert _changed(before, desk.read(made.id).case) == {}, page

    for_all(examples, file_cases().map(_plain), check)


@pytest.mark.parametrize("age", ["child", "uncertain"])
def test_why_an_adult_could_not_agree_is_kept_while_the_age_is_another(visitor, desk, age):
    address = open_case(visitor)
    fill(visitor, address, "agreement", contact="unable", unable=["sedated", "guardian"])
    for each in (age, "adult"):
        fill(visitor, address, "safety", age=each)
        fill(visitor, address, "agreement", **({"child_told": "yes"} if each != "adult" else {}))
    assert stored(desk, address).agreement.unable == {InabilityReason.SEDATED, InabilityReason.GUARDIAN}
