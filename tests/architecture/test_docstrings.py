"""The docstring of a public function says what it returns; that of a page says what the page is."""

import ast
from collections.abc import Iterator
from pathlib import Path

SCREENING = Path(__file__).parents[2] / "screening"
NOTHING = ("None", "NoReturn", "Never")
SAID = ("return", "yield")


def _says_what_it_is(function: ast.FunctionDef) -> bool:
    """Whether it is a page, a handler, a command or a validator, or a property: its name or address calls it."""
    return any("." in ast.unparse(each) or "(" in ast.unparse(each) for each in function.decorator_list) or any(
        ast.unparse(each) in ("property", "contextmanager", "cached_property") for each in function.decorator_list
    )


def _public(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    """The public functions of a module and of its public classes; not those within a function."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from _public(node)
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def test_a_public_function_says_what_it_returns():
    silent = [
        f"{path.relative_to(SCREENING)}:{each.lineno} {each.name}"
        for path in sorted(SCREENING.rglob("*.py"))
        for each in _public(ast.parse(path.read_text(encoding="utf-8")))
        if each.returns is not None
        and ast.unparse(each.returns) not in NOTHING
        and not _says_what_it_is(each)
        and not any(word in (ast.get_docstring(each) or "").lower() for word in SAID)
    ]
    assert silent == []
