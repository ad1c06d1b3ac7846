"""The forms of the opening: safety, introduction, context, forms suspected, signs."""

from dataclasses import replace

from wtforms import BooleanField
from wtforms.validators import ValidationError

from screening.core.instrument.vocabulary import (
    Age,
    Alone,
    Citizenship,
    ExploitationPlace,
    Form,
    Interpreter,
    Profession,
    Setting,
    Sex,
)
from screening.core.record.case import Case
from screening.core.record.vocabulary import ChildSign, Urgent
from screening.web.cases.forms.fields import CodeField, CodesField, CountField, LineField, StepForm
from screening.web.cases.forms.not_known import OF_SAFETY, ticked, with_ticks
from screening.web.http.language import gettext as _

N_ = str  # marks a sentence for translation where it is only shown later


class SafetyForm(StepForm):
    """First the person: danger and crisis, alone, interpreter, needs, children, age."""

    danger = CodesField(("danger", "crisis"))
    alone = CodeField(Alone, message=N_("Say whether you can talk with the person alone."))
    interpreter = CodeField(Interpreter, message=N_("Say who interprets."))
    urgent = CodesField(tuple(code for code in Urgent if code is not Urgent.CRISIS))
    children = CountField()
    not_known = CodesField(OF_SAFETY)
    children_signs = CodesField(ChildSign)
    age = CodeField(Age, message=N_("Choose the age group. If you are in doubt, choose “age in doubt”."))

    @classmethod
    def fill(cls, case: Case) -> dict[str, object]:
        """Crisis is one of the urgent needs and counts as danger."""
        crisis = Urgent.CRISIS in case.needs.urgent
        return {
            "danger": (["crisis"] if crisis else []) + (["danger"] if case.danger else []),
            "alone": case.safety.alone.value if case.safety.alone else None,
            "interpreter": case.safety.interpreter.value if case.safety.interpreter else None,
            "urgent": [code.value for code in case.needs.urgent],
            "children": case.safety.children,
            "not_known": ticked(case, OF_SAFETY),
            "children_signs": [sign.value for sign in case.safety.children_signs],
            "age": case.age.value if case.age else None,
        }

    def apply(self, case: Case) -> Case:
        """The case with what was filled in."""
        urgent = frozenset(Urgent(code) for code in self.urgent.codes)
        if "crisis" in self.danger.codes:
            urgent |= {Urgent.CRISIS}
        filled = replace(
            case,
            danger=bool(self.danger.codes),
            age=Age(self.age.data),
            safety=replace(
                case.safety,
                alone=Alone(self.alone.data),
                interpreter=Interpreter(self.interpreter.data),
                children=self.children.data,
                children_signs=frozenset(map(ChildSign, self.children_signs.codes)),
            ),
            needs=replace(case.needs, urgent=urgent),
        )
        return with_ticks(filled, OF_SAFETY, self.not_known.codes)


class ContextForm(StepForm):
    """Who screens, where, and of whom as little as the wording needs."""

    profession = CodeField(Profession, message=N_("Choose your service: duties and wording depend on it."))
    setting = CodeField(Setting, message=N_("Choose where you talk."))
    exploited_in = CodesField(ExploitationPlace)
    citizenship = CodeField(Citizenship, unsaid=True)
    sex = CodeField(Sex, unsaid=True)
    language = LineField(limit=35)

    @classmethod
    def fill(cls, case: Case) -> dict[str, object]:
        """Field values for a case."""
        context = case.context
        return {
            "profession": context.profession.value if context.profession else None,
            "setting": context.setting.value if context.setting else None,
            "exploited_in": [place.value for place in context.exploited_in],
            "citizenship": context.citizenship.value if context.citizenship else None,
            "sex": context.sex.value if context.sex else None,
            "language": context.language,
        }

    def apply(self, case: Case) -> Case:
        """The case with what was filled in."""
        context = replace(
            case.context,
            profession=Profession(self.profession.data),
            setting=Setting(self.setting.data),
            exploited_in=frozenset(ExploitationPlace(code) for code in self.exploited_in.codes),
            citizenship=Citizenship(self.citizenship.data) if self.citizenship.data else None,
            sex=Sex(self.sex.data) if self.sex.data else None,
            language=self.language.data,
        )
        return replace(case, context=context)


class FormsForm(StepForm):
    """What is suspected; "not sure" asks across the three forms."""

    forms = CodesField((*Form, "unsure"))
    intended = CodesField(tuple(form for form in Form if form is not Form.OTHER))

    @classmethod
    def fill(cls, case: Case) -> dict[str, object]:
        """Field values for a case."""
        chosen = ["unsure"] if case.context.form_unsure else [form.value for form in case.ordered_forms]
        other = [Form.OTHER.value] if Form.OTHER in case.forms else []
        return {"forms": chosen + other, "intended": [form.value for form in case.intended]}

    def validate_forms(self, field: CodesField) -> None:
        """At least one form, or "not sure"."""
        if not field.data:
            raise ValidationError(_("Tick at least one form. If you cannot tell, tick “not sure”."))

    def apply(self, case: Case) -> Case:
        """The case with what was filled in; "intended" only for forms that are chosen."""
        unsure = "unsure" in self.forms.codes
        forms = frozenset(Form(code) for code in self.forms.codes - {"unsure"})
        if unsure:
            forms |= {Form.LABOUR, Form.SEXUAL, Form.BEGGING}
        intended = frozenset(Form(code) for code in self.intended.codes)
        return replace(
            case,
            forms=forms,
            intended=intended & forms,
            context=replace(case.context, form_unsure=unsure),
        )

    def validate_intended(self, field: CodesField) -> None:
        """What is intended must be among the forms chosen above; nothing is dropped in silence."""
        chosen = set(self.forms.data or ())
        if "unsure" not in chosen and not set(field.data or ()) <= chosen:
            raise ValidationError(_("Tick the same form above as well, or take this tick away."))


class SignsForm(StepForm):
    """What the officer sees; tick boxes, never scored alone."""

    signs = CodesField(())
    concerned = BooleanField(false_values=(False, ""))

    def offer(self, signs: tuple[str, ...]) -> None:
        """The signs of this case's page."""
        self.signs.offer(signs)

    @classmethod
    def fill(cls, case: Case) -> dict[str, object]:
        """Field values for a case."""
        return {"signs": list(case.signs), "concerned": case.concerned}

    def saved(self, case: Case) -> dict[str, object]:
        """The field values of a case; of the signs those that are offered."""
        return {**self.fill(case), "signs": case.signs & self.signs.offered}

    def apply(self, case: Case) -> Case:
        """The case with what was ticked; signs that are not on this page stay as they were."""
        elsewhere = case.signs - self.signs.offered
        return replace(case, signs=elsewhere | self.signs.codes, concerned=bool(self.concerned.data))
