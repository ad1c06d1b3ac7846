"""What the results of a class are made of; worked out in `class_results.py`, kept with each round."""

from dataclasses import dataclass

from screening.core.training.class_answers import GroupAnswers, RaterAgreement
from screening.core.training.exercise import Exercise


@dataclass(frozen=True, slots=True)
class RoundResults:
    """One round: its answers and how far the group agrees."""

    answers: GroupAnswers
    agreement: RaterAgreement


@dataclass(frozen=True, slots=True)
class ClassResults:
    """All rounds of the exercise shown now, and the agreement over the exercises of this class (the last of each)."""

    exercise: Exercise
    rounds: tuple[RoundResults, ...]
    rows: tuple[str, ...]
    signs: tuple[str, ...]
    exercises: int
    over_all: RaterAgreement
    kappa: float | None
