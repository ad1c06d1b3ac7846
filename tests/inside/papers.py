"""Papers under way, which no page shows."""

from collections.abc import Hashable

from screening.casework.papers_made import PapersMade


def presses(made: PapersMade, press: Hashable) -> int:
    """How many presses of a paper that is being made have come."""
    under_way = made._under_way.get(press)
    return len(under_way[1]) if under_way else 0
