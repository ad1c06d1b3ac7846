"""What an officer reads aloud has no slash: the form for the person in the case, and none where nobody stated a sex."""

import re

import pytest

from screening.core.instrument.vocabulary import Profession
from tests.web.referral import fill

SAID = re.compile(r'<blockquote class="say">.*?</blockquote>', re.DOTALL)
SLASH = re.compile(r"Pan\w*/Pan\w*")


@pytest.mark.parametrize(
    ("sex", "introduced", "asked"),
    [
        ("female", "także bez Pani zgody", "mogą Pani zaszkodzić"),
        ("male", "także bez Pana zgody", "mogą Panu zaszkodzić"),
        ("not_stated", "także bez zgody osoby, z którą rozmawiam", "mogą zaszkodzić"),
    ],
)
def test_a_case_speaks_to_the_person_as_stated(visitor, opened, sex, introduced, asked):
    address = opened(until="triage", forms=("sexual",))
    fill(visitor, address, "safety", sex=sex)
    pages = {"talk": introduced, "agreement": introduced, "triage": asked}
    for page, words in pages.items():
        visitor.get(f"{address}/{page}")
        assert words in visitor.page.text and "|}" not in visitor.page.text, page
        assert not [each for each in SAID.findall(visitor.page.html) if SLASH.search(each)]


def test_the_quick_check_speaks_to_anybody(visitor):
    visitor.get("/quick/")
    assert not SLASH.search(visitor.page.text) and "|}" not in visitor.page.html


def test_every_service_says_before_the_questions_what_kcik_is_and_that_its_duty_needs_no_consent(content):
    for service in Profession:
        said = content.guidance[f"introduction_{service}"].polish
        assert (
            "KCIK, centrum pomocy" in said
            and "także bez {Pana zgody|Pani zgody|zgody osoby, z którą rozmawiam}" in said
        ), service
