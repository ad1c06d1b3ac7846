"""A fault in a list of sentences, its conditions or a variant is one sentence at its line."""

from pathlib import Path

import pytest

from screening.content import Content
from screening.content.folder import Folder
from screening.content.guidance import load_guidance
from screening.translation import Translator
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
    load_guidance(read, {}, {})
    found = [str(each) for each in read.problems if said in each.sentence]
    assert found and found[0].startswith(f"indicators/guidance.yaml:{line}: guidance "), read.problems


def test_a_sentence_has_the_number_of_its_contact_and_says_so_where_nobody_has_confirmed_it(content: Content):
    sentences = {text.key: text for each in content.lists.values() for one in each for text in (one.text,)}
    filled = [text for text in sentences.values() if text.filled]
    assert {placeholder for text in filled for placeholder, _ in text.filled} > {"%(kcik_phone)s", "%(crime_victims)s"}
    for text in filled:
        for code in ("pl", "en"):
            said = Translator(code).text(text)
            assert "%" not in said and all(number in said for _, number in text.filled)
            open_ = [each for each, _ in text.filled if content.contacts[each[2:-2]].confirm]
            assert bool(open_) is bool(text.confirm)


def test_no_sentence_types_a_telephone_number_that_the_contacts_have(content: Content):
    numbers = [each.value for each in content.contacts.values() if each.dial and each.value != "112"]
    texts = [
        *content.guidance.values(),
        *(text for each in content.lists.values() for one in each for text in (one.text,)),
    ]
    assert len(numbers) > 5 and not [text.key for text in texts for number in numbers if number in text.polish]
