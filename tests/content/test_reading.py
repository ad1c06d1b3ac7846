"""Sentences are as short and as plain as their readers need."""

import pytest

from tests.content.reading import PERSON, by_kind, figures, sentences, syllables, words

WORDS = 15
OFFICERS_WORDS = 20
FOG = 7.0


@pytest.mark.parametrize("kind", PERSON)
def test_what_the_person_reads_or_hears_is_short_and_plain(content, kind):
    texts = by_kind(content)[kind]
    long = [each for text in texts for each in sentences(text) if len(words(each)) > WORDS]
    assert texts and long == []
    assert figures(texts).fog <= FOG


def test_the_figures_are_those_of_a_text_counted_by_hand():
    text = "Czy to jest zgodne z art. 170? Zadzwoń do KCIK. Dokumenty ma Pana/Pani brat."
    assert sentences(text)[1:] == ["Zadzwoń do KCIK.", "Dokumenty ma Pana/Pani brat."]
    found = figures([text])
    assert (found.sentences, found.words, found.longest, found.long_words) == (3, 13, 6, 1)
    assert found.fog == pytest.approx(0.4 * (13 / 3 + 100 / 13))


@pytest.mark.parametrize(("word", "count"), [("się", 1), ("autobus", 3), ("zawiadomić", 4), ("Pana/Panią", 2)])
def test_syllables_are_counted_by_vowels_that_are_heard(word, count):
    assert syllables(word) == count


@pytest.mark.parametrize("kind", ["guidance", "hints", "law"])
def test_what_an_officer_reads_has_no_sentence_of_more_than_twenty_words(content, kind):
    texts = by_kind(content)[kind]
    assert texts and [each for text in texts for each in sentences(text) if len(words(each)) > OFFICERS_WORDS] == []
