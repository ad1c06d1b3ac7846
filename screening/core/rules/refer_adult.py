"""When an adult is to be referred: lines (a) to (i), one function a line (docs/rules.md: Refer an adult)."""

from screening.core.instrument.vocabulary import FORCE, DimensionId
from screening.core.record.case import Case
from screening.core.rules.assessment import tally
from screening.core.rules.law import Purpose
from screening.core.rules.named_rows import DECEIVED_JOB, DEPENDENCE, GAIN_TAKEN, GRAVE
from screening.core.rules.present import ProfileYeses
from screening.core.rules.reasons import Reason


def _indicated(each: ProfileYeses, dimension: DimensionId) -> bool:
    """The ILO/EC combination over scored and extension rows together that count for advice."""
    rows = tuple(row for row in each.rows if row.dimension is dimension)
    return tally(rows, each.profile.id).rule() is not None


def _a_force(each: ProfileYeses) -> Reason | None:
    indicated = tuple(dimension for dimension in FORCE if _indicated(each, dimension))
    return Reason("force_indicated", frozenset(each.within(*indicated))) if indicated else None


def _b_exploitation_and_deception(each: ProfileYeses) -> Reason | None:
    both = (DimensionId.EXPLOITATION, DimensionId.DECEPTIVE_RECRUITMENT)
    if all(_indicated(each, dimension) for dimension in both):
        return Reason("exploitation_and_deception_indicated", frozenset(each.within(*both)))
    return None


def _c_exploitation_and_vulnerability(each: ProfileYeses) -> Reason | None:
    three = (
        DimensionId.EXPLOITATION,
        DimensionId.RECRUITMENT_VULNERABILITY,
        DimensionId.DESTINATION_VULNERABILITY,
    )
    if all(_indicated(each, dimension) for dimension in three):
        return Reason("exploitation_and_vulnerability_indicated", frozenset(each.within(*three)))
    return None


def _d_grave(each: ProfileYeses) -> Reason | None:
    found = each.among(GRAVE)
    return Reason("grave_indicator", frozenset(found)) if found else None


def _e_exploitation_and_force(each: ProfileYeses) -> Reason | None:
    if each.exploitation and (each.strong(*FORCE) or len(each.force) >= 2):
        return Reason("exploitation_and_force", frozenset(each.exploitation + each.force))
    return None


def _f_exploitation_and_deceived_job(each: ProfileYeses) -> Reason | None:
    deceived = each.among(DECEIVED_JOB)
    if each.exploitation and deceived:
        return Reason("exploitation_and_deceived_job", frozenset(each.exploitation + deceived))
    return None


def _g_gain_and_means(each: ProfileYeses) -> Reason | None:
    gain = each.among(GAIN_TAKEN)
    means = each.within(DimensionId.DECEPTIVE_RECRUITMENT, *FORCE)
    if _indicated(each, DimensionId.EXPLOITATION) and gain and means:
        return Reason("gain_taken_and_means", frozenset(each.exploitation + means))
    return None


def _h_gain_and_dependence(each: ProfileYeses) -> Reason | None:
    gain = each.among(GAIN_TAKEN)
    dependence = each.among(DEPENDENCE)
    if gain and dependence:
        return Reason("gain_taken_and_dependence", frozenset(gain + dependence))
    return None


IN_ONE_PROFILE = (
    _a_force,
    _b_exploitation_and_deception,
    _c_exploitation_and_vulnerability,
    _d_grave,
    _e_exploitation_and_force,
    _f_exploitation_and_deceived_job,
    _g_gain_and_means,
    _h_gain_and_dependence,
)


def _i_act_strong_purpose(case: Case, yes: tuple[ProfileYeses, ...], purposes: tuple[Purpose, ...]) -> Reason | None:
    strong = frozenset(
        row.id for each in yes for row in each.scored_strong() if row.dimension is not DimensionId.EXPLOITATION
    )
    if case.acts and strong and purposes:
        behind = frozenset(id_ for purpose in purposes for id_ in purpose.indicators)
        return Reason("act_strong_purpose", strong | behind)
    return None


def reasons(case: Case, yes: tuple[ProfileYeses, ...], purposes: tuple[Purpose, ...]) -> list[Reason]:
    """Return every line that holds, (a) to (h) in one profile, (i) over all; may be empty."""
    found = [rule(each) for rule in IN_ONE_PROFILE for each in yes]
    found.append(_i_act_strong_purpose(case, yes, purposes))
    return [reason for reason in found if reason]
