"""A child's "what next" orders no further talk and names no law of adults; in doubt of the age no months are a fact."""

from dataclasses import replace

import pytest

from screening.core.instrument.vocabulary import Age, Citizenship, Setting
from screening.core.record.case import Case, Site
from screening.core.record.referral import Needs, Person, Status
from screening.core.record.vocabulary import AgeBand, Certificate, Urgent
from tests.builders import a_case
from tests.printing.test_said import said

HARD = {
    "disabled": ("Osoba z niepełnosprawnością", "Dziecko też mówi, czego chce"),
    "group": ("Wiele osób naraz", "Dziecko pytaj tylko o bezpieczeństwo i potrzeby"),
    "reported": ("Zgłoszono, że osoba zaginęła", "dopóki nie potwierdzono, że to jego opiekun"),
    "detained": ("Osoba zatrzymana", "telefon do KCIK, sąd rodzinny i reprezentant lub kurator dziecka"),
}
OF_ADULTS = {
    "disabled": (
        "Zapytaj jeszcze raz, inaczej", "Proś: „opowiedz”", "ubezwłasnowolniona", "odbiera rentę", "183 k.r.o.",
    ),
    "group": ("rozmowa z każdym na osobności",),
    "reported": ("porozmawiaj z nią na osobności",),
    "detained": ("rozmowa na osobności i telefon",),
}  # fmt: skip


def in_all_of_them(age: str, profession: str) -> Case:
    """A case in each of these situations, detained as nobody with a parent outside would be."""
    case = a_case(age=age, profession=profession, signs="obs_reported_by_controller", concerned=True)
    context = replace(case.context, setting=Setting.DETENTION)
    needs = Needs(urgent=frozenset({Urgent.MOBILITY}))
    return replace(case, context=context, needs=needs, site=Site("one", 2))


@pytest.mark.parametrize("profession", ["police", "social_worker"])
@pytest.mark.parametrize("age", ["child", "uncertain"])
def test_a_child_in_a_hard_situation_is_not_questioned_further_and_gets_no_law_of_adults(age, profession):
    text, adult = said(in_all_of_them(age, profession), "steps"), said(in_all_of_them("adult", profession), "steps")
    for name, (title, child) in HARD.items():
        assert title in text and title in adult and child in text and child not in adult
        for words in OF_ADULTS[name]:
            assert words not in text and words in adult
    assert "Nie prowadź dalszej rozmowy o zdarzeniach" in text


def foreign(age: Age, citizenship: Citizenship | None, certificate: Certificate | None) -> Case:
    case = a_case(concerned=True)
    context = replace(case.context, citizenship=citizenship)
    on = "2026-11-20" if certificate is Certificate.ISSUED else ""
    person = Person(age_band=AgeBand.UNDER_60 if age is Age.ADULT else None)
    status = Status(certificate=certificate, certificate_on=on)
    return replace(case, age=age, context=context, person=person, status=status)


@pytest.mark.parametrize("certificate", [None, *Certificate])
@pytest.mark.parametrize("citizenship", [None, Citizenship.UNKNOWN, Citizenship.THIRD_COUNTRY])
def test_of_an_age_in_doubt_no_number_of_months_is_said_as_a_fact_and_both_sets_of_conditions_are(
    citizenship, certificate
):
    text = said(foreign(Age.UNCERTAIN, citizenship, certificate), "steps")
    assert "legalny przez 4 miesiące" not in text and "ważne 4 miesiące" not in text
    if citizenship is Citizenship.THIRD_COUNTRY or certificate is not Certificate.ISSUED:
        assert "Liczy się data na zaświadczeniu" in text
        assert "współpraca, gdy to dorosły, lub status pokrzywdzonego, gdy to dziecko" in text
    child, adult = (said(foreign(age, citizenship, certificate), "steps") for age in (Age.CHILD, Age.ADULT))
    assert "Liczy się data" not in child and "Liczy się data" not in adult
    assert "gdy to dorosły" not in child and "gdy to dziecko" not in adult


def test_who_may_have_been_a_child_on_the_day_of_the_certificate_is_not_told_three_months_as_a_fact():
    case = foreign(Age.ADULT, Citizenship.THIRD_COUNTRY, Certificate.ISSUED)
    born = {"2008-11-25": True, "2008-11-19": False, "1990-01-01": False, "": True}
    for day, doubtful in born.items():
        text = said(replace(case, person=replace(case.person, age_band=None, birth_date=day)), "steps")
        assert ("Liczy się data na zaświadczeniu" in text) is doubtful, day
