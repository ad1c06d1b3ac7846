"""The referral as the lines of the call: what is recorded on each, what KCIK asks back there, where it is changed."""

import re

from screening.core.referral.call import CALL
from screening.core.referral.completeness import gaps, known_lines
from tests.web.referral import adult, agree, fill, stored

ON_SHEETS = [line.id for line in CALL if line.part]


def line(visitor, id_: str) -> str:
    """What a line of the page says."""
    html = visitor.page.html.partition(f'<li id="line-{id_}"')[2].partition("</li>")[0]
    return " ".join(re.sub("<[^>]+>", " ", html.partition(">")[2]).split())


def leads_to(visitor, id_: str) -> str:
    html = visitor.page.html.partition(f'<li id="line-{id_}"')[2].partition("</li>")[0]
    return re.search(r'href="[^"]*/([^/"]+)"', html)[1]


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
        part = visitor.page.html.partition("Język osoby")[2].partition("</dd>")[0]
        assert ("<q" in part) is quoted and ("Tiếng Việt" in part or "tagalski" in part)


def test_an_open_line_asks_what_kcik_asks_and_leads_to_the_field(visitor, task_list):
    adult(visitor, task_list)
    visitor.get(f"{task_list}/referral")
    assert "Gdzie osoba będzie dziś w nocy?" in line(visitor, "place") and "uzupełnij" in line(visitor, "place")
    assert leads_to(visitor, "place") == "place#voivodeship" and leads_to(visitor, "transport") == "handover#transport"
    fill(visitor, task_list, "handover", transport="unknown")
    visitor.get(f"{task_list}/referral")
    assert "nie wiem" in line(visitor, "transport") and "zmień" in line(visitor, "transport")


def test_each_question_of_kcik_stands_on_the_page_once(visitor, task_list):
    adult(visitor, task_list)
    visitor.get(f"{task_list}/referral")
    for question in ("Gdzie osoba będzie dziś w nocy?", "Czy jest transport?", "Czego osoba potrzebuje?"):
        assert visitor.page.text.count(question) == 1, question


def test_until_the_person_was_asked_the_agreement_is_the_next_page_and_then_the_decision(visitor, task_list):
    adult(visitor, task_list)
    visitor.get(f"{task_list}/referral")
    first = visitor.page.html.partition('<p class="go">')[2].partition("</a>")[0]
    assert "/agreement" in first
    agree(visitor, task_list)
    assert "/decision" in visitor.page.html.partition('<p class="go">')[2].partition("</a>")[0]
