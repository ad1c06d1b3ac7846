"""What a command writes destroys nothing: not what it reads, nothing behind a link, no file that is no PDF."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from screening.cli.common import Refused
from screening.cli.output_file import Output, output_file
from screening.settings import Settings
from tests.exchange.builders import a_file
from tests.inside.tool import write_under_another_name_with

PRECIOUS = b"years of work"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "data" / "real").mkdir(parents=True)
    return tmp_path / "data" / "real"


@pytest.fixture
def there(tmp_path: Path) -> Path:
    path = tmp_path / "there"
    path.write_bytes(PRECIOUS)
    return path


def refusal(name: Path | str, own: Path, **how: object) -> str:
    with pytest.raises(Refused) as refused:
        output_file(str(name), settings=Settings(own), **how)
    return refused.value.format_message()


def as_itself(path: Path) -> Path:
    return path


def as_a_longer_way(path: Path) -> Path:
    return path.parent / "data" / ".." / path.name


def as_a_second_name(path: Path) -> Path:
    second = path.with_name("second")
    os.link(path, second)
    return second


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("named", [as_itself, as_a_longer_way, as_a_second_name])
def test_the_file_that_is_read_is_never_written(own, there, named, force):
    said = refusal(named(there), own, source=str(there), pdf=True, force=force)
    assert said.endswith("this is the file that is read; choose another name.")


def test_a_pdf_that_is_read_is_not_written_either(own, there):
    there.write_bytes(b"%PDF-1.7")
    assert "is read" in refusal(there, own, source=str(there), pdf=True)


@pytest.mark.parametrize("force", [False, True])
def test_nothing_is_written_through_a_link(own, there, tmp_path, force):
    link = tmp_path / "link.pdf"
    for to in (there, tmp_path / "none", tmp_path / "data", link):
        link.unlink(missing_ok=True)
        link.symlink_to(to)
        assert refusal(link, own, pdf=True, force=force).endswith("this is a link; name the file itself.")


@pytest.mark.parametrize("content", [PRECIOUS, b"", b"%PD", b" %PDF-1.7", b"\xef\xbb\xbf%PDF-1.7"])
def test_a_file_that_is_no_pdf_is_replaced_by_force_alone(own, there, content):
    there.write_bytes(content)
    assert "--force" in refusal(there, own, pdf=True)
    assert output_file(str(there), settings=Settings(own), pdf=True, force=True).replaces


def test_a_pdf_is_replaced_by_a_pdf_and_by_nothing_else(own, there):
    there.write_bytes(b"%PDF-1.7")
    assert output_file(str(there), settings=Settings(own), pdf=True).replaces
    assert "--force" in refusal(there, own, pdf=False)


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("name", ["vault.json", "new.pdf", "starts/x", "../real/vault.json"])
def test_nothing_is_written_among_the_own_files_of_the_program(own, name, force):
    (own / "starts").mkdir()
    (own.parent / "training" / "starts").mkdir(parents=True)
    (own.parent / "training" / "vault.json").write_bytes(PRECIOUS)
    (own / "vault.json").write_bytes(PRECIOUS)
    assert "keeps its own files" in refusal(own / name, own, pdf=True, force=force)
    assert "keeps its own files" in refusal(own.parent / "training" / name, own, pdf=True, force=force)
    way = own.parents[1] / "way"
    way.symlink_to(own)
    assert "keeps its own files" in refusal(way / "vault.json", own, pdf=True, force=force)


def test_a_link_that_came_in_between_is_replaced_and_what_it_names_stays(own, there, tmp_path):
    sheet = tmp_path / "sheet.pdf"
    sheet.write_bytes(b"%PDF-1.7 old")
    target = output_file(str(sheet), settings=Settings(own), pdf=True)
    sheet.unlink()
    sheet.symlink_to(there)
    target.write(b"%PDF-1.7 new")
    assert there.read_bytes() == PRECIOUS and not sheet.is_symlink()
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600


def test_a_file_that_came_in_between_stays(own, tmp_path):
    target = output_file(str(tmp_path / "new.age"), settings=Settings(own))
    (tmp_path / "new.age").write_bytes(PRECIOUS)
    with pytest.raises(Refused, match="there already"):
        target.write(b"other")
    assert (tmp_path / "new.age").read_bytes() == PRECIOUS
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".screening-")] == []


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal"])
@pytest.mark.parametrize("exists", [True, False])
def test_a_database_that_lies_elsewhere_is_never_written(own, tmp_path, ending, exists):
    base = tmp_path / "shared.sqlite"
    file = tmp_path / f"shared.sqlite{ending}"
    if exists:
        file.write_bytes(PRECIOUS)
    settings = Settings(own, database=f"sqlite:///{base}")
    for name in (file, tmp_path / "data" / ".." / file.name):
        with pytest.raises(Refused, match="a file of the database"):
            output_file(str(name), settings=settings, pdf=True, force=True)
    assert output_file(str(tmp_path / "sheet.pdf"), settings=settings, pdf=True)


def test_checking_leaves_nothing_in_the_folder(own, tmp_path):
    before = sorted(tmp_path.iterdir())
    output_file(str(tmp_path / "new.pdf"), settings=Settings(own))
    assert sorted(tmp_path.iterdir()) == before


def _print(*arguments: str, folder: Path, **how: object) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "screening.cli", "print", "referral", *arguments],
        env={**os.environ, "ROZPOZNAJ_DATA": str(folder / "data")},
        cwd=folder,
        capture_output=True,
        text=True,
        **how,
    )


@pytest.mark.parametrize("force", [(), ("--force",)], ids=["", "by force"])
@pytest.mark.parametrize("way", ["by name", "standard input"])
def test_print_keeps_its_own_case_file(tmp_path, way, force):
    case = tmp_path / "in.json"
    case.write_bytes(a_file(danger=True))
    before = case.read_bytes()
    with case.open("rb") as stream:
        done = _print("in.json" if way == "by name" else "-", "-o", "in.json", *force, folder=tmp_path, stdin=stream)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "this is the file that is read" in done.stderr and case.read_bytes() == before


@pytest.mark.parametrize("is_there", [False, True])
def test_a_process_that_is_killed_while_it_writes_leaves_nothing_that_stays(tmp_path, monkeypatch, is_there):
    """The file has no name until it is whole; where one stands already, the next run takes the same second name."""
    target, killed = tmp_path / "case.json", RuntimeError("killed")
    if is_there:
        target.write_bytes(b"old")
        (tmp_path / ".case.json.unfinished").write_bytes(b"left by a killed process")

    def kill(_):
        assert [path.name for path in tmp_path.iterdir() if not is_there] == []
        raise killed

    with monkeypatch.context() as patch:
        patch.setattr("screening.cli.output_file.os.fsync", kill)
        with pytest.raises(RuntimeError):
            Output(target, replaces=is_there).write(b"in clear")
    Output(target, replaces=is_there).write(b"in clear")
    assert [path.name for path in tmp_path.iterdir()] == ["case.json"] and target.read_bytes() == b"in clear"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_new_file_gets_its_name_when_it_is_whole_wherever_the_system_has_files_without_a_name(tmp_path, monkeypatch):
    try:
        os.close(os.open(tmp_path, os.O_TMPFILE | os.O_WRONLY, 0o600))
    except OSError:
        return
    write_under_another_name_with(monkeypatch, lambda *_: pytest.fail("it had another name first"))
    Output(tmp_path / "case.json", replaces=False).write(b"in clear")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("case.json", b"in clear")]
