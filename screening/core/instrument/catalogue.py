"""The instrument as data: dimensions, indicators, signs, profiles, sources. Nothing here is about a case."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from screening.core.instrument.addressing import PLACE
from screening.core.instrument.vocabulary import (
    Age,
    AgeGroup,
    Confirm,
    DimensionId,
    Form,
    FormGroup,
    Grade,
    Method,
    Profession,
    Sex,
    Weight,
)

SIGN_PREFIX = "obs_"  # ids of signs begin so, and no other ids


class Domain(StrEnum):
    """Which catalogue translates a text: that for the officer, for the person, or of exercises."""

    CONTENT = "content"
    PERSON = "person"
    EXERCISES = "exercises"


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence that experts own: its key (the msgctxt of its translations), its Polish source, its catalogue.

    `confirm`: it is shown only with the words that somebody still has to confirm it. `filled`: what is written for
    each of its placeholders, in every language. `to`: the sex, as stated, of the person to whom it is said.
    """

    key: str
    polish: str
    domain: Domain = Domain.CONTENT
    confirm: Confirm | None = None
    filled: tuple[tuple[str, str], ...] = ()
    to: Sex | None = None

    def said_to(self, sex: Sex | None) -> "Text":
        """Return the text as it is said to somebody of this sex; itself if it is said to everybody alike."""
        return replace(self, to=sex) if PLACE.search(self.polish) else self


@dataclass(frozen=True, slots=True)
class Source:
    """A publication that an indicator, a law entry or a contact is taken from, with its evidence grade."""

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
    `form`: it is an own row of this further form, which is in the profile only while the form is chosen.
    `sources` are references: a source id, with an item number after a colon where one exists (`ilo-11:7`).
    `meaning_since`: the edition since which the label says what it says; before, a yes or a no said something else.
    The other fields are keys of its file (docs/indicators.md: An indicator).
    """

    id: str
    dimension: DimensionId
    label: Text
    established_by: frozenset[Method]
    weights: Mapping[str, Weight]
    extensions: Mapping[str, Weight]
    sources: tuple[str, ...]
    form: Form | None = None
    question: Text | None = None
    labels_by_form: Mapping[FormGroup, Text] = field(default_factory=dict)
    questions_by_form: Mapping[FormGroup, Text] = field(default_factory=dict)
    question_at_home: Text | None = None
    question_not_begun: Text | None = None
    statement: Text | None = None
    statement_at_home: Text | None = None
    statement_not_begun: Text | None = None
    statements_by_form: Mapping[FormGroup, Text] = field(default_factory=dict)
    child_question: Text | None = None
    child_question_not_begun: Text | None = None
    how: Text | None = None
    grades: Mapping[str, Grade] = field(default_factory=dict)
    not_for: frozenset[Profession] = frozenset()
    not_asked_in: frozenset[FormGroup] = frozenset()
    not_at_home: bool = False
    meaning_since: str = ""

    def weight_in(self, profile_id: str) -> Weight | None:
        """Return its weight in a profile, as a scored row or an extension, or None."""
        return self.weights.get(profile_id) or self.extensions.get(profile_id)

    def stands_in(self, profile: "Profile") -> bool:
        """Return True if the row is in this profile: it has a weight there, and the form of an own row is chosen."""
        return self.weight_in(profile.id) is not None and (self.form is None or self.form in profile.forms)

    def counts_in(self, group: FormGroup) -> bool:
        """Return False if the forms of this group leave the row out: there it is neither asked nor counted."""
        return group not in self.not_asked_in


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
    """The profile of a group of forms for one age group, with its evidence grade and its field triage.

    `forms` are the forms for which it is used: those chosen in a case, in the catalogue all of its group. `child`: it
    is that of children and ages in doubt. `triage`: the ids of twelve indicators and signs, in order.
    """

    id: str
    name: Text
    group: FormGroup
    forms: frozenset[Form]
    child: bool
    grade: Grade
    note: Text
    triage: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The whole instrument of one edition, equal to itself alone. Orders are those of the files and of every output.

    `earlier` are the editions whose cases are read: they keep their answers and are assessed under this one.
    `not_begun` has the ids of the two triage lists for exploitation that has not begun.
    """

    edition: str
    earlier: tuple[str, ...]
    checked_on: str
    dimensions: tuple[Dimension, ...]
    indicators: Mapping[str, Indicator]
    signs: Mapping[str, Sign]
    profiles: Mapping[str, Profile]
    not_begun: Mapping[AgeGroup, tuple[str, ...]]
    sources: Mapping[str, Source]

    @cached_property
    def editions(self) -> tuple[str, ...]:
        """Every edition whose cases are read, this one last."""
        return (*self.earlier, self.edition)

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Catalogue order of every indicator id."""
        return {id_: number for number, id_ in enumerate(self.indicators)}

    # `_rows` and `_chosen` remember what was worked out once: the content does not change while the program runs.
    @cached_property
    def _rows(self) -> dict[tuple[str, frozenset[Form], DimensionId | None], tuple[Indicator, ...]]:
        return {}

    def _rows_in(self, profile: Profile, dimension: DimensionId | None) -> tuple[Indicator, ...]:
        key = (profile.id, profile.forms, dimension)
        if key not in self._rows:
            self._rows[key] = tuple(
                row
                for row in self.indicators.values()
                if row.stands_in(profile) and row.counts_in(profile.group) and dimension in (None, row.dimension)
            )
        return self._rows[key]

    @cached_property
    def _chosen(self) -> dict[tuple[frozenset[Form], bool], tuple[Profile, ...]]:
        return {}

    def rows_of(self, profile: Profile) -> tuple[Indicator, ...]:
        """Return every row of a profile, scored or extension, that counts in its form, in catalogue order."""
        return self._rows_in(profile, None)

    def rows(self, profile: Profile, dimension: DimensionId) -> tuple[Indicator, ...]:
        """Return the scored rows and extensions of a dimension in a profile, in catalogue order."""
        return self._rows_in(profile, dimension)

    def left_out(self, profile: Profile) -> tuple[Indicator, ...]:
        """Return the rows that this profile would have and its form leaves out, in catalogue order."""
        return tuple(
            row for row in self.indicators.values() if row.stands_in(profile) and not row.counts_in(profile.group)
        )

    def scored(self, profile: Profile, dimension: DimensionId) -> tuple[Indicator, ...]:
        """Return the scored rows of a dimension in a profile, in catalogue order."""
        return tuple(row for row in self.rows(profile, dimension) if profile.id in row.weights)

    def profiles_of(self, forms: frozenset[Form], age: Age) -> tuple[Profile, ...]:
        """Return the profiles of these forms at this age, in the order labour, sexual, begging, further.

        For an age in doubt they are those of a child. The `forms` of each are reduced to those chosen.
        """
        child = age is not Age.ADULT
        key = (forms, child)
        if key not in self._chosen:
            self._chosen[key] = tuple(
                replace(profile, forms=profile.forms & forms)
                for profile in self.profiles.values()
                if profile.forms & forms and profile.child is child
            )
        return self._chosen[key]

    def in_order(self, ids: frozenset[str] | set[str]) -> tuple[str, ...]:
        """Return these indicator ids in catalogue order."""
        return tuple(sorted(ids, key=self.position.__getitem__))
