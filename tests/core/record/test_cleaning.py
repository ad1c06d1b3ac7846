"""What comes along with a paste: taken out or made ordinary, in linear time, and the same when it is cleaned again."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.core.record import cleaning
from screening.core.record.cleaning import BIDI_CONTROLS, MOST_MARKS, cleaned
from tests.characters import categories, every, some

KEPT = {
    "letters of Poland and elsewhere": "Zażółć gęślą jaźń, Їжак, Nguyễn, 王, ไทย, አማርኛ",
    "Persian with its joiner": "می\u200cخواهم",
    "a joiner after a vowel sign": "مَ\u200cش",
    "Hindi with a joined form": "क्\u200dष",
    "Kannada with a joiner before the virama": "ರ\u200d್",
    "a doctor": "👩🏽\u200d⚕️",
    "a broken chain": "⛓️\u200d💥",
    "a bullet of a symbol font": "\uf0b7 dokumenty",
    "an emoji newer than this Python": "\U0001fadf",
    "two lines": "raz\ndwa",
}
CHANGED = {
    "Word's line break": ("a\x0bb", "a\nb", "a b"),
    "a page break": ("a\x0cb", "a\nb", "a b"),
    "next line": ("a\x85b", "a\nb", "a b"),
    "a line separator": ("a\u2028b", "a\nb", "a b"),
    "a paragraph separator": ("a\u2029b", "a\nb", "a b"),
    "a cell of a table": ("powiat\tkępiński", "powiat kępiński", "powiat kępiński"),
    "a space that does not break": ("w\xa0domu", "w domu", "w domu"),
    "a wide space": ("a\u3000b", "a b", "a b"),
    "a soft hyphen": ("doku\xadmenty", "dokumenty", "dokumenty"),
    "a zero-width space": ("a\u200bb", "ab", "ab"),
    "a byte order mark": ("\ufeffab", "ab", "ab"),
    "a joiner between Latin letters": ("a\u200db\u200cc", "abc", "abc"),
    "joiners in a row": ("می\u200c\u200d\u200cخ", "می\u200cخ", "می\u200cخ"),
    "a direction mark": ("abc\u202egnp", "abcgnp", "abcgnp"),
    "an object": ("a\ufffcb", "ab", "ab"),
    "letters that nobody sees": ("a\U000e0041\U000e0042b", "ab", "ab"),
    "no character": ("a\ufffe\U0010ffffb", "ab", "ab"),
    "NUL, escape, delete, C1": ("a\x00\x1b\x7f\x9bb", "ab", "ab"),
    "half of a pair": ("a\ud800b", "ab", "ab"),
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_words_and_emoji_need_is_kept_without_a_word(text: str):
    assert cleaned(text) == (text, False)


@pytest.mark.parametrize(("text", "lines", "line"), CHANGED.values(), ids=CHANGED)
def test_what_came_along_is_taken_out_or_made_ordinary_and_that_is_said(text: str, lines: str, line: str):
    assert cleaned(text) == (lines, True)
    assert cleaned(text, lines=False) == (line, True)


@pytest.mark.parametrize("text", ["a\r\nb", "a\rb", "z\u0307o\u0301\u0142w"])
def test_line_ends_of_another_system_and_composed_letters_are_not_worth_a_word(text: str):
    assert not cleaned(text).changed
    assert cleaned(text).text in ("a\nb", "żółw")


def _faults(characters: tuple[str, ...]) -> list[str]:
    """The characters after which a text holds what no text may hold, or changes when it is cleaned again."""
    wrong = []
    for character in characters:
        for lines in (True, False):
            kept = cleaned(f"a{character}ż{character}", lines=lines).text
            controls = {each for each in kept if unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp")}
            odd = {each for each in kept if unicodedata.category(each) == "Zs"} - {" "} | BIDI_CONTROLS & set(kept)
            same = cleaned(kept, lines=lines) == (kept, False)
            if controls - ({"\n"} if lines else set()) or odd or not same:
                wrong.append(f"U+{ord(character[0]):04X}")
    return wrong


def test_no_character_leaves_what_no_text_may_hold():
    print(f"{len(some())} characters of {len(categories(some()))} general categories")
    assert categories(some()) == categories(every())
    assert _faults(some()) == []


@pytest.mark.full
def test_none_of_all_characters_leaves_what_no_text_may_hold():
    print(f"{len(every()):,} characters of {len(categories(every()))} general categories")
    assert _faults(every()) == []


TRICKY = st.sampled_from(
    "aéż \n\r\t\x0b\u200b\u200c\u200d\u0301\u0323\u0344\u0345\u0f73\u0f71\u093c\u1dc0\u05b0"
    "क\u094dم\u064e\u1100\u1161👩🏽\ufe0f\u202e\u2000\ufb1d"
)


@given(text=st.text(TRICKY, max_size=90) | st.text(), lines=st.booleans())
def test_a_cleaned_text_stays_as_it_is(text: str, lines: bool):
    kept = cleaned(text, lines=lines).text
    assert cleaned(kept, lines=lines) == (kept, False)


@given(text=st.text(TRICKY, max_size=90), end=st.integers(0, 90))
def test_the_beginning_of_a_cleaned_text_is_one_too(text: str, end: int):
    kept = cleaned(text).text[:end]
    assert cleaned(kept) == (kept, False)


FLOODS = {
    "marks out of order": "a" + "\u0301" * 5000 + "\u0323" * 5000,
    "a mark that becomes two": "a" + "\u0344" * 9000,
    "marks that hide as letters": "a" + "\u0f73\u0f72" * 5000,
    "marks with joiners between": "م" + "\u064e\u200d\u0650" * 4000,
    "marks with joiners that go": "a" + "\u0301\u200d\u0323" * 4000,
    "marks with spaces that go": "a" + "\u0301\u200b\u0323" * 4000,
    "marks alone": "\u0301\u0323" * 5000,
}


@pytest.mark.parametrize("text", FLOODS.values(), ids=FLOODS)
def test_no_flood_of_marks_reaches_what_sorts_them_in_quadratic_time(text: str, monkeypatch):
    longest = 0
    normalize = unicodedata.normalize

    def counting(form: str, given: str) -> str:
        nonlocal longest
        run = 0
        for each in normalize("NFD", given) if len(given) < 1000 else given:
            run = run + 1 if unicodedata.combining(each) else 0
            longest = max(longest, run)
        return normalize(form, given)

    monkeypatch.setattr(cleaning.unicodedata, "normalize", counting)
    assert cleaned(text).changed
    assert longest <= 3 * MOST_MARKS


def test_thirty_marks_on_a_letter_stay():
    assert cleaned("q" + "\u0323" * MOST_MARKS) == ("q" + "\u0323" * MOST_MARKS, False)
    assert cleaned("q" + "\u0323" * (MOST_MARKS + 1)) == ("q" + "\u0323" * MOST_MARKS, True)
