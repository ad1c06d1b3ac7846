"""The decision about KCIK: a reason is asked where it differs from the advice or is "not now", else it may be given."""

import pytest

from screening.casework.advising import AS_ADVISED_IN
from tests.web.referral import agree, fill, stored
from tests.web.seeded import adult

WHO = {"decided_by": "Nowak"}
STRONG = {"answer__documents_withheld": "yes", "answer__debt_bondage": "yes"}


@pytest.fixture
def referred(visitor, task_list) -> str:
    """An adult who agrees to contact, and for whom the advice is to refer."""
    adult(visitor, task_list)
    fill(visitor, task_list, "triage", **STRONG)
    agree(visitor, task_list)
    return task_list


def test_a_decision_that_follows_the_advice_needs_no_reason_and_says_that_it_does(visitor, referred, desk):
    fill(visitor, referred, "decision", kcik="refer", **WHO)
    assert visitor.path == f"{referred}/documents"
    assert stored(desk, referred).decisions.kcik.reason == "Tak wtedy podpowiadał program."
    visitor.get(f"{referred}/documents/referral?language=pl")
    assert "Tak wtedy podpowiadał program." in visitor.page.text


@pytest.mark.parametrize("otherwise", ["consult", "not_now"])
def test_any_other_decision_needs_one_and_nothing_is_lost(visitor, referred, desk, otherwise):
    fill(visitor, referred, "decision", kcik=otherwise, notify="will_notify", notify_reason="obowiązek", **WHO)
    assert visitor.response.status_code == 422 and stored(desk, referred).decisions.kcik is None
    assert {("kcik", otherwise), ("notify_reason", "obowiązek")} <= set(visitor.page.form["fields"])
    visitor.send(reason="Osoba prosi o czas.")
    assert stored(desk, referred).decisions.kcik.reason == "Osoba prosi o czas."


def test_what_followed_the_advice_is_no_reason_for_another_decision(visitor, referred, desk):
    fill(visitor, referred, "decision", kcik="refer", **WHO)
    before = stored(desk, referred).decisions.kcik
    fill(visitor, referred, "decision", kcik="not_now")
    assert visitor.response.status_code == 422 and stored(desk, referred).decisions.kcik == before
    assert ("reason", "") in visitor.page.form["fields"] and not AS_ADVISED_IN & set(visitor.page.text.split("\n"))


def test_not_to_call_now_needs_a_reason_also_where_nothing_is_advised(visitor, task_list, desk):
    adult(visitor, task_list)
    fill(visitor, task_list, "decision", kcik="not_now", **WHO)
    assert visitor.response.status_code == 422


@pytest.mark.parametrize(("contact", "followed"), [("no", "consult"), ("unable", "consult"), ("yes", "refer")])
def test_without_agreement_the_consultation_follows_the_advice(visitor, referred, desk, contact, followed):
    fill(visitor, referred, "agreement", contact=contact)
    other = {"consult": "refer", "refer": "consult"}[followed]
    fill(visitor, referred, "decision", kcik=other, **WHO)
    assert visitor.response.status_code == 422
    visitor.send(kcik=followed)
    assert stored(desk, referred).decisions.kcik.choice == followed


def test_who_decides_is_asked_whatever_the_advice(visitor, referred, desk):
    fill(visitor, referred, "decision", kcik="refer", decided_by="")
    assert visitor.response.status_code == 422 and stored(desk, referred).decisions.kcik is None


@pytest.mark.parametrize("page", ["overview", "referral", "decision", "documents"])
def test_a_decision_that_followed_an_advice_of_before_needs_another_look(visitor, referred, desk, page):
    told = "Program podpowiada teraz co innego niż wtedy"
    fill(visitor, referred, "decision", kcik="refer", **WHO)
    visitor.get(f"{referred}/{page}")
    assert told not in visitor.page.text
    agree(visitor, referred, contact="unable")
    visitor.get(f"{referred}/{page}")
    assert told in visitor.page.text
    fill(visitor, referred, "decision", kcik="refer", reason="Osoba prosi o pomoc.")
    visitor.get(f"{referred}/{page}")
    assert told not in visitor.page.text


def test_a_notification_that_was_made_names_more_than_the_family_court(visitor, referred, desk):
    made = {"notify": "done", "notify_reason": "złożone rano", "to": ["family_court"]}
    fill(visitor, referred, "decision", kcik="refer", **made, **WHO)
    assert visitor.response.status_code == 422 and "Zaznacz, kogo jeszcze zawiadomiono." in visitor.page.text
    assert stored(desk, referred).decisions.notification is None
    visitor.send(to=["family_court", "police"])
    assert stored(desk, referred).decisions.notification.to == {"family_court", "police"}


def test_danger_is_saved_whatever_age_another_page_holds(visitor, task_list, desk):
    adult(visitor, task_list)
    fill(visitor, task_list, "person", age_band="40-59")
    fill(visitor, task_list, "safety", age="uncertain", danger=["danger"])
    assert stored(desk, task_list).danger


def test_a_decision_to_leave_kcik_out_that_a_call_has_ended_is_taken_afresh(visitor, referred, desk, clock):
    fill(visitor, referred, "decision", kcik="not_now", reason="nie chce", **WHO)
    at = stored(desk, referred).decisions.kcik.decided_at
    fill(visitor, referred, "done", kcik_called_at="now")
    clock.advance(minutes=1)
    visitor.get(f"{referred}/decision")
    assert "ta decyzja już nie obowiązuje" in visitor.page.text
    assert "kcik" not in dict(visitor.page.form["fields"]) and ("reason", "nie chce") in visitor.page.form["fields"]
    visitor.send(reason="nie chce.")
    assert visitor.response.status_code == 422 and stored(desk, referred).decisions.kcik.decided_at == at
    visitor.send(kcik="not_now")
    assert stored(desk, referred).decisions.kcik.decided_at > at
    visitor.get(f"{referred}/decision")
    assert "ta decyzja już nie obowiązuje" not in visitor.page.text


def test_whose_duty_it_is_is_chosen_again_where_the_institution_is_put_right(visitor, referred, desk):
    notice = "Własny obowiązek mają tylko Policja i Straż Graniczna"
    fill(visitor, referred, "safety", profession="police")
    fill(visitor, referred, "decision", kcik="refer", notify="will_notify", notify_reason="x", duty="own", **WHO)
    visitor.get(f"{referred}/decision")
    assert ("duty", "own") in visitor.page.form["fields"] and notice not in visitor.page.text
    fill(visitor, referred, "safety", profession="social_worker")
    visitor.get(f"{referred}/decision")
    assert notice in visitor.page.text and 'value="own"' not in visitor.page.html
    visitor.send(duty="own")
    assert stored(desk, referred).decisions.notification.duty is None, "no page offers it"
    visitor.get(f"{referred}/decision")
    visitor.send(duty="institution")
    assert stored(desk, referred).decisions.notification.duty == "institution"
    assert notice not in visitor.get(f"{referred}/decision").text


def test_an_answer_that_asks_for_more_than_was_decided_leads_to_the_decision(visitor, referred, desk):
    question = "Prośba dotyczy zgłoszenia lub odebrania osoby, ale decyzja jest inna"
    fill(visitor, referred, "decision", kcik="consult", reason="jeszcze nie wie", **WHO)
    assert question not in visitor.get(f"{referred}/referral").text
    fill(visitor, referred, "call", kind="collection", urgency="now")
    visitor.get(f"{referred}/referral")
    line = visitor.page.html.partition(question)[2].partition("</p>")[0]
    assert question in visitor.page.text and 'value="decision"' in line
    fill(visitor, referred, "decision", kcik="refer", **WHO)
    assert question not in visitor.get(f"{referred}/referral").text
