"""Which answers count in a profile for advice and law checklist (docs/rules.md: The words of the rules)."""

from collections.abc import Iterable
from dataclasses import dataclass

from screening.core.instrument.catalogue import Catalogue, Indicator, Profile
from screening.core.instrument.vocabulary import FORCE, DimensionId, Form, Weight
from screening.core.record.case import Case
from screening.core.rules.assessment import profiles_of, tally
from screening.core.rules.named_rows import CIRCUMSTANCES, FORCED_CRIME, MENACE, MENACE_BY_CRIME, Named, law_rows


@dataclass(frozen=True, slots=True)
class ProfileYeses:
    """The rows of one profile answered yes, extensions too."""

    profile: Profile
    rows: tuple[Indicator, ...]

    def within(self, *dimensions: DimensionId) -> tuple[str, ...]:
        """Return the ids of the rows of these dimensions."""
        return tuple(row.id for row in self.rows if row.dimension in dimensions)

    def indicated(self, dimension: DimensionId) -> bool:
        """Return True if the ILO/EC combination holds over the scored and extension rows of a dimension together."""
        rows = tuple(row for row in self.rows if row.dimension is dimension)
        return tally(rows, self.profile.id).rule() is not None

    def strong(self, *dimensions: DimensionId) -> tuple[str, ...]:
        """Return the ids of the rows of weight strong in these dimensions, extensions too."""
        return tuple(
            row.id
            for row in self.rows
            if row.dimension in dimensions and row.weight_in(self.profile.id) is Weight.STRONG
        )

    def scored_strong(self) -> tuple[Indicator, ...]:
        """Return the rows scored as strong."""
        return tuple(row for row in self.rows if row.weights.get(self.profile.id) is Weight.STRONG)

    def extensions(self) -> tuple[str, ...]:
        """Return the ids of the extension rows."""
        return tuple(row.id for row in self.rows if self.profile.id in row.extensions)

    def own(self, form: Form | None = None) -> tuple[str, ...]:
        """Return the ids of the own rows of a further form, or of all of them."""
        return tuple(row.id for row in self.rows if row.form and form in (None, row.form))

    def among(self, named: Named) -> tuple[str, ...]:
        """Return the ids that a rule names for this profile's group of forms and that are answered yes in it."""
        return self.of(named.get(self.profile.group, ()))

    def of(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return those of these ids that are answered yes in this profile."""
        wanted = frozenset(ids)
        return tuple(row.id for row in self.rows if row.id in wanted)

    @property
    def exploitation(self) -> tuple[str, ...]:
        """Ids of the rows of the exploitation dimension."""
        return self.within(DimensionId.EXPLOITATION)

    @property
    def force(self) -> tuple[str, ...]:
        """Ids of the rows of coercion, at recruitment or at destination."""
        return self.within(*FORCE)

    @property
    def menace(self) -> tuple[str, ...]:
        """Ids of the rows of menace (docs/rules.md: Refer an adult)."""
        by_crime = bool(self.profile.forms & {*FORCED_CRIME})
        return self.among(MENACE) + (self.of(MENACE_BY_CRIME) if by_crime else ())


def yeses(catalogue: Catalogue, case: Case) -> tuple[ProfileYeses, ...]:
    """Return for every chosen profile its rows answered yes."""
    return tuple(
        ProfileYeses(profile, tuple(row for row in catalogue.rows_of(profile) if case.is_yes(row.id)))
        for profile in profiles_of(catalogue, case)
    )


def counted_rows(ids: Iterable[str], forms: frozenset[Form]) -> int:
    """Return how many rows these count as: each once, all law rows as one, all circumstances as one."""
    law = law_rows(forms)
    units = {"law" if id_ in law else "circumstance" if id_ in CIRCUMSTANCES else id_ for id_ in ids}
    return len(units)
