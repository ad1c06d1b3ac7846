"""What KCIK will ask back: it never blocks, and each gap goes away with its own field."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import strategies as st

from screening.content import Content
from screening.core.instrument.vocabulary import Age, Answer, CriminalAct, Form
from screening.core.journey import steps
from screening.core.record.case import Case, Reply
from screening.core.record.fields import with_value
from screening.core.record.referral import Agreement, Decisions, KcikDecision, NotificationDecision, Referrer
from screening.core.record.vocabulary import (
    ContactAgreement,
    InabilityReason,
    KcikChoice,
    NameAgreement,
    Need,
    NotificationChoice,
    RequestKind,
    Tonight,
    Urgency,
    Voivodeship,
    YesNoUnknown,
)
from screening.core.referral.completeness import REQUIRED, gaps, without_data
from screening.core.referral.identity import agreement_missing, may_be_named
from tests.builders import CATALOGUE
from tests.core.sampling import case_sizes, for_all
from tests.parts import cases

IDENTIFYING = {
    "name",
    "place",
    "facts",
    "reads",
    "share_name",
    "can_speak_now",
    "safe_contact",
    "unsafe_contact",
    "transport",
}


def put(path: str, value: object) -> Callable[[Case], Case]:
    return lambda case: with_value(case, tuple(path.split(".")), value)


def decide(case: Case) -> Case:
    return replace(case, decisions=replace(case.decisions, kcik=KcikDecision(KcikChoice.REFER, "powód", "ja")))


def decide_on_notification(case: Case) -> Case:
    done = NotificationDecision(NotificationChoice.NOT_NOW, reason="powód", decided_by="ja")
    return replace(case, decisions=replace(case.decisions, notification=done))


FILL: dict[str, Callable[[Case], Case]] = {
    "caller": put("referrer.institution", "OIP"),
    "unit": put("referrer.unit", "sekcja"),
    "function": put("referrer.function", "inspektor"),
    "phone": put("referrer.phone", "81 000 00 00"),
    "kind": put("referrer.kind", RequestKind.CONSULTATION),
    "kind_unagreed": put("referrer.kind", RequestKind.CONSULTATION),
    "kind_decided": put("referrer.kind", RequestKind.CONSULTATION),
    "urgency": put("referrer.urgency", Urgency.LATER),
    "age": put("age", Age.UNCERTAIN),
    "language": put("context.language", "uk"),
    "reads": put("person.reads", YesNoUnknown.NO),
    "persons": put("safety.persons", 0),
    "children": put("safety.children", 0),
    "voivodeship": put("safety.voivodeship", Voivodeship.SLASKIE),
    "place": put("safety.place", "powiat"),
    "safe_until": put("safety.safe_until", "2026-11-23T18:00"),
    "tonight": put("safety.tonight", Tonight.STREET),
    "agrees": put("agreement.contact", ContactAgreement.NO),
    "unable": put("agreement.unable", frozenset({InabilityReason.OTHER})),
    "share_name": put("agreement.share_name", NameAgreement.NO),
    "informed_of_duty": put("agreement.informed_of_duty", YesNoUnknown.NO),
    "child_told": put("agreement.child_told", YesNoUnknown.NO),
    "child_heard": put("agreement.child_heard", YesNoUnknown.YES),
    "can_speak_now": put("agreement.can_speak_now", YesNoUnknown.NO),
    "place_known": put("safety.place_known", YesNoUnknown.NO),
    "phone_known": put("safety.phone_known", YesNoUnknown.YES),
    "others": put("safety.others", 0),
    "needs": put("needs.services", frozenset({Need.FOOD})),
    "forms": put("forms", frozenset({Form.LABOUR})),
    "indicators": put("replies", {"documents_withheld": Reply(Answer.YES)}),
    "acts": put("acts", frozenset({CriminalAct.TRANSPORT})),
    "facts": put("context.facts", "fakty"),
    "notified": put("done.notified", YesNoUnknown.NO),
    "safe_contact": put("person.safe_contact", "przez OPS"),
    "unsafe_contact": put("person.unsafe_contact", "telefon"),
    "name": put("person.name", "Olena"),
    "transport": put("handover.transport", YesNoUnknown.NO),
    "kcik_decision": decide,
    "notification_decision": decide_on_notification,
}
CODES = tuple(dict.fromkeys(each.code for each in REQUIRED))
ADULT = Case(edition="2026.1", age=Age.ADULT)
CHILD = Case(edition="2026.1", age=Age.CHILD)


# What is asked only once this is known: of a child alone, or for what an adult who refuses is referred.
FOLLOWS = {"age": ("child_told", "child_heard", "name"), "agrees": ("kind_unagreed",)}


def codes(case: Case, consultation: bool | None = None) -> list[str]:
    return [gap.code for gap in gaps(case, consultation=consultation)]


def any_case() -> st.SearchStrategy[Case]:
    """Drawn cases, and the emptiest ones, where every gap is open."""
    empty = st.builds(
        lambda age, agreement: Case(edition="2026.1", age=age, agreement=agreement),
        st.sampled_from((*Age, None)),
        st.builds(Agreement, contact=st.sampled_from(ContactAgreement), share_name=st.sampled_from(NameAgreement)),
    )
    return cases((*Age, None)) | empty


def test_every_gap_is_filled_in_these_tests():
    assert set(FILL) == set(CODES)


@case_sizes
@pytest.mark.parametrize("consultation", [False, True])
def test_filling_a_gaps_field_makes_exactly_that_gap_go_away(examples, consultation):
    def check(case):
        open_ = codes(case, consultation)
        assert len(set(open_)) == len(open_)
        for code in open_:
            after = [
                each for each in codes(FILL[code](case), consultation)
                if each in open_ or each not in FOLLOWS.get(code, ())
            ]  # fmt: skip
            assert after == [each for each in open_ if each != code], code

    for_all(examples, any_case(), check)


def test_filling_all_gaps_one_after_the_other_leaves_none():
    for case in (ADULT, CHILD, Case(edition="2026.1")):
        for consultation in (False, True):
            filled = case
            for _ in range(len(FILL)):
                if open_ := codes(filled, consultation):
                    filled = FILL[open_[0]](filled)
            assert codes(filled, consultation) == []


@case_sizes
def test_a_consultation_never_asks_for_anything_that_leads_to_the_person(examples):
    def check(case):
        asked = set(codes(case, consultation=True))
        assert not asked & IDENTIFYING
        assert asked == set(codes(case, consultation=False)) - IDENTIFYING
        assert codes(case) == codes(case, without_data(case))

    for_all(examples, any_case(), check)


@case_sizes
def test_the_name_of_an_adult_is_never_asked_for_without_agreement(examples):
    def check(case):
        assert "name" not in codes(case, consultation=False) or may_be_named(case)

    for_all(examples, any_case(), check)


def test_an_adult_is_asked_for_agreement_and_a_child_is_told_and_heard():
    of_adult = {"agrees", "share_name", "informed_of_duty"}
    of_child = {"child_told", "child_heard"}
    agreed = replace(ADULT, agreement=Agreement(ContactAgreement.YES))
    assert set(codes(ADULT)) & (of_adult | of_child) == of_adult
    assert set(codes(agreed)) & (of_adult | of_child) == {"share_name", "informed_of_duty"}
    assert set(codes(CHILD)) & (of_adult | of_child) == of_child
    assert set(codes(Case(edition="2026.1"))) & (of_adult | of_child) == set()


@pytest.mark.parametrize("kind", [None, *RequestKind])
@pytest.mark.parametrize("contact", ContactAgreement)
def test_a_referral_asked_for_against_a_refusal_is_named_as_a_clash(kind, contact):
    case = replace(ADULT, referrer=Referrer(kind=kind), agreement=Agreement(contact))
    asked = kind in (RequestKind.REFERRAL, RequestKind.COLLECTION)
    assert ("kind_unagreed" in codes(case)) is (asked and contact in (ContactAgreement.NO, ContactAgreement.UNABLE))
    assert "kind_unagreed" not in codes(replace(case, age=Age.CHILD)) + codes(replace(case, age=None))


@pytest.mark.parametrize("age", [*Age])
@pytest.mark.parametrize("kind", [None, *RequestKind])
@pytest.mark.parametrize("choice", [None, *KcikChoice])
def test_whoever_asks_for_more_than_was_decided_is_asked_which_holds(age, kind, choice):
    decided = Decisions(KcikDecision(choice, "powód", "ja")) if choice else Decisions()
    case = replace(ADULT, age=age, referrer=Referrer(kind=kind), agreement=Agreement(ContactAgreement.YES))
    case = replace(case, decisions=decided)
    more = kind in (RequestKind.REFERRAL, RequestKind.COLLECTION)
    clash = more and choice in (KcikChoice.CONSULT, KcikChoice.NOT_NOW)
    assert ("kind_decided" in codes(case)) is clash
    if age is Age.ADULT:
        refused = replace(case, agreement=Agreement(ContactAgreement.NO))
        assert "kind_decided" not in codes(refused), "that it is a consultation is said of the refusal"


def test_why_an_adult_is_unable_is_asked_only_if_so():
    asked = {contact for contact in ContactAgreement if "unable" in codes(replace(ADULT, agreement=Agreement(contact)))}
    assert asked == {ContactAgreement.UNABLE}


def test_a_sign_alone_or_a_yes_alone_is_an_indicator_and_a_no_is_none():
    assert "indicators" not in codes(replace(ADULT, signs=frozenset({"obs_third_party_speaks"})))
    for answer in Answer:
        case = replace(ADULT, replies={"violence": Reply(answer)})
        assert ("indicators" not in codes(case)) == (answer is Answer.YES)


@pytest.mark.parametrize("choice", KcikChoice)
@pytest.mark.parametrize("kind", [None, *RequestKind])
@pytest.mark.parametrize("contact", ContactAgreement)
def test_kcik_is_consulted_without_data_as_decided_as_asked_and_against_no_refusal(choice, kind, contact):
    case = replace(ADULT, referrer=Referrer(kind=kind), agreement=Agreement(contact))
    refused = contact in (ContactAgreement.NO, ContactAgreement.UNABLE)
    decided = replace(case, decisions=Decisions(kcik=KcikDecision(choice, "powód", "ja")))
    assert agreement_missing(case) is (contact is not ContactAgreement.YES)
    assert without_data(case) == (refused or kind is RequestKind.CONSULTATION)
    assert without_data(decided) == (refused or choice is not KcikChoice.REFER)
    assert without_data(replace(decided, age=Age.CHILD)) == (choice is not KcikChoice.REFER)


@case_sizes
def test_every_gap_leads_to_a_page_that_this_case_has(examples):
    def check(case):
        pages = {step.page for step in steps(CATALOGUE, case)}
        assert {gap.page for gap in gaps(case, consultation=False)} <= pages

    for_all(examples, any_case(), check)


def test_gaps_stand_in_the_order_of_the_call_whatever_is_filled():
    for case in (ADULT, CHILD):
        assert codes(case) == [code for code in CODES if code in codes(case)]
    assert CODES[:5] == ("caller", "unit", "function", "phone", "kind")


@pytest.mark.parametrize("code", CODES)
def test_every_gap_has_its_question_in_the_shipped_content(code: str, content: Content):
    assert content.guidance[f"gap_{code}"].polish.count("?") in (1, 2)


def test_guidance_holds_no_gap_that_the_tool_does_not_know(content: Content):
    gaps = {id_.removeprefix("gap_") for id_ in content.guidance if id_.startswith("gap_")}
    variants = {f"{code}_child" for code in CODES}
    assert gaps - variants == set(CODES)
