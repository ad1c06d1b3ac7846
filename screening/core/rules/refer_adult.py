"""When an adult is to be referred: lines (a) to (i), one function a line (docs/rules.md: Refer an adult)."""

from dataclasses import dataclass

from screening.core.instrument.vocabulary import FORCE, Answer, DimensionId, FormGroup
from screening.core.record.case import Case
from screening.core.rules.law import Purpose, more_than_law
from screening.core.rules.named_rows import (
    ANOTHER_EXPLOITATION,
    BETWEEN_SPOUSES,
    BOUND_IS_DEPENDENCE,
    CARE_DEPENDENCY,
    CARED_FOR,
    CIRCUMSTANCES,
    DAILY_DEPENDENCY,
    DEBT_OR_SALE,
    DECEIVED_JOB,
    DECEIVED_JOB_ALONE,
    DEPENDENCE,
    GAIN_OF_DEPENDENT,
    GAIN_TAKEN,
    GRAVE,
    GRAVE_WITH_ACT,
    HELD,
    UNPAID,
    WAGES_WITHHELD,
)
from screening.core.rules.present import ProfileYeses
from screening.core.rules.reasons import Reason

DECEPTION = DimensionId.DECEPTIVE_RECRUITMENT
RECRUITMENT_COERCION = DimensionId.COERCIVE_RECRUITMENT
RECRUITMENT_VULNERABILITY = DimensionId.RECRUITMENT_VULNERABILITY
EXPLOITATION = DimensionId.EXPLOITATION
DESTINATION_COERCION = DimensionId.DESTINATION_COERCION
DESTINATION_VULNERABILITY = DimensionId.DESTINATION_VULNERABILITY
FURTHER_FORMS = FormGroup.FURTHER.forms


@dataclass(frozen=True, slots=True)
class _Profile:
    """One profile of a case: its rows answered yes, and what the lines read of the whole case."""

    case: Case
    yes: ProfileYeses

    def answered_no(self, ids: tuple[str, ...]) -> bool:
        """True if a "no" of this talk counts, and every one of these rows has one."""
        return self.case.safety.no_counts and all(self.case.answer(id_) is Answer.NO for id_ in ids)

    @property
    def acts(self) -> bool:
        return bool(self.case.acts)

    @property
    def spouses_alone(self) -> bool:
        """True if marriage is the only further form and no own row of it has yes: violence between spouses alone."""
        only = self.case.forms & FURTHER_FORMS == {*BETWEEN_SPOUSES}
        return self.yes.profile.group is FormGroup.FURTHER and only and not self.yes.own()


def _reason(code: str, *parts: tuple[str, ...]) -> Reason:
    return Reason(code, frozenset().union(*parts))


def _a_force(each: _Profile) -> Reason | None:
    yes = each.yes
    if each.spouses_alone:
        return None
    besides = yes.within(DECEPTION, EXPLOITATION, DESTINATION_COERCION) + yes.among(DEBT_OR_SALE)
    indicated: tuple[str, ...] = yes.within(DESTINATION_COERCION) if yes.indicated(DESTINATION_COERCION) else ()
    if yes.indicated(RECRUITMENT_COERCION) and (besides or each.acts or each.case.intended):
        indicated += yes.within(RECRUITMENT_COERCION)
        return _reason("force_indicated", indicated, besides)
    return _reason("force_indicated", indicated) if indicated else None


def _b_exploitation_and_deception(each: _Profile) -> Reason | None:
    if each.yes.indicated(EXPLOITATION) and each.yes.indicated(DECEPTION):
        return _reason("exploitation_and_deception_indicated", each.yes.within(EXPLOITATION, DECEPTION))
    return None


def _c_exploitation_and_vulnerability(each: _Profile) -> Reason | None:
    yes = each.yes
    if each.spouses_alone or not (yes.indicated(EXPLOITATION) and yes.indicated(DESTINATION_VULNERABILITY)):
        return None
    at_recruitment = yes.within(RECRUITMENT_VULNERABILITY)
    more_than_hardship = bool(set(at_recruitment) - {*CIRCUMSTANCES})
    vulnerable = at_recruitment if yes.indicated(RECRUITMENT_VULNERABILITY) and more_than_hardship else ()
    cared_for = yes.among(CARE_DEPENDENCY)
    free = each.answered_no(HELD[yes.profile.group])
    dependent = () if free else yes.among(DAILY_DEPENDENCY)
    if vulnerable or cared_for or dependent:
        code = "exploitation_and_vulnerability_indicated"
        return _reason(code, yes.within(EXPLOITATION, DESTINATION_VULNERABILITY), vulnerable)
    return None


def _d_grave(each: _Profile) -> Reason | None:
    found = each.yes.among(GRAVE)
    return _reason("grave_indicator", found) if found else None


def _d_grave_with_act(each: _Profile) -> Reason | None:
    found: tuple[str, ...] = ()
    for row in each.yes.rows:
        if row.id in each.yes.among(GRAVE_WITH_ACT):
            more = each.yes.own(row.form)
            if each.acts or len(more) > 1:
                found += more
    return _reason("grave_with_act", found) if found else None


def _e_exploitation_and_force(each: _Profile) -> Reason | None:
    yes = each.yes
    ground = yes.exploitation + yes.among(WAGES_WITHHELD)
    if not each.spouses_alone and ground and (yes.strong(*FORCE) or yes.menace or len(yes.force) >= 2):
        return _reason("exploitation_and_force", yes.exploitation, yes.force)
    return None


def _f_exploitation_and_deceived_job(each: _Profile) -> Reason | None:
    deceived = each.yes.among(DECEIVED_JOB)
    if not each.spouses_alone and each.yes.exploitation and deceived:
        return _reason("exploitation_and_deceived_job", each.yes.exploitation, deceived)
    return None


def _g_gain_and_means(each: _Profile) -> Reason | None:
    gain = each.yes.among(GAIN_TAKEN)
    means = each.yes.within(DECEPTION, *FORCE)
    if not each.spouses_alone and each.yes.indicated(EXPLOITATION) and gain and means:
        return _reason("gain_taken_and_means", each.yes.exploitation, gain, means)
    return None


def _h_gain_and_dependence(each: _Profile) -> Reason | None:
    yes = each.yes
    if each.spouses_alone:
        return None
    gain, dependence = yes.among(GAIN_OF_DEPENDENT), yes.among(DEPENDENCE)
    group = yes.profile.group
    if group in BOUND_IS_DEPENDENCE and yes.indicated(DESTINATION_VULNERABILITY):
        dependence += yes.within(DESTINATION_VULNERABILITY)
    if group not in ANOTHER_EXPLOITATION:
        return _reason("gain_taken_and_dependence", gain, dependence) if gain and dependence else None
    found: tuple[str, ...] = ()
    for taken, depends in ((gain, dependence), (yes.among(UNPAID), yes.among(CARED_FOR))):
        more = tuple(id_ for id_ in yes.exploitation if id_ not in taken)
        if taken and more and depends:
            found += taken + more + depends
    return _reason("gain_taken_and_dependence", found) if found else None


IN_ONE_PROFILE = (
    _a_force,
    _b_exploitation_and_deception,
    _c_exploitation_and_vulnerability,
    _d_grave,
    _d_grave_with_act,
    _e_exploitation_and_force,
    _f_exploitation_and_deceived_job,
    _g_gain_and_means,
    _h_gain_and_dependence,
)


def _i_act_and_purpose(case: Case, yes: tuple[ProfileYeses, ...], purposes: tuple[Purpose, ...]) -> list[Reason]:
    if not case.acts or not purposes:
        return []
    behind = tuple(id_ for purpose in purposes for id_ in purpose.indicators)
    beyond_law = [purpose for purpose in purposes if more_than_law(case, purpose)]
    strong = {row.id for each in yes for row in each.scored_strong() if row.dimension is not EXPLOITATION}
    deceived_alone = strong == {*DECEIVED_JOB_ALONE} and not beyond_law
    found = []
    if strong and not deceived_alone:
        found.append(_reason("act_strong_purpose", tuple(strong), behind))
    means = {id_ for each in yes for id_ in each.within(DECEPTION, *FORCE)}
    if beyond_law and len(means) >= 2:
        found.append(_reason("act_two_purpose", tuple(means), behind))
    return found


def reasons(case: Case, yes: tuple[ProfileYeses, ...], purposes: tuple[Purpose, ...]) -> list[Reason]:
    """Return every line that holds, (a) to (h) in one profile, (i) over all; may be empty."""
    found = [line(_Profile(case, each)) for line in IN_ONE_PROFILE for each in yes]
    return [reason for reason in found if reason] + _i_act_and_purpose(case, yes, purposes)
