"""When a child, or a person of doubtful age, is to be referred (docs/rules.md: Refer a child). No means needed."""

from screening.core.instrument.vocabulary import PROFILED_FORMS, DimensionId
from screening.core.record.case import Case
from screening.core.rules.named_rows import LABOUR_LAW_ALONE, NO_GUARDIAN
from screening.core.rules.present import ProfileYeses
from screening.core.rules.reasons import Reason


def _only_labour_law(case: Case, yes: tuple[ProfileYeses, ...]) -> bool:
    """One profiled form is chosen, and the one yes is a row that a labour-law breach alone explains."""
    forms = case.forms & frozenset(PROFILED_FORMS)
    rows = [row for each in yes for row in each.rows]
    return len(forms) == len(rows) == 1 and any(each.among(LABOUR_LAW_ALONE) for each in yes)


def reasons(case: Case, yes: tuple[ProfileYeses, ...]) -> list[Reason]:
    """Return every line that holds; may be empty, and then the advice is to consult."""
    if _only_labour_law(case, yes):
        return []
    found = []
    for each in yes:
        found += [
            ("child_exploitation_or_force", each.exploitation + each.force),
            ("child_strong_deception", each.strong(DimensionId.DECEPTIVE_RECRUITMENT)),
            ("child_no_guardian", each.among(NO_GUARDIAN)),
            ("child_extension", each.extensions()),
        ]
    return [Reason(code, frozenset(ids)) for code, ids in found if ids]
