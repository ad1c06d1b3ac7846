"""The twelve lines are one form: one save keeps what was filled in on any of them, and nothing else of the case."""

import re

from screening.core.record.vocabulary import NotKnown
from tests.web.referral import agree, fill, stored
from tests.web.seeded import adult

ON_SEVERAL = {
    "kind": "referral", "urgency": "today", "persons": "2", "reads": "no", "voivodeship": "lubelskie",
    "tonight": "with_us", "can_speak_now": "yes", "place_known": "unknown", "others": "0",
    "services": ["food", "legal"], "facts": "Dwa zdania.", "notified": "no", "safe_contact": "przez siostrę",
    "transport": "no",
}  # fmt: skip


def on_lines(visitor, task_list: str, **values: object) -> None:
    fill(visitor, task_list, "referral", **values)


def test_one_save_keeps_what_was_filled_in_on_all_lines_and_leads_to_the_decision(visitor, task_list, desk):
    adult(visitor, task_list)
    on_lines(visitor, task_list, **ON_SEVERAL)
    assert visitor.path == f"{task_list}/decision"
    case = stored(desk, task_list)
    assert (case.referrer.kind, case.referrer.urgency) == ("referral", "today")
    assert (case.safety.persons, case.safety.others, case.safety.tonight) == (2, 0, "with_us")
    assert case.needs.services == {"food", "legal"} and case.context.facts == "Dwa zdania."
    assert (case.done.notified, case.handover.transport, case.person.reads) == ("no", "no", "no")
    assert case.person.safe_contact == "przez siostrę"


def test_after_the_decision_the_lines_lead_to_the_papers_and_so_does_the_decision(visitor, task_list):
    adult(visitor, task_list)
    fill(visitor, task_list, "decision", kcik="refer", reason="dług", decided_by="Nowak")
    assert visitor.path == f"{task_list}/documents"
    on_lines(visitor, task_list, transport="no")
    assert visitor.path == f"{task_list}/documents"


def test_a_line_that_is_changed_later_keeps_the_rest(visitor, task_list, desk):
    adult(visitor, task_list)
    fill(visitor, task_list, "place", family_threatened="yes", others="3", others_children="1")
    fill(visitor, task_list, "done", notified="yes", notified_bodies=["police"], notified_who="KPP")
    on_lines(visitor, task_list, **{name: ON_SEVERAL[name] for name in ("kind", "facts", "services", "safe_contact")})
    before = stored(desk, task_list)
    on_lines(visitor, task_list, transport="yes")
    after = stored(desk, task_list)
    assert after.handover.transport == "yes"
    assert (after.safety, after.done, after.needs, after.referrer) == (
        before.safety, before.done, before.needs, before.referrer,
    )  # fmt: skip
    assert (after.person, after.context, after.agreement) == (before.person, before.context, before.agreement)


def test_i_dont_know_is_a_chip_beside_each_number_and_the_moment(visitor, task_list, desk):
    adult(visitor, task_list)
    on_lines(visitor, task_list, not_known=["persons", "others", "safe_until"])
    assert stored(desk, task_list).safety.not_known == {NotKnown.PERSONS, NotKnown.OTHERS, NotKnown.SAFE_UNTIL}
    visitor.get(f"{task_list}/referral")
    said = visitor.page.html.partition('id="line-person"')[2].partition("</dl>")[0]
    assert "Nie wiem" in said or "nie wiem" in said


def test_the_name_is_typed_where_the_agreement_to_it_is_pressed_and_needs_it(visitor, task_list, desk):
    adult(visitor, task_list)
    on_lines(visitor, task_list, name="Olena", transport="no")
    assert visitor.response.status_code == 422 and "Osoba nie zgodziła się" in visitor.page.text
    assert {("name", "Olena"), ("transport", "no")} <= set(visitor.page.form["fields"])
    visitor.send(contact="yes", share_name="yes")
    assert visitor.path == f"{task_list}/decision" and stored(desk, task_list).person.name == "Olena"


def test_an_agreement_taken_back_on_its_line_erases_the_name_and_says_so_first(visitor, task_list, desk):
    adult(visitor, task_list)
    agree(visitor, task_list)
    fill(visitor, task_list, "person", name="Olena", birth_date="1990-01-01")
    visitor.get(f"{task_list}/referral")
    assert "Zgodę można cofnąć" in visitor.page.text
    visitor.send(contact="no")
    case = stored(desk, task_list)
    assert visitor.response.status_code == 303 or visitor.path.endswith("/decision")
    assert (case.person.name, case.person.birth_date, case.agreement.contact) == ("", "", "no")


def test_a_time_that_has_passed_on_one_line_does_not_hold_up_another(visitor, task_list, desk, clock):
    adult(visitor, task_list)
    on_lines(visitor, task_list, safe_until="23.11.2026 13:02")
    assert stored(desk, task_list).safety.safe_until.startswith("2026-11-23T13:02")
    clock.advance(minutes=4)
    on_lines(visitor, task_list, transport="no")
    assert stored(desk, task_list).handover.transport == "no"


def test_what_two_pages_saved_at_once_is_shown_beside_each_field_of_the_lines(visitor, task_list, desk):
    adult(visitor, task_list)
    fill(visitor, task_list, "place", tonight="street")
    visitor.get(f"{task_list}/referral")
    mine = visitor.filled(transport="no", tonight="hospital")
    fill(visitor, task_list, "place", tonight="with_us")
    visitor.post(f"{task_list}/referral", mine)
    assert visitor.response.status_code == 409
    html = visitor.page.html.partition('id="line-place"')[2].partition("</li>")[0]
    assert 'class="other"' in html and re.search(r"<details class=\"change\" open>", html)
    assert ("transport", "no") in visitor.page.form["fields"]
    visitor.send()
    case = stored(desk, task_list)
    assert (case.safety.tonight, case.handover.transport) == ("hospital", "no")


def test_a_child_is_told_and_heard_and_named_on_the_lines(visitor, task_list, desk):
    adult(visitor, task_list, "child")
    on_lines(visitor, task_list, child_told="yes", child_heard="no", name="Ola")
    case = stored(desk, task_list)
    assert (case.agreement.child_told, case.agreement.child_heard, case.person.name) == ("yes", "no", "Ola")


def test_the_preview_saves_first_what_was_filled_in(visitor, task_list, desk):
    adult(visitor, task_list)
    visitor.get(f"{task_list}/referral")
    visitor.send(button=("go", "preview"), transport="no")
    assert "/documents/" in visitor.path and visitor.path.endswith("language=pl")
    assert stored(desk, task_list).handover.transport == "no"
