"""How far a group agrees: percent agreement, Gwet's AC1, Fleiss' kappa, Krippendorff's alpha.

An item is what was rated (an indicator, an exercise): the number of raters that chose each category. A rater who chose
none is a blank and is not counted.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

Item = Mapping[str, int]


def _rated(items: Sequence[Item]) -> list[Item]:
    return [item for item in items if sum(item.values()) >= 1]


def comparable(items: Sequence[Item]) -> list[Item]:
    """Return the items that at least two raters rated: only these count for agreement."""
    return [item for item in items if sum(item.values()) >= 2]


def percent_agreement(items: Sequence[Item]) -> float | None:
    """Return the share of pairs of raters that chose the same, 0 to 1, averaged over items; None if nobody can be
    compared.
    """
    compared = comparable(items)
    if not compared:
        return None
    return sum(_pairs(item) for item in compared) / len(compared)


def _pairs(item: Item) -> float:
    """The share of pairs of raters of an item that chose the same, 0 to 1; at least two raters."""
    raters = sum(item.values())
    return sum(count * (count - 1) for count in item.values()) / (raters * (raters - 1))


def _shares(items: Sequence[Item], categories: Sequence[str]) -> list[float]:
    """The mean share of the raters of an item that chose a category, for each category."""
    rated = _rated(items)
    return [sum(item.get(each, 0) / sum(item.values()) for item in rated) / len(rated) for each in categories]


def _beyond_chance(agreed: float | None, by_chance: float) -> float | None:
    """The agreement corrected for chance; None if there is none, or chance alone would make it complete."""
    return None if agreed is None or by_chance >= 1 else (agreed - by_chance) / (1 - by_chance)


def gwet_ac1(items: Sequence[Item], categories: Sequence[str]) -> float | None:
    """Return Gwet's AC1 over at least two `categories`; None if nobody can be compared.

    Source: K. L. Gwet, Computing inter-rater reliability and its variance in the presence of high agreement, British
    Journal of Mathematical and Statistical Psychology 61 (2008), p. 29-48.
    """
    agreed = percent_agreement(items)
    if agreed is None:
        return None
    by_chance = sum(share * (1 - share) for share in _shares(items, categories)) / (len(categories) - 1)
    return _beyond_chance(agreed, by_chance)


def fleiss_kappa(items: Sequence[Item], categories: Sequence[str]) -> float | None:
    """Return Fleiss' kappa; None where it has no meaning (all chose one category) or nobody can be compared.

    Source: J. L. Fleiss, Measuring nominal scale agreement among many raters, Psychological Bulletin 76 (1971),
    p. 378-382; with blanks as in K. L. Gwet, Handbook of Inter-Rater Reliability, 4th ed. (2014).
    """
    agreed = percent_agreement(items)
    return None if agreed is None else _beyond_chance(agreed, sum(share**2 for share in _shares(items, categories)))


def krippendorff_alpha(items: Sequence[Item]) -> float | None:
    """Return Krippendorff's alpha for categories without order, or None where all chose one, or nobody can be compared.

    Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C.
    """
    compared = comparable(items)
    if not compared:
        return None
    chosen = Counter({name: sum(item.get(name, 0) for item in compared) for name in set().union(*compared)})
    agreed = sum(sum(item.values()) * _pairs(item) for item in compared) / chosen.total()
    return _beyond_chance(agreed, _pairs(chosen))


def is_mixed(items: Sequence[Item]) -> bool:
    """Return True if more than one category is the commonest one of some item: kappa needs such a mixture."""
    commonest = {max(item, key=lambda each: (item[each], each)) for item in comparable(items)}
    return len(commonest) > 1
