"""The hard situations that a case is in: each has a list of guidance, information and never a condition."""

from collections.abc import Callable, Collection
from enum import StrEnum
from functools import partial

from screening.core.instrument.sentences import Condition
from screening.core.instrument.vocabulary import (
    RECEIVING,
    ExploitationPlace,
    Form,
    FormGroup,
    Interpreter,
    Profession,
    Setting,
)
from screening.core.record.case import Case
from screening.core.record.variants import conditions_of
from screening.core.record.vocabulary import (
    Certificate,
    ContactAgreement,
    InabilityReason,
    KcikChoice,
    Need,
    Papers,
    Stay,
    Tonight,
    Urgent,
)
from screening.core.referral.calling import kcik_choice
from screening.core.rules.advice import AdviceCode
from screening.core.rules.named_rows import DISABILITY, HURTING, PAY_OWED, RECORDED


class HardSituation(StrEnum):
    """A hard situation; several may be there at once, and papers name them in this order.

    Its name is the guidance `situation_` and its code.
    """

    MEDICAL = "medical"
    INTERPRETER = "interpreter"
    GROUP = "group"
    OFFENCES = "offences"
    CRIME = "crime"
    MARRIAGE = "marriage"
    ADOPTION = "adoption"
    SURROGACY = "surrogacy"
    ORGANS = "organs"
    CHILD_TONIGHT = "child_tonight"
    LEFT_BEHIND = "left_behind"
    REPORTED = "reported"
    DETAINED = "detained"
    BORDER = "border"
    SMUGGLED = "smuggled"
    DOMESTIC_DIPLOMAT = "domestic_diplomat"
    ONLINE = "online"
    DISABLED = "disabled"
    LABOUR = "labour"
    PAY = "pay"
    MONEY = "money"
    HEALTH = "health"
    BEFORE_CALL = "before_call"
    AFTERWARDS = "afterwards"


# What is urgent in the body, which needs ask for treatment, and who interprets where guidance on that is not needed.
BODY = {Urgent.DOCTOR, Urgent.SEXUAL_VIOLENCE, Urgent.PREGNANCY, Urgent.MEDICINES, Urgent.WATER_FOOD}
TREATED = {Need.BASIC_MEDICAL, Need.URGENT_MEDICAL}
UNDERSTOOD = (None, Interpreter.NOT_NEEDED)
# Less than this many persons are no group.
MANY = 3
# The further forms that are a situation by themselves, under the same code.
OF_A_FORM = tuple(
    form for form in Form if form.group is FormGroup.FURTHER and form.value in {each.value for each in HardSituation}
)
# Statements of law that belong to a situation.
LAW_OF = {
    HardSituation.OFFENCES: ("non_punishment",),
    HardSituation.MARRIAGE: ("art_191b", "eu_2024_1712"),
    HardSituation.ADOPTION: ("art_211a", "eu_2024_1712"),
    HardSituation.SURROGACY: ("surrogacy", "eu_2024_1712"),
    HardSituation.LABOUR: ("art_187", "pip_2026", "foreign_work_2025"),
}
# Entries of the law for foreigners alone, and those of them only for people not known to have the right to stay.
OF_FOREIGNERS = ("art_187", "foreign_work_2025", "art_303_330", "art_303b")
WITHOUT_STAY = ("art_187",)


def _medical(case: Case) -> bool:
    return bool(
        BODY & case.needs.urgent or "obs_fresh_scar" in case.signs or Need.URGENT_MEDICAL in case.needs.services
    )


def _offences(case: Case) -> bool:
    accused = {Form.CRIME, Form.BEGGING} & case.forms or case.context.setting is Setting.DETENTION
    unclear = case.status.stay is Stay.TO_BE_CLEARED or case.status.papers is Papers.NONE
    return case.context.profession in RECEIVING and bool(accused or unclear)


def _at_the_border(case: Case) -> bool:
    here = case.context.profession is Profession.BORDER_GUARD or case.context.setting is Setting.BORDER
    return here or case.status.stay is Stay.ASYLUM


def _disabled(case: Case) -> bool:
    # A reason why an adult cannot agree stays recorded when a later answer hides its question; then it is not read.
    asked = not case.child_or_in_doubt and case.agreement.contact is ContactAgreement.UNABLE
    said = asked and {InabilityReason.DISABILITY, InabilityReason.GUARDIAN} & case.agreement.unable
    needed = Need.DISABILITY_DIET in case.needs.services or Urgent.MOBILITY in case.needs.urgent
    return bool(said or needed or any(map(case.is_yes, DISABILITY)))


def _pay_owed(case: Case) -> bool:
    """Whether pay may be owed for work, which labour inspection and labour court handle; other gain taken is not pay.

    Where no work has begun, nothing is owed.
    """
    work = Form.LABOUR in case.forms and not case.not_begun
    return work and (Need.LEGAL in case.needs.services or any(map(case.is_yes, PAY_OWED)))


def _after_the_call(case: Case) -> bool:
    to_kcik = kcik_choice(case) not in (None, KcikChoice.NOT_NOW)
    return to_kcik or bool(case.handover.kcik_outcome) or Need.SAFE_RETURN in case.needs.services


def _suspected(form: Form, case: Case) -> bool:
    return form in case.forms


# When a case is in a situation. LABOUR is not among them: it follows from the advice alone.
HOLDS: dict[HardSituation, Callable[[Case], bool]] = {
    HardSituation.MEDICAL: _medical,
    HardSituation.INTERPRETER: lambda case: case.safety.interpreter not in UNDERSTOOD,
    HardSituation.GROUP: lambda case: bool(case.site) or (case.safety.persons or 0) >= MANY,
    HardSituation.OFFENCES: _offences,
    **{HardSituation(form): partial(_suspected, form) for form in OF_A_FORM},
    HardSituation.CHILD_TONIGHT: lambda case: case.child_or_in_doubt and case.safety.tonight is not Tonight.OWN_PLACE,
    HardSituation.LEFT_BEHIND: lambda case: bool(case.safety.others or case.safety.others_children),
    HardSituation.REPORTED: lambda case: "obs_reported_by_controller" in case.signs,
    HardSituation.DETAINED: lambda case: case.context.setting is Setting.DETENTION,
    HardSituation.BORDER: _at_the_border,
    HardSituation.SMUGGLED: lambda case: ExploitationPlace.TRANSIT in case.context.exploited_in,
    HardSituation.DOMESTIC_DIPLOMAT: lambda case: case.context.setting is Setting.HOME and Form.LABOUR in case.forms,
    HardSituation.ONLINE: lambda case: "obs_ads_by_others" in case.signs or any(map(case.is_yes, RECORDED)),
    HardSituation.DISABLED: _disabled,
    HardSituation.PAY: _pay_owed,
    HardSituation.MONEY: lambda case: Need.LEGAL in case.needs.services and not case.not_begun,
    HardSituation.HEALTH: lambda case: bool(TREATED & case.needs.services),
    HardSituation.BEFORE_CALL: lambda case: case.status.certificate in (Certificate.ISSUED, Certificate.ASKED),
    HardSituation.AFTERWARDS: _after_the_call,
}
FOR_LABOUR_RIGHTS = (HardSituation.LABOUR, HardSituation.PAY)


def situations(case: Case, advised: Collection[AdviceCode] = ()) -> tuple[HardSituation, ...]:
    """Return the situations of a case, and those that its advice (`advised`) leads to, in their order."""
    more = FOR_LABOUR_RIGHTS if AdviceCode.LABOUR_RIGHTS in advised else ()
    return tuple(each for each in HardSituation if each in more or (each in HOLDS and HOLDS[each](case)))


def law_of(situation: str, case: Case) -> tuple[str, ...]:
    """Return the ids of the entries of law that belong to a situation and hold for this person."""
    return tuple(id_ for id_ in LAW_OF.get(HardSituation(situation), ()) if not not_theirs(id_, case))


def not_theirs(provision: str, case: Case) -> bool:
    """Return whether an entry of law, by its id, does not hold for this person: see OF_FOREIGNERS and WITHOUT_STAY."""
    holds = conditions_of(case, child=case.child_or_in_doubt)
    foreign, known = Condition.FOREIGNERS_ACT in holds, Condition.STAY_KNOWN in holds
    return (provision in OF_FOREIGNERS and not foreign) or (provision in WITHOUT_STAY and known)


def said_in(case: Case, *, child: bool) -> frozenset[str]:
    """Return the conditions that hold in this case for sentences on a hard situation (docs/indicators.md)."""
    receives = [Condition.RECEIVES_NOTIFICATIONS] if case.context.profession in RECEIVING else []
    after_violence = Urgent.SEXUAL_VIOLENCE in case.needs.urgent or Form.SEXUAL in case.forms
    # That a doctor is needed may be all that an officer has heard: one sentence then says what may have happened.
    asked = [Condition.DOCTOR_ASKED] if Urgent.DOCTOR in case.needs.urgent else []
    doctor = [Condition.DOCTOR_NOW] if after_violence else asked
    hurt = Form.MARRIAGE in case.forms or any(map(case.is_yes, HURTING))
    partner_told = [] if hurt else [Condition.PARTNER_TOLD]
    return conditions_of(case, child=child, more=[*receives, *doctor, *partner_told])
