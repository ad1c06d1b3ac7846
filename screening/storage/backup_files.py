"""The two files of a backup as they are read: in today's format, or the first. Anybody may have made them."""

import base64
import io
import json
import os
import re
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from screening.storage import age_encryption
from screening.storage.backup import FORMAT
from screening.storage.database import text_of
from screening.storage.errors import StoreError, WrongKey
from screening.storage.sealing import KEY
from screening.storage.vault_file import digest

FIRST_FORMAT = "rozpoznaj-keys-backup/1"
FIRST_DATA = "rozpoznaj-data-backup/1"
LARGEST = 200 * 1000 * 1000  # bytes of a keys file
LONGEST_LINE = 8 * 1024 * 1024  # bytes of a line of the first format
MOST_COMMAS = 100  # in a JSON object
MOST_COMMAS_IN_KEYS = 10_000_000
# What is read of the data file; unit keys are in the keys file.
TABLES = ("cases", "audit", "audit_head", "owner")

_revision = re.compile(r"[0-9]{4}")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class KeysFile:
    """A keys file before it is opened. `head` has its lines in clear, which are sealed as well.

    `vault` is the key file that was backed up, `sealed` what is encrypted to it.
    """

    head: dict[str, str]
    made_at: datetime
    vault: bytes
    sealed: bytes

    @property
    def is_of_first_format(self) -> bool:
        """Whether the first version of the program wrote it."""
        return self.head["format"] == FIRST_FORMAT


@dataclass(frozen=True, slots=True)
class OpenedKeysFile:
    """What was sealed in a keys file; `head` says how many cases the data file has, and the revision of its tables.

    `unit_keys` are rows of that table, `case_keys` the wrapped keys of cases by their ids.
    """

    head: Row
    audit_key: bytes
    unit_keys: list[Row]
    case_keys: dict[str, bytes]


def read_keys(path: Path) -> KeysFile:
    """Return what a keys file says. Raises ValueError, KeyError, TypeError or RecursionError if it is no keys file."""
    if not path.is_file() or path.stat().st_size > LARGEST:
        raise ValueError("no keys file")
    found = _object(path.read_bytes())
    head = {name: str(found[name]) for name in ("format", "made_at", "data_sha256")}
    made_at = datetime.fromisoformat(head["made_at"])
    if head["format"] not in (FORMAT, FIRST_FORMAT) or made_at.tzinfo != UTC:
        raise ValueError("no keys file")
    return KeysFile(head, made_at, str(found["vault"]).encode(), as_bytes(found["sealed"]))


def unsealed(keys: KeysFile, identity: str, realm: str) -> OpenedKeysFile:
    """Return what is sealed in a keys file; `identity` is that of its inbox.

    Raises StoreError if it is of another realm, and as `read_keys` if it is damaged.
    """
    found = _unsealed_of_first_format(keys, identity) if keys.is_of_first_format else _unsealed(keys, identity)
    if any(found.head[name] != value for name, value in keys.head.items()) or len(found.audit_key) != KEY:
        raise ValueError("another head")
    if not keys.is_of_first_format and found.head["vault_sha256"] != digest(keys.vault):
        raise ValueError("another vault")
    if found.head["realm"] != realm:
        raise StoreError("The backup is of the other realm; set ROZPOZNAJ_REALM to the one it was made in.")
    return found


def _unsealed(keys: KeysFile, identity: str) -> OpenedKeysFile:
    try:
        head = _object(age_encryption.decrypt(keys.sealed, identity), MOST_COMMAS_IN_KEYS)
    except WrongKey:
        raise ValueError("not encrypted to this vault, or damaged") from None
    case_keys = {id_: as_bytes(wrapped) for id_, wrapped in head.pop("case_keys").items()}
    return OpenedKeysFile(head, as_bytes(head["audit_key"]), list(head.pop("unit_keys")), case_keys)


def _unsealed_of_first_format(keys: KeysFile, identity: str) -> OpenedKeysFile:
    unit_keys: list[Row] = []
    case_keys: dict[str, bytes] = {}
    with _decrypted(io.BytesIO(keys.sealed), identity) as lines:
        head = next(lines, {})
        for line in lines:
            if line["table"] == "case_keys":
                case_keys[line["row"]["public_id"]] = as_bytes(line["row"]["wrapped_key"])
            else:
                unit_keys.append(line["row"])
    return OpenedKeysFile(head, as_bytes(head["audit_key"]), unit_keys, case_keys)


@contextmanager
def rows_of(data: Path, keys: KeysFile, opened: OpenedKeysFile, identity: str, work: Path) -> Iterator["Rows"]:
    """Yield the rows of a data file. They are whole only if this ends without an error. Raises as `read_keys`.

    A file of today's format is decrypted into the folder `work` for that time.
    """
    with data.open("rb") as source:
        if keys.is_of_first_format:
            with _decrypted(source, identity) as lines:
                head = next(lines, {})
                if head["format"] != FIRST_DATA:
                    raise ValueError("no data")
                yield _checked(head, ((line["table"], line["row"]) for line in lines))
            return
        copy = work / "copy.sqlite"
        try:
            with os.fdopen(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as target:
                age_encryption.decrypt_stream(source, target, identity)
        except WrongKey:
            raise ValueError("not encrypted to this vault, or damaged") from None
    try:
        with closing(_opened(copy)) as raw:
            yield _checked(opened.head, _copied(raw))
    except sqlite3.Error as problem:
        raise ValueError("no database") from problem
    finally:
        copy.unlink()


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a data file, each with the name of its table; `cases` is how many are cases, erased ones included."""

    cases: int
    revision: str
    rows: Iterator[tuple[str, Row]]


def _checked(head: Row, rows: Iterator[tuple[str, Row]]) -> Rows:
    if type(head["cases"]) is not int or not _revision.fullmatch(head["revision"]):
        raise ValueError("no data")
    return Rows(head["cases"], head["revision"], rows)


def _opened(copy: Path) -> sqlite3.Connection:
    """A copy of a database, which somebody else may have made: nothing in it is run, only its tables are read."""
    raw = sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    raw.row_factory = sqlite3.Row
    raw.text_factory = text_of
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON"):
        raw.execute(f"PRAGMA {pragma}")
    return raw


def _copied(raw: sqlite3.Connection) -> Iterator[tuple[str, Row]]:
    """Each row of TABLES with the name of its table. A view, or a virtual table, would run what somebody wrote."""
    for table in TABLES:
        kinds = raw.execute("SELECT type, sql FROM sqlite_master WHERE name = ?", (table,)).fetchall()
        if [(row["type"], str(row["sql"])[:13].upper()) for row in kinds] != [("table", "CREATE TABLE ")]:
            raise ValueError("no table")
        for row in raw.execute(f"SELECT * FROM {table} ORDER BY id"):  # noqa: S608
            yield table, dict(row)


@contextmanager
def _decrypted(source: BinaryIO, identity: str) -> Iterator[Iterator[Row]]:
    """The lines of a file of the first format, which a thread decrypts. They are whole if it ends without an error."""
    with ThreadPoolExecutor(1) as pool:
        reading, writing = os.pipe()
        decryption = pool.submit(_decrypt, source, writing, identity)
        with os.fdopen(reading, "rb") as stream:
            yield _lines(stream)
        try:
            decryption.result()
        except (WrongKey, OSError) as problem:
            raise ValueError("not encrypted to this vault, or damaged") from problem


def _decrypt(source: BinaryIO, writing: int, identity: str) -> None:
    with os.fdopen(writing, "wb") as target:
        age_encryption.decrypt_stream(source, target, identity)


def _lines(stream: BinaryIO) -> Iterator[Row]:
    while line := stream.readline(LONGEST_LINE):
        yield _object(line)


def _object(raw: bytes, most_commas: int = MOST_COMMAS) -> Row:
    """A JSON object. With few commas, and the parser's own limit of depth, it cannot ask for much memory."""
    found = json.loads(raw) if raw.count(b",") <= most_commas else None
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found


def as_bytes(text: Any) -> bytes:
    """Return the bytes of a base64 text. Raises ValueError for anything else."""
    if not isinstance(text, str):
        raise ValueError("no bytes")
    return base64.b64decode(text, validate=True)
