"""Saved is saved, stale is refused, erased is gone, and nothing lies in clear."""

import base64
import stat
import threading
from datetime import timedelta

import pytest

from screening import settings
from screening.storage import CaseErased, DatabaseDamaged, NoSuchCase, NotSaved, StaleRevision, StoreError, open_store
from tests.storage.conftest import LATER, NOW, WHEN
from tests.storage.opening import open_quick

CANARY = "KANAREK-żółty-7391"


def test_a_saved_case_is_read_as_it_was(store):
    store.create("a", b"one", **WHEN)
    store.save("a", b"two", seen_revision=1, **WHEN)
    stored = store.read("a")
    assert (stored.plain, stored.revision, stored.opened_at, stored.erase_after) == (b"two", 2, NOW, LATER)


def test_a_stale_save_is_refused_and_the_other_stays(store):
    store.create("a", b"one", **WHEN)
    store.save("a", b"two", seen_revision=1, **WHEN)
    with pytest.raises(StaleRevision):
        store.save("a", b"three", seen_revision=1, **WHEN)
    assert store.read("a").plain == b"two"


def test_eight_threads_lose_no_update(store):
    store.create("a", b"0", **WHEN)
    applied, refused = [], []

    def edit(who: int) -> None:
        for number in range(25):
            seen = store.read("a").revision
            try:
                store.save("a", f"{who}-{number}".encode(), seen_revision=seen, **WHEN)
                applied.append(1)
            except StaleRevision:
                refused.append(1)

    threads = [threading.Thread(target=edit, args=(who,)) for who in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(applied) + len(refused) == 200
    assert store.read("a").revision == 1 + len(applied)


def test_an_unknown_case_is_no_case(store):
    with pytest.raises(NoSuchCase):
        store.read("b")
    with pytest.raises(NoSuchCase):
        store.erase("b", NOW)


def _everything(data) -> bytes:
    return b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())


def _forms(text: str) -> list[bytes]:
    plain = text.encode()
    return [plain, text.encode("utf-16-le"), base64.b64encode(plain)[:-4], plain.hex().encode()]


def test_nothing_of_a_case_lies_in_clear(store, data):
    for number in range(20):
        store.create(f"a{number}", f"{CANARY} {number}".encode(), **WHEN)
        store.save(f"a{number}", f"again {CANARY}".encode(), seen_revision=1, **WHEN)
    whole = _everything(data)
    assert whole and not [form for form in _forms(CANARY) if form in whole]


def test_an_erased_case_is_gone_also_from_the_write_ahead_log(store, data):
    store.create("a", b"one", **WHEN)
    with store.database.reading() as connection:
        wrapped, sealed = connection.exec_driver_sql("SELECT wrapped_key, sealed FROM cases").one()
    assert wrapped in _everything(data)
    store.erase("a", NOW)
    whole = _everything(data)
    assert wrapped not in whole and sealed not in whole
    with pytest.raises(CaseErased):
        store.read("a")
    with pytest.raises(CaseErased):
        store.save("a", b"two", seen_revision=1, **WHEN)
    store.erase("a", NOW)


def test_overdue_cases_are_erased_and_others_stay(store):
    store.create("a", b"one", **WHEN)
    store.create("b", b"one", edition="2026.1", now=NOW, erase_after=LATER + timedelta(hours=1))
    assert store.erase_overdue(LATER) == ["a"]
    assert store.erase_overdue(LATER) == []
    assert [listed.public_id for listed in store.open_cases()] == ["b"]


def test_only_the_owner_may_read_folder_key_and_database(store, data):
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    for name in ("vault.json", "audit.key", "rozpoznaj.sqlite", "rozpoznaj.lock"):
        assert stat.S_IMODE((data / name).stat().st_mode) == 0o600, name


def test_the_database_keeps_its_promises(store):
    with store.database.reading() as connection:
        for pragma, value in (("journal_mode", "wal"), ("synchronous", 2), ("secure_delete", 1)):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_a_damaged_database_is_refused_with_one_sentence(data, tmp_path):
    data.mkdir()
    (data / "rozpoznaj.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(settings.load({"ROZPOZNAJ_DATA": str(tmp_path)}))


def test_a_database_of_a_newer_program_is_refused(store, tmp_path):
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer"):
        open_store(settings.load({"ROZPOZNAJ_DATA": str(tmp_path)}))


def test_a_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "taken").write_text("x")
    with pytest.raises(StoreError, match="cannot be written"):
        open_store(settings.load({"ROZPOZNAJ_DATA": str(tmp_path / "taken")}))


def test_a_full_disk_is_not_saved_and_nothing_is_lost(store):
    store.create("a", b"one", **WHEN)
    with store.database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(NotSaved):
        for number in range(50):
            store.create(f"b{number}", bytes(200_000), **WHEN)
    assert store.read("a").plain == b"one"


def test_the_schema_goes_down_and_up_again(store, tmp_path):
    from alembic import command
    from alembic.config import Config

    from screening.storage.migrating import MIGRATIONS, migrate

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with store.database.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        connection.exec_driver_sql("DROP TABLE alembic_version")  # what is left of it names no edition
    with pytest.raises(DatabaseDamaged), store.database.reading() as connection:
        connection.exec_driver_sql("SELECT 1 FROM cases")
    migrate(store.database)
    again = open_quick(tmp_path)
    again.create("a", b"one", **WHEN)
    assert again.read("a").plain == b"one"
    again.close()


def test_the_schema_made_by_migrations_is_that_of_the_tables(store):
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    from screening.storage.tables import metadata

    with store.database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
