"""A page asks the fields that core says it asks, in that order: completeness and the list of faults go by it.

What a page asks is read off the page itself as it is drawn for an adult and for a child, so that a row of `ASKS` for a
field that no page draws is noticed, and a field that is drawn without a row.
"""

import pytest
from flask import Flask

from screening.core.journey import ASKS, Page
from screening.core.record.case import Case
from screening.core.record.fields import Leaf, leaves
from screening.web.cases.forms.labels import AGES, asked_at, form_labels
from screening.web.cases.pages import FORMS

LEAVES: dict[str, Leaf] = {leaf.name: leaf for leaf in leaves(Case)}
TWO_OF_ONE_NAME = {Page.DECISION}  # there fields of one name in core bear names of their own


def _asked(page: Page) -> list[str]:
    """The names in the form of what the page asks, in the order of core."""
    with_codes = [LEAVES[name].key for name in ASKS[page]]
    return [field.name for field in FORMS[page](meta={"csrf": False})] if page in TWO_OF_ONE_NAME else with_codes


@pytest.mark.parametrize("page", ASKS)
def test_a_page_draws_every_field_that_core_says_it_asks_and_no_other(app: Flask, page):
    with app.test_request_context():
        assert set(form_labels(page)) == set(_asked(page))
        assert len(_asked(page)) == len(ASKS[page])


@pytest.mark.sampled(5)
@pytest.mark.parametrize("age", AGES)
@pytest.mark.parametrize("page", ASKS)
def test_a_page_asks_its_fields_in_their_order(app: Flask, page, age):
    with app.test_request_context():
        drawn = list(asked_at(page, age))
        assert drawn == [name for name in _asked(page) if name in drawn]
        assert [field.name for field in FORMS[page](meta={"csrf": False})] == _asked(page)


def test_every_field_that_a_page_asks_is_one_of_the_record():
    assert {name for names in ASKS.values() for name in names} <= LEAVES.keys()
