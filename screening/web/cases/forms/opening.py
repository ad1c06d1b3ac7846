"""The forms of the opening: first the person, then how the conversation begins."""

from dataclasses import replace
from functools import partial

from wtforms.validators import ValidationError

from screening.core.instrument.vocabulary import FIRST_FORMS, Form, Interpreter
from screening.core.journey import Page
from screening.core.record.case import Case
from screening.core.record.vocabulary import Urgent, YesNoUnknown
from screening.translation import POLISH
from screening.web.cases.forms.fields import CodeField, CodesField
from screening.web.cases.forms.from_fields import form_of
from screening.web.cases.forms.not_known import OF_SAFETY, WithNotKnown
from screening.web.cases.forms.pressed_or_typed import LanguageField, pressed_language
from screening.web.http.language import gettext as _
from screening.wording.instrument import INSTRUMENT
from screening.wording.to_translate import N_

UNSURE = "unsure"
WHO_INTERPRETS = INSTRUMENT["SafetyMissing"]["interpreter"]
SAFETY = form_of(
    Page.SAFETY,
    must={
        **{name: sentence for name, sentence in INSTRUMENT["SafetyMissing"].items() if name != "interpreter"},
        "age": N_("Choose the age group. If you are in doubt, choose “age in doubt”."),
        "profession": N_("Say where you work: duties and questions depend on it."),
    },
    own={
        "danger": partial(CodesField, ("danger", "crisis")),
        "language": LanguageField,
        "urgent": partial(CodesField, tuple(code for code in Urgent if code is not Urgent.CRISIS)),
        "not_known": partial(CodesField, OF_SAFETY),
    },
)


class SafetyForm(WithNotKnown, SAFETY):  # type: ignore[misc,valid-type]
    """The page "First the person". A crisis is asked beside danger, and is recorded among the urgent needs.

    Who interprets is asked where the language is not Polish. In Polish nobody interprets, so nothing is pressed there.
    """

    offered = OF_SAFETY

    @classmethod
    def fill(cls, case: Case) -> dict[str, object]:
        """Return the field values for a case."""
        crisis = Urgent.CRISIS in case.needs.urgent
        filled = super().fill(case)
        language = pressed_language(case.context.language)
        if language == POLISH and case.safety.interpreter is Interpreter.NOT_NEEDED:
            filled["interpreter"] = ""
        return {
            **filled,
            "language": language,
            "danger": (["crisis"] if crisis else []) + (["danger"] if case.danger else []),
            "urgent": [code.value for code in case.needs.urgent],
        }

    def apply(self, case: Case) -> Case:
        """Return the case with what was filled in."""
        urgent = frozenset(map(Urgent, self.urgent.codes | (self.danger.codes & {Urgent.CRISIS})))
        danger = "danger" in self.danger.codes
        filled = replace(super().apply(case), danger=danger, needs=replace(case.needs, urgent=urgent))
        before, language = case.context.language, pressed_language(self.language.data or "")
        if language != pressed_language(before):  # a name that was typed before stays as it was typed
            filled = replace(filled, context=replace(filled.context, language=language))
        if language == POLISH and filled.safety.interpreter is None:
            filled = replace(filled, safety=replace(filled.safety, interpreter=Interpreter.NOT_NEEDED))
        return filled

    def validate_interpreter(self, field: CodeField) -> None:
        """Refuse a talk without who interprets, unless it is in Polish; if no language is given, ask for that first."""
        language = pressed_language(self.language.data or "")
        if field.data or language == POLISH:
            return
        if language:
            raise ValidationError(_(WHO_INTERPRETS))
        if not self.language.errors:
            self.language.errors = [_("Press the language, or say who interprets.")]


TALK = form_of(
    Page.TALK,
    own={
        "informed_of_duty": partial(CodesField, (YesNoUnknown.YES,)),
        "forms": partial(CodesField, (*Form, UNSURE)),
        "intended": partial(CodesField, tuple(Form)),
        "signs": partial(CodesField, ()),
    },
)


class TalkForm(TALK):  # type: ignore[misc,valid-type]
    """The page of how the conversation begins: what was said, what is suspected, where, and what the officer sees.

    "Not sure" chooses all of FIRST_FORMS, so that all of them are asked about. Signs are tick boxes, never scored.
    """

    def offer(self, signs: tuple[str, ...]) -> None:
        """Set which signs may be ticked: those of the page of this case."""
        self.signs.offer(signs)

    @classmethod
    def fill(cls, case: Case) -> dict[str, object]:
        """Return the field values for a case."""
        unsure = case.context.form_unsure
        chosen = [form.value for form in case.ordered_forms if not (unsure and form in FIRST_FORMS)]
        said = case.agreement.informed_of_duty is YesNoUnknown.YES
        return {
            **super().fill(case),
            "informed_of_duty": [YesNoUnknown.YES.value] if said else [],
            "forms": ([UNSURE] if unsure else []) + chosen,
            "intended": [form.value for form in case.intended],
            "signs": list(case.signs),
        }

    def saved(self, case: Case) -> dict[str, object]:
        """Return the field values of a case; of its signs only those that this form offers."""
        return {**self.fill(case), "signs": case.signs & self.signs.offered}

    def apply(self, case: Case) -> Case:
        """Return the case with what was filled in.

        "Intended" counts only for forms that are chosen; signs that are not on this page stay as they were. Without a
        tick, only the answer that a tick gave is taken back: what else the person knows of the duty stays.
        """
        unsure = UNSURE in self.forms.codes
        forms = frozenset(Form(code) for code in self.forms.codes - {UNSURE})
        if unsure:
            forms |= set(FIRST_FORMS)
        intended = frozenset(Form(code) for code in self.intended.codes)
        applied: Case = super().apply(case)
        return replace(
            applied,
            forms=forms,
            intended=intended & forms,
            context=replace(applied.context, form_unsure=unsure),
            agreement=replace(applied.agreement, informed_of_duty=self._informed(applied)),
            signs=(case.signs - self.signs.offered) | self.signs.codes,
        )

    def _informed(self, case: Case) -> YesNoUnknown | None:
        """Return whether the person was informed of the duty to notify."""
        known = case.agreement.informed_of_duty
        if case.child_path:  # a child is not asked for an agreement
            return known
        if self.informed_of_duty.codes:
            return YesNoUnknown.YES
        return None if known is YesNoUnknown.YES else known

    def validate_forms(self, field: CodesField) -> None:
        """Refuse a page without a form and without "not sure"."""
        if not field.data:
            raise ValidationError(_("Tick at least one form. If you cannot tell, tick “not sure”."))

    def validate_intended(self, field: CodesField) -> None:
        """Refuse an intended form that is not chosen above; without this, `apply` would leave it out unseen."""
        chosen = set(self.forms.data or ())
        if UNSURE in chosen:
            chosen |= set(FIRST_FORMS)
        if not set(field.data or ()) <= chosen:
            raise ValidationError(_("Tick the same form above as well, or take this tick away."))
