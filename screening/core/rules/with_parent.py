"""Whether a child may stay with the parent: nobody takes a child away because the family is poor."""

from screening.core.instrument.vocabulary import Answer, FormGroup
from screening.core.record.case import Case
from screening.core.record.vocabulary import Limit, YesNoUnknown
from screening.core.rules.advice import Advice, AdviceCode
from screening.core.rules.named_rows import BY_FAMILY, NO_GUARDIAN, POOR

SPEAKS_OF_NOTHING = (Answer.NO, Answer.NOT_ASKED)


def _poor_at_most(case: Case) -> bool:
    """Nothing but what a poor family lives with was answered otherwise than "no", in the chosen forms or outside."""
    poor = {id_ for form in case.forms for id_ in POOR[form.group]}
    return all(case.answer(id_) in SPEAKS_OF_NOTHING for id_ in case.replies.keys() - poor)


def _family_doubted(case: Case) -> bool:
    """A form in which it is often the parent, an act or something intended, or a child who keeps it from the family."""
    unsaid = Limit.NOT_TO_FAMILY in case.agreement.limits
    return bool(case.forms & {*BY_FAMILY} or case.intended or case.acts or unsaid or _seen(case))


def _seen(case: Case) -> bool:
    """Something that the officer saw or fears beside the answers: a sign of whatever weight, a concern, a threat."""
    return bool(case.signs or case.concerned or case.safety.family_threatened is YesNoUnknown.YES)


def stays_with_parent(case: Case, advice: tuple[Advice, ...]) -> bool:
    """Return True if KCIK is only to be consulted, a safe talk found that the adult is the guardian, no sign was seen,
    and nothing recorded is more than poverty; in doubt False (decision 0086).
    """
    more = {each.code for each in advice} & {AdviceCode.ACT_NOW, AdviceCode.REFER}
    guardian = all(case.answer(id_) is Answer.NO for group in FormGroup for id_ in NO_GUARDIAN[group])
    confirmed = case.child_or_in_doubt and guardian and case.safety.no_counts
    return confirmed and not more and _poor_at_most(case) and not _family_doubted(case)
