"""A fault in a list of sentences, its conditions or a variant is one sentence at its line."""

from pathlib import Path

import pytest

from screening.content.folder import Folder
from screening.content.guidance import load_guidance
from tests.content.planting import a_copy, plant

STEP = r"^- id: steps_police\n  items:\n    - text: .*\n"
UNSOURCED = "- id: steps_police\n  items:\n@@    - text: a\n\\1"
BARE = "- id: steps_police\n  items:\n@@    - Zdanie.\n    - text: a\n"
TALK = r"^- id: talk\n  items:\n(?:    .*\n)+"
CHILD_STEP = r"^      variants:\n        child:\n"
CHILD = r"^  variants:\n    child:\n"
FAULTS = {
    "unless": (STEP, "\\g<0>@@      unless: monday\n", "item 1: 'monday' is no condition; write one of child, adult"),
    "only": (STEP, "\\g<0>@@      only: monday\n", "item 1: 'monday' is no condition; write one of child, adult"),
    "unknown key": (STEP, "\\g<0>@@      when: child\n", "item 1: the key 'when' is unknown"),
    "no source": (STEP + r"(      grade: .*\n)      source: .*\n", UNSOURCED, "'source' is missing"),
    "no list": (TALK, "- id: talk\n@@  items: none\n", "'items' must be a list of entries"),
    "a bare text": (STEP, BARE, "an item has 'text', 'grade'"),
    "variant of a step": (CHILD_STEP, "      variants:\n@@        monday:\n", "the key 'monday' is unknown"),
    "key of a variant": (CHILD_STEP, "\\g<0>@@          unless: adult\n", "the key 'unless' is unknown"),
    "variant of a sentence": (CHILD, "  variants:\n@@    monday:\n", "the key 'monday' is unknown"),
    "neither text nor items": (TALK, "@@- id: talk\n", "'text' is missing"),
}


@pytest.mark.parametrize(("pattern", "planted", "said"), FAULTS.values(), ids=FAULTS)
def test_a_fault_of_a_list_or_a_variant_is_a_sentence_at_its_line(
    tmp_path: Path, pattern: str, planted: str, said: str
):
    copied = a_copy(tmp_path)
    line = plant(copied, "guidance.yaml", pattern, planted)
    read = Folder(copied)
    load_guidance(read, {})
    found = [str(each) for each in read.problems if said in each.sentence]
    assert found and found[0].startswith(f"indicators/guidance.yaml:{line}: guidance "), read.problems
