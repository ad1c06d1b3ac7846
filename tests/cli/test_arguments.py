"""Every command with every kind of bad argument: one sentence, exit code 2, no traceback, nothing left behind."""

import json

import click
import pytest

from tests.cli.bad_values import FILES, NAMES, VALUES
from tests.cli.commands import COMMANDS, Place
from tests.exchange.builders import a_file

TAKING = [
    (path, each)
    for path, command in COMMANDS.items()
    for each in command.params
    if not (isinstance(each, click.Option) and each.is_flag)
]
NEEDY = [path for path, command in COMMANDS.items() if any(each.required for each in command.params)]
UNKNOWN = [("--none",), ("--none=1",), ("more", "of", "that"), ("--", "-x", "y", "z")]
OUTPUTS = {("print", "output"), ("guide", "output"), ("export", "output"), ("backup", "folder")}


def named(each: object) -> str:
    """How pytest names a command, a parameter or an option."""
    return " ".join(each) if isinstance(each, tuple) else getattr(each, "name", str(each))


def works(command: str, parameter: str, kind: str) -> bool:
    """Whether this value is right after all: a new name to write to, a stream of bad lines that is read to its end."""
    if (command, parameter) in OUTPUTS:
        made_on_the_way = {"below a missing folder", "a folder", "a link to a folder"} if command == "backup" else ()
        return (
            kind in NAMES
            or kind in made_on_the_way
            or (command, kind) in (("print", "a bare PDF"), ("guide", "a bare PDF"))
        )
    if (command, parameter) == ("assess", "lines"):
        return kind in FILES or kind == "the empty device"
    return (command, parameter, kind) == ("serve", "port", "a number")


def never_ends(command: str, parameter: str, kind: str) -> bool:
    """A stream without an end is read without an end, whatever it holds."""
    return (command, parameter) == ("assess", "lines") and kind in ("endless", "the full device")


def command_line(place: Place, path: tuple[str, ...], parameter: click.Parameter, value: str) -> list[str]:
    """The command with one parameter set to this value, and right values for all others that it needs."""
    words, operands = list(path), []
    for each in COMMANDS[path].params:
        given = value if each is parameter else place.good.get(each.name) if each.required else None
        if each.required and given is None:
            pytest.fail(f"say in this test what a right value for {each.name} of {' '.join(path)} is")
        if given is None:
            continue
        if isinstance(each, click.Option):
            words += [each.opts[-1], given]
        else:
            operands.append(given)
    return [*words, "--", *operands]


def is_refusal(code: int, out: bytes, said: str) -> bool:
    """One sentence on standard error, and nothing else; and not the one for what nobody thought of."""
    one = said.endswith("\n") and said.count("\n") == 1 and len(said) > 10
    return (code, out) == (2, b"") and one and said[:-1].isprintable() and "does not expect" not in said


@pytest.mark.sampled(40)
@pytest.mark.parametrize(
    ("path", "parameter", "kind"),
    [
        pytest.param(*taking, kind, marks=() if (first + second) % 5 == 0 else pytest.mark.full)
        for first, taking in enumerate(TAKING)
        for second, kind in enumerate(VALUES)
    ],
    ids=named,
)
def test_a_bad_argument_is_refused_with_one_sentence(place, run, path, parameter, kind):
    if never_ends(path[0], parameter.name, kind):
        return
    value = str(VALUES[kind](place.folder))
    before = sorted(place.folder.rglob("*"))
    code, out, said = run(*command_line(place, path, parameter, value))
    if works(path[0], parameter.name, kind):
        assert code == 0 and "Traceback" not in said, said
        return
    assert is_refusal(code, out, said), (code, out[:200], said)
    assert sorted(place.folder.rglob("*")) == before


@pytest.mark.parametrize("extra", UNKNOWN, ids=named)
@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_what_a_command_does_not_know_is_refused_with_one_sentence(place, run, path, extra):
    assert is_refusal(*run(*path, *extra))


@pytest.mark.parametrize("path", NEEDY, ids=named)
def test_a_command_without_what_it_needs_is_refused_with_one_sentence(place, run, path):
    assert is_refusal(*run(*path))


@pytest.mark.parametrize(
    ("path", "option"),
    [(path, each.opts[-1]) for path, each in TAKING if isinstance(each, click.Option)],
    ids=named,
)
def test_an_option_without_its_value_is_refused_with_one_sentence(place, run, path, option):
    assert is_refusal(*run(*path, option))


@pytest.mark.parametrize("words", [("none",), ("audit", "none"), ("\x1b[31m\n",), ("",), ("bajt\udcff",)], ids=ascii)
def test_a_command_that_does_not_exist_is_refused_with_one_sentence(place, run, words):
    assert is_refusal(*run(*words))


def test_a_stream_of_bad_lines_is_answered_line_by_line(place, run, tmp_path):
    (tmp_path / "lines").write_bytes(a_file() + b"\n\n \n\xff\n{}\n\n")
    code, out, said = run("assess", "--lines", str(tmp_path / "lines"))
    assert (code, said) == (0, "")
    assert [set(json.loads(line)) == {"error"} for line in out.splitlines()] == [False, *[True] * 5]


def test_an_exception_that_nobody_expected_is_one_sentence_without_what_it_holds(place, run, monkeypatch):
    def broken(*_: object) -> None:
        raise RuntimeError("secret\nof a case")

    monkeypatch.setattr("screening.exchange.schema.case_schema", broken)
    code, out, said = run("schema")
    assert (code, out, said.count("\n")) == (2, b"", 1)
    assert "RuntimeError, cli/content_and_files.py:" in said and "secret" not in said
