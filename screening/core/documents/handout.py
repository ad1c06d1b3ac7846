"""The hand-out of an exercise: scene, key with reasons, teaching points, and what a class answered, without persons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from screening.core.documents.rows_and_law import PrintedContact
from screening.core.instrument.catalogue import Catalogue, Text
from screening.core.instrument.vocabulary import Answer
from screening.core.rules.questions import label
from screening.core.training.class_answers import GroupAnswers
from screening.core.training.exercise import Exercise


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One row of the key. `said`: what the person says when asked; `counts`: how many gave each answer, by round.

    `sources` are the titles of the sources.
    """

    label: Text
    answer: Answer
    said: Text | None
    reason: Text
    sources: tuple[str, ...]
    counts: tuple[Mapping[str, int], ...]


@dataclass(frozen=True, slots=True)
class PrintedRound:
    """One round of a class: how many took part, and how many were led to the advice of the key."""

    number: int
    trainees: int
    same_advice: int


@dataclass(frozen=True, slots=True)
class Handout:
    """An exercise on paper; always of the training realm."""

    KIND: ClassVar[str] = "handout"

    title: Text
    scene: Text
    seen: tuple[Text, ...]
    documents: tuple[Text, ...]
    signs: tuple[Text, ...]
    rows: tuple[KeyRow, ...]
    advice: tuple[Text, ...]
    teaching: tuple[Text, ...]
    rounds: tuple[PrintedRound, ...]
    guidance: Mapping[str, Text]
    kcik: PrintedContact
    emergency: PrintedContact
    edition: str
    printed_at: str
    realm: str = "training"


def key_rows(catalogue: Catalogue, exercise: Exercise, rounds: Sequence[GroupAnswers]) -> tuple[KeyRow, ...]:
    """Return the key in catalogue order, with the answers of the class beside it."""
    group = exercise.given.form_group
    spread = [{row.id: row.counts for row in each.rows} for each in rounds]
    return tuple(
        KeyRow(
            label=label(catalogue.indicators[id_], group),
            answer=exercise.key[id_].answer,
            said=exercise.said.get(id_),
            reason=exercise.key[id_].reason,
            sources=_titles(catalogue, exercise.key[id_].sources),
            counts=tuple({answer.value: each.get(id_, {}).get(answer, 0) for answer in Answer} for each in spread),
        )
        for id_ in catalogue.in_order(set(exercise.key))
    )


def _titles(catalogue: Catalogue, references: Sequence[str]) -> tuple[str, ...]:
    """The titles of the sources of these references (`Indicator.sources`), each once."""
    return tuple(dict.fromkeys(catalogue.sources[each.partition(":")[0]].title for each in references))
