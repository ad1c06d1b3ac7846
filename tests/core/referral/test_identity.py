"""Whose name may stand in a case, and what stays of it once the agreement is gone."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings

from screening.core.instrument.vocabulary import Age
from screening.core.record.case import Case
from screening.core.record.referral import Agreement, Decisions, KcikDecision, Person
from screening.core.record.vocabulary import AgeBand, ContactAgreement, KcikChoice, NameAgreement, YesNoUnknown
from screening.core.referral.disclosure import AS_AGREED
from screening.core.referral.identity import (
    Missing,
    agreement_missing,
    decided_against_refusal,
    identity_erased,
    may_be_named,
    missing,
    without_unagreed_identity,
)
from tests.core.sampling import case_sizes, for_all
from tests.parts import cases

IDENTITY = ("name", "birth_date", "citizenship")
CONTACT = ("relatives", "safe_contact", "unsafe_contact")
PERSON = Person(
    age_band=AgeBand.UNDER_25,
    reads=YesNoUnknown.YES,
    relatives="siostra",
    safe_contact="przez OPS",
    unsafe_contact="telefon osoby",
    name="Olena Przykładowa",
    birth_date="2004-02-29",
    citizenship="Ukraina",
)
AGREEMENTS = list(product(ContactAgreement, NameAgreement))
NOT_TO_BOTH = [each for each in AGREEMENTS if each != (ContactAgreement.YES, NameAgreement.YES)]


def shown(case: Case) -> Person:
    """The person as a referral sheet may show it."""
    return AS_AGREED.of(case).person


def named(age: Age | None, contact: ContactAgreement, share_name: NameAgreement) -> Case:
    """A case where everything about the person is filled in."""
    return Case(edition="2026.1", age=age, agreement=Agreement(contact=contact, share_name=share_name), person=PERSON)


def identity(person: Person) -> set[str]:
    return {getattr(person, name) for name in IDENTITY}


@pytest.mark.parametrize(("contact", "share_name"), NOT_TO_BOTH)
def test_an_adults_name_is_never_shown_without_agreement_to_contact_and_to_sharing(contact, share_name):
    case = named(Age.ADULT, contact, share_name)
    assert not may_be_named(case)
    assert identity(shown(case)) == {""}


def test_an_adult_who_agrees_to_contact_and_to_sharing_is_shown_whole():
    assert shown(named(Age.ADULT, ContactAgreement.YES, NameAgreement.YES)) == PERSON


@pytest.mark.parametrize(("contact", "share_name"), AGREEMENTS)
@pytest.mark.parametrize("age", [Age.CHILD, Age.UNCERTAIN])
def test_a_child_and_an_age_in_doubt_are_shown_whole_whatever_stands_under_agreement(age, contact, share_name):
    case = named(age, contact, share_name)
    assert shown(case) == PERSON
    assert not agreement_missing(case)
    assert without_unagreed_identity(case) is case


@pytest.mark.parametrize(("contact", "share_name"), AGREEMENTS)
def test_while_the_age_is_unknown_nobody_is_named_or_led_to_whatever_stands_under_agreement(contact, share_name):
    case = named(None, contact, share_name)
    assert not may_be_named(case)
    assert {getattr(shown(case), name) for name in (*IDENTITY, *CONTACT)} == {""}
    assert missing(case) is (
        Missing(contact) if contact in (ContactAgreement.NO, ContactAgreement.UNABLE) else Missing.AGE
    )
    assert identity(without_unagreed_identity(case).person) == {""}


@pytest.mark.parametrize("contact", ContactAgreement)
def test_why_agreement_is_missing_is_what_was_answered(contact):
    assert missing(named(Age.ADULT, contact, NameAgreement.YES)) == (
        None if contact is ContactAgreement.YES else contact
    )


def test_only_a_referral_against_an_adults_no_is_a_decision_against_refusal():
    for age, contact, choice in product((*Age, None), ContactAgreement, KcikChoice):
        case = replace(
            named(age, contact, NameAgreement.NO), decisions=Decisions(kcik=KcikDecision(choice, "powód", "ja"))
        )
        against = age in (Age.ADULT, None) and contact is ContactAgreement.NO and choice is KcikChoice.REFER
        assert decided_against_refusal(case) is against


def test_what_a_save_erases_is_told_with_its_reason_and_only_if_something_was_there():
    agreed = named(Age.ADULT, ContactAgreement.YES, NameAgreement.YES)
    refused = without_unagreed_identity(named(Age.ADULT, ContactAgreement.NO, NameAgreement.NO))
    assert identity_erased(agreed, refused) == "withdrawn"
    assert identity_erased(named(Age.CHILD, ContactAgreement.NO, NameAgreement.NO), refused) == "age"
    assert identity_erased(agreed, agreed) == identity_erased(refused, refused) == ""


@pytest.mark.parametrize(("contact", "share_name"), AGREEMENTS)
def test_the_ways_to_an_adult_are_shown_only_after_agreement_to_contact(contact, share_name):
    person = shown(named(Age.ADULT, contact, share_name))
    hidden = contact is not ContactAgreement.YES
    assert {getattr(person, name) for name in CONTACT} == ({""} if hidden else {getattr(PERSON, n) for n in CONTACT})
    assert agreement_missing(named(Age.ADULT, contact, share_name)) is hidden


@pytest.mark.parametrize(("contact", "share_name"), AGREEMENTS)
def test_what_identifies_nobody_is_always_shown(contact, share_name):
    person = shown(named(Age.ADULT, contact, share_name))
    assert (person.age_band, person.reads) == (PERSON.age_band, PERSON.reads)


@pytest.mark.parametrize(("contact", "share_name"), NOT_TO_BOTH)
def test_withdrawn_agreement_erases_identity_and_nothing_else(contact, share_name):
    case = named(Age.ADULT, contact, share_name)
    kept = without_unagreed_identity(case)
    assert identity(kept.person) == {""}
    assert replace(kept, person=PERSON, agreement=case.agreement) == case
    assert kept.agreement.contact is contact
    assert kept.person == replace(PERSON, **dict.fromkeys(IDENTITY, ""))


@pytest.mark.parametrize(("contact", "share_name"), AGREEMENTS)
def test_whoever_takes_back_the_agreement_to_contact_takes_back_that_to_the_name(contact, share_name):
    kept = without_unagreed_identity(named(Age.ADULT, contact, share_name))
    taken_back = contact in (ContactAgreement.NO, ContactAgreement.UNABLE) and share_name is NameAgreement.YES
    assert kept.agreement.share_name is (NameAgreement.NOT_ASKED if taken_back else share_name)
    again = replace(kept, agreement=replace(kept.agreement, contact=ContactAgreement.YES))
    assert may_be_named(again) is (share_name is NameAgreement.YES and not taken_back)


@settings(deadline=None, max_examples=40)
@given(cases())
def test_a_case_without_identity_is_kept_as_it_is(case):
    bare = replace(case, person=replace(case.person, **dict.fromkeys(IDENTITY, "")))
    bare = replace(bare, agreement=replace(case.agreement, share_name=NameAgreement.NO))
    assert without_unagreed_identity(bare) is bare


@case_sizes
def test_of_any_case_nothing_but_identity_is_erased(examples):
    def check(case):
        kept = without_unagreed_identity(case)
        before = {name: getattr(case.person, name) for name in IDENTITY}
        assert replace(kept, person=replace(kept.person, **before), agreement=case.agreement) == case

    for_all(examples, cases(), check)


@case_sizes
def test_what_may_be_kept_may_be_kept_again_and_shows_no_less(examples):
    def check(case):
        kept = without_unagreed_identity(case)
        assert without_unagreed_identity(kept) is kept
        assert shown(kept) == shown(case)
        assert may_be_named(kept) == may_be_named(case)
        if not may_be_named(case):
            assert identity(kept.person) | identity(shown(case)) == {""}

    for_all(examples, cases(), check)
