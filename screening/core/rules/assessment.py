"""assess(): the state of each dimension in each profile of a case, with its reasons. Source: ILO/EC 2009."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from screening.core.instrument.catalogue import Catalogue, Indicator, Profile
from screening.core.instrument.vocabulary import Answer, DimensionId, FormGroup, Grade, Weight
from screening.core.record.case import Case


class Rule(StrEnum):
    """The four combinations that make a dimension positive."""

    TWO_STRONG = "two_strong"
    STRONG_AND_OTHER = "strong_and_other"
    THREE_MEDIUM = "three_medium"
    TWO_MEDIUM_AND_WEAK = "two_medium_and_weak"


class DimensionState(StrEnum):
    """State of a dimension; UNREACHABLE says that the answers given leave no combination, nothing about the person."""

    POSITIVE = "positive"
    REACHABLE = "reachable"
    UNREACHABLE = "unreachable"


class IloClass(StrEnum):
    """Class of the ILO/EC combination of dimensions: information for the reader, never shown on a front page."""

    NOT_DETERMINED = "not_determined"
    TRAFFICKING_INDICATED = "trafficking_indicated"
    FORCED_LABOUR_INDICATED = "forced_labour_indicated"
    DECEPTION_AND_EXPLOITATION = "deception_and_exploitation"
    COERCION_AND_EXPLOITATION = "coercion_and_exploitation"
    VULNERABILITY_AND_EXPLOITATION = "vulnerability_and_exploitation"
    EXPLOITATION_INDICATED = "exploitation_indicated"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows of one dimension there are of each weight, such as those answered yes."""

    strong: int = 0
    medium: int = 0
    weak: int = 0

    def rule(self) -> Rule | None:
        """Return the first ILO/EC combination that makes the dimension positive, or None.

        Source: ILO/EC, Operational indicators of trafficking in human beings (2009), p. 3.
        """
        if self.strong >= 2:
            return Rule.TWO_STRONG
        if self.strong and self.medium + self.weak:
            return Rule.STRONG_AND_OTHER
        if self.medium >= 3:
            return Rule.THREE_MEDIUM
        if self.medium >= 2 and self.weak:
            return Rule.TWO_MEDIUM_AND_WEAK
        return None

    def plus(self, other: "Tally") -> "Tally":
        """Return both together."""
        return Tally(self.strong + other.strong, self.medium + other.medium, self.weak + other.weak)

    def missing(self, open_rows: "Tally") -> int | None:
        """Return the smallest number of further yes, among the open rows, that makes the dimension positive, or
        None.
        """
        most = 3  # no combination needs more than three
        choices = product(
            range(min(open_rows.strong, most) + 1),
            range(min(open_rows.medium, most) + 1),
            range(min(open_rows.weak, most) + 1),
        )
        return min((sum(more) for more in choices if self.plus(Tally(*more)).rule()), default=None)


def tally(rows: tuple[Indicator, ...], profile_id: str) -> Tally:
    """Return how many of these rows have each weight in a profile, extensions included where they are handed in."""
    weights = [row.weight_in(profile_id) for row in rows]
    return Tally(weights.count(Weight.STRONG), weights.count(Weight.MEDIUM), weights.count(Weight.WEAK))


@dataclass(frozen=True, slots=True)
class DimensionResult:
    """One dimension in one profile.

    `indicators` are the ids of the scored rows answered yes. `rule` is the combination that holds, or None. `missing`
    is the smallest number of further yes that makes the dimension positive, None if the open rows cannot. `not_asked`,
    `unclear` and `declined` are numbers of scored rows.
    """

    id: DimensionId
    tally: Tally
    state: DimensionState
    rule: Rule | None
    indicators: tuple[str, ...]
    missing: int | None
    not_asked: int
    unclear: int
    declined: int


@dataclass(frozen=True, slots=True)
class ProfileResult:
    """All six dimensions of one profile, in order; `extensions` are the ids of the extension rows answered yes."""

    profile: Profile
    grade: Grade
    ilo_class: IloClass
    extensions: tuple[str, ...]
    dimensions: tuple[DimensionResult, ...]

    def dimension(self, dimension_id: DimensionId | str) -> DimensionResult:
        """Return the result of one dimension."""
        return next(result for result in self.dimensions if result.id == dimension_id)


@dataclass(frozen=True, slots=True)
class Assessment:
    """What follows from the answers, profile by profile; no profile while age or forms are not known."""

    catalogue: Catalogue
    profiles: tuple[ProfileResult, ...]

    def dimension(self, dimension_id: DimensionId | str) -> DimensionResult:
        """Return the result of a dimension in the first profile. Raises IndexError if there is no profile."""
        return self.profiles[0].dimension(dimension_id)


def open_answers(case: Case) -> frozenset[Answer]:
    """Return the answers that leave a row open, "no" too unless the talk was safe.

    See docs/rules.md: State of a dimension.
    """
    settled = {Answer.YES, Answer.NO} if case.safety.no_counts else {Answer.YES}
    return frozenset(Answer) - settled


def _dimension(catalogue: Catalogue, case: Case, profile: Profile, dimension_id: DimensionId) -> DimensionResult:
    scored = catalogue.scored(profile, dimension_id)
    yes = tuple(row for row in scored if case.is_yes(row.id))
    still_open = open_answers(case)
    counted = tally(yes, profile.id)
    missing = counted.missing(tally(tuple(r for r in scored if case.answer(r.id) in still_open), profile.id))
    rule = counted.rule()
    answers = Counter(case.answer(row.id) for row in scored)
    state = DimensionState.UNREACHABLE if missing is None else DimensionState.REACHABLE
    return DimensionResult(
        id=dimension_id,
        tally=counted,
        state=DimensionState.POSITIVE if rule else state,
        rule=rule,
        indicators=tuple(row.id for row in yes),
        missing=missing,
        not_asked=answers[Answer.NOT_ASKED],
        unclear=answers[Answer.UNCLEAR],
        declined=answers[Answer.DECLINED],
    )


def _ilo_class(profile: Profile, positive: set[DimensionId]) -> IloClass:
    """The class that follows from the positive dimensions of a profile (docs/rules.md: ILO/EC class)."""
    recruited = bool(positive & {DimensionId.DECEPTIVE_RECRUITMENT, DimensionId.COERCIVE_RECRUITMENT})
    vulnerable = DimensionId.RECRUITMENT_VULNERABILITY in positive
    destination = bool(positive & {DimensionId.DESTINATION_COERCION, DimensionId.DESTINATION_VULNERABILITY})
    if profile.group is FormGroup.FURTHER or DimensionId.EXPLOITATION not in positive:
        return IloClass.NOT_DETERMINED
    if profile.child or (destination and (recruited or vulnerable)):
        return IloClass.TRAFFICKING_INDICATED
    if destination:
        return IloClass.FORCED_LABOUR_INDICATED
    if DimensionId.DECEPTIVE_RECRUITMENT in positive:
        return IloClass.DECEPTION_AND_EXPLOITATION
    if DimensionId.COERCIVE_RECRUITMENT in positive:
        return IloClass.COERCION_AND_EXPLOITATION
    if vulnerable:
        return IloClass.VULNERABILITY_AND_EXPLOITATION
    return IloClass.EXPLOITATION_INDICATED


def _profile(catalogue: Catalogue, case: Case, profile: Profile) -> ProfileResult:
    dimensions = tuple(_dimension(catalogue, case, profile, d.id) for d in catalogue.dimensions)
    return ProfileResult(
        profile=profile,
        grade=profile.grade,
        ilo_class=_ilo_class(profile, {d.id for d in dimensions if d.state is DimensionState.POSITIVE}),
        extensions=tuple(
            row.id for row in catalogue.rows_of(profile) if profile.id in row.extensions and case.is_yes(row.id)
        ),
        dimensions=dimensions,
    )


def profiles_of(catalogue: Catalogue, case: Case) -> tuple[Profile, ...]:
    """Return the chosen profiles of a case; none before age and forms are known."""
    return catalogue.profiles_of(case.forms, case.age) if case.age else ()


def assess(catalogue: Catalogue, case: Case) -> Assessment:
    """Return the state of every dimension in every chosen profile, with the indicators that make it so."""
    return Assessment(catalogue, tuple(_profile(catalogue, case, p) for p in profiles_of(catalogue, case)))
