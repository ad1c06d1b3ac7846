"""Whether anybody changed, since a page was shown, what is on it or what it depends on.

The form of a page carries short digests of both: one of each field or row on it, and one of each part of
the case that it depends on. A save on an older revision of the case goes through if they still fit. What is decided,
agreed, handed out or ended depends on the whole case, and so on its revision.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from screening.core.journey import Page
from screening.core.record.case import Case
from screening.core.record.quick_check import SAFETY_QUESTIONS
from screening.web.cases.forms.fields import plain

LENGTH = 16
AGE, FORMS, SAFETY, PROFESSION, AGREEMENT = "age", "forms", "safety", "profession", "agreement"
OWN, WHOLE_CASE = "own", "case"
PARTS: dict[str, Callable[[Case], Iterable[object]]] = {
    AGE: lambda case: [case.age],
    FORMS: lambda case: [case.forms, case.intended, case.context.form_unsure],
    SAFETY: lambda case: [leaf.of(case) for leaf in SAFETY_QUESTIONS],
    PROFESSION: lambda case: [case.context.profession],
    AGREEMENT: lambda case: [case.agreement.contact, case.agreement.share_name],
}
ROWS = (AGE, FORMS, SAFETY, PROFESSION)
DEPENDS: dict[Page, tuple[str, ...]] = {
    Page.SAFETY: (AGREEMENT,),  # an age that is changed may erase a name that nobody agreed to
    Page.INTRODUCTION: (AGE, PROFESSION),
    Page.CONTEXT: (),
    Page.FORMS: (AGE,),
    Page.SIGNS: (AGE, FORMS),
    Page.TRIAGE: ROWS,
    Page.DIMENSION: ROWS,
    Page.OUTSIDE: ROWS,
    Page.ACTS: (AGE, FORMS),
    Page.CALL: (PROFESSION,),
    Page.PLACE: (),
    Page.FACTS: (),
    Page.PERSON: (AGE, AGREEMENT),
    Page.NEEDS: (),
    Page.STATUS: (),
    Page.DONE: (),
    Page.HANDOVER: (),
}
WHOLE = frozenset((Page.DECISION, Page.AGREEMENT, Page.FINISH))


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
    parts = {name: _digest(name, PARTS[name](case)) for name in DEPENDS.get(page, ())}
    return {OWN: "".join(_digest(name, values) for name, values in own.items()), **parts}


def _said(sent: str) -> dict[str, str]:
    return dict(part.split(".", 1) for part in sent.split(" ") if "." in part)


def told(own: Own, case: Case, page: Page) -> str:
    """Return what the form of a page carries along: digests of the values on it and of what it depends on."""
    return " ".join(f"{name}.{digest}" for name, digest in _digests(own, case, page).items())


def changed(sent: str, own: Own, case: Case, page: Page) -> frozenset[str]:
    """What was changed since the page was shown, of an older revision: OWN, names of parts, or WHOLE_CASE."""
    seen = _said(sent)
    differs = {name for name, digest in _digests(own, case, page).items() if seen.get(name) != digest}
    return frozenset(differs | ({WHOLE_CASE} if page in WHOLE else set()))


def differing(sent: str, saved: Own, submitted: Own) -> dict[str, Changed]:
    """The fields and rows in which a page as submitted differs from what is saved, and where each was changed."""
    digests = _said(sent).get(OWN, "")
    shown = {digests[at : at + LENGTH] for at in range(0, len(digests), LENGTH)}
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
