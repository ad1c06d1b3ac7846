"""Leaving a page of a case by its own links saves it first, without a script; generated from the table of pages."""

import re
from dataclasses import replace
from html import unescape
from uuid import UUID

import pytest

from screening.core.instrument.vocabulary import Age, Answer, Form
from screening.core.journey import Page, steps
from screening.core.record.case import Case, Reply
from screening.web.cases.pages import FORMS
from tests.builders import CATALOGUE
from tests.web.conftest import save_what_waits
from tests.web.seeded import open_case

MAIN = re.compile(r'<nav class="places".*?</main>', re.DOTALL)  # the bar of places goes with the page
LINK = re.compile(r'<a [^>]*href="([^"#]+)"')
BUTTON = re.compile(r'<button[^>]*name="(go|page_language)" value="([^"]+)"')
OUTSIDE = next(row.id for row in CATALOGUE.indicators.values() if not row.weight_in("labour_adult"))
CHANGED = {
    Page.SAFETY: {"children": "2"},
    Page.TALK: {"concerned": "1"},
    Page.TRIAGE: {"answer.debt_bondage": "yes"},
    Page.DIMENSION: {"answer.debt_bondage": "yes"},
    Page.OUTSIDE: {f"answer.{OUTSIDE}": "no"},
    Page.ACTS: {"acts": ["transport"]},
    Page.CALL: {"unit": "sekcja"},
    Page.PLACE: {"place": "powiat"},
    Page.FACTS: {"facts": "dwa zdania"},
    Page.REFERRAL: {"transport": "unknown"},
    Page.AGREEMENT: {"other_limits": "bez listów"},
    Page.PERSON: {"relatives": "siostra"},
    Page.NEEDS: {"services": ["food"]},
    Page.STATUS: {"stay": "to_be_cleared"},
    Page.DONE: {"notified_who": "dyżurny"},
    Page.HANDOVER: {"next_contact": "jutro"},
    Page.DECISION: {"kcik": "refer", "reason": "powód", "decided_by": "Służba 1"},
}
RECORDED = Case(
    edition=CATALOGUE.edition, age=Age.ADULT, forms=frozenset({Form.LABOUR}), replies={OUTSIDE: Reply(Answer.YES)}
)
WITH_FORM = sorted({*FORMS, *(step.page for step in steps(CATALOGUE, RECORDED) if step.items)} - {Page.FINISH})


@pytest.fixture
def at(visitor, desk):
    """Go to a page of a case in which every page is open; gives its address."""
    address = open_case(visitor)

    def go(page: Page) -> str:
        if page is Page.OUTSIDE:
            open_case = desk.read(UUID(address.split("/")[2]))
            desk.save(open_case, replace(open_case.case, replies=RECORDED.replies), seen_revision=open_case.revision)
        case = _case(desk, address)
        step = next(
            step
            for step in steps(desk.content.catalogue, case)
            if step.page is page and (page is not Page.DIMENSION or "debt_bondage" in step.items)
        )
        visitor.get(f"{address}/{step.id}")
        return f"{address}/{step.id}"

    return go


def _case(desk, address: str) -> Case:
    return desk.read(UUID(address.split("/")[2])).case


def _changed(page: Page) -> dict[str, object]:
    return {name.replace(".", "__"): value for name, value in CHANGED[page].items()}


def test_every_page_with_a_form_is_tried():
    print(f"{len(WITH_FORM)} pages with a form")
    assert set(CHANGED) == set(WITH_FORM)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("page", WITH_FORM)
def test_a_page_with_a_form_has_no_link_to_another_page_of_the_tool(visitor, at, page):
    at(page)
    (main,) = MAIN.findall(visitor.page.html)
    away = [unescape(link) for link in LINK.findall(main) if not link.startswith("tel:")]
    assert away == []
    there = {name for _, name in BUTTON.findall(main)}
    assert {"safety", "overview", "referral", "documents"} - {page} <= there


@pytest.mark.sampled(2)
@pytest.mark.parametrize("page", WITH_FORM)
def test_leaving_by_a_button_of_the_page_saves_what_was_filled_in_and_goes_there(visitor, at, desk, page):
    address = at(page)
    before = _case(desk, address)
    answer = visitor.send(button=("go", "documents"), **_changed(page))
    assert answer.status_code == 303 and visitor.path.endswith("/documents")
    visitor.get(address)
    for name, value in CHANGED[page].items():
        for each in value if isinstance(value, list) else [value]:
            assert (name, each) in visitor.page.form["fields"]
    assert (_case(desk, address) != before) is bool(CHANGED[page])


@pytest.mark.sampled(2)
@pytest.mark.parametrize("page", WITH_FORM)
def test_a_page_left_as_it_was_is_left_at_once(visitor, at, desk, page):
    address = at(page)
    before = desk.read(UUID(address.split("/")[2])).revision
    assert visitor.send(button=("go", "documents")).status_code == 303
    assert visitor.path.endswith("/documents")
    assert desk.read(UUID(address.split("/")[2])).revision == before


@pytest.mark.sampled(2)
@pytest.mark.parametrize("page", WITH_FORM)
def test_another_language_keeps_what_was_filled_in(visitor, at, page):
    address = at(page)
    visitor.send(button=("page_language", "en"), **_changed(page))
    assert visitor.path == address and visitor.page.lang == "en"
    for name, value in CHANGED[page].items():
        for each in value if isinstance(value, list) else [value]:
            assert (name, each) in visitor.page.form["fields"]


def test_a_first_page_may_be_left_before_anything_is_chosen(visitor):
    visitor.get("/cases/")
    visitor.send(profession="police")
    assert visitor.path.endswith("/safety")
    visitor.send(button=("go", "decision"))
    assert visitor.path.endswith("/decision")


TOO_LONG = {"button": ("go", "documents"), "notify_reason": "ż" * 601}


def test_a_save_that_is_refused_keeps_the_text_and_the_page_that_was_asked_for(visitor, at):
    address = at(Page.DECISION)
    assert visitor.send(**TOO_LONG).status_code == 422
    assert ("notify_reason", "ż" * 601) in visitor.page.form["fields"]
    assert ("then", "documents") in visitor.page.form["fields"]
    assert f'href="{address.removesuffix("decision")}documents"' in visitor.page.html
    visitor.send(kcik="refer", reason="powód", decided_by="S1", notify="undecided", notify_reason="krótko")
    assert visitor.path.endswith("/documents")


def test_after_a_refused_save_another_page_may_be_asked_for(visitor, at):
    at(Page.DECISION)
    visitor.send(**TOO_LONG)
    visitor.send(button=("go", "facts"), kcik="refer", reason="powód", decided_by="S1", notify_reason="")
    assert visitor.path.endswith("/facts")


def test_after_a_conflict_saving_leads_to_the_page_that_was_asked_for(visitor, at):
    address = at(Page.FACTS)
    mine = visitor.filled(button=("go", "documents"), facts="moje")
    visitor.send(facts="tamto")
    assert visitor.post(address, mine).status_code == 409
    visitor.send()
    assert visitor.path.endswith("/documents")
    visitor.get(address)
    assert ("facts", "moje") in visitor.page.form["fields"]


def test_a_number_that_cannot_be_read_is_not_left_behind(visitor, at):
    at(Page.SAFETY)
    assert visitor.send(button=("go", "documents"), children="dużo").status_code == 422
    assert ("children", "dużo") in visitor.page.form["fields"]


def test_no_children_is_another_answer_than_none_given(visitor, at, desk):
    address = at(Page.SAFETY)
    visitor.send(button=("go", "documents"), children="0")
    assert _case(desk, address).safety.children == 0


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    "button",
    [("go", "nowhere"), ("go", "/cases/"), ("go", "https://evil.example"), ("page_language", "xx"), ("then", "x")],
)
def test_a_page_that_no_button_names_is_refused(visitor, at, desk, button):
    address = at(Page.FACTS)
    assert visitor.send(button=button, facts="x").status_code == 400
    assert _case(desk, address).context.facts == ""


def test_a_page_that_the_save_itself_takes_away_leads_to_where_work_goes_on(visitor, at, desk):
    address = at(Page.OUTSIDE)
    gone = address.rpartition("/")[2]
    visitor.get(address.replace(gone, "talk"))
    visitor.send(button=("go", gone), forms=["labour", "begging"])
    assert visitor.response.status_code == 200 and not visitor.path.endswith(gone)


def test_the_leaflet_is_reached_without_losing_the_decision(visitor, at):
    address = at(Page.AGREEMENT)
    visitor.send(contact="no")
    visitor.get(address.replace("agreement", "decision"))
    assert ("go", "leaflet") in BUTTON.findall(visitor.page.html)
    visitor.send(button=("go", "leaflet"), kcik="not_now", reason="odmowa", decided_by="S1")
    assert visitor.path.startswith("/quick/leaflet")
    visitor.get(address.replace("agreement", "decision"))
    assert ("reason", "odmowa") in visitor.page.form["fields"]


def test_a_held_form_goes_where_it_was_to_go(visitor, at):
    address = at(Page.FACTS)
    typed = visitor.filled(button=("go", "documents"), facts="wpisane")
    visitor.post("/lock", [("csrf_token", visitor.token), ("to", "lock"), ("_end", "1")])
    assert visitor.post(address, typed).status_code == 423
    visitor.unlock()
    save_what_waits(visitor)
    assert visitor.path.endswith("/documents")
    visitor.get(address)
    assert ("facts", "wpisane") in visitor.page.form["fields"]


def test_the_end_of_a_case_is_never_on_the_way_to_another_page(visitor, at, desk):
    at(Page.DECISION)
    visitor.get(visitor.path.replace("decision", "finish"))
    assert BUTTON.findall(visitor.page.html) == []
    assert visitor.send(button=("go", "documents")).status_code in (303, 422)
    assert len(desk.cases()) == 1


def test_the_first_button_of_the_page_saves_and_leads_on(visitor, at):
    at(Page.DECISION)
    buttons = re.findall(r"<button[^>]*>", visitor.page.html)
    ours = [each for each in buttons if 'form="case-form"' in each]
    assert "name=" not in ours[0] and 'tabindex="-1"' in ours[0]


@pytest.mark.sampled(2)
@pytest.mark.parametrize("page", WITH_FORM)
def test_the_mark_of_the_end_comes_after_every_field_and_button(visitor, at, page):
    at(page)
    end = visitor.page.html.rindex('name="_end" value="1" form="case-form"')
    assert end > max(match.end() for match in re.finditer(r'<button[^>]*form="case-form"', visitor.page.html))
    assert end > visitor.page.html.rindex('type="submit">')
