"""Held forms: those that were sent while the lock was shut are kept, sealed, for the next person who opens it.

They belong to the person with the passphrase, not to a browser. A form is kept or refused, never dropped. It is removed
when it was saved or discarded, and erased with its case. While it waits, its case is not erased as overdue, until the
form was kept for `HELD_FORM_KEPT_FOR`.

Before there are keys nothing can be sealed: answers of the quick check then wait in memory until the set-up is done.
"""

import hashlib
import json
import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from screening.casework.clocks import Clock
from screening.casework.openings import Openings
from screening.core.durations import HELD_FORM_KEPT_FOR
from screening.storage import AuditEvent, StorageError, Store, VaultState
from screening.storage.held_forms import InMemory, OnDisk, Row, Rows, new_row

PADDED_TO = 1024  # bytes: the length of a form on the disk is a multiple of this


class HeldFormSender(StrEnum):
    """Who sent a form: a browser that had the lock open, one that was merely let in, or the quick check."""

    UNLOCKED = "unlocked"
    ADMITTED = "admitted"
    QUICK = "quick"


# The number of places for each kind of sender: so many of its forms wait at most.
PLACES = {HeldFormSender.UNLOCKED: 48, HeldFormSender.ADMITTED: 8, HeldFormSender.QUICK: 12}


class WhyNotKept(StrEnum):
    """Why a form is not kept: there are no keys yet, every place is taken, or something else.

    Something else: its case is gone or its time over, the key file is missing, or the disk takes nothing.
    """

    NOT_SET_UP = "not_set_up"
    NO_PLACE = "no_place"
    OTHER = "other"


class NoPlace(Exception):
    """The form cannot be kept: every place is taken, its case is gone, or there are no keys yet."""

    def __init__(self, why: WhyNotKept = WhyNotKept.OTHER) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class HeldForm:
    """A form that was sent while the lock was shut: its case or an empty text, its address and its body.

    `browser`: the family of the browser, as it calls itself. `visitor`: the browser session that sent it, by its name;
    an empty text if no start link had let it in.
    """

    case_id: str
    path: str
    body: bytes
    browser: str
    visitor: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A form that is kept, and when it was sent (`at`, None if that cannot be read); `form` is None if it was damaged.

    `known`: this run of the program took it from a browser that it had let in. Any other may be the work of somebody
    who can write the files, for the inbox to which forms are sealed is no secret.
    """

    id: str
    case_id: str
    at: datetime | None
    form: HeldForm | None
    known: bool


class HeldForms:
    """The forms that wait at one lock. `clock` returns the time that is believed, also while the clock is in doubt."""

    def __init__(self, store: Store, clock: Clock, openings: Openings) -> None:
        self._store = store
        self._clock = clock
        self._openings = openings
        self._turn = threading.Lock()  # one act on the forms at a time
        self._on_disk: Rows = OnDisk(store.database, store.empty_log)
        self._in_memory = InMemory(lambda: store.vault.memory_root, self._case_ids)
        self._unsealed: dict[str, Row] = {}  # what came before there were keys
        self._secret = secrets.token_bytes(32)
        self._ids_by_digest: dict[bytes, str] = {}  # of forms that this run of the program took
        self.some_wait = bool(self._on_disk.all())
        # The store asks these when it erases what is overdue, and when the day is confirmed.
        store.held_in_memory, store.move_in_memory = self._held_in_memory, self._move_in_memory

    def _case_ids(self) -> frozenset[str]:
        return frozenset(each.public_id for each in self._store.open_cases())

    def _held_in_memory(self) -> list[tuple[str, datetime | None]]:
        """Return the cases of the forms in memory, and when each was sent: such a case is not erased as overdue yet."""
        with self._turn:
            return [(row.case_id, row.at) for row in self._in_memory.all()]

    def _move_in_memory(self, moved: Callable[[datetime], datetime]) -> None:
        """Change the time of each form in memory by `moved`, since somebody said what day it is."""
        with self._turn:
            self._in_memory.move(moved)
            self._unsealed = {id_: row.moved_by(moved) for id_, row in self._unsealed.items()}

    @property
    def _rows(self) -> Rows:
        return self._in_memory if self._store.vault.keeps_nothing else self._on_disk

    def put(self, form: HeldForm, sender: HeldFormSender) -> None:
        """Keep a form; the same form is kept once. Raises NoPlace, and nothing is kept then."""
        now = self._clock()  # before the turn: who confirms the clock waits for the turn
        with self._turn:
            digest = self._digest(form)
            try:
                if self._ids_by_digest.get(digest, "") in {row.id for row in self._all()}:
                    return
                if self._store.vault.state is VaultState.NEW:
                    self._ids_by_digest[digest] = self._put_unsealed(form, sender, now)
                    self.some_wait = True
                    return
                if self._store.vault.state is VaultState.MISSING:
                    raise NoPlace
                if self._case_is_overdue(form.case_id, now):
                    raise NoPlace
                row = new_row(sender, form.case_id, now, self._store.vault.seal_to_inbox(_packed(form)))
                kept = self._rows.put(row, most=PLACES[sender])
            except StorageError as problem:
                raise NoPlace from problem
            if not kept:
                raise NoPlace(WhyNotKept.OTHER if form.case_id else WhyNotKept.NO_PLACE)
            self._ids_by_digest[digest] = row.id
            self.some_wait = True

    def _put_unsealed(self, form: HeldForm, sender: HeldFormSender, now: datetime) -> str:
        """Keep answers of the quick check of a browser that was let in until there are keys. Return the id."""
        if form.case_id or not form.visitor:
            raise NoPlace(WhyNotKept.NOT_SET_UP)
        if sum(row.place == sender for row in self._unsealed.values()) >= PLACES[sender]:
            raise NoPlace(WhyNotKept.NO_PLACE)
        row = new_row(sender, "", now, _packed(form))
        self._unsealed[row.id] = row
        return row.id

    @property
    def unsealed(self) -> int:
        """How many forms wait in memory for the first keys, and are gone with the program."""
        return len(self._unsealed)

    def seal(self) -> None:
        """Seal what came before there were keys. Never fails: what cannot be written goes on waiting in memory."""
        with self._turn:
            self._seal()

    def _seal(self) -> None:
        for row in list(self._unsealed.values()):
            with suppress(StorageError):
                sealed = replace(row, sealed=self._store.vault.seal_to_inbox(row.sealed))
                # `_put_unsealed` counted its place; by now other forms may have taken as many as there are.
                if self._rows.put(sealed, most=PLACES[HeldFormSender(row.place)] + len(self._unsealed)):
                    del self._unsealed[row.id]

    def _all(self) -> list[Row]:
        return [*self._rows.all(), *self._unsealed.values()]

    def _case_is_overdue(self, case_id: str, now: datetime) -> bool:
        """Return whether the time of a case is over, also if it is not erased yet because another form waits for it."""
        return any(each.public_id == case_id and each.erase_after <= now for each in self._store.open_cases())

    def _digest(self, form: HeldForm) -> bytes:
        """Return a digest, equal for the same form of the same browser; the secret is of this run of the program."""
        return hashlib.sha256(self._secret + f"{form.visitor}\n{form.path}\n".encode() + form.body).digest()

    def forms(self) -> list[Waiting]:
        """Return the forms that wait, oldest first. Raises Locked."""
        with self._turn:
            _ = self._store.vault.keys  # raises Locked
            self._seal()
            rows = self._all()
            self.some_wait = bool(rows)
            return [self._waiting(row) for row in rows]

    def _waiting(self, row: Row) -> Waiting:
        form = self._opened(row)
        is_known = form is not None and bool(form.visitor) and self._ids_by_digest.get(self._digest(form)) == row.id
        return Waiting(row.id, row.case_id, row.at, form, is_known)

    def _opened(self, row: Row) -> HeldForm | None:
        try:
            plain = row.sealed if row.id in self._unsealed else self._store.vault.opened_from_inbox(row.sealed)
            case_id, path, body, browser, visitor = json.loads(plain)
            if case_id != row.case_id:
                return None
            return HeldForm(case_id, path, body.encode("latin-1"), browser, visitor)
        except (StorageError, ValueError, TypeError, AttributeError):
            return None

    def open(self, visitor: str, waiting: Waiting) -> None:
        """Record that a visitor reads what was typed for a case, as for a page of the case; before it is shown.

        Raises NotSaved.
        """
        if waiting.form and waiting.form.case_id:
            self._openings.note(visitor, [self._named(waiting)])

    def discard(self, waiting: Waiting) -> None:
        """Remove a form that nobody saves; its row of the trail is written first. Raises NotSaved."""
        self._openings.note_discarded(self._named(waiting))
        self.drop(waiting.id)

    def _named(self, waiting: Waiting) -> str:
        """Return the id of the form's case for the trail; an empty text if no such case is there: a form may lie."""
        named = waiting.form.case_id if waiting.form else ""
        return named if named in self._case_ids() else ""

    def drop(self, id_: str) -> None:
        """Remove a form. Raises NotSaved."""
        with self._turn:
            if not self._unsealed.pop(id_, None):
                self._rows.drop(id_)
            self._ids_by_digest = {digest: each for digest, each in self._ids_by_digest.items() if each != id_}
            self.some_wait = bool(self._all())

    def end_overdue(self) -> None:
        """Remove forms that have no case, or none that is there, after their time; also while locked. Raises NotSaved.

        A form whose case had a damaged id is one of them: erasing that case does not remove it.
        """
        now = self._clock()
        with self._turn:
            before = now - HELD_FORM_KEPT_FOR
            if any(row.at and row.at <= before for row in self._all()):
                kept = {id_: row for id_, row in self._unsealed.items() if not row.at or row.at > before}
                removed = self._rows.remove_overdue(before) + len(self._unsealed) - len(kept)
                self._unsealed = kept
                if removed:
                    self._store.note_surely(AuditEvent.HELD_FORM_ENDED, now, number=removed)


def _packed(form: HeldForm) -> bytes:
    """Return the form as JSON, with blanks at its end, so that the length reveals little.

    JSON holds text alone, so the body is there as Latin-1, which has one character for each byte.
    """
    plain = json.dumps([form.case_id, form.path, form.body.decode("latin-1"), form.browser, form.visitor]).encode()
    return plain + b" " * (-len(plain) % PADDED_TO)
