"""Sentences that somebody reads aloud, to KCIK or to a superior: each can be said as it stands, and is said once."""

import re
from dataclasses import replace
from typing import Any

import pytest

from screening.casework.documents import document
from screening.core.instrument.vocabulary import Profession
from screening.core.record.case import Case
from screening.core.record.referral import Agreement, Decisions, Handover, NotificationDecision, Status
from screening.core.record.vocabulary import (
    Authority,
    ContactAgreement,
    Duty,
    InabilityReason,
    KcikOutcome,
    Need,
    NotificationChoice,
    Papers,
    Stay,
    Tonight,
    Urgent,
    YesNoUnknown,
)
from screening.printing import page_html
from tests.builders import CONTENT, a_case
from tests.printing.sheets import maximal_case, sheet, typical_case

INTENDED = "jeszcze się nie zaczęł"


def said(case: Case, kind: str) -> str:
    """The text of a document, on one line."""
    return " ".join(re.sub(r"<[^>]+>", "", page_html(document(kind, case, CONTENT), "pl")).split())


def spoken(case: Case) -> str:
    """The lines of the script, without its head and foot."""
    return said(case, "script").partition("Powiedz po kolei")[2].partition("Po rozmowie")[0]


@pytest.mark.parametrize("case", [typical_case(), maximal_case("x")], ids=["typical", "maximal"])
def test_no_line_of_the_script_has_a_mark_that_nobody_can_read_aloud(case):
    unable = Agreement(contact=ContactAgreement.UNABLE, unable=frozenset(InabilityReason))
    needs = replace(case.needs, urgent=frozenset(Urgent), services=frozenset(Need))
    text = spoken(replace(case, agreement=unable, needs=needs))
    assert "ma opiekuna prawnego" in text and "·" not in text


def test_what_nobody_asked_is_said_in_whole_sentences():
    text = spoken(a_case())
    assert "do kiedy ta osoba może bezpiecznie zostać tam, gdzie jest." in text and not re.search(
        "nie pytano|kar(ta|cie)", text
    )


def test_a_line_says_once_that_nobody_asked():
    said_once = "Nie zapytano, czy ktoś niebezpieczny wie, gdzie jest ta osoba; czy ktoś niebezpieczny zna"
    assert said_once in spoken(a_case())
    lines = re.findall("<li>.*?</li>", page_html(sheet(a_case(), "script"), "pl"), re.DOTALL)
    assert max(line.count("Nie zapytano") for line in lines) == 1


def test_whoever_sleeps_with_us_and_nobody_else_is_safe_with_us():
    somewhere = replace(a_case(), safety=replace(a_case().safety, safe_until="2026-11-28T14:30"))
    here = replace(somewhere, safety=replace(somewhere.safety, tonight=Tonight.WITH_US))
    for tonight in {None, *Tonight} - {Tonight.WITH_US}:
        there = replace(somewhere, safety=replace(somewhere.safety, tonight=tonight))
        for kind in ("script", "referral", "consultation"):
            assert "u nas bezpiecz" in said(here, kind) and "u nas bezpiecz" not in said(there, kind), (kind, tonight)
        assert "Ta osoba może bezpiecznie zostać tam, gdzie jest, do: 28.11.2026 14:30" in spoken(there)


def test_an_unnamed_reason_is_not_read_as_a_reason():
    unable = Agreement(contact=ContactAgreement.UNABLE, unable=frozenset({InabilityReason.OTHER}))
    assert "Powód" not in spoken(replace(a_case(), agreement=unable))


@pytest.mark.parametrize("kind", ["script", "referral", "consultation"])
def test_that_no_form_has_begun_is_said_once_of_several(kind):
    both, one = (a_case(forms=["labour", "sexual"], intended=intended) for intended in (["labour", "sexual"], "labour"))
    line = said(both, kind).count(INTENDED)
    assert line == said(one, kind).count(INTENDED) and "wszystkie zamierzone, wykorzystanie" in said(both, kind)
    assert "wszystkie zamierzone" not in said(one, kind)


@pytest.mark.parametrize("kind", ["referral", "consultation", "note", "notification"])
def test_whoever_is_on_the_way_from_where_it_began_is_not_said_to_be_before_it(kind):
    begun, before = (a_case(exploited_in=places) for places in (["poland", "transit"], "transit"))
    assert "w Polsce · także w drodze" in said(begun, kind) and "mogło się jeszcze nie zacząć" in said(before, kind)
    assert "mogło się jeszcze nie zacząć" not in said(begun, kind)


def to(*bodies: Authority, profession: Profession | None, duty: Duty | None = None) -> Case:
    """A case in which somebody decided to notify these."""
    decided = NotificationDecision(
        choice=NotificationChoice.WILL_NOTIFY, to=frozenset(bodies), duty=duty, reason="powód", decided_by="dyżurny"
    )
    return replace(a_case(profession=profession), decisions=Decisions(notification=decided))


@pytest.mark.parametrize("profession", ["police", "border_guard"])
def test_a_unit_that_notifies_a_prosecutor_sends_the_notification_on(profession):
    own = Authority(profession)
    assert "przekazanie go prowadzącemu sprawę" in said(to(own, profession=profession), "note")
    for bodies in ([Authority.PROSECUTOR], [own, Authority.FAMILY_COURT]):
        text = said(to(*bodies, profession=profession), "note")
        assert "zarejestrowanie zawiadomienia w jednostce i przesłanie go dalej" in text
        assert "prowadzącemu sprawę" not in text


@pytest.mark.parametrize("duty", [None, *Duty])
def test_the_head_signs_for_an_institution_alone(duty):
    text = said(to(Authority.PROSECUTOR, profession=None, duty=duty), "notification")
    assert ("Podpis kierownika instytucji" in text) is (duty in (None, Duty.INSTITUTION))
    assert ("Data i podpis" in text) is (duty in (Duty.OWN, Duty.SOCIAL))


@pytest.mark.parametrize(("profession", "told"), [("police", "koordynatorowi"), ("social_worker", "KCIK")])
def test_an_exception_at_the_border_is_told_to_somebody_the_reader_has(profession, told):
    case = replace(a_case(profession=profession), status=Status(stay=Stay.ASYLUM))
    assert f"Gdy osobę obejmuje wyjątek, powiedz to {told}." in said(case, "steps")


@pytest.mark.parametrize(
    "what",
    [
        {"forms": "marriage"},
        {"forms": "marriage", "yes": ["violence"], "acts": ["recruitment"], "intended": "marriage"},
        {"forms": "labour", "yes": ["violence", "threats_violence", "isolation_confinement"]},
    ],
)
def test_whom_to_call_about_a_partner_is_told_once(what: dict[str, Any]):
    case = replace(a_case(**what), handover=Handover(kcik_outcome=KcikOutcome.ADVICE))
    text = said(case, "steps")
    assert "Gdy rozmowa z KCIK już się odbyła" in text and text.count("Niebieska Karta") == 1


@pytest.mark.parametrize(
    ("citizenship", "stay", "told"),
    [
        ("poland", None, False),
        ("eu", Stay.LEGAL, False),
        ("eu", Stay.TO_BE_CLEARED, True),
        ("third_country", None, True),
    ],
)
def test_only_of_a_doubtful_stay_is_it_said_how_to_write_it(citizenship, stay, told):
    case = replace(a_case(citizenship=citizenship), status=Status(papers=Papers.TAKEN, stay=stay))
    text = said(case, "steps")
    assert "Brak dokumentów jest przesłanką" in text
    assert ("Pisz: „pobyt do wyjaśnienia”" in text) is told and ("dopiero potem sprawdzanie pobytu" in text) is told


@pytest.mark.parametrize("profession", Profession)
@pytest.mark.parametrize("citizenship", ["poland", "eu"])
def test_the_act_on_foreigners_is_quoted_to_nobody_whom_it_does_not_cover(profession, citizenship):
    case = a_case(profession=profession, citizenship=citizenship, yes=["low_no_pay"])
    text = said(replace(case, status=Status(papers=Papers.TAKEN)), "steps").replace("Artykuły 170-180 ustawy", "")
    assert not re.search(r"art\. (170|171|172|176|187|260|303)|zaświadczeni|ochronę międzynarodową", text)


def test_of_an_age_in_doubt_nothing_says_that_it_is_a_child():
    what: dict[str, Any] = {"yes": ["documents_withheld", "dest_no_guardian"], "signs": ["obs_third_party_speaks"]}
    text = said(a_case(age="uncertain", **what), "referral")
    assert "Dziecko: " not in text and "Reguła dla dziecka: " in text


@pytest.mark.parametrize(("age", "whom"), [("child", "ziecku"), ("uncertain", "sobie")])
@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (None, "Nie zapisano, czy {} powiedziano, co się stanie."),
        (YesNoUnknown.YES, "{} powiedziano, co się stanie."),
        (YesNoUnknown.NO, "{} jeszcze nie powiedziano, co się stanie."),
        (YesNoUnknown.UNKNOWN, "Nie wiem, czy {} powiedziano, co się stanie."),
    ],
)
def test_the_script_says_whether_the_child_was_told_what_happens_as_it_is_recorded(age, whom, told, sentence):
    text = spoken(replace(a_case(age=age), agreement=Agreement(child_told=told)))
    first = {"ziecku": "D", "sobie": "O"}[whom]
    name = (first if sentence.startswith("{}") else first.lower()) + whom
    assert sentence.format(name) in text
    assert text.count("co się stanie") == 1
    assert "zgoda nie jest potrzebna" in text.lower()
