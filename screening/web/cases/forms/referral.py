"""The forms of the referral: what KCIK asks, page by page."""

from dataclasses import replace

from screening.core.record.case import Case
from screening.core.record.vocabulary import Urgent
from screening.web.cases.forms.fields import CodesField
from screening.web.cases.forms.from_fields import form_of
from screening.web.cases.forms.not_known import OF_PLACE, ticked, with_ticks

CallForm = form_of("CallForm", referrer=("kind", "urgency", "institution", "unit", "function", "phone", "officer"))

PlacePart = form_of(
    "PlacePart",
    safety=(
        "persons", "voivodeship", "place", "safe_until", "tonight", "place_known", "phone_known", "others",
        "others_children", "family_threatened",
    ),
)  # fmt: skip


class PlaceForm(PlacePart):  # type: ignore[misc,valid-type]
    """Where the person is and how safe; numbers and the moment may be answered with "I don't know"."""

    not_known = CodesField(OF_PLACE)

    @classmethod
    def fill(cls, case: Case) -> dict[str, object]:
        """Field values for a case."""
        return {**super().fill(case), "not_known": ticked(case, OF_PLACE)}

    def apply(self, case: Case) -> Case:
        """The case with what was filled in."""
        return with_ticks(super().apply(case), OF_PLACE, self.not_known.codes)


FactsForm = form_of("FactsForm", context=("facts", "sector", "country", "region", "since"))

AgreementForm = form_of(
    "AgreementForm",
    agreement=(
        "contact", "share_name", "unable", "child_told", "child_heard", "informed_of_duty", "can_speak_now", "limits",
        "other_limits",
    ),
)  # fmt: skip

PersonForm = form_of(
    "PersonForm",
    person=(
        "age_band", "age_about", "reads", "relatives", "safe_contact", "unsafe_contact", "name", "birth_date",
        "citizenship",
    ),
)  # fmt: skip

StatusForm = form_of("StatusForm", status=("papers", "stay", "certificate", "certificate_on"))

DoneForm = form_of(
    "DoneForm",
    done=(
        "notified", "notified_bodies", "notified_who", "notified_at", "family_court", "pip", "medical",
        "kcik_called_at", "kcik_consultant", "leaflet", "leaflet_language",
    ),
)  # fmt: skip

HandoverForm = form_of("HandoverForm", handover=("taken_by", "taken_at", "transport", "told", "next_contact"))


class NeedsForm(form_of("NeedsPart", needs=("services", "urgent", "police_contact"))):  # type: ignore[misc]
    """KCIK's services and what cannot wait; an acute crisis is danger."""

    def apply(self, case: Case) -> Case:
        """The case with what was ticked."""
        changed: Case = super().apply(case)
        return replace(changed, danger=changed.danger or Urgent.CRISIS in changed.needs.urgent)
