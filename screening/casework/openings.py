"""Who opened which case while the lock stays open: each once, written down before it is shown; what was discarded."""

import threading
from collections.abc import Callable, Iterable

from screening.casework.clocks import Clock
from screening.storage import AuditEvent, Store


class Openings:
    """The openings that the trail has already, by visitor and case. Another opening of the lock begins without any."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._noting = threading.Lock()
        self._told: set[tuple[str, str]] = set()
        self._also: list[Callable[[], None]] = []

    def note(self, visitor: str, case_ids: Iterable[str]) -> None:
        """Record that a visitor opens cases, each once. Raises NotSaved, and then none of them is recorded."""
        with self._noting:
            new = [each for each in dict.fromkeys(case_ids) if (visitor, each) not in self._told]
            if new:
                self._store.note_each(AuditEvent.OPEN, self._clock(), new)
                self._told.update((visitor, each) for each in new)

    def discards(self, case_id: str) -> None:
        """Record that a form that waited for a case, or for none, is discarded. Raises NotSaved."""
        self._store.note(AuditEvent.HELD_FORM_DISCARDED, self._clock(), case_id=case_id)

    def has(self, visitor: str, case_id: str) -> None:
        """Remember that the trail has this visitor's opening of a case already, as its creation."""
        self._told.add((visitor, case_id))

    def also_forget(self, forget: Callable[[], None]) -> None:
        """Forget something else as well when the lock shuts: what was read of the cases."""
        self._also.append(forget)

    def forget(self) -> None:
        """Forget every opening, and what `also_forget` named."""
        self._told.clear()
        for each in self._also:
            each()
