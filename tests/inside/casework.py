"""Inside the lock, the cases on the desk, what waits for the lock, and the class."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from pytest import MonkeyPatch

from screening.casework import CaseService, held_forms, transfer
from screening.casework.held_forms import HeldForm, HeldForms
from screening.casework.lock import Lock
from screening.storage import AuditEvent, Store
from screening.storage.held_forms import Rows


def store_of(holder: CaseService | Lock) -> Store:
    """The store behind the cases, or behind their lock."""
    return holder._store


def set_clock(of: Any, clock: Callable[[], Any]) -> None:
    """Give a lock or the retention another clock."""
    of._clock = clock


def running_clock(lock: Lock) -> Callable[[], float]:
    return lock._running


def kit_shown(lock: Lock) -> str:
    """The recovery kit of the set-up that was begun first and is not finished."""
    return lock.kit(next(iter(lock._drafts)))


def new_kit_shown(lock: Lock) -> str:
    """The new kit that was made first and is not confirmed."""
    return lock.new_kit(next(iter(lock._new_kits)))


def has_new_kit(lock: Lock) -> bool:
    """Whether a new kit was made that is not confirmed."""
    return bool(lock._new_kits)


def let_in(lock: Lock, visitor: str) -> None:
    """Let a visitor in without the passphrase."""
    lock._visitors.add(visitor)


def forget_opened_cases(lock: Lock) -> None:
    """Forget who has opened which case since the lock was opened."""
    lock.openings.forget()


def refused_elsewhere(lock: Lock) -> int:
    """How many tries to open the lock for a second visitor were refused."""
    return lock._tries[AuditEvent.REFUSED_ELSEWHERE].number


def turn_of(lock: Lock) -> Any:
    """What lets one thread at a time open or shut the lock."""
    return lock._turn


def set_turn(patch: MonkeyPatch, lock: Lock, turn: Any) -> None:
    patch.setattr(lock, "_turn", turn)


def rows_that_wait(room: HeldForms) -> Rows:
    """The sealed rows of what waits for the open lock."""
    return room._rows


def forget_known(room: HeldForms) -> None:
    """Forget which forms this program held, as if another one had written the rows."""
    room._ids_by_digest.clear()


def packed(form: HeldForm) -> bytes:
    """A form as it is sealed."""
    return held_forms._packed(form)


def case_file_of(case_service: CaseService, open_case: Any) -> bytes:
    """The case file that is sealed or printed for somebody."""
    return transfer._case_file(case_service, open_case)


def owners_of(practice: Any) -> dict[UUID, str]:
    """Which trainee each case of practice belongs to."""
    return practice._owners


def addresses_with_wrong_codes(room: Any) -> int:
    """From how many addresses the class counts wrong codes."""
    return len(room._wrong_codes._of)


def collect_with(room: Any, collect: Callable[[Any], Any]) -> None:
    """Let the class collect the case of every trainee by this."""
    room._collect = collect
