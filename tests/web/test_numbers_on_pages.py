"""A number among letters that run from the right is read on a page in the order in which it was written, and marks stay
within their row.
"""

import re

import pytest

from screening.settings import folder
from tests.web.referral import agree, fill
from tests.web.seeded import adult, open_case

NUMBER = "601 234 567"
IN_ORDER = f"\u2066\u202d{NUMBER} wieczorem\u202c\u2069"  # isolated, from left to right
WRITTEN = f"أحمد {NUMBER} wieczorem"
# An element that runs as its text does, and holds what somebody wrote.
RUNS_AS_WRITTEN = re.compile(r'<(?:span|q|dd|p)[^<>]*dir="auto"[^<>]*>\s*({{.*?}})', re.DOTALL)
OURS = re.compile(r"t_beside")


@pytest.fixture
def case(visitor) -> str:
    address = open_case(visitor)
    adult(visitor, address)
    agree(visitor, address)
    return address


def test_a_line_of_the_referral_keeps_the_order_of_a_number(visitor, case):
    fill(visitor, case, "person", safe_contact=WRITTEN)
    visitor.get(f"{case}/referral")
    assert IN_ORDER in visitor.page.text


def test_an_answer_and_a_conflict_keep_it_too(visitor, case):
    visitor.get(f"{case}/triage")
    old = visitor.filled(answer__debt_bondage="yes", note__debt_bondage="inaczej")
    fill(visitor, case, "triage", answer__debt_bondage="yes", note__debt_bondage=WRITTEN)
    visitor.get(f"{case}/answers")
    assert IN_ORDER in visitor.page.text
    visitor.post(f"{case}/triage", old)
    assert visitor.response.status_code == 409 and IN_ORDER in visitor.page.text


def test_marks_one_over_the_other_stay_within_their_row(visitor, case):
    fill(visitor, case, "person", safe_contact="e\u035e\u035e\u035e")
    visitor.get(f"{case}/referral")
    assert '<span class="tall">e\u035e' in visitor.page.html
    style = (folder("screening") / "web" / "static" / "style.css").read_text(encoding="utf-8")
    (tall,) = re.findall(r"^\.tall \{(.*?)\}", style, re.MULTILINE)
    assert {"display: inline-block", "overflow: hidden", "max-width: 100%"} <= {
        each.strip() for each in tall.split(";")
    }


def test_every_template_of_a_page_keeps_it():
    pages = [file for file in folder("templates").rglob("*.html") if file.parent.name != "print"]
    bare = {
        f"{file.name}: {found}"
        for file in pages
        for found in RUNS_AS_WRITTEN.findall(file.read_text(encoding="utf-8"))
        if "as_written" not in found and not OURS.search(found)
    }
    assert not bare
