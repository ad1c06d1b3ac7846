"""Recorded answers that no chosen profile counts: after a change of form or age they are kept and listed."""

from screening.core.instrument.catalogue import Catalogue
from screening.core.instrument.vocabulary import Answer
from screening.core.record.case import Case, Reply
from screening.core.rules.assessment import profiles_of

# In which order these answers are listed.
ORDER = (Answer.YES, Answer.UNCLEAR, Answer.DECLINED, Answer.NO)


def chosen_rows(catalogue: Catalogue, case: Case) -> frozenset[str]:
    """Return the ids of the rows that count in a chosen profile; none before age and forms are known."""
    return frozenset(row.id for profile in profiles_of(catalogue, case) for row in catalogue.rows_of(profile))


def outside(catalogue: Catalogue, case: Case) -> tuple[str, ...]:
    """Return the ids of the rows with an answer or a note that no chosen profile counts, in catalogue order."""
    said = frozenset(id_ for id_, reply in case.replies.items() if reply.answer is not Answer.NOT_ASKED or reply.note)
    return catalogue.in_order((said & catalogue.indicators.keys()) - chosen_rows(catalogue, case))


def outside_with(catalogue: Catalogue, case: Case, *answers: Answer) -> tuple[str, ...]:
    """Return the ids of `outside` with one of these answers, in the order of the answers, then of the catalogue."""
    found = outside(catalogue, case)
    return tuple(id_ for answer in answers for id_ in found if case.answer(id_) is answer)


def no_longer_counted(catalogue: Catalogue, before: Case, after: Case) -> dict[str, Reply]:
    """Return the replies, by id, of the rows that count in `before` and not in `after`; yes first."""
    counted = chosen_rows(catalogue, before)
    lost = (id_ for id_ in outside_with(catalogue, after, *ORDER) if id_ in counted)
    return {id_: after.reply(id_) for id_ in lost}
