"""The vault: the root keys in a file that a passphrase opens, or the recovery kit when the passphrase is lost.

Argon2id (RFC 9106) makes a key of the passphrase; the file's seal is the only check, no verifier is kept. The kit is
an age identity (age-encryption.org/v1) on paper; the file holds the keys a second time, encrypted to its recipient.
What is not encrypted in the file is sealed as well: the sealed copy counts, and a difference is reported.
"""

import secrets
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from screening.storage import age_encryption, recovery_key, vault_file
from screening.storage.errors import (
    KeyFileAltered,
    KeyFileDamaged,
    KeyFileMissing,
    Locked,
    SealBroken,
    StoreError,
    WrongKey,
)
from screening.storage.key_file import folder_lock, replace
from screening.storage.keys import Keys, dump, load, new_keys, with_new_root, with_roots
from screening.storage.passphrase_key import Opener, new_opener, normal, opener_of
from screening.storage.sealing import SealContext, seal, unseal
from screening.storage.vault_file import Cost, Head, Line, VaultFile, digest, digest_on_disk, read_vault_file, written

MOST_CHANGES = 2**31 - 1  # the highest generation; MOST_ROWS is the highest number in the trail
READS = 3  # of the file at most: another program may change the keys in the second that Argon2 takes

COST = Cost()


class VaultState(StrEnum):
    """What the vault can do now. MISSING: the key file is gone, and the database holds what only it can open."""

    NEW = "new"
    LOCKED = "locked"
    OPEN = "open"
    MISSING = "missing"


def _place(section: str) -> SealContext:
    """Where something sealed in the file belongs. The key of a passphrase has no id, so it is `passphrase`."""
    return SealContext("", "vault", "", section, 0, "passphrase")


@dataclass(frozen=True, slots=True)
class Draft:
    """A vault that waits for its kit to be tried; nothing of it is on the disk. `kit` is what gets printed."""

    kit: str
    recipient: str
    keys: Keys
    opener: Opener


def _by_kit(sealed: bytes, kit: str) -> tuple[Keys, dict[str, Any] | None]:
    """What the part of a file for the kit holds: keys, and lines as `load` returns them. Raises WrongKey, Misspelt."""
    try:
        return load(age_encryption.decrypt(sealed, recovery_key.read_kit_key(kit)))
    except ValueError:
        raise WrongKey from None


def _nothing_needs_a_key() -> bool:
    return False


class Vault:
    """One vault file. It is the only object that holds keys, and it drops them all when it is locked.

    After opening, `altered` names the lines of the file that are not as they were sealed.
    """

    def __init__(self, path: Path, cost: Cost = COST) -> None:
        self.path = path
        self._cost = cost
        self._keys: Keys | None = None
        self._opener: Opener | None = None
        self._head: Head | None = None
        self._seen = ""  # the digest of the file as it was opened or written last
        self._proven: tuple[Head, bytes] | None = None  # what is sealed in the file, and its content: nothing secret
        self._word = ""  # where nothing is kept: it opens the lock
        self.memory_root = ""  # id of the root key of this run, where nothing is kept
        self._hidden: Keys | None = None  # where nothing is kept: the keys while the lock is shut
        self._inbox = ""  # where nothing is kept: the public key of the inbox
        self.altered: frozenset[Line] = frozenset()
        self.is_of_first_format = False
        self.needs_key = _nothing_needs_a_key  # whether the database holds what only a key file can open

    @property
    def state(self) -> VaultState:
        """New until it was set up, or keeps nothing; then locked or open."""
        if self._keys:
            return VaultState.OPEN
        if self._hidden or self.has_file:
            return VaultState.LOCKED
        return VaultState.MISSING if self.needs_key() else VaultState.NEW

    @property
    def has_file(self) -> bool:
        """Whether there is a key file. Where its disk is gone nobody can look, and it is not said to be missing."""
        try:
            return self.path.exists()
        except OSError:
            return True

    def need_file(self) -> None:
        """Raise KeyFileMissing where only a key file that is gone opens the cases."""
        if self.state is VaultState.MISSING:
            raise KeyFileMissing(self.path)

    @property
    def keeps_nothing(self) -> bool:
        """Whether the keys are in memory only."""
        return bool(self._word)

    @property
    def word(self) -> str:
        """The word that opens keys that are in memory only; else an empty text."""
        return self._word

    @property
    def keys(self) -> Keys:
        """The keys. Raises Locked."""
        keys = self._keys  # read once: another thread may shut the lock meanwhile
        if keys is None:
            raise Locked
        return keys

    @property
    def generation(self) -> int:
        """How often the keys were changed, as it is sealed; 0 in a file of the first format. Raises Locked."""
        return self._sealed_head().generation

    @property
    def by_passphrase(self) -> bool:
        """Whether it was opened by the passphrase, so that the file can be written again without asking for one."""
        return self._opener is not None

    def _sealed_head(self) -> Head:
        if self._keys is None or self._head is None:
            raise Locked
        return self._head

    def lock(self) -> None:
        """Drop the keys. A vault that keeps nothing hides them until its word is said."""
        if self.keeps_nothing and self._keys:
            self._hidden = self._keys
        self._keys, self._opener, self._head = None, None, None

    def keep_nothing(self, word: str) -> None:
        """Open with a key that is in memory alone; the word opens it again after a lock."""
        self._word, self._keys = normal(word), new_keys(in_memory=True)
        self.memory_root = self._keys.newest
        self._inbox = self._keys.inbox_recipient

    def forget(self) -> None:
        """Drop the key that is only in memory; what it sealed can never be opened again."""
        self._word, self._hidden, self.memory_root, self._inbox = "", None, "", ""
        self.lock()

    def prepare(self, passphrase: str) -> Draft:
        """Return a vault with fresh keys, to be completed once its kit was tried."""
        kit = age_encryption.new_identity()
        return Draft(kit, age_encryption.recipient_of(kit), new_keys(), new_opener(passphrase, self._cost))

    def complete(self, draft: Draft, kit: str, *, after: int = 0) -> None:
        """Write the vault and open it, after the kit was tried; `after` is the newest generation that the trail knows.

        Raises WrongKey, or Misspelt, if the kit is not that of the draft.
        """
        try_kit(draft.recipient, kit)
        self._seen = ""  # so a key file that is there already is not replaced
        self._write(draft.keys, draft.opener, draft.recipient, after + 1)

    def _write(self, keys: Keys, opener: Opener, recipient: str, generation: int) -> None:
        # The trail is not encrypted, and a number in it may be altered: no file is written that could not be read.
        head = Head(opener.cost, min(generation, MOST_CHANGES), recipient, keys.inbox_recipient)
        kit = age_encryption.encrypt(dump(keys, head.lines()), recipient)
        sealed = seal(opener.key, dump(keys, {**head.lines(), "kit_digest": digest(kit)}), _place("keys"))
        content = written(head, opener.salt, sealed, kit)
        with folder_lock(self.path.parent):
            self.check_not_changed()
            replace(self.path, content)
        self._keys, self._opener, self._head, self._seen = keys, opener, head, digest(content)
        self._proven = head, content
        self.altered, self.is_of_first_format = frozenset(), False

    def check_not_changed(self) -> None:
        """Raise StoreError where the file is not the one that was opened: another program changed the keys."""
        if digest_on_disk(self.path) not in ("", self._seen):
            raise StoreError("The keys were changed by another program meanwhile; lock, and open them again.")

    def _opened(self, file: VaultFile, keys: Keys, lines: dict[str, Any] | None, kit: str = "") -> None:
        """Take the keys and the sealed lines of a file. In the first format no line was sealed.

        `kit` is the identity that opened the file: anybody can encrypt to it, so what it opened does not say whose the
        kit is. Raises KeyFileDamaged for lines that no file of ours has.
        """
        sealed: dict[str, Any] = dict(lines or {Line.GENERATION: 0})
        if kit:
            sealed[Line.KIT] = age_encryption.recipient_of(kit)
        generation, recipient = sealed.get(Line.GENERATION), sealed.get(Line.KIT, file.head.recipient)
        if type(generation) is not int or not 0 <= generation <= MOST_CHANGES or not isinstance(recipient, str):
            raise KeyFileDamaged(self.path)
        head = Head(file.head.cost, generation, recipient, keys.inbox_recipient)
        self.is_of_first_format = lines is None
        self.altered = file.altered(sealed)
        self._keys, self._head, self._seen = keys, head, file.digest

    def unlock(self, passphrase: str) -> None:
        """Open with the passphrase, or with the word where nothing is kept.

        Raises WrongKey, KeyFileMissing, and StoreError if the file is damaged or others can read it.
        """
        if self.keeps_nothing:
            if not secrets.compare_digest(normal(passphrase).lower().encode(), self._word.encode()):
                raise WrongKey
            self._keys = self._keys or self._hidden
            return
        for _ in range(READS):
            file = read_vault_file(self.path)
            opener = opener_of(passphrase, file.salt, file.head.cost)
            if read_vault_file(self.path).digest == file.digest:
                break
        try:
            keys, lines = load(unseal(opener.key, file.sealed, _place("keys")))
        except (SealBroken, ValueError):
            if not file.whole:
                raise KeyFileDamaged(self.path) from None
            raise WrongKey from None
        self._opener = opener
        self._opened(file, keys, lines)
        if not self._proven or self._proven[0].generation <= self.generation:
            self._proven = self._sealed_head(), file.content

    def open_by_kit(self, kit: str) -> None:
        """Open with the recovery kit, until a new passphrase is set. Raises what `unlock` raises, and Misspelt."""
        recovery_key.read_kit_key(kit)
        file = read_vault_file(self.path)
        try:
            keys, lines = _by_kit(file.kit, kit)
        except WrongKey:
            if not file.whole:
                raise KeyFileDamaged(self.path) from None
            raise
        self._opener = None
        self._opened(file, keys, lines, recovery_key.read_kit_key(kit))

    def recover(self, kit: str, passphrase: str, *, after: int = 0) -> None:
        """Open with the recovery kit and set a new passphrase. Raises WrongKey, Misspelt, and changes nothing then."""
        self.open_by_kit(kit)
        self.renew(passphrase=passphrase, after=after)

    def renew(self, *, passphrase: str | None = None, recipient: str | None = None, after: int = 0) -> None:
        """Add a new root and a new inbox, and set a new passphrase or the recipient of a new kit.

        The older roots stay until `settle`. `after` is the newest generation that the trail knows. Raises Locked.
        """
        head = self._sealed_head()
        opener = self._opener if passphrase is None else new_opener(passphrase, self._cost)
        if opener is None:
            raise Locked
        generation = max(head.generation, after) + 1
        self._write(with_new_root(self.keys), opener, recipient or head.recipient, generation)

    def settle(self, needed: frozenset[str]) -> None:
        """Write the vault without the older roots that nothing needs any more. Raises Locked."""
        self._rewrite(with_roots(self.keys, needed), self._sealed_head().generation)

    def upgrade(self, *, after: int = 0) -> None:
        """Write a vault of the first format in today's format, with the same keys. Raises Locked."""
        self._rewrite(self.keys, max(self._sealed_head().generation, after) + 1)

    def _rewrite(self, keys: Keys, generation: int) -> None:
        if self._opener is None:
            raise Locked
        self._write(keys, self._opener, self._sealed_head().recipient, generation)

    def put_back(self, *, only_look: bool = False) -> bool:
        """Put the file back where it is gone, damaged, older or another one than was opened last; return if it was.

        With another file nothing would open the cases, also not the recovery kit. With `only_look` nothing is written.
        Raises NotSaved.
        """
        if self.keeps_nothing or not self._proven:
            return False
        head, content = self._proven
        with folder_lock(self.path.parent):
            is_outdated = vault_file.must_be_replaced(self.path, head, content)
            if is_outdated and not only_look:
                replace(self.path, content)
        return is_outdated

    def seal_to_inbox(self, plain: bytes) -> bytes:
        """Return bytes sealed so that only the open vault reads them; works while locked. Raises KeyFileAltered."""
        return age_encryption.encrypt(plain, self._inbox or self._head_as_left().inbox)

    def _head_as_left(self) -> Head:
        """Return the lines of the file as they were sealed when the passphrase opened it last, or it was written.

        A program that did neither yet can only look at the check of the file. Raises KeyFileAltered if the file was
        changed since, or its check fails.
        """
        file = read_vault_file(self.path)
        head, left = self._proven or (file.head, file.content)
        if not file.whole or file.content != left:
            raise KeyFileAltered(self.path)
        return head

    def opened_from_inbox(self, sealed: bytes) -> bytes:
        """Return what `seal_to_inbox` sealed. Raises Locked, and WrongKey if it was sealed to somebody else."""
        return age_encryption.decrypt(sealed, *self.keys.inbox_identities)

    def recipients(self) -> list[str]:
        """Return the recipients of a backup: the inbox and the recovery kit. Raises KeyFileAltered."""
        head = self._head_as_left()
        return [head.inbox, head.recipient]


def try_kit(recipient: str, kit: str) -> None:
    """Raise WrongKey, or Misspelt, unless the kit as typed opens what is encrypted to this recipient."""
    age_encryption.decrypt(age_encryption.encrypt(b"tried", recipient), recovery_key.read_kit_key(kit))
