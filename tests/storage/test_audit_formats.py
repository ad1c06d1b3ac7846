"""Each row of the trail names its format, so that rows of an earlier edition verify whatever columns come later."""

import hashlib
import hmac
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from screening import settings
from screening.storage import AuditEvent, Store, open_store
from screening.storage import audit as trail
from screening.storage.database import FILE, Database, sqlite_at
from screening.storage.migrating import migrate
from tests.storage.conftest import NOW
from tests.storage.opening import QUICK

KEY = bytes(range(32))
# What an edition wrote before rows had a format: number, time, its seconds since 1970, who, act, case, revision.
ROWS = (
    (1, "2026-03-01T08:00:00.000000+00:00", "1772352000.0", "officer", "set_up", "", 1),
    (2, "2026-03-01T08:05:00.250000+00:00", "1772352300.25", "officer", "create", "a1", 1),
    (3, "2026-03-04T09:00:00.000000+00:00", "1772614800.0", "program", "erase_overdue", "a1", 0),
)
LAST = "799329f218f3db0eda4b723186f45f05889bed6196a44914c3c07e4980cf2dd7"


def mark(before: str, *values: object) -> str:
    """The mark of a row as the first edition made it: every part behind its length in four bytes."""
    parts = [str(value).encode() for value in (before, *values)]
    return hmac.new(KEY, b"".join(len(part).to_bytes(4, "big") + part for part in parts), hashlib.sha256).hexdigest()


def marks() -> list[str]:
    """The marks of ROWS, one after the other."""
    found = [mark("start")]
    for number, _, seconds, actor, act, case_id, revision in ROWS:
        found.append(mark(found[-1], number, seconds, actor, act, case_id, revision))
    return found[1:]


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A data folder whose trail was written before rows had a format."""
    data = settings.load({"ROZPOZNAJ_DATA": str(tmp_path)}).data
    data.mkdir(mode=0o700)
    database = Database(sqlite_at(data / FILE))
    migrate(database, "0003")
    database.close()
    with closing(sqlite3.connect(data / FILE)) as raw, raw:
        for (number, at, _, actor, act, case_id, revision), made in zip(ROWS, marks(), strict=True):
            raw.execute(
                "INSERT INTO audit (id, at, actor, act, case_id, revision, mark) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (number, at, actor, act, case_id, revision, made),
            )
        sealed = mark(marks()[-1], "head", len(ROWS))
        raw.execute("INSERT INTO audit_head VALUES (1, ?, ?, ?)", (len(ROWS), marks()[-1], sealed))
    path = data / "audit.key"
    path.touch(mode=0o600)
    path.write_bytes(KEY)
    return data


def opened(folder: Path) -> Store:
    return open_store(settings.load({"ROZPOZNAJ_DATA": str(folder.parent)}), QUICK)


def rows(folder: Path) -> list[tuple]:
    with closing(sqlite3.connect(folder / FILE)) as raw:
        return raw.execute("SELECT id, at, actor, act, case_id, revision, mark FROM audit ORDER BY id").fetchall()


def test_the_bytes_under_the_mark_of_an_old_row_are_those_of_the_first_edition():
    assert marks()[-1] == LAST


def test_a_trail_of_before_the_formats_is_whole_and_goes_on(before):
    old = rows(before)
    store = opened(before)
    assert store.verify_trail() is None and rows(before) == old
    store.note(AuditEvent.PRINT, NOW, case_id="b2")
    for _ in range(2):
        store.note_counted(AuditEvent.REFUSED_PERMISSION, NOW)
    store.close()
    again = opened(before)
    assert again.verify_trail() is None and rows(before)[: len(old)] == old
    with again.database.reading() as connection:
        assert set(connection.exec_driver_sql("SELECT format FROM audit WHERE id <= 3").scalars()) == {1}
    again.close()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_an_old_row_that_was_altered_is_found_after_the_migrations(before, number):
    with closing(sqlite3.connect(before / FILE)) as raw, raw:
        raw.execute("DROP TRIGGER audit_no_update")
        raw.execute("UPDATE audit SET revision = 7 WHERE id = ?", (number,))
    store = opened(before)
    assert store.verify_trail().sequence == number
    store.close()


def test_a_column_that_comes_later_leaves_every_older_row_whole(before, monkeypatch):
    store = opened(before)
    for _ in range(3):
        store.note_counted(AuditEvent.REFUSED_PERMISSION, NOW)
    store.close()
    with closing(sqlite3.connect(before / FILE)) as raw, raw:
        raw.execute("ALTER TABLE audit ADD COLUMN unit VARCHAR(64) NOT NULL DEFAULT 'local'")
    monkeypatch.setattr(trail, "FORMATS", {**trail.FORMATS, 4: (*trail.FORMATS[3], "unit")})
    later = opened(before)
    assert later.verify_trail() is None
    later.close()
