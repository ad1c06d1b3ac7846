"""My unit: the details of one workplace, kept sealed, that fill in what each new case would ask again."""

import json
from collections.abc import Mapping

from screening.casework.clocks import Clock
from screening.core.record.case import Case
from screening.core.record.own_unit import checked, with_unit
from screening.storage import SealBroken, Store


class OwnUnit:
    """The details of the own unit: texts by the name of the field of a case (`Leaf.name`) that each fills in.

    Where cases are kept in memory alone, so are the details. Every method raises Locked while the
    lock is shut.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def known(self) -> dict[str, str]:
        """Return the details; an empty dict where none are kept, or they cannot be read."""
        return self._read() or {}

    @property
    def is_damaged(self) -> bool:
        """Whether details are kept that cannot be read: somebody has to type them again."""
        return self._read() is None

    def _read(self) -> dict[str, str] | None:
        """Return the details; empty where none are kept, None where they cannot be read."""
        try:
            plain = self._store.own_unit()
            return checked(json.loads(plain)) if plain else {}
        except (SealBroken, ValueError, RecursionError):
            return None

    def keep(self, unit: Mapping[str, str]) -> None:
        """Keep these details in place of the earlier ones; an empty mapping removes them. Raises NotSaved.

        They are checked when they are read.
        """
        self._store.keep_own_unit(json.dumps(unit).encode() if unit else b"", self._clock())

    def filled_in(self, case: Case) -> Case:
        """Return the case with the details where it has none of its own."""
        return with_unit(case, self.known())
