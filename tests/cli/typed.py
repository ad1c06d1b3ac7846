"""A command line that runs in this process, with lines typed at its prompts: a process of its own costs a second."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from screening import cli
from screening import content as content_room
from screening.content import Content


@dataclass(frozen=True)
class Ran:
    """What a command left behind, under the names that `subprocess.run` uses."""

    returncode: int
    stdout: str
    stderr: str


class Terminal:
    """Runs commands over a data folder; `run` is one of them."""

    def __init__(self, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[bytes], content: Content) -> None:
        self._patch, self._capture, self._content = patch, capture, content

    def run(self, arguments: Iterable[object], typed: Iterable[str], data: Path) -> Ran:
        """Run a command; its prompts are answered by these lines, and then the input is at its end."""
        self._capture.readouterr()
        with self._patch.context() as patch:
            answer = _answers(typed)
            patch.setattr(click.termui, "hidden_prompt_func", answer)
            patch.setattr(click.termui, "visible_prompt_func", answer)
            patch.setattr(content_room, "load", lambda _: self._content)
            patch.setenv("ROZPOZNAJ_DATA", str(data))
            with pytest.raises(SystemExit) as ended:
                cli.main([str(each) for each in arguments])
        out, err = self._capture.readouterr()
        return Ran(int(ended.value.code or 0), out.decode(), err.decode())


def _answers(typed: Iterable[str]) -> Callable[[str], str]:
    lines = iter(typed)

    def answer(prompt: str) -> str:
        try:
            line = next(lines)
        except StopIteration:
            raise EOFError from None
        click.echo(prompt, err=True)
        return line

    return answer
