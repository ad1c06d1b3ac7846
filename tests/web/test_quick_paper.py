"""Paper at the quick check: leaflet, discreet card, easy words; and a filled card entered on one page."""

import re
from urllib.parse import urlsplit

import pytest

from screening.core.documents import card_rows
from tests.contacts import FROM_ABROAD, KCIK
from tests.inside.web import cookies
from tests.web.page import Visitor


@pytest.mark.parametrize("kind", ["leaflet", "leaflet-card", "leaflet-easy"])
def test_each_paper_for_the_person_stands_behind_the_question_whether_it_is_safe(alone, kind):
    alone.get("/quick/leaflet")
    assert ("safe", "no") in alone.page.form["fields"]
    alone.send(kind=kind)
    assert "Pobierz PDF" not in alone.page.text and KCIK in alone.page.text
    alone.send(kind=kind, safe="yes")
    assert "Pobierz PDF" in alone.page.text and 'class="sheet"' in alone.page.html
    alone.post("/quick/leaflet.pdf", alone.page.form["fields"])
    assert alone.response.data.startswith(b"%PDF-")
    assert alone.response.headers["Content-Disposition"] == "attachment; filename=numery.pdf"


@pytest.mark.sampled(2)
@pytest.mark.parametrize("safe", ["no", "yes"])
@pytest.mark.parametrize("kind", ["leaflet", "leaflet-card", "leaflet-easy"])
def test_the_screen_for_the_person_says_the_number_as_one_calls_it_from_any_country(alone, kind, safe):
    alone.get("/quick/leaflet")
    alone.send(kind=kind, safe=safe)
    said = alone.page.html.split('id="paper"')[1].split('id="check"')[0]
    assert said.count(KCIK) == said.count(FROM_ABROAD) > 0


def test_easy_words_in_a_language_that_has_none_are_refused_with_the_reason(alone):
    alone.get("/quick/leaflet")
    alone.send(kind="leaflet-easy", safe="yes", language="uk")
    assert "do czytania jest po polsku i po angielsku" in alone.page.text and 'class="sheet"' not in alone.page.html


def test_a_child_gets_the_childrens_leaflet_in_place_of_easy_words(alone):
    alone.get("/quick/leaflet")
    alone.send(**{"kind": "leaflet-easy", "safe": "yes", "language": "uk", "for": "child"})
    assert 'class="sheet" lang="uk"' in alone.page.html


def test_an_unknown_paper_is_not_found(alone):
    fields = [("kind", "referral"), ("language", "pl"), ("for", "adult"), ("safe", "yes"), ("_end", "1")]
    assert alone.post("/quick/leaflet", fields).status_code == 404


def entry(alone: Visitor, profile: str) -> None:
    alone.get("/quick/card")
    fields = [*alone.filled(profile=profile)]
    alone.post("/quick/entry", fields)


def test_a_filled_card_is_entered_on_one_page_and_its_button_gives_the_result(alone):
    entry(alone, "labour_adult")
    alone.send(answer__documents_withheld="yes", answer__debt_bondage="yes", alone="yes", age="adult")
    assert alone.path == "/quick/result" and "Zgłoś do KCIK" in alone.page.text
    assert not cookies(alone.client)


def test_the_page_bears_the_numbers_of_the_card(alone, content):
    for profile in content.catalogue.profiles:
        entry(alone, profile)
        found = re.findall(r'name="(?:answer|sign)\.(\w+)"', alone.page.html)
        assert list(dict.fromkeys(found)) == [row.id for row in card_rows(content.catalogue, profile)]
        assert re.findall(r"(?:class=\"n\"|<span)>(\d+)[ <]", alone.page.html) == [str(n) for n in range(1, 13)]


def test_what_is_not_marked_on_the_card_stays_not_asked(alone):
    entry(alone, "begging_child")
    marked = {value for name, value in alone.page.form["fields"] if name.startswith("answer.")}
    assert not marked
    alone.send(age="child")
    assert "Skonsultuj się z KCIK" in alone.page.text


def test_the_age_is_the_one_marked_on_the_card_whatever_card_was_at_hand(alone):
    """The card has the three age groups; on an adult's card "age in doubt" was entered as an adult, unasked."""
    entry(alone, "labour_adult")
    assert "age" not in dict(alone.page.form["fields"])
    alone.send(answer__documents_withheld="yes")
    assert alone.response.status_code == 422 and "Wybierz grupę wieku" in alone.page.text
    assert ("answer.documents_withheld", "yes") in alone.page.form["fields"]
    entry(alone, "labour_adult")
    alone.send(answer__documents_withheld="yes", age="uncertain")
    assert alone.path == "/quick/result" and "traktuj jak dziecko" in alone.page.text


def test_no_address_of_the_way_holds_an_answer(alone):
    entry(alone, "labour_adult")
    assert {urlsplit(link).query for link in alone.page.links} == {""}
    assert {form["action"] for form in alone.page.forms} == {"/quick/result"} and alone.path == "/quick/entry"


def test_a_reload_of_the_entry_asks_for_the_profile_again(alone):
    alone.get("/quick/entry")
    assert alone.path == "/quick/card"


@pytest.mark.parametrize("path", ["/quick/entry", "/quick/card.pdf"])
def test_an_unknown_profile_is_not_found(alone, path):
    assert alone.post(path, [("profile", "army_adult"), ("_end", "1")]).status_code == 404


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/quick/leaflet", {"safe": "yes", "language": "uk", "kind": "leaflet-card", "for": "child"}),
        ("/quick/card", {"profile": "begging_adult", "language": "vi"}),
    ],
)
def test_another_language_of_the_page_keeps_what_was_chosen(alone, path, said):
    alone.get(path)
    (address,) = re.findall(r'formaction="([^"]+)"[^>]* name="ui" value="en"', alone.page.html)
    alone.post(address, [("ui", "en"), *alone.filled(**said)])
    assert alone.page.lang == "en" and set(said.items()) <= set(alone.page.form["fields"])
    assert 'class="sheet"' not in alone.page.html


def test_the_entry_of_a_filled_card_has_no_control_that_would_drop_its_marks(alone):
    entry(alone, "labour_adult")
    assert 'name="ui"' not in alone.page.html and "/quick/" not in alone.page.links
