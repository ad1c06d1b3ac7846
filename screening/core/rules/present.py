"""Which answers count in a profile for advice and law checklist (docs/rules.md: The words of the rules)."""

from dataclasses import dataclass

from screening.core.instrument.catalogue import Catalogue, Indicator, Profile
from screening.core.instrument.vocabulary import FORCE, Answer, DimensionId, Weight
from screening.core.record.case import Case
from screening.core.rules.assessment import profiles_of
from screening.core.rules.named_rows import Named


@dataclass(frozen=True, slots=True)
class ProfileYeses:
    """The rows of one profile answered yes that count for advice; extensions count, too."""

    profile: Profile
    rows: tuple[Indicator, ...]

    def within(self, *dimensions: DimensionId) -> tuple[str, ...]:
        """Return the ids of the rows of these dimensions."""
        return tuple(row.id for row in self.rows if row.dimension in dimensions)

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

    def among(self, named: Named) -> tuple[str, ...]:
        """Return those of the ids named for this form that are answered yes in this profile."""
        ids = named.get(self.profile.form, ())
        return tuple(row.id for row in self.rows if row.id in ids)

    @property
    def exploitation(self) -> tuple[str, ...]:
        """Ids of the rows of the exploitation dimension."""
        return self.within(DimensionId.EXPLOITATION)

    @property
    def force(self) -> tuple[str, ...]:
        """Ids of the rows of coercion, at recruitment or at destination."""
        return self.within(*FORCE)


def yeses(catalogue: Catalogue, case: Case) -> tuple[ProfileYeses, ...]:
    """Return the counting yes rows of every chosen profile."""
    return tuple(
        ProfileYeses(
            profile,
            tuple(
                row
                for row in catalogue.rows_of[profile.id]
                if case.answer(row.id) is Answer.YES and row.counts_in(profile.form)
            ),
        )
        for profile in profiles_of(catalogue, case)
    )
