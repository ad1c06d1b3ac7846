"""Act, means and purpose of art. 115 par. 22 of the Penal Code as a checklist for the reader; never a verdict."""

from dataclasses import dataclass

from screening.core.instrument.catalogue import Catalogue
from screening.core.instrument.vocabulary import PROFILED_FORMS, CriminalAct, DimensionId, Form
from screening.core.record.case import Case
from screening.core.rules.assessment import profiles_of
from screening.core.rules.named_rows import MORE_MEANS_OF, MORE_PURPOSE_OF
from screening.core.rules.present import yeses

MEANS_OF = {
    DimensionId.DECEPTIVE_RECRUITMENT: (3, 4),
    DimensionId.COERCIVE_RECRUITMENT: (1,),
    DimensionId.RECRUITMENT_VULNERABILITY: (5,),
    DimensionId.DESTINATION_COERCION: (1, 5),
    DimensionId.DESTINATION_VULNERABILITY: (5,),
}


@dataclass(frozen=True, slots=True)
class Means:
    """One of the six means, by its number in the Code, with the indicators behind it."""

    id: int
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Purpose:
    """A purpose of the Code: indicators present, or intended although exploitation has not begun."""

    form: Form
    indicators: tuple[str, ...]
    intended: bool


@dataclass(frozen=True, slots=True)
class LawChecklist:
    """What of art. 115 par. 22 k.k. the answers point to. For a minor the means are not required."""

    acts: tuple[CriminalAct, ...]
    means_required: bool
    means: tuple[Means, ...]
    purposes: tuple[Purpose, ...]


def _means(catalogue: Catalogue, case: Case) -> tuple[Means, ...]:
    behind: dict[int, set[str]] = {}
    for profile in profiles_of(catalogue, case):
        for row in catalogue.rows_of[profile.id]:
            if case.is_yes(row.id):
                for number in MEANS_OF.get(row.dimension, ()) + MORE_MEANS_OF.get(row.id, ()):
                    behind.setdefault(number, set()).add(row.id)
    return tuple(Means(number, catalogue.in_order(behind[number])) for number in sorted(behind))


def purposes(catalogue: Catalogue, case: Case) -> tuple[Purpose, ...]:
    """Return the purposes behind the answers, in the order of the forms."""
    behind = {
        each.profile.form: frozenset(each.exploitation + each.among(MORE_PURPOSE_OF)) for each in yeses(catalogue, case)
    }
    return tuple(
        Purpose(form, catalogue.in_order(behind.get(form, frozenset())), form in case.intended)
        for form in PROFILED_FORMS
        if behind.get(form) or form in case.intended
    )


def law_checklist(catalogue: Catalogue, case: Case) -> LawChecklist:
    """Acts ticked, means and purposes with the indicators behind each (docs/rules.md: Law checklist)."""
    return LawChecklist(
        acts=tuple(act for act in CriminalAct if act in case.acts),
        means_required=not case.child_path,
        means=_means(catalogue, case),
        purposes=purposes(catalogue, case),
    )
