"""Reads what a page of indicators sent, without a form object, which would cost more than the save (decision 0002)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from screening.core.instrument.catalogue import SIGN_PREFIX
from screening.core.instrument.vocabulary import Answer, Basis
from screening.core.record.case import NOT_ASKED, NOTE_LIMIT, Case, Reply
from screening.web.http.language import gettext as _

SIGNS = "signs"  # all signs of a page together
ANSWERS = {answer.value: answer for answer in Answer}
BASES = {basis.value: basis for basis in Basis}


@dataclass(frozen=True, slots=True)
class ReadReplies:
    """What a page said: the replies and ticked signs, and the faults by indicator id."""

    replies: dict[str, Reply]
    signs: frozenset[str]
    faults: dict[str, str]


def _reply(form: MultiDict[str, str], id_: str) -> tuple[Reply, str | None]:
    """Return a reply, and what is wrong with it as a sentence, or None.

    Nothing pressed is "not asked"; a reply "not asked" has no basis, whatever was sent.
    """
    note = form.get(f"note.{id_}", "").strip()
    codes = form.getlist(f"basis.{id_}")
    answer = ANSWERS.get(form.get(f"answer.{id_}", Answer.NOT_ASKED))
    known = frozenset(BASES[code] for code in codes if code in BASES)
    reply = Reply(answer or Answer.NOT_ASKED, frozenset() if answer is Answer.NOT_ASKED else known, note)
    if answer is None or not BASES.keys() >= set(codes):
        return reply, _("Choose one of the five answers.")
    if len(note) > NOTE_LIMIT:
        return reply, _("Shorten this text: at most %(limit)s characters fit.") % {"limit": NOTE_LIMIT}
    return reply, None


def read_replies(form: MultiDict[str, str], items: Sequence[str]) -> ReadReplies:
    """Return the replies to the items of a page; items that begin with SIGN_PREFIX are signs to tick."""
    replies, faults = {}, {}
    indicators = [id_ for id_ in items if not id_.startswith(SIGN_PREFIX)]
    for id_ in indicators:
        replies[id_], fault = _reply(form, id_)
        if fault:
            faults[id_] = fault
    ticked = frozenset(id_ for id_ in items if form.get(f"sign.{id_}") == "1")
    return ReadReplies(replies, ticked, faults)


def row_values(items: Sequence[str], replies: Mapping[str, Reply], signs: frozenset[str]) -> dict[str, list[object]]:
    """Return the values of the items of a page by id, all signs as one value, for the digests (`staleness.py`)."""
    said = {id_: replies.get(id_, NOT_ASKED) for id_ in sorted(items) if not id_.startswith(SIGN_PREFIX)}
    return {
        SIGNS: [signs & {*items}],
        **{id_: [reply.answer, reply.basis, reply.note] for id_, reply in said.items()},
    }


def expected(items: Sequence[str]) -> frozenset[str]:
    """Return the names of all fields that a page of these items may send."""
    rows = [id_ for id_ in items if not id_.startswith(SIGN_PREFIX)]
    signs = [f"sign.{id_}" for id_ in items if id_.startswith(SIGN_PREFIX)]
    return frozenset(signs + [f"{part}.{id_}" for id_ in rows for part in ("answer", "basis", "note")])


def apply(case: Case, read: ReadReplies, items: Sequence[str]) -> Case:
    """Return the case with these replies and signs; a reply that says nothing (not asked, no note) is taken out."""
    replies = dict(case.replies)
    for id_, reply in read.replies.items():
        if reply == Reply():
            replies.pop(id_, None)
        else:
            replies[id_] = reply
    signs = (case.signs - frozenset(items)) | read.signs
    return replace(case, replies=replies, signs=signs)
