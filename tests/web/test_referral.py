"""The referral from the door to the documents, in a browser without script."""

import re

import pytest

from screening.core.documents import DOCUMENTS
from screening.core.instrument.vocabulary import Age
from screening.core.journey import REFERRAL, Page
from screening.core.record.vocabulary import Urgent
from screening.core.referral.completeness import gaps
from tests.contacts import KCIK
from tests.web.referral import agree, asks, fill, stored
from tests.web.seeded import adult, open_case


def test_an_empty_referral_starts_with_what_kcik_will_ask(visitor, task_list, desk):
    assert f"KCIK dopyta o {len(gaps(stored(desk, task_list)))} rzeczy" in " ".join(visitor.page.text.split())
    assert {page.value for page in REFERRAL} <= set(visitor.page.goes)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("page", REFERRAL)
def test_every_page_of_the_referral_is_open_at_once_and_leads_back_to_the_list(visitor, task_list, page):
    fill(visitor, task_list, page)
    assert visitor.path == f"{task_list}/{Page.REFERRAL}"


@pytest.mark.sampled(2)
@pytest.mark.parametrize("page", REFERRAL)
def test_a_screening_case_reaches_the_referral_too(visitor, opened, page):
    address = opened(until="talk")
    assert visitor.get(f"{address}/{page}").status_code == 200


def test_what_is_answered_is_no_longer_asked(visitor, task_list):
    assert "voivodeship" in asks(visitor, "place")
    fill(visitor, task_list, "place", voivodeship="lubelskie")
    assert "voivodeship" not in asks(visitor, "place")


def test_a_name_is_not_even_asked_without_agreement(visitor, task_list):
    adult(visitor, task_list)
    visitor.get(f"{task_list}/person")
    assert "name" not in {name for name, _ in visitor.page.form["fields"]}


def test_a_name_forced_in_without_agreement_is_a_field_error_that_keeps_the_rest(visitor, task_list, desk):
    adult(visitor, task_list)
    visitor.get(f"{task_list}/person")
    visitor.send(name="Olena", safe_contact="przez siostrę")
    assert visitor.response.status_code == 422
    assert "Osoba nie zgodziła się na podanie tych danych" in visitor.page.text
    assert {("name", "Olena"), ("safe_contact", "przez siostrę")} <= set(visitor.page.form["fields"])
    assert not stored(desk, task_list).person.safe_contact


def test_agreement_opens_the_name_and_taking_it_back_erases_it_alone(visitor, task_list, desk):
    adult(visitor, task_list)
    agree(visitor, task_list)
    fill(
        visitor,
        task_list,
        "person",
        name="Olena",
        birth_date="1990-01-01",
        citizenship="Ukraina",
        safe_contact="siostra",
    )
    assert stored(desk, task_list).person.name == "Olena"
    visitor.get(f"{task_list}/agreement")
    assert "Zgodę można cofnąć" in visitor.page.text
    visitor.send(share_name="no")
    person = stored(desk, task_list).person
    assert (person.name, person.birth_date, person.citizenship, person.safe_contact) == ("", "", "", "siostra")
    erased = "Zgoda cofnięta: usunięto imię i nazwisko, datę urodzenia i obywatelstwo."
    assert erased in visitor.page.text
    visitor.get(visitor.path)
    assert erased not in visitor.page.text


def test_a_child_is_told_and_heard_and_may_be_named_without_agreement(visitor, task_list, desk):
    adult(visitor, task_list, age="child")
    visitor.get(f"{task_list}/agreement")
    assert "Czy dziecko wie" in visitor.page.text and "Czy osoba zgadza się na kontakt" not in visitor.page.text
    visitor.send(child_told="yes", child_heard="yes")
    fill(visitor, task_list, "person", name="Ala")
    assert stored(desk, task_list).person.name == "Ala"


BAD_DATES = {
    "in the future": ("person", "birth_date", "2030-01-01", "przyszłości"),
    "too old": ("person", "birth_date", "1800-01-01", "zbyt dawna"),
    "no such day": ("person", "birth_date", "1990-02-30", "który istnieje"),
    "not a date": ("person", "birth_date", "wczoraj", "który istnieje"),
    "an adult born as a child": ("person", "birth_date", "2015-01-01", "nie ma 18 lat"),
    "a year that may be a child's": ("person", "birth_date", "2008", "„wiek niepewny”"),
    "a month that may be a child's": ("person", "birth_date", "11.2008", "„wiek niepewny”"),
    "an age that may be a child's": ("person", "age_about", "18", "„wiek niepewny”"),
    "a year to come": ("person", "birth_date", "2027", "przyszłości"),
    "more than 120 years ago": ("person", "birth_date", "1904", "zbyt dawna"),
    "no whole years": ("person", "age_about", "30 lat", "liczbę od 0 do 99"),
    "a call to KCIK tomorrow": ("done", "kcik_called_at", "2031-01-01T10:00", "przyszłości"),
    "a day without time": ("done", "notified_at", "2026-01-01", "prawdziwą datę"),
    "a certificate nobody issued": ("status", "certificate_on", "2026-01-01", "„wydane”"),
    "a child's age for an adult": ("person", "age_band", "7-12", "Najpierw osoba"),
    "a safe time that is over": ("place", "safe_until", "2020-01-01T10:00", "już minął"),
    "nobody at all": ("place", "persons", "0", "co najmniej jedna osoba"),
}


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("page", "field", "value", "says"), BAD_DATES.values(), ids=BAD_DATES)
def test_what_cannot_be_true_is_a_field_error_that_keeps_the_rest(visitor, task_list, desk, page, field, value, says):
    adult(visitor, task_list)
    agree(visitor, task_list)
    other = {"person": "unsafe_contact", "done": "notified_who", "status": "papers", "place": "place"}[page]
    kept = "taken" if other == "papers" else "zostaje"
    before = stored(desk, task_list)
    fill(visitor, task_list, page, **{field: value, other: kept})
    assert visitor.response.status_code == 422 and says in visitor.page.text
    assert {(field, value), (other, kept)} <= set(visitor.page.form["fields"])
    assert visitor.page.title.startswith("Błąd:") and stored(desk, task_list) == before


@pytest.mark.parametrize("typed", ["2026-01-01", "wczoraj", "2026-02-30T10:00"])
def test_a_refused_time_stays_in_its_field(visitor, task_list, typed):
    adult(visitor, task_list)
    fill(visitor, task_list, "done", notified_at=typed)
    assert f'type="text" id="notified_at-first" name="notified_at" value="{typed}"' in visitor.page.html


CONTRADICTIONS = {
    "an old age, a young birth date": ("person", {"age_band": "60+", "birth_date": "01.01.1990"}, "daty urodzenia"),
    "a guess against a birth year": ("person", {"age_about": "50", "birth_date": "1990"}, "daty urodzenia"),
    "a guess against the range": ("person", {"age_about": "50", "age_band": "18-24"}, "przedziału wieku"),
    "more children than persons": ("place", {"others": "2", "others_children": "3"}, "nie może być więcej"),
    "nobody notified, but Police": (
        "done",
        {"notified": "no", "notified_bodies": "police"},
        "nikogo nie zawiadomiono",
    ),
}


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("page", "values", "says"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_what_contradicts_itself_is_a_field_error_that_keeps_the_rest(visitor, task_list, desk, page, values, says):
    adult(visitor, task_list)
    agree(visitor, task_list)
    before = stored(desk, task_list)
    fill(visitor, task_list, page, **values)
    assert visitor.response.status_code == 422 and says in visitor.page.text
    assert set(values.items()) <= set(visitor.page.form["fields"])
    assert stored(desk, task_list) == before


def test_a_child_cannot_be_made_an_adult_against_the_birth_date(visitor, task_list):
    adult(visitor, task_list, age="child")
    fill(visitor, task_list, "person", name="Ala", birth_date="2016-05-05")
    visitor.get(f"{task_list}/agreement")
    visitor.send(contact="yes", share_name="yes")
    fill(visitor, task_list, "safety", alone="yes", interpreter="not_needed", age="adult")
    assert visitor.response.status_code == 422 and "nie ma 18 lat" in visitor.page.text


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [("1990", "1990", "1990"), ("05.1990", "1990-05", "05.1990"), ("5.1990", "1990-05", "05.1990"),
     ("12.05.1990", "1990-05-12", "12.05.1990"), ("1990-05-12", "1990-05-12", "12.05.1990"), ("", "", ""),
     ("1990 r.", "1990", "1990"), (" 1990-05 ", "1990-05", "05.1990")],
)  # fmt: skip
def test_a_birth_date_is_kept_as_far_as_it_is_known(visitor, task_list, desk, typed, kept, shown):
    adult(visitor, task_list)
    agree(visitor, task_list)
    visitor.get(f"{task_list}/person")
    assert "1998, 05.1998 lub 12.05.1998" in visitor.page.text and 'type="date"' not in visitor.page.html
    assert visitor.send(birth_date=typed, age_about="36").status_code == 303
    person = stored(desk, task_list).person
    assert (person.birth_date, person.age_about) == (kept, 36)
    visitor.get(f"{task_list}/person")
    assert {("birth_date", shown), ("age_about", "36")} <= set(visitor.page.form["fields"])
    assert visitor.send().status_code == 303 and stored(desk, task_list).person == person


@pytest.mark.parametrize("known", [{"birth_date": "2008"}, {"age_about": "18"}, {"age_about": "15"}])
def test_who_may_be_under_18_is_not_made_an_adult_and_may_be_in_doubt(visitor, task_list, desk, known):
    adult(visitor, task_list, age="child" if known != {"age_about": "18"} else "uncertain")
    fill(visitor, task_list, "person", **known)
    visitor.get(f"{task_list}/agreement")
    visitor.send(contact="yes", share_name="yes")
    fill(visitor, task_list, "safety", alone="yes", interpreter="not_needed", age="adult")
    assert visitor.response.status_code == 422 and "„wiek niepewny”" in visitor.page.text
    assert stored(desk, task_list).age is not Age.ADULT
    fill(visitor, task_list, "safety", alone="yes", interpreter="not_needed", age="uncertain")
    assert stored(desk, task_list).age is Age.UNCERTAIN and stored(desk, task_list).child_path


def test_two_decisions_have_each_a_reason_and_a_person(visitor, task_list, desk):
    decided = {"kcik": "refer", "reason": "dług", "decided_by": "Nowak", "notify": "will_notify"}
    fill(visitor, task_list, "decision", **decided)
    assert visitor.response.status_code == 422 and "o zawiadomieniu" in visitor.page.text
    visitor.send(notify_reason="obowiązek", duty="institution", to=["police", "prosecutor"])
    decisions = stored(desk, task_list).decisions
    assert (decisions.kcik.decided_by, decisions.notification.decided_by) == ("Nowak", "Nowak")
    assert decisions.notification.to == {"police", "prosecutor"}
    at = decisions.kcik.decided_at
    fill(visitor, task_list, "decision", notify_by="Kierownik")
    decisions = stored(desk, task_list).decisions
    assert (decisions.kcik.decided_at, decisions.notification.decided_by) == (at, "Kierownik")


def test_the_page_says_truly_what_each_decision_means(visitor, task_list):
    visitor.get(f"{task_list}/decision")
    for truth in (
        "Pomoc jest bezpłatna",
        "nie dowie się, kim jest osoba",
        "ścigany z urzędu, także wbrew woli",
        "art. 304 § 2",
    ):
        assert truth in visitor.page.text


@pytest.mark.parametrize(
    ("contact", "says"), [("no", "Skonsultuj się z KCIK bez danych"), ("unable", "Nikt, kto towarzyszy osobie")]
)
def test_without_agreement_the_decision_and_the_documents_lead_to_a_consultation(visitor, task_list, contact, says):
    adult(visitor, task_list)
    fill(visitor, task_list, "agreement", contact=contact, unable=["sedated"] if contact == "unable" else [])
    visitor.get(f"{task_list}/decision")
    assert says in visitor.page.text
    visitor.get(f"{task_list}/documents")
    assert visitor.page.html.index("konsultacji bez danych") < visitor.page.html.index("Karta informacyjna instytucji")


def test_the_consultation_asks_whether_somebody_would_recognise_the_person(visitor, task_list):
    visitor.get(f"{task_list}/documents")
    assert "Czy ktoś, kto zna tę okolicę, rozpoznałby osobę" in visitor.page.text
    assert "Nazwa twojej instytucji jest na karcie i może wskazać miejscowość" in visitor.page.text


@pytest.mark.sampled(2)
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_each_document_is_a_page_and_a_pdf_under_a_neutral_name(visitor, opened, kind):
    address = opened(until="triage")
    visitor.send(answer__documents_withheld="yes", answer__debt_bondage="yes")
    assert visitor.get(f"{address}/documents/{kind}").status_code == 200
    visitor.get(f"{address}/documents")
    fields = [*visitor.of_case, ("language", "pl"), ("_end", "1")]
    answer = visitor.post(f"{address}/documents/{kind}", fields)
    assert answer.data.startswith(b"%PDF-")
    name = answer.headers["Content-Disposition"]
    assert name == f"attachment; filename={DOCUMENTS[kind].file_name}"


def test_an_unknown_document_is_not_found(visitor, opened):
    address = opened()
    assert visitor.get(f"{address}/documents/leaflet").status_code == 404


@pytest.mark.sampled(2)
@pytest.mark.parametrize("kind", [name for name, each in DOCUMENTS.items() if not each.always])
def test_where_nothing_was_recorded_nothing_is_printed(visitor, opened, kind):
    address = opened(until="triage")
    visitor.send(**dict.fromkeys(re.findall(r'name="(answer\.\w+)"', visitor.page.html), "no"))
    assert visitor.get(f"{address}/documents/{kind}").status_code == 409
    assert "nie odnotowano przesłanek" in visitor.page.text and KCIK in visitor.page.text


def test_a_hand_over_leads_to_the_end(visitor, task_list):
    fill(visitor, task_list, "handover", taken_by="KCIK, Anna")
    assert visitor.path == f"{task_list}/referral"
    fill(visitor, task_list, "handover", taken_at="2026-11-23T10:00")
    assert visitor.path == f"{task_list}/finish"


def test_outdated_entries_are_told_on_every_page_and_on_their_own(visitor, clock):
    told = "nieaktualne: sprawdź przed użyciem"
    visitor.get("/contacts")
    assert told not in visitor.page.text and "Handel ludźmi jest zbrodnią" in visitor.page.text
    clock.advance(days=200)
    visitor.get("/contacts")
    assert visitor.page.text.count(told) > 5 and "po terminie przeglądu" in visitor.page.text
    visitor.get("/")
    assert told in visitor.page.text


def test_both_doors_open_the_same_pages(visitor):
    address = open_case(visitor)
    visitor.get(f"{address}/overview")
    assert f"{address}/referral" in visitor.page.links


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("page", "field", "pointed_out"),
    [
        ("facts", "facts", True),
        ("facts", "region", True),
        ("person", "relatives", True),
        ("person", "safe_contact", True),
        ("handover", "next_contact", True),
        ("handover", "taken_by", True),
        ("done", "notified_who", True),
        ("call", "phone", False),
    ],
)
def test_a_pesel_is_pointed_out_wherever_something_is_written(visitor, task_list, page, field, pointed_out):
    fill(visitor, task_list, page, **{field: "44051401359"})
    assert ("numer PESEL" in visitor.page.text) is pointed_out


@pytest.mark.parametrize(
    ("page", "field", "pointed_out"),
    [
        ("facts", "facts", True),
        ("person", "safe_contact", False),
        ("handover", "next_contact", False),
        ("handover", "taken_by", False),
        ("done", "notified_who", False),
    ],
)
def test_a_telephone_is_pointed_out_where_none_is_wanted(visitor, task_list, page, field, pointed_out):
    fill(visitor, task_list, page, **{field: "600 700 800"})
    said = " ".join(visitor.page.text.split())
    assert ("wygląda jak: numer telefonu" in said) is pointed_out


LEAFLET = "/quick/leaflet"


def _leads_to_leaflet(visitor) -> bool:
    return LEAFLET in visitor.page.links or "leaflet" in visitor.page.goes


@pytest.mark.parametrize("page", ["documents", "done"])
def test_the_leaflet_with_its_question_is_one_step_away(visitor, task_list, page):
    visitor.get(f"{task_list}/{page}")
    assert _leads_to_leaflet(visitor)


@pytest.mark.parametrize("page", ["referral", "agreement", "decision"])
def test_where_an_adult_refuses_the_leaflet_is_one_step_away(visitor, task_list, page):
    adult(visitor, task_list)
    visitor.get(f"{task_list}/{page}")
    assert not _leads_to_leaflet(visitor)
    fill(visitor, task_list, "agreement", contact="no")
    visitor.get(f"{task_list}/{page}")
    assert _leads_to_leaflet(visitor)


def test_the_task_list_leads_to_what_is_said_first_and_to_the_signs(visitor, task_list):
    adult(visitor, task_list)
    visitor.get(f"{task_list}/referral")
    assert "talk" in visitor.page.goes
    fill(visitor, task_list, "talk")
    assert visitor.path == f"{task_list}/referral"


def test_the_page_on_agreement_has_the_sentence_on_the_duty(visitor, task_list):
    adult(visitor, task_list)
    visitor.get(f"{task_list}/agreement")
    assert "moja instytucja musi zawiadomić Policję lub prokuratora" in visitor.page.text


def test_the_decision_on_notification_shows_the_limits_of_the_person(visitor, task_list):
    adult(visitor, task_list)
    limits = {"limits": ["no_police"], "other_limits": "nie przez sąsiadkę"}
    fill(visitor, task_list, "agreement", contact="yes", share_name="no", **limits)
    fill(visitor, task_list, "needs", police_contact="not_wanted")
    visitor.get(f"{task_list}/decision")
    text = visitor.page.text.partition("2. Zawiadomienie")[2]
    assert all(each in text for each in ("bez Policji", "nie przez sąsiadkę", "nie chce"))


def test_an_urgent_need_that_was_ticked_on_the_needs_page_outlives_a_save_of_the_first_page(visitor, opened, desk):
    address = opened(until="triage")
    fill(visitor, address, "needs", urgent=["sexual_violence", "medicines"])
    fill(visitor, address, "safety")
    assert stored(desk, address).needs.urgent == {Urgent.SEXUAL_VIOLENCE, Urgent.MEDICINES}
