"""Who has a place in a class, and from which IP address wrong codes come. Both are bounded, and neither has a name."""

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

MOST_TRAINEES = 500
FREE_MISTAKES, FORGOTTEN_AFTER = 20, 60.0  # wrong codes of one address, in so many seconds
MOST_ADDRESSES = 1000


class RoomFull(Exception):
    """The class is full, and no address has more than one trainee."""


@dataclass
class _Place:
    address: str
    heard: int  # the number of the trainee's last request, among those of all trainees


class Places:
    """The trainees of a class, each a visitor: the random name of a browser session.

    In a full class a newcomer replaces a trainee of the address that has the most: the one whose last request is the
    oldest. So one telephone that joins again and again keeps nobody else out.
    """

    def __init__(self) -> None:
        self._places: dict[str, _Place] = {}
        self._order = itertools.count()

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __contains__(self, visitor: object) -> bool:
        return visitor in self._places

    def take(self, visitor: str, address: str) -> None:
        """Add a trainee; one who has a place keeps it. Raises RoomFull."""
        if visitor not in self._places and len(self._places) >= MOST_TRAINEES:
            self._free_one()
        self._places[visitor] = _Place(address, next(self._order))

    def _free_one(self) -> None:
        crowded, held = Counter(place.address for place in self._places.values()).most_common(1)[0]
        if held == 1:
            raise RoomFull
        there = (visitor for visitor, place in self._places.items() if place.address == crowded)
        del self._places[min(there, key=lambda visitor: self._places[visitor].heard)]

    def heard_of(self, visitor: str) -> bool:
        """Return whether a visitor has a place, and remember this as their last request."""
        place = self._places.get(visitor)
        if place:
            place.heard = next(self._order)
        return place is not None


class WrongCodes:
    """Wrong codes by address. Of many addresses, the one that was silent for longest is forgotten."""

    def __init__(self) -> None:
        self._of: dict[str, tuple[float, int]] = {}

    def are_many(self, address: str, now: float) -> bool:
        """Count one more at this moment; return whether the address had used up those that are free."""
        begun, number = self._of.pop(address, (now, 0))
        if now - begun >= FORGOTTEN_AFTER:
            begun, number = now, 0
        self._of[address] = begun, number + 1
        if len(self._of) > MOST_ADDRESSES:
            del self._of[next(iter(self._of))]
        return number >= FREE_MISTAKES
