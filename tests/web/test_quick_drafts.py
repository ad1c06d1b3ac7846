"""An institution that hides drafts: questions may be asked from them, rights and duty are shown to nobody."""

from dataclasses import replace

import pytest

from screening.translation import languages, person_languages
from screening.web.quick_app import create_quick_app
from tests.web.page import Visitor

START = {"age": "adult", "forms": ["labour"], "alone": "yes"}
REASON = "instytucja ukrywa tłumaczenia robocze"
DRAFTS = [code for code in person_languages() if languages()[code].state != "reviewed"]


@pytest.fixture
def strict(tool_settings, content, printer) -> Visitor:
    """A browser at a check whose institution hides drafts."""
    return Visitor(create_quick_app(replace(tool_settings, drafts="hide"), content, printer).test_client())


@pytest.fixture
def open_minded(tool_settings, content, printer) -> Visitor:
    """A browser at a check whose institution shows drafts."""
    return Visitor(create_quick_app(tool_settings, content, printer).test_client())


def questions(visitor: Visitor, language: str) -> None:
    visitor.get("/quick/")
    visitor.send(**START, language=language)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("language", DRAFTS)
def test_a_hidden_draft_is_asked_from_but_not_shown_to_the_person(strict, language):
    questions(strict, language)
    assert f'lang="{language}" dir="auto"' in strict.page.html and "Tłumaczenie jest robocze" in strict.page.text
    assert "Pokaż osobie" not in strict.page.text and REASON in strict.page.text
    strict.post("/quick/show", strict.page.form["fields"])
    assert strict.response.status_code == 422


def test_polish_is_shown_to_the_person_where_drafts_are_hidden(strict):
    questions(strict, "")
    assert "Pokaż osobie" in strict.page.text and REASON not in strict.page.text


@pytest.mark.sampled(2)
@pytest.mark.parametrize("language", DRAFTS)
def test_a_draft_is_shown_and_says_so_where_drafts_are_not_hidden(open_minded, language):
    questions(open_minded, language)
    assert REASON not in open_minded.page.text
    open_minded.post("/quick/show", open_minded.page.form["fields"])
    assert open_minded.response.status_code == 200


def test_the_browser_knows_what_is_hidden(strict, open_minded):
    assert strict.client.get("/quick/data.json", base_url="https://localhost").json["hidden"] == DRAFTS
    assert open_minded.client.get("/quick/data.json", base_url="https://localhost").json["hidden"] == []
