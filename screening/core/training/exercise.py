"""Exercises: a made-up case with its expert key, and what a trainee's answers look like beside it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from screening.core.instrument.catalogue import Catalogue, Text
from screening.core.instrument.vocabulary import Answer, Basis
from screening.core.record.case import Case, Reply
from screening.core.rules.advice import AdviceCode, advise
from screening.core.rules.assessment import assess, profiles_of
from screening.core.rules.questions import may_be_asked

# For the opening, for each word to read, for each row of the key. They are estimated: nobody was timed.
OPENING_SECONDS, WORD_SECONDS, ROW_SECONDS = 180, 0.4, 15


class Nature(StrEnum):
    """How an exercise looks at first: like exploitation, unclear, or like exploitation although it is none."""

    CLEAR = "clear"
    AMBIGUOUS = "ambiguous"
    LOOK_ALIKE = "look_alike"


class Truth(StrEnum):
    """What is true in an exercise, by its author; `OPEN` where one talk cannot show it."""

    EXPLOITATION = "exploitation"
    NO_COERCION = "no_coercion"
    NOT_YET = "not_yet"
    OPEN = "open"


class MatchedSet(StrEnum):
    """The matched sets of exercises of like difficulty: before a course, after it, six months later."""

    BEFORE = "before"
    AFTER = "after"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is seen, or that a document says, and the indicators and signs it shows (perhaps none)."""

    text: Text
    shows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """The expert's answer to one indicator, with its reason and sources."""

    answer: Answer
    reason: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exercise:
    """A made-up case. `said` is what the person says when asked, by indicator; `otherwise` to all other questions.

    `given` is what the scene states: age, forms, safety, context, acts; without signs and replies. `seen` and
    `documents` are what the trainee can see and read. `advice` is what the key leads to.
    """

    id: str
    title: Text
    nature: Nature
    truth: Truth
    difficulty: int
    scene: Text
    given: Case
    otherwise: Text
    seen: tuple[Fact, ...]
    documents: tuple[Fact, ...]
    said: Mapping[str, Text]
    key: Mapping[str, KeyEntry]
    advice: tuple[AdviceCode, ...]
    teaching: tuple[Text, ...]
    matched: MatchedSet | None = None

    def basis(self, indicator_id: str) -> frozenset[Basis]:
        """Return how an indicator of this exercise can be known: said, seen, in a document."""
        ways = {
            Basis.PERSON: indicator_id in self.said,
            Basis.OBSERVED: any(indicator_id in fact.shows for fact in self.seen),
            Basis.DOCUMENT: any(indicator_id in fact.shows for fact in self.documents),
        }
        return frozenset(basis for basis, holds in ways.items() if holds)

    def signs(self, catalogue: Catalogue) -> frozenset[str]:
        """Return the signs that can be seen."""
        shown = (id_ for fact in (*self.seen, *self.documents) for id_ in fact.shows)
        return frozenset(id_ for id_ in shown if id_ in catalogue.signs)

    @property
    def minutes(self) -> int:
        """About how many minutes one trainee needs, estimated from the words to read and the rows of the key."""
        facts = (fact.text for fact in (*self.seen, *self.documents))
        words = sum(len(text.polish.split()) for text in (self.scene, *facts, *self.said.values()))
        return round((OPENING_SECONDS + WORD_SECONDS * words + ROW_SECONDS * len(self.key)) / 60)

    def solved(self, catalogue: Catalogue) -> Case:
        """Return the case with the answers of the key."""
        replies = {id_: Reply(entry.answer, self.basis(id_)) for id_, entry in self.key.items()}
        return replace(self.given, replies=replies, signs=self.signs(catalogue))


class DrillKind(StrEnum):
    """Exercises without indicators: put steps in order, say a sentence aloud, make the call to KCIK."""

    ORDER = "order"
    SENTENCE = "sentence"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class Drill:
    """An exercise without indicators. `points` are the steps in their right order, or what a partner listens for.

    `model` is one good way to say it; `exercise` names the made-up case whose sheet the trainee has.
    """

    id: str
    kind: DrillKind
    title: Text
    scene: Text
    points: tuple[Text, ...]
    model: Text | None
    exercise: str
    teaching: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Exercises:
    """All exercises and drills by id, in the order of their files."""

    by_id: Mapping[str, Exercise] = field(default_factory=dict)
    drills: Mapping[str, Drill] = field(default_factory=dict)

    def easiest_first(self) -> tuple[Exercise, ...]:
        """Return all exercises, easiest first."""
        return tuple(sorted(self.by_id.values(), key=lambda each: (each.difficulty, each.id)))

    def first_not_done(self, done: Collection[str]) -> Exercise | None:
        """Return the easiest exercise that is not done; None if all are."""
        return next((each for each in self.easiest_first() if each.id not in done), None)

    def following(self, exercise: Exercise, done: Collection[str]) -> Exercise | None:
        """Return the next exercise that is not done, in the order of difficulty and from its start again; None if all
        are.
        """
        order = self.easiest_first()
        at = order.index(exercise) + 1
        return next((each for each in order[at:] + order[: at - 1] if each.id not in done), None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A trainee's case beside the key; indicators in catalogue order, signs apart. Nothing here is a score.

    `found` as the key has it; `missed` asked or seen, but answered otherwise; `not_asked` left open; `over_read`
    answered yes where the key has no yes; `ask_next` what the person would have said when asked. `other_path`: only one
    of the two is on the child path; `other_forms`: the chosen forms differ; `unsafe_missed`: the talk is unsafe by the
    scene and not by the trainee's answers.
    """

    found: tuple[str, ...]
    missed: tuple[str, ...]
    not_asked: tuple[str, ...]
    over_read: tuple[str, ...]
    signs_found: tuple[str, ...]
    signs_missed: tuple[str, ...]
    signs_over_read: tuple[str, ...]
    ask_next: tuple[str, ...]
    advice: tuple[AdviceCode, ...]
    advice_of_key: tuple[AdviceCode, ...]
    other_path: bool
    other_forms: bool
    unsafe_missed: bool

    @property
    def same_advice(self) -> bool:
        """True if the trainee's answers lead to the advice of the key."""
        return self.advice == self.advice_of_key


def advice_codes(catalogue: Catalogue, case: Case) -> tuple[AdviceCode, ...]:
    """Return the codes of the advice on a case, in order."""
    return tuple(each.code for each in advise(case, assess(catalogue, case)))


def askable(catalogue: Catalogue, case: Case) -> frozenset[str]:
    """Return the ids of the indicators of the chosen profiles that may be put to the person as a question."""
    return frozenset(
        row.id
        for profile in profiles_of(catalogue, case)
        for row in catalogue.indicators.values()
        if row.stands_in(profile) and may_be_asked(row, case, profile)
    )


def compare(catalogue: Catalogue, exercise: Exercise, case: Case) -> Comparison:
    """Return what a trainee's case has of the key, and what it has not."""
    key = {id_: entry.answer for id_, entry in exercise.key.items()}
    same = {id_ for id_, answer in key.items() if case.answer(id_) is answer}
    not_asked = {id_ for id_ in key if case.answer(id_) is Answer.NOT_ASKED}
    over = {id_ for id_, reply in case.replies.items() if reply.answer is Answer.YES and key.get(id_) is not Answer.YES}
    seen = exercise.signs(catalogue)
    in_order = tuple(catalogue.signs)
    return Comparison(
        found=catalogue.in_order(same),
        missed=catalogue.in_order(key.keys() - same - not_asked - over),
        not_asked=catalogue.in_order(not_asked),
        over_read=catalogue.in_order(over & catalogue.indicators.keys()),
        signs_found=tuple(id_ for id_ in in_order if id_ in seen & case.signs),
        signs_missed=tuple(id_ for id_ in in_order if id_ in seen - case.signs),
        signs_over_read=tuple(id_ for id_ in in_order if id_ in case.signs - seen),
        ask_next=catalogue.in_order(not_asked & exercise.said.keys()),
        advice=advice_codes(catalogue, case),
        advice_of_key=exercise.advice,
        other_path=case.child_path is not exercise.given.child_path,
        other_forms=case.forms != exercise.given.forms,
        unsafe_missed=exercise.given.safety.unsafe and not case.safety.unsafe,
    )


def in_right_order(points: tuple[Text, ...], order: tuple[int, ...]) -> tuple[bool, ...]:
    """Return, for each place, whether the step put there is the right one; `order` holds step numbers from 0."""
    return tuple(place < len(order) and order[place] == place for place in range(len(points)))
