"""What is known of the call to KCIK: a decision to leave it out, and a call that was made since."""

from dataclasses import replace

import pytest

from screening.core.record.case import Case
from screening.core.record.referral import Decisions, Done, Handover, KcikDecision
from screening.core.record.vocabulary import KcikChoice, KcikOutcome
from screening.core.referral.calling import kcik_choice, kcik_left_out, no_longer_left_out, was_called, with_times
from screening.core.referral.completeness import without_data
from screening.core.referral.next_act import leads_to_kcik
from screening.core.referral.situations import HardSituation, situations
from screening.core.referral.still_open import StillOpen, still_open
from screening.core.rules.advice import advise
from screening.core.rules.assessment import assess
from tests.builders import CATALOGUE, a_case

NOT_NOW = KcikChoice.NOT_NOW


def decided(choice: KcikChoice = NOT_NOW, *, called: str = "", at: str = "2026-11-27T10:00+01:00") -> Case:
    decision = KcikDecision(choice, "x", "y", at)
    case = a_case(yes=["documents_withheld", "debt_bondage"])
    return replace(case, for_referral=True, decisions=Decisions(decision), done=Done(kcik_called_at=called))


def answered(case: Case, outcome: KcikOutcome | None) -> Case:
    return replace(case, handover=Handover(kcik_outcome=outcome))


def test_a_decision_to_leave_kcik_out_ends_with_a_call_that_was_made_since():
    assert kcik_left_out(decided()) and kcik_left_out(decided(called="2026-11-27T09:59"))
    assert not kcik_left_out(decided(called="2026-11-27T10:00")) and not kcik_left_out(
        decided(called="2026-11-28T08:00")
    )
    assert kcik_choice(decided(called="2026-11-28T08:00")) is KcikChoice.CONSULT


@pytest.mark.parametrize("called", ["2026-11-27T09:30+00:00", "2026-11-27T11:30+02:00", "2026-11-27T10:30"])
def test_which_came_first_is_told_by_the_instant_whatever_offset_a_file_writes(called):
    assert not kcik_left_out(decided(called=called)) and not kcik_left_out(
        decided(called=called, at="2026-11-27T10:30")
    )
    assert kcik_left_out(decided(called=called, at="2026-11-27T10:31")) and kcik_left_out(
        decided(called=called, at="2026-11-27T09:31+00:00")
    )


def test_the_day_of_an_answer_is_held_against_the_day_of_poland_on_which_was_decided():
    handover = Handover(kcik_outcome=KcikOutcome.ADVICE, kcik_outcome_on="2026-11-27")
    assert kcik_left_out(replace(decided(at="2026-11-27T23:30+00:00"), handover=handover)), "there it is the 28th"
    assert not kcik_left_out(replace(decided(at="2026-11-28T00:30+02:00"), handover=handover)), "there it is the 27th"


def test_a_decision_without_an_hour_is_over_with_a_call_of_ours_since_whoever_was_called_was_at_least_consulted():
    assert not kcik_left_out(decided(called="2026-11-28T08:00", at="")) and kcik_left_out(decided(at=""))


@pytest.mark.parametrize("outcome", [None, *KcikOutcome])
def test_a_call_that_nobody_answered_ends_nothing(outcome):
    assert kcik_left_out(answered(decided(called="2026-11-28T08:00"), outcome)) is (outcome is KcikOutcome.NO_ANSWER)


def test_the_call_that_the_sender_of_a_file_made_ends_nothing():
    sent = replace(decided(called="2026-11-28T08:00"), said_before=frozenset({"done.kcik_called_at"}))
    assert kcik_left_out(sent) and not kcik_left_out(replace(sent, said_before=frozenset()))


@pytest.mark.parametrize("choice", [KcikChoice.REFER, KcikChoice.CONSULT])
def test_another_decision_stays_what_it_is_whether_somebody_called_or_not(choice):
    for called in ("", "2026-11-28T08:00"):
        assert kcik_choice(decided(choice, called=called)) is choice
    assert kcik_choice(a_case()) is None and not kcik_left_out(a_case())


def test_what_waits_follows_what_is_advised_once_the_decision_to_leave_kcik_out_has_ended():
    def waits(case: Case) -> tuple[StillOpen, ...]:
        return still_open(CATALOGUE, case, advise(case, assess(CATALOGUE, case)))

    called = decided(called="2026-11-28T08:00")
    assert waits(decided()) == () and waits(called) == (StillOpen.AGREEMENT, StillOpen.NOTIFYING)
    assert waits(answered(called, KcikOutcome.NO_ANSWER)) == ()


@pytest.mark.parametrize(("called", "holds"), [("", False), ("2026-11-28T08:00", True)])
def test_lists_and_papers_then_speak_of_a_call(called, holds):
    case = decided(called=called)
    assert leads_to_kcik(case, ()) is holds
    assert (HardSituation.AFTERWARDS in situations(case)) is holds


def test_which_data_may_leave_follows_from_the_decision_and_not_from_the_call():
    assert without_data(decided(called="2026-11-28T08:00"))


def test_whoever_decides_on_kcik_again_after_a_call_decides_anew_and_a_word_put_right_before_one_is_no_new_decision():
    later = "2026-11-29T09:00+01:00"

    def saved(case: Case, **changed: str) -> Case:
        decision = replace(case.decisions.kcik, **changed)
        return with_times(case, replace(case, decisions=Decisions(decision)), later)

    called = decided(called="2026-11-28T08:00")
    assert no_longer_left_out(called) and kcik_left_out(saved(called, decided_at="")), (
        "the page of decisions sends no time"
    )
    assert no_longer_left_out(saved(called)), "another page leaves the decision as it was"
    assert saved(decided(), reason="y", decided_by="z").decisions.kcik.decided_at == "2026-11-27T10:00+01:00"


@pytest.mark.parametrize("outcome", KcikOutcome)
@pytest.mark.parametrize(("on", "since"), [("", True), ("2026-11-26", False), ("2026-11-27", True)])
def test_what_came_of_a_call_ends_the_decision_though_nobody_wrote_down_when_it_was(outcome, on, since):
    case = replace(decided(), handover=Handover(kcik_outcome=outcome, kcik_outcome_on=on))
    answered_there = outcome is not KcikOutcome.NO_ANSWER
    assert was_called(case) is answered_there
    assert kcik_left_out(case) is not (answered_there and since)
