"""Starting beside a program that runs: another link to it, or a sentence and an exit code if it listens elsewhere."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from screening.cli import cli
from screening.content import Content
from screening.settings import load
from screening.storage.instance_lock import AlreadyRunning, only_instance
from screening.web import server
from screening.web.access import start_link
from tests.inside.web import before_a_look_at_a_link

PRACTICE, CLASS = "127.0.0.1, port 8766", "127.0.0.3, port 8766"
ADDRESS = "http://abc.localhost:8766/"


@pytest.fixture
def start(tmp_path, monkeypatch, content: Content):
    """Runs `screening serve` in practice with these settings."""
    monkeypatch.setattr(server, "end_when_told", lambda: None)
    monkeypatch.setattr(server.resource, "setrlimit", lambda *_: None)
    monkeypatch.setattr("screening.cli.serving.shipped_content", lambda **_: content)

    def run(**chosen: str) -> Result:
        environ = {"DATA": str(tmp_path), "REALM": "training", **chosen}
        names = {f"ROZPOZNAJ_{name}": value for name, value in environ.items()}
        return CliRunner().invoke(cli, ["serve", "--no-browser"], env=names)

    run.data = load({"ROZPOZNAJ_DATA": str(tmp_path), "ROZPOZNAJ_REALM": "training"}).data
    return run


@pytest.mark.parametrize(
    ("runs", "asked", "chosen"),
    [
        (PRACTICE, CLASS, {"LISTEN": "127.0.0.3"}),
        (CLASS, PRACTICE, {}),
        (PRACTICE, "127.0.0.1, port 9000", {"PORT": "9000"}),
    ],
    ids=["a class beside practice", "practice beside a class", "another port"],
)
def test_what_listens_elsewhere_is_linked_to_and_the_start_fails_with_what_stopping_costs(start, runs, asked, chosen):
    with only_instance(start.data, ADDRESS, runs):
        done = start(**chosen)
    assert done.exit_code == 2 and f"{ADDRESS}start/" in done.stdout
    (sentence,) = done.stderr.strip().splitlines()
    assert (
        f"Practice is running already on {runs};" in sentence and f"To start it on {asked}, stop it first" in sentence
    )
    lost = "the answers and results of the class are gone" if runs == CLASS else "made-up cases are gone"
    assert lost in sentence


def test_the_same_start_again_says_that_it_runs_and_gives_a_new_link_to_it(start):
    with only_instance(start.data, ADDRESS, CLASS):
        done = start(LISTEN="127.0.0.3")
    assert done.exit_code == 0
    assert "it runs already" in done.output and f"{ADDRESS}start/" in done.output


def test_a_command_that_works_with_the_folder_is_named_and_no_link_is_made(start):
    with only_instance(start.data):
        done = start()
    assert done.exit_code == 2 and "is running; stop it first" in done.stderr and "/start/" not in done.output


def test_what_another_version_of_the_program_wrote_is_no_failure(tmp_path):
    with only_instance(tmp_path):
        (tmp_path / "running").write_bytes(b"\xffhttp://x/" + b"\n" * 600)
        with pytest.raises(AlreadyRunning) as found, only_instance(tmp_path):
            pass
    assert "http://x/" in found.value.address


def test_a_link_that_is_taken_in_the_moment_in_which_another_is_made_is_no_error(tmp_path, monkeypatch):
    start_link.issue(tmp_path)
    before_a_look_at_a_link(monkeypatch, Path.unlink)
    assert start_link.TOKEN.fullmatch(start_link.issue(tmp_path))


def test_what_else_lies_among_the_links_keeps_nobody_out(tmp_path, monkeypatch):
    """A program that keeps folders alike puts folders of its own into each."""
    (tmp_path / start_link.FOLDER / "@eaDir").mkdir(parents=True)
    monkeypatch.setattr(start_link, "LIFE", -1)
    assert start_link.TOKEN.fullmatch(start_link.issue(tmp_path))
