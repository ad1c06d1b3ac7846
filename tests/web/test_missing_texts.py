"""A text that is missing in a language stands in Polish with a mark, on every page and paper, and is never bare."""

import random
import re
from pathlib import Path

import pytest

from screening.casework.documents import card, leaflet
from screening.core.documents import card_rows
from screening.printing import page_html
from screening.printing.page import document_html
from screening.translation import MARK, Translator, coverage, languages, person_languages
from screening.web.quick_app import create_quick_app
from tests.contacts import KCIK
from tests.journeys.walk import in_each_language
from tests.missing_texts import missing
from tests.web.page import Visitor

OTHERS = [code for code, each in languages().items() if "person" in each.domains]
MOST = coverage("vi", "person").texts // 10
COUNTS = (1, 10, MOST)
MARKED = re.compile(r'<span lang="pl">([^<]*)</span> <span class="untranslated">')
EACH = pytest.mark.parametrize("language", OTHERS)
SOME = pytest.mark.parametrize("language", in_each_language(OTHERS))


def without_tags(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)


def start(tool_settings, content, printer, language: str, **more: object) -> Visitor:
    """A browser at the questions of the quick check with somebody who speaks this language."""
    came = Visitor(create_quick_app(tool_settings, content, printer).test_client())
    came.get("/quick/")
    came.send(age="adult", forms=["labour"], alone="yes", language=language, **more)
    return came


def asked_aloud(content, profile: str = "labour_adult"):
    return [row.question for row in card_rows(content.catalogue, profile) if row.question]


def statements_of(content) -> dict[str, str]:
    """Keys of the statements that the labour triage shows, by indicator."""
    found = {}
    for id_ in content.catalogue.profiles["labour_adult"].triage:
        row = content.catalogue.indicators.get(id_)
        text = row and (row.statements_by_form.get("labour") or row.statement)
        if text:
            found[id_] = text.key
    return found


@pytest.mark.sampled(3)
@EACH
@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("how", ["empty", "fuzzy"])
def test_every_missing_text_of_a_leaflet_is_marked_and_both_numbers_stand(tmp_path, content, language, count, how):
    texts = {id_: text for id_, text in content.leaflet.items() if not id_.startswith(("easy_", "foreign_", "title"))}
    chosen = random.Random(f"{language}{count}").sample(sorted(texts), count)
    with missing(tmp_path, language, "person", [texts[id_].key for id_ in chosen], how):
        assert language in person_languages()
        html = "".join(str(page_html(leaflet(content, language, child=child), language)) for child in (False, True))
        mark = " · ".join(words for _, words in Translator(language).mark)
    here = [texts[id_].polish for id_ in chosen for _ in range(1 + (id_ == "card_title")) if id_ not in CARD_ONLY]
    assert sorted(MARKED.findall(html)) == sorted(here)
    assert html.count(f'<span class="untranslated">(<span lang="pl">{mark.split(" · ")[0]}</span>') == len(here)
    assert html.count(f'<span lang="{language}">{mark.split(" · ")[1]}</span>') == len(here)
    assert html.count(KCIK) == 2 and html.count("<b>112</b>") == 2


CARD_ONLY = ("card_help", "card_danger")


@EACH
def test_rights_and_duty_are_never_silently_polish(tmp_path, content, language):
    ids = [id_ for id_ in content.leaflet if id_.startswith(("rights_", "foreign_", "without_police", "no_name"))]
    with missing(tmp_path, language, "person", [content.leaflet[id_].key for id_ in ids], "fuzzy"):
        papers = [leaflet(content, language, child=False, kind=kind) for kind in ("leaflet", "leaflet-stay")]
        html = "".join(str(page_html(each, language)) for each in papers)
    for id_ in ids:
        assert f'<span lang="pl">{content.leaflet[id_].polish}</span> <span class="untranslated">(' in html


@EACH
def test_the_small_card_marks_what_is_missing_and_keeps_its_numbers(tmp_path, content, language):
    keys = [content.leaflet[id_].key for id_ in ("card_title", *CARD_ONLY)]
    with missing(tmp_path, language, "person", keys):
        html = str(page_html(leaflet(content, language, child=False, kind="leaflet-card"), language))
    assert len(MARKED.findall(html)) == 3 and KCIK in html and "112" in html


@pytest.mark.sampled(2)
@SOME
@pytest.mark.parametrize("count", COUNTS)
def test_a_missing_question_is_marked_at_its_row_and_the_others_stay(
    tmp_path, tool_settings, content, printer, language, count
):
    questions = asked_aloud(content)
    chosen = random.Random(language).sample(questions, min(count, len(questions)))
    with missing(tmp_path, language, "person", [each.key for each in chosen]):
        html = start(tool_settings, content, printer, language).page.html
        own = [Translator(language).text(each) for each in questions if each not in chosen]
    assert html.count('<span class="untranslated">') == len(chosen)
    for each in chosen:
        assert html.count(each.polish) == 1
    assert all(words in html.replace("&#39;", "'") for words in own)


@pytest.mark.sampled(2)
@SOME
@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize("how", ["empty", "fuzzy"])
def test_a_missing_statement_is_left_out_of_what_the_person_sees(
    tmp_path, tool_settings, content, printer, language, count, how
):
    shown = statements_of(content)
    gone = random.Random(language).sample(sorted(shown), count)
    with missing(tmp_path, language, "person", [shown[id_] for id_ in gone], how):
        came = start(tool_settings, content, printer, language)
        assert f"nie pokazuje się osobie: {count}." in came.page.text
        came.post("/quick/show", came.page.form["fields"])
        came.send(at="0")
        for _ in range(len(shown) - count):
            assert 'class="statement"' in came.page.html and "untranslated" not in came.page.html
            came.send(button=("bare", "yes"))
        assert 'class="statement"' not in came.page.html
    fields = dict(came.page.form["fields"])
    assert {name[7:] for name in fields if name.startswith("answer.")} == shown.keys() - set(gone)


@pytest.mark.sampled(2)
@SOME
@pytest.mark.parametrize("word", ["stop", "voluntary", "duty_institution", "yes", "thanks"])
def test_without_a_word_around_the_statements_nothing_is_shown(
    tmp_path, tool_settings, content, printer, language, word
):
    with missing(tmp_path, language, "person", [content.shown[word].key]):
        came = start(tool_settings, content, printer, language)
        assert "Pokaż osobie" not in came.page.text and "Nie wszystkie słowa wokół pytań" in came.page.text
        came.post("/quick/show", came.page.form["fields"])
        assert came.response.status_code == 422


@SOME
def test_the_browser_gets_what_stands_and_the_mark(tmp_path, tool_settings, content, printer, language):
    gone = [content.catalogue.indicators["debt_bondage"].statement.key, content.shown["stop"].key]
    with missing(tmp_path, language, "person", gone, "fuzzy"):
        client = create_quick_app(tool_settings, content, printer).test_client()
        data = client.get("/quick/data.json", base_url="https://localhost").json
        heard = {name: known[language] for name, known in data["texts"].items() if language in known}
        if language in data["people"]:
            heard = client.get(data["people"][language][0], base_url="https://localhost").json
    assert "statement.debt_bondage" not in heard and data["texts"]["statement.debt_bondage"]["pl"]
    assert "shown.stop" not in heard and data["wordless"] == [language]
    assert all(name in heard for name in data["texts"] if name.startswith("shown.who_"))
    assert list(data["marks"][language]) == ["pl", language]


@pytest.mark.sampled(3)
@EACH
def test_a_card_for_the_pen_marks_a_missing_question(tmp_path, content, language):
    question = asked_aloud(content)[0]
    with missing(tmp_path, language, "person", [question.key]):
        html = str(page_html(card(content, "labour_adult", other=language), "pl"))
    assert html.count('<span class="untranslated">') == 1 and html.count(question.polish) == 1


def test_english_pages_and_sheets_mark_what_is_missing_in_its_own_language(tmp_path, tool_settings, content, printer):
    label = content.catalogue.indicators["documents_withheld"].label
    with missing(tmp_path, "en", "content", [label.key]):
        came = Visitor(create_quick_app(tool_settings, content, printer).test_client())
        came.get("/quick/?ui=en")
        came.send(age="adult", forms=["labour"], ui="en")
        html = str(page_html(card(content, "labour_adult"), "en"))
    polish = label.polish[0].upper() + label.polish[1:]
    for each in (came.page.html, html):
        assert each.count(f'<span lang="pl">{polish}</span> <span class="untranslated">(') == 1
        assert each.count('<span class="untranslated">') == 1 and ">not translated yet</span>" in each


def test_no_title_and_no_attribute_holds_markup(tmp_path: Path, content):
    with missing(tmp_path, "vi", "person", [content.leaflet["card_title"].key]):
        made = {"texts": content.leaflet}
        html = without_title(document_html("print/leaflet-card.html", {**made, **RAW}, "vi"))
    assert html == f"{content.leaflet['card_title'].polish} (jeszcze nie przetłumaczono · chưa được dịch)"


RAW = {"realm": "real", "kcik": {"to_person": "1"}, "emergency": {"value": "2"}}


def without_title(html: str) -> str:
    return html.partition("<title>")[2].partition("</title>")[0]


def test_nothing_is_marked_while_all_stands(tool_settings, content, printer):
    assert MARK not in coverage("vi", "person").missing
    for language in ("en", "vi"):
        assert "untranslated" not in start(tool_settings, content, printer, language).page.html
