"""What the results of a class are made of; worked out in `class_results.py`, kept with each round.

Agreement here is that of the raters: how far the trainees answered alike.
"""

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

    Rows and signs are given by their ids. The rows come as the class discusses them, by the last round: `differing`, on
    which trainees differ, the most disputed first; `alike`, on which nobody differs but not all answered as the key has
    it; `as_key`, which all answered as the key. `signs` were ticked by somebody, or the scene shows them. `exercises`
    is how many exercises the class has answered; `over_all` and `kappa` say how far it agrees over them on whether to
    refer. `kappa` is Fleiss' kappa, at most 1, and None where it cannot be said.
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
        """The ids of all rows, in the order of discussion."""
        return self.differing + self.alike + self.as_key
