"""A list of sentences that an expert made longer is shown whole on every page and paper that shows it."""

import re
from dataclasses import replace

import pytest

from screening.casework.documents import card
from screening.content import Content
from screening.core.instrument.catalogue import Text
from screening.core.instrument.sentences import Sentence
from screening.printing import page_html
from screening.settings import folder
from screening.web.quick_app import create_quick_app
from tests.web.page import Visitor

LISTS = ("steps_child", "talk", "refused", "unable")
ONE_MORE = {name: f"Nowe zdanie na końcu listy {name}." for name in LISTS}
COUNTED = re.compile(r"range\(\d+, \d+\)|\[1, 2, 3")


@pytest.fixture
def content(content: Content) -> Content:
    """The content with one more sentence at the end of each list."""
    more = {name: Sentence(Text(f"guidance.{name}_99.text", words)) for name, words in ONE_MORE.items()}
    return replace(content, lists={**content.lists, **{name: (*content.lists[name], more[name]) for name in LISTS}})


def test_the_steps_for_a_child_stand_whole_at_the_quick_check(tool_settings, content, printer):
    came = Visitor(create_quick_app(tool_settings, content, printer).test_client())
    came.get("/quick/")
    came.send(age="child", forms=["begging"])
    assert ONE_MORE["steps_child"] in came.page.text
    came.send()
    assert came.path == "/quick/result" and ONE_MORE["steps_child"] in came.page.text
    data = came.client.get("/quick/data.json", base_url="https://localhost").json
    assert data["child_steps"][-1]["text"]["pl"] == ONE_MORE["steps_child"]


def test_the_steps_for_a_child_stand_whole_on_the_card(content):
    assert ONE_MORE["steps_child"] in page_html(card(content, "begging_child"), "pl")


def test_the_tips_for_the_talk_stand_whole_where_the_conversation_begins(visitor):
    visitor.get("/cases/")
    visitor.send(profession="police")
    visitor.send(alone="yes", interpreter="not_needed", age="adult")
    assert visitor.path.endswith("/talk") and ONE_MORE["talk"] in visitor.page.text


def test_what_to_do_without_agreement_stands_whole(opened, visitor):
    address = opened()
    visitor.get(f"{address}/agreement")
    assert ONE_MORE["refused"] in visitor.page.text and ONE_MORE["unable"] in visitor.page.text
    visitor.send(contact="no")
    visitor.get(f"{address}/decision")
    assert ONE_MORE["refused"] in visitor.page.text and ONE_MORE["unable"] not in visitor.page.text


def test_no_template_and_no_script_counts_sentences():
    files = [*folder("templates").rglob("*.html"), *folder("screening").glob("web/static/*.js")]
    assert [path.name for path in files if path.is_file() and COUNTED.search(path.read_text(encoding="utf-8"))] == []
