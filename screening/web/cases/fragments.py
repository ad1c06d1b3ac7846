"""Indicators drawn once per language and wording, with holes for what differs from case to case.

Drawing eight indicators each time costs more than loading, opening and saving the case together; so the macro is drawn
with marks in place of the answers, cut at the marks, and the pieces are kept.
"""

import re
from functools import lru_cache

from flask import get_template_attribute
from markupsafe import Markup, escape

from screening.core.instrument.catalogue import Indicator, Profile, Text
from screening.core.instrument.vocabulary import Answer
from screening.core.record.case import Case, Reply
from screening.core.rules.questions import is_barred
from screening.web.http.language import chosen

MARK = re.compile("\ue000([a-z_.]+)\ue001")
KEPT = 4096  # fragments in memory
NOTHING = Markup()


class _Marks:
    """Takes the place of `holes` while a fragment is drawn: `holes["answer.yes"]` is the mark of that hole.

    The marks have characters of private use, which no text of the content may have (`content/characters.py`).
    """

    def __getitem__(self, name: str) -> str:
        return f"\ue000{name}\ue001"


@lru_cache(maxsize=KEPT)
def _pieces(
    language: str,
    other: str,
    number: int,
    row_id: str,
    label: Text,
    question: Text | None,
    profile_ids: tuple[str, ...],
    unasked: str,
    fault: str,
    may_decline: bool,
    drawn: "_Drawn",
) -> tuple[str, ...]:
    """Return pieces of HTML and names of holes in turn, beginning and ending with HTML.

    The arguments before `drawn` are all that the HTML depends on; `drawn` has the objects for the macro.
    """
    macro = get_template_attribute("components/row.html", "indicator")
    html = macro(number, drawn.row, label, question, drawn.profiles, unasked, fault, _Marks(), other, may_decline)
    return tuple(MARK.split(str(html)))


class _Drawn:
    """The objects that a fragment is drawn from. All are equal, so that the cache does not compare them: the ids do."""

    def __init__(self, row: Indicator, profiles: tuple[Profile, ...]) -> None:
        self.row, self.profiles = row, profiles

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Drawn)

    def __hash__(self) -> int:
        return 0


def _holes(reply: Reply, fault: str, said: Markup) -> dict[str, str]:
    """Return what is written into the holes, by name; a hole without an entry stays empty."""
    filled = {"note": str(escape(reply.note)), "said": str(said)}
    if reply.answer is not Answer.NOT_ASKED:
        filled[f"answer.{reply.answer}"] = " checked"
    filled |= {f"basis.{basis}": " checked" for basis in reply.basis}
    if reply.note or fault:
        filled["open"] = " open"
    return filled


def why_unasked(case: Case, row: Indicator, *, said_above: bool) -> str:
    """Return the code of why a row without a question is not asked: a child, a service that must not, or only seen.

    An empty text where the head of the page says it for all its rows.
    """
    if case.child_path:
        return "" if said_above else "child"
    return "barred" if is_barred(row, case) else "seen"


def indicator_html(
    number: int,
    row: Indicator,
    label: Text,
    question: Text | None,
    profiles: tuple[Profile, ...],
    reply: Reply,
    *,
    unasked: str,
    fault: str = "",
    said: Markup = NOTHING,
    other: str = "",
) -> Markup:
    """Return one indicator of a page in the page's language. Safe: drawn with autoescaping, the note escaped here.

    `unasked` is what `why_unasked` returns. `said` is drawn HTML, what the person of an exercise says when asked.
    `other` is the code of the person's language, in which the question is shown beside that of the page.
    Nobody declines what nobody asks, so that answer is offered with a question, and where it is saved.
    """
    ids = tuple(profile.id for profile in profiles)
    decline = question is not None or reply.answer is Answer.DECLINED
    drawn = _Drawn(row, profiles)
    pieces = _pieces(chosen(), other, number, row.id, label, question, ids, unasked, fault, decline, drawn)
    filled = _holes(reply, fault, said)
    return Markup(  # noqa: S704
        "".join(piece if place % 2 == 0 else filled.get(piece, "") for place, piece in enumerate(pieces))
    )
