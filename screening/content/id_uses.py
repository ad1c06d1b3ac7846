"""Finds which texts of the content the templates, the Python code and the scripts of the quick check name by id.

A collection is a part of the content with ids of its own: guidance, lists, shown, leaflet, checklists, contacts, law.
The check needs them all, so that it can say which id is missing and which text nothing shows (`needed_ids.py`).
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, nodes

# By the name of an attribute in a template, such as `content.guidance`: the collection that it is.
COLLECTIONS: Mapping[str, str] = {
    "guidance": "guidance",
    "lists": "lists",
    "shown": "shown",
    "leaflet": "leaflet",
    "texts": "leaflet",
    "checklists": "checklists",
    "contacts": "contacts",
    "entries": "law",
    "provisions": "law",
}
METHODS = frozenset(("values", "items", "keys", "get"))  # of a mapping: no ids
LIST_FUNCTIONS = frozenset(("list_of",))  # functions of the Python code whose arguments are ids of lists
# The functions of the script that take ids of texts, and a text in quotes of either kind.
SCRIPT_CALL = re.compile(r"\b(words|several|text|foreign|fitting)\(([^()]*)\)")
QUOTED = re.compile(r'"([a-z0-9_.]+)"|`([^`]*)`')
# Most files name no text; reading these alone makes the check fast enough for every start.
NAMES_A_TEXT = re.compile(rf"\b(?:{'|'.join((*COLLECTIONS, 'wordings?'))})\b")
HOLE = re.compile(r"\$\{[^}]*\}")  # a value that the script puts into a text in backquotes


@dataclass(frozen=True, slots=True, order=True)
class UsedAt:
    """Where something is named: a file of the project and a line."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass
class Uses:
    """The first place that names each id, by collection and id; the same for patterns, where `*` is any text."""

    ids: dict[tuple[str, str], UsedAt] = field(default_factory=dict)
    patterns: dict[tuple[str, str], UsedAt] = field(default_factory=dict)

    def note(self, collection: str, name: str, place: UsedAt) -> None:
        """Note an id, or a pattern with `*`."""
        (self.patterns if "*" in name else self.ids).setdefault((collection, name), place)


def in_templates(templates: Path, uses: Uses) -> None:
    """Note what the templates name. Raises jinja2.TemplateSyntaxError for one that cannot be read."""
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(templates.rglob("*.html"))}
    trees = {path: environment.parse(text) for path, text in texts.items() if NAMES_A_TEXT.search(text)}
    # Dictionaries that a template sets, by name, with their texts: another template may take an id from one.
    tables: dict[str, list[str]] = {}
    for tree in trees.values():
        for found in tree.find_all(nodes.Assign):
            if isinstance(found.target, nodes.Name) and isinstance(found.node, nodes.Dict):
                tables[found.target.name] = [text for pair in found.node.items if (text := _text_of(pair.value))]
    for path, tree in trees.items():
        name = f"{templates.name}/{path.relative_to(templates).as_posix()}"
        _Template(tree, name, tables, uses).read()


def _text_of(node: nodes.Node) -> str:
    """Return the text of a node that is a constant text, else an empty one."""
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else ""


class _Template:
    """One template while it is read; `tables` are the dictionaries of all templates.

    `_aliases`: the collection of each variable that is set to one. `_macros`: macros whose first argument is an id.
    """

    def __init__(self, tree: nodes.Template, name: str, tables: dict[str, list[str]], uses: Uses) -> None:
        self._tree, self._name, self._tables, self._uses = tree, name, tables, uses
        self._aliases: dict[str, str] = {}
        self._macros = {macro.name for macro in tree.find_all(nodes.Macro) if self._reads_by(macro)}
        for found in tree.find_all(nodes.Assign):
            collection = self._collection(found.node)
            if isinstance(found.target, nodes.Name) and collection:
                self._aliases[found.target.name] = collection

    def read(self) -> None:
        """Note every id and pattern that the template names."""
        for node in self._tree.find_all((nodes.Getattr, nodes.Getitem, nodes.Call)):
            if isinstance(node, nodes.Call):
                self._call(node)
            elif isinstance(node, nodes.Getattr | nodes.Getitem) and (collection := self._collection(node.node)):
                if isinstance(node, nodes.Getitem):
                    self._item(collection, node.arg)
                elif node.attr not in METHODS:
                    self._note(collection, node.attr, node)

    @staticmethod
    def _reads_by(macro: nodes.Macro) -> bool:
        """Return True if the macro takes a text by its first argument, as in `guidance[name]`."""
        first = macro.args[0].name if macro.args else ""
        items = (found.arg for found in macro.find_all(nodes.Getitem))
        return any(isinstance(part, nodes.Name) and part.name == first for part in items)

    def _collection(self, node: nodes.Node | None) -> str:
        """Return the collection that a node is, or an empty text; `shown` only as `content.shown`."""
        if isinstance(node, nodes.Name):
            return self._aliases.get(node.name, "")
        if isinstance(node, nodes.Getattr):
            if node.attr == "shown" and not (isinstance(node.node, nodes.Name) and node.node.name == "content"):
                return ""
            return COLLECTIONS.get(node.attr, "")
        return ""

    def _note(self, collection: str, name: str, node: nodes.Node) -> None:
        self._uses.note(collection, name, UsedAt(self._name, node.lineno))

    def _call(self, node: nodes.Call) -> None:
        """Note the id of a call of `wording` (a sentence) or `wordings` (a list), which depend on the case."""
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if name == "wording" and node.args:
            self._item("guidance", node.args[0])
        elif name == "wordings" and node.args:
            self._note("lists", _pattern(node.args[0]), node)

    def _item(self, collection: str, arg: nodes.Node) -> None:
        """Note what the brackets of `collection[arg]` can be."""
        if isinstance(arg, nodes.CondExpr):
            for each in (arg.expr1, arg.expr2):
                if each is not None:
                    self._item(collection, each)
        elif isinstance(arg, nodes.Getitem) and isinstance(arg.node, nodes.Name):
            for text in self._tables.get(arg.node.name, []):
                self._note(collection, text, arg)
        else:
            pattern = _pattern(arg)
            self._note(collection, pattern, arg)
            if isinstance(arg, nodes.Name) or (isinstance(arg, nodes.Concat) and pattern.count("*") == 1):
                self._chosen_from(collection, pattern)

    def _chosen_from(self, collection: str, pattern: str) -> None:
        """Note each text of this template that the variable in a pattern may be.

        It may be the first argument of a macro that reads by it, or a text of a tuple of texts that the template
        does not only compare with.
        """
        if pattern.strip("*_") and collection != "leaflet":
            return  # put together with a code of a vocabulary: FAMILIES in `needed_ids.py` has these
        compared = {id(part) for found in self._tree.find_all(nodes.Compare) for part in found.find_all(nodes.Tuple)}
        for call in self._tree.find_all(nodes.Call):
            named = isinstance(call.node, nodes.Name) and call.node.name in self._macros
            if named and call.args and (text := _text_of(call.args[0])):
                self._note(collection, pattern.replace("*", text), call)
        for row in self._tree.find_all(nodes.Tuple):
            if id(row) not in compared and row.items and all(map(_text_of, row.items)):
                for item in row.items:
                    self._note(collection, pattern.replace("*", _text_of(item)), item)


def _pattern(node: nodes.Node) -> str:
    """Return the text of an expression, with `*` for each part that is not constant."""
    if isinstance(node, nodes.Const):
        return str(node.value)
    if isinstance(node, nodes.Concat):
        return "".join(map(_pattern, node.nodes))
    return "*"


def in_code(package: Path, uses: Uses, functions: frozenset[str], tables: Mapping[tuple[str, str], str]) -> None:
    """Note what Python names: arguments of these functions, items of collections, and constants that list ids.

    `functions` take ids of guidance after their first argument. `tables` has the collection of such a constant,
    by the file of the package and the name of the constant.
    """
    calls = "|".join(functions | LIST_FUNCTIONS)
    names_a_text = re.compile(rf"\b(?:{calls})\(|\.(?:{'|'.join(COLLECTIONS)})\[")
    files = {file for file, _ in tables}
    for path in sorted(package.rglob("*.py")):
        name, text = path.relative_to(package).as_posix(), path.read_text(encoding="utf-8")
        if name not in files and not names_a_text.search(text):
            continue
        for node in ast.walk(ast.parse(text)):
            for collection, text in _named(node, functions, name, tables):
                uses.note(collection, text, UsedAt(f"{package.name}/{name}", node.lineno))  # type: ignore[attr-defined]


def _named(
    node: ast.AST, functions: frozenset[str], file: str, tables: Mapping[tuple[str, str], str]
) -> Iterator[tuple[str, str]]:
    """Yield collection and id, or pattern, of all that this one node names."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id in functions | LIST_FUNCTIONS:
            for arg in node.args[1:]:
                yield from (("lists" if node.func.id in LIST_FUNCTIONS else "guidance", text) for text in _texts(arg))
    elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute):
        if collection := COLLECTIONS.get(node.value.attr):
            yield from ((collection, text) for text in _texts(node.slice))
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        collection = tables.get((file, node.targets[0].id))
        if collection:
            yield from ((collection, text) for text in _texts(node.value))


def _texts(node: ast.AST) -> Iterator[str]:
    """Yield the texts of an expression; in one that is put together, `*` is each part that is not constant."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from _texts(value)
    elif isinstance(node, ast.Tuple | ast.BinOp | ast.Starred | ast.Set | ast.List):
        for child in ast.iter_child_nodes(node):
            yield from _texts(child)


def in_script(script: Path, name: str, uses: Uses) -> None:
    """Note what a script of the quick check names; `name` is the file, as it is reported."""
    for number, line in enumerate(script.read_text(encoding="utf-8").splitlines(), 1):
        for call in SCRIPT_CALL.finditer(HOLE.sub("*", line)):
            named = QUOTED.findall(call[2])
            for plain, joined in named if call[1] == "several" else named[:1]:
                id_ = plain or joined
                collection, text = ("shown", id_[6:]) if id_.startswith("shown.") else ("guidance", id_)
                if "." not in text and text.strip("*"):
                    uses.note(collection, text, UsedAt(name, number))
