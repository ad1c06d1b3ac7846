"""What somebody recorded or decided is printed, although no rule found an indicator in the answers."""

from dataclasses import replace

import pytest

from screening.casework.documents import document
from screening.core.documents import DOCUMENTS, NoSheet
from screening.core.record.case import Case, Reply
from screening.core.record.referral import Decisions, Done, KcikDecision, Needs, NotificationDecision
from screening.core.record.vocabulary import (
    Authority,
    ChildSign,
    KcikChoice,
    Need,
    NotificationChoice,
    Urgent,
    YesNoUnknown,
)
from screening.core.referral.besides import Besides, besides
from screening.printing import page_html
from tests.builders import CONTENT, a_case
from tests.core.lines import calm, labour
from tests.printing.sheets import sheet

NOTHING = a_case(**calm(labour()))


def kcik(choice: KcikChoice) -> Case:
    return replace(NOTHING, decisions=Decisions(kcik=KcikDecision(choice, "powód", "nr 17")))


def notification(choice: NotificationChoice) -> Case:
    decided = NotificationDecision(choice, reason="powód", decided_by="nr 17")
    return replace(NOTHING, decisions=Decisions(notification=decided))


def noted() -> Case:
    return replace(NOTHING, replies={**NOTHING.replies, "threat_worse": Reply(note="Mówi o długu.")})


RECORDED = {
    "decided to refer": (kcik(KcikChoice.REFER), Besides.KCIK),
    "decided to consult": (kcik(KcikChoice.CONSULT), Besides.KCIK),
    "decided to notify": (notification(NotificationChoice.WILL_NOTIFY), Besides.NOTIFIED),
    "notified, as decided": (notification(NotificationChoice.DONE), Besides.NOTIFIED),
    "notified": (replace(NOTHING, done=Done(notified=YesNoUnknown.YES)), Besides.NOTIFIED),
    "the family court knows": (
        replace(NOTHING, done=Done(notified_bodies=frozenset({Authority.FAMILY_COURT}))),
        Besides.NOTIFIED,
    ),
    "an act": (a_case(no="violence", acts="transport"), Besides.ACTS),
    "an intended form": (a_case(no="violence", intended="labour"), Besides.INTENDED),
    "an urgent need": (replace(NOTHING, needs=Needs(urgent=frozenset({Urgent.DOCTOR}))), Besides.NEEDS),
    "a need": (replace(NOTHING, needs=Needs(services=frozenset({Need.FOOD}))), Besides.NEEDS),
    "a sign of a child": (
        replace(NOTHING, safety=replace(NOTHING.safety, children_signs=frozenset({ChildSign.SLEEPY}))),
        Besides.CHILD,
    ),
    "facts": (replace(NOTHING, context=replace(NOTHING.context, facts="Ranny w rękę.")), Besides.OWN_WORDS),
    "a note": (noted(), Besides.OWN_WORDS),
}
NOT_ACTED_ON = [
    NOTHING,
    kcik(KcikChoice.NOT_NOW),
    notification(NotificationChoice.NOT_NOW),
    notification(NotificationChoice.UNDECIDED),
    replace(NOTHING, done=Done(notified=YesNoUnknown.UNKNOWN)),
]


@pytest.mark.parametrize("name", RECORDED)
def test_every_paper_is_made_of_what_somebody_recorded_or_decided(name):
    case, held = RECORDED[name]
    assert besides(case) == (held,)
    for kind in DOCUMENTS:
        assert kind == document(kind, case, CONTENT).KIND


@pytest.mark.parametrize("case", NOT_ACTED_ON)
def test_where_nobody_recorded_or_decided_anything_no_referral_is_made(case):
    assert besides(case) == ()
    with pytest.raises(NoSheet):
        document("referral", case, CONTENT)


@pytest.mark.parametrize("kind", ["referral", "consultation", "steps"])
def test_a_paper_says_both_that_no_rule_found_anything_and_what_is_recorded_all_the_same(kind):
    text = page_html(sheet(RECORDED["decided to refer"][0], kind), "pl")
    assert "W tej rozmowie nie odnotowano przesłanek" in text
    assert "Mimo to odnotowano lub zdecydowano:" in text and "decyzję w sprawie KCIK" in text
    assert "Mimo to" not in page_html(sheet(a_case(yes="debt_bondage", acts="transport"), kind), "pl")


def test_a_consultation_does_not_name_own_words_that_it_withholds():
    assert "własne słowa" not in page_html(sheet(noted(), "consultation"), "pl")
    assert "własne słowa" in page_html(sheet(noted(), "referral"), "pl")
