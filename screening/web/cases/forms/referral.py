"""The forms of the referral: what KCIK asks, page by page."""

from functools import partial

from screening.core.journey import Page
from screening.core.record.case import Case
from screening.web.cases.forms.fields import CodesField
from screening.web.cases.forms.from_fields import form_of
from screening.web.cases.forms.not_known import OF_PLACE, ticked, with_ticks


class PlaceForm(form_of(Page.PLACE, own={"not_known": partial(CodesField, OF_PLACE)})):  # type: ignore[misc]
    """Where the person is and how safe; numbers and the moment may be answered with "I don't know"."""

    @classmethod
    def fill(cls, case: Case) -> dict[str, object]:
        """Return the field values for a case."""
        return {**super().fill(case), "not_known": ticked(case, OF_PLACE)}

    def apply(self, case: Case) -> Case:
        """Return the case with what was filled in."""
        return with_ticks(super().apply(case), OF_PLACE, self.not_known.codes)
