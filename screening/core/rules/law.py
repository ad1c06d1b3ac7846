"""Act, means and purpose of art. 115 par. 22 of the Penal Code as a checklist for the reader; never a verdict."""

from dataclasses import dataclass

from screening.core.instrument.catalogue import Catalogue, Indicator
from screening.core.instrument.vocabulary import CriminalAct, DimensionId, Form, FormGroup, PurposeId
from screening.core.record.case import Case
from screening.core.rules.named_rows import MEANS_OF_ROW, MORE_PURPOSE_OF, SLAVERY, law_rows
from screening.core.rules.present import ProfileYeses, yeses

# The means that a yes points to, by dimension: numbers of art. 115 par. 22, as in docs/rules.md (Law checklist).
MEANS_OF = {
    DimensionId.DECEPTIVE_RECRUITMENT: (3, 4),
    DimensionId.COERCIVE_RECRUITMENT: (1,),
    DimensionId.RECRUITMENT_VULNERABILITY: (5,),
    DimensionId.DESTINATION_COERCION: (1, 5),
    DimensionId.DESTINATION_VULNERABILITY: (5,),
}


@dataclass(frozen=True, slots=True)
class Means:
    """One of the six means, by its number in the Code, with the ids of the indicators that point to it."""

    id: int
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Purpose:
    """A purpose of the Code: the ids of the rows answered yes that point to it, and whether its form is intended."""

    id: PurposeId
    indicators: tuple[str, ...]
    intended: bool


@dataclass(frozen=True, slots=True)
class LawChecklist:
    """What of art. 115 par. 22 of the Penal Code the answers point to. On the child path means are not required.

    `suspected`: the chosen forms that nothing points to yet; none where nobody knows which form it is.
    """

    acts: tuple[CriminalAct, ...]
    means_required: bool
    means: tuple[Means, ...]
    purposes: tuple[Purpose, ...]
    suspected: tuple[PurposeId, ...]


def means_of(row: Indicator) -> tuple[int, ...]:
    """Return the numbers of the means of the Code that a yes on this row points to."""
    return MEANS_OF_ROW.get(row.id, MEANS_OF.get(row.dimension, ()))


def _means(catalogue: Catalogue, case: Case) -> tuple[Means, ...]:
    pointing: dict[int, set[str]] = {}
    for each in yeses(catalogue, case):
        for row in each.rows:
            for number in means_of(row):
                pointing.setdefault(number, set()).add(row.id)
    return tuple(Means(number, catalogue.in_order(pointing[number])) for number in sorted(pointing))


def _rows_by_purpose(each: ProfileYeses) -> dict[PurposeId, tuple[str, ...]]:
    """The ids of the rows answered yes in one profile, by the purpose that they point to; a purpose may have none."""
    found: dict[PurposeId, tuple[str, ...]] = {}
    for form in each.profile.forms:
        purpose = PurposeId(form)
        more = each.of(MORE_PURPOSE_OF.get(purpose, ()))
        if each.profile.group is not FormGroup.FURTHER:
            found[purpose] = each.exploitation + more
        elif form is Form.OTHER:
            found[purpose] = tuple(id_ for id_ in each.exploitation if id_ not in each.own())
        else:
            found[purpose] = each.own(form) + more
    slavery = each.of(SLAVERY)
    if each.profile.group is FormGroup.LABOUR and len(slavery) >= 2:
        found[PurposeId.SLAVERY] = slavery
    return found


def purposes(catalogue: Catalogue, case: Case) -> tuple[Purpose, ...]:
    """Return the purposes that the answers point to, in the order of the vocabulary."""
    pointing = {purpose: ids for each in yeses(catalogue, case) for purpose, ids in _rows_by_purpose(each).items()}
    intended = {PurposeId(form) for form in case.intended}
    return tuple(
        Purpose(purpose, catalogue.in_order(frozenset(pointing.get(purpose, ()))), purpose in intended)
        for purpose in PurposeId
        if pointing.get(purpose) or purpose in intended
    )


def more_than_law(case: Case, purpose: Purpose) -> bool:
    """Return True for a purpose that a breach of labour law alone does not explain."""
    others = set(purpose.indicators) - law_rows(case.forms)
    return purpose.id is not PurposeId.LABOUR or purpose.intended or bool(others)


def law_checklist(catalogue: Catalogue, case: Case) -> LawChecklist:
    """Return acts ticked, means and purposes with the indicators that point to each (docs/rules.md: Law checklist)."""
    found = purposes(catalogue, case)
    forms = frozenset() if case.context.form_unsure else frozenset(map(PurposeId, case.forms))
    return LawChecklist(
        acts=tuple(act for act in CriminalAct if act in case.acts),
        means_required=not case.child_path,
        means=_means(catalogue, case),
        purposes=found,
        suspected=tuple(id_ for id_ in PurposeId if id_ in forms - {purpose.id for purpose in found}),
    )
