"""The lock of a laptop: who may work now, and when it shuts by itself."""

import threading
from collections.abc import Generator, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial

from screening.casework.clocks import Clock, RunningClock
from screening.casework.openings import Openings
from screening.casework.passphrases import generated, one_word
from screening.casework.unlock_attempts import FREE_TRIES, Tries
from screening.storage import AuditEvent, Draft, Noticed, Store, renewal
from screening.storage import VaultState as VaultState
from screening.storage.age_encryption import new_identity, recipient_of
from screening.storage.errors import Locked, Misspelt, OlderKeyFile, StorageError, WrongKey
from screening.storage.vault import try_kit

OPENINGS = frozenset((AuditEvent.UNLOCK, AuditEvent.RECOVER, AuditEvent.SET_UP, AuditEvent.KEEP_NOTHING))
RESTORED, KITS = frozenset((AuditEvent.RESTORE,)), frozenset((AuditEvent.SET_UP, AuditEvent.NEW_KIT))


class Lock:
    """One lock for one machine. A visitor is a browser session; each must open the lock for itself."""

    def __init__(
        self, store: Store, words: Sequence[str], clock: Clock, running: RunningClock, idle: timedelta
    ) -> None:
        self._store = store
        self._words = words  # passphrases are made of these
        self._clock = clock
        self._running = running
        self.idle = idle
        self._turn = threading.RLock()  # one act on the keys at a time
        self._visitors: set[str] = set()  # who has the lock open now
        self._were_in: set[str] = set()  # who has opened it in this run of the program
        self._shuts = False  # it was shut while an act on the keys was under way, and shuts when that is done
        self._last_touch = self._clocks()
        self._drafts: dict[str, Draft] = {}  # by visitor: keys and kit of a set-up that is not complete
        self._offers: dict[str, str] = {}  # by visitor: the words offered as a passphrase
        self.openings = Openings(store, clock)
        self._new_kits: dict[str, tuple[str, str | None]] = {}  # by visitor: a kit not yet tried, a new passphrase
        self._held_kit = ("", "")  # who made the last kit that holds, and its recipient
        self._changed = ("", "")  # who changed the passphrase last, and which keys the page of that press showed
        self.noticed: tuple[Noticed, ...] = ()
        self.must_renew = False  # restored from a backup, and the old passphrase and kit still hold
        tries = partial(Tries, store, clock, running, resets=OPENINGS)  # after an opening, earlier ones do not count
        self._tries = {
            act: tries(act) for act in (AuditEvent.REFUSED_UNLOCK, AuditEvent.REFUSED_ELSEWHERE, AuditEvent.REFUSED_KIT)
        }

    @property
    def keeps_nothing(self) -> bool:
        """Whether every case is gone when the program stops."""
        return self._store.vault.keeps_nothing

    @property
    def word(self) -> str:
        """The word that opens a lock that keeps nothing; else an empty text."""
        return self._store.vault.word

    def state(self, visitor: str) -> VaultState:
        """Return the state of the lock for this visitor: open only if this visitor opened it. Shut it first if idle."""
        self.shut_if_idle()
        state = self._store.vault.state
        return VaultState.LOCKED if state is VaultState.OPEN and visitor not in self._visitors else state

    def need_key_file(self) -> None:
        """Raise KeyFileMissing where only a key file that is gone opens the cases."""
        self._store.vault.need_file()

    def touch(self) -> None:
        """Restart the idle time, since somebody works."""
        self._last_touch = self._clocks()

    def _clocks(self) -> tuple[float, float]:
        """Return the seconds of the clock that only runs, and of the one that people set."""
        return self._running(), self._clock().timestamp()

    def seconds_left(self) -> float:
        """Return the seconds until the lock shuts by itself, by the clock on which more time has gone."""
        gone = max(now - then for now, then in zip(self._clocks(), self._last_touch, strict=True))
        return self.idle.total_seconds() - gone

    def shut_if_idle(self) -> None:
        """Shut if nobody worked for the idle time; the time while the machine sleeps counts too."""
        if self.seconds_left() <= 0 and self._store.vault.state is VaultState.OPEN:
            with self._turn:
                if self.seconds_left() <= 0:  # nobody opened it while this waited for its turn
                    self.shut()

    def shut(self) -> None:
        """Shut at once for every visitor; drop the keys once no act on them is under way. Never fails."""
        self._visitors.clear()
        if not self._turn.acquire(blocking=False):
            self._shuts = True
            threading.Thread(target=self._shut_in_turn, daemon=True).start()
            return
        try:
            self._shut_in_turn()
        finally:
            self._turn.release()

    def _shut_in_turn(self) -> None:
        with self._turn:
            self._shuts = False
            was_open = self._store.vault.state is VaultState.OPEN
            self._store.vault.lock()
            self._visitors.clear()
            self.openings.forget()
            self._new_kits.clear()
            if was_open:
                self._store.note_surely(AuditEvent.LOCK, self._clock())

    def keep_key_file(self) -> None:
        """Put back the key of the trail and the key file if they are gone, and record it. Raises NotSaved."""
        if self._store.put_back_keys(only_look=True):  # without the turn: while a share hangs the lock can be shut
            with self._turn:
                if self._store.put_back_keys():
                    self._store.note_counted(AuditEvent.KEY_FILE_ALTERED, self._clock())

    def _admit(self, visitor: str, act: AuditEvent, *, generation: int = 0) -> None:
        """Record the act and let the visitor in. Where it made new keys (`generation`) the row may wait: they hold."""
        if generation:
            self._store.note_surely(act, self._clock(), revision=generation)
        else:
            self._note_or_lock(act)
        self._let_in(visitor)

    def _let_in(self, visitor: str) -> None:
        for each in self._tries.values():
            each.forget()
        self.must_renew = self._store.tries(RESTORED, KITS)[0] > 0
        if not self._shuts:
            self._visitors.add(visitor)
        self._were_in.add(visitor)
        self.touch()

    def _note_or_lock(self, act: AuditEvent) -> None:
        try:
            self._store.note(act, self._clock())
        except BaseException:
            self._shut_again()
            raise

    def _shut_again(self) -> None:
        """Drop keys that were opened for nobody. Visitors who had the lock open must open it again."""
        if self._visitors:
            self.shut()
        self._store.vault.lock()

    def offered(self, visitor: str) -> str:
        """Return seven words to take as a passphrase; the same for this visitor until the set-up is complete."""
        return self._offers.setdefault(visitor, generated(self._words))

    def keep_nothing(self, visitor: str) -> str:
        """Open with keys that are in memory alone. Return the word that opens the lock. Raises Locked if keys exist."""
        with self._turn:
            self._need_new()
            word = one_word(self._words)
            self._store.note(AuditEvent.KEEP_NOTHING, self._clock())
            self._store.vault.keep_nothing(word)
            self._let_in(visitor)
            return word

    def _need_new(self) -> None:
        if self._store.vault.state is not VaultState.NEW:
            raise Locked

    def prepare(self, visitor: str, passphrase: str) -> None:
        """Make the keys of a passphrase and their kit; nothing is kept until the kit was tried."""
        with self._turn:
            self._need_new()
            self._drafts = {visitor: self._store.vault.prepare(passphrase)}

    def kit(self, visitor: str) -> str | None:
        """Return the recovery kit that waits to be printed and tried, if this visitor is setting up."""
        draft = self._drafts.get(visitor)
        return draft.kit if draft else None

    def complete(self, visitor: str, kit: str) -> None:
        """End the set-up with the kit as typed. Raises WrongKey."""
        with self._turn:
            self._need_new()
            if visitor not in self._drafts:
                raise WrongKey
            renewal.set_up(self._store, self._drafts[visitor], kit, self._clock())
            self._drafts.clear()
            self._offers.clear()
            self._admit(visitor, AuditEvent.SET_UP, generation=self._store.vault.generation)

    def unlock(self, visitor: str, passphrase: str) -> None:
        """Open for this visitor. Raises WrongKey, or TooSoon after too many wrong tries.

        While it is open for somebody else a wrong try costs time alone. A field left empty is no try.
        """
        with self._turn:
            self.check_turn(visitor)
            if not passphrase.strip():
                raise WrongKey
            try:
                self._store.vault.unlock(passphrase)
            except WrongKey as problem:
                self._refuse(visitor)
                raise self._named(problem) from None
            self._admit(visitor, AuditEvent.UNLOCK)
            self.noticed = renewal.noted_differences(self._store, self._clock())

    def recover(self, visitor: str, kit: str, passphrase: str) -> None:
        """Open with the recovery kit, and set a new passphrase with new keys.

        Raises WrongKey, TooSoon, Misspelt, which is no try, and StoreError if its keys do not open every case: nothing
        is changed then. Raises KeysChanged: the new passphrase opens from now on.
        """
        with self._turn:
            self.check_turn(visitor, kit=True)
            try:
                self._store.vault.open_by_kit(kit)
            except Misspelt:
                raise
            except WrongKey as problem:
                self._tries[AuditEvent.REFUSED_KIT].add()
                raise self._named(problem) from None
            try:
                renewal.check_kit(self._store)
                noticed = renewal.noted_differences(self._store, self._clock())
                renewal.renew(self._store, self._clock(), passphrase=passphrase)
            except BaseException:
                self._shut_again()
                raise
            self._admit(visitor, AuditEvent.RECOVER, generation=self._store.vault.generation)
            self.noticed = noticed

    @property
    def generation(self) -> str:
        """The number of the keys, as a text that pages send back: each change of keys makes the next. Raises Locked."""
        return str(self._store.vault.generation)

    def change_passphrase(self, visitor: str, old: str, new: str, *, seen: str = "") -> None:
        """Set another passphrase, with new keys. Raises WrongKey, TooSoon, NotSaved, and then nothing is changed.

        Raises KeysChanged where the new passphrase holds, and the rest could not be written. A second press on the same
        page, which showed the generation `seen`, changes nothing more where the new passphrase holds already.
        """
        with self._turn:
            if seen and self._changed == (visitor, seen) and self._holds(visitor, new):
                return
            self.unlock(visitor, old)
            before = self.generation
            try:
                self._renew(AuditEvent.CHANGE_PASSPHRASE, passphrase=new)
            finally:
                if self.generation != before:
                    self._changed = visitor, seen

    def _holds(self, visitor: str, passphrase: str) -> bool:
        """Return whether this passphrase opens the keys of now; a wrong one is not counted. Raises TooSoon, Locked."""
        self.check_turn(visitor)
        if self.state(visitor) is not VaultState.OPEN:
            raise Locked
        with suppress(WrongKey):
            self._store.vault.unlock(passphrase)
            return True
        return False

    def _renew(self, act: AuditEvent, *, passphrase: str | None = None, recipient: str | None = None) -> None:
        renewal.renew(self._store, self._clock(), passphrase=passphrase, recipient=recipient)
        self._store.note_surely(act, self._clock(), revision=self._store.vault.generation)

    def rotate(self) -> Generator[tuple[int, int], None, list[str]]:
        """Make new keys for every case. Yield (cases done, cases to do); return the cases that do not open."""
        return self._store.rotate(self._clock())

    def prepare_kit(self, visitor: str, passphrase: str, new: str | None = None) -> None:
        """Make a new recovery kit, with a new passphrase if one is given; nothing changes until the kit was tried.

        Raises WrongKey, TooSoon.
        """
        with self._turn:
            self.unlock(visitor, passphrase)
            self._new_kits, self._held_kit = {visitor: (new_identity(), new)}, ("", "")

    def new_kit(self, visitor: str) -> str | None:
        """Return the new recovery kit that waits to be printed and tried by this visitor."""
        return self._new_kits.get(visitor, (None, None))[0]

    def has_new_kit(self, visitor: str, kit: str) -> bool:
        """Return whether the kit that this visitor made last holds, and this is it as typed."""
        made_by, recipient = self._held_kit
        with suppress(WrongKey):
            if recipient and made_by == visitor:
                try_kit(recipient, kit)
                return True
        return False

    def complete_kit(self, visitor: str, kit: str) -> None:
        """Put the new kit, as it was typed, in the place of the old one. A second press changes nothing more.

        Raises WrongKey, Locked, NotSaved, and KeysChanged as `change_passphrase` does.
        """
        with self._turn:
            if self.has_new_kit(visitor, kit):
                return
            if visitor not in self._new_kits or self.state(visitor) is not VaultState.OPEN:
                raise Locked
            made, passphrase = self._new_kits[visitor]
            recipient = recipient_of(made)
            try_kit(recipient, kit)
            self._renew(AuditEvent.NEW_KIT, passphrase=passphrase, recipient=recipient)
            self._new_kits.clear()
            self._held_kit = visitor, recipient
            self.must_renew = False

    def check_turn(self, visitor: str, *, kit: bool = False) -> None:
        """Raise TooSoon where the next try has to wait; before any work is done for it."""
        (self._tries[AuditEvent.REFUSED_KIT] if kit else self._tries_of(visitor)).check()

    def _tries_of(self, visitor: str) -> Tries:
        """Return the tries that count for this visitor: while another has the lock open, they count separately."""
        self.shut_if_idle()
        is_elsewhere = self._store.vault.state is VaultState.OPEN and visitor not in self._visitors
        return self._tries[AuditEvent.REFUSED_ELSEWHERE if is_elsewhere else AuditEvent.REFUSED_UNLOCK]

    def _refuse(self, visitor: str) -> None:
        tries = self._tries_of(visitor)
        tries.add()
        if self.keeps_nothing and self._store.vault.state is not VaultState.OPEN and tries.number >= FREE_TRIES:
            self.forget()

    def _named(self, problem: WrongKey) -> WrongKey:
        """Return the same problem, or OlderKeyFile if the key file is an older one and what was typed may be right."""
        with suppress(StorageError):
            if not self.keeps_nothing and self._store.has_older_key_file():
                return OlderKeyFile()
        return problem

    def open_for(self) -> frozenset[str]:
        """Return the visitors that have the lock open now."""
        return frozenset(self._visitors) if self._store.vault.state is VaultState.OPEN else frozenset()

    def was_open_for(self, visitor: str) -> bool:
        """Return whether this visitor has opened the lock in this run of the program, even if it is shut now."""
        return visitor in self._were_in

    def forget(self) -> None:
        """Drop the keys and erase what they sealed; for a lock that keeps nothing."""
        with self._turn:
            self._visitors.clear()
            self.openings.forget()
            self._store.forget_keys(self._clock())
