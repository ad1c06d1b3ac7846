"""Which visitor opened which case while the lock stays open: the trail gets one row of each, before it is shown."""

import threading
from collections.abc import Callable, Iterable

from screening.casework.clocks import Clock
from screening.storage import AuditEvent, Store


class Openings:
    """The openings of cases that the trail has already, by visitor and case. When the lock shuts, all are forgotten."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._noting = threading.Lock()
        self._told: set[tuple[str, str]] = set()
        self._forgotten_too: list[Callable[[], None]] = []

    def note(self, visitor: str, case_ids: Iterable[str]) -> None:
        """Record that a visitor opens cases, each once. Raises NotSaved, and then none of them is recorded."""
        with self._noting:
            new = [each for each in dict.fromkeys(case_ids) if (visitor, each) not in self._told]
            if new:
                self._store.note_each(AuditEvent.OPEN, self._clock(), new)
                self._told.update((visitor, each) for each in new)

    def note_discarded(self, case_id: str) -> None:
        """Record that a form that waited for a case, or for none, is discarded. Raises NotSaved."""
        self._store.note(AuditEvent.HELD_FORM_DISCARDED, self._clock(), case_id=case_id)

    def remember(self, visitor: str, case_id: str) -> None:
        """Remember that this visitor has the case open: the trail has a row that it was created."""
        self._told.add((visitor, case_id))

    def also_forget(self, forget: Callable[[], None]) -> None:
        """Call `forget` as well when the lock shuts: it forgets what else is in memory about cases."""
        self._forgotten_too.append(forget)

    def forget(self) -> None:
        """Forget every opening, and call what `also_forget` was given."""
        self._told.clear()
        for each in self._forgotten_too:
            each()
