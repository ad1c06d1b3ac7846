"""Numbers in own words are printed as they were written, also beside letters that run from right to left."""

import re
import subprocess
import unicodedata
from dataclasses import replace
from time import process_time

import pytest
from markupsafe import escape

from screening.printing import page_html
from screening.printing.quoting import numbers_kept
from tests.printing.sheets import sheet, typical_case

NAMES = {"Arabic": "محمد", "Hebrew": "דוד", "Persian": "گیلان", "Syriac": "ܫܠܡܐ"}
ISOLATED = "&#8294;&#8237;{}&#8236;&#8297;"


def drawn_from_left_to_right(pdf: bytes, *wanted: str) -> list[str]:
    """The words that were looked for, by where they are drawn in their line."""
    found = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    words = re.findall(r'xMin="(.*?)" yMin="(.*?)" xMax=".*?" yMax=".*?">(.*?)</word>', found)
    here = [(float(left), word) for left, _, word in words if any(each in word for each in wanted)]
    return [word for _, word in sorted(here)]


@pytest.mark.sampled(3)
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize(
    "number",
    [
        "613 124 235",
        "613-124-235",
        "613_124_235",
        "(613) 124 / 235",
        "۶۱۳ ۱۲۴ ۲۳۵",
        "٦١٣ ١٢٤ ٢٣٥",
        "613    124    235",
        "613·124·235",
        "+48  613  -  124 | 235",
        "613 ;•* 124 wew. 235",
    ],
)
def test_the_parts_of_a_telephone_number_after_a_name_keep_their_order_on_paper(printer, name, number):
    case = typical_case()
    case = replace(case, person=replace(case.person, safe_contact=f"{name} {number}"))
    parts = re.findall(r"\d+", number)
    for kind in ("referral", "script"):
        found = drawn_from_left_to_right(printer.pdf(sheet(case, kind), "pl").pdf, *parts)
        assert re.findall(r"\d+", " ".join(found)) == parts, (kind, found)


def test_the_page_of_a_paper_keeps_them_too():
    case = typical_case()
    case = replace(case, person=replace(case.person, safe_contact="محمد +48 613 124 235"))
    assert ISOLATED.format("+48 613 124 235") in page_html(sheet(case, "referral"), "pl")


@pytest.mark.parametrize("text", ["Anna 613 124 235", "Олена 613 124 235", "<b>&amp;", "", "12-14 godzin"])
def test_where_all_runs_from_left_to_right_nothing_is_added(text):
    assert numbers_kept(text).unescape() == text and "&#8294;" not in numbers_kept(text)


BETWEEN = "".join(
    each for each in map(chr, range(0x20, 0x3000)) if unicodedata.bidirectional(each) in ("WS", "ON", "ES", "CS", "ET")
)


@pytest.mark.parametrize("times", range(1, 11))
def test_whatever_is_no_letter_from_the_right_may_divide_a_number_and_however_often(times):
    assert len(BETWEEN) > 1000
    for each in (*BETWEEN, "a", "é", "\U0001f9ff", "\u0301", "\u0378"):
        number = (each * times).join(("+48", "613", "124", "235"))
        kept = f"محمد {ISOLATED.format(escape(number))}, דוד"
        assert str(numbers_kept(f"محمد {number}, דוד")) == kept, hex(ord(each))


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("محمد 613 124 wieczorem, דוד 1-2", ["613 124 wieczorem", "1-2"]),
        ("محمد (613) 124 (wew. 2) דוד", ["(613) 124 (wew. 2)"]),
        ("محمد + 48 613\nדוד 1 2", ["+ 48 613", "1 2"]),
        ("محمد ٦١٣ ١٢٤", ["٦١٣ ١٢٤"]),
        ("محمد 17 ק\u0323ế\u0323 3", ["ế\u0323 3"]),
        ("محمد 1 e\u0323", ["1 e\u0323"]),
        ("محمد 613124235, Anna", ["613124235, Anna"]),
        ("محمد 613124235 Anna דוד", ["613124235 Anna"]),
        ("613 124 محمد", ["613 124"]),
        ("Anna 613 124 محمد 1 2", ["Anna 613 124", "1 2"]),
        ("Anna ٦١٣ ١٢٤", ["Anna ٦١٣ ١٢٤"]),
        ("محمد 613124235!", []),
        ("محمد Anna", []),
    ],
)
def test_a_stretch_goes_from_its_first_letter_or_digit_to_its_last(text, stretches):
    kept = numbers_kept(text).unescape()
    assert re.findall("\u2066\u202d(.*?)\u202c\u2069", kept) == stretches
    assert ("\u200e" in kept) is text.startswith("Anna"), "the first letter says how a text runs"


@pytest.mark.parametrize("part", ["1 ", "(", "+ ", "a", "1", "ש1", "\u0301", "a ) "])
def test_a_text_of_one_sign_again_and_again_costs_no_more_than_its_length(part):
    began = process_time()
    numbers_kept("ש" + (part * 256 * 1024)[: 256 * 1024])
    assert process_time() - began < 2


def test_what_stands_around_a_number_is_text_and_no_markup():
    inside = ISOLATED.format("b&gt;1-2&lt;/b&gt; &amp; 3")
    assert numbers_kept("محمد <b>1-2</b> & 3<") == f"محمد &lt;{inside}&lt;"


@pytest.mark.parametrize("letter", ["\u05eb", "\u07bf", "\U00010d50", "\U0001e8ff"])
def test_a_letter_that_this_unicode_does_not_know_turns_no_number(letter):
    assert "601 123 457" in numbers_kept(f"{letter} 601 123 457").partition("&#8237;")[2]
