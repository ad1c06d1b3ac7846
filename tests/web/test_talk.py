"""How the conversation begins: what was said, what is suspected, where, and what the officer sees, on one page."""

import re
from dataclasses import replace
from uuid import UUID

import pytest

from screening.core.instrument.vocabulary import FIRST_FORMS, FormGroup
from screening.web.http.assets import STATIC
from tests.web.referral import fill, stored
from tests.web.seeded import open_case

FOLDED = re.compile(r'<details class="folded"><summary>([^<]*)(?:<b>([^<]*)</b>)?')


def _setting(visitor) -> list[str]:
    return [value for name, value in visitor.page.form["fields"] if name == "setting" and value]


def test_what_was_said_is_known_of_the_duty_and_only_that_is_taken_back(visitor, opened, desk):
    address = opened(until="talk")
    visitor.send(forms=["labour"], informed_of_duty="yes")
    assert stored(desk, address).agreement.informed_of_duty == "yes"
    visitor.get(f"{address}/agreement")
    assert ("informed_of_duty", "yes") in visitor.page.form["fields"]
    fill(visitor, address, "talk", informed_of_duty=[])
    assert stored(desk, address).agreement.informed_of_duty is None
    fill(visitor, address, "agreement", informed_of_duty="unknown")
    fill(visitor, address, "talk", concerned="1")
    assert stored(desk, address).agreement.informed_of_duty == "unknown"


def test_a_child_is_not_asked_whether_the_duty_was_said(visitor, opened, desk):
    address = opened(until="talk", age="child")
    assert "informed_of_duty" not in visitor.page.html
    visitor.send(forms=["labour"], informed_of_duty="yes")
    assert stored(desk, address).agreement.informed_of_duty is None


def test_a_new_case_begins_where_the_last_conversation_of_the_day_took_place(visitor, clock):
    open_case(visitor, until="triage")
    open_case(visitor, until="talk")
    assert _setting(visitor) == ["workplace"]
    assert ("Gdzie odbywa się rozmowa? ", "w miejscu pracy") in FOLDED.findall(visitor.page.html)
    visitor.send(forms=["labour"], setting="office")
    open_case(visitor, until="talk")
    assert _setting(visitor) == ["office"]
    clock.advance(hours=24)
    visitor.unlock()
    open_case(visitor, until="talk")
    assert _setting(visitor) == []


def test_no_setting_outlasts_the_lock(visitor):
    open_case(visitor, until="triage")
    visitor.press("/lock", to="lock")
    visitor.unlock()
    open_case(visitor, until="talk")
    assert _setting(visitor) == []


def test_nothing_of_the_person_goes_from_one_case_to_the_next(visitor, opened, desk):
    address = opened(until="triage")
    fill(visitor, address, "safety", sex="female", language="uk", interpreter="independent")
    fill(visitor, address, "talk", citizenship="third_country", exploited_in=["abroad"], signs=["obs_no_address"])
    second = stored(desk, open_case(visitor, until="safety"))
    assert (second.context.sex, second.context.citizenship, second.context.language) == (None, None, "")
    assert not second.context.exploited_in and not second.signs


def test_a_sign_of_a_child_can_be_taken_back_once_the_person_is_known_to_be_an_adult(visitor, opened, desk):
    sign, seen_at_any_age = "obs_child_age_mismatch", "obs_no_address"
    address = opened(until="talk", age="uncertain")
    visitor.send(forms=["begging"], signs=[sign, seen_at_any_age])
    fill(visitor, address, "safety", age="adult")
    assert stored(desk, address).signs == {sign, seen_at_any_age}
    visitor.get(f"{address}/talk")
    assert ("signs", sign) in visitor.page.form["fields"]
    visitor.send(signs=[seen_at_any_age])
    assert stored(desk, address).signs == {seen_at_any_age}
    visitor.get(f"{address}/talk")
    assert sign not in visitor.page.html


def test_a_sign_of_a_child_that_was_taken_back_meanwhile_is_shown_again_as_it_was_ticked(visitor, opened, desk):
    sign = "obs_child_age_mismatch"
    address = opened(until="talk", age="uncertain")
    visitor.send(forms=["begging"], signs=[sign])
    fill(visitor, address, "safety", age="adult")
    visitor.get(f"{address}/talk")
    other_tab = visitor.page
    fill(visitor, address, "talk", signs=[])
    visitor.page = other_tab
    visitor.send(concerned="1")
    assert visitor.response.status_code == 409
    assert ("signs", sign) in visitor.page.form["fields"]
    assert not stored(desk, address).signs


@pytest.mark.parametrize("old", ["introduction", "context", "forms", "signs"])
def test_the_address_of_a_page_that_became_part_of_this_one_leads_to_it(visitor, opened, old):
    address = opened(until="talk")
    visitor.get(f"{address}/{old}")
    assert visitor.path == f"{address}/talk"


@pytest.mark.parametrize(("saved", "leads"), [("signs", "triage"), ("forms", "talk")])
def test_a_case_saved_when_there_were_six_pages_goes_on_where_it_was(visitor, opened, desk, saved, leads):
    address = opened(until="triage")
    there = desk.read(UUID(address.split("/")[2]))
    older = replace(there.case, visited=frozenset({"safety", "introduction", "context", "forms", saved}))
    desk.save(there, older, seen_revision=there.revision)
    visitor.get(f"{address}/")
    assert visitor.path == f"{address}/{leads}"


@pytest.mark.parametrize(
    ("sent", "kept"), [("2", 2), (["", "7"], 7), (["3", "3"], 3), (["2", "5"], None), (["", "dużo"], None)]
)
def test_the_number_of_children_is_pressed_or_typed_and_never_both(visitor, opened, desk, sent, kept):
    address = opened(until="talk")
    fill(visitor, address, "safety", children=sent)
    assert stored(desk, address).safety.children == kept
    assert (visitor.response.status_code == 422) is (kept is None)
    if kept is None:
        assert [value for name, value in visitor.page.form["fields"] if name == "children" and value] == [
            each for each in sent if each
        ]
    visitor.get(f"{address}/safety")
    pressed = [value for name, value in visitor.page.form["fields"] if name == "children" and value]
    assert pressed == ([str(kept)] if kept is not None else [])


def test_how_to_talk_stands_beside_the_questions(visitor, opened, content):
    address = opened(until="triage")
    for page in ("talk", "triage"):
        visitor.get(f"{address}/{page}")
        assert content.lists["talk"][0].text.polish in visitor.page.text


def test_the_style_sheet_shows_the_signs_of_each_form_and_of_a_further_one_whatever_it_is():
    style = (STATIC / "style.css").read_text(encoding="utf-8")
    for form in FIRST_FORMS:
        assert f"form:has(#forms [value={form}]:checked) .of-{form.group}" in style
    first = ", ".join(f"[value={form}]" for form in FIRST_FORMS)
    assert f"form:has(#forms :checked:not({first})) .of-{FormGroup.FURTHER}" in style
