"""Characters that the fonts cannot show are written as their numbers, before they can spoil a PDF."""

import unicodedata
from random import Random

import page as pdf_ua
import pytest

from screening.printing.glyphs import MOST_RUNS, FontMissing, covered, families, families_for, unshown
from screening.printing.glyphs import with_replaced as shown_in
from tests.inside.printing import look_up_fonts_anew
from tests.printing.sheets import LETTERS


def shown(text: str) -> tuple[str, tuple[str, ...]]:
    return shown_in(text, lambda count, first: f"{count} signs: {first} …")


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


@pytest.fixture
def forgotten():
    families.cache_clear()
    yield
    families.cache_clear()


def test_a_missing_font_is_named_with_the_package(monkeypatch, forgotten):
    monkeypatch.setattr("screening.printing.glyphs.FIRST", ("No Such Font",))
    with pytest.raises(FontMissing, match=r"^The font No Such Font is missing; install it: apt-get install "):
        families()


def test_fonts_that_cannot_be_looked_up_are_one_sentence(monkeypatch, forgotten):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FontMissing, match=r"^The fonts cannot be looked up; install fontconfig: apt-get install "):
        families()


NAMES = {
    "Amharic": "ሰላም ተስፋዬ",
    "Arabic": "محمّد العربي",
    "Armenian": "Հայկ Հովհաննիսյան",
    "Bengali": "র‍্যাব ক্ষমা চট্টোপাধ্যায়",
    "Burmese": "အောင်ဆန်းစုကြည် ကြောင့်",
    "Georgian": "ქეთევან მაჭავარიანი",
    "Gujarati": "ગુજરાતી શ્રી",
    "Hebrew": "שָׁלוֹם",
    "Hindi": "क्षितिज श्रीवास्तव र्क",
    "Kannada": "ಕನ್ನಡ ಶ್ರೀ",
    "Khmer": "ភាសាខ្មែរ",
    "Lao": "ພາສາລາວ ນ້ຳ",
    "Malayalam": "മലയാളം ക്ഷമ",
    "Oriya": "ଓଡ଼ିଆ କ୍ଷ",
    "Persian": "می‌خواهم",
    "Punjabi": "ਪੰਜਾਬੀ ਸਿੰਘ",
    "Rohingya": "𐴌𐴗𐴥𐴝",
    "Sinhala": "සිංහල ශ්‍රී",
    "Syriac": "ܣܘܪܝܝܐ",
    "Tamil": "தமிழ்ச்செல்வி கொ",
    "Telugu": "తెలుగు శ్రీ",
    "Thai": "น้ำทิพย์ กี่",
    "Tibetan": "བོད་སྐད་",
    "Tigrinya": "ትግርኛ",
    "Yi": "ꆈꌠꉙ",
}


@pytest.mark.sampled(2)
@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_a_script_of_the_installed_fonts_is_printed_in_its_letters(drawing, name):
    """Every glyph has its outline and its text, so PDF/UA-1 is kept in regular and in bold."""
    assert shown(NAMES[name]) == (unicodedata.normalize("NFC", NAMES[name]), ())
    assert valid(drawing, NAMES[name])


def test_what_is_written_in_latin_letters_is_drawn_in_the_two_usual_families():
    assert families_for(LETTERS + "☐☑●") == ("Noto Sans", "DejaVu Sans")
    assert families_for("नेपाल") == ("Noto Sans", "Noto Sans Devanagari", "DejaVu Sans")


def test_a_run_without_a_form_is_written_once_and_says_how_long_it_is():
    assert shown("漢字")[0] == "[U+6F22 U+5B57]"
    assert shown("a" + "漢" * 17 + "b")[0] == "a[17 signs: U+6F22 …]b"
    assert shown("漢字 漢字 漢 b") == ("[5 signs: U+6F22 …] b", ("字", "漢"))


@pytest.mark.parametrize("text", ["漢" * 600, "漢a" * 300, "漢漢漢漢a" * 120, "漢漢漢漢漢\n" * 100])
def test_a_text_without_a_form_does_not_grow_much(text):
    short = shown(text)[0]
    assert len(short) <= 2 * len(text) + MOST_RUNS * 40
    assert shown(f"<p>{text}</p><p>{text}</p>")[0] == f"<p>{short}</p><p>{short}</p>", "each text is counted alone"


def test_what_paper_cannot_show_is_known_without_printing():
    assert unshown("Zażółć नेपाल") == ()
    assert unshown("a漢b🧿\u202e") == ("\u202e", "漢", "🧿")


def test_where_the_fonts_cannot_be_looked_up_nothing_is_named(monkeypatch, forgotten):
    monkeypatch.setenv("PATH", "")
    look_up_fonts_anew(monkeypatch)
    assert unshown("漢") == ()


def test_a_combining_mark_with_no_letter_to_stand_on_is_written_as_its_number():
    assert shown(">\u0333 \u0301x") == (">[U+0333 U+0301]x", ("\u0301", "\u0333"))
    assert shown("x\u094d क\u094d") == ("x[U+094D] क\u094d", ("\u094d",)), "a mark of another script has no place"
    assert shown("x\u0333 e\u0301") == ("x\u0333 é", ())


def test_no_mark_that_begins_a_text_joins_the_end_of_the_tag_before_it():
    for mark in (chr(point) for point in range(0x20000) if unicodedata.category(chr(point))[0] == "M"):
        assert shown(f"<b>{mark} style=display:none x</b>")[0].startswith("<b>"), f"U+{ord(mark):04X}"


def test_joiners_and_variation_selectors_without_a_glyph_are_left_out():
    assert shown("a\U000e0101b\U000e0020c") == ("abc", ())


def valid(drawing, text: str) -> bool:
    """Whether a PDF with this text, in regular and in bold, keeps every rule of PDF/UA-1."""
    pdf = drawing.pdf_of_html(f"<html lang=pl><title>x</title><h1>x</h1><p>{text}</p><p><b>{text}</b></p>")
    return not pdf_ua.validate_pdf_bytes(pdf, profile="ua1").failures


def letter_of(family: str) -> str:
    """A letter that this family is the one to show."""
    earlier = frozenset().union(*(families()[each] for each in families() if each != family))
    own = sorted(families()[family] - earlier) or sorted(families()[family])
    return next((chr(each) for each in own if unicodedata.category(chr(each)) == "Lo"), "x")


def shown_texts(before: str) -> list[str]:
    """Every character that is shown, by families, each after a blank or after a letter of its family."""
    found = []
    for family, points in families().items():
        letter = letter_of(family)
        for point in sorted(points):
            text = f"{letter if before or unicodedata.category(chr(point))[0] == 'M' else ''}{chr(point)}"
            if (
                chr(point) not in "&<>"
                and not unicodedata.category(chr(point)).startswith("Z")
                and shown(text)[1] == ()
            ):
                found.append(text)
    return found


def spoiling(drawing, texts):
    """The first texts of those blocks of 1 000 whose PDF breaks a rule of PDF/UA-1."""
    blocks = [texts[at : at + 1_000] for at in range(0, len(texts), 1_000)]
    return [block[0] for block in blocks if not valid(drawing, " ".join(block))]


def test_a_character_said_to_be_shown_really_is(drawing):
    assert spoiling(drawing, Random(23).sample(shown_texts("x"), 400)) == []


def test_letters_and_marks_of_all_scripts_mixed_at_random_spoil_nothing(drawing):
    chosen, characters = Random(5), sorted(map(chr, covered() - set(map(ord, "&<>"))))
    marks = [each for each in characters if unicodedata.category(each)[0] == "M"]
    words = ["".join(chosen.choice(characters) + chosen.choice(marks) for _ in range(6)) for _ in range(60)]
    assert valid(drawing, shown(" ".join(words))[0])


@pytest.mark.full
@pytest.mark.parametrize("before", ["", "x"], ids=["after a space", "after a letter"])
def test_every_character_said_to_be_shown_really_is(drawing, before):
    texts = shown_texts(before)
    assert len(texts) > 30_000
    assert spoiling(drawing, texts) == []
