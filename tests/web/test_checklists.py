"""The lists that everybody may open: before leaving for work, and when somebody noticed something."""

from dataclasses import replace

import pytest

from screening.core.instrument.vocabulary import Confirm
from screening.translation import Translator, person_languages
from screening.web.quick.checklists import NAMES
from screening.web.quick_app import create_public_app, create_quick_app
from tests.contacts import DIAL, KCIK
from tests.inside.web import cookies
from tests.web.page import Visitor

TO_CALL = f"+48 {KCIK}"


def address(name: str, language: str) -> str:
    return f"/quick/{name}" if language == "pl" else f"/quick/{name}/{language}"


@pytest.mark.sampled(3)
@pytest.mark.parametrize("language", list(person_languages()))
@pytest.mark.parametrize("name", NAMES)
def test_a_list_is_one_page_in_the_language_of_its_reader_with_every_item(alone, content, name, language):
    alone.get(address(name, language))
    translator, page = Translator(language), alone.page
    assert page.lang == language and page.h1 == [translator.text(content.checklists[name].title)]
    assert page.html.count("<li>") == len(content.checklists[name].items)
    for item in content.checklists[name].items:
        before, _, after = translator.text(item).replace("112", TO_CALL).partition(TO_CALL)
        assert translator.has(item) and before.strip() in page.text and after.strip(" .") in page.text
    assert "%(" not in page.html and TO_CALL in page.text and {DIAL, "tel:112"} <= set(page.links)


@pytest.mark.parametrize("name", NAMES)
def test_a_list_asks_nothing_takes_nothing_and_keeps_nothing(alone, name):
    alone.get(f"/quick/{name}")
    assert alone.page.forms == [] and not cookies(alone.client)
    assert alone.post(f"/quick/{name}", [("_end", "1")]).status_code == 405


@pytest.mark.parametrize("name", NAMES)
def test_each_language_leads_to_every_other_one(alone, name):
    others = {address(name, code) for code in person_languages()}
    for here in others:
        alone.get(here)
        assert others - {here} <= set(alone.page.links) and here not in alone.page.links


def test_what_nobody_has_confirmed_says_so_in_the_language_of_the_reader(alone, content):
    unconfirmed = [item for item in content.checklists["leaving"].items if item.confirm is Confirm.ANYBODY]
    assert [item.polish for item in unconfirmed] == ["Agencja nie może brać pieniędzy za znalezienie pracy."]
    for language, said in {"pl": "(do potwierdzenia)", "en": "(to be confirmed)", "uk": "(треба підтвердити)"}.items():
        alone.get(address("leaving", language))
        assert alone.page.text.count(said) == 1


@pytest.mark.parametrize("language", ["xx", "pl-PL", "de", "UK"])
def test_a_list_in_a_language_that_is_not_offered_is_not_found(alone, language):
    assert alone.get(f"/quick/leaving/{language}").status_code == 404


def test_where_drafts_are_hidden_the_lists_are_in_reviewed_languages_alone(tool_settings, content, printer):
    strict = Visitor(create_quick_app(replace(tool_settings, drafts="hide"), content, printer).test_client())
    assert strict.get("/quick/noticed/uk").status_code == 404
    strict.get("/quick/?ui=en")
    assert "/quick/noticed" in strict.page.links
    strict.get("/quick/noticed")
    assert not [link for link in strict.page.links if link.startswith("/quick/noticed")]


def test_both_lists_are_reached_from_the_start_page_and_from_the_quick_check(visitor, alone):
    for browser, path in ((visitor, "/"), (alone, "/quick/"), (alone, "/quick/?ui=en")):
        browser.get(path)
        there = [link for link in browser.page.links if link.startswith(("/quick/leaving", "/quick/noticed"))]
        assert [*dict.fromkeys(there)] == [address(name, browser.page.lang) for name in NAMES]
        for link in there:
            assert browser.get(link).status_code == 200


def test_who_plans_to_leave_gets_the_list_beside_the_advice(alone):
    alone.get("/quick/")
    alone.send(forms=["leaving"])
    assert "/quick/leaving" in alone.page.links and "Zaproponuj poradę KCIK" in alone.page.text


def test_the_lists_are_open_wherever_the_quick_check_is(app, tool_settings, content, printer):
    public = create_public_app(tool_settings, content, printer, None)
    for browser in (Visitor(app.test_client()), Visitor(public.test_client(), "http://127.0.0.1")):
        assert browser.get("/quick/noticed/ru").status_code == 200
