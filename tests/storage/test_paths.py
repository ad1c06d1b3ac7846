"""A data folder may have any name: the database lies inside it, each realm's own, and nothing beside it."""

import shutil
import sqlite3
import string
from contextlib import closing
from pathlib import Path

import pytest

from screening import settings
from screening.storage import StoreError, database, migrating, open_store
from screening.storage.backup import backup
from screening.storage.restore import restore
from tests.storage.conftest import NOW, WHEN
from tests.storage.opening import PASSPHRASE, QUICK, open_quick

ONE_SIGN = [f"co{sign}dane" for sign in string.punctuation.replace("/", "") + " \t\n"]
WORDS = [
    "co? dane",
    "?",
    "?mode=ro&uri=true",
    "#",
    "%20",
    "%2F..%2Fx",
    "%(here)s",
    "100% pewne",
    "user:secret@host",
    ":memory:",
    "file:dane?mode=memory",
    "sqlite:",
    "$HOME",
    "${HOME}",
    "{dane}",
    "'; DROP TABLE cases; --",
    '"dane"',
    "`dane`",
    " z przodu i z tyłu ",
    "-dane",
    ".dane",
    "~dane",
    "Zażółć gęślą jaźń (1)",
    "Zaz\u0307o\u0301łc\u0301",
    "Розпізнай",
    "ข้อมูล",
    "識別",
    "نتائج",
    "📁",
    "bajt \udcff",
    "d" * 200,
    "ż" * 100,
    "Pulpit Zażółć/moje projekty/100% ? #1 @dom",
]
PATHS = [*ONE_SIGN, *WORDS]
SAMPLE = ("co?dane", "co%dane", "co#dane", "co@dane", *WORDS[-1:])
SAMPLED = [pytest.param(name, marks=() if name in SAMPLE else pytest.mark.full) for name in PATHS]


def _found(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _cases_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [name for (name,) in connection.execute("SELECT public_id FROM cases")]


@pytest.mark.sampled(3)
@pytest.mark.parametrize("name", PATHS, ids=ascii)
def test_the_database_lies_in_the_folder_and_the_realms_do_not_share_it(tmp_path, name):
    folder = tmp_path / "above" / name
    for realm in settings.REALMS:
        chosen = settings.load({"ROZPOZNAJ_DATA": str(folder), "ROZPOZNAJ_REALM": realm})
        store = open_store(chosen, QUICK)
        store.vault.keep_nothing("bursztyn")
        assert store.open_cases() == []
        store.create(f"case-of-{realm}", b"plain", **WHEN)
        store.close()
        assert _cases_in(folder / realm / database.FILE) == [f"case-of-{realm}"]
    assert [path for path in _found(tmp_path) if folder not in path.parents] == []
    assert {path.parent for path in _found(folder)} == {folder / realm for realm in settings.REALMS}


@pytest.mark.parametrize("name", SAMPLED, ids=ascii)
def test_a_backup_is_restored_into_the_folder_and_nowhere_else(tmp_path, name):
    store = open_quick(tmp_path / "old")
    store.create("a", b"plain", **WHEN)
    aside = tmp_path / "above" / name
    list(backup(store, aside, NOW))
    store.close()
    new = tmp_path / "new" / name
    chosen = settings.load({"ROZPOZNAJ_DATA": str(new)})
    list(restore(next(aside.glob("*-keys.json")), chosen, NOW, passphrase=PASSPHRASE, cost=QUICK))
    assert {path.parent for path in _found(tmp_path / "new")} == {new / "real"}
    again = open_quick(new)
    assert again.read("a").plain == b"plain"
    again.close()


def test_a_backup_is_restored_into_a_folder_that_is_named_from_where_one_stands(tmp_path, monkeypatch):
    store = open_quick(tmp_path / "old")
    store.create("a", b"plain", **WHEN)
    list(backup(store, tmp_path / "aside", NOW))
    store.close()
    monkeypatch.chdir(tmp_path)
    chosen = settings.load({"ROZPOZNAJ_DATA": "new"})
    list(restore(next(Path("aside").glob("*-keys.json")), chosen, NOW, passphrase=PASSPHRASE, cost=QUICK))
    again = open_quick(tmp_path / "new")
    assert again.read("a").plain == b"plain"
    again.close()


def test_the_program_itself_may_lie_in_a_folder_with_a_per_cent_sign(tmp_path, monkeypatch):
    moved = tmp_path / "100% (here)s" / "migrations"
    shutil.copytree(migrating.MIGRATIONS, moved)
    monkeypatch.setattr(migrating, "MIGRATIONS", moved)
    open_quick(tmp_path / "data").close()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "rozpoznaj.sqlite",
        "sqlite",
        "://",
        "sqlite:////any/co? dane/x.sqlite",
        "sqlite:////any/x.sqlite?mode=ro",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite+pysqlite:///",
        "sqlite:///x.lock",
        "postgresql://user:secret@[::1",
        "postgresql://user:secret@host:port/name",
        "postgresql+psycopg://user:secret@host/name",
        "none://user:secret@host/name",
        "sqlite+none:////any/x.sqlite",
        "mysql://user:secret@host/name",
    ],
    ids=ascii,
)
def test_an_address_that_is_none_is_refused_without_repeating_its_password(tmp_path, monkeypatch, address):
    monkeypatch.chdir(tmp_path)
    given = {"ROZPOZNAJ_DATA": str(tmp_path / "data"), "ROZPOZNAJ_DATABASE": address}
    if not address:
        open_store(settings.load(given), QUICK).close()
        return
    with pytest.raises(StoreError) as refused:
        open_store(settings.load(given), QUICK)
    assert "secret" not in str(refused.value) and str(refused.value).count("\n") == 0
    assert not Path("/any").exists() and [path.name for path in tmp_path.iterdir()] in ([], ["data"])
