"""Numbers in own words are printed as they were written, also beside letters that run from right to left."""

import re
import subprocess
from dataclasses import replace

import pytest

from screening.printing import page_html
from screening.printing.quoting import numbers_kept
from tests.printing.sheets import sheet, typical_case

NAMES = {"Arabic": "محمد", "Hebrew": "דוד", "Persian": "گیلان", "Syriac": "ܫܠܡܐ"}
ISOLATED = "&#8294;{}&#8297;"


def drawn_from_left_to_right(pdf: bytes, *wanted: str) -> list[str]:
    """The words that were looked for, by where they are drawn in their line."""
    found = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    words = re.findall(r'xMin="(.*?)" yMin="(.*?)" xMax=".*?" yMax=".*?">(.*?)</word>', found)
    here = [(float(left), word) for left, _, word in words if any(each in word for each in wanted)]
    return [word for _, word in sorted(here)]


@pytest.mark.sampled(3)
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("number", ["613 124 235", "613-124-235", "613_124_235", "(613) 124 / 235", "۶۱۳ ۱۲۴ ۲۳۵"])
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


def test_what_stands_around_a_number_is_text_and_no_markup():
    assert numbers_kept("محمد <b>1-2</b> & 3") == f"محمد &lt;b&gt;{ISOLATED.format('1-2')}&lt;/b&gt; &amp; 3"
