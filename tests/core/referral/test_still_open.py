"""What of a case waits for the officer, and the fact that a list names."""

from dataclasses import replace

import pytest

from screening.core.record.case import Case
from screening.core.record.referral import Agreement, Decisions, Done, Handover, KcikDecision, NotificationDecision
from screening.core.record.vocabulary import (
    Authority,
    ContactAgreement,
    KcikChoice,
    KcikOutcome,
    NotificationChoice,
    YesNoUnknown,
)
from screening.core.referral.still_open import is_early, still_open
from screening.core.rules.advice import advise
from screening.core.rules.assessment import assess
from screening.core.rules.strongest import strongest_fact
from tests.builders import CATALOGUE, a_case

STRONG = {"yes": ("documents_withheld", "debt_bondage")}


def advice_on(case: Case):
    return advise(case, assess(CATALOGUE, case))


def through(case: Case) -> Case:
    """The same case with the first questions answered, as a referral that has age and forms."""
    return replace(case, for_referral=True)


def waits(case: Case) -> list[str]:
    return [each.value for each in still_open(CATALOGUE, case, advice_on(case))]


def decided(choice: KcikChoice) -> Decisions:
    return Decisions(KcikDecision(choice, "x", "y"), None)


def test_an_adult_to_be_referred_waits_for_the_call_the_agreement_and_two_decisions():
    assert waits(through(a_case(**STRONG))) == ["call", "agreement", "kcik", "notifying"]


def test_nobody_waits_for_the_agreement_of_a_child():
    assert waits(through(a_case(age="child", **STRONG))) == ["call", "kcik", "notifying"]


def test_what_is_done_waits_no_longer():
    case = replace(
        through(a_case(**STRONG)),
        done=Done(kcik_called_at="2026-11-27T14:32"),
        agreement=Agreement(contact=ContactAgreement.YES),
        decisions=Decisions(
            KcikDecision(KcikChoice.REFER, "x", "y"), NotificationDecision(NotificationChoice.DONE, reason="z")
        ),
    )
    assert waits(case) == []


@pytest.mark.parametrize("outcome", KcikOutcome)
def test_a_call_that_nobody_answered_is_still_to_be_made(outcome):
    called = replace(through(a_case(**STRONG)), done=Done(kcik_called_at="2026-11-27T14:32"))
    waiting = "call" in waits(replace(called, handover=Handover(kcik_outcome=outcome)))
    assert waiting is (outcome is KcikOutcome.NO_ANSWER)


@pytest.mark.parametrize("kcik", [KcikChoice.REFER, KcikChoice.NOT_NOW])
def test_a_notification_that_was_promised_waits_until_it_is_made(kcik):
    promised = NotificationDecision(NotificationChoice.WILL_NOTIFY, reason="z", decided_at="2026-11-27T10:00+01:00")
    case = replace(through(a_case(**STRONG)), decisions=Decisions(KcikDecision(kcik, "x", "y"), promised))
    made = Done(notified=YesNoUnknown.YES, notified_at="2026-11-27T14:00")
    assert ("notifying" in waits(case), "notifying" in waits(replace(case, done=made))) == (True, False)


@pytest.mark.parametrize("age", ["adult", "child"])
def test_the_family_court_alone_is_no_notification_of_an_offence(age):
    told = NotificationDecision(NotificationChoice.DONE, to=frozenset({Authority.FAMILY_COURT}), reason="z")
    case = replace(through(a_case(age=age, **STRONG)), decisions=Decisions(notification=told))
    assert "notifying" in waits(replace(case, done=Done(notified=YesNoUnknown.NO)))
    assert "notifying" not in waits(replace(case, done=Done(notified=YesNoUnknown.YES)))


def test_the_call_that_the_sender_of_a_file_made_is_not_ours():
    case = replace(through(a_case(**STRONG)), done=Done(kcik_called_at="2026-11-27T14:32"))
    assert "call" not in waits(case)
    assert "call" in waits(replace(case, said_before=frozenset({"done.kcik_called_at"})))


def test_whoever_decided_not_to_call_now_is_not_reminded_of_the_call():
    case = replace(through(a_case(**STRONG)), decisions=decided(KcikChoice.NOT_NOW))
    assert waits(case) == []


def test_whoever_decided_to_refer_against_the_advice_is_reminded_of_the_call():
    case = replace(through(a_case(concerned=False)), decisions=decided(KcikChoice.REFER))
    assert "call" in waits(case)


def test_before_the_first_questions_a_list_names_them_alone():
    unasked = Case(edition=CATALOGUE.edition)
    assert is_early(CATALOGUE, unasked, advice_on(unasked))
    assert waits(unasked) == waits(a_case()) == ["questions"]


@pytest.mark.parametrize("case", [a_case(danger=True), a_case(**STRONG), a_case(age="child")])
def test_what_asks_for_a_call_is_never_too_early(case):
    assert not is_early(CATALOGUE, case, advice_on(case)) and "call" in waits(case)


@pytest.mark.parametrize("lighter", ["low_no_pay", "wages_withheld"])
def test_the_strongest_fact_is_the_weightiest_behind_the_advice(lighter):
    case = a_case(yes=(lighter, "documents_withheld"))
    found = strongest_fact(CATALOGUE, case, advice_on(case))
    assert found is CATALOGUE.indicators["documents_withheld"].label


def test_without_an_indicator_the_strongest_fact_is_a_serious_sign():
    serious = next(sign for sign in reversed(CATALOGUE.signs.values()) if sign.serious)
    light = next(sign for sign in CATALOGUE.signs.values() if not sign.serious)
    case = a_case(signs=(light.id, serious.id))
    assert strongest_fact(CATALOGUE, case, ()) is serious.label
    assert strongest_fact(CATALOGUE, a_case(), ()) is None
