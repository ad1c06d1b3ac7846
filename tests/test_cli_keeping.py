"""Audit, new keys, backup and restore from the terminal."""

import os
import subprocess
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest

from screening import settings
from screening.casework import CaseService
from screening.cli.common import close
from screening.local_time import today, utc_now
from screening.storage import AuditEvent, DiskFull
from screening.storage.backup import backup, name_of
from screening.storage.instance_lock import only_instance, only_server
from screening.web.access.origin import new_name, take_name
from tests.cli.typed import Ran, Terminal
from tests.storage.opening import PASSPHRASE, open_quick


def _when(**ago: int) -> dict:
    """The times of a case that is opened now, or so long ago: the command has the clock of this computer."""
    now = utc_now() - timedelta(**ago)
    return {"edition": "2026.1", "now": now, "erase_after": now + timedelta(days=90)}


@pytest.fixture
def data(tmp_path):
    """A data folder with two cases."""
    store = open_quick(tmp_path)
    for name in ("a", "b"):
        store.create(name, name.encode(), **_when())
    store.close()
    return tmp_path


def _in_a_process_of_its_own(*arguments, typed: str = "", data: Path) -> subprocess.CompletedProcess:
    """For what one process may hold against another."""
    return subprocess.run(
        [sys.executable, "-m", "screening.cli", *map(str, arguments)],
        env={**os.environ, "ROZPOZNAJ_DATA": str(data)},
        input=typed + "\n",
        capture_output=True,
        text=True,
    )


@pytest.fixture
def run(data, terminal: Terminal):
    """The command over that folder; what is typed goes to its prompt."""

    def command(*arguments, typed: str | list[str] = "", data: Path = data) -> Ran:
        return terminal.run(arguments, [typed] if isinstance(typed, str) else typed, data)

    command.data = data
    return command


def _contents(folder: Path) -> list[bytes]:
    store = open_quick(folder)
    found = [store.read(name).plain for name in ("a", "b")]
    store.close()
    return found


def test_a_whole_trail_is_said_to_be_whole_and_a_damaged_one_is_named(run):
    assert run("audit", "verify").returncode == 0
    store = open_quick(run.data)
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        connection.exec_driver_sql("UPDATE audit SET case_id = 'c' WHERE id = 2")
    store.close()
    found = run("audit", "verify")
    assert (found.returncode, found.stdout.startswith("row 2:")) == (1, True)


def test_cases_that_do_not_open_are_named_with_the_passphrase_beside_a_whole_trail(run):
    store = open_quick(run.data)
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE cases SET sealed = x'00' WHERE id = 2")
    store.close()
    assert run("audit", "verify").returncode == 0
    found = run("audit", "verify", "--records", typed=PASSPHRASE)
    assert found.returncode == 1 and found.stdout.startswith("case no. 2:") and "is whole" in found.stdout
    assert run("audit", "verify", "--records", typed="wrong").returncode == 2


def test_keys_are_renewed_with_the_passphrase_and_nothing_without(run):
    assert run("rotate", typed="wrong").returncode == 2
    done = run("rotate", typed=PASSPHRASE)
    assert done.returncode == 0 and "2 / 2" in done.stderr, done.stderr
    assert _contents(run.data) == [b"a", b"b"]


def test_keys_are_not_renewed_while_the_tool_runs(data):
    with only_instance(data / "real"):
        refused = _in_a_process_of_its_own("rotate", typed=PASSPHRASE, data=data)
    assert refused.returncode == 2 and "stop it first" in refused.stderr


def test_a_backup_is_restored_into_an_empty_folder(run, tmp_path):
    assert run("backup", tmp_path / "copies").returncode == 0
    (keys,) = (tmp_path / "copies").glob("*-keys.json")
    other = tmp_path / "other"
    refused = run("restore", keys, typed="wrong", data=other)
    assert refused.returncode == 2 and "nothing was restored" in refused.stderr
    slip = run("restore", "--kit", keys, typed="AGE-SECRET-KEY-1QQQ", data=other)
    assert slip.returncode == 2 and "slip of the pen" in slip.stderr
    restored = run("restore", keys, typed=PASSPHRASE, data=other)
    assert restored.returncode == 0, restored.stderr
    assert _contents(other) == [b"a", b"b"]
    assert run("restore", keys, typed=PASSPHRASE, data=other).returncode == 2


@pytest.mark.parametrize(("days", "is_asked"), [(13, False), (15, True)])
def test_a_backup_after_more_than_14_days_asks_what_day_it_is_before_it_deletes_old_keys(tmp_path, run, days, is_asked):
    other, copies = tmp_path / "other", tmp_path / "copies"
    store = open_quick(other)
    store.create("a", b"a", **_when(days=days))
    store.close()
    copies.mkdir()
    good = copies / name_of(utc_now() - timedelta(days=15), "keys.json")
    good.write_bytes(b"{}")
    for wrong in ("", "2020-01-01", "tomorrow"):
        refused = run("backup", copies, typed=wrong, data=other) if is_asked else None
        assert list(copies.iterdir()) == [good]
        assert refused is None or (refused.returncode == 2 and "Traceback" not in refused.stderr)
    done = run("backup", copies, typed=today().isoformat(), data=other)
    assert done.returncode == 0 and ("What day is it" in done.stderr) is is_asked, done.stderr
    assert not good.exists() and len(list(copies.iterdir())) == 2


@pytest.mark.parametrize("command", [("audit", "verify"), ("rotate",), ("backup", "copies")])
def test_a_folder_that_was_never_set_up_is_refused_with_one_sentence(run, tmp_path, command, monkeypatch):
    monkeypatch.chdir(tmp_path)
    refused = run(*command, typed=PASSPHRASE, data=tmp_path / "nothing")
    assert refused.returncode == 2 and len(refused.stderr.strip().splitlines()) == 1, refused.stderr


@pytest.mark.parametrize("content", [b"", b"{}", b"\x00" * 1000, b"[" * 100_000])
def test_a_keys_file_that_is_none_is_refused_with_one_sentence(run, tmp_path, content):
    (tmp_path / "keys.json").write_bytes(content)
    refused = run("restore", tmp_path / "keys.json", typed=PASSPHRASE, data=tmp_path / "nothing")
    assert refused.returncode == 2 and "Traceback" not in refused.stderr


KIT = [sys.executable, "-m", "screening.cli", "kit"]


def _new_kit(data: Path) -> tuple[int, str, str]:
    """Type back at the prompt the key that stands on the output; gives exit code, key and what was said."""
    with subprocess.Popen(
        KIT,
        env={**os.environ, "ROZPOZNAJ_DATA": str(data)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        running.stdin.write(f"{PASSPHRASE}\n")
        running.stdin.flush()
        kit = running.stdout.readline()
        _, said = running.communicate(kit)
    return running.returncode, kit, said


def _opens_by(data: Path, kit: str) -> None:
    store = open_quick(data)
    store.vault.open_by_kit(kit)
    store.close()


def test_a_new_kit_is_made_with_the_passphrase_and_counts_once_it_was_typed(tmp_path):
    """A wrong key changes nothing."""
    open_quick(tmp_path).close()
    environment = {**os.environ, "ROZPOZNAJ_DATA": str(tmp_path)}
    wrong = subprocess.run(KIT, env=environment, input=f"{PASSPHRASE}\nx\n", capture_output=True, text=True)
    assert wrong.returncode == 2 and "Traceback" not in wrong.stderr
    code, kit, said = _new_kit(tmp_path)
    assert code == 0 and "Destroy the old paper" in said, said
    _opens_by(tmp_path, kit)


def test_a_new_kit_that_counts_is_said_to_count_even_if_the_database_cannot_be_written_then(tmp_path):
    """A trigger stands for the disk that is full, or damaged, after the key file was written."""
    store = open_quick(tmp_path)
    with store.database.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER broken BEFORE INSERT ON unit_keys BEGIN SELECT RAISE(ABORT, 'malformed'); END"
        )
    store.close()
    code, kit, said = _new_kit(tmp_path)
    assert code == 2 and "The new kit counts from now on, the old one no longer." in said, said
    assert "nothing was saved" not in said and "Traceback" not in said
    _opens_by(tmp_path, kit)


def _full(**_):
    raise DiskFull


def test_rows_that_a_command_could_not_write_are_said_in_one_sentence(tmp_path, monkeypatch, capsys):
    store = open_quick(tmp_path)
    monkeypatch.setattr(store.database, "writing", _full)
    store.note_surely(AuditEvent.LOCK, utc_now())
    close(store)
    assert capsys.readouterr().err == "These rows of the audit trail could not be written: lock.\n"


@pytest.mark.sampled(1)
@pytest.mark.parametrize("gone", ["-wal", "-shm"])
def test_no_command_opens_the_database_of_a_running_program_whose_log_or_index_was_deleted(data, gone):
    """It would make that file anew, and what both of them save would be lost or damaged."""
    run = partial(_in_a_process_of_its_own, data=data)
    with only_server(settings.load({"ROZPOZNAJ_DATA": str(data)})):
        store = open_quick(data)
        store.save("a", b"a", seen_revision=1, **_when())
        assert run("audit", "verify").returncode == 0
        (data / "real" / f"rozpoznaj.sqlite{gone}").unlink()
        for command in (("audit", "verify"), ("backup", data / "stick")):
            done = run(*command)
            assert (done.returncode, done.stdout) == (2, "") and "a file beside its database is missing" in done.stderr
        store.close()
    assert run("audit", "verify").returncode == 0 and _contents(data) == [b"a", b"b"]


@pytest.fixture
def in_doubt(data):
    """That folder, with a newest row of a clock that was 30 days ahead."""
    store = open_quick(data)
    store.note(AuditEvent.BACKUP, utc_now() + timedelta(days=30))
    store.close()
    return data


@pytest.mark.parametrize("command", [("audit", "verify", "--records"), ("rotate",), ("kit",), ("backup", "copies")])
def test_a_command_in_doubt_about_the_clock_writes_the_doubt_and_no_row_that_would_be_believed(run, in_doubt, command):
    refused = run(*command, typed=PASSPHRASE)
    assert refused.returncode == 2 and "The clock of this computer is in doubt" in refused.stderr
    store = open_quick(in_doubt)
    assert [each.act for each in store.newest_acts(1)] == [AuditEvent.CLOCK_DOUBTED]
    store.close()


def _backup_of(ago: timedelta, over: timedelta, run, stick: Path) -> Path:
    """The keys file of a backup made so long ago, with a case whose time was over so long ago."""
    store = open_quick(run.data)
    store.create("c", b"c", **{**_when(days=4), "erase_after": utc_now() - over})
    for _ in backup(store, stick, utc_now() - ago):
        pass
    store.close()
    (keys,) = stick.glob("*-keys.json")
    return keys


@pytest.mark.parametrize(
    ("ago", "over", "is_asked"), [(4, -1, True), (0, 1, True), (0, -1, False)], ids=["old", "overdue", "neither"]
)
def test_a_restore_asks_the_day_before_a_row_is_written_by_a_clock_that_may_be_wrong(
    run, tmp_path, ago, over, is_asked
):
    keys = _backup_of(timedelta(days=ago, hours=1), timedelta(days=over), run, tmp_path / "stick")
    new = tmp_path / "new"
    for wrong in ([], ["2020-01-01"], ["tomorrow"]) if is_asked else ():
        refused = run("restore", keys, typed=[PASSPHRASE, *wrong], data=new)
        assert refused.returncode == 2 and "Nothing was restored." in refused.stderr
        assert not [path for path in new.rglob("*") if path.suffix == ".sqlite"]
    done = run("restore", keys, typed=[PASSPHRASE, today().isoformat()], data=new)
    assert done.returncode == 0 and ("What day is it" in done.stderr) is is_asked, done.stderr
    assert ("this backup is older than a case is kept" in done.stderr) is (ago > 3), "a backup of this hour is not old"
    assert ("the time of 1 of the cases in this backup is over" in done.stderr) is (over > 0)
    assert ("the time of 1 of these cases is over" in done.stderr) is (over > 0)


@pytest.mark.parametrize("command", [("audit", "verify"), ("rotate",), ("backup", "copies")])
def test_where_nothing_is_kept_a_command_says_so_and_not_that_nothing_was_set_up(run, tmp_path, command):
    store = open_quick(tmp_path / "memory")
    store.note(AuditEvent.KEEP_NOTHING, utc_now())
    store.vault.path.unlink()
    store.close()
    refused = run(*command, typed=PASSPHRASE, data=tmp_path / "memory")
    assert refused.returncode == 2 and "keeps nothing here" in refused.stderr
    assert "was not set up" not in refused.stderr


def test_a_backup_counts_the_cases_that_are_kept_and_none_that_was_erased(run, tmp_path):
    store = open_quick(run.data)
    store.erase("b", utc_now())
    store.close()
    assert "cases: 1 / 1" in run("backup", tmp_path / "stick").stderr
    (keys,) = (tmp_path / "stick").glob("*-keys.json")
    assert "cases: 1 / 1" in run("restore", keys, typed=PASSPHRASE, data=tmp_path / "new").stderr


@pytest.fixture
def served(data, content):
    """The cases of a program that runs over that folder, and that believed the clock as it started."""
    with only_instance(data / "real", "http://x.localhost:8000/start/"):
        store = open_quick(data)
        yield CaseService(store, content)
        store.close()


def test_a_command_beside_a_program_that_runs_goes_on_once_that_has_ended_its_doubt(
    run, served, in_doubt, monkeypatch, tmp_path
):
    monkeypatch.setattr("screening.cli.store.sleep", lambda _: served.retention.notice())
    done = run("backup", tmp_path / "stick")
    assert done.returncode == 0, done.stderr
    acts = [entry.act for entry, _ in served.acts(3)]
    assert acts == [AuditEvent.BACKUP, AuditEvent.CLOCK_CONFIRMED, AuditEvent.CLOCK_DOUBTED]


def test_a_command_beside_a_program_that_ends_no_doubt_says_how_to_end_it(run, served, in_doubt, monkeypatch):
    waits = []
    monkeypatch.setattr("screening.cli.store.sleep", waits.append)
    refused = run("backup", "copies")
    assert refused.returncode == 2 and "stop Rozpoznaj and start it again" in refused.stderr and len(waits) > 5
    assert [entry.act for entry, _ in served.acts(2)] == [AuditEvent.CLOCK_DOUBTED, AuditEvent.BACKUP]


def test_a_backup_is_restored_where_the_program_was_started_and_never_set_up(run, tmp_path):
    assert run("backup", tmp_path / "stick").returncode == 0
    (keys,) = (tmp_path / "stick").glob("*-keys.json")
    started = tmp_path / "new" / "real"
    with only_instance(started):
        take_name(started, new_name())
        (started / "starts").mkdir()
        (started / "session.key").write_bytes(bytes(32))
    done = run("restore", keys, typed=PASSPHRASE, data=tmp_path / "new")
    assert done.returncode == 0, done.stderr
    assert _contents(tmp_path / "new") == [b"a", b"b"]


def test_a_case_of_a_newer_version_is_told_in_one_sentence(data, run, content):
    store = open_quick(data)
    store.create(str(UUID(int=7)), b"{}", **_when())
    store.close()
    refused = run("export", UUID(int=7), "-o", data / "out.age", typed=[PASSPHRASE] * 3)
    assert refused.returncode == 2 and "A newer version of Rozpoznaj saved this case" in refused.stderr
