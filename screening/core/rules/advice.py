"""advise(): the ordered advice of a case with its reasons (docs/rules.md: Advice).

These thresholds are a proposal to be agreed with KCIK. No advice clears a person.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from screening.core.record.case import Case
from screening.core.rules import refer_adult, refer_child
from screening.core.rules.advice_sentences import sentences
from screening.core.rules.assessment import Assessment
from screening.core.rules.consult import act_now, consult
from screening.core.rules.law import purposes
from screening.core.rules.lesser_advice import labour_rights, prevention, second_talk
from screening.core.rules.reasons import Reason, merged
from screening.core.rules.situation import Situation, situation_of


class AdviceCode(StrEnum):
    """What the tool advises, in this order."""

    ACT_NOW = "act_now"
    REFER = "refer"
    CONSULT = "consult"
    LABOUR_RIGHTS = "labour_rights"
    PREVENTION = "prevention"
    SECOND_TALK = "second_talk"
    NOTHING_RECORDED = "nothing_recorded"


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice; `reasons` is never empty. `sentences`: the ids of the guidance in which it is said."""

    code: AdviceCode
    reasons: tuple[Reason, ...]
    sentences: tuple[str, ...]

    @property
    def indicators(self) -> frozenset[str]:
        """Every indicator that led to it."""
        return frozenset(id_ for reason in self.reasons for id_ in reason.indicators)


def _refer(situation: Situation) -> list[Reason]:
    case, catalogue = situation.case, situation.catalogue
    if case.child_path:
        return refer_child.reasons(catalogue, case, situation.yes)
    return refer_adult.reasons(case, situation.yes, purposes(catalogue, case))


def advise(case: Case, assessment: Assessment) -> tuple[Advice, ...]:
    """Return the advice for a case, in the order of `AdviceCode`; never empty, every piece with at least one reason."""
    situation = situation_of(assessment.catalogue, case)
    adult = not case.child_path
    reasons: dict[AdviceCode, list[Reason]] = {
        AdviceCode.ACT_NOW: act_now(situation),
        AdviceCode.REFER: _refer(situation),
    }

    def apply(code: AdviceCode, rule: Callable[[Situation], list[Reason]], *, allowed: bool) -> None:
        reasons[code] = rule(situation) if allowed else []

    refer = bool(reasons[AdviceCode.REFER])
    apply(AdviceCode.CONSULT, consult, allowed=not refer)
    apply(AdviceCode.LABOUR_RIGHTS, labour_rights, allowed=adult and not refer)
    apply(AdviceCode.PREVENTION, prevention, allowed=adult and not refer)
    apply(AdviceCode.SECOND_TALK, second_talk, allowed=adult and not refer and not reasons[AdviceCode.CONSULT])
    found = {code: merged(why) for code, why in reasons.items() if why}
    found = found or {AdviceCode.NOTHING_RECORDED: (Reason("nothing_found"),)}
    consulted = AdviceCode.CONSULT in found
    return tuple(Advice(code, why, sentences(code, situation, consult=consulted)) for code, why in found.items())
