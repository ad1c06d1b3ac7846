"""What was planned or answered first, and what came of it: papers tell what holds now."""

import re
from dataclasses import replace

import pytest

from screening.core.instrument.vocabulary import Age
from screening.core.record.case import Case
from screening.core.record.referral import (
    Agreement,
    Decisions,
    Done,
    Handover,
    KcikDecision,
    NotificationDecision,
    Person,
    Referrer,
)
from screening.core.record.vocabulary import (
    Authority,
    ContactAgreement,
    KcikChoice,
    KcikOutcome,
    Leaflet,
    NotificationChoice,
    RequestKind,
    YesNoUnknown,
)
from tests.printing.sheets import typical_case
from tests.printing.test_said_truly import said

POLICE, COURT = frozenset({Authority.POLICE}), frozenset({Authority.FAMILY_COURT})
PLANNED = NotificationDecision(
    NotificationChoice.WILL_NOTIFY, to=POLICE, reason="x", decided_by="y", decided_at="2026-11-20T10:00+01:00"
)
REFER = KcikDecision(KcikChoice.REFER, "x", "y")


def planned(**done: object) -> Case:
    told = Done(**{"notified": YesNoUnknown.YES, "notified_bodies": POLICE, **done})
    return replace(typical_case(), decisions=Decisions(REFER, PLANNED), done=told)


@pytest.mark.parametrize("came_from", ["", "MOPS"])
def test_a_notification_made_after_it_was_decided_is_not_asked_for_again(came_from):
    case = replace(planned(notified_at="2026-11-20T14:00"), came_from=came_from)
    assert "podpisanie zawiadomienia" not in (note := said(case, "note"))
    assert "zawiadomienie już złożono" in note and "Zawiadomienie już złożono" in said(case, "notification")


@pytest.mark.parametrize("age", [Age.ADULT, Age.CHILD, Age.UNCERTAIN])
@pytest.mark.parametrize("notified", [None, YesNoUnknown.NO])
def test_where_the_family_court_alone_was_told_a_notification_is_still_to_be_decided_on(age, notified):
    told = NotificationDecision(NotificationChoice.DONE, to=COURT, reason="x", decided_by="y")
    case = replace(typical_case(), age=age, person=Person(), decisions=Decisions(REFER, told), done=Done(notified))
    note, notification = said(case, "note"), said(case, "notification")
    asked = note.partition("Proszę o")[2].partition(". ")[0]
    assert "już złożono" not in note + notification and "decyzję w sprawie zawiadomienia" in asked
    assert "O zawiadomieniu nikt jeszcze nie zdecydował" in notification
    addressee = notification.partition("Adresat")[2].partition("Podstawa")[0]
    named = "" if age is Age.ADULT else ", sąd rodzinny"
    assert addressee.replace("&nbsp;", "").strip() == named
    assert ("sąd rodzinny" in asked) is bool(named)


@pytest.mark.parametrize("kind", ["note", "notification"])
def test_who_was_notified_beside_the_family_court_is_named_with_it(kind):
    told = NotificationDecision(NotificationChoice.DONE, to=COURT, reason="x", decided_by="y")
    done = Done(YesNoUnknown.YES, POLICE)
    text = said(replace(typical_case(), decisions=Decisions(REFER, told), done=done), kind)
    assert "już złożono" in text and re.search(r"(?i)adresat:? ?Policja · sąd rodzinny", text), text


@pytest.mark.parametrize("came_from", ["", "MOPS"])
def test_what_was_told_before_the_decision_leaves_it_to_be_signed_unless_whom_it_names_was_told(came_from):
    told = replace(planned(notified_at="2026-11-20T09:00"), came_from=came_from)
    case = replace(told, done=replace(told.done, notified_bodies=frozenset()))
    assert "podpisanie zawiadomienia" in said(case, "note") and "podpisanie zawiadomienia" not in said(told, "note")
    assert "już złożono" not in said(case, "notification") and "już złożono" in said(told, "notification")


@pytest.mark.parametrize("kind", ["referral", "consultation", "script", "note", "notification"])
def test_under_the_answer_that_nobody_was_notified_no_unit_and_no_hour_is_told(kind):
    told = Done(notified=YesNoUnknown.NO, notified_who="KPP Próbne", notified_at="2026-11-20T14:07")
    text = said(replace(typical_case(), decisions=Decisions(), done=told), kind)
    assert "KPP Próbne" not in text and "14:07" not in text


def test_what_is_read_aloud_of_a_notification_says_one_thing():
    told = Done(notified=YesNoUnknown.UNKNOWN, notified_bodies=POLICE)
    text = said(replace(typical_case(), decisions=Decisions(), done=told), "script")
    assert "Nie wiem, czy zawiadomiono" in text and "Zawiadomiono:" not in text


@pytest.mark.parametrize("leaflet", Leaflet)
def test_a_leaflet_that_was_not_given_has_no_language(leaflet):
    text = said(replace(typical_case(), done=Done(leaflet=leaflet, leaflet_language="ro")), "referral")
    assert ("język: rumuński" in text.partition("ulotka:")[2]) is (leaflet is Leaflet.GIVEN)


def asked_for(kind: RequestKind | None, choice: KcikChoice, agreed: ContactAgreement) -> tuple[str, bool]:
    case = replace(
        typical_case(),
        referrer=Referrer(kind=kind),
        decisions=Decisions(replace(REFER, choice=choice), None),
        agreement=Agreement(contact=agreed),
    )
    sheet = said(case, "referral").partition("O co prosimy")[2].split()[0].lower()
    return sheet, "Chcę zgłosić Państwu tę osobę" in said(case, "script")


@pytest.mark.parametrize("first", [RequestKind.CONSULTATION, RequestKind.UNKNOWN])
def test_whoever_asked_for_advice_first_and_then_decided_to_refer_refers(first):
    yes, no = ContactAgreement.YES, ContactAgreement.NO
    assert asked_for(first, KcikChoice.REFER, yes) == ("zgłoszenie", True)
    assert asked_for(first, KcikChoice.REFER, no) == ("konsultacja", False)
    assert asked_for(RequestKind.REFERRAL, KcikChoice.CONSULT, yes) == ("konsultacja", False)


def test_without_an_agreement_or_an_answer_a_decision_to_refer_asks_for_nothing_by_itself():
    assert asked_for(RequestKind.CONSULTATION, KcikChoice.REFER, ContactAgreement.NOT_ASKED)[1] is False
    assert asked_for(None, KcikChoice.REFER, ContactAgreement.YES)[1] is False


def test_a_call_that_nobody_answered_is_told_as_a_call_and_not_as_a_conversation():
    case = replace(planned(kcik_called_at="2026-11-23T12:50"), handover=Handover(kcik_outcome=KcikOutcome.NO_ANSWER))
    text = said(case, "referral")
    assert "telefon do KCIK: 23.11.2026 12:50" in text and "rozmowa z KCIK" not in text
