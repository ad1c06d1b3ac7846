"""The wording of the officer's guidance that fits a case, for templates."""

from collections.abc import Callable, Mapping

from screening.core.instrument.catalogue import Text
from screening.core.instrument.guidance_lists import numbers_of
from screening.core.record.case import Case
from screening.core.record.variants import fitting, kinds_of


def wording_of(guidance: Mapping[str, Text]) -> Callable[[str, Case], Text]:
    """Return what templates call to get a sentence by id, in the wording for the case's service or for a child.

    The path of a child is enough here: a page speaks while the age is not known yet.
    """
    return lambda id_, case: guidance[fitting(guidance, id_, kinds_of(case, child=case.child_path))]


def wordings_of(guidance: Mapping[str, Text]) -> Callable[[str, Case], tuple[Text, ...]]:
    """Return what templates call to get a numbered list by its name, each sentence in the wording that fits."""
    one = wording_of(guidance)
    return lambda name, case: tuple(one(f"{name}_{number}", case) for number in numbers_of(guidance, name))
