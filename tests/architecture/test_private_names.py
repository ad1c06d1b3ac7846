"""Private names stay in their module: tests reach into them through `tests/inside` alone."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = sorted((ROOT / "screening").rglob("*.py"))
INSIDE = ROOT / "tests" / "inside"
TESTS = [path for path in sorted((ROOT / "tests").rglob("*.py")) if path.parent != INSIDE and path != Path(__file__)]
OF_OTHERS = ("_exit", "_mapping")  # of os and of SQLAlchemy, and offered to everybody
PRIVATE = re.compile(r"_(?!_)\w+")
IN_TEXT = re.compile(r"screening(?:\.\w+)*\.(_(?!_)\w+)")
BY_NAME = ("setattr", "getattr", "delattr", "object")  # of Python, of pytest, and of mock


def _private(name: object) -> bool:
    return isinstance(name, str) and PRIVATE.fullmatch(name) is not None


def _defined(tree: ast.AST) -> Iterator[str]:
    """The private names that a module of the program defines."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Attribute(attr=name, ctx=ast.Store()) | ast.Name(id=name, ctx=ast.Store()):
                yield name


def _reached(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Where a module reaches into what is not its own: the line, and the private name."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="self" | "cls")):
                pass
            case ast.Attribute(attr=name) if _private(name):
                yield node.lineno, name
            case ast.ImportFrom(module=str(module)) if module.startswith("screening"):
                yield from ((node.lineno, each.name) for each in node.names if _private(each.name))
            case ast.Call(func=ast.Name(id=call) | ast.Attribute(attr=call), args=[_, ast.Constant(value=name), *_]):
                if call in BY_NAME and _private(name):
                    yield node.lineno, name
            case ast.Constant(value=str(text)):
                yield from ((node.lineno, name) for name in IN_TEXT.findall(text))


def _tree(path: Path) -> ast.AST:
    return ast.parse(path.read_text("utf-8"))


def test_no_test_reaches_into_a_private_name_of_the_program():
    names = {name for path in PROGRAM for name in _defined(_tree(path)) if _private(name)}.difference(OF_OTHERS)
    found = [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for path in TESTS
        for line, name in _reached(_tree(path))
        if name in names
    ]
    assert found == []


def test_no_module_of_the_program_reaches_into_a_private_name_of_another():
    found = [f"{path.relative_to(ROOT)}:{line} {name}" for path in PROGRAM for line, name in _reached(_tree(path))]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "desk._store.open_cases()",
        "from screening.storage.vault import _place",
        "from screening.storage.vault import State, _place",
        'monkeypatch.setattr(lock, "_turn", turn)',
        'monkeypatch.setattr("screening.printing.glyphs._plain", None)',
        'getattr(lock, "_turn")',
        "other.lock._turn = None",
    ],
)
def test_every_way_to_a_private_name_is_found(line):
    assert len(list(_reached(ast.parse(line)))) == 1


@pytest.mark.parametrize("line", ["self._store", "cls._made", "lock.__class__", "from tests.web.page import _read"])
def test_a_name_of_ones_own_is_nothing_private_of_another(line):
    assert list(_reached(ast.parse(line))) == []
