"""advise(): the ordered advice of a case with its reasons, one small named rule a line (docs/rules.md: Advice).

These thresholds are a proposal to be agreed with KCIK. No advice clears a person.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from screening.core.instrument.vocabulary import Answer, CriminalAct, DimensionId, Form
from screening.core.record.case import Case
from screening.core.rules import refer_adult, refer_child
from screening.core.rules.assessment import Assessment
from screening.core.rules.law import purposes
from screening.core.rules.named_rows import LABOUR_RIGHTS
from screening.core.rules.outside import outside_with
from screening.core.rules.present import ProfileYeses, yeses
from screening.core.rules.reasons import Reason, merged


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
    """One piece of advice; `reasons` is never empty."""

    code: AdviceCode
    reasons: tuple[Reason, ...]

    @property
    def indicators(self) -> frozenset[str]:
        """Every indicator behind it."""
        return frozenset(id_ for reason in self.reasons for id_ in reason.indicators)


@dataclass(frozen=True, slots=True)
class _Situation:
    """What the rules read, worked out once."""

    case: Case
    assessment: Assessment
    yes: tuple[ProfileYeses, ...]

    @property
    def all_yes(self) -> frozenset[str]:
        return frozenset(row.id for each in self.yes for row in each.rows)

    @property
    def force(self) -> frozenset[str]:
        return frozenset(id_ for each in self.yes for id_ in each.force)

    @property
    def exploitation(self) -> frozenset[str]:
        return frozenset(id_ for each in self.yes for id_ in each.exploitation)

    @property
    def chosen_rows(self) -> frozenset[str]:
        """Ids of all rows of the chosen profiles, those too that never count there."""
        catalogue = self.assessment.catalogue
        return frozenset(row.id for each in self.assessment.profiles for row in catalogue.rows_of[each.profile.id])

    @property
    def signs(self) -> tuple[str, ...]:
        return tuple(id_ for id_ in self.assessment.catalogue.signs if id_ in self.case.signs)


def _act_now(situation: _Situation) -> list[Reason]:
    signs = situation.assessment.catalogue.signs
    urgent = tuple(id_ for id_ in situation.signs if signs[id_].urgent)
    reasons = [Reason("immediate_danger")] if situation.case.danger else []
    return reasons + ([Reason("urgent_sign", signs=urgent)] if urgent else [])


def _refer(situation: _Situation) -> list[Reason]:
    if situation.case.child_path:
        return refer_child.reasons(situation.case, situation.yes)
    return refer_adult.reasons(situation.case, situation.yes, purposes(situation.assessment.catalogue, situation.case))


def _consult(situation: _Situation) -> list[Reason]:
    signs = situation.assessment.catalogue.signs
    strong = frozenset(row.id for each in situation.yes for row in each.scored_strong())
    extensions = frozenset(id_ for each in situation.yes for id_ in each.extensions())
    serious = tuple(id_ for id_ in situation.signs if signs[id_].serious)
    outside = (
        frozenset(outside_with(situation.assessment.catalogue, situation.case, Answer.YES)) - situation.chosen_rows
    )
    found = [
        (situation.case.child_path, Reason("child")),
        (situation.case.danger, Reason("immediate_danger")),
        (situation.case.concerned, Reason("concerned")),
        (Form.OTHER in situation.case.forms, Reason("other_form")),
        (situation.case.safety.unsafe, Reason("unsafe_talk")),
        (strong, Reason("strong_yes", strong)),
        (extensions, Reason("extension_yes", extensions)),
        (situation.force, Reason("force_yes", situation.force)),
        (len(situation.all_yes) >= 2, Reason("several_indicators", situation.all_yes)),
        (len(situation.signs) >= 2, Reason("several_signs", signs=situation.signs)),
        (serious, Reason("serious_sign", signs=serious)),
        (outside, Reason("outside_yes", outside)),
    ]
    return [reason for holds, reason in found if holds]


def _labour_rights(situation: _Situation) -> list[Reason]:
    concerned = (each for each in situation.yes if each.profile.form in LABOUR_RIGHTS and not each.force)
    rows = frozenset(id_ for each in concerned for id_ in each.exploitation)
    return [Reason("exploitation_without_force", rows)] if rows else []


def _prevention(situation: _Situation) -> list[Reason]:
    early = frozenset(
        id_
        for each in situation.yes
        for id_ in each.within(DimensionId.DECEPTIVE_RECRUITMENT, DimensionId.RECRUITMENT_VULNERABILITY)
    )
    begun = situation.exploitation or situation.force or situation.case.acts - {CriminalAct.RECRUITMENT}
    return [Reason("before_exploitation", early)] if early and not begun else []


def _second_talk(situation: _Situation) -> list[Reason]:
    rows = situation.chosen_rows
    unsettled = frozenset(
        id_ for id_ in rows if situation.case.answer(id_) in (Answer.YES, Answer.DECLINED, Answer.UNCLEAR)
    )
    settled = any(situation.case.answer(id_) in (Answer.YES, Answer.NO) for id_ in rows)
    found = [
        (unsettled, Reason("open_answers", unsettled)),
        (situation.signs, Reason("signs_seen", signs=situation.signs)),
        (not settled, Reason("nothing_answered")),
    ]
    return [reason for holds, reason in found if holds]


def advise(case: Case, assessment: Assessment) -> tuple[Advice, ...]:
    """Return the advice for a case, in the order of `AdviceCode`; never empty, every piece with at least one reason."""
    situation = _Situation(case, assessment, yeses(assessment.catalogue, case))
    adult = not case.child_path
    reasons: dict[AdviceCode, list[Reason]] = {
        AdviceCode.ACT_NOW: _act_now(situation),
        AdviceCode.REFER: _refer(situation),
    }

    def otherwise(code: AdviceCode, rule: Callable[[_Situation], list[Reason]], *, allowed: bool) -> None:
        reasons[code] = rule(situation) if allowed else []

    refer = bool(reasons[AdviceCode.REFER])
    otherwise(AdviceCode.CONSULT, _consult, allowed=not refer)
    otherwise(AdviceCode.LABOUR_RIGHTS, _labour_rights, allowed=adult and not refer)
    otherwise(AdviceCode.PREVENTION, _prevention, allowed=adult and not refer)
    otherwise(AdviceCode.SECOND_TALK, _second_talk, allowed=adult and not refer and not reasons[AdviceCode.CONSULT])
    found = tuple(Advice(code, merged(why)) for code, why in reasons.items() if why)
    return found or (Advice(AdviceCode.NOTHING_RECORDED, (Reason("nothing_found"),)),)
