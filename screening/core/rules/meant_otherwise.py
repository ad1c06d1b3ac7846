"""Answers of a case that was begun when the label of their row said something else."""

from screening.core.instrument.catalogue import Catalogue, Text
from screening.core.instrument.vocabulary import Answer
from screening.core.record.case import Case
from screening.core.rules.questions import label


def meant_otherwise(catalogue: Catalogue, case: Case) -> tuple[Text, ...]:
    """Return the labels of the answered rows that meant something else in the edition of the case."""
    editions = catalogue.editions
    later = editions[editions.index(case.edition) + 1 :] if case.edition in editions else ()
    rows = (row for row in catalogue.indicators.values() if row.meaning_since in later)
    return tuple(label(row, case.form_group) for row in rows if case.answer(row.id) is not Answer.NOT_ASKED)
