"""Which papers a case needs now, and what is known of each before it is made."""

from dataclasses import replace

import pytest

from screening.core.documents import DOCUMENTS
from screening.core.documents.papers import PaperState, papers_now, together
from screening.core.instrument.vocabulary import Profession
from screening.core.record.case import Case
from screening.core.record.fields import texts
from screening.core.record.referral import Agreement, Decisions, Done, KcikDecision, NotificationDecision
from screening.core.record.vocabulary import (
    Authority,
    ContactAgreement,
    Duty,
    KcikChoice,
    NotificationChoice,
    YesNoUnknown,
)
from screening.core.referral.completeness import gaps
from screening.core.rules.advice import Advice, AdviceCode
from tests.builders import a_case
from tests.core.sampling import case_sizes, for_all
from tests.parts import cases

TO_REFER = (Advice(AdviceCode.REFER, (), ()),)
LABOUR_RIGHTS = (Advice(AdviceCode.LABOUR_RIGHTS, (), ()),)
AGREED = replace(a_case(), agreement=Agreement(contact=ContactAgreement.YES))
REFUSED = replace(a_case(), agreement=Agreement(contact=ContactAgreement.NO))


def needed(case, advice=TO_REFER, *, empty=False) -> list[str]:
    return [each.spec.name for each in papers_now(case, advice, empty=empty) if each.needed]


def state(case, kind: str) -> PaperState:
    return next(each.state for each in papers_now(case, TO_REFER, empty=False) if each.spec.name == kind)


def decided(case, kcik=None, notification=None):
    said = KcikDecision(kcik, "powód", "Nowak") if kcik else None
    return replace(case, decisions=Decisions(kcik=said, notification=notification))


@pytest.mark.parametrize(
    ("case", "advice", "papers"),
    [
        (AGREED, TO_REFER, ["referral", "script"]),
        (REFUSED, TO_REFER, ["consultation", "script"]),
        (AGREED, LABOUR_RIGHTS, ["steps", "note"]),
        (replace(AGREED, for_referral=True), LABOUR_RIGHTS, ["referral", "script"]),
        (decided(AGREED, KcikChoice.CONSULT), LABOUR_RIGHTS, ["consultation", "script"]),
        (decided(AGREED, KcikChoice.NOT_NOW), TO_REFER, ["steps", "note"]),
    ],
)
def test_what_a_case_needs_first_follows_from_advice_agreement_and_decision(case, advice, papers):
    assert sorted(needed(case, advice)) == sorted(papers)


@pytest.mark.parametrize(
    ("duty", "paper"), [(Duty.INSTITUTION, "notification"), (Duty.OWN, "note"), (None, "notification")]
)
def test_a_notification_that_was_decided_on_is_needed_and_the_note_where_one_receives_notifications(duty, paper):
    will = NotificationDecision(choice=NotificationChoice.WILL_NOTIFY, duty=duty, reason="powód", decided_by="Nowak")
    assert paper in needed(decided(AGREED, notification=will))
    assert paper not in needed(AGREED)
    social = replace(AGREED, context=replace(AGREED.context, profession=Profession.SOCIAL_WORKER))
    assert "notification" in needed(decided(social, notification=will)), "which has no duty of its own"


@pytest.mark.parametrize("age", ["adult", "child"])
def test_the_page_of_papers_asks_for_a_decision_where_the_family_court_alone_was_told(age):
    told = NotificationDecision(NotificationChoice.DONE, to=frozenset({Authority.FAMILY_COURT}), reason="powód")
    case = decided(a_case(age=age), notification=told)
    assert state(case, "notification") is PaperState.UNDECIDED
    assert state(replace(case, done=Done(notified=YesNoUnknown.YES)), "notification") is PaperState.READY


WILL = NotificationDecision(choice=NotificationChoice.WILL_NOTIFY, reason="powód", decided_by="Nowak")


@pytest.mark.parametrize(
    ("case", "advice", "papers"),
    [
        (AGREED, TO_REFER, ("referral", "script")),
        (decided(AGREED, notification=WILL), TO_REFER, ("referral", "script")),
        (decided(REFUSED, KcikChoice.CONSULT, WILL), TO_REFER, ("consultation", "script")),
        (AGREED, LABOUR_RIGHTS, ()),
        (decided(AGREED, KcikChoice.NOT_NOW, WILL), TO_REFER, ()),
    ],
)
def test_one_file_has_the_papers_for_the_call_with_kcik_and_of_no_other_reader(case, advice, papers):
    assert together(papers_now(case, advice, empty=False)) == papers
    assert sorted(together(papers_now(case, advice, empty=True))) == ["consultation", "script"]


@case_sizes
def test_a_file_for_kcik_shows_of_no_case_what_its_sheet_may_not_show(examples):
    def check(case):
        sheet, *others = together(papers_now(case, TO_REFER, empty=False)) or (None,)
        for name in others:
            shown = DOCUMENTS[name].redaction.of(case)
            for leaf in texts(Case):
                assert leaf.of(shown) in (leaf.of(DOCUMENTS[sheet].redaction.of(case)), ""), (name, leaf.name)

    for_all(examples, cases(), check)


def test_every_paper_is_listed_once_and_the_needed_ones_first():
    listed = papers_now(AGREED, TO_REFER, empty=False)
    assert sorted(each.spec.name for each in listed) == sorted(DOCUMENTS)
    assert [each.needed for each in listed] == sorted((each.needed for each in listed), reverse=True)


def test_of_an_empty_case_every_paper_that_is_made_is_needed():
    assert sorted(needed(a_case(), (), empty=True)) == ["consultation", "script"]


def test_a_sheet_says_why_it_has_no_data_before_it_says_what_is_missing():
    assert state(a_case(), "referral") is PaperState.NOT_ASKED
    assert state(REFUSED, "referral") is PaperState.NO_AGREEMENT
    assert state(replace(a_case(), age=None), "referral") is PaperState.NO_AGE
    assert state(AGREED, "referral") is state(AGREED, "script") is PaperState.GAPS
    assert state(AGREED, "notification") is PaperState.UNDECIDED
    assert state(AGREED, "note") is PaperState.READY


def test_a_consultation_misses_nothing_that_leads_to_the_person():
    (sheet,) = (each for each in papers_now(AGREED, TO_REFER, empty=False) if each.spec.name == "consultation")
    assert sheet.gaps == len(gaps(AGREED, consultation=True)) < len(gaps(AGREED))
