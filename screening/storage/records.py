"""One case at rest: its record sealed with a key of its own, and the columns in clear bound to that key.

The columns that decide (state, unit, dates) can be read without a key, and so be written without one. A sealed copy of
them is kept beside the record: with the key it shows what was altered, and what was there before.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from screening.storage.errors import SealBroken
from screening.storage.keys import key_id
from screening.storage.sealing import SealContext, seal, unseal

MOMENTS = ("opened_at", "changed_at", "erase_after")
# The columns in clear, of which a sealed copy is kept.
BOUND = ("unit", "state", "edition", "revision", *MOMENTS)


def record_place(realm: str, public_id: str, revision: int, case_key: bytes) -> SealContext:
    """Return where the record of a case belongs."""
    return SealContext(realm, "cases", public_id, "record", revision, key_id(case_key))


def _columns_place(realm: str, public_id: str, case_key: bytes) -> SealContext:
    """Where the sealed copy belongs. It names no revision, since dates change without a new one."""
    return SealContext(realm, "cases", public_id, "columns", 0, key_id(case_key))


def _as_text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def bind(realm: str, case_key: bytes, row: Mapping[Any, Any]) -> bytes:
    """Return the sealed copy of the columns of a row. Raises SealBroken for a row without one of its times."""
    if any(row[name] is None for name in MOMENTS):
        raise SealBroken
    return bind_texts(realm, case_key, {**row, **{name: _as_text(row[name]) for name in MOMENTS}})


def bind_texts(realm: str, case_key: bytes, row: Mapping[Any, Any]) -> bytes:
    """Return the sealed copy of the columns of a row whose times are texts, as in the table."""
    values = {name: row[name] for name in BOUND}
    return seal(case_key, json.dumps(values).encode(), _columns_place(realm, row["public_id"], case_key))


def bound_texts(realm: str, case_key: bytes, row: Mapping[Any, Any]) -> dict[str, Any]:
    """Return the columns as they were bound, times as texts. Raises SealBroken if the copy is missing or damaged."""
    plain = unseal(case_key, row["bound"], _columns_place(realm, row["public_id"], case_key))
    values: dict[str, Any] = json.loads(plain)
    return values


def moments(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return columns whose times are texts with datetimes in place of these."""
    return {name: datetime.fromisoformat(value) if name in MOMENTS else value for name, value in values.items()}
