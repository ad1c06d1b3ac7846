"""A row has one wording in a case: that of its form, on every page as on paper."""

import re
from pathlib import Path

import pytest

from screening import settings
from screening.core.instrument.vocabulary import Answer
from tests.web.referral import fill
from tests.web.seeded import open_case
from tests.web.test_outside import ABDUCTION, SALE

TEMPLATES = settings.folder("templates")
# A row that a template names by its own label, whatever form the case has.
BY_ITSELF = re.compile(r"indicators\[[^\]]*\]\.label|\.indicator\.label")


@pytest.mark.parametrize("page", ["overview", "acts", "answers"])
def test_a_page_words_an_answer_as_it_was_asked(visitor, page):
    address = open_case(visitor, forms=("marriage",))
    fill(visitor, address, "coercive_recruitment-1", **{"answer.rec_abduction_sale": "yes"})
    visitor.get(f"{address}/{page}")
    text = " ".join(visitor.page.text.split()).lower()
    assert ABDUCTION in text and SALE not in text


def test_the_quick_check_gives_its_reasons_in_the_words_of_its_questions(visitor):
    visitor.get("/quick/")
    visitor.send(age="adult", forms="marriage", alone="yes", interpreter="not_needed")
    visitor.send(**{"answer.rec_abduction_sale": Answer.YES.value})
    text = " ".join(visitor.page.text.split()).lower()
    assert ABDUCTION in text and SALE not in text


def test_no_template_names_a_row_whatever_the_form():
    pages: list[Path] = sorted(TEMPLATES.rglob("*.html"))
    assert len(pages) > 100
    assert [each.name for each in pages if BY_ITSELF.search(each.read_text("utf-8"))] == []
