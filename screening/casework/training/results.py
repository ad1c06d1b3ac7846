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
    """All rounds of the exercise shown now, and the agreement over the exercises of this class (the last of each).

    The rows stand as the class discusses them, by the last round: those on which it differs, the most disputed first;
    those on which nobody differs but not all answered as the key has it; those that all answered as the key.
    """

    exercise: Exercise
    rounds: tuple[RoundResults, ...]
    differing: tuple[str, ...]
    alike: tuple[str, ...]
    as_key: tuple[str, ...]
    signs: tuple[str, ...]
    exercises: int
    over_all: RaterAgreement
    kappa: float | None

    @property
    def rows(self) -> tuple[str, ...]:
        """All rows, in their order."""
        return self.differing + self.alike + self.as_key
