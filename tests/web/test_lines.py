"""The referral as the lines of the call: what is recorded on each, what KCIK asks back there, where it is changed."""

import re

import pytest

from screening.core.referral.call import CALL
from screening.core.referral.completeness import gaps, known_lines
from screening.core.referral.lines import KEYS_ON_LINES
from tests.web.referral import asks, fill, stored
from tests.web.seeded import adult

ON_SHEETS = [line.id for line in CALL if line.part]


def line(visitor, id_: str) -> str:
    """What a line of the page says."""
    html = visitor.page.html.partition(f'<li id="line-{id_}"')[2].partition("</li>")[0]
    return " ".join(re.sub("<[^>]+>", " ", html.partition(">")[2]).split())


def test_the_lines_of_the_sheet_stand_in_the_order_of_the_call(visitor, task_list):
    assert re.findall(r'<li id="line-(\w+)"', visitor.page.html) == ON_SHEETS and len(ON_SHEETS) == 12


def test_the_head_counts_what_is_known_and_what_kcik_asks_back(visitor, task_list, desk):
    adult(visitor, task_list)
    fill(visitor, task_list, "call", kind="referral", urgency="today")
    case = stored(desk, task_list)
    known, whole = known_lines(case)
    text = " ".join(visitor.page.text.split())
    assert f"Znane: {known} z {whole}" in text and f"KCIK dopyta o {len(gaps(case))} rzeczy" in text


def test_a_line_says_what_is_recorded_in_the_words_of_its_page_and_quotes_own_words(visitor, task_list):
    adult(visitor, task_list)
    fill(visitor, task_list, "place", place="Puławy", voivodeship="lubelskie", tonight="with_us")
    said = line(visitor, "place")
    assert "Województwo lubelskie" in said and "u nas" in said
    assert '<q dir="auto">Puławy</q>' in visitor.page.html and '<q dir="auto">lubelskie' not in visitor.page.html


def test_a_language_that_was_pressed_is_no_quotation_and_one_that_was_typed_is(visitor, task_list):
    adult(visitor, task_list)
    for language, quoted in ((["vi"], False), (["other", "tagalski z Cebu"], True)):
        fill(visitor, task_list, "safety", language=language, interpreter="independent")
        visitor.get(f"{task_list}/referral")
        part = visitor.page.html.partition("<dt>Język</dt>")[2].partition("</dd>")[0]
        assert ("<q" in part) is quoted and ("wietnamski" in part or "tagalski" in part)


def test_an_open_line_asks_what_kcik_asks_back_and_a_known_one_folds_its_fields(visitor, task_list):
    adult(visitor, task_list)
    visitor.get(f"{task_list}/referral")
    assert asks(visitor, "place") == {"voivodeship", "place", "safe_until", "not_known", "tonight"}
    assert asks(visitor, "transport") == {"transport"}
    fill(visitor, task_list, "referral", transport="unknown", voivodeship="lubelskie")
    visitor.get(f"{task_list}/referral")
    assert asks(visitor, "place") == {"place", "safe_until", "not_known", "tonight"}
    assert asks(visitor, "transport") == set()
    assert "nie wiem" in line(visitor, "transport") and "zmień" in line(visitor, "transport")


def test_what_is_asked_on_a_page_before_the_referral_is_named_with_the_way_there(visitor, task_list):
    assert ("go", "safety") in visitor.page.form["buttons"] and "Czy są dzieci? Ile?" in line(visitor, "person")


@pytest.mark.parametrize("age", ["adult", "child", "uncertain", ""])
def test_each_field_of_the_lines_stands_on_the_page_once(visitor, task_list, age):
    if age:
        adult(visitor, task_list, age)
    visitor.get(f"{task_list}/referral")
    asked = re.findall(r'<(?:fieldset|div) class="field" id="(\w+)"', visitor.page.html)
    carried = re.findall(r'<input type="hidden" name="(\w+)"', visitor.page.html)
    assert len(asked) == len(set(asked)) and not set(asked) & set(carried)
    assert {"kind", "persons", "others", "transport", "facts"} <= set(asked) <= KEYS_ON_LINES
    of_adults, of_children = {"contact", "share_name"}, {"child_told", "child_heard"}
    assert set(asked) & (of_adults | of_children) == (
        set() if not age else of_adults if age == "adult" else of_children
    )


def test_each_question_of_kcik_stands_on_the_page_once(visitor, task_list):
    adult(visitor, task_list)
    visitor.get(f"{task_list}/referral")
    for question in ("Dziś w nocy", "Osób razem", "Może teraz rozmawiać z KCIK"):
        assert visitor.page.text.count(question) == 1, question


def test_what_is_recorded_of_danger_and_age_is_no_command_on_a_line(visitor, task_list):
    adult(visitor, task_list)
    fill(visitor, task_list, "safety", age="uncertain", danger=["danger", "crisis"], urgent="doctor")
    visitor.get(f"{task_list}/referral")
    danger, urgent, who = (line(visitor, id_) for id_ in ("danger", "urgent", "person"))
    assert "zagrożenie życia lub zdrowia teraz, ostry kryzys" in danger and "lekarz, ostry kryzys" in urgent
    assert "osoba w niepewnym wieku" in who and not re.search("zadzwoń|traktuj", danger + urgent + who)
