"""The case service of the training realm: made-up cases, keys in memory, everybody sees their own cases alone."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from screening.casework.cases import CaseService
from screening.casework.clocks import Clock, RunningClock, running
from screening.casework.lock import Lock
from screening.casework.open_case import ListedCase, OpenCase
from screening.casework.passphrases import one_word
from screening.casework.retention import OtherDay, Retention
from screening.casework.training.classroom import Classroom
from screening.content import Content
from screening.core.record.case import Case
from screening.core.training.exercise import Exercise
from screening.local_time import day_in_poland, utc_now
from screening.storage import AuditEvent, CaseDamaged, CaseErased, NoSuchCase, Store, VaultState


class TrainingLock(Lock):
    """A lock that is always open: what it guards is made up, and gone when the program stops."""

    def state(self, visitor: str) -> VaultState:
        """Return OPEN."""
        return VaultState.OPEN

    def shut_if_idle(self) -> None:
        """Do nothing: a class may talk for an hour, and its lock never shuts."""

    def shut(self) -> None:
        """Do nothing: there is no passphrase to open it with."""


class TrainingRetention(Retention):
    """Dates of made-up cases: nobody is asked what day it is, since trainees cannot answer."""

    def doubtful(self) -> None:
        """Return None: a clock that jumped is believed at the next notice."""

    def notice(self) -> None:
        """Believe a clock that jumped; each case keeps the time that it had left. Raises NotSaved."""
        with self._turn:
            with suppress(OtherDay):  # at midnight the next look does it
                if super().doubtful():
                    self.confirm(day_in_poland(self._clock()))
            super().notice()


def open_for_practice(store: Store, words: Sequence[str], clock: Clock = utc_now) -> None:
    """Make the keys of practice, which are in memory only. Raises NotSaved."""
    if store.vault.state is VaultState.NEW:
        store.vault.keep_nothing(one_word(words))
        store.note(AuditEvent.KEEP_NOTHING, clock())


class PracticeService(CaseService):
    """Cases of a training process; each belongs to the person who opened it."""

    LOCK = TrainingLock
    RETENTION = TrainingRetention

    def __init__(
        self,
        store: Store,
        content: Content,
        clock: Clock = utc_now,
        running_clock: RunningClock = running,
    ) -> None:
        super().__init__(store, content, clock, running_clock)
        self._owners: dict[UUID, str] = {}
        self._exercises: dict[UUID, str] = {}
        self._done: dict[str, set[str]] = {}
        self.room = Classroom(running_clock, self.collect)
        self.compared: list[object] = []  # class files that the trainer has opened, to lay them side by side

    def open_unfilled(self, case: Case, new_id: UUID | None = None, opened: datetime | None = None) -> OpenCase:
        """Open a case, an exercise whatever it holds, and return it; it belongs to the person who opens it."""
        made = super().open_unfilled(replace(case, exercise=True), new_id, opened)
        self._owners.setdefault(made.id, self._who)
        return made

    def read(self, case_id: UUID) -> OpenCase:
        """Return the case as last saved. Raises NoSuchCase for somebody else's."""
        if not self._is_own(case_id):
            raise NoSuchCase
        return super().read(case_id)

    def erase(self, case_id: UUID, *, seen_revision: int | None = None) -> None:
        """Destroy the case's key and content. Raises NoSuchCase for somebody else's."""
        if not self._is_own(case_id):
            raise NoSuchCase
        super().erase(case_id, seen_revision=seen_revision)

    def cases(self) -> list[ListedCase]:
        """Return the cases of the person who asks."""
        return [each for each in super().cases() if self._is_own(each.id)]

    def damaged(self) -> list[int]:
        """Return an empty list: what is made up is not corrected, and nobody sees the cases of others."""
        return []

    def erase_damaged(self, number: int) -> None:
        """Raises NoSuchCase: nobody erases the cases of others."""
        raise NoSuchCase

    def _is_own(self, case_id: UUID) -> bool:
        return self._owners.get(case_id) == self._who

    def begin(self, exercise: Exercise) -> OpenCase:
        """Open a case for an exercise, with the profession that the exercise has, and return it."""
        opened = self.open(exercise.given.context.profession)
        self._exercises[opened.id] = exercise.id
        return opened

    def exercise_of(self, case_id: UUID) -> Exercise | None:
        """Return the exercise that a case belongs to."""
        return self.content.exercises.by_id.get(self._exercises.get(case_id, ""))

    def mark_done(self, exercise: Exercise) -> None:
        """Remember that the visitor who asks has finished an exercise."""
        self._done.setdefault(self._who, set()).add(exercise.id)

    def done(self) -> frozenset[str]:
        """Return the ids of the exercises that the person who asks has finished."""
        return frozenset(self._done.get(self._who, ()))

    def collect(self, case_id: UUID) -> Case | None:
        """Return a case of any trainee of the class; None if it was erased or damaged. For the results alone."""
        try:
            return super().read(case_id).case
        except (NoSuchCase, CaseErased, CaseDamaged):
            return None
