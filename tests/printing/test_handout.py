"""The hand-out of an exercise: accessible, marked on every page, whole, with what a class answered beside the key."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from screening.casework.documents import handout
from screening.core.training.class_answers import GroupAnswers, group_answers
from screening.core.training.exercise import Exercise
from screening.printing import page_html
from screening.printing.glyphs import with_replaced, without_form
from screening.translation import Translator
from tests.builders import CATALOGUE, a_case
from tests.contacts import KCIK
from tests.printing.read import READERS, breaches, by_pypdf, pages
from tests.printing.sheets import CONTENT, PRINTED_AT
from tests.printing.test_documents import squeezed

MARK = "ĆWICZENIE"
CLASS = "budowa_osmiu"
LANGUAGE = pytest.mark.parametrize("language", ["pl", "en"])
ROUNDS = pytest.mark.parametrize("rounds", [0, 1, 2])


def exercise(id_: str = CLASS) -> Exercise:
    return CONTENT.exercises.by_id[id_]


def a_round(number: int, as_key: int, others: int) -> GroupAnswers:
    """A round in which so many answered as the key has it, and others said no to violence and declined the debt."""
    solved, other = exercise().solved(CATALOGUE), a_case(no=["threats_violence"], declined=["debt_bondage"])
    return group_answers(CATALOGUE, exercise(), number, [solved] * as_key + [other] * others)


PLAYED = (a_round(1, 13, 7), a_round(2, 18, 1))


def made(id_: str = CLASS, rounds: int = 0):
    return handout(CONTENT, exercise(id_), PLAYED[:rounds], now=PRINTED_AT)


@pytest.fixture(scope="session")
def drawn_handout(printer):
    kept = {}

    def draw(language: str, rounds: int = 0) -> bytes:
        if (language, rounds) not in kept:
            kept[language, rounds] = printer.pdf(made(rounds=rounds), language)
        assert kept[language, rounds].replaced == ()
        return kept[language, rounds].pdf

    return draw


@pytest.fixture(scope="session")
def words_of(drawn_handout):
    """The text of each page."""
    return lambda language, rounds=0: pages(drawn_handout(language, rounds))


@pytest.mark.sampled(2)
@LANGUAGE
@ROUNDS
def test_it_conforms_to_pdf_ua_in_its_language(drawn_handout, language, rounds):
    pdf = drawn_handout(language, rounds)
    assert breaches(pdf) == ()
    assert PdfReader(BytesIO(pdf)).trailer["/Root"]["/Lang"] == language


@pytest.mark.sampled(2)
@LANGUAGE
@ROUNDS
def test_every_page_and_the_title_are_marked_as_an_exercise(drawn_handout, words_of, language, rounds):
    pdf, found = drawn_handout(language, rounds), words_of(language, rounds)
    assert len(found) <= 3
    assert all(MARK in text for text in found)
    assert PdfReader(BytesIO(pdf)).metadata.title == f"{MARK} · {Translator(language).text(exercise().title)}"


@LANGUAGE
def test_three_readers_find_the_same_characters(drawn_handout, language):
    texts = [sorted(squeezed(reader(drawn_handout(language, rounds=2)))) for reader in READERS]
    assert texts[0] == texts[1] == texts[2]


@LANGUAGE
def test_scene_facts_key_reasons_and_teaching_stand_on_it_and_the_number_of_kcik(drawn_handout, language):
    text, words = squeezed(by_pypdf(drawn_handout(language))), Translator(language)
    document = made()
    wanted = [document.title, document.scene, *document.seen, *document.documents, *document.signs, *document.advice]
    wanted += [each for row in document.rows for each in (row.label, row.reason, row.said) if each]
    wanted += document.teaching
    assert [each.key for each in wanted if squeezed(words.text(each)) not in text] == []
    assert squeezed(KCIK) in text and "112" in text


def test_it_says_that_nobody_in_it_is_real(words_of):
    assert squeezed("Nie opisuje prawdziwej osoby") in squeezed(words_of("pl")[0])
    assert squeezed("no real person") in squeezed(words_of("en")[0])


def test_the_key_stands_in_the_order_of_the_catalogue_with_the_counts_of_each_round():
    rows = dict(zip(CATALOGUE.in_order(set(exercise().key)), made(rounds=2).rows, strict=True))
    first, second = rows["debt_bondage"].counts
    assert (first["yes"], first["declined"], first["not_asked"]) == (13, 7, 0)
    assert (second["yes"], second["declined"]) == (18, 1)
    assert rows["documents_withheld"].counts[0]["not_asked"] == 7
    assert [row.counts for row in made().rows] == [()] * len(rows)


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["Round 1: 20 trainees; the answers of 13 lead", "Round 2: 19 trainees; the answers of 18 lead"]),
        ("pl", ["Runda 1. Uczestników: 20, z tego", "Runda 2. Uczestników: 19, z tego"]),
    ],
)
def test_the_rounds_of_a_class_stand_on_it_as_counts(words_of, language, sentences):
    with_rounds, without = (squeezed("".join(words_of(language, rounds))) for rounds in (2, 0))
    for sentence in sentences:
        assert squeezed(sentence) in with_rounds
        assert squeezed(sentence[:7]) not in without


def test_each_count_begins_a_line_of_its_own():
    html = page_html(made(rounds=1), "pl")
    assert "jest: 13<br>nie ma: 7" in html  # "jest: 13, nie" at the end of a line would say another thing


def test_two_items_of_one_source_name_it_once():
    rows = made().rows
    assert any(
        len({code.partition(":")[0] for code in each.sources}) < len(each.sources) for each in exercise().key.values()
    )
    assert all(len(set(row.sources)) == len(row.sources) for row in rows)


def test_it_is_always_of_the_training_realm():
    assert made().realm == "training"


@LANGUAGE
def test_no_exercise_has_a_character_that_no_font_can_show(language):
    for id_ in CONTENT.exercises.by_id:
        html = page_html(made(id_), language)
        assert MARK in html
        assert with_replaced(html, without_form(Translator(language)))[1] == (), id_
