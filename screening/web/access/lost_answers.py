"""Answers of the person that were not saved, for whatever reason: a notice tells the officer of them afterwards."""

from flask import request

from screening.core.record.quick_check import SAID
from screening.web import notices
from screening.web.access.table import requested_endpoint
from screening.web.services import services

LOST = "answer_lost"  # the name of the notice; its value is a tuple of ids of rows


def _row_answered() -> str:
    """The id of the row that the person answers by this request; an empty text if it is no answer of the person.

    The person's screen sends the row as `at` and the button as `bare`.
    """
    at = request.form.get("at", "")
    is_answer = requested_endpoint().in_the_persons_hand and request.form.get("bare") in SAID
    return at if is_answer and at in services().content.catalogue.indicators else ""


def _leave(*, is_saved: bool) -> None:
    """Leave the notice anew: with the row answered now, or without it once an answer to it is saved."""
    if row := _row_answered():
        before = notices.take(LOST)
        others = tuple(each for each in before if each != row) if isinstance(before, tuple) else ()
        if rows := others if is_saved else (*others, row):
            notices.leave(LOST, rows)


def answer_is_lost() -> None:
    """Keep for the officer that the answer in this request, if there is one, was not saved."""
    _leave(is_saved=False)


def answer_is_saved() -> None:
    """Tell the officer no more that an earlier answer to the same row was not saved."""
    _leave(is_saved=True)
