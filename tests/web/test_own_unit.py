"""My unit: ticked once on the page of the call, it fills in the next case; its own page shows and removes it."""

import pytest

from screening.storage import NotSaved
from tests.web.referral import fill, stored
from tests.web.seeded import adult

OURS = {
    "institution": "Policja", "unit": "Komisariat II w Krakowie", "function": "dyżurny", "phone": "12 345 67 89",
    "officer": "S-1234",
}  # fmt: skip
KEPT = "Zapamiętano jako Twoją jednostkę."


def start(visitor, profession: str = "police") -> str:
    """Open a case for a referral and return its address."""
    visitor.get("/cases/refer")
    visitor.send(profession=profession)
    return visitor.path.rpartition("/")[0]


def keep(visitor, **more: str) -> str:
    """Open a case whose call page is filled in and ticked; return its address."""
    address = start(visitor)
    fill(visitor, address, "call", **OURS, remember="1", **more)
    return address


def test_the_next_case_is_filled_in_with_what_was_ticked_once(visitor, desk):
    keep(visitor, urgency="now")
    assert KEPT in visitor.page.text
    referrer = stored(desk, start(visitor)).referrer
    assert {name: getattr(referrer, name) for name in OURS} == OURS
    assert referrer.urgency is None  # that is of one call


def test_without_the_tick_nothing_is_kept(visitor, desk):
    fill(visitor, start(visitor), "call", **OURS)
    assert desk.own_unit.known() == {} and stored(desk, start(visitor)).referrer.unit == ""


def test_the_service_is_chosen_on_the_page_of_cases_and_can_be_another(visitor, desk):
    keep(visitor)
    visitor.get("/cases/")
    assert ("profession", "police") in visitor.page.form["fields"] and "Komisariat II w Krakowie" in visitor.page.text
    assert stored(desk, start(visitor, "social_worker")).context.profession == "social_worker"


def test_the_box_is_offered_only_where_it_would_change_something(visitor):
    address = keep(visitor)
    visitor.get(f"{address}/call")
    assert "remember" not in visitor.page.html
    fill(visitor, address, "call", **{**OURS, "phone": "12 000 00 00"})
    visitor.get(f"{address}/call")
    assert "remember" in visitor.page.html


def test_the_lines_of_the_referral_offer_the_box_beside_who_calls(visitor, desk):
    address = start(visitor)
    visitor.get(f"{address}/referral")
    caller = visitor.page.html.partition('<li id="line-caller"')[2].partition("</li>")[0]
    assert 'name="remember"' in caller
    visitor.send(phone=OURS["phone"], remember="1")
    assert desk.own_unit.known()["referrer.phone"] == OURS["phone"]
    visitor.get(f"{address}/referral")
    assert "remember" not in visitor.page.html


def test_a_tick_holds_also_where_the_page_is_left_by_a_link_and_nothing_else_was_changed(visitor, desk):
    address = start(visitor)
    fill(visitor, address, "call", **OURS)
    assert desk.own_unit.known() == {}
    visitor.get(f"{address}/call")
    visitor.send(remember="1", button=("go", "safety"))
    assert visitor.path.endswith("/safety") and KEPT in visitor.page.text
    assert desk.own_unit.known()["referrer.phone"] == OURS["phone"]


def test_the_lines_of_the_referral_show_whose_name_was_filled_in(visitor):
    keep(visitor)
    address = start(visitor)
    visitor.get(f"{address}/referral")
    assert "S-1234" in visitor.page.text and ("go", "call") in [
        button for form in visitor.page.forms for button in form["buttons"]
    ]


def test_who_decides_is_filled_in_and_a_decision_that_was_signed_is_left_alone(visitor, desk):
    address = keep(visitor)
    adult(visitor, address)
    visitor.get(f"{address}/decision")
    assert ("decided_by", "S-1234") in visitor.page.form["fields"]
    fill(visitor, address, "decision", kcik="refer", reason="jest przymus", decided_by="inna osoba")
    assert stored(desk, address).decisions.kcik.decided_by == "inna osoba"
    visitor.get(f"{address}/decision")
    assert ("decided_by", "inna osoba") in visitor.page.form["fields"]


def test_its_page_shows_what_is_kept_and_removes_it_but_from_no_case(visitor, desk):
    address = keep(visitor)
    visitor.get("/unit")
    assert all(value in visitor.page.text for value in OURS.values()) and "Policja" in visitor.page.text
    visitor.send()
    assert desk.own_unit.known() == {} and "usunięto" in visitor.page.text
    assert stored(desk, address).referrer.unit == OURS["unit"]
    visitor.get("/unit")
    assert OURS["phone"] not in visitor.page.text and len(visitor.page.forms) < 3


def test_details_that_were_altered_are_named_and_never_filled_in(visitor, desk, monkeypatch):
    keep(visitor)
    desk.own_unit.keep({"referrer.phone": "a\u202eb"})
    visitor.get("/unit")
    assert "uszkodzono albo zmieniono" in visitor.page.text
    assert stored(desk, start(visitor)).referrer.phone == ""


def test_the_case_is_saved_although_its_unit_cannot_be_kept(visitor, desk, monkeypatch):
    def full(*_):
        raise NotSaved

    monkeypatch.setattr(type(desk.own_unit), "keep", full)
    address = keep(visitor)
    assert "Sprawa jest zapisana. Danych jednostki nie udało się zapamiętać" in visitor.page.text
    assert stored(desk, address).referrer.unit == OURS["unit"]


@pytest.mark.parametrize("text", ["<b>x</b>", "{{ 7 * 7 }}", '"><script>alert(1)</script>'])
def test_hostile_details_are_shown_as_text_alone(visitor, text):
    fill(visitor, start(visitor), "call", **{**OURS, "unit": text}, remember="1")
    visitor.get("/unit")
    assert text in visitor.page.text and "<script>" not in visitor.page.html
    visitor.get("/cases/")
    assert text in visitor.page.text


def test_a_page_that_was_held_at_the_lock_keeps_its_tick(visitor, desk):
    address = start(visitor)
    visitor.get(f"{address}/call")
    desk.lock.shut()
    visitor.send(**OURS, remember="1")
    assert not desk.held_forms.unsealed and desk.held_forms.some_wait
