"""A class: who joined, which exercise is released, who has finished. Names and accounts are not known here.

It lives in memory: a browser may be closed and opened again, but with the program the class ends (decision 0012).
"""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from screening.casework.clocks import RunningClock
from screening.casework.training.joining import Places, WrongCodes
from screening.core.record.case import Case

LETTERS = "ACDEFHJKLMNPQRTUWXY3479"  # none that is mistaken for another when read from a wall
CODE_LENGTH = 8  # so many that no rate of guessing finds one in time (decision 0035)
LASTS = timedelta(hours=12)


class Phase(StrEnum):
    """How far a trainee is."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    CLOSED = "closed"
    RESULTS = "results"


class ClassCommand(StrEnum):
    """A button by which the trainer moves the class on."""

    OPEN = "open"
    CLOSE = "close"
    SHOW = "show"
    END = "end"


class WrongCode(Exception):
    """No class has this code, or it is over."""


class TooMany(WrongCode):
    """The code is wrong, as were many others from the same address in a short time."""


class MovedOn(Exception):
    """The class is no longer as the page showed it on which the trainer pressed."""


class NotOpen(Exception):
    """No exercise is released, or it is closed."""


@dataclass
class Round:
    """One exercise released to the class: the cases by trainee, who has finished, and what became of it."""

    exercise: str
    number: int
    cases: dict[str, UUID] = field(default_factory=dict)
    finished: set[str] = field(default_factory=set)
    closed: bool = False
    shown: bool = False
    answers: tuple[Case, ...] = ()
    results: Any = None
    shown_as: Any = None
    working_out: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)


def new_code() -> str:
    """A code to read out and type."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


class Classroom:
    """The class of this process, or none yet. Every method may be called from several threads at once."""

    def __init__(self, running: RunningClock, collect: Callable[[UUID], Case | None]) -> None:
        self._running = running
        self._collect = collect
        self._turn = threading.RLock()
        self.code = ""
        self._until = 0.0
        self.trainees = Places()
        self.rounds: list[Round] = []
        self.version = 0
        self._begun = secrets.token_urlsafe(8)
        self._pressed = ("", "")
        self._wrong_codes = WrongCodes()

    @property
    def is_open(self) -> bool:
        """Whether a class is going on."""
        return bool(self.code) and self._running() < self._until

    @property
    def state(self) -> str:
        """The class, its phase and round in one word, as a page of the trainer shows them. It changes with each act."""
        return f"{self._begun}-{self.version}-{'open' if self.is_open else 'over'}"

    @property
    def current(self) -> Round | None:
        """The round released last."""
        return self.rounds[-1] if self.rounds else None

    def press(self, command: Callable[[], object], name: str, seen: str) -> None:
        """Carry out a command that the trainer chose on a page that showed this state. Raises MovedOn, WrongCode.

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
        """Begin a class and return its code. One that was open ends, and the results of an earlier one are gone."""
        with self._turn:
            self.code, self._until = new_code(), self._running() + LASTS.total_seconds()
            self.trainees, self.rounds = Places(), []
            self.version += 1
            return self.code

    def end(self) -> None:
        """End the class: the code opens nothing any more. Its results stay for the trainer until another is opened."""
        with self._turn:
            self._close()
            if self.current and not (self.current.answers or self.current.shown):
                self.rounds.pop()
            if self.current:
                self.current.shown = True
            self.code, self._until = "", 0.0
            self.version += 1

    def end_if_over(self) -> None:
        """End a class that has lasted as long as one may, with its answers."""
        with self._turn:
            if self.code and not self.is_open:
                self.end()

    def join(self, code: str, visitor: str, address: str) -> None:
        """Let a trainee in; a second time changes nothing. Raises WrongCode, TooMany, RoomFull.

        The code is looked at first: a right one is never refused because somebody typed wrong ones.
        """
        with self._turn:
            typed = "".join(code.split()).upper()
            if not self.is_open or not secrets.compare_digest(typed.encode(), self.code.encode()):
                raise TooMany if self._wrong_codes.are_many(address, self._running()) else WrongCode
            self.trainees.take(visitor, address)

    def release(self, exercise: str) -> Round:
        """Give the class an exercise; one still open is closed. A second time it is the next round of the same."""
        with self._turn:
            if not self.is_open:
                raise WrongCode
            self._close()
            number = 1 + sum(each.exercise == exercise for each in self.rounds)
            self.rounds.append(Round(exercise, number))
            self.version += 1
            return self.rounds[-1]

    def begin(self, visitor: str, make: Callable[[str], UUID]) -> UUID:
        """The case of a trainee in the open round, made of its exercise where there is none.

        Raises NotOpen, WrongCode.
        """
        with self._turn:
            current = self._open_round(visitor)
            if visitor not in current.cases or self._collect(current.cases[visitor]) is None:
                current.cases[visitor] = make(current.exercise)
            return current.cases[visitor]

    def finish(self, visitor: str) -> None:
        """A trainee has finished the round that is open. Raises NotOpen, WrongCode."""
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
        """Late answers no longer count."""
        with self._turn:
            if self._close():
                self.version += 1

    def _close(self) -> bool:
        """Take the answers as they stand, of all who began; what is changed later does not count."""
        current = self.current
        if current is None or current.closed:
            return False
        found = (self._collect(case_id) for case_id in current.cases.values())
        current.closed, current.answers = True, tuple(case for case in found if case)
        return True

    def show_results(self) -> None:
        """Show the class the results of the round that was released last; it is closed."""
        with self._turn:
            if self.current and not self.current.shown:
                self._close()
                self.current.shown = True
                self.version += 1

    def seen_by(self, visitor: str) -> tuple[Phase, tuple[Round, ...]]:
        """How far a trainee is, and the rounds until then, of one and the same moment. Raises WrongCode."""
        with self._turn:
            return self.phase(visitor), tuple(self.rounds)

    def phase(self, visitor: str) -> Phase:
        """How far a trainee is. Raises WrongCode for somebody who is not in this class, or after its end."""
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
