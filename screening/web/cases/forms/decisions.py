"""The forms reached from the hub: the two decisions, the end."""

from dataclasses import replace

from wtforms import BooleanField
from wtforms.validators import ValidationError

from screening.casework.advising import AS_ADVISED, AS_ADVISED_IN, advised
from screening.core.record.case import Case
from screening.core.record.imported import COURT
from screening.core.record.own_unit import signer
from screening.core.record.referral import Decisions, KcikDecision, NotificationDecision
from screening.core.record.vocabulary import Authority, Duty, KcikChoice, NotificationChoice
from screening.core.referral.calling import kcik_left_out, no_longer_left_out
from screening.core.referral.identity import decided_against_refusal
from screening.core.referral.next_act import advised_choice
from screening.core.referral.notifying import without_duty_of_another
from screening.translation import POLISH, Translator
from screening.web.cases.forms.fields import CodeField, CodesField, LineField, StepForm
from screening.web.cases.forms.from_fields import field_of
from screening.web.http.language import gettext as _
from screening.web.services import services
from screening.wording.to_translate import N_


def no_longer_advised(case: Case) -> bool:
    """Return True if the decision about KCIK followed the advice of its time, and the advice is now another."""
    kcik = case.decisions.kcik
    if kcik is None or kcik.reason not in AS_ADVISED_IN:
        return False
    return kcik.choice is not advised_choice(case, advised(case, services().content).advice)


def told_of_decision(case: Case, *, told: bool) -> dict[str, bool]:
    """Return what a page says of the decisions, by the name that templates know; the first two only with `told`."""
    return {
        "against_refusal": told and decided_against_refusal(case),
        "no_longer_advised": told and no_longer_advised(case),
        "left_out": kcik_left_out(case),
        "ended_by_call": no_longer_left_out(case),
        "duty_of_another": without_duty_of_another(case) != case,
    }


class DecisionForm(StepForm):
    """Two decisions of a named person, whatever the advice: about KCIK, and about notification.

    A decision that follows the advice needs no reason of its own: that it followed the advice of its time is what is
    written down, since later answers may lead to another advice.
    """

    advised: KcikChoice | None = None  # the decision about KCIK that follows the advice

    kcik = field_of("decisions.kcik.choice", N_("Choose what you decide about KCIK."))
    reason = field_of("decisions.kcik.reason")
    decided_by = field_of("decisions.kcik.decided_by")
    notify = field_of("decisions.notification.choice")
    duty = field_of("decisions.notification.duty")
    to = field_of("decisions.notification.to")
    notify_reason = field_of("decisions.notification.reason")
    notify_by = field_of("decisions.notification.decided_by")
    hearing_reason = field_of("decisions.notification.hearing_reason")

    @classmethod
    def fill(cls, case: Case) -> dict[str, object]:
        """Return the field values for a case. If a call to KCIK has ended the decision, no choice is filled in."""
        kcik, notification = case.decisions.kcik, without_duty_of_another(case).decisions.notification
        values: dict[str, object] = {"duty": ""}
        if not kcik and "referrer.officer" not in case.said_before:
            values["decided_by"] = signer(case)
        if kcik:
            own = "" if kcik.reason in AS_ADVISED_IN else kcik.reason
            values |= {"reason": own, "decided_by": kcik.decided_by}
        if kcik and not no_longer_left_out(case):
            values["kcik"] = kcik.choice.value
        if notification:
            values |= {
                "notify": notification.choice.value,
                "duty": notification.duty.value if notification.duty else "",
                "to": [body.value for body in notification.to],
                "notify_reason": notification.reason,
                "notify_by": notification.decided_by,
                "hearing_reason": notification.hearing_reason,
            }
        return values

    def advise(self, choice: KcikChoice | None) -> None:
        """Set which decision about KCIK follows the advice; None if none does."""
        self.advised = choice

    @property
    def needs_reason(self) -> list[KcikChoice]:
        """The decisions about KCIK that need a reason: all that differ from the advice, and not to call now."""
        return [choice for choice in KcikChoice if choice is KcikChoice.NOT_NOW or choice is not self.advised]

    def validate_reason(self, field: LineField) -> None:
        """Refuse a decision of `needs_reason` without a reason."""
        if not field.data and self.kcik.data in self.needs_reason:
            raise ValidationError(_("Write in a few words why you decide so."))

    def validate_decided_by(self, field: LineField) -> None:
        """Refuse a decision without the person who decided."""
        if not field.data:
            raise ValidationError(_("Write your name or service number: a person decides, not the program."))

    def validate_notify(self, field: CodeField) -> None:
        """Refuse what is written about notification without the decision that it belongs to."""
        written = (self.duty, self.notify_reason, self.notify_by, self.hearing_reason)
        if not field.data and (self.to.codes or any(each.data for each in written)):
            raise ValidationError(_("Choose what you decide about notification."))

    def validate_to(self, field: CodesField) -> None:
        """Refuse a notification that was made to the family court alone: it receives none, it is only told."""
        if self.notify.data == NotificationChoice.DONE and frozenset(map(Authority, field.codes)) == COURT:
            raise ValidationError(
                _("The family court receives no notification of an offence. Tick who else was notified.")
            )

    def validate_notify_reason(self, field: LineField) -> None:
        """Refuse a decision about notification without a reason, unless it is still open."""
        if not field.data and self._decided:
            raise ValidationError(_("Write in a few words why you decide so about notification."))

    def apply(self, case: Case) -> Case:
        """Return the case with both decisions; the times are added by the clock of the case service.

        The person who decided about KCIK decided about notification too, unless another is named.
        """
        kcik = KcikDecision(
            choice=KcikChoice(self.kcik.data),
            reason=self.reason.data or Translator(POLISH).gettext(AS_ADVISED),
            decided_by=self.decided_by.data,
        )
        notification = self._notification() if self.notify.data else None
        return without_duty_of_another(replace(case, decisions=Decisions(kcik, notification)))

    @property
    def _decided(self) -> bool:
        """Whether the decision about notification was taken: neither left out nor put off."""
        return self.notify.data not in (None, "", NotificationChoice.UNDECIDED.value)

    def _notification(self) -> NotificationDecision:
        return NotificationDecision(
            choice=NotificationChoice(self.notify.data),
            duty=Duty(self.duty.data) if self.duty.data else None,
            to=frozenset(map(Authority, self.to.codes)),
            reason=self.notify_reason.data,
            decided_by=self.notify_by.data or (self.decided_by.data if self._decided else ""),
            hearing_reason=self.hearing_reason.data,
        )


class FinishForm(StepForm):
    """The end of a case: nothing is kept."""

    confirm = BooleanField(false_values=(False, ""))

    def validate_confirm(self, field: BooleanField) -> None:
        """Refuse to erase without a tick."""
        if not field.data:
            raise ValidationError(_("Tick the box: what is erased cannot be brought back."))
