"""The key file `vault.json`, or vault file: what is in clear in it, how that is also sealed, which line was altered."""

import base64
import hashlib
import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from screening.storage.errors import KeyFileDamaged, KeyFileMissing, KeyFileUnreadable
from screening.storage.key_file import read_private

FORMAT = "rozpoznaj-vault/2"
FIRST_FORMAT = "rozpoznaj-vault/1"
SALT = 16
LARGEST = 64 * 1024  # bytes
# Bounds of Cost: KiB, passes, lanes, and KiB times passes.
MOST_MEMORY = 1024 * 1024
MOST_PASSES = MOST_LANES = 64
MOST_WORK = 4 * 1024 * 1024


class Line(StrEnum):
    """A line of the file that is in clear and is sealed as well."""

    FORMAT = "format"
    COST = "cost"
    GENERATION = "generation"
    KIT = "kit"
    INBOX = "inbox"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs: memory in KiB, passes, lanes (RFC 9106). The default is 256 MiB."""

    memory: int = 256 * 1024
    passes: int = 4
    lanes: int = 4

    def __post_init__(self) -> None:
        """Raise ValueError for a cost that Argon2 does not take, or that would hold the computer for minutes."""
        if (
            not 8 * self.lanes <= self.memory <= MOST_MEMORY
            or not 1 <= self.passes <= MOST_PASSES
            or not 1 <= self.lanes <= MOST_LANES
            or self.memory * self.passes > MOST_WORK
        ):
            raise ValueError("no cost of Argon2")


@dataclass(frozen=True, slots=True)
class Head:
    """What is in clear, and is sealed as well: `recipient` is the public key of the kit, `inbox` that of the inbox.

    `generation` counts how often the keys were changed; 0 in a file of the first format.
    """

    cost: Cost
    generation: int
    recipient: str
    inbox: str
    format: str = FORMAT

    def lines(self) -> dict[str, Any]:
        """Return the lines as they are sealed."""
        return {
            Line.FORMAT: self.format,
            Line.COST: asdict(self.cost),
            Line.GENERATION: self.generation,
            Line.KIT: self.recipient,
            Line.INBOX: self.inbox,
        }


@dataclass(frozen=True, slots=True)
class VaultFile:
    """A vault file as read. `sealed` opens by the passphrase, `kit` by the recovery kit; both hold the keys.

    `content` are its bytes; `whole` says whether the check in it fits them.
    """

    head: Head
    salt: bytes
    sealed: bytes
    kit: bytes
    whole: bool
    content: bytes

    @property
    def digest(self) -> str:
        """The digest of the file."""
        return digest(self.content)

    def altered(self, sealed_lines: dict[str, Any]) -> frozenset[Line]:
        """Return the lines that differ from the sealed ones, which may have a digest of `kit` as well."""
        lines = {**self.head.lines(), "kit_digest": digest(self.kit)}
        differ = {name for name, value in sealed_lines.items() if lines.get(name) != value}
        return frozenset(line for line in Line if line in differ or (line is Line.KIT and "kit_digest" in differ))


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _check(content: dict[str, Any]) -> str:
    return digest(json.dumps(content, sort_keys=True).encode())


def written(head: Head, salt: bytes, sealed: bytes, kit: bytes) -> bytes:
    """Return the content of a file. Its check finds damage; what somebody altered on purpose only the seal finds."""
    content = {
        "format": FORMAT,
        "generation": head.generation,
        "argon2id": {"salt": salt.hex(), **asdict(head.cost)},
        "kit": {"recipient": head.recipient, "sealed": base64.b64encode(kit).decode()},
        "inbox": head.inbox,
        "sealed": base64.b64encode(sealed).decode(),
    }
    return json.dumps({**content, "check": _check(content)}, indent=1).encode()


def digest_on_disk(path: Path) -> str:
    """Return the digest of a file, or an empty text if there is no file."""
    try:
        return digest(path.read_bytes())
    except FileNotFoundError:
        return ""


def read_vault_file(path: Path) -> VaultFile:
    """Return a vault file, of today's format or the first.

    Raises KeyFileMissing, and StoreError if it cannot be understood or others can read it.
    """
    try:
        raw = read_private(path)
    except KeyFileUnreadable as problem:
        if isinstance(problem.__cause__, FileNotFoundError):
            raise KeyFileMissing(path) from None
        raise
    try:
        return understood(raw)
    except ValueError:
        raise KeyFileDamaged(path) from None


def must_be_replaced(path: Path, head: Head, content: bytes) -> bool:
    """Return whether a file is gone, damaged, older or of other keys than the one that was left (`head`, `content`).

    A file that cannot be read may be good.

    What a link leads to is elsewhere on purpose, such as on a USB stick that was pulled out: it is not gone. A file
    that others can read is checked as well: a program that synchronises folders may leave it so. Keys of the same
    generation with another inbox are those of another data folder, for each change of keys counts one more.
    """
    if path.is_symlink():
        return False
    try:
        file = understood(path.read_bytes())
    except (OSError, ValueError) as problem:
        return isinstance(problem, FileNotFoundError | ValueError)
    if file.content == content:
        return False
    is_of_others = file.head.generation == head.generation and file.head.inbox != head.inbox
    return not file.whole or file.head.generation < head.generation or is_of_others


def understood(raw: bytes) -> VaultFile:
    """Return the vault file of these bytes. Raises ValueError if they are no vault file."""
    try:
        if len(raw) > LARGEST:
            raise ValueError("too long")
        found = json.loads(raw)
        check = found.pop("check", "")
        argon = dict(found["argon2id"])
        salt = bytes.fromhex(argon.pop("salt"))
        head = Head(
            Cost(**{name: _number(value) for name, value in argon.items()}),
            _number(found.get("generation", 0)),
            str(found["kit"]["recipient"]),
            str(found["inbox"]),
            str(found["format"]),
        )
        sealed = base64.b64decode(found["sealed"], validate=True)
        kit = base64.b64decode(found["kit"]["sealed"], validate=True)
    except (KeyError, TypeError, AttributeError, OverflowError, RecursionError) as problem:
        raise ValueError("no vault") from problem
    if len(salt) != SALT or head.format not in (FORMAT, FIRST_FORMAT):
        raise ValueError("no vault")
    whole = head.format == FIRST_FORMAT or check == _check(found)
    return VaultFile(head, salt, sealed, kit, whole, raw)


def _number(value: Any) -> int:
    if type(value) is not int:
        raise ValueError("no number")
    return value
