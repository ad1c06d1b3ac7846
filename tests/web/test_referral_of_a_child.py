"""The referral of a child: no agreement is asked for, and what is not decided is warned of."""

import pytest

from tests.web.referral import fill, stored
from tests.web.seeded import adult

NOT_FOR_A_CHILD = (
    "zgodzić się później",
    "Zgoda na kontakt z KCIK",
    "także wbrew woli osoby",
    "Zgoda osoby",
    "za zgodą",
)


@pytest.mark.parametrize("page", ["decision", "referral", "agreement"])
def test_the_pages_of_a_child_ask_for_no_agreement(visitor, task_list, page):
    adult(visitor, task_list, age="child")
    fill(visitor, task_list, "call", kind="consultation")
    visitor.get(f"{task_list}/{page}")
    assert not [each for each in NOT_FOR_A_CHILD if each in visitor.page.text]


def test_a_child_is_asked_for_the_name_without_agreement(visitor, task_list):
    adult(visitor, task_list, age="child")
    assert 'name="name"' in visitor.page.html and "za zgodą" not in visitor.page.text


@pytest.mark.parametrize(("age", "warned"), [("child", True), ("uncertain", True), ("adult", False)])
def test_a_child_for_whom_nothing_is_decided_is_warned_of_on_decision_and_task_list(visitor, task_list, age, warned):
    adult(visitor, task_list, age=age)
    fill(visitor, task_list, "decision", kcik="not_now", reason="czekam", decided_by="Nowak")
    assert visitor.path == f"{task_list}/documents"
    for page in ("referral", "decision"):
        visitor.get(f"{task_list}/{page}")
        assert ("trzeba się co najmniej skonsultować" in visitor.page.text) is warned


def test_a_child_for_whom_kcik_was_called_after_all_is_warned_of_no_more(visitor, task_list):
    adult(visitor, task_list, age="child")
    fill(visitor, task_list, "decision", kcik="not_now", reason="czekam", decided_by="Nowak")
    fill(visitor, task_list, "done", kcik_called_at="now")
    for page in ("referral", "decision", "documents/referral", "documents/steps"):
        visitor.get(f"{task_list}/{page}")
        assert "trzeba się co najmniej skonsultować" not in visitor.page.text
        assert "na razie bez kontaktu z KCIK" not in visitor.page.text


KCIK = {"kcik": "consult", "reason": "powód", "decided_by": "nr 17"}
REASON = "Boi się osób z miejsca pracy."


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("age", "band", "asked"),
    [
        ("child", "", True),
        ("child", "16-17", True),
        ("child", "7-12", False),
        ("uncertain", "", True),
        ("adult", "", False),
    ],
)
def test_why_a_court_should_hear_is_asked_of_a_child_who_may_be_15(visitor, task_list, age, band, asked):
    adult(visitor, task_list, age=age)
    fill(visitor, task_list, "person", age_band=band)
    visitor.get(f"{task_list}/decision")
    assert ("Dlaczego to dziecko powinien przesłuchać sąd?" in visitor.page.text) is asked


def test_why_a_court_should_hear_is_kept_whatever_age_is_said_later(visitor, task_list, desk):
    adult(visitor, task_list, age="child")
    fill(visitor, task_list, "decision", **KCIK, notify="undecided", hearing_reason=REASON)
    assert stored(desk, task_list).decisions.notification.hearing_reason == REASON
    visitor.get(f"{task_list}/documents/notification")
    assert REASON in visitor.page.text
    fill(visitor, task_list, "person", age_band="7-12")
    fill(visitor, task_list, "decision", reason="inny powód")
    assert stored(desk, task_list).decisions.notification.hearing_reason == REASON


def test_why_a_court_should_hear_needs_the_decision_that_it_belongs_to(visitor, task_list):
    adult(visitor, task_list, age="child")
    visitor.get(f"{task_list}/decision")
    assert visitor.send(**KCIK, hearing_reason=REASON).status_code == 422
    assert 'href="#notify-first"' in visitor.page.html and REASON in visitor.page.html
