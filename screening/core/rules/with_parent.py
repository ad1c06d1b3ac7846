"""Whether a child may stay with the parent: nobody takes a child away because the family is poor."""

from screening.core.instrument.vocabulary import Answer, FormGroup
from screening.core.record.case import Case
from screening.core.rules.advice import Advice, AdviceCode
from screening.core.rules.named_rows import NO_GUARDIAN

SERIOUS_SIGN = "serious_sign"


def stays_with_parent(case: Case, advice: tuple[Advice, ...]) -> bool:
    """Return True if KCIK is only to be consulted, a safe talk found that the adult is the guardian, and no sign is
    serious.
    """
    more = {each.code for each in advice} & {AdviceCode.ACT_NOW, AdviceCode.REFER}
    serious = any(reason.code == SERIOUS_SIGN for each in advice for reason in each.reasons)
    guardian = all(case.answer(id_) is Answer.NO for group in FormGroup for id_ in NO_GUARDIAN[group])
    return case.child_or_in_doubt and guardian and case.safety.no_counts and not more and not serious
