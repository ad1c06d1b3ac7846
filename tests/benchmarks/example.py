"""A typical case for measuring: a man on a farm, seven indicators present, most others not asked."""

from screening.core.case import Case, Context, Reply, Safety
from screening.core.referral import Agreement, Agrees, Kind, Known, Limit, Need, Needs, Referrer, Situation, Urgency
from screening.core.terms import Act, Age, Alone, Answer, Basis, Form, Interpreter, Profession, Sex

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
        acts=frozenset({Act.RECRUITMENT, Act.TRANSPORT}),
        signs=frozenset({"obs_third_party_speaks"}),
        safety=Safety(Alone.YES, Interpreter.INDEPENDENT, 0),
        context=Context(profession=Profession.LABOUR_INSPECTOR, sex=Sex.MALE, language="hiszpański"),
        replies={id_: Reply(Answer.YES, frozenset({Basis.PERSON})) for id_ in PRESENT}
        | {"violence": Reply(Answer.DECLINED), "threats_violence": Reply(Answer.NO)},
        needs=Needs(frozenset({Need.ACCOMMODATION, Need.FOOD, Need.LEGAL})),
        referrer=Referrer("Inspektorat", "inspektor", "600 000 000"),
        situation=Situation(Kind.REFERRAL, Urgency.TODAY, 3, "mazowieckie", "powiat", "do 18:00", Known.YES),
        agreement=Agreement(Agrees.YES, Known.YES, frozenset({Limit.NO_POLICE})),
    )
