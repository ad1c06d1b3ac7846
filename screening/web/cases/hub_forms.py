"""The forms reached from the hub: acts, agreement, needs, the call, the decision, the end."""

from dataclasses import replace

from wtforms import BooleanField
from wtforms.validators import ValidationError

from screening.core.case import Case
from screening.core.referral import (
    Agreement,
    Agrees,
    Choice,
    Decision,
    Kind,
    Known,
    Limit,
    Need,
    Notify,
    Referrer,
    Situation,
    Urgency,
    Urgent,
)
from screening.core.terms import Act
from screening.web.cases.fields import CodeField, CodesField, CountField, LineField, StepForm
from screening.web.language import gettext as _

N_ = str  # marks a sentence for translation where it is only shown later
REASON_LIMIT = 600


class ActsForm(StepForm):
    """Acts of art. 115 par. 22 k.k., ticked by the officer."""

    acts = CodesField(Act)

    @classmethod
    def fill(cls, case: Case) -> dict[str, object]:
        """Field values for a case."""
        return {"acts": [act.value for act in case.acts]}

    def apply(self, case: Case) -> Case:
        """The case with what was ticked."""
        return replace(case, acts=frozenset(Act(code) for code in self.acts.codes))


class AgreementForm(StepForm):
    """What the person agrees to, and the limits the person sets."""

    contact = CodeField(Agrees)
    can_speak_now = CodeField(Known)
    limits = CodesField(Limit)
    other_limits = LineField()
    safe_contact = LineField()
    unsafe_contact = LineField()

    @classmethod
    def fill(cls, case: Case) -> dict[str, object]:
        """Field values for a case."""
        agreement = case.agreement
        return {
            "contact": agreement.contact.value,
            "can_speak_now": agreement.can_speak_now.value,
            "limits": [limit.value for limit in agreement.limits],
            "other_limits": agreement.other_limits,
            "safe_contact": agreement.safe_contact,
            "unsafe_contact": agreement.unsafe_contact,
        }

    def apply(self, case: Case) -> Case:
        """The case with what was filled in."""
        agreement = Agreement(
            contact=Agrees(self.contact.data),
            can_speak_now=Known(self.can_speak_now.data),
            limits=frozenset(Limit(code) for code in self.limits.codes),
            other_limits=self.other_limits.data,
            safe_contact=self.safe_contact.data,
            unsafe_contact=self.unsafe_contact.data,
        )
        return replace(case, agreement=agreement)


class NeedsForm(StepForm):
    """KCIK's services and what cannot wait."""

    services = CodesField(Need)
    urgent = CodesField(Urgent)

    @classmethod
    def fill(cls, case: Case) -> dict[str, object]:
        """Field values for a case."""
        return {
            "services": [need.value for need in case.needs.services],
            "urgent": [code.value for code in case.needs.urgent],
        }

    def apply(self, case: Case) -> Case:
        """The case with what was ticked; an acute crisis is danger."""
        urgent = frozenset(Urgent(code) for code in self.urgent.codes)
        services = frozenset(Need(code) for code in self.services.codes)
        return replace(
            case,
            danger=case.danger or Urgent.CRISIS in urgent,
            needs=replace(case.needs, services=services, urgent=urgent),
        )


class CallForm(StepForm):
    """What KCIK asks first on the telephone; everything may stay empty, which reads "not known" on paper."""

    institution = LineField()
    function = LineField()
    phone = LineField(limit=40)
    kind = CodeField(Kind, unsaid=True)
    urgency = CodeField(Urgency, unsaid=True)
    persons = CountField()
    voivodeship = LineField(limit=60)
    place = LineField()
    safe_until = LineField()
    place_known = CodeField(Known)
    phone_known = CodeField(Known)
    notified = CodeField(Known)
    notified_who = LineField()
    transport = CodeField(Known)

    @classmethod
    def fill(cls, case: Case) -> dict[str, object]:
        """Field values for a case."""
        now, who = case.situation, case.referrer
        return {
            "institution": who.institution,
            "function": who.function,
            "phone": who.phone,
            "kind": now.kind.value if now.kind else "",
            "urgency": now.urgency.value if now.urgency else "",
            "persons": now.persons,
            "voivodeship": now.voivodeship,
            "place": now.place,
            "safe_until": now.safe_until,
            "place_known": now.place_known.value,
            "phone_known": now.phone_known.value,
            "notified": now.notified.value,
            "notified_who": now.notified_who,
            "transport": now.transport.value,
        }

    def apply(self, case: Case) -> Case:
        """The case with what was filled in."""
        return replace(
            case,
            referrer=Referrer(self.institution.data, self.function.data, self.phone.data),
            situation=Situation(
                kind=Kind(self.kind.data) if self.kind.data else None,
                urgency=Urgency(self.urgency.data) if self.urgency.data else None,
                persons=self.persons.data,
                voivodeship=self.voivodeship.data,
                place=self.place.data,
                safe_until=self.safe_until.data,
                place_known=Known(self.place_known.data),
                phone_known=Known(self.phone_known.data),
                notified=Known(self.notified.data),
                notified_who=self.notified_who.data,
                transport=Known(self.transport.data),
            ),
        )


class DecisionForm(StepForm):
    """A named human decides, whatever the advice: KCIK, and apart from it notification."""

    kcik = CodeField(Choice, message=N_("Choose what you decide about KCIK."))
    notify = CodeField(Notify, message=N_("Choose what you decide about notification."))
    reason = LineField(limit=REASON_LIMIT)
    decided_by = LineField(limit=80)

    @classmethod
    def fill(cls, case: Case) -> dict[str, object]:
        """Field values for a case."""
        decision = case.decision
        if decision is None:
            return {}
        return {
            "kcik": decision.kcik.value,
            "notify": decision.notify.value,
            "reason": decision.reason,
            "decided_by": decision.decided_by,
        }

    def validate_reason(self, field: LineField) -> None:
        """A decision has a reason."""
        if not field.data:
            raise ValidationError(_("Write in a few words why you decide so."))

    def validate_decided_by(self, field: LineField) -> None:
        """A decision has a person."""
        if not field.data:
            raise ValidationError(_("Write your name or service number: a person decides, not the tool."))

    def apply(self, case: Case) -> Case:
        """The case with the decision; the time is added by the desk's clock."""
        return replace(
            case,
            decision=Decision(
                kcik=Choice(self.kcik.data),
                notify=Notify(self.notify.data),
                reason=self.reason.data,
                decided_by=self.decided_by.data,
            ),
        )


class FinishForm(StepForm):
    """The end of a case: nothing is kept."""

    confirm = BooleanField(false_values=(False, ""))

    def validate_confirm(self, field: BooleanField) -> None:
        """Erasing needs a tick."""
        if not field.data:
            raise ValidationError(_("Tick the box: what is erased cannot be brought back."))
