"""Whether anybody changed, since a page was shown, what is on it or what it depends on.

The form of a page sends short digests of both along (in the field `seen`): one of each field or row on it, and one of
each part of the case that it depends on. A save on an older revision of the case passes if all are equal to those of
the saved case. `PAGES` in `core/journey.py` says on which parts a page depends; what is decided, agreed, handed out or
ended depends on the whole case, and so on its revision. `core/record/case_parts.py` has the fields of each part.
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
OWN, WHOLE_CASE = "own", "case"  # beside the names of parts: the values on the page itself; the whole case

Own = Mapping[str, Iterable[object]]  # the saved values on a page, by name of field or row


class Changed(StrEnum):
    """Where a field or row was changed since the page was shown."""

    HERE = "here"  # on the page that was sent
    ELSEWHERE = "elsewhere"  # by another save
    BOTH = "both"
    UNKNOWN = "unknown"  # the page does not say what it showed


def _digest(name: str, values: Iterable[object]) -> str:
    return hashlib.sha256(json.dumps([name, *map(plain, values)]).encode()).hexdigest()[:LENGTH]


def _digests(own: Own, case: Case, page: Page) -> dict[str, str]:
    """Return the digest of each part that the page depends on, and under OWN those of its values, joined."""
    parts = {part.value: _digest(part, (leaf.of(case) for leaf in PARTS[part])) for part in DEPENDS[page] or ()}
    return {OWN: "".join(_digest(name, values) for name, values in own.items()), **parts}


def _digests_in(sent: str) -> dict[str, str]:
    """Return what `page_digests` made, read again: digests by OWN or the name of a part."""
    return dict(part.split(".", 1) for part in sent.split(" ") if "." in part)


def _digests_of_fields(sent: str) -> frozenset[str]:
    """Return the digests of the single values that the page showed."""
    digests = _digests_in(sent).get(OWN, "")
    return frozenset(digests[at : at + LENGTH] for at in range(0, len(digests), LENGTH))


def was_shown(sent: str, name: str, value: object) -> bool:
    """Return whether a page showed this value in a field, by the digests that it carries."""
    return _digest(name, [value]) in _digests_of_fields(sent)


def page_digests(own: Own, case: Case, page: Page) -> str:
    """Return what the form of a page sends along: digests of its values and of what it depends on, as one text."""
    return " ".join(f"{name}.{digest}" for name, digest in _digests(own, case, page).items())


def changed(sent: str, own: Own, case: Case, page: Page) -> frozenset[str]:
    """Return what was changed since a page of an older revision was shown: OWN, names of parts, WHOLE_CASE.

    `sent` are the digests that it sent. WHOLE_CASE is always among them for a page that depends on the whole case.
    """
    seen = _digests_in(sent)
    differs = {name for name, digest in _digests(own, case, page).items() if seen.get(name) != digest}
    return frozenset(differs | ({WHOLE_CASE} if DEPENDS[page] is None else set()))


def differing(sent: str, saved: Own, submitted: Own) -> dict[str, Changed]:
    """Return where each field or row was changed in which the page as `submitted` differs from what is `saved`.

    `sent` are the digests of what the page showed.
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
