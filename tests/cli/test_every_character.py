"""What a page accepts goes out at the terminal and in again: every written field, in every kind of file."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from screening.casework import CaseService
from screening.casework.documents import document
from screening.content import Content
from screening.core.record.case import Case
from screening.core.record.imported import taken_over
from screening.exchange import envelope, file_kinds
from screening.exchange.case_file import read_case
from screening.printing import Printer
from screening.printing.printer import Printed
from tests.characters import every, some
from tests.cli.commands import Place
from tests.exchange import quick_age
from tests.exchange.full_cases import WRITTEN, full_cases, spread_cases, whole_case
from tests.storage.opening import PASSPHRASE, open_quick

KINDS = {"age": (), "pdf": ("--pdf",), "plain": ("--plain",)}
BETWEEN = 5  # a PDF is read by two processes one after the other: only each fifth case goes through one in every run


@pytest.fixture(scope="module")
def sheet(content: Content, printer: Printer) -> Printed:
    """A sheet that was printed once; what a file carries beside it does not depend on it."""
    return printer.pdf(document("referral", whole_case(content), content), "pl")


@dataclass
class Terminal:
    """The command over a store, which a case is put into as a page would do it."""

    run: Callable[..., tuple[int, bytes, str]]
    place: Place
    made: Place
    content: Content

    def stored(self, case: Case) -> str:
        """Put this case into the store; its code name."""
        store = open_quick(self.made.folder / "data")
        code = CaseService(store, self.content).take_in(case).code
        store.close()
        return code

    def taken_out(self, code: str) -> Case:
        """The case of this code name; the store is empty afterwards."""
        store = open_quick(self.made.folder / "data")
        desk = CaseService(store, self.content)
        found = {listed.code: desk.read(listed.id).case for listed in desk.cases()}
        for listed in desk.cases():
            desk.erase(listed.id)
        store.close()
        return found[code]

    def exported(self, case: Case, kind: str) -> Path:
        """The file that the command writes of this case."""
        target = self.place.folder / "out"
        done = self.run("export", self.stored(case), "-o", str(target), "--force", *KINDS[kind])
        assert done == (0, b"", "")
        assert envelope.kind_of(target.read_bytes()) is envelope.Kind[kind.upper()]
        return target

    def imported(self, file: Path) -> Case:
        """The case that the command stores of this file."""
        code, out, said = self.run("import", str(file))
        assert code == 0, said
        return self.taken_out(out.decode().strip())


@pytest.fixture
def terminal(run, place: Place, made: Place, content: Content, monkeypatch, sheet: Printed) -> Terminal:
    monkeypatch.setattr("tests.cli.conftest.FakePrinter.pdf", lambda *_: sheet)
    return Terminal(run, place, made, content)


def _comes_through(terminal: Terminal, case: Case, kind: str) -> None:
    file = terminal.exported(case, kind)
    plain = envelope.opened(file.read_bytes(), "" if kind == "plain" else PASSPHRASE)
    away = replace(case, handover=replace(case.handover, kcik_outcome=None, kcik_outcome_on=""))
    assert read_case(plain, terminal.content.catalogue) == away, "what came of the call to KCIK alone stays here"
    assert terminal.imported(file) == taken_over(case, None)


@pytest.mark.rest
@pytest.mark.parametrize(
    ("kind", "between"),
    [("pdf", BETWEEN), *(pytest.param(kind, 1, marks=pytest.mark.full) for kind in ("age", "plain", "pdf"))],
)
def test_every_field_goes_out_and_in_with_every_kind_of_character(terminal, content, monkeypatch, kind, between):
    monkeypatch.setattr(file_kinds, "seal", quick_age.seal)
    cases = list(full_cases(content, some()))[::-between]
    for case in cases:
        _comes_through(terminal, case, kind)
    print(f"{len(WRITTEN) + 1} fields, {len(some())} characters, {len(cases)} cases by {kind}")


@pytest.mark.full
def test_all_characters_go_out_and_in(terminal, content, monkeypatch):
    monkeypatch.setattr(file_kinds, "seal", quick_age.seal)
    cases = list(spread_cases(content, every()))
    for case in cases:
        _comes_through(terminal, case, "age")
    print(f"{len(every()):,} characters in {len(cases):,} cases of {len(WRITTEN) + 1} fields")
