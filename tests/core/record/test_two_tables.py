"""A field that stands in one table and not in the other is told by a sentence that names the field and the table."""

import pytest

from screening.core.journey import NotInATable, Page, page_of
from screening.web.cases.forms.from_fields import leaf_of


def test_a_required_field_that_no_page_asks_is_named_with_the_table_it_is_missing_from():
    assert page_of("safety.persons") is Page.PLACE
    with pytest.raises(NotInATable) as told:
        page_of("safety.hair")
    assert str(told.value) == "No page asks the field 'safety.hair': name it in ASKS in screening/core/journey.py."


def test_a_row_of_the_pages_for_no_field_is_named_too():
    with pytest.raises(NotInATable) as told:
        leaf_of("safety.hair")
    assert "'safety.hair', which is no field of a case: correct ASKS in screening/core/journey.py." in str(told.value)
