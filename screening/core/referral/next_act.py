"""The three acts that follow a result, in their order: the call, the agreement, the sheet (docs/decisions/0061)."""

from collections.abc import Iterable
from enum import StrEnum

from screening.core.instrument.catalogue import Catalogue
from screening.core.record.case import Case
from screening.core.record.vocabulary import KcikChoice
from screening.core.referral.calling import kcik_choice
from screening.core.referral.completeness import gaps
from screening.core.referral.identity import agreement_missing, refused
from screening.core.referral.still_open import TO_KCIK, StillOpen, still_open
from screening.core.rules.advice import Advice, AdviceCode

CHILD_TOLD = "child_told"


class Act(StrEnum):
    """An act that follows a result, in the order in which it is done."""

    CALL = "call"
    AGREEMENT = "agreement"
    SHEET = "sheet"


def leads_to_kcik(case: Case, advice: Iterable[Advice]) -> bool:
    """Return whether the acts follow: somebody decided for KCIK, or nobody has decided and the advice is to call it."""
    decided = kcik_choice(case)
    if decided is not None:
        return decided is not KcikChoice.NOT_NOW
    return bool({each.code for each in advice} & TO_KCIK)


def code_told(case: Case, code: AdviceCode) -> AdviceCode:
    """Return the advice as pages and papers tell it: CONSULT in place of REFER if the person refused."""
    return AdviceCode.CONSULT if code is AdviceCode.REFER and refused(case) else code


def advised_choice(case: Case, advice: Iterable[Advice]) -> KcikChoice | None:
    """Return the decision that follows the advice; without agreement CONSULT, None if it says nothing of KCIK."""
    codes = {each.code for each in advice}
    if not codes & {AdviceCode.REFER, AdviceCode.CONSULT}:
        return None
    refers = AdviceCode.REFER in codes and not agreement_missing(case)
    return KcikChoice.REFER if refers else KcikChoice.CONSULT


def next_act(catalogue: Catalogue, case: Case, advice: tuple[Advice, ...]) -> Act:
    """Return the first act that is not done. A child is not asked for an agreement: it is told what will happen."""
    waits = still_open(catalogue, case, advice)
    if StillOpen.CALL in waits:
        return Act.CALL
    told = case.child_or_in_doubt and CHILD_TOLD in {gap.code for gap in gaps(case)}
    return Act.AGREEMENT if told or StillOpen.AGREEMENT in waits else Act.SHEET
