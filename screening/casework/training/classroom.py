"""A class: who joined, which exercise is released, who has finished. There are no names and no accounts.

It is kept in memory: a browser may be closed and opened again, but the class ends with the program (decision 0012).
"""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from screening.casework.clocks import RunningClock
from screening.casework.training.joining import Places, WrongCodes
from screening.casework.training.results import ClassResults, RoundResults
from screening.core.durations import CLASS_LASTS
from screening.core.record.case import Case

LETTERS = "ACDEFHJKLMNPQRTUWXY3479"  # none that is mistaken for another when read from a wall
CODE_LENGTH = 8  # so long that guessing finds none within the time of a class (decision 0035)


class Phase(StrEnum):
    """How far a trainee is."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    CLOSED = "closed"
    RESULTS = "results"


class ClassCommand(StrEnum):
    """What a button of the trainer does with the class."""

    OPEN = "open"
    CLOSE = "close"
    SHOW = "show"
    END = "end"


class WrongCode(Exception):
    """No class has this code, or it is over."""


class TooMany(WrongCode):
    """The code is wrong, as were many others from the same address in a short time."""


class MovedOn(Exception):
    """The class has changed since the page was shown on which the trainer pressed a button."""


class NotOpen(Exception):
    """No exercise is released, or it is closed."""


@dataclass
class Round:
    """One exercise released to the class: the case of each trainee, who has finished, what counts, and the results.

    `number` counts the rounds of the same exercise. `shown_as` is what the class is shown of the results. Who holds
    `working_out` computes it, so that nobody else does at the same time.
    """

    exercise: str
    number: int
    cases: dict[str, UUID] = field(default_factory=dict)
    finished: set[str] = field(default_factory=set)
    closed: bool = False
    shown: bool = False
    counted: dict[str, Case] = field(default_factory=dict)
    results: RoundResults | None = None
    shown_as: ClassResults | None = None
    working_out: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    @property
    def answers(self) -> tuple[Case, ...]:
        """The cases that count, as they were when the round was closed."""
        return tuple(self.counted.values())


def new_code() -> str:
    """Return a new code, to be read aloud and typed."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


class Classroom:
    """The class of this process, or none yet. Every method may be called from several threads at once.

    `collect` returns a trainee's case, or None if it is gone. `version` counts the acts of the trainer.
    """

    def __init__(self, running: RunningClock, collect: Callable[[UUID], Case | None]) -> None:
        self._running = running
        self._collect = collect
        self._turn = threading.RLock()
        self.code = ""
        self._until = 0.0  # by the clock that only runs
        self.trainees = Places()
        self.rounds: list[Round] = []
        self.version = 0
        self._begun = secrets.token_urlsafe(8)  # another one at each start of the program
        self._pressed = ("", "")  # the last button pressed, and the state that its page showed
        self._wrong_codes = WrongCodes()

    @property
    def is_open(self) -> bool:
        """Whether a class is going on."""
        return bool(self.code) and self._running() < self._until

    @property
    def state(self) -> str:
        """A text that differs after each act and each start; a button of the trainer sends that of its page."""
        return f"{self._begun}-{self.version}-{'open' if self.is_open else 'over'}"

    @property
    def current(self) -> Round | None:
        """The round released last."""
        return self.rounds[-1] if self.rounds else None

    def press(self, command: Callable[[], object], name: str, seen: str) -> None:
        """Run a command that the trainer chose on a page that showed the state `seen`. Raises MovedOn, WrongCode.

        A second press of the same button on the same page changes nothing more.
        """
        with self._turn:
            if (name, seen) == self._pressed:
                return
            if seen != self.state:
                raise MovedOn
            command()
            self._pressed = name, seen

    def open(self) -> str:
        """Begin a class and return its code. A class that was open ends, and earlier results are deleted."""
        with self._turn:
            self.code, self._until = new_code(), self._running() + CLASS_LASTS.total_seconds()
            self.trainees, self.rounds = Places(), []
            self.version += 1
            return self.code

    def end(self) -> None:
        """End the class; its code is no longer valid. The trainer keeps its results until another class begins."""
        with self._turn:
            self._close()
            if self.current and not (self.current.answers or self.current.shown):
                self.rounds.pop()
            if self.current:
                self.current.shown = True
            self.code, self._until = "", 0.0
            self.version += 1

    def end_if_over(self) -> None:
        """End a class whose time is over; its answers are kept."""
        with self._turn:
            if self.code and not self.is_open:
                self.end()

    def join(self, code: str, visitor: str, address: str) -> None:
        """Add a trainee to the class; a second time changes nothing. Spaces and dashes in the code do not matter.

        Raises WrongCode, TooMany, RoomFull. The code is checked first: a right one is never refused because of wrong
        ones from the same address.
        """
        with self._turn:
            typed = "".join(filter(str.isalnum, code)).upper()
            if not self.is_open or not secrets.compare_digest(typed.encode(), self.code.encode()):
                raise TooMany if self._wrong_codes.are_many(address, self._running()) else WrongCode
            self.trainees.take(visitor, address)

    def release(self, exercise: str) -> Round:
        """Release an exercise and return its new round; the round before is closed. An exercise may have several."""
        with self._turn:
            if not self.is_open:
                raise WrongCode
            self._close()
            number = 1 + sum(each.exercise == exercise for each in self.rounds)
            self.rounds.append(Round(exercise, number))
            self.version += 1
            return self.rounds[-1]

    def begin(self, visitor: str, make: Callable[[str], UUID]) -> UUID:
        """Return the case of a trainee in the open round; make it from the exercise if there is none.

        Raises NotOpen, WrongCode.
        """
        with self._turn:
            current = self._open_round(visitor)
            if visitor not in current.cases or self._collect(current.cases[visitor]) is None:
                current.cases[visitor] = make(current.exercise)
            return current.cases[visitor]

    def finish(self, visitor: str) -> None:
        """Record that a trainee has finished the open round. Raises NotOpen, WrongCode."""
        with self._turn:
            current = self._open_round(visitor)
            if visitor in current.cases:
                current.finished.add(visitor)

    def _open_round(self, visitor: str) -> Round:
        if visitor not in self.trainees or not self.is_open:
            raise WrongCode
        if self.current is None or self.current.closed:
            raise NotOpen
        return self.current

    def close(self) -> None:
        """Close the open round: later answers do not count."""
        with self._turn:
            if self._close():
                self.version += 1

    def _close(self) -> bool:
        """Collect the answers of all who began, and close the round. Return False if there was none to close."""
        current = self.current
        if current is None or current.closed:
            return False
        found = ((visitor, self._collect(case_id)) for visitor, case_id in current.cases.items())
        current.closed, current.counted = True, {visitor: case for visitor, case in found if case}
        return True

    def show_results(self) -> None:
        """Close the last round, and show its results to the class."""
        with self._turn:
            if self.current and not self.current.shown:
                self._close()
                self.current.shown = True
                self.version += 1

    def seen_by(self, visitor: str) -> tuple[Phase, tuple[Round, ...]]:
        """Return how far a trainee is and the rounds so far, both of the same moment. Raises WrongCode."""
        with self._turn:
            return self.phase(visitor), tuple(self.rounds)

    def phase(self, visitor: str) -> Phase:
        """Return how far a trainee is. Raises WrongCode for a visitor who is not in this class, or after its end."""
        if not self.trainees.heard_of(visitor) or not self.is_open:
            raise WrongCode
        current = self.current
        if current is None:
            return Phase.WAITING
        if current.shown:
            return Phase.RESULTS
        if current.closed:
            return Phase.CLOSED
        return Phase.DONE if visitor in current.finished else Phase.WORKING
