"""Which triage items may be shown to the person: those with a closed statement whose yes means present."""

from screening.core.instrument.catalogue import Catalogue, Text
from screening.core.record.case import Case
from screening.core.rules.assessment import profiles_of
from screening.core.rules.questions import may_be_asked


def statement(catalogue: Catalogue, case: Case, id_: str) -> Text | None:
    """Return the statement of an indicator for this case; None on the child path, for signs, and where none is
    written.
    """
    row = catalogue.indicators.get(id_)
    if row is None or case.child_path:
        return None
    for profile in profiles_of(catalogue, case):
        if row.stands_in(profile) and may_be_asked(row, case, profile):
            not_begun = row.statement_not_begun if case.not_begun else None
            at_home = row.statement_at_home if case.context.at_home else None
            return not_begun or row.statements_by_form.get(profile.group) or at_home or row.statement
    return None


def statements(catalogue: Catalogue, case: Case, items: tuple[str, ...]) -> tuple[tuple[str, Text], ...]:
    """Return the items that may be shown, with their statements, in the order of the items."""
    found = ((id_, statement(catalogue, case, id_)) for id_ in items)
    return tuple((id_, text) for id_, text in found if text)
