"""What a class answered in one exercise: how answers are spread, beside the key. It identifies no trainee."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from screening.core.instrument.catalogue import Catalogue
from screening.core.instrument.vocabulary import Answer
from screening.core.record.case import Case
from screening.core.rules.advice import AdviceCode
from screening.core.training.exercise import Exercise, advice_codes
from screening.core.training.rater_agreement import Item

# The answers that count for agreement; a trainee who did not ask has rated nothing.
SAID = (Answer.YES, Answer.NO, Answer.UNCLEAR, Answer.DECLINED)
REFER, OTHERWISE = "refer", "otherwise"
FEWEST_FOR_KAPPA = 5  # exercises; with fewer no agreement over exercises is said


@dataclass(frozen=True, slots=True)
class Spread:
    """How many of a group gave each answer to one indicator, and the answer of the key (None: not in the key)."""

    id: str
    counts: Mapping[Answer, int]
    key: Answer | None

    @property
    def said(self) -> Item:
        """How many gave each answer, by its code; whoever did not ask is not counted."""
        return {answer.value: self.counts.get(answer, 0) for answer in SAID if self.counts.get(answer, 0)}

    @property
    def as_key(self) -> int:
        """How many answered as the key has it."""
        return self.counts.get(self.key, 0) if self.key else 0

    @property
    def differing(self) -> int:
        """The number of pairs of trainees who answered differently; whoever did not ask differs from nobody."""
        counts = self.said.values()
        return (sum(counts) ** 2 - sum(count**2 for count in counts)) // 2

    def all_as_key(self, trainees: int) -> bool:
        """Return whether all of so many trainees answered as the key has it; a row outside the key must have no yes."""
        return self.as_key == trainees if self.key else not self.counts.get(Answer.YES, 0)


@dataclass(frozen=True, slots=True)
class SignSpread:
    """How many ticked a sign, and whether the scene shows it."""

    id: str
    ticked: int
    shown: bool


@dataclass(frozen=True, slots=True)
class RaterAgreement:
    """Agreement within a group, each number at most 1, `percent` too, with 95 % intervals; None where unknown."""

    percent: float | None
    ac1: float | None
    ac1_interval: tuple[float, float] | None
    alpha: float | None
    alpha_interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class GroupAnswers:
    """One round of one exercise: `trainees` finished it. Rows in catalogue order; advice by how many were led to it.

    `exercise` is its id, `number` that of the round. `same_advice`: how many were led to the advice of the key.
    """

    exercise: str
    number: int
    trainees: int
    rows: tuple[Spread, ...]
    signs: tuple[SignSpread, ...]
    advice: Mapping[AdviceCode, int]
    same_advice: int

    @property
    def refer(self) -> Item:
        """How many were led to "refer" and how many were not, as an item for the agreement over exercises."""
        found = {
            REFER: self.advice.get(AdviceCode.REFER, 0),
            OTHERWISE: self.trainees - self.advice.get(AdviceCode.REFER, 0),
        }
        return {name: count for name, count in found.items() if count}

    @property
    def share_as_key(self) -> float | None:
        """The mean share of the key's rows that were answered as the key has it, 0 to 1."""
        keyed = [row for row in self.rows if row.key]
        if not keyed or not self.trainees:
            return None
        return sum(row.as_key for row in keyed) / (len(keyed) * self.trainees)


def group_answers(catalogue: Catalogue, exercise: Exercise, number: int, cases: Sequence[Case]) -> GroupAnswers:
    """Return the answers of a group: the key's rows and every other row that somebody answered."""
    answered = {id_ for case in cases for id_, reply in case.replies.items() if reply.answer is not Answer.NOT_ASKED}
    rows = catalogue.in_order((answered | exercise.key.keys()) & catalogue.indicators.keys())
    led = [advice_codes(catalogue, case) for case in cases]
    advice = Counter(code for codes in led for code in codes)
    return GroupAnswers(
        exercise=exercise.id,
        number=number,
        trainees=len(cases),
        rows=tuple(_spread(exercise, id_, cases) for id_ in rows),
        signs=tuple(_signs(catalogue, exercise, cases)),
        advice={code: advice[code] for code in AdviceCode if advice[code]},
        same_advice=sum(codes == exercise.advice for codes in led),
    )


def _spread(exercise: Exercise, id_: str, cases: Sequence[Case]) -> Spread:
    counts = Counter(case.answer(id_) for case in cases)
    key = exercise.key.get(id_)
    return Spread(id_, {answer: counts[answer] for answer in Answer if counts[answer]}, key.answer if key else None)


def _signs(catalogue: Catalogue, exercise: Exercise, cases: Sequence[Case]) -> Iterable[SignSpread]:
    shown = exercise.signs(catalogue)
    for id_ in catalogue.signs:
        ticked = sum(id_ in case.signs for case in cases)
        if ticked or id_ in shown:
            yield SignSpread(id_, ticked, id_ in shown)
