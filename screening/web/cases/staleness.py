"""Whether anybody changed, since a page was shown, what is on it or what it depends on.

The form of a page carries short digests of both: one of each field or row on it, and one of each part of the case
that it depends on. A save on an older revision of the case goes through if all are equal to those of the saved case.
Which parts these are is in the table of pages; what is decided, agreed, handed out or ended depends on the whole case,
and so on its revision. Which fields are a part is said where they are declared.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from enum import StrEnum

from screening.core.journey import DEPENDS, Page
from screening.core.record.case import Case
from screening.core.record.case_parts import PARTS
from screening.web.cases.forms.fields import plain

LENGTH = 16  # letters of a digest
OWN, WHOLE_CASE = "own", "case"

Own = Mapping[str, Iterable[object]]  # the saved values on a page, by name of field or row


class Changed(StrEnum):
    """Where a field or row was changed since the page was shown; UNKNOWN if the page does not say what it showed."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    BOTH = "both"
    UNKNOWN = "unknown"


def _digest(name: str, values: Iterable[object]) -> str:
    return hashlib.sha256(json.dumps([name, *map(plain, values)]).encode()).hexdigest()[:LENGTH]


def _digests(own: Own, case: Case, page: Page) -> dict[str, str]:
    parts = {part.value: _digest(part, (leaf.of(case) for leaf in PARTS[part])) for part in DEPENDS[page] or ()}
    return {OWN: "".join(_digest(name, values) for name, values in own.items()), **parts}


def _digests_in(sent: str) -> dict[str, str]:
    return dict(part.split(".", 1) for part in sent.split(" ") if "." in part)


def _digests_of_fields(sent: str) -> frozenset[str]:
    digests = _digests_in(sent).get(OWN, "")
    return frozenset(digests[at : at + LENGTH] for at in range(0, len(digests), LENGTH))


def was_shown(sent: str, name: str, value: object) -> bool:
    """Return whether a page showed this value in a field, by the digests that it carries."""
    return _digest(name, [value]) in _digests_of_fields(sent)


def page_digests(own: Own, case: Case, page: Page) -> str:
    """Return what the form of a page carries along: digests of the values on it and of what it depends on."""
    return " ".join(f"{name}.{digest}" for name, digest in _digests(own, case, page).items())


def changed(sent: str, own: Own, case: Case, page: Page) -> frozenset[str]:
    """Return what was changed since the page was shown, of an older revision: OWN, names of parts, or WHOLE_CASE."""
    seen = _digests_in(sent)
    differs = {name for name, digest in _digests(own, case, page).items() if seen.get(name) != digest}
    return frozenset(differs | ({WHOLE_CASE} if DEPENDS[page] is None else set()))


def differing(sent: str, saved: Own, submitted: Own) -> dict[str, Changed]:
    """Return the fields and rows in which a page as submitted differs from what is saved, and where each was
    changed.
    """
    shown = _digests_of_fields(sent)
    found = {}
    for name, values in saved.items():
        there, here = _digest(name, values), _digest(name, submitted[name])
        if there != here:
            found[name] = _where(there in shown, here in shown) if shown else Changed.UNKNOWN
    return found


def _where(saved_as_shown: bool, submitted_as_shown: bool) -> Changed:
    if saved_as_shown:
        return Changed.HERE
    return Changed.ELSEWHERE if submitted_as_shown else Changed.BOTH
