"""The vault: the root keys in a file that a passphrase opens, or the recovery kit when the passphrase is lost.

Argon2id (RFC 9106) makes a key of the passphrase; the file's seal is the only check, no verifier is kept. The kit is
an age identity (age-encryption.org/v1) on paper; the file holds the keys a second time, encrypted to its recipient.
"""

import base64
import binascii
import json
import os
import secrets
import unicodedata
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from screening.storage import age, recovery_key
from screening.storage.errors import KeyFileDamaged, Locked, SealBroken, TooLittleMemory, WrongKey
from screening.storage.key_file import read_json, replace
from screening.storage.keys import Keys, dump, load, new_keys
from screening.storage.sealing import KEY, Place, seal, unseal

FORMAT = "rozpoznaj-vault/1"
SALT = 16
LONGEST = 256
MOST_MEMORY = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs: memory in KiB, passes, lanes (RFC 9106). The default is 256 MiB."""

    memory: int = 256 * 1024
    passes: int = 4
    lanes: int = 4


COST = Cost()


class State(StrEnum):
    """What the vault can do now."""

    NEW = "new"
    LOCKED = "locked"
    OPEN = "open"


def normal(passphrase: str) -> str:
    """A passphrase as it is hashed: composed letters, single spaces. Raises WrongKey for what can be none."""
    if len(passphrase) > LONGEST or any("\ud800" <= letter <= "\udfff" for letter in passphrase):
        raise WrongKey
    return " ".join(unicodedata.normalize("NFC", passphrase).split())


def _key_of(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    try:
        return bytes(
            hash_secret_raw(
                normal(passphrase).encode(), salt, cost.passes, cost.memory, cost.lanes, KEY, Type.ID, version=19
            )
        )
    except (HashingError, MemoryError) as problem:
        raise TooLittleMemory from problem


def _place(section: str) -> Place:
    return Place("", "vault", "", section, 0, "passphrase")


@dataclass(frozen=True, slots=True)
class Draft:
    """A vault that waits for its kit to be tried; nothing of it is on the disk. `kit` is what gets printed."""

    kit: str
    recipient: str
    keys: Keys
    opener: bytes
    salt: bytes
    cost: Cost


def _to_recipient(keys: Keys, recipient: str) -> bytes:
    return age.encrypt(dump(keys), recipient)


def _by_kit(sealed: bytes, kit: str) -> Keys:
    try:
        return load(age.decrypt(sealed, recovery_key.read(kit)))
    except ValueError:
        raise WrongKey from None


class Vault:
    """One vault file. It is the only object that holds keys, and it drops them all when it is locked."""

    def __init__(self, path: Path, cost: Cost = COST) -> None:
        self._path = path
        self._cost = cost
        self._keys: Keys | None = None
        self._opener = b""
        self._word = ""
        self.memory_root = ""  # id of the root key of this run, where nothing is kept
        self._hidden: Keys | None = None
        self._inbox = ""

    @property
    def state(self) -> State:
        """New until it was set up, or keeps nothing; then locked or open."""
        if self._keys:
            return State.OPEN
        return State.LOCKED if self._hidden or self._path.exists() else State.NEW

    @property
    def keeps_nothing(self) -> bool:
        """Whether the keys live in memory only."""
        return bool(self._word)

    @property
    def keys(self) -> Keys:
        """The keys. Raises Locked."""
        if self._keys is None:
            raise Locked
        return self._keys

    def lock(self) -> None:
        """Drop the keys. A vault that keeps nothing hides them behind its word instead."""
        if self.keeps_nothing and self._keys:
            self._hidden = self._keys
        self._keys = None
        self._opener = b""

    def keep_nothing(self, word: str) -> None:
        """Open with a key that lives in memory alone; the word opens it again after a lock."""
        self._word, self._keys = normal(word), new_keys(in_memory=True)
        self.memory_root = self._keys.newest
        self._inbox = self._keys.inbox_recipient

    def forget(self) -> None:
        """Drop a key that lives in memory for good; what it sealed can never be opened again."""
        self._word, self._hidden, self.memory_root = "", None, ""
        self.lock()

    def prepare(self, passphrase: str) -> Draft:
        """A vault with fresh keys, to be completed once its kit was tried."""
        kit = age.new_identity()
        salt = secrets.token_bytes(SALT)
        opener = _key_of(passphrase, salt, self._cost)
        return Draft(kit, age.recipient_of(kit), new_keys(), opener, salt, self._cost)

    def complete(self, draft: Draft, kit: str) -> None:
        """Write the vault and open it, after the kit was tried. Raises WrongKey, Misspelt if the kit opens nothing."""
        _by_kit(_to_recipient(draft.keys, draft.recipient), kit)
        self._write(draft.keys, draft.opener, draft.salt, draft.cost, draft.recipient)

    def _write(self, keys: Keys, opener: bytes, salt: bytes, cost: Cost, recipient: str) -> None:
        content = {
            "format": FORMAT,
            "argon2id": {"salt": salt.hex(), **asdict(cost)},
            "sealed": base64.b64encode(seal(opener, dump(keys), _place("keys"))).decode(),
            "kit": {
                "recipient": recipient,
                "sealed": base64.b64encode(_to_recipient(keys, recipient)).decode(),
            },
            "inbox": keys.inbox_recipient,
        }
        replace(self._path, json.dumps(content, indent=1).encode())
        self._keys, self._opener = keys, opener

    def _read(self) -> "_File":
        found = read_json(self._path, FORMAT)
        try:
            argon = dict(found["argon2id"])
            salt = bytes.fromhex(argon.pop("salt"))
            cost = Cost(**{name: int(value) for name, value in argon.items()})
            sealed = base64.b64decode(found["sealed"], validate=True)
            kit = base64.b64decode(found["kit"]["sealed"], validate=True)
            read = _File(salt, cost, sealed, str(found["kit"]["recipient"]), kit, str(found["inbox"]))
        except (ValueError, KeyError, TypeError, OverflowError, binascii.Error):
            raise KeyFileDamaged(self._path) from None
        if (
            len(salt) != SALT
            or not 8 * cost.lanes <= cost.memory <= MOST_MEMORY
            or not 1 <= cost.passes <= 64
            or not 1 <= cost.lanes <= 64
        ):
            raise KeyFileDamaged(self._path)
        return read

    def unlock(self, passphrase: str) -> None:
        """Open with the passphrase, or with the word where nothing is kept. Raises WrongKey."""
        if self.keeps_nothing:
            if not secrets.compare_digest(normal(passphrase).lower().encode(), self._word.encode()):
                raise WrongKey
            self._keys = self._keys or self._hidden
            return
        file = self._read()
        opener = _key_of(passphrase, file.salt, file.cost)
        try:
            self._keys = load(unseal(opener, file.sealed, _place("keys")))
        except (SealBroken, ValueError):
            raise WrongKey from None
        self._opener = opener

    def recover(self, kit: str, passphrase: str) -> None:
        """Open with the recovery kit and set a new passphrase. Raises WrongKey, Misspelt, and changes nothing then."""
        file = self._read()
        self._set_passphrase(_by_kit(file.kit, kit), passphrase, file.recipient)

    def change(self, passphrase: str) -> None:
        """Set a new passphrase. Raises Locked."""
        self._set_passphrase(self.keys, passphrase, self._read().recipient)

    def _set_passphrase(self, keys: Keys, passphrase: str, recipient: str) -> None:
        salt = os.urandom(SALT)
        self._write(keys, _key_of(passphrase, salt, self._cost), salt, self._cost, recipient)

    def rewrite(self, keys: Keys) -> None:
        """Put other keys under the same passphrase and kit. Raises Locked."""
        if not self._opener:
            raise Locked
        file = self._read()
        self._write(keys, self._opener, file.salt, file.cost, file.recipient)

    def hold(self, plain: bytes) -> bytes:
        """Bytes sealed so that only the open vault can read them; works while it is locked."""
        inbox = self._inbox or self._read().inbox
        return age.encrypt(plain, inbox)

    def held(self, sealed: bytes) -> bytes:
        """What `hold` sealed. Raises Locked."""
        return age.decrypt(sealed, self.keys.inbox)

    def recipients(self) -> list[str]:
        """To whom a backup is encrypted: the vault's own identity and the recovery kit."""
        file = self._read()
        return [file.inbox, file.recipient]


@dataclass(frozen=True, slots=True)
class _File:
    """A vault file as read."""

    salt: bytes
    cost: Cost
    sealed: bytes
    recipient: str
    kit: bytes
    inbox: str
