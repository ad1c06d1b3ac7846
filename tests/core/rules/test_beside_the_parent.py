"""Beside "the child stays with the parent" only what is named here may be recorded; any other field takes it away.

What may stand there is named once more, by field and answer: a field that is added later closes the sentence.
"""

from dataclasses import is_dataclass, replace
from typing import Any

import pytest

from screening.casework.advising import advised
from screening.core.record.case import Case, Reply
from screening.core.record.fields import Leaf, bare, leaves, typed_fields, value_at, with_value
from screening.core.record.referral import Decisions, Done, KcikDecision
from screening.core.record.vocabulary import KcikChoice, Tonight, YesNoUnknown
from tests.builders import CONTENT, a_case
from tests.core.every_field import AS_ADVISED_HERE, values, with_its_part
from tests.core.rules.test_with_parent import FIRST, MOTHER, STAYS
from tests.printing.test_said import said

# Whatever it says; the circumstances of the talk and the age are judged by a test of their own.
ANYTHING = {
    *("edition", "visited", "for_referral", "came_from", "said_before", "exercise", "site.id", "site.number"),
    *("safety.persons", "safety.children", "safety.voivodeship", "safety.place"),
    *("context.profession", "context.setting", "context.citizenship", "context.sex", "context.language"),
    "context.form_unsure",
    *("referrer.institution", "referrer.unit", "referrer.function", "referrer.phone", "referrer.officer"),
    *("person.age_band", "person.age_about", "person.reads", "person.name", "person.birth_date"),
    *("person.citizenship", "agreement.informed_of_duty", "agreement.child_told", "status.stay"),
    *("done.kcik_called_at", "done.kcik_consultant", "done.leaflet_language"),
    *("decisions.kcik.decided_by", "decisions.kcik.decided_at"),
}
WITH_THESE = {
    "context.exploited_in": {"poland"},
    "safety.tonight": {"own_place"},
    "safety.place_known": {"no"},
    "safety.phone_known": {"no"},
    "safety.family_threatened": {"no"},
    "referrer.kind": {"consultation"},
    "referrer.urgency": {"today", "later"},
    "agreement.contact": {"yes", "not_asked"},
    "agreement.share_name": {"yes", "not_asked"},
    "agreement.can_speak_now": {"yes"},
    "agreement.child_heard": {"yes"},
    "needs.services": {"food", "clothing", "interpreter"},
    "needs.police_contact": {"not_asked"},
    "status.papers": {"has"},
    "status.certificate": {"none"},
    "done.notified": {"no"},
    "done.family_court": {"no"},
    "done.pip": {"no"},
    "done.medical": {"no"},
    "done.leaflet": {"given", "not_given"},
    "decisions.kcik.choice": {"consult"},
}
JUDGED_ELSEWHERE = {"age", "forms", "safety.alone", "safety.interpreter"}
OTHERS = [leaf for leaf in leaves(Case) if leaf.name not in JUDGED_ELSEWHERE]


def holds(case: Case) -> bool:
    return advised(case, CONTENT).with_parent


def may(leaf: Leaf, value: Any) -> bool:
    said_here = value if isinstance(value, frozenset) else {value}
    return leaf.name in ANYTHING or said_here <= WITH_THESE.get(leaf.name, set())


@pytest.mark.parametrize("leaf", OTHERS, ids=lambda leaf: leaf.name)
def test_any_field_but_those_that_are_named_takes_the_sentence_away(leaf):
    case = with_its_part(a_case(**MOTHER), leaf.name)
    for value in values(leaf):
        filled = with_value(case, leaf.path, value)
        assert holds(filled) is (may(leaf, value) and not leaf.name.startswith("decisions.notification.")), value


def no_leaves(kind: Any, path: tuple[str, ...] = ()) -> set[str]:
    """The fields, however deep, that are neither a leaf nor have any."""
    here = [((*path, each.name), bare(hint)) for each, hint in typed_fields(kind)]
    inside = [no_leaves(inner, at) for at, inner in here if is_dataclass(inner)]
    ends = {".".join(at) for at, inner in here if not is_dataclass(inner)}
    return set().union(ends - {leaf.name for leaf in leaves(Case)}, *inside)


def test_every_field_of_a_case_is_in_that_table_but_the_answers():
    assert no_leaves(Case) == {"replies"}


def test_what_is_named_may_stand_there_all_together():
    case = replace(a_case(**MOTHER, exploited_in="poland"), done=Done(notified=YesNoUnknown.NO, kcik_called_at="10:00"))
    case = with_value(case, ("safety", "tonight"), Tonight.OWN_PLACE)
    assert holds(case)
    assert not holds(with_value(case, ("safety", "tonight"), Tonight.SAME_PLACE))


def test_more_than_one_answer_is_harmless_only_where_each_is():
    assert holds(a_case(**MOTHER, exploited_in="poland"))
    assert not holds(a_case(**MOTHER, exploited_in=["poland", "transit"]))


def test_nobody_counted_is_nothing_recorded():
    case = a_case(**MOTHER)
    for name in ("others", "others_children"):
        assert value_at(case, ("safety", name)) is None
        assert holds(with_value(case, ("safety", name), 0)) and not holds(with_value(case, ("safety", name), 1))


def test_a_note_beside_an_answer_takes_it_away():
    case = a_case(**MOTHER)
    note = Reply(case.answer("dest_no_guardian"), note="to nie jest matka")
    assert not holds(replace(case, replies={**case.replies, "dest_no_guardian": note}))


@pytest.mark.parametrize(("reason", "stays"), [(AS_ADVISED_HERE, True), ("ojciec bije", False)])
def test_a_decision_to_consult_keeps_it_where_it_only_follows_the_advice(reason, stays):
    case = replace(a_case(**MOTHER), decisions=Decisions(kcik=KcikDecision(KcikChoice.CONSULT, reason, "nr 17")))
    assert holds(case) is stays
    assert (STAYS in said(case, "steps")) is stays and (FIRST in said(case, "steps")) is not stays


def test_a_paper_that_may_not_show_a_text_knows_of_it_all_the_same():
    case = with_value(a_case(**MOTHER), ("agreement", "other_limits"), "nie mówić ojcu")
    assert FIRST in said(case, "steps") and STAYS not in said(case, "steps") and "ojcu" not in said(case, "steps")
