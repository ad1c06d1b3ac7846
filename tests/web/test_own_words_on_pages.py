"""What a file brings is shown on no page but as it is written: within its row, its numbers in order."""

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest

from screening.core.documents import DOCUMENTS
from screening.core.journey import Page
from screening.core.record.case import Case
from screening.core.record.fields import with_value
from screening.exchange.case_file import CaseFileError, read_case, write_case
from tests.builders import CATALOGUE
from tests.printing.test_own_words import case_of
from tests.web.test_handing import send_file

TALL = "ę\u035e\u035e"
AT = "2026-01-02T12:00"
DAY = date(2026, 11, 20)
# What shows no more than its own row: a field, and the box of a line.
HELD = re.compile(r'<textarea.*?</textarea>|<(?:input|option)[^>]*>|<span class="tall(?: long)?">.*?</span>', re.DOTALL)
ELSEWHERE = ("overview", "answers", "documents", "export", *(f"documents/{kind}" for kind in DOCUMENTS))


def readable(case: Case) -> Case:
    """The case without the days that lie ahead."""
    decisions = case.decisions
    dated = (replace(each, decided_at=AT) for each in (decisions.kcik, decisions.notification))
    case = replace(case, decisions=type(decisions)(*dated))
    while True:
        with suppress(CaseFileError):
            read_case(write_case(case), CATALOGUE, DAY)
            return case
        case = without_its_fault(case)


def without_its_fault(case: Case) -> Case:
    with pytest.raises(CaseFileError) as refused:
        read_case(write_case(case), CATALOGUE, DAY)
    return with_value(case, tuple(str(refused.value).partition(":")[0].split(".")), "")


@pytest.mark.rest
def test_no_page_draws_words_of_a_file_outside_of_a_field_or_their_row(visitor):
    assert send_file(visitor, write_case(readable(case_of(TALL)))) == 303
    base, shown, bare = visitor.path.rsplit("/", 1)[0], 0, {}
    for name in dict.fromkeys(("referral", *Page, *ELSEWHERE)):
        visitor.get(f"{base}/{name}")
        if visitor.response.status_code == 200:
            html = visitor.page.html
            shown += len(re.findall(f'<span class="tall(?: long)?">{TALL}', html))
            if found := re.search(f".{{0,80}}{TALL}", HELD.sub("", html), re.DOTALL):
                bare[name] = found[0]
    assert shown > 50 and not bare
