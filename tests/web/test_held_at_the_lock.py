"""Forms that meet the shut lock, and what goes along with them."""

from urllib.parse import urlencode

import pytest

from screening.core.record.moments import written_moment
from screening.local_time import written_in_poland
from screening.web.access import start_link
from tests.builders import CASE_HOURS
from tests.web.conftest import save_what_waits
from tests.web.page import Visitor
from tests.web.seeded import open_case
from tests.web.test_lock import _acts, _shut
from tests.web.test_lock_everywhere import UNKNOWN_CASE
from tests.web.test_truth import full_disk


def test_a_form_that_waits_is_not_sent_by_another_browser(app, visitor, opened, desk, tool_settings):
    address = opened(until="triage")
    fields = visitor.filled(answer__debt_bondage="yes")
    _shut(visitor)
    visitor.post(f"{address}/triage", fields)
    other = Visitor(app.test_client())
    other.get(f"/start/{start_link.issue(tool_settings.data)}")
    other.unlock(visitor.word, to=f"{address}/triage")
    other.get(f"{address}/triage")
    assert "answer.debt_bondage" not in dict(other.page.form["fields"])
    save_what_waits(other)
    other.get(f"{address}/triage")
    assert ("answer.debt_bondage", "yes") in other.page.form["fields"]


def test_a_form_that_met_the_lock_waits_through_wrong_tries_and_is_saved_once(visitor, opened, desk):
    address = opened(until="triage")
    fields = visitor.filled(answer__debt_bondage="yes")
    _shut(visitor)
    visitor.post(f"{address}/triage", fields)
    for _ in range(3):
        assert visitor.unlock("wrong").status_code == 422
    before = _acts(desk).count("change")
    visitor.unlock()
    save_what_waits(visitor)
    visitor.get(f"{address}/triage")
    assert _acts(desk).count("change") == before + 1 and not desk.held_forms.some_wait


def test_a_call_that_was_made_just_now_was_made_when_its_page_met_the_lock_and_not_when_it_is_saved(
    visitor, opened, desk, clock
):
    """The officer calls KCIK, the lock shuts meanwhile, and the next person opens it in the morning."""
    address = opened(until="triage")
    visitor.send(answer__documents_withheld="yes", answer__debt_bondage="yes", answer__threats_violence="yes")
    visitor.get(f"{address}/overview")
    call = next(form for form in visitor.page.forms if ("kcik_called_at", "now") in form["buttons"])
    kept = [each for each in call["fields"] if each[0] != "_end"]
    when = written_moment(written_in_poland(clock().isoformat()))
    _shut(visitor)
    visitor.post(call["action"], [*kept, ("kcik_called_at", "now"), ("_end", "1")])
    clock.advance(hours=9)
    visitor.unlock()
    visitor.get("/waiting")
    visitor.get(next(link for link in visitor.page.links if link.startswith("/waiting/")))
    assert when in visitor.page.text
    assert save_what_waits(visitor).status_code == 303
    visitor.get(f"{address}/done")
    assert ("kcik_called_at", when) in visitor.page.form["fields"]


def _waited_and_saved(visitor, clock, **later: float) -> None:
    clock.advance(**later)
    visitor.unlock()
    assert save_what_waits(visitor).status_code == 303


def test_what_was_decided_before_the_lock_shut_keeps_the_hour_at_which_it_came(visitor, opened, desk, clock):
    """Saved in the morning, a decision would seem to come after the call of the evening that ended it."""
    address = opened(until="triage")
    visitor.send(answer__documents_withheld="yes", answer__debt_bondage="yes")
    visitor.get(f"{address}/decision")
    decided = {
        "kcik": "not_now",
        "reason": "bo tak",
        "decided_by": "Anna",
        "notify": "will_notify",
        "to": ["police"],
    }
    fields = visitor.filled(**decided, notify_reason="bo tak", notify_by="Anna")
    at = written_in_poland(clock().isoformat())
    _shut(visitor)
    visitor.post(f"{address}/decision", fields)
    _waited_and_saved(visitor, clock, hours=9)
    kcik, notification = (lambda made: (made.kcik, made.notification))(desk.read(desk.cases()[0].id).case.decisions)
    assert [written_in_poland(each.decided_at) for each in (kcik, notification)] == [at, at]


def test_a_decision_that_waited_and_lacked_a_name_has_the_hour_at_which_it_came(visitor, opened, desk, clock):
    address = opened(until="triage")
    visitor.send(answer__documents_withheld="yes", answer__debt_bondage="yes")
    visitor.get(f"{address}/decision")
    fields = visitor.filled(kcik="not_now", notify="undecided")
    at = written_in_poland(clock().isoformat())
    _shut(visitor)
    visitor.post(f"{address}/decision", fields)
    clock.advance(hours=9)
    visitor.unlock()
    assert save_what_waits(visitor).status_code == 422
    clock.advance(minutes=1)
    assert visitor.send(reason="bo tak", decided_by="Anna").status_code == 303
    decided = desk.read(desk.cases()[0].id).case.decisions.kcik
    assert (decided.decided_by, written_in_poland(decided.decided_at)) == ("Anna", at)
    assert not desk.held_forms.some_wait or not desk.held_forms.forms()


REFUSED = {"reason": "bo tak", "decided_by": "Anna"}


@pytest.mark.parametrize(
    ("held", "on_the_page", "kcik", "notification"),
    [
        ({"kcik": "not_now", **REFUSED}, {}, "came", None),  # saved as it was
        ({"kcik": "not_now"}, REFUSED, "now", None),  # completed, and the page told of the call
        ({"kcik": "not_now", **REFUSED}, {"reason": "nie chce"}, "now", None),  # decided anew, after the call
        ({"kcik": "consult", **REFUSED}, {"kcik": "not_now"}, "now", None),
        ({}, {"kcik": "not_now", **REFUSED}, "now", None),
        ({"kcik": "consult", **REFUSED}, {"reason": "bo nie wiem"}, "came", None),  # no call ends it: put right
        ({"kcik": "not_now", **REFUSED}, {"notify": "will_notify", "notify_reason": "x"}, "came", "now"),
        (
            {"kcik": "consult", **REFUSED, "notify": "will_notify", "notify_reason": "x"},
            {"kcik": "refer"},
            "now",
            "came",
        ),
    ],
)
def test_a_decision_that_is_changed_on_the_page_of_a_form_that_waited_is_made_now(
    visitor, opened, desk, clock, held, on_the_page, kcik, notification
):
    """A call was recorded in between, so the page asks whether it still fits."""
    address = opened(until="triage")
    visitor.send(answer__documents_withheld="yes", answer__debt_bondage="yes")
    visitor.get(f"{address}/decision")
    fields = visitor.filled(**{"kcik": "", "reason": "", "decided_by": "", **held})
    came = written_in_poland(clock().isoformat())
    _shut(visitor)
    visitor.post(f"{address}/decision", fields)
    clock.advance(minutes=30)
    visitor.unlock()
    visitor.get(f"{address}/done")
    visitor.send(kcik_called_at=written_moment(written_in_poland(clock().isoformat())))
    clock.advance(hours=9)
    visitor.unlock()
    assert save_what_waits(visitor).status_code in (409, 422)
    now = written_in_poland(clock().isoformat())
    assert visitor.send(**on_the_page).status_code == 303
    decisions = desk.read(desk.cases()[0].id).case.decisions
    times = {"came": came, "now": now, None: None}
    assert written_in_poland(decisions.kcik.decided_at) == times[kcik]
    at = decisions.notification.decided_at if decisions.notification else None
    assert (written_in_poland(at) if at else None) == times[notification]


def test_a_choice_of_a_form_that_waited_that_replaces_a_newer_decision_is_made_now(visitor, opened, desk, clock):
    address = opened(until="triage")
    visitor.send(answer__documents_withheld="yes", answer__debt_bondage="yes")
    visitor.get(f"{address}/decision")
    fields = visitor.filled(kcik="not_now", **REFUSED)
    _shut(visitor)
    visitor.post(f"{address}/decision", fields)
    clock.advance(minutes=30)
    visitor.unlock()
    visitor.get(f"{address}/decision")
    assert visitor.send(kcik="refer", reason="prosi", decided_by="Ewa").status_code == 303
    clock.advance(hours=9)
    visitor.unlock()
    assert save_what_waits(visitor).status_code == 409
    now = written_in_poland(clock().isoformat())
    assert visitor.send().status_code == 303
    kcik = desk.read(desk.cases()[0].id).case.decisions.kcik
    assert (kcik.choice, written_in_poland(kcik.decided_at)) == ("not_now", now)


@pytest.mark.parametrize("wrong", [{"hours": -3}, {"days": -700}, {"days": 2}])
def test_what_was_said_to_be_now_while_the_clock_was_wrong_has_the_time_that_is_believed(
    visitor, opened, desk, clock, wrong
):
    address = opened(until="triage")
    visitor.send(answer__documents_withheld="yes", answer__debt_bondage="yes", answer__threats_violence="yes")
    visitor.get(f"{address}/overview")
    call = next(form for form in visitor.page.forms if ("kcik_called_at", "now") in form["buttons"])
    at = written_in_poland(clock().isoformat())
    clock.set_wrong(**wrong)
    visitor.post(
        call["action"],
        [*[each for each in call["fields"] if each[0] != "_end"], ("kcik_called_at", "now"), ("_end", "1")],
    )
    assert desk.held_forms.some_wait
    clock.set_wrong(**{name: -value for name, value in wrong.items()})
    visitor.unlock()
    assert save_what_waits(visitor).status_code == 303
    assert written_in_poland(desk.read(desk.cases()[0].id).case.done.kcik_called_at) == at


def test_pages_of_two_cases_that_met_the_lock_are_both_saved(visitor):
    pages = []
    for note in ("first", "second"):
        address = open_case(visitor, until="triage")
        pages.append((f"{address}/triage", visitor.filled(note__debt_bondage=note), note))
    _shut(visitor)
    for path, fields, _ in pages:
        visitor.post(path, fields)
    visitor.unlock()
    save_what_waits(visitor)
    save_what_waits(visitor)
    for path, _, note in pages:
        visitor.get(path)
        assert ("note.debt_bondage", note) in visitor.page.form["fields"]


def test_of_two_pages_made_from_one_revision_the_second_asks_and_loses_nothing(visitor, opened, desk, clock):
    address = opened(until="triage")
    visitor.send()
    pages = []
    for page, typed in (("triage", {"note__debt_bondage": "first"}), ("decision", {"reason": "second"})):
        visitor.get(f"{address}/{page}")
        more = {"kcik": "refer", "notify": "undecided", "decided_by": "1"} if page == "decision" else {}
        pages.append((f"{address}/{page}", visitor.filled(**typed, **more)))
    _shut(visitor)
    for path, fields in pages:
        visitor.post(path, fields)
        clock.advance(seconds=1)
    visitor.unlock()
    save_what_waits(visitor)
    save_what_waits(visitor)
    assert visitor.page.title.startswith("Błąd:") and ("reason", "second") in visitor.page.form["fields"]
    assert len(desk.held_forms.forms()) == 1
    visitor.send()
    for page, field in (("triage", ("note.debt_bondage", "first")), ("decision", ("reason", "second"))):
        visitor.get(f"{address}/{page}")
        assert field in visitor.page.form["fields"]


def test_a_form_of_a_case_erased_meanwhile_is_gone_with_it(visitor, opened, desk):
    address = opened(until="triage")
    fields = visitor.filled(answer__debt_bondage="yes")
    _shut(visitor)
    visitor.post(f"{address}/triage", fields)
    (case,) = desk.cases()
    desk.erase(case.id)
    visitor.unlock()
    assert visitor.path == "/cases/" and desk.cases() == [] and desk.held_forms.forms() == []


@pytest.mark.parametrize("token", [None, "", "forged"])
def test_what_goes_along_with_a_forged_token_is_never_kept(visitor, opened, desk, token):
    address = opened(until="triage")
    fields = [("to", "lock"), ("path", f"{address}/triage"), ("body", urlencode(visitor.filled())), ("_end", "1")]
    visitor.post("/lock", [*([("csrf_token", token)] if token is not None else []), *fields])
    assert visitor.response.status_code == 400 and not desk.held_forms.some_wait
    assert visitor.get(f"{address}/triage").status_code == 200


NOT_A_CASE_PAGE = [
    "/cases/",
    "/set-up",
    "/unlock",
    "/language",
    "/lock",
    "/start/x",
    f"/cases/{UNKNOWN_CASE}/extend",
    f"/cases/{UNKNOWN_CASE}/documents/referral",
    f"//example.org/cases/{UNKNOWN_CASE}/triage",
    f"https://localhost/cases/{UNKNOWN_CASE}/triage",
    f"/cases/{UNKNOWN_CASE}/../triage",
    "/cases/1/triage",
]


def test_only_the_form_of_a_case_page_goes_along_when_the_lock_is_shut(visitor, desk):
    for path in NOT_A_CASE_PAGE:
        fields = [("csrf_token", visitor.token), ("to", "lock"), ("path", path), ("body", "_end=1"), ("_end", "1")]
        assert visitor.post("/lock", fields).status_code == 303, path
        assert not desk.held_forms.some_wait and visitor.path == "/unlock"
        visitor.unlock()


def test_a_form_that_met_the_doubtful_clock_is_offered_when_the_clock_is_confirmed(visitor, opened, clock):
    address = opened(until="triage")
    fields = visitor.filled(note__debt_bondage="KANAREK")
    clock.set_wrong(hours=5)
    visitor.unlock()
    assert visitor.post(f"{address}/triage", fields).status_code == 409
    assert "KANAREK" not in visitor.page.html
    visitor.get("/clock")
    visitor.send(day="23", month="11", year="2026")
    assert visitor.path.startswith("/waiting")
    save_what_waits(visitor)
    visitor.get(f"{address}/triage")
    assert ("note.debt_bondage", "KANAREK") in visitor.page.form["fields"]


def test_a_page_at_the_lock_says_how_long_it_waits_and_whose_case_is_over_is_said_with_it(visitor, opened, clock):
    address = opened(until="triage")
    fields = visitor.filled(note__debt_bondage="KANAREK")
    clock.advance(hours=CASE_HOURS - 1)
    _shut(visitor)
    visitor.post(f"{address}/triage", fields)
    assert "Czeka 72 godziny. Strona sprawy czeka tak długo jak sprawa." in visitor.page.text
    over = "Czas tej sprawy minął"
    visitor.unlock()
    assert visitor.path.startswith("/waiting") and over not in visitor.page.text
    clock.advance(hours=2)
    visitor.unlock()
    visitor.get("/waiting")
    assert over in visitor.page.text
    save_what_waits(visitor)
    visitor.get(f"{address}/triage")
    assert ("note.debt_bondage", "KANAREK") in visitor.page.form["fields"]


def test_a_birth_date_that_met_the_lock_is_shown_before_it_is_saved(visitor, opened):
    address = opened(until="overview", age="child")
    visitor.get(f"{address}/person")
    fields = visitor.filled(birth_date="05.2011")
    _shut(visitor)
    visitor.post(f"{address}/person", fields)
    visitor.unlock()
    visitor.get("/waiting")
    visitor.get(next(link for link in visitor.page.links if link.startswith("/waiting/")))
    assert "05.2011" in visitor.page.html
    save_what_waits(visitor)
    visitor.get(f"{address}/person")
    assert ("birth_date", "05.2011") in visitor.page.form["fields"]


def _one_that_waits(visitor, opened) -> str:
    """The address of what was typed for a case and met the shut lock; the lock is open again."""
    address = opened(until="triage")
    fields = visitor.filled(note__debt_bondage="KANAREK", answer__debt_bondage="yes")
    _shut(visitor)
    visitor.post(f"{address}/triage", fields)
    visitor.unlock()
    visitor.get("/waiting")
    return next(link for link in visitor.page.links if link.startswith("/waiting/")).partition("#")[0]


def test_whoever_reads_what_was_typed_for_a_case_opens_the_case_once(visitor, opened, desk):
    link = _one_that_waits(visitor, opened)
    before = len(_acts(desk))
    for _ in range(2):
        visitor.get(link)
        assert "KANAREK" in visitor.page.text
    (entry, code), *_ = desk.acts(1)
    assert (entry.act.value, code) == ("open", desk.cases()[0].code) and len(_acts(desk)) == before + 1


def test_what_was_typed_for_a_case_is_not_shown_where_nobody_can_write_down_that_it_was_read(visitor, opened, desk):
    link = _one_that_waits(visitor, opened)
    with full_disk(desk):
        assert visitor.get(link).status_code == 507 and "KANAREK" not in visitor.page.text


def test_what_is_discarded_is_written_down_with_its_case(visitor, opened, desk):
    link = _one_that_waits(visitor, opened)
    visitor.get(link)
    with full_disk(desk):
        visitor.press("/discard")
    assert visitor.response.status_code == 507 and len(desk.held_forms.forms()) == 1
    visitor.get(link)
    visitor.press("/discard")
    (entry, code), *_ = desk.acts(1)
    assert (entry.act.value, entry.actor, code) == ("held_form_discarded", "officer", desk.cases()[0].code)
    assert desk.held_forms.forms() == []
