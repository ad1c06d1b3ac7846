"""When a child, or a person of doubtful age, is to be referred (docs/rules.md: Refer a child). No means needed."""

from screening.core.instrument.vocabulary import PROFILED_FORMS, DimensionId, Form
from screening.core.record.case import Case
from screening.core.rules.present import ProfileYeses
from screening.core.rules.reasons import Reason

LABOUR_LAW_ALONE = ("no_education", "labour_law_breach", "low_no_pay", "wage_manipulation")


def _only_labour_law(case: Case, yes: tuple[ProfileYeses, ...]) -> bool:
    """Labour is the only profiled form and the one yes is a row that a labour-law breach alone explains."""
    all_yes = [row.id for each in yes for row in each.rows]
    return (
        case.forms & frozenset(PROFILED_FORMS) == {Form.LABOUR} and len(all_yes) == 1 and all_yes[0] in LABOUR_LAW_ALONE
    )


def reasons(case: Case, yes: tuple[ProfileYeses, ...]) -> list[Reason]:
    """Every line that holds; may be empty, and then the advice is to consult."""
    if _only_labour_law(case, yes):
        return []
    found = []
    for each in yes:
        found += [
            ("child_exploitation_or_force", each.exploitation + each.force),
            ("child_strong_deception", each.strong(DimensionId.DECEPTIVE_RECRUITMENT)),
            ("child_no_guardian", each.among("dest_no_guardian")),
            ("child_extension", each.extensions()),
        ]
    return [Reason(code, frozenset(ids)) for code, ids in found if ids]
