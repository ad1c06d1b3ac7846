"""Ratings with published figures of agreement, to test the statistics against."""

from collections import Counter
from collections.abc import Sequence

from screening.core.training.rater_agreement import Item

# Four observers, twelve units, blanks as dots. K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011),
# section C: nominal alpha 0.743. The same ratings are the data set cac.raw4raters of K. L. Gwet, Handbook of
# Inter-Rater Reliability, 4th ed. (2014); the README of his R package irrCAC prints for it percent
# agreement 0.8181818, AC1 0.77544, Fleiss' kappa 0.76117, alpha 0.74342.
OBSERVERS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
PUBLISHED = {"percent": 0.81818, "ac1": 0.77544, "kappa": 0.76117, "alpha": 0.74342}
SCALE = ("1", "2", "3", "4", "5")

# Two observers without blanks, and nominal alpha: sections A and B of the same paper by Krippendorff.
TWO_OBSERVERS = ((("0100000010", "1110010000"), 0.095), (("aabbdcccedda", "babbbccceddd"), 0.692))


def items_of(observers: Sequence[str]) -> list[Item]:
    """Counts by unit from one text per observer."""
    return [Counter(each for each in unit if each != ".") for unit in zip(*observers, strict=True)]


PUBLISHED_ITEMS = items_of(OBSERVERS)

# Two rows worked by hand: twenty trainees, five cases; how many of them say yes.
TRAINEES = 20
ALIKE, MIXED = (19, 20, 18, 19, 20), (19, 19, 18, 1, 1)
YES_NO = ("yes", "no")


def yes_counts(*counts: int, of: int = TRAINEES) -> list[Item]:
    """Items from how many said yes; the others said no."""
    return [{name: count for name, count in (("yes", yes), ("no", of - yes)) if count} for yes in counts]
