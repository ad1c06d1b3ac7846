"""What nobody has confirmed says so wherever it is shown; the mark is one key, and a name lifts it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from screening.content.loader import inspect, load
from screening.content.model import Content
from screening.core.instrument.catalogue import Text
from screening.core.instrument.vocabulary import Confirm
from screening.printing import codec
from screening.translation import Translator
from tests.content.planting import a_copy, plant

ENTRY = r'^  - id: art_115_23\n    text: "(.*)"\n'


def entry_with(tmp_path: Path, keys: str) -> Text:
    copied = a_copy(tmp_path)
    plant(copied, "law.yaml", ENTRY, "\\g<0>" + keys)
    return load(copied).law.entries["art_115_23"].text


@pytest.mark.parametrize(
    ("keys", "polish", "english"),
    [
        ("", ".", "."),
        ("    confirm: true\n", ". (do potwierdzenia)", ". (to be confirmed)"),
        ("    confirm: doctor\n", ". (do potwierdzenia przez lekarza)", ". (to be confirmed by a doctor)"),
        ('    confirm: doctor\n    confirmed_by: "dr Anna Nowak"\n', ".", "."),
    ],
)
def test_a_statement_is_shown_with_who_has_to_confirm_it_until_somebody_has(tmp_path, keys, polish, english):
    text = entry_with(tmp_path, keys)
    assert Translator("pl").text(text) == text.polish.removesuffix(".") + polish
    assert Translator("en").text(text).endswith(english) and Translator("en").text(text).startswith("Slavery")


def test_the_mark_is_in_the_language_in_which_the_statement_stands(tmp_path):
    changed = replace(entry_with(tmp_path, "    confirm: true\n"), polish="Nowe zdanie, jeszcze bez tłumaczenia.")
    for language in ("en", "uk"):
        assert Translator(language).text(changed) == f"{changed.polish} (do potwierdzenia)"


def test_the_mark_comes_with_the_statement_to_the_process_that_prints(tmp_path):
    text = entry_with(tmp_path, "    confirm: doctor\n")
    assert Translator("pl").text(codec.load(codec.dump([text]))[0]) == Translator("pl").text(text)
    assert text.confirm is Confirm.DOCTOR


@pytest.mark.parametrize(
    ("file", "pattern", "planted", "said"),
    [
        ("law.yaml", ENTRY, "\\g<0>@@    confirm: perhaps\n", "'perhaps' is not a confirm; write one of true, doctor."),
        ("law.yaml", ENTRY, "\\g<0>@@    confirmed_by: ja\n", "'confirmed_by' needs 'confirm'"),
        ("guidance.yaml", r"^- id: introduction_police\n", "\\g<0>@@  confirm: true\n", "the person reads this text"),
        ("leaflet.yaml", r"^- id: free\n", "\\g<0>@@  confirm: true\n", "the key 'confirm' is unknown"),
    ],
)
def test_a_mark_that_nobody_could_act_on_is_one_sentence_at_its_line(tmp_path, file, pattern, planted, said):
    copied = a_copy(tmp_path)
    line = plant(copied, file, pattern, planted)
    (problem,) = [each for each in inspect(copied, None)[1] if said in each.sentence]
    assert problem.line == line


def test_a_leaflet_says_of_what_nobody_has_confirmed_what_may_happen_and_whom_to_ask(content: Content):
    ends = [text.polish for id_, text in content.leaflet.items() if "foreign_ends" in id_]
    assert len(ends) == 7
    assert not [text for text in ends if "KCIK" not in text and "może" not in text]
    assert not [text for text in ends if re.search(r"\b(kończy|skraca|jest)\b", text)]


@pytest.mark.parametrize("id_", ["art_171", "art_187", "art_195", "art_5a", "art_104_kw", "surrogacy", "pip_2026"])
def test_law_that_one_list_calls_confirmed_and_another_does_not_stays_marked(content: Content, id_):
    assert content.law.entries[id_].text.confirm is Confirm.ANYBODY


def test_what_is_asked_of_the_family_court_and_what_is_paid_as_compensation_is_marked_too(content: Content):
    court = [each.text for each in content.lists["route_child"] if "czy wszczął sprawę" in each.text.polish]
    paid = [each.text for each in content.lists["situation_money"] if "ompensat" in each.text.polish]
    assert len(court) == 1 and len(paid) == 3
    assert all(text.confirm is Confirm.ANYBODY for text in court + paid)
