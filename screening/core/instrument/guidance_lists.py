"""Lists of sentences that experts number: `steps_police_1`, `steps_police_2` and so on, each perhaps with variants."""

import re
from collections.abc import Iterable, Mapping

from screening.core.instrument.catalogue import Text
from screening.core.instrument.vocabulary import Profession

# For whom or when a variant of a sentence stands; of those that a sentence has, the first that fits is taken.
VARIANTS = ("over", "issued", "child_not_issued", "not_issued", "own", "child", "adult", *Profession)
NUMBERED = re.compile(r"(?P<name>[a-z0-9_]*?[a-z])_(?P<number>[1-9][0-9]*)(?:_(?P<variant>[a-z_]+))?")


def numbers_of(ids: Iterable[str], name: str) -> tuple[int, ...]:
    """The numbers that a list has, in order, whether a sentence is for everybody or only in variants."""
    found = (NUMBERED.fullmatch(id_) for id_ in ids)
    return tuple(sorted({int(each["number"]) for each in found if each and each["name"] == name}))


def all_of_list(texts: Mapping[str, Text], name: str) -> tuple[Text, ...]:
    """The sentences of a list that stand for everybody, in order, however many there are."""
    ids = (f"{name}_{number}" for number in numbers_of(texts, name))
    return tuple(texts[id_] for id_ in ids if id_ in texts)
