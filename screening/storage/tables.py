"""The tables. Of a case a random id, unit, state, edition, dates, revision and the id of a key are in clear;
all else is sealed.

The types read whatever an altered or damaged row holds, so that one row does not stop a list.
"""

from datetime import UTC, datetime
from typing import Any, Self

from sqlalchemy import Column, Dialect, Index, Integer, LargeBinary, MetaData, String, Table
from sqlalchemy.types import TypeDecorator

metadata = MetaData()
NO_TEXT = "\ufffd"  # how a NoText begins
NO_NUMBER = -1
FIRST_YEAR, LAST_YEAR = 1970, 9000  # no row of ours has a time of other years, which adding days could overflow


class Moment(TypeDecorator[datetime]):
    """A time in UTC, kept as ISO text that sorts by time on every database.

    Anything else is read as None: the row was altered or damaged, and the others must still be read.
    """

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Return the text of a time."""
        return value.astimezone(UTC).isoformat(timespec="microseconds") if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return the time that a text says, or None."""
        try:
            moment = datetime.fromisoformat(value)
        except (ValueError, TypeError):
            return None
        return moment if moment.tzinfo and FIRST_YEAR <= moment.year < LAST_YEAR else None


class NoText(str):
    """What is read where a column of text holds something else, as after one bit of the row was changed.

    It is NO_TEXT and the text that the bytes spell (`spelt`), so that no id or code is equal to it, and no mark in the
    trail fits it. `stored` is the value in the table.
    """

    __slots__ = ("spelt", "stored")
    stored: Any
    spelt: str

    def __new__(cls, stored: Any) -> Self:
        """Return what is read instead of this value of the database."""
        spelt = stored.decode("utf-8", "replace") if isinstance(stored, bytes) else str(stored)
        made = super().__new__(cls, NO_TEXT + spelt)
        made.stored, made.spelt = stored, spelt
        return made


class Text(TypeDecorator[str]):
    """A text, such as an id or a code. What is no text in an altered row is read as NoText, so that nobody gets bytes.

    In a statement a NoText becomes the stored value again, so that its row is found by it.
    """

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        """Return what the database holds for a text."""
        return value.stored if isinstance(value, NoText) else value

    def process_result_value(self, value: Any, dialect: Dialect) -> str:
        """Return the text of a column, or a NoText."""
        return value if isinstance(value, str) else NoText(value)


class Number(TypeDecorator[int]):
    """A whole number; anything else that an altered row holds is read as NO_NUMBER, which no row of ours has."""

    impl = Integer
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> int:
        """Return the number of a column, or NO_NUMBER."""
        return value if isinstance(value, int) else NO_NUMBER


def spelt(text: str) -> str:
    """Return the text that a value of a column of text spells, also if it is bytes in the table."""
    return text.spelt if isinstance(text, NoText) else text


class Bytes(LargeBinary):
    """Bytes; anything else that an altered row holds is read as None."""

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """Return the function that reads a value from the database."""
        return lambda value: bytes(value) if isinstance(value, (bytes, memoryview)) else None


cases = Table(
    "cases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("public_id", Text(36), nullable=False, unique=True),
    Column("unit", Text(64), nullable=False),
    Column("state", Text(16), nullable=False),
    Column("edition", Text(16), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("erase_after", Moment, nullable=False),
    Column("revision", Number, nullable=False),
    Column("key_id", Text(64), nullable=False),  # the unit key that wraps the key of the case
    Column("wrapped_key", Bytes),  # this and the next two are None once the case is erased
    Column("sealed", Bytes),  # the record
    Column("bound", Bytes),  # a sealed copy of the columns in clear (records.py)
    Index("ix_cases_state_erase_after", "state", "erase_after"),
    Index("ix_cases_key_id", "key_id"),
)

# One row: whose database this is (`_claim` in opening.py).
owner = Table(
    "owner",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("realm", Text(16), nullable=False),
    Column("name", Text(64), nullable=False),
)

unit_keys = Table(
    "unit_keys",
    metadata,
    Column("id", Text(64), primary_key=True),
    Column("unit", Text(64), nullable=False),
    Column("root_id", Text(64), nullable=False),
    Column("wrapped", Bytes, nullable=False),
    Column("made_at", Moment, nullable=False),
)

own_unit = Table(
    "own_unit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("root_id", Text(64), nullable=False),
    Column("sealed", Bytes, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("actor", Text(64), nullable=False),
    Column("act", Text(32), nullable=False),
    Column("case_id", Text(36), nullable=False),
    Column("revision", Number, nullable=False),
    Column("mark", Text(64), nullable=False),
    Column("format", Number, nullable=False, server_default="1"),
    Column("number", Number, nullable=False, server_default="1"),  # how many acts the row records
    Column("erase_after", Moment),
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sequence", Number, nullable=False),
    Column("mark", Text(64), nullable=False),
    Column("seal", Text(64), nullable=False),  # an HMAC in hexadecimal, like a mark (audit.py)
)

# The held forms.
waiting = Table(
    "waiting",
    metadata,
    Column("id", Text(16), primary_key=True),
    Column("place", Text(16), nullable=False),  # the kind of its sender (HeldFormSender)
    Column("case_id", Text(36), nullable=False),
    Column("at", Moment, nullable=False),
    Column("sealed", Bytes, nullable=False),
)
