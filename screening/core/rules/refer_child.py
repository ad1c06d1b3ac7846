"""When a child, or a person of doubtful age, is to be referred (docs/rules.md: Refer a child). No means needed."""

from screening.core.instrument.catalogue import Catalogue
from screening.core.instrument.vocabulary import DimensionId
from screening.core.record.case import Case
from screening.core.rules.named_rows import CHILD_SIGNS, CIRCUMSTANCES, MILD, MILD_TOGETHER, NO_GUARDIAN
from screening.core.rules.present import ProfileYeses
from screening.core.rules.reasons import Reason
from screening.core.rules.signs import counted_signs, serious, ticked


def _mild(yes: tuple[ProfileYeses, ...]) -> frozenset[str]:
    """Ids of the rows answered yes that are mild in every chosen profile that has them."""
    ids = {row.id for each in yes for row in each.rows}
    not_mild = {row.id for each in yes for row in each.rows if row.id not in MILD[each.profile.group]}
    return frozenset(ids - not_mild)


def _one_mild_matter(catalogue: Catalogue, case: Case, yes: tuple[ProfileYeses, ...]) -> bool:
    """True if only circumstances and one mild matter at most have yes, and no serious sign or child's sign is seen."""
    ids = {row.id for each in yes for row in each.rows}
    mild = _mild(yes)
    matters = {next((group[0] for group in MILD_TOGETHER if id_ in group), id_) for id_ in mild}
    signs = serious(catalogue, case) or any(id_.startswith(CHILD_SIGNS) for id_ in case.signs)
    return not signs and len(matters) <= 1 and not ids - mild - {*CIRCUMSTANCES}


def _exploited(yes: tuple[ProfileYeses, ...]) -> list[Reason]:
    found = []
    for each in yes:
        found += [
            ("child_exploitation_or_force", each.exploitation + each.force),
            ("child_strong_deception", each.strong(DimensionId.DECEPTIVE_RECRUITMENT)),
            ("child_no_guardian", each.among(NO_GUARDIAN)),
            ("child_extension", each.extensions()),
        ]
    return [Reason(code, frozenset(ids)) for code, ids in found if ids]


def _signs(catalogue: Catalogue, case: Case) -> list[Reason]:
    seen = ticked(catalogue, case)
    enough = (serious(catalogue, case) and len(seen) >= 2) or counted_signs(seen) >= 3
    return [Reason("child_signs", signs=seen)] if enough else []


def reasons(catalogue: Catalogue, case: Case, yes: tuple[ProfileYeses, ...]) -> list[Reason]:
    """Return every line that holds; may be empty, and then the advice is to consult."""
    exploited = [] if _one_mild_matter(catalogue, case, yes) else _exploited(yes)
    purpose = [Reason("child_act_and_purpose")] if case.acts and case.intended else []
    return exploited + _signs(catalogue, case) + purpose
