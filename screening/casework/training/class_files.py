"""The results of a class as a file without persons, written and read again."""

import json
from collections.abc import Sequence
from datetime import date

from screening.casework.training.class_results import all_results
from screening.casework.training.classroom import Round
from screening.content import Content
from screening.exchange.class_file import MOST_ROUNDS, ClassFile, ClassFileError, class_json, read_class

__all__ = ["ClassFileError", "read_results", "results_file"]


def results_file(rounds: Sequence[Round], content: Content, day: date) -> bytes | None:
    """Return the results of the last MOST_ROUNDS closed rounds as JSON: how many trainees gave each answer.

    None if no round is closed yet. The trainer closes one, also by releasing the next exercise.
    """
    found = all_results(rounds, content)[-MOST_ROUNDS:]
    if not found:
        return None
    made = class_json(content.catalogue, day, [(each.answers, each.agreement) for each in found])
    return json.dumps(made, ensure_ascii=False, indent=1).encode() + b"\n"


def read_results(data: bytes, content: Content) -> ClassFile:
    """Return the results of a file.

    Raises ClassFileError for another format or edition, and for an unknown exercise or indicator.
    """
    return read_class(data, content.catalogue, content.exercises)
