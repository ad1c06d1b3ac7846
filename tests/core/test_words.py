"""No text anywhere clears a person or gives a figure for one, and core stays pure."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po

import screening
from screening import settings

CLEARING = re.compile(
    r"""
    nie\ (jest|była?|został[ay]?)\ (\w+\ )?(ofiar|pokrzywdzon|poszkodowan|wykorzystywan)
    | (nie\ stwierdzono|brak|nie\ ma)\ (oznak\ |znamion\ )?(handlu\ ludźmi|ryzyka|zagrożenia|podstaw\ do)
    | (małe|niskie|niewielkie|średnie|wysokie)\ ryzyko | prawdopodobieństw
    | niegroźn | bezpieczny\ wynik | osoba\ (jest\ )?bezpieczna | wykluczon | (?<!nie\ )wyklucza\b | można\ wykluczyć
    | wynik:\ | wynik\ (ujemny|dodatni|negatywny|pozytywny|testu|badania)
    | (ujemny|negatywny|pozytywny)\ wynik | \bpunktacj | \bpunktów\b | \bscoring
    | \bnot\ (a|an|been)\ (\w+\ )?(victim|trafficked|exploited) | \b(no|low|high|medium)[\ -]risk\b
    | \brisk\ score | \ball\ clear\b | \bruled\ out\b | \b(negative|positive|safe)\ result
    | \bresult:\ | \bscore\b | \d\s?%(?!\() | \d\ (percent|procent|proc\.)
    """,
    re.VERBOSE | re.IGNORECASE,
)
ALLOWED = (
    "Oznaki to nie punkty.",
    "bez tej odpowiedzi nic nie jest wykluczone",  # says that the tool clears nobody
    "without that answer nothing is ruled out",
    "in brackets where it lies with 95 %% certainty",  # agreement of a class, no figure of a person
    "w nawiasie przedział 95 %%",
)
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the first is much faster
MANDATED = "To nie jest ocena, czy ta osoba jest pokrzywdzona, i nie może być podstawą decyzji wobec niej."

PLANTED = [
    "Ta osoba nie jest ofiarą handlu ludźmi.",
    "Nie została pokrzywdzona.",
    "Nie stwierdzono handlu ludźmi.",
    "Sytuacja niegroźna.",
    "Wynik: 3 z 12",
    "Wynik negatywny",
    "Niskie ryzyko",
    "Prawdopodobieństwo 60%",
    "Handel ludźmi wykluczony",
    "To wyklucza przymus.",
    "Zgodność 95%",
    "This person is not a victim.",
    "No risk was found.",
    "Risk score",
]


def _scalars(node: yaml.Node) -> Iterator[tuple[int, str]]:
    for part in getattr(node, "value", ()) if not isinstance(node, yaml.ScalarNode) else ():
        for inner in part if isinstance(part, tuple) else (part,):
            yield from _scalars(inner)
    if isinstance(node, yaml.ScalarNode):
        yield node.start_mark.line + 1, node.value


def of_content() -> Iterator[tuple[str, str]]:
    """Every text of the YAML files, exercises too, with its place."""
    folder = settings.folder("indicators")
    for path in sorted(folder.rglob("*.yaml")):
        for line, text in _scalars(yaml.compose(path.read_text("utf-8"), LOADER)):
            yield f"{path.relative_to(folder)}:{line}", text


def of_translations() -> Iterator[tuple[str, str]]:
    """Every message and its translation."""
    folder = settings.folder("translations")
    for path in sorted(folder.rglob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                if not message.id:
                    continue
                for text in (message.id, message.string):
                    for form in text if isinstance(text, tuple | list) else (text,):
                        yield f"{path.relative_to(folder)}:{message.lineno}", form


def of_templates() -> Iterator[tuple[str, str]]:
    """Every line of the templates, without Jinja statements, comments and styles."""
    folder = settings.folder("templates")
    for path in sorted(path for path in folder.rglob("*.html")):
        text = re.sub(r"{%.*?%}|{#.*?#}|<style.*?</style>", _lines_only, path.read_text("utf-8"), flags=re.DOTALL)
        for number, line in enumerate(text.splitlines(), 1):
            yield f"{path.relative_to(folder)}:{number}", line


def of_code() -> Iterator[tuple[str, str]]:
    """Every string of the package that is no docstring."""
    folder = Path(screening.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
                yield f"{path.relative_to(folder)}:{node.lineno}", node.value


def _lines_only(found: re.Match[str]) -> str:
    return "\n" * found.group().count("\n")


def clears(text: str) -> bool:
    """True if a text says that a person is cleared, or rates a person."""
    for sentence in ALLOWED:
        text = text.replace(sentence, "")
    return CLEARING.search(text) is not None


@pytest.mark.parametrize("texts", [of_content, of_translations, of_templates, of_code])
def test_no_text_clears_a_person(texts):
    seen = list(texts())
    assert len(seen) > 100
    assert [(place, text) for place, text in seen if clears(text)] == []


@pytest.mark.parametrize("sentence", PLANTED)
def test_a_sentence_that_clears_is_found(sentence):
    assert clears(sentence)


@pytest.mark.parametrize("sentence", [MANDATED, "Odmowa niczego nie wyklucza.", "AC1 %(ac1)s"])
def test_what_clears_nobody_may_be_said(sentence):
    assert not clears(sentence)


def test_the_sentence_for_nothing_recorded_stands_in_content_word_for_word():
    assert sum(MANDATED in text for _, text in of_content()) == 1


CORE_FOLDER = Path(screening.__file__).parent / "core"
CORE = sorted(CORE_FOLDER.rglob("*.py"))
CLOCKS_AND_FILES = {
    "time",
    "os",
    "pathlib",
    "io",
    "socket",
    "random",
    "secrets",
    "locale",
    "logging",
}
CLOCKS = {"now", "today", "utcnow", "fromtimestamp"}
DATES = {"UTC", "date", "datetime", "timedelta"}


@pytest.mark.parametrize("path", CORE, ids=lambda path: path.relative_to(CORE_FOLDER).as_posix())
def test_core_imports_the_standard_library_alone_and_neither_clock_nor_file(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            names = [node.module or ""]
            assert node.module != "datetime" or {alias.name for alias in node.names} <= DATES
        for name in names:
            top = name.split(".")[0]
            assert name.startswith("screening.core") or top in sys.stdlib_module_names, name
            assert top not in CLOCKS_AND_FILES, name
            assert name != "datetime" or isinstance(node, ast.ImportFrom)
        if isinstance(node, ast.Attribute):
            assert node.attr not in CLOCKS
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"open", "print", "input", "eval", "exec", "__import__"}
