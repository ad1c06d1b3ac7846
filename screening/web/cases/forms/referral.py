"""The two forms of the referral that are more than their fields: the page of the place, and the lines of the call."""

from dataclasses import replace
from datetime import date, datetime
from functools import partial

from screening.core.journey import Page
from screening.core.record.case import Case
from screening.core.referral.consistency import faults
from screening.core.referral.contradictions import contradictions
from screening.core.referral.identity import may_be_named
from screening.core.referral.lines import NOT_KNOWN, ON_LINES
from screening.web.cases.forms.fields import CodesField, LineField, plain
from screening.web.cases.forms.from_fields import form_of
from screening.web.cases.forms.not_known import OF_PLACE, WithNotKnown

OWN = {"not_known": partial(CodesField, OF_PLACE)}


class PlaceForm(WithNotKnown, form_of(Page.PLACE, own=OWN)):  # type: ignore[misc]
    """The page of where the person is and how safe."""

    offered = OF_PLACE


class LinesForm(WithNotKnown, form_of(Page.REFERRAL, own=OWN, asks=(*ON_LINES, NOT_KNOWN))):  # type: ignore[misc]
    """The page of the lines of the call: fields that have their home on other pages of the referral, in one form."""

    offered = OF_PLACE
    name: LineField
    _before: Case | None = None

    def apply(self, case: Case) -> Case:
        """Return the case with what was filled in.

        If the agreement is taken back, a name that was saved is erased with it; a new name without agreement stays, and
        `fits` refuses it.
        """
        self._before = case
        applied = super().apply(case)
        if not may_be_named(applied) and self.name.data == case.person.name:
            return replace(applied, person=replace(applied.person, name=""))
        return applied

    def fits(self, case: Case, now: datetime, today: date) -> bool:
        """Return whether what was filled in goes together with the rest of the case.

        What did not go together before, and was not touched here, is no fault: one line can be saved although a time on
        another has passed.
        """
        super().fits(case, now, today)
        before = self._before
        if before is None:
            return not self.faults
        already = {path[-1] for path, _ in contradictions(before, now, today)}
        already |= {fault.path[-1] for fault in faults(before, today)}
        saved = self.fill(before)
        for field in self.faults:
            if field.name in already and not field.process_errors and plain(field.data) == plain(saved[field.name]):
                field.errors = []
        return not self.faults
