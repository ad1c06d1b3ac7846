"""Hard situations: which answer leads to which guidance, and that every situation has its place on page and paper."""

import re
from dataclasses import replace

import pytest

from screening.casework.documents import document
from screening.content import Content
from screening.core.instrument.vocabulary import RECEIVING, Age, Form, Profession, Setting
from screening.core.record.case import Case, Site
from screening.core.record.quick_check import SAFETY_QUESTIONS
from screening.core.record.referral import Agreement, Decisions, Handover, KcikDecision, Needs, Status
from screening.core.record.vocabulary import (
    Certificate,
    ContactAgreement,
    InabilityReason,
    KcikChoice,
    KcikOutcome,
    Need,
    Papers,
    Stay,
    Urgent,
)
from screening.core.referral.situations import (
    LAW_OF,
    OF_A_FORM,
    HardSituation,
    law_of,
    said_in,
    situations,
)
from screening.core.rules.advice import AdviceCode
from screening.printing import page_html
from screening.settings import folder
from tests.builders import CONTENT, a_case

PLAIN = a_case(profession="social_worker")
UNABLE = Agreement(contact=ContactAgreement.UNABLE, unable=frozenset({InabilityReason.GUARDIAN}))


def needing(*services: Need, urgent: tuple[Urgent, ...] = ()) -> Case:
    return replace(PLAIN, needs=Needs(services=frozenset(services), urgent=frozenset(urgent)))


def at(setting: Setting, case: Case = PLAIN) -> Case:
    return replace(case, context=replace(case.context, setting=setting))


def told(choice: KcikChoice) -> Case:
    return replace(PLAIN, decisions=Decisions(kcik=KcikDecision(choice, "powód", "Nowak")))


def counted(**numbers: int) -> Case:
    return replace(PLAIN, safety=replace(PLAIN.safety, **numbers))


CASES = {
    "nothing": (PLAIN, []),
    "sexual violence": (needing(urgent=(Urgent.SEXUAL_VIOLENCE,)), ["medical"]),
    "no water": (needing(urgent=(Urgent.WATER_FOOD,)), ["medical"]),
    "a crisis": (needing(urgent=(Urgent.CRISIS,)), []),
    "urgent care": (needing(Need.URGENT_MEDICAL), ["medical", "health"]),
    "a scar": (a_case(signs="obs_fresh_scar"), ["medical"]),
    "an app": (a_case(interpreter="machine"), ["interpreter"]),
    "no interpreter needed": (a_case(interpreter="not_needed"), []),
    "two persons": (counted(persons=2), []),
    "three persons": (counted(persons=3), ["group"]),
    "an inspection": (replace(PLAIN, site=Site("x", 1)), ["group"]),
    "crime, police": (a_case(profession="police", forms="crime"), ["offences", "crime"]),
    "crime, social worker": (a_case(profession="social_worker", forms="crime"), ["crime"]),
    "begging, police": (a_case(profession="police", forms="begging"), ["offences"]),
    "labour, police": (a_case(profession="police"), []),
    "two further forms": (a_case(forms=["organs", "adoption"]), ["adoption", "organs"]),
    "a child": (a_case(age="child"), ["child_tonight"]),
    "others left": (counted(others=2), ["left_behind"]),
    "children left": (counted(others_children=1), ["left_behind"]),
    "none left": (counted(others=0), []),
    "reported": (a_case(signs="obs_reported_by_controller"), ["reported"]),
    "detention": (at(Setting.DETENTION), ["detained"]),
    "detention, police": (at(Setting.DETENTION, a_case(profession="police")), ["offences", "detained"]),
    "the border": (at(Setting.BORDER), ["border"]),
    "a border guard": (a_case(profession="border_guard"), ["border"]),
    "asylum": (replace(PLAIN, status=Status(stay=Stay.ASYLUM)), ["border"]),
    "no papers, police": (replace(a_case(profession="police"), status=Status(papers=Papers.NONE)), ["offences"]),
    "on the way": (a_case(exploited_in="transit"), ["smuggled"]),
    "work in a home": (at(Setting.HOME), ["domestic_diplomat"]),
    "begging at home": (at(Setting.HOME, a_case(forms="begging")), []),
    "advertisements": (a_case(signs="obs_ads_by_others"), ["online"]),
    "recordings": (a_case(yes="recordings_blackmail"), ["online"]),
    "a disability": (a_case(yes="vuln_disability_age"), ["disabled"]),
    "a guardian": (replace(PLAIN, agreement=UNABLE), ["disabled"]),
    "a guardian, then able": (replace(PLAIN, agreement=replace(UNABLE, contact=ContactAgreement.YES)), []),
    "a guardian, then a child": (replace(PLAIN, agreement=UNABLE, age=Age.CHILD), ["child_tonight"]),
    "a guardian, then in doubt": (replace(PLAIN, agreement=UNABLE, age=Age.UNCERTAIN), ["child_tonight"]),
    "no pay": (a_case(yes="low_no_pay"), ["pay"]),
    "no pay, no labour": (a_case(yes="low_no_pay", forms="sexual"), []),
    "a lawyer": (needing(Need.LEGAL), ["pay", "money"]),
    "a lawyer, no labour": (replace(needing(Need.LEGAL), forms=frozenset({Form.CRIME})), ["crime", "money"]),
    "the certificate asked for": (replace(PLAIN, status=Status(certificate=Certificate.ASKED)), ["before_call"]),
    "no certificate": (replace(PLAIN, status=Status(certificate=Certificate.NONE)), []),
    "referred": (told(KcikChoice.REFER), ["afterwards"]),
    "not now": (told(KcikChoice.NOT_NOW), []),
    "nobody answered": (replace(PLAIN, handover=Handover(kcik_outcome=KcikOutcome.NO_ANSWER)), ["afterwards"]),
    "a return": (needing(Need.SAFE_RETURN), ["afterwards"]),
}


@pytest.mark.parametrize(("case", "found"), CASES.values(), ids=CASES)
def test_the_situations_of_a_case(case, found):
    assert situations(case) == tuple(map(HardSituation, found))


def test_labour_rights_bring_the_way_to_help():
    assert situations(PLAIN, {AdviceCode.LABOUR_RIGHTS}) == (HardSituation.LABOUR, HardSituation.PAY)


def test_every_situation_is_reached():
    reached = {each for case, _ in CASES.values() for each in situations(case)} | {HardSituation.LABOUR}
    assert reached | {HardSituation(form) for form in OF_A_FORM} == set(HardSituation)


def test_own_offences_are_for_those_who_may_charge():
    for profession in Profession:
        case = a_case(profession=profession, forms="crime")
        assert (HardSituation.OFFENCES in situations(case)) is (profession in RECEIVING)


@pytest.mark.parametrize("situation", HardSituation)
def test_every_situation_has_its_list_and_stands_where_it_is_chosen(situation: HardSituation, content: Content):
    assert content.guidance[f"situation_{situation}"].polish and content.lists[f"situation_{situation}"]
    pages = "".join(file.read_text(encoding="utf-8") for file in folder("templates").glob("cases/*.html"))
    named = re.findall(r'situation\("(\w+)"', pages)
    lists = re.findall(r"for name in \(([^)]*)\)|set hard = \[([^\]]*)\]", pages)
    named += re.findall(r'"(\w+)"', " ".join(each for both in lists for each in both))
    named += [asked.key for asked in SAFETY_QUESTIONS]
    assert situation in named or situation is HardSituation.LABOUR, "labour rights are advice, and the overview says it"


def test_the_law_of_a_situation_is_in_the_content(content: Content):
    assert {id_ for ids in LAW_OF.values() for id_ in ids} <= content.law.entries.keys()


def test_the_law_on_foreigners_is_not_told_of_a_polish_citizen():
    assert law_of("labour", PLAIN) == LAW_OF[HardSituation.LABOUR]
    for citizenship in ("poland", "eu"):
        assert law_of("labour", a_case(citizenship=citizenship)) == ("pip_2026",)


@pytest.mark.parametrize("stay", [None, *Stay])
def test_a_permit_for_work_without_a_stay_is_named_where_the_stay_is_not_known_to_be_legal(stay):
    known = stay in (Stay.LEGAL, Stay.ASYLUM, Stay.TEMPORARY_PROTECTION)
    case = replace(a_case(citizenship="third_country", profession="labour_inspector"), status=Status(stay=stay))
    assert ("art_187" in law_of("labour", case)) is not known
    said = page_html(document("steps", case, CONTENT), "pl")
    assert ("art. 187" in said) is not known


def test_only_those_who_may_charge_have_a_coordinator_for_offences_on_orders(content: Content):
    (first,) = content.lists["situation_crime"]
    for profession in Profession:
        said = first.wording(said_in(a_case(profession=profession), child=False))
        assert said and ("koordynator" in said.polish) is (profession in RECEIVING)
