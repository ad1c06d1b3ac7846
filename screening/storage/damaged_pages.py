"""Rows whose pages of SQLite's file are damaged, as by a bad sector: each is left out, so that the others stay open.

SQLite reads a short row whole from one page. What is longer, such as the record of a case, goes on in pages of its
own; where one of those is damaged, the columns before it can still be read. Such a row can be neither changed nor
erased in its place, and a transaction that touches it while it writes can write nothing any more.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, Select, select
from sqlalchemy.exc import DBAPIError

from screening.storage.errors import SealBroken

PRIMARY = 0xFF  # of an error code of SQLite; the rest of it says more


def is_damage(problem: BaseException | None) -> bool:
    """Return whether SQLite says that pages of its file are damaged."""
    return (getattr(problem, "sqlite_errorcode", None) or 0) & PRIMARY == sqlite3.SQLITE_CORRUPT


@contextmanager
def damage_as_seal_broken() -> Iterator[None]:
    """Raise SealBroken where pages of what is read or changed here are damaged."""
    try:
        yield
    except (DBAPIError, MemoryError) as problem:  # a damaged length may ask for gigabytes
        if isinstance(problem, DBAPIError) and not is_damage(problem.orig):
            raise
        raise SealBroken from problem


def readable(connection: Connection, wanted: Select[Any], key: Column[Any]) -> list[RowMapping]:
    """Return the wanted rows in their order, but none with damaged pages; `key` is the column of their ids."""
    try:
        with damage_as_seal_broken():
            return list(connection.execute(wanted).mappings())
    except SealBroken:
        found: list[RowMapping] = []
        for each in connection.execute(wanted.with_only_columns(key)).scalars().all():
            with suppress(SealBroken), damage_as_seal_broken():
                found += connection.execute(wanted.where(key == each)).mappings()
        return found


def whole(connection: Connection, key: Column[Any], last: Column[Any]) -> frozenset[Any]:
    """Return the values of `key` of the rows that can be read up to their `last` column, and so be changed."""
    return frozenset(row[key.name] for row in readable(connection, select(key, last), key))
