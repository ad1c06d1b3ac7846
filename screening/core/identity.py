"""Whose name may stand in a case: an adult's only after agreement, a child's on the child path (procedure 1.4)."""

from dataclasses import replace

from screening.core.case import Case
from screening.core.referral import Person
from screening.core.referral_terms import Agrees, Shares

IDENTITY = ("name", "birth_date", "citizenship")
CONTACT = ("relatives", "safe_contact", "unsafe_contact")


def may_be_named(case: Case) -> bool:
    """True on the child path, and for an adult who agreed to contact with KCIK and to sharing the name."""
    agreement = case.agreement
    return case.child_path or (agreement.contact is Agrees.YES and agreement.share_name is Shares.YES)


def agreement_missing(case: Case) -> bool:
    """True for an adult who said no, or cannot agree now: KCIK is consulted without data (procedure 1.4)."""
    return not case.child_path and case.agreement.contact in (Agrees.NO, Agrees.UNABLE)


def _without(person: Person, names: tuple[str, ...]) -> Person:
    return replace(person, **dict.fromkeys(names, ""))  # type: ignore[arg-type]


def shown(case: Case) -> Person:
    """The person as a referral sheet may show it: no identity without agreement to it, no contact against a refusal."""
    person = case.person if may_be_named(case) else _without(case.person, IDENTITY)
    return _without(person, CONTACT) if agreement_missing(case) else person


def without_own_words(case: Case) -> Case:
    """The case without the written fields that may lead to the person: place, what happens, what was told, contact."""
    return replace(
        case,
        safety=replace(case.safety, place=""),
        context=replace(case.context, language="", sector="", country="", since="", region="", facts=""),
        agreement=replace(case.agreement, other_limits=""),
        done=replace(case.done, notified_who="", kcik_consultant=""),
        handover=replace(case.handover, taken_by="", told="", next_contact=""),
    )


def without_unagreed_identity(case: Case) -> Case:
    """The case as it may be kept: identity is gone once the agreement to it is."""
    if may_be_named(case) or not any(getattr(case.person, name) for name in IDENTITY):
        return case
    return replace(case, person=_without(case.person, IDENTITY))
