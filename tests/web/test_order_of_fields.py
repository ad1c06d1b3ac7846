"""A page asks the fields that core says it asks, in that order: completeness and the list of faults go by it."""

import re
from pathlib import Path

import pytest
from flask import Flask

from screening import settings
from screening.core.journey import ASKS, Page
from screening.web.cases.pages import FORMS

PAGES = [page for page in ASKS if page is not Page.DECISION]  # there two fields of one name bear names of their own
DRAWN = re.compile(r"\b[a-z]+\(form\.([a-z_]+)")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_its_fields_in_their_order(app: Flask, page):
    asked = [name.rpartition(".")[2] for name in ASKS[page]]
    template = Path(settings.folder("templates"), "cases", f"{page}.html").read_text(encoding="utf-8")
    assert DRAWN.findall(template) == [name for name in asked if name != "signs"]
    with app.test_request_context():
        assert [field.name for field in FORMS[page](meta={"csrf": False})] == asked
