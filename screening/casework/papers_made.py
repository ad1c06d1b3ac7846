"""Which papers were made of which case while the lock stays open, and when (docs/decisions/0062).

The trail counts papers and never says which: a consultation sheet would tell of a refusal to whoever reads it.
"""

import threading
from collections.abc import Callable, Hashable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime

from screening.casework.open_case import OpenCase
from screening.printing import Printed, PrinterBusy

MOST_WAITING = 1  # second presses that wait for one paper, so that the other threads of the server stay free


@dataclass(frozen=True, slots=True)
class PaperMade:
    """When a paper was made, and of which revision of its case."""

    at: datetime
    revision: int


class PapersMade:
    """The newest paper of each kind for each case. When the lock shuts, all are forgotten."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._of: dict[str, dict[str, PaperMade]] = {}
        self._under_way: dict[Hashable, tuple[Future[Printed], list[None]]] = {}

    def once(self, press: Hashable, make: Callable[[], Printed]) -> Printed:
        """Return the paper that `make` makes. If it is still being made for an equal `press`, wait for that paper.

        Two presses of one button are equal. Raises what `make` raises, and PrinterBusy for a third press.
        """
        with self._turn:
            paper, waiting = self._under_way.setdefault(press, (Future(), []))
            waiting.append(None)  # a press, our own too; they are only counted
            place = len(waiting)
        if place > 1 + MOST_WAITING:
            raise PrinterBusy
        if place > 1:
            return paper.result()
        try:
            made = make()
        except BaseException as problem:
            paper.set_exception(problem)
            raise
        else:
            paper.set_result(made)
            return made
        finally:
            with self._turn:
                del self._under_way[press]

    def note(self, open_case: OpenCase, kinds: Iterable[str], at: datetime) -> None:
        """Remember that papers of these kinds were made."""
        with self._turn:
            made = PaperMade(at, open_case.revision)
            self._of.setdefault(str(open_case.id), {}).update(dict.fromkeys(kinds, made))

    def of(self, open_case: OpenCase) -> Mapping[str, PaperMade]:
        """Return what was made of a case, by kind."""
        with self._turn:
            return dict(self._of.get(str(open_case.id), {}))

    def forget(self) -> None:
        """Forget every paper."""
        with self._turn:
            self._of.clear()
