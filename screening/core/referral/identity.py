"""Whose name may be in a case (docs/rules.md: Who may be named, and what may leave)."""

from dataclasses import replace
from enum import StrEnum

from screening.core.instrument.vocabulary import Age
from screening.core.record.case import Case
from screening.core.record.fields import Leaves, texts, with_value
from screening.core.record.vocabulary import ContactAgreement, KcikChoice, NameAgreement

# The fields that may be kept only where the person may be named: name, birth date, citizenship.
IDENTITY = tuple(leaf for leaf in texts(Case) if leaf.facts.may_leave is Leaves.IF_NAMED)


class Missing(StrEnum):
    """Why there is no agreement to a referral: codes of `ContactAgreement`, and AGE while the age is not known."""

    AGE = "age"
    NOT_ASKED = "not_asked"
    UNABLE = "unable"
    NO = "no"


class Grounds(StrEnum):
    """On what grounds a person is referred, as the head of the sheet says it: agreement or age, or why neither."""

    AGREED = "agreed"
    CHILD = "child"
    UNCERTAIN = "uncertain"
    AGE = "age"
    NOT_ASKED = "not_asked"
    UNABLE = "unable"
    NO = "no"


def may_be_named(case: Case) -> bool:
    """Return True for a child or an age in doubt, and for an adult who agreed to contact and to sharing the name.

    False while the age was not asked.
    """
    agreement = case.agreement
    agreed = agreement.contact is ContactAgreement.YES and agreement.share_name is NameAgreement.YES
    return case.age is not None and (case.child_or_in_doubt or agreed)


def missing(case: Case) -> Missing | None:
    """Return why there is no agreement: somebody said no, cannot agree now, or was not asked yet; None where there is
    agreement, or the age needs none.

    While the age is not recorded, nobody knows whether agreement is needed: a yes does not count then, a no does.
    """
    if case.child_or_in_doubt or (case.age is Age.ADULT and case.agreement.contact is ContactAgreement.YES):
        return None
    refused = case.agreement.contact in (ContactAgreement.NO, ContactAgreement.UNABLE)
    return Missing.AGE if case.age is None and not refused else Missing(case.agreement.contact)


def grounds(case: Case) -> Grounds:
    """Return on what grounds the person is referred, or why there are none."""
    if case.child_or_in_doubt:
        return Grounds.CHILD if case.age is Age.CHILD else Grounds.UNCERTAIN
    why = missing(case)
    return Grounds(why) if why else Grounds.AGREED


def agreement_missing(case: Case) -> bool:
    """Return True where an agreement is needed and there is none: `missing` has a reason."""
    return missing(case) is not None


def refused(case: Case) -> bool:
    """Return True where somebody said no, or cannot agree now, and is not known to be a child or of an age in doubt: no
    paper then leads to the person at all.
    """
    return missing(case) in (Missing.NO, Missing.UNABLE)


def decided_against_refusal(case: Case) -> bool:
    """Return True where an officer decided to refer somebody who said no.

    The officer may decide so; the pages say what it means.
    """
    kcik = case.decisions.kcik
    return missing(case) is Missing.NO and kcik is not None and kcik.choice is KcikChoice.REFER


def allowed(case: Case) -> Leaves:
    """Return the highest level of `Leaves` whose texts may leave, by the agreement of the person."""
    if refused(case):
        return Leaves.ALWAYS
    if agreement_missing(case):
        return Leaves.UNLESS_REFUSED
    return Leaves.IF_NAMED if may_be_named(case) else Leaves.IF_AGREED


def _has_identity(case: Case) -> bool:
    return any(leaf.of(case) for leaf in IDENTITY)


def identity_erased(before: Case, after: Case) -> str:
    """Return why name, birth date and citizenship are gone with a save: "withdrawn", "age", or "" if they are not."""
    if may_be_named(after) or not _has_identity(before):
        return ""
    return "age" if before.age is not after.age else "withdrawn"


def without_unagreed_identity(case: Case) -> Case:
    """Return the case as it may be kept: without name, birth date and citizenship if the person may not be named.

    An adult who refuses contact takes the agreement to the name back as well: it is asked again if the adult agrees to
    contact later, and until then no paper says that the name may be told.
    """
    agreement = case.agreement
    if refused(case) and agreement.share_name is NameAgreement.YES:
        case = replace(case, agreement=replace(agreement, share_name=NameAgreement.NOT_ASKED))
    if may_be_named(case) or not _has_identity(case):
        return case
    for leaf in IDENTITY:
        case = with_value(case, leaf.path, "")
    return case
