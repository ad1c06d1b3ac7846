"""The instrument as data: dimensions, indicators, signs, profiles, sources. Nothing here is about a case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from screening.core.instrument.vocabulary import Age, DimensionId, Form, Grade, Method, Profession, Weight

SIGN_PREFIX = "obs_"  # ids of signs begin so, and no other ids


class Domain(StrEnum):
    """Which catalogue translates a text: that for the officer, for the person, or of exercises."""

    CONTENT = "content"
    PERSON = "person"
    EXERCISES = "exercises"


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence that experts own: its key (the msgctxt of its translations), its Polish source, its catalogue."""

    key: str
    polish: str
    domain: Domain = Domain.CONTENT


@dataclass(frozen=True, slots=True)
class Source:
    """A publication behind an indicator, a law entry or a contact, with its evidence grade."""

    id: str
    title: str
    grade: Grade
    checked_on: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One of the six dimensions of the ILO/EC operational indicators."""

    id: DimensionId
    name: Text
    lead: Text


@dataclass(frozen=True, slots=True)
class Indicator:
    """What may be present, how to ask for it, and what it weighs in each profile.

    `weights` are scored rows, `extensions` rows that never enter the ILO/EC combination; both by profile id.
    `sources` are codes of the register, with an item number behind a colon where one exists (`ilo-11:7`).
    """

    id: str
    dimension: DimensionId
    label: Text
    established_by: frozenset[Method]
    weights: Mapping[str, Weight]
    extensions: Mapping[str, Weight]
    sources: tuple[str, ...]
    question: Text | None = None
    labels_by_form: Mapping[Form, Text] = field(default_factory=dict)
    questions_by_form: Mapping[Form, Text] = field(default_factory=dict)
    question_at_home: Text | None = None
    statement: Text | None = None
    statements_by_form: Mapping[Form, Text] = field(default_factory=dict)
    child_question: Text | None = None
    how: Text | None = None
    grades: Mapping[str, Grade] = field(default_factory=dict)
    not_for: frozenset[Profession] = frozenset()
    not_asked_in: frozenset[Form] = frozenset()
    not_at_home: bool = False

    def weight_in(self, profile_id: str) -> Weight | None:
        """Its weight in a profile, as a scored row or an extension, or None."""
        return self.weights.get(profile_id) or self.extensions.get(profile_id)

    def counts_in(self, form: Form) -> bool:
        """Return False for the rows that are not asked in a form and never count for advice there."""
        return form not in self.not_asked_in


@dataclass(frozen=True, slots=True)
class Sign:
    """Something seen on the spot; a tick box, never scored."""

    id: str
    label: Text
    profiles: frozenset[str]
    sources: tuple[str, ...]
    serious: bool = False
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """One form of exploitation for one age group, with its evidence grade and its field triage."""

    id: str
    name: Text
    form: Form
    child: bool
    grade: Grade
    note: Text
    triage: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The whole instrument of one edition, equal to itself alone. Orders are those of the files and of every output."""

    edition: str
    checked_on: str
    dimensions: tuple[Dimension, ...]
    indicators: Mapping[str, Indicator]
    signs: Mapping[str, Sign]
    profiles: Mapping[str, Profile]
    sources: Mapping[str, Source]

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Catalogue order of every indicator id."""
        return {id_: number for number, id_ in enumerate(self.indicators)}

    @cached_property
    def rows_of(self) -> Mapping[str, tuple[Indicator, ...]]:
        """Every row of each profile by the profile's id, scored or extension, in catalogue order."""
        return {id_: tuple(row for row in self.indicators.values() if row.weight_in(id_)) for id_ in self.profiles}

    @cached_property
    def counted(self) -> Mapping[str, frozenset[str]]:
        """Ids of the rows that count in each profile, by the profile's id: not those that its form does not ask."""
        return {
            id_: frozenset(row.id for row in self.rows_of[id_] if row.counts_in(profile.form))
            for id_, profile in self.profiles.items()
        }

    @cached_property
    def _rows(self) -> Mapping[tuple[str, DimensionId], tuple[Indicator, ...]]:
        return {
            (id_, dimension.id): tuple(row for row in rows if row.dimension is dimension.id)
            for id_, rows in self.rows_of.items()
            for dimension in self.dimensions
        }

    def rows(self, profile_id: str, dimension: DimensionId) -> tuple[Indicator, ...]:
        """Return the scored rows and extensions of a dimension in a profile, in catalogue order."""
        return self._rows[profile_id, dimension]

    def scored(self, profile_id: str, dimension: DimensionId) -> tuple[Indicator, ...]:
        """Return the rows that enter the ILO/EC combination."""
        return tuple(row for row in self.rows(profile_id, dimension) if profile_id in row.weights)

    def profiles_of(self, forms: frozenset[Form], age: Age) -> tuple[Profile, ...]:
        """Return the profiles of these forms and this age group, in the order of the forms."""
        child = age is not Age.ADULT
        return tuple(p for p in self.profiles.values() if p.form in forms and p.child is child)

    def in_order(self, ids: frozenset[str] | set[str]) -> tuple[str, ...]:
        """Return these indicator ids in catalogue order."""
        return tuple(sorted(ids, key=self.position.__getitem__))
