"""The tables. In clear: random id, unit, state, edition, dates, revision. Everything else is sealed."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Dialect, Index, Integer, LargeBinary, MetaData, String, Table
from sqlalchemy.types import TypeDecorator

metadata = MetaData()


class Moment(TypeDecorator[datetime]):
    """A time in UTC, kept as ISO text that sorts by time on every database.

    What is no such text is read as None: the row was altered or damaged, and must not close the others.
    """

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Return the text of a time."""
        return value.astimezone(UTC).isoformat(timespec="microseconds") if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return the time of a text, None for a text that is none."""
        try:
            moment = datetime.fromisoformat(value)
        except (ValueError, TypeError):
            return None
        return moment if moment.tzinfo else None


class Bytes(LargeBinary):
    """Bytes; anything else that an altered row holds is read as none at all."""

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """Return what reads a value from the database."""
        return lambda value: bytes(value) if isinstance(value, (bytes, memoryview)) else None


cases = Table(
    "cases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("public_id", String(36), nullable=False, unique=True),
    Column("unit", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("edition", String(16), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("erase_after", Moment, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("key_id", String(64), nullable=False),
    Column("wrapped_key", Bytes),
    Column("sealed", Bytes),
    Column("bound", Bytes),
    Index("ix_cases_state_erase_after", "state", "erase_after"),
    Index("ix_cases_key_id", "key_id"),
)

owner = Table(
    "owner",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("realm", String(16), nullable=False),
    Column("name", String(64), nullable=False),
)

unit_keys = Table(
    "unit_keys",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("unit", String(64), nullable=False),
    Column("root_id", String(64), nullable=False),
    Column("wrapped", Bytes, nullable=False),
    Column("made_at", Moment, nullable=False),
)

own_unit = Table(
    "own_unit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("root_id", String(64), nullable=False),
    Column("sealed", Bytes, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("act", String(32), nullable=False),
    Column("case_id", String(36), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("mark", String(64), nullable=False),
    Column("format", Integer, nullable=False, server_default="1"),
    Column("number", Integer, nullable=False, server_default="1"),
    Column("erase_after", Moment),
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("mark", String(64), nullable=False),
    Column("seal", String(64), nullable=False),
)

waiting = Table(
    "waiting",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("place", String(16), nullable=False),
    Column("case_id", String(36), nullable=False),
    Column("at", Moment, nullable=False),
    Column("sealed", Bytes, nullable=False),
)
