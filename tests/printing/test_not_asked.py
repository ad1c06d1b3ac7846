"""What nobody asked stands on no paper as an answer; "I don't know" is one."""

import re
from dataclasses import replace
from datetime import date

import pytest

from screening.core.documents import DOCUMENTS
from screening.core.instrument.vocabulary import Age, Answer, ExploitationPlace
from screening.core.record.case import Reply, Safety
from screening.core.record.referral import Agreement, Decisions, Done, Handover, NotificationDecision, Person
from screening.core.record.vocabulary import Authority, ContactAgreement, NotificationChoice, NotKnown, YesNoUnknown
from screening.core.referral.completeness import gaps
from tests.builders import CATALOGUE
from tests.printing.sheets import answered_with_dont_know, typical_case, unasked
from tests.printing.test_said import said

# Answers that the program once printed where nobody had been asked.
NEVER_SAID = re.compile(
    r"nie wiem|nie wiadomo|nie podano\b(?! w tej karcie)|nie jest potrzebny|jeszcze nie (?:pytano|dano)", re.IGNORECASE
)
LINES = ("Miejsce i do kiedy bezpieczne", "Zawiadomiono Policję, SG lub prokuratora", "Transport")


@pytest.mark.parametrize("age", Age)
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_paper_on_which_nothing_was_asked_says_of_nothing_that_it_is_not_known(kind, age):
    text = said(unasked(age), kind)
    assert not NEVER_SAID.findall(text.split("Co zrobić")[0] if kind == "steps" else text)


@pytest.mark.parametrize("kind", ["referral", "consultation"])
def test_an_unasked_line_of_the_telephone_call_says_so(kind):
    text = said(unasked(Age.ADULT), kind)
    for line in LINES:
        assert f"{line} nie pytano" in text, line


@pytest.mark.parametrize("age", Age)
@pytest.mark.parametrize("kind", ["referral", "consultation", "note", "notification"])
def test_what_was_left_out_is_named_in_one_line(kind, age):
    text = said(unasked(age), kind)
    assert text.count("Nie pytano: ") == 1
    named = text.split("Nie pytano: ")[1].split(".")[0]
    assert "czy rozmowa była na osobności" in named and "tłumacz" in named


def test_one_answer_of_a_group_leaves_the_others_named_with_it():
    case = replace(unasked(Age.CHILD), agreement=Agreement(child_told=YesNoUnknown.UNKNOWN))
    text = said(case, "referral")
    assert "dziecku powiedziano, co się stanie: nie wiadomo" in text
    assert "zgoda (dziecko wysłuchane)" in text.split("Nie pytano: ")[1], "nobody has to tell a child of the duty"


@pytest.mark.parametrize(("where", "named"), [({"poland"}, False), ({"abroad"}, True), ({"poland", "abroad"}, True)])
def test_the_country_is_named_as_unasked_where_it_is_not_poland_alone(where, named):
    case = unasked(Age.ADULT)
    places = frozenset(ExploitationPlace(each) for each in where)
    case = replace(case, context=replace(case.context, exploited_in=places))
    for kind in ("note", "notification"):
        assert ("kraj, region" in said(case, kind).split("Nie pytano: ")[1].split(".")[0]) is named


@pytest.mark.sampled(3)
@pytest.mark.parametrize("age", Age)
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_i_dont_know_is_printed_as_an_answer(kind, age):
    text, empty = said(answered_with_dont_know(age), kind), said(unasked(age), kind)
    if kind != "steps":
        assert len(re.findall("nie wiem|nie wiadomo", text, re.IGNORECASE)) > 0
    for line in LINES:
        assert f"{line} nie pytano" not in text
    assert text.count("nie pytano") <= empty.count("nie pytano")


@pytest.mark.parametrize("name", NotKnown)
def test_a_number_that_is_known_is_printed_whatever_is_ticked_beside_it(name):
    value = "2026-11-24T00:00" if name is NotKnown.SAFE_UNTIL else 7
    printed = "24.11.2026 00:00" if name is NotKnown.SAFE_UNTIL else "7"
    case = replace(unasked(Age.ADULT), safety=replace(Safety(not_known=frozenset({name})), **{name.value: value}))
    text = said(case, "referral")
    assert printed in text and "nie wiadomo" not in text


@pytest.mark.parametrize("notified", [None, YesNoUnknown.NO, YesNoUnknown.UNKNOWN])
@pytest.mark.parametrize("kind", ["referral", "consultation", "script", "note", "notification"])
def test_a_notification_that_was_decided_as_made_is_told_as_made_on_every_paper(kind, notified):
    made = NotificationDecision(
        NotificationChoice.DONE, None, frozenset({Authority.POLICE}), "obowiązek", "kierownik 2"
    )
    case = typical_case()
    case = replace(case, decisions=Decisions(None, made), done=replace(case.done, notified=notified))
    told = {
        "script": "Zawiadomiono: Policję",
        "note": "zawiadomiono: tak",
        "notification": "zawiadomiono: tak",
    }
    assert told.get(kind, "Zawiadomiono Policję, SG lub prokuratora tak · Policja") in said(case, kind)
    assert "notified" not in {gap.code for gap in gaps(case)}, "nobody is asked once more"


TELLS_OF_THE_POLICE = {
    "referral": "Zawiadomiono Policję, SG lub prokuratora",
    "consultation": "Zawiadomiono Policję, SG lub prokuratora",
    "script": "Zawiadomiono:",
    "note": "zawiadomiono:",
    "notification": "zawiadomiono:",
}


@pytest.mark.parametrize("ticked_at", ["decision", "done"])
@pytest.mark.parametrize("notified", [None, YesNoUnknown.NO])
@pytest.mark.parametrize("kind", TELLS_OF_THE_POLICE)
def test_no_paper_says_that_the_police_know_where_the_family_court_alone_was_told(kind, notified, ticked_at):
    court = frozenset({Authority.FAMILY_COURT})
    made = NotificationDecision(NotificationChoice.DONE, None, court, "dziecko", "kierownik 2")
    ticked = {"decisions": Decisions(None, made)} if ticked_at == "decision" else {}
    done = Done(notified=notified, notified_bodies=frozenset() if ticked else court)
    text = said(replace(typical_case(), age=Age.CHILD, person=Person(), done=done, **ticked), kind)
    name = TELLS_OF_THE_POLICE[kind]
    assert f"{name} tak" not in text and f"{name} sąd" not in text
    assert notified is None or f"{name} nie" in text or "Nie zawiadomiono Policji" in text
    assert kind in ("consultation", "script") or "sąd rodzinny: tak" in text


@pytest.mark.parametrize("kind", TELLS_OF_THE_POLICE)
def test_who_was_notified_is_told_where_that_alone_was_ticked(kind):
    case = replace(typical_case(), done=Done(notified_bodies=frozenset({Authority.POLICE})), decisions=Decisions())
    text = said(case, kind)
    told = {"note": "zawiadomiono: tak ( Policja )", "notification": "zawiadomiono: tak ( Policja )"}
    in_words = {"script": "Zawiadomiono: Policję"}
    assert (told | in_words).get(kind, f"{TELLS_OF_THE_POLICE[kind]} tak") in text
    named = text.partition("Nie pytano: ")[2].partition(".")[0]
    assert kind not in told or "co już zrobiono (lekarz)" in named


def test_the_note_says_of_a_notification_that_was_made_who_got_it_and_of_a_child_no_court_besides():
    made = NotificationDecision(NotificationChoice.DONE, None, frozenset({Authority.POLICE}), "dziecko", "kierownik 2")
    case = replace(typical_case(), age=Age.CHILD, person=Person(), decisions=Decisions(None, made))
    assert "zawiadomienie już złożono; adresat: Policja ." in said(case, "note")


def test_the_script_leaves_no_line_out_for_the_word_unknown_that_somebody_typed():
    case = typical_case()
    case = replace(case, person=replace(case.person, safe_contact="unknown", unsafe_contact="unknown"))
    assert "Bezpieczny kontakt z osobą: nie wiadomo . Niebezpieczny kontakt: nie wiadomo ." in said(case, "script")


@pytest.mark.parametrize("age", [Age.ADULT, None])
def test_the_script_says_of_a_contact_that_waits_for_the_agreement_that_it_is_not_stated(age):
    case = replace(typical_case(), age=age, agreement=Agreement(), decisions=Decisions())
    text = said(case, "script")
    assert "Kontaktu z tą osobą jeszcze nie podaję." in text
    assert "Niebezpieczny kontakt: nie pytano" not in text and case.person.unsafe_contact not in text


def test_a_group_of_citizenship_that_is_known_is_not_named_as_not_asked():
    case = replace(typical_case(), person=Person(name="Olena"))
    assert "obywatelstwo: kraj spoza Unii Europejskiej" in said(case, "referral")


def test_the_full_sheet_names_nothing_as_not_asked():
    case = typical_case()
    assert case.agreement.contact is not ContactAgreement.NOT_ASKED and date(2026, 11, 23)
    left = said(case, "referral").split("Nie pytano: ")
    assert len(left) == 1 or len(left[1].split(".")[0].split(";")) < 8


@pytest.mark.parametrize("kind", ["referral", "consultation"])
def test_what_was_not_asked_of_the_indicators_is_one_line_with_their_number(kind):
    text = said(typical_case(), kind)
    assert "Nie pytano o 68 z 80 przesłanek; ich lista jest w sprawie." in text
    all_asked = replace(typical_case(), replies={id_: Reply(Answer.NO) for id_ in CATALOGUE.indicators})
    assert "Pytano o każdą przesłankę." in said(all_asked, kind)


@pytest.mark.parametrize("age", [None, Age.ADULT])
def test_a_next_contact_that_may_not_be_told_yet_is_not_said_to_be_unasked(age):
    case = replace(unasked(Age.ADULT), age=age, handover=Handover(next_contact="jutro o 10"))
    text = said(case, "referral")
    assert "jutro o 10" not in text and "następny kontakt: nie podano w tej karcie" in text
    assert "następny kontakt" not in text.split("Nie pytano: ")[1]


@pytest.mark.parametrize("done", [{"notified": YesNoUnknown.NO}, {"kcik_called_at": "2026-11-23T10:00"}])
@pytest.mark.parametrize("contact", ContactAgreement)
@pytest.mark.parametrize("kind", ["referral", "note"])
def test_what_was_done_is_not_said_to_be_unasked_where_some_of_it_is_recorded(kind, contact, done):
    case = replace(unasked(Age.ADULT), agreement=Agreement(contact=contact))
    assert "co już zrobiono;" in said(case, kind).split("Nie pytano: ")[1]
    left = said(replace(case, done=Done(**done)), kind).split("Nie pytano: ")[1]
    assert "co już zrobiono;" not in left and "lekarz" in left


@pytest.mark.parametrize("bodies", [frozenset({Authority.POLICE}), frozenset()], ids=sorted)
def test_whom_a_decision_names_that_was_put_off_is_not_told_as_notified(bodies):
    planned = frozenset({Authority.PROSECUTOR, Authority.FAMILY_COURT})
    put_off = NotificationDecision(NotificationChoice.UNDECIDED, None, planned)
    done = Done(notified=YesNoUnknown.YES, notified_bodies=bodies, family_court=YesNoUnknown.NO)
    case = replace(typical_case(), age=Age.CHILD, person=Person(), decisions=Decisions(None, put_off), done=done)
    asked = said(case, "note").partition("Proszę o")[2]
    addressed = "; adresat: Policja ." if bodies else "."
    assert asked.startswith(f" przyjęcie do wiadomości, że zawiadomienie już złożono{addressed}"), asked[:120]
    sent_to = said(case, "notification").partition("Adresat")[2].partition("Podstawa")[0]
    assert "prokurator" not in sent_to and ("Policja" in sent_to) is bool(bodies)
