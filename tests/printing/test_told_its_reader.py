"""A paper commands nobody but its reader, asks what can be answered of this person, and says a thing once."""

import re
from dataclasses import replace

import pytest

from screening.casework.documents import document
from screening.core.instrument.vocabulary import Basis, Citizenship, Profession
from screening.core.record.case import Case
from screening.core.record.referral import (
    Agreement,
    Decisions,
    Done,
    Handover,
    KcikDecision,
    Needs,
    NotificationDecision,
    Person,
    Status,
)
from screening.core.record.vocabulary import (
    ContactAgreement,
    Duty,
    InabilityReason,
    KcikChoice,
    KcikOutcome,
    NameAgreement,
    Need,
    NotificationChoice,
    Stay,
    Tonight,
    YesNoUnknown,
)
from screening.core.rules.triage import first_questions
from screening.printing import page_html
from tests.builders import CATALOGUE, CONTENT, a_case

FOR_KCIK = ("referral", "consultation")
FACTS = ("note", "notification")
SAFE = {"alone": "yes", "interpreter": "independent", "citizenship": "poland"}


def said(case: Case, kind: str, language: str = "pl") -> str:
    """The text of a document, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page_html(document(kind, case, CONTENT), language)).split())


def late_wages(**what: object) -> Case:
    """A safe talk in which every first question but the one about pay was answered "no"."""
    asked = set(first_questions(CATALOGUE, a_case(**SAFE, **what)))
    return a_case(**SAFE, **what, yes="low_no_pay", no=sorted(asked - {"low_no_pay"}))


def agreed(case: Case, contact: str) -> Case:
    return replace(case, agreement=Agreement(contact=ContactAgreement(contact), can_speak_now=YesNoUnknown.YES))


def test_no_step_begins_with_the_words_of_its_heading():
    for id_ in CONTENT.lists.keys() & CONTENT.guidance.keys():
        heading = CONTENT.guidance[id_].polish.rstrip("?.")
        for each in CONTENT.lists[id_]:
            for text in (each.text, *each.variants.values()):
                assert not text.polish.startswith(heading), id_


@pytest.mark.parametrize("kind", FOR_KCIK)
def test_kcik_is_told_that_there_is_danger_and_not_to_call_112(kind):
    text = said(a_case(danger=True), kind)
    assert "Coś zagraża teraz życiu lub zdrowiu." in text and "formularz poczeka" not in text
    assert re.search(r"zadzwoń pod 112; (zgłoś|skonsultuj)", text)


@pytest.mark.parametrize("contact", ["no", "unable", None])
def test_a_sheet_without_agreement_says_what_it_leaves_out_and_gives_no_order(contact):
    text = said(agreed(a_case(), contact) if contact else a_case(), "referral")
    assert "na tej karcie nie ma nazwiska" in text
    assert "najpierw zapytaj" not in text and "Skonsultuj się z KCIK bez danych" not in text


def test_whoever_refuses_is_not_said_to_be_able_to_speak_with_kcik():
    assert "może teraz z Państwem rozmawiać" in said(agreed(a_case(), "yes"), "script")
    for kind in ("script", *FOR_KCIK):
        assert "może teraz" not in said(agreed(a_case(), "no"), kind), kind


def test_why_nobody_can_agree_is_a_sentence_of_its_own():
    case = agreed(a_case(), "unable")
    case = replace(case, agreement=replace(case.agreement, unable=frozenset({InabilityReason.DISABILITY})))
    assert "Powód: nie rozumie, o co chodzi, z powodu niepełnosprawności lub choroby . Ta osoba" in said(case, "script")


def test_whoever_goes_back_tonight_is_not_asked_until_when_we_keep_them_safe():
    case = a_case()
    for tonight, told in ((Tonight.SAME_PLACE, False), (Tonight.STREET, False), (Tonight.WITH_US, True)):
        there = replace(case, safety=replace(case.safety, tonight=tonight))
        assert ("do kiedy ta osoba jest u nas" in said(there, "script")) is told


def test_a_consultation_is_asked_for_once():
    assert said(agreed(a_case(), "no"), "script").count("Proszę o konsultację") == 1


@pytest.mark.parametrize("duty", [*Duty, None])
def test_a_notification_names_the_offence_and_tells_nobody_of_penalties(duty):
    decided = NotificationDecision(choice=NotificationChoice.WILL_NOTIFY, duty=duty)
    text = said(replace(a_case(yes="violence"), decisions=Decisions(notification=decided)), "notification")
    assert "handel ludźmi (art. 189a i art. 115 § 22 k.k.)" in text
    assert "nie ma kary" not in text and "od 3 miesięcy do 5 lat" not in text and "to my" not in text


def test_that_nobody_else_was_left_is_a_sentence():
    case = a_case()
    for others, sentence in (
        (0, "W miejscu wykorzystania nikt inny nie został."),
        (2, "Inne osoby w miejscu wykorzystania: 2"),
    ):
        assert sentence in said(replace(case, safety=replace(case.safety, others=others)), "script")


@pytest.mark.parametrize("kind", [*FOR_KCIK, *FACTS])
def test_places_stand_in_the_order_of_the_page(kind):
    assert re.search("w Polsce (·|;) za granicą", said(a_case(exploited_in=["abroad", "poland"]), kind))


def test_what_concerns_others_is_not_said_to_be_unasked():
    adult = {
        kind: said(replace(a_case(**SAFE), done=Done(medical=YesNoUnknown.NO)), kind) for kind in ("referral", *FACTS)
    }
    assert all("sąd rodzinny" not in text for text in adult.values())
    assert "zaświadczenie z art. 170" not in adult["referral"]
    inspector = a_case(profession=Profession.LABOUR_INSPECTOR)
    assert "PIP" not in said(inspector, "note").partition("Nie pytano:")[2].partition("W tym piśmie")[0]
    assert "sąd rodzinny" in said(a_case(age="child"), "note")


def test_an_age_in_doubt_is_told_and_heard_as_a_person():
    case = a_case(age="uncertain")
    case = replace(case, agreement=replace(case.agreement, child_told=YesNoUnknown.YES, child_heard=YesNoUnknown.YES))
    text = said(case, "referral")
    assert "osobie powiedziano, co się stanie:" in text and "dziecku powiedziano" not in text


@pytest.mark.parametrize("kind", ["referral", *FACTS])
def test_what_the_officer_saw_is_not_told_in_the_first_person(kind):
    case = a_case(yes="bad_living")
    seen = replace(case.replies["bad_living"], basis=frozenset({Basis.OBSERVED}))
    text = said(replace(case, replies={**case.replies, "bad_living": seen}), kind)
    assert "własna obserwacja" in text and "widzę" not in text


def test_late_wages_alone_are_no_suspicion_and_nobody_has_to_notify():
    for profession in Profession:
        case = late_wages(profession=profession)
        script, steps = (said(case, kind) for kind in ("script", "steps"))
        assert "Podejrzenie:" not in script and "Forma, o którą pytano: praca" in script, profession
        assert "Kierownik jednostki zawiadamia" not in steps and "Zadzwoń do KCIK" not in steps, profession


def test_late_wages_alone_give_no_certificate():
    case = late_wages()
    foreign = replace(case, context=replace(case.context, citizenship=Citizenship.THIRD_COUNTRY))
    forced = a_case(yes="violence", citizenship="third_country")
    assert "art. 176" not in said(foreign, "steps") and "art. 176" in said(forced, "steps")


def test_pay_for_work_abroad_is_claimed_there():
    there = said(a_case(**SAFE, yes="low_no_pay", exploited_in="abroad"), "steps")
    assert "upomnieć w tamtym kraju" in there and "po wyjeździe z Polski" not in there
    assert "po wyjeździe z Polski" in said(a_case(**SAFE, yes="low_no_pay", exploited_in=["abroad", "poland"]), "steps")


def test_a_child_who_sleeps_at_home_is_not_taken_to_an_institution():
    child = a_case(age="child")
    home = replace(child, safety=replace(child.safety, tonight=Tonight.OWN_PLACE))
    assert "placówki interwencyjnej" in said(child, "steps") and "placówki interwencyjnej" not in said(home, "steps")


@pytest.mark.parametrize(("stay", "told"), [(None, True), ("temporary_protection", True), ("legal", False)])
def test_who_is_treated_under_temporary_protection_is_told_where_it_may_hold(stay, told):
    case = a_case(citizenship="third_country")
    ill = replace(
        case, needs=Needs(services=frozenset({Need.URGENT_MEDICAL})), status=Status(stay=Stay(stay) if stay else None)
    )
    assert ("prawo do leczenia mają ubezpieczeni" in said(ill, "steps")) is told


@pytest.mark.parametrize(("yes", "told"), [("debt_bondage", False), ("violence", True)])
def test_a_partner_is_spoken_of_where_somebody_hurts(yes, told):
    called = replace(a_case(yes=yes), handover=Handover(kcik_outcome=KcikOutcome.ADVICE))
    assert ("partner" in said(called, "steps")) is told


@pytest.mark.parametrize("kind", ["script", *FOR_KCIK, *FACTS])
def test_where_nothing_has_begun_nobody_is_left_behind(kind):
    on_the_way = a_case(exploited_in="transit")
    nobody, two = (replace(on_the_way, safety=replace(on_the_way.safety, others=number)) for number in (0, 2))
    assert (
        "w miejscu wykorzystania" in said(two, kind).lower()
        and "w miejscu wykorzystania" not in said(nobody, kind).lower()
    )


@pytest.mark.parametrize("kind", ["script", *FOR_KCIK, *FACTS])
def test_a_child_that_was_counted_there_is_told_although_nothing_has_begun_and_nobody_counted_the_others(kind):
    on_the_way = a_case(exploited_in="transit")
    child = replace(on_the_way, safety=replace(on_the_way.safety, others_children=1))
    assert re.search(r"(wśród nich|w tym dzieci): (<b>)?1", said(child, kind))


@pytest.mark.parametrize("kind", ["referral", "consultation", "script", "steps"])
def test_a_paper_of_a_decision_to_leave_kcik_out_says_so(kind):
    decided = KcikDecision(KcikChoice.NOT_NOW, "Nie chce.", "Nowak", "2026-11-28T10:00")
    later = replace(a_case(yes="debt_bondage"), decisions=Decisions(kcik=decided))
    assert "Zdecydowano: na razie bez kontaktu z KCIK." in said(later, kind)
    assert "Zdecydowano" not in said(a_case(yes="debt_bondage"), kind)
    for called, out in (("2026-11-28T09:00", True), ("2026-11-28T11:00", False)):
        for contact in ContactAgreement:
            case = replace(later, done=Done(kcik_called_at=called), agreement=Agreement(contact=contact))
            assert ("Zdecydowano: na razie bez kontaktu z KCIK." in said(case, kind)) is out, (called, contact)


@pytest.mark.parametrize("age", ["child", "uncertain"])
@pytest.mark.parametrize("kind", ["script", "steps"])
def test_the_officers_own_papers_let_nobody_wait_with_kcik_for_a_child(kind, age):
    decided = KcikDecision(KcikChoice.NOT_NOW, "Czekamy na rodziców.", "Nowak", "2026-11-28T10:00")
    text = said(replace(a_case(age=age), decisions=Decisions(kcik=decided)), kind)
    assert "W sprawie dziecka trzeba się co najmniej skonsultować. Zadzwoń do KCIK teraz" in text
    assert "na wypadek zmiany decyzji" not in text
    called = replace(a_case(age=age), decisions=Decisions(kcik=decided), done=Done(kcik_called_at="2026-11-28T11:00"))
    assert "Zadzwoń do KCIK teraz" not in said(called, kind)


def test_that_a_doctor_is_needed_does_not_say_that_there_was_sexual_violence():
    doctor, violence = (said(a_case(urgent=each), "steps") for each in ("doctor", "sexual_violence"))
    assert "Jeśli mogło dojść do przemocy seksualnej" in doctor and "zakażenia HIV" not in doctor
    assert "zakażenia HIV" in violence and "Jeśli mogło dojść" not in violence


def test_a_letter_names_whom_it_is_for_in_the_nominative():
    text = said(a_case(yes="debt_bondage", profession="police"), "note")
    assert "Adresat kierownik jednostki" in text and "Nadawca" in text and "Do kierownik" not in text


def test_what_nobody_asked_is_named_by_the_question_and_not_by_its_box():
    unasked = said(a_case(yes="debt_bondage"), "consultation").partition("Nie pytano:")[2].partition("Nie pytano o")[0]
    assert "dziś w nocy" in unasked and "bezpieczeństwo" not in unasked


def test_the_age_of_whoever_said_the_day_of_birth_is_not_asked_besides():
    told = replace(agreed(a_case(yes="debt_bondage"), "yes"), person=Person(birth_date="1974"))
    named = replace(told, agreement=replace(told.agreement, share_name=NameAgreement.YES))
    assert "wiek" in said(told, "referral").partition("Nie pytano: osoba")[2].partition(")")[0]
    assert "wiek" not in said(named, "referral").partition("Nie pytano: osoba")[2].partition(")")[0]


def test_a_journey_on_which_no_form_has_begun_is_not_said_to_have_begun_perhaps():
    planned, begun = (a_case(exploited_in="transit", intended=intended) for intended in ("labour", ()))
    assert "mogło się jeszcze nie zacząć" in said(begun, "referral")
    assert "mogło się jeszcze nie zacząć" not in said(planned, "referral") and "w drodze" in said(planned, "referral")
