"""What the rules of the advice read of a case, worked out once."""

from collections.abc import Iterable
from dataclasses import dataclass

from screening.core.instrument.catalogue import Catalogue
from screening.core.instrument.vocabulary import AgeGroup, FormGroup, Weight
from screening.core.record.case import Case
from screening.core.rules.named_rows import CIRCUMSTANCES, GAIN_TAKEN
from screening.core.rules.outside import chosen_rows
from screening.core.rules.present import ProfileYeses, counted_rows, yeses
from screening.core.rules.signs import ticked


@dataclass(frozen=True, slots=True)
class Situation:
    """A case with its catalogue, its rows answered yes by profile, and the ids of the signs ticked."""

    catalogue: Catalogue
    case: Case
    yes: tuple[ProfileYeses, ...]
    signs: tuple[str, ...]

    @property
    def all_yes(self) -> frozenset[str]:
        """Ids of the rows of the chosen profiles answered yes."""
        return frozenset(row.id for each in self.yes for row in each.rows)

    @property
    def force(self) -> frozenset[str]:
        """Ids of those of `all_yes` in a dimension of force."""
        return frozenset(id_ for each in self.yes for id_ in each.force)

    @property
    def exploitation(self) -> frozenset[str]:
        """Ids of those of `all_yes` in the dimension of exploitation."""
        return frozenset(id_ for each in self.yes for id_ in each.exploitation)

    @property
    def further_exploitation(self) -> frozenset[str]:
        """Ids of the rows answered yes in the dimension of exploitation of the profile of the further forms."""
        further = (each for each in self.yes if each.profile.group is FormGroup.FURTHER)
        return frozenset(id_ for each in further for id_ in each.exploitation)

    @property
    def scored_strong(self) -> frozenset[str]:
        """Ids of those of `all_yes` that are scored as strong in a chosen profile."""
        return frozenset(row.id for each in self.yes for row in each.scored_strong())

    @property
    def extensions(self) -> frozenset[str]:
        """Ids of the extension rows answered yes."""
        return frozenset(id_ for each in self.yes for id_ in each.extensions())

    @property
    def gain_taken(self) -> frozenset[str]:
        """Ids of the rows answered yes that say that somebody takes the money."""
        return frozenset(id_ for each in self.yes for id_ in each.among(GAIN_TAKEN))

    @property
    def chosen_rows(self) -> frozenset[str]:
        """Ids of all rows of the chosen profiles."""
        return chosen_rows(self.catalogue, self.case)

    @property
    def strong_elsewhere(self) -> frozenset[str]:
        """Ids of the rows answered yes that are strong in some profile of this age, and in no chosen one."""
        age = AgeGroup.CHILD if self.case.child_path else AgeGroup.ADULT
        profiles = tuple(f"{group}_{age}" for group in FormGroup)
        rows = (row for row in self.catalogue.indicators.values() if self.case.is_yes(row.id))
        strong = {row.id for row in rows if any(row.weight_in(profile) is Weight.STRONG for profile in profiles)}
        here = {row.id for each in self.yes for row in each.rows if row.weight_in(each.profile.id) is Weight.STRONG}
        return frozenset(strong - here)

    def counted(self, ids: Iterable[str]) -> int:
        """Return how many rows these count as (`counted_rows`)."""
        return counted_rows(ids, self.case.forms)

    @staticmethod
    def beside_circumstances(ids: Iterable[str]) -> frozenset[str]:
        """Return these ids without the rows of a hard life."""
        return frozenset(ids) - frozenset(CIRCUMSTANCES)


def situation_of(catalogue: Catalogue, case: Case) -> Situation:
    """Return what the rules of the advice read of this case."""
    return Situation(catalogue, case, yeses(catalogue, case), ticked(catalogue, case))
