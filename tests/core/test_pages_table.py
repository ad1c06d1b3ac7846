"""One table of the pages of a case: path, places, lists and titles follow from it; nothing else lists them."""

import re
from dataclasses import replace
from pathlib import Path

import screening
from screening.core.instrument.vocabulary import Form
from screening.core.journey import PAGES, Page, TaskGroup, task_list
from screening.core.record.case import Case
from screening.settings import folder
from screening.web.cases.pages import FORMS
from screening.wording import WORDS
from tests.builders import CATALOGUE, a_case

PACKAGE = Path(screening.__file__).parent
MANY = 6
NEW = Case(edition=CATALOGUE.edition)


def test_every_page_has_one_row_and_a_title():
    assert sorted(each.page for each in PAGES) == sorted(Page)
    of_rows = {Page.DIMENSION, Page.OUTSIDE}  # called after their dimension
    assert set(WORDS["Page"]) == set(Page) - of_rows
    assert set(WORDS["PageOfChild"]) <= set(Page)


def test_every_group_of_the_task_list_has_a_heading():
    assert set(WORDS["TaskGroup"]) == set(TaskGroup)


def test_no_template_types_a_step_number_or_lists_the_pages():
    for path in folder("templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\b(n|all)=\d", text), path
        assert sum(f'"{page}"' in text for page in Page) < MANY, path


def test_every_page_with_a_form_is_a_page_of_the_table_and_has_a_template():
    assert set(FORMS) <= {each.page for each in PAGES}
    drawn = {each.page for each in PAGES} - {Page.TRIAGE, Page.SHORT, Page.DIMENSION, Page.OUTSIDE}
    assert [page for page in drawn if not (folder("templates") / f"cases/{page}.html").is_file()] == []


def _listed(case: Case) -> set[Page]:
    return {each.page for group in task_list(CATALOGUE, case).values() for each in group}


def test_the_task_list_names_no_page_that_the_case_does_not_have_yet():
    assert not {Page.TRIAGE, Page.ACTS} & _listed(NEW)
    assert Page.TALK in _listed(replace(NEW, for_referral=True))
    whole = replace(a_case(forms="labour"), for_referral=True)
    assert {Page.TALK, Page.TRIAGE, Page.ACTS} <= _listed(whole)
    assert Page.TRIAGE in _listed(replace(whole, forms=frozenset({Form.OTHER})))
