"""Whether anybody changed, since a page was shown, what stands on it or what it depends on.

The form of a page carries short digests of both. A save on an older revision of the case goes through if they still
fit. What is decided, agreed, handed out or ended depends on the whole case, and so on its revision.
"""

import hashlib
import json
from collections.abc import Callable, Iterable

from screening.core.case import Case
from screening.core.flow import Page
from screening.web.cases.fields import plain

LENGTH = 16
AGE, FORMS, SAFETY, PROFESSION, AGREEMENT = "age", "forms", "safety", "profession", "agreement"
OWN, WHOLE_CASE = "own", "case"
PARTS: dict[str, Callable[[Case], Iterable[object]]] = {
    AGE: lambda case: [case.age],
    FORMS: lambda case: [case.forms, case.intended, case.context.form_unsure],
    SAFETY: lambda case: [case.safety.alone, case.safety.interpreter],
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


def _digest(values: Iterable[object]) -> str:
    return hashlib.sha256(json.dumps([plain(value) for value in values]).encode()).hexdigest()[:LENGTH]


def _digests(own: Iterable[object], case: Case, page: Page) -> dict[str, str]:
    parts = {name: _digest(PARTS[name](case)) for name in DEPENDS.get(page, ())}
    return {OWN: _digest(own), **parts}


def told(own: Iterable[object], case: Case, page: Page) -> str:
    """What the form of a page carries along: digests of the values that stand on it and of what it depends on."""
    return " ".join(f"{name}.{digest}" for name, digest in _digests(own, case, page).items())


def changed(sent: str, own: Iterable[object], case: Case, page: Page) -> frozenset[str]:
    """What was changed since the page was shown, of an older revision: OWN, names of parts, or WHOLE_CASE."""
    seen = dict(part.split(".", 1) for part in sent.split(" ") if "." in part)
    differs = {name for name, digest in _digests(own, case, page).items() if seen.get(name) != digest}
    return frozenset(differs | ({WHOLE_CASE} if page in WHOLE else set()))
