"""How the papers read, each said to the right reader: a child's, an own duty's, a certificate's, an unsafe talk's."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from screening.core.documents import DOCUMENTS
from screening.core.instrument.vocabulary import Age, Alone, Citizenship, Form, Interpreter, Profession
from screening.core.record.case import Case, Safety
from screening.core.record.referral import Decisions, KcikDecision, NotificationDecision, Person, Status
from screening.core.record.vocabulary import (
    AgeBand,
    Certificate,
    Duty,
    KcikChoice,
    NotificationChoice,
    Papers,
    Stay,
    YesNoUnknown,
)
from screening.printing import page_html
from tests.builders import a_case
from tests.printing.read import pages
from tests.printing.sheets import answered_with_dont_know, sheet, typical_case

PAST_DAY = "minęło"


def said(case: Case, kind: str) -> str:
    """The text of a document, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page_html(sheet(case, kind), "pl")).split())


def a_foreign_child(profession: Profession = Profession.SOCIAL_WORKER) -> Case:
    """A child from outside the Union with a certificate, everything else as in the typical case."""
    case = typical_case()
    return replace(
        case,
        age=Age.CHILD,
        person=replace(case.person, age_band=None, birth_date="2012-05-02"),
        context=replace(case.context, profession=profession),
        status=Status(Papers.NONE, Stay.TO_BE_CLEARED, Certificate.ISSUED, "2026-10-31"),
    )


def certified(citizenship: Citizenship = Citizenship.THIRD_COUNTRY, **status: object) -> Case:
    case = a_case(concerned=True)
    return replace(case, context=replace(case.context, citizenship=citizenship), status=Status(**status))


def notified(
    profession: Profession, choice: NotificationChoice = NotificationChoice.WILL_NOTIFY, duty: Duty | None = None
) -> Case:
    decided = Decisions(
        KcikDecision(KcikChoice.REFER, "dług", "nr 17"),
        NotificationDecision(choice, duty, reason="x", decided_by="nr 17"),
    )
    return replace(a_case(concerned=True, profession=profession), decisions=decided)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("profession", Profession)
@pytest.mark.parametrize("citizenship", Citizenship)
@pytest.mark.parametrize("certificate", Certificate)
def test_no_paper_of_a_child_speaks_of_cooperation_or_of_an_adults_agreement(profession, citizenship, certificate):
    case = a_foreign_child(profession)
    case = replace(
        case,
        context=replace(case.context, citizenship=citizenship),
        status=replace(case.status, certificate=certificate, certificate_on=""),
    )
    for kind in DOCUMENTS:
        text = said(case, kind).lower()
        assert "współprac" not in text and "za zgodą" not in text, kind
        assert "zgody osoby dorosłej" not in text and "osobę dorosłą zgłasza" not in text, kind


@pytest.mark.parametrize("case", [certified(), a_foreign_child()], ids=["adult", "child"])
def test_the_steps_of_a_foreigner_say_how_and_until_when_to_apply_and_that_nobody_confirmed_it(case):
    (applying,) = re.findall(
        r"Wniosek o zezwolenie z art\. 176[^(]*\(MOS\).*?zapasem czasu\. \(([^)]*)\)", said(case, "steps")
    )
    assert applying == "do potwierdzenia"


def test_an_adult_hears_that_the_certificate_asks_for_no_cooperation_and_what_ends_it():
    text = said(certified(), "steps")
    assert "Współpraca nie jest warunkiem zaświadczenia z art. 170." in text
    assert "osoba czynnie, z własnej woli i inicjatywy wraca do kontaktu z podejrzanymi." in text
    assert "Powiedz o tym osobie, zanim do kogoś zadzwoni." in text


def test_the_steps_of_a_child_with_a_permit_in_view_name_the_status_of_injured_party():
    assert "status pokrzywdzonego" in said(a_foreign_child(), "steps")
    assert "współpraca" in said(typical_case(), "steps")


def test_a_notification_of_a_child_needs_no_means():
    assert "Wobec dziecka wystarczą czynność i cel" in said(a_foreign_child(), "notification")
    assert "jeden z sześciu sposobów działania" not in said(a_foreign_child(), "notification")


@pytest.mark.parametrize("profession", Profession)
def test_the_steps_of_a_child_have_those_of_the_service_too(profession):
    made = sheet(a_foreign_child(profession), "steps")
    assert len(made.own) == 5 and len(made.of_service) >= 3
    assert "Kroki:" in said(a_foreign_child(profession), "steps")


@pytest.mark.sampled(2)
@pytest.mark.parametrize("profession", Profession)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_steps_of_a_child_stand_on_one_sheet_of_paper(printer, profession, language):
    assert len(pages(printer.pdf(sheet(a_foreign_child(profession), "steps"), language).pdf)) <= 2


CHILD_WORDS = re.compile(r"dzieck|dzieci\b", re.IGNORECASE)


@pytest.mark.parametrize("stay", Stay)
@pytest.mark.parametrize("citizenship", Citizenship)
def test_the_routes_of_an_adult_have_no_words_for_a_child(citizenship, stay):
    routes = sheet(certified(citizenship, stay=stay), "steps").routes
    assert routes
    assert not [step.polish for route in routes for step in route.steps if CHILD_WORDS.search(step.polish)]


def test_a_social_worker_is_not_told_to_ask_social_assistance():
    case = certified(Citizenship.EU)
    assert "zapytaj OPS" in said(case, "steps")
    social = replace(case, context=replace(case.context, profession=Profession.SOCIAL_WORKER))
    assert "zapytaj OPS" not in said(social, "steps") and "art. 5 ustawy" in said(social, "steps")


@pytest.mark.parametrize("profession", [None, *Profession])
@pytest.mark.parametrize("citizenship", [Citizenship.THIRD_COUNTRY, Citizenship.UNKNOWN])
def test_a_certificate_that_was_issued_is_not_asked_for_again(profession, citizenship):
    asking = re.compile("Poproś o (nie|zaświadczenie)|Gdy są podstawy do domniemania|zaświadczenie z art. 170, ważne")

    def steps(certificate: Certificate) -> str:
        case = certified(citizenship, certificate=certificate, certificate_on="2026-11-20")
        return said(replace(case, context=replace(case.context, profession=profession)), "steps")

    assert asking.search(steps(Certificate.NONE)) and not asking.search(steps(Certificate.ISSUED))


@pytest.mark.parametrize("kind", ["referral", "steps"])
def test_a_certificate_whose_day_has_passed_is_marked(kind, monkeypatch):
    case = certified(certificate=Certificate.ISSUED, certificate_on="2026-08-23")
    case = replace(case, person=replace(case.person, age_band=AgeBand.UNDER_40))
    assert PAST_DAY not in said(case, kind)
    monkeypatch.setattr("tests.printing.sheets.PRINTED_AT", datetime(2026, 11, 24, 12, tzinfo=UTC))
    assert PAST_DAY in said(case, kind)


@pytest.mark.parametrize("kind", ["referral", "steps"])
def test_a_certificate_that_ends_soon_says_so(kind, monkeypatch):
    case = certified(certificate=Certificate.ISSUED, certificate_on="2026-08-25")
    case = replace(case, person=replace(case.person, age_band=AgeBand.UNDER_40))
    assert "kończy się 25.11.2026: zostało najwyżej 14 dni" in said(case, kind)
    monkeypatch.setattr("tests.printing.sheets.PRINTED_AT", datetime(2026, 10, 20, 12, tzinfo=UTC))
    assert "zostało najwyżej" not in said(case, kind)


# Nobody knows whether the person was a minor on the day of issue: it ends on 23 November or a month later.
@pytest.mark.parametrize("kind", ["referral", "steps"])
@pytest.mark.parametrize(
    ("today", "sentence"),
    [
        (23, "może się skończyć już 23.11.2026: do tego dnia zostało najwyżej 14 dni"),
        (24, "skończyło się 23.11.2026, chyba że w dniu wydania osoba nie miała 18 lat. Wtedy kończy się 23.12.2026"),
    ],
)
def test_the_day_of_a_minors_certificate_is_never_said_alone_of_somebody_who_may_have_been_an_adult(
    kind, today, sentence, monkeypatch
):
    case = certified(certificate=Certificate.ISSUED, certificate_on="2026-08-23")
    for age in (Age.ADULT, Age.UNCERTAIN):
        monkeypatch.setattr("tests.printing.sheets.PRINTED_AT", datetime(2026, 11, today, 12, tzinfo=UTC))
        text = said(replace(case, age=age, person=Person()), kind)
        assert sentence in text and "art. 170 kończy się" not in text


OF_AN_INSTITUTION = "art. 304 § 2"
RECEIVING = (Profession.POLICE, Profession.BORDER_GUARD)


@pytest.mark.parametrize("duty", [None, Duty.OWN])
@pytest.mark.parametrize("profession", RECEIVING)
def test_who_receives_notifications_is_not_told_of_the_duty_to_notify_others(profession, duty):
    case = notified(profession, duty=duty)
    assert OF_AN_INSTITUTION not in said(case, "note") and "własny obowiązek" in said(case, "note")
    text = said(case, "notification")
    assert "Instytucje państwowe i samorządowe muszą" not in text and OF_AN_INSTITUTION not in text
    assert "podpisanie zawiadomienia" not in said(case, "note")


@pytest.mark.parametrize("profession", [each for each in Profession if each not in RECEIVING])
def test_an_institution_is_told_of_its_duty(profession):
    case = notified(profession)
    assert OF_AN_INSTITUTION in said(case, "note") and "podpisanie zawiadomienia" in said(case, "note")
    assert "Instytucje państwowe i samorządowe muszą" in said(case, "notification")


@pytest.mark.parametrize("choice", [NotificationChoice.NOT_NOW, NotificationChoice.DONE])
@pytest.mark.parametrize("profession", Profession)
def test_a_note_asks_to_sign_no_notification_that_is_made_or_is_not_to_be_made(profession, choice):
    text = said(notified(profession, choice), "note")
    assert "podpisanie zawiadomienia" not in text and "Zarejestrowanie" not in text


STATES = {
    NotificationChoice.DONE: ("już złożono", "przyjęcie do wiadomości"),
    NotificationChoice.NOT_NOW: ("Zdecydowano: na razie bez zawiadomienia", "potwierdzenie albo zmianę decyzji"),
    NotificationChoice.UNDECIDED: ("nikt jeszcze nie zdecydował", "decyzję w sprawie zawiadomienia"),
    NotificationChoice.WILL_NOTIFY: ("", "podpisanie zawiadomienia"),
}


@pytest.mark.parametrize("choice", NotificationChoice)
def test_a_drafted_notification_says_what_is_decided_of_it_and_the_note_asks_for_what_is_left(choice):
    case, (state, asked) = notified(Profession.SOCIAL_WORKER, choice), STATES[choice]
    text = said(case, "notification")
    assert state in text and not [each for each, _ in STATES.values() if each and each != state and each in text]
    assert asked in said(case, "note")


def test_where_no_force_is_recorded_the_note_and_the_notification_say_so():
    bad_work = a_case(forms="labour", yes=["low_no_pay"], profession=Profession.LABOUR_INSPECTOR)
    for kind in ("note", "notification"):
        assert "Odnotowano złe warunki pracy. Przesłanek przymusu" in said(bad_work, kind)
        assert "Odnotowano złe warunki pracy" not in said(typical_case(), kind)
    assert "może wskazywać na przestępstwo" not in said(bad_work, "note")


UNSAFE = {
    "not alone": (Alone.NO, Interpreter.NOT_NEEDED, "Ktoś był przy rozmowie."),
    "a companion": (Alone.YES, Interpreter.COMPANION, "Tłumaczyła osoba towarzysząca."),
    "the group": (Alone.YES, Interpreter.GROUP, "Tłumaczył ktoś z grupy"),
    "nobody": (Alone.YES, Interpreter.NONE_BUT_NEEDED, "Nikt nie tłumaczył"),
}


@pytest.mark.parametrize(("alone", "interpreter", "words"), UNSAFE.values(), ids=UNSAFE)
def test_the_script_says_aloud_that_the_talk_was_not_safe_and_why(alone, interpreter, words):
    text = said(replace(a_case(concerned=True), safety=Safety(alone, interpreter)), "script")
    assert "nie odbyła się w bezpiecznych warunkach" in text and words in text
    assert not [other for _, _, other in UNSAFE.values() if other != words and other in text]


def test_the_script_of_a_safe_talk_says_nothing_of_it():
    text = said(replace(a_case(concerned=True), safety=Safety(Alone.YES, Interpreter.INDEPENDENT)), "script")
    assert "bezpiecznych warunkach" not in text and "Tłumacz" not in text


def test_the_script_names_children_left_behind_and_threats_to_the_family():
    safety = Safety(others=6, others_children=2, family_threatened=YesNoUnknown.YES)
    text = said(replace(a_case(concerned=True), safety=safety), "script")
    assert "Dzieci wśród nich: 2" in text and "Ktoś grozi rodzinie tej osoby." in text


def test_the_form_other_is_said_beside_another_form():
    text = said(replace(a_case(concerned=True), forms=frozenset({Form.LABOUR, Form.OTHER})), "script")
    assert "praca lub usługi o charakterze przymusowym" in text and "inna forma" in text


@pytest.mark.parametrize("age", Age)
def test_what_is_not_known_is_said_in_whole_sentences(age):
    text = said(answered_with_dont_know(age), "script").partition("O to KCIK może dopytać")[0]
    assert "nie wiem" not in text and text.count("Nie wiem, ") > 8


def test_the_lines_of_a_consultation_keep_their_numbers():
    text = said(typical_case(), "consultation")
    assert "11 Kontakt nie podaje się w konsultacji" in text and "12 Transport" in text


def test_a_talk_that_was_not_safe_is_said_once_above_the_lines():
    case = replace(a_case(yes=["bad_living"]), safety=Safety(Alone.NO))
    front = said(case, "referral").partition("Bezpieczeństwo")[0]
    assert front.count("nie odbyła się w bezpiecznych warunkach") == 1


@pytest.mark.parametrize(
    ("birth", "age", "printed"),
    [
        ("1998", None, "data urodzenia: 1998 ·"),
        ("1998-05", None, "data urodzenia: maj 1998 ·"),
        ("1998-05-12", 28, "data urodzenia: 12.05.1998 ·"),
        ("", 28, "około 28 lat ·"),
        ("", 1, "około 1 roku ·"),
    ],
)
def test_a_birth_date_stands_on_the_sheet_as_far_as_it_is_known_and_without_quotes(birth, age, printed):
    case = a_foreign_child()
    child = replace(case, age=Age.UNCERTAIN, person=replace(case.person, birth_date=birth, age_about=age))
    text = said(child, "referral")
    assert printed in text and "1 stycznia" not in text and "01.01" not in text


@pytest.mark.parametrize("kind", ["referral", "steps"])
def test_a_certificate_of_who_turned_18_since_is_that_of_a_minor_and_in_doubt_both_days_are_said(kind):
    case = replace(typical_case(), status=Status(certificate=Certificate.ISSUED, certificate_on="2026-08-20"))
    turned_18 = replace(case, person=replace(case.person, age_band=None, birth_date="2008-11-20"))
    assert "20.12.2026" in said(turned_18, kind) and PAST_DAY not in said(turned_18, kind)
    in_doubt = replace(case, person=replace(case.person, age_band=None, birth_date=""))
    assert "20.11.2026" in said(in_doubt, kind) and PAST_DAY not in said(in_doubt, kind)
    doubted = said(in_doubt, kind)
    assert "jeśli w dniu wydania osoba nie miała 18 lat: do 20.12.2026" in doubted
    assert doubted.count("liczy się data na zaświadczeniu") == 1
    grown = replace(case, person=replace(case.person, age_band=None, birth_date="1994-05-02"))
    assert "20.12.2026" not in said(grown, kind) and PAST_DAY in said(grown, kind)


@pytest.mark.parametrize("profession", [each for each in Profession if each not in RECEIVING])
def test_an_institution_that_was_put_right_is_told_of_its_own_duty_and_not_of_that_of_the_police(profession):
    case = notified(profession, duty=Duty.OWN)
    note, sheet = said(case, "note"), said(case, "notification")
    assert OF_AN_INSTITUTION in note and "podpisanie zawiadomienia" in note and "Podpis kierownika" in sheet
    assert not any("własny obowiązek" in said(case, kind) for kind in ("note", "notification", "referral"))
