"""A typical case for measuring: a man on a farm, seven indicators present, most others not asked."""

from screening.core.instrument.vocabulary import (
    Age,
    Alone,
    Answer,
    Basis,
    CriminalAct,
    Form,
    Interpreter,
    Profession,
    Sex,
)
from screening.core.record.case import Case, Context, Reply, Safety
from screening.core.record.referral import Agreement, Needs, Referrer
from screening.core.record.vocabulary import (
    ContactAgreement,
    Limit,
    Need,
    RequestKind,
    Urgency,
    Voivodeship,
    YesNoUnknown,
)

PRESENT = (
    "documents_withheld",
    "debt_bondage",
    "excessive_hours",
    "low_no_pay",
    "deceived_job_nature",
    "bad_living",
    "accounts_controlled",
)


def a_typical_case() -> Case:
    """The case."""
    return Case(
        edition="2026.1",
        age=Age.ADULT,
        forms=frozenset({Form.LABOUR}),
        acts=frozenset({CriminalAct.RECRUITMENT, CriminalAct.TRANSPORT}),
        signs=frozenset({"obs_third_party_speaks"}),
        safety=Safety(
            Alone.YES,
            Interpreter.INDEPENDENT,
            persons=3,
            children=0,
            voivodeship=Voivodeship.MAZOWIECKIE,
            place="powiat",
            safe_until="2026-11-23T18:00",
            place_known=YesNoUnknown.YES,
        ),
        context=Context(profession=Profession.LABOUR_INSPECTOR, sex=Sex.MALE, language="hiszpański"),
        replies={id_: Reply(Answer.YES, frozenset({Basis.PERSON})) for id_ in PRESENT}
        | {"violence": Reply(Answer.DECLINED), "threats_violence": Reply(Answer.NO)},
        needs=Needs(frozenset({Need.ACCOMMODATION, Need.FOOD, Need.LEGAL})),
        referrer=Referrer(
            RequestKind.REFERRAL, Urgency.TODAY, "Inspektorat", function="inspektor", phone="600 000 000"
        ),
        agreement=Agreement(ContactAgreement.YES, can_speak_now=YesNoUnknown.YES, limits=frozenset({Limit.NO_POLICE})),
    )
