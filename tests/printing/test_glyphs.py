"""Characters that the fonts cannot show are written as their numbers, before they can spoil a PDF."""

from random import Random

import page as pdf_ua
import pytest

from screening.printing.glyphs import FontMissing, covered, shown
from tests.printing.sheets import LETTERS


def test_what_the_fonts_show_stays_as_it_is():
    assert shown(LETTERS + " ☐☑ ● ◐ ○ „” – →\n") == (LETTERS + " ☐☑ ● ◐ ○ „” – →\n", ())


@pytest.mark.parametrize("character", ["🧿", "漢", "\ue000", "\x07", "\x00", "\ufdd0", "\U0010ffff"])
def test_what_they_cannot_show_is_written_as_its_number_and_reported(character):
    assert shown(f"a{character}b") == (f"a[U+{ord(character):04X}]b", (character,))


@pytest.mark.parametrize("character", "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
def test_marks_that_turn_the_reading_order_are_made_visible(character):
    assert shown(f"abc{character}gnp") == (f"abc[U+{ord(character):04X}]gnp", (character,))


def test_line_separators_become_spaces():
    assert shown("a\u2028b\u2029c") == ("a b c", ())


def test_letters_of_right_to_left_scripts_are_shown():
    assert shown("שלום مرحبا")[1] == ()


def test_a_missing_font_is_named_with_the_package(monkeypatch):
    covered.cache_clear()
    monkeypatch.setattr("screening.printing.glyphs.FONTS", ("No Such Font",))
    with pytest.raises(FontMissing, match=r"^The font No Such Font is missing; install it: apt-get install "):
        covered()
    covered.cache_clear()


def test_a_combining_mark_with_no_letter_to_stand_on_is_written_as_its_number():
    assert shown(">\u0333 \u0301x") == (">[U+0333] [U+0301]x", ("\u0301", "\u0333"))
    assert shown("x\u0333 e\u0301") == ("x\u0333 é", ())


def test_joiners_and_variation_selectors_without_a_glyph_are_left_out():
    assert shown("a\U000e0101b\U000e0020c") == ("abc", ())


def spoiling(drawing, letters, before):
    """The numbers of the first letters of those blocks of 500 whose PDF breaks a rule of PDF/UA-1."""
    found = []
    for at in range(0, len(letters), 500):
        line = shown(" ".join(before + each for each in letters[at : at + 500]))[0]
        pdf = drawing.pdf_of_html(f"<html lang=pl><title>x</title><h1>x</h1><p>{line}</p><p><b>{line}</b></p>")
        if pdf_ua.validate_pdf_bytes(pdf, profile="ua1").failures:
            found.append(hex(ord(letters[at])))
    return found


def shown_letters():
    return [chr(point) for point in sorted(covered()) if point > 0x20 and chr(point) not in "&<>"]


def test_a_character_said_to_be_shown_really_is(drawing):
    assert spoiling(drawing, Random(23).sample(shown_letters(), 1_000), "x") == []


@pytest.mark.full
@pytest.mark.parametrize("before", ["", "x"], ids=["after a space", "after a letter"])
def test_every_character_said_to_be_shown_really_is(drawing, before):
    assert spoiling(drawing, shown_letters(), before) == []
