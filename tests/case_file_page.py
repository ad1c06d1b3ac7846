"""Write the tables of docs/case_file.md anew from the fields of the record."""

import re
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_origin

from screening.core.record.case import Case
from screening.core.record.fields import Leaf, Of, leaves
from screening.core.record.text_kinds import Dated, Written
from screening.core.referral.identity import IDENTITY
from screening.exchange.case_model import MOST, PARTS

PAGE = Path(__file__).parents[1] / "docs" / "case_file.md"
ROW = re.compile(r"^\| `(?P<path>[a-z_.]+)` \|.*\| (?P<use>[^|]*) \|$", re.MULTILINE)
LIMITED = {Of.EVERYBODY: "", Of.ADULT: ", adult", Of.CHILD: ", child"}
# Required by more than the answer of their own field: see `completeness.MISSING` and `consistency.faults`.
BY_OTHERS = {
    "agreement.unable": "R if unable",
    "needs.urgent": "R",
    "decisions.kcik.reason": "R",
    "decisions.kcik.decided_by": "R",
    "decisions.notification.reason": "R unless undecided",
    "decisions.notification.decided_by": "R unless undecided",
}


def _codes(kind: type[StrEnum]) -> str:
    return ", ".join(f"`{code}`" for code in kind)


def _value(kind: Any, mark: Written | Dated | None) -> str:
    if isinstance(mark, Written):
        return f"text, {mark.limit}" + (", lines" if mark.lines else "")
    if isinstance(mark, Dated):
        if mark.partial:
            return "year, month or day: `1998`, `1998-05`, `1998-05-12`"
        return "date and minute" if mark.time else "date"
    if get_origin(kind) is frozenset:
        return f"some of: {_codes(get_args(kind)[0])}"
    if kind in (int, bool):
        return f"0–{MOST}" if kind is int else "true, false"
    return _codes(kind)


def _asked(leaf: Leaf) -> str:
    required = leaf.facts.required
    if leaf in IDENTITY:
        return "C"
    if leaf.name in BY_OTHERS or required is None:
        return BY_OTHERS.get(leaf.name, "O")
    return f"R{LIMITED[required]}{', referral only' if leaf.facts.leads else ''}"


def _with_codes(text: str) -> str:
    """The page with the codes of the fields of the screening part, whose rows are otherwise written by hand."""
    for leaf in leaves(Case):
        kind = get_args(leaf.kind)[0] if get_origin(leaf.kind) is frozenset else leaf.kind
        if len(leaf.path) == 1 and isinstance(kind, type) and issubclass(kind, StrEnum):
            row = re.compile(rf"^(\| `{leaf.key}` \| (?:some of: )?)`\w+`(?:, `\w+`)*", re.MULTILINE)
            text = row.sub(lambda found, kind=kind: found[1] + _codes(kind), text)
    return text


def page(text: str) -> str:
    """The page with its tables as the fields are now."""
    text = _with_codes(text)
    for part in PARTS:
        of_part = [leaf for leaf in leaves(Case) if leaf.path[0] == part]
        rows = [
            f"| `{leaf.name}` | {_value(leaf.kind, leaf.mark)} | {_asked(leaf)} | {leaf.facts.use} |"
            for leaf in of_part
        ]
        table = re.compile(rf"(?:^\| `{part}\..*\n)+", re.MULTILINE)
        text = table.sub(lambda _, rows=rows: "\n".join(rows) + "\n", text)
    return text


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
