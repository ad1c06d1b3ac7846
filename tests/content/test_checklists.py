"""The file of the lists that everybody may open: what is read of it, and a fault as a sentence at its line."""

from pathlib import Path

import pytest

from screening.content.loader import inspect, load
from tests.content.planting import a_copy, plant

ITEM = r'^    - text: "Zapisz nazwę'
FAULTS = {
    "a number that no contact has": (ITEM, '@@    - text: "%(polise)s', "nothing is filled in for %(polise)s"),
    "a bare text": (ITEM, "@@    - Zdanie.\n\\g<0>", "an item has 'text', 'grade'"),
    "a condition": (ITEM + r".*\n", "\\g<0>@@      only: child\n", "the key 'only' is unknown"),
    "a doubt of nobody": (ITEM + r".*\n", "\\g<0>@@      confirm: perhaps\n", "'perhaps' is not a confirm"),
    "no item": (r"^- id: leaving\n", "@@- id: empty\n  text: a\n\\g<0>", "checklist empty: 'items' must be a list"),
}


@pytest.mark.parametrize(("pattern", "planted", "said"), FAULTS.values(), ids=FAULTS)
def test_a_fault_in_a_list_is_a_sentence_at_its_line(tmp_path: Path, pattern: str, planted: str, said: str):
    copied = a_copy(tmp_path)
    line = plant(copied, "checklists.yaml", pattern, planted)
    found = [each for each in inspect(copied, None)[1] if said in each.sentence]
    assert [each.line for each in found] == [line]


def test_the_mark_of_an_item_goes_when_somebody_is_named_who_confirmed_it(tmp_path: Path):
    copied = a_copy(tmp_path)
    assert any(item.confirm for item in load(copied).checklists["leaving"].items)
    plant(copied, "checklists.yaml", r"^      confirm: true\n", '\\g<0>      confirmed_by: "Anna Nowak"\n')
    assert not any(item.confirm for item in load(copied).checklists["leaving"].items)
