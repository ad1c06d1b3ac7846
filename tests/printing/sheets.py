"""Referral sheets to print: from the emptiest that is printed to one where everything is present and says much."""

from dataclasses import replace
from datetime import UTC, datetime

from screening import settings
from screening.casework.documents import referral_document
from screening.content import load
from screening.core.case import NOTE_LIMIT, Case, Context, Reply, Safety
from screening.core.documents import ReferralSheet
from screening.core.referral import (
    Agreement,
    Agrees,
    Choice,
    Decision,
    Kind,
    Known,
    Limit,
    Need,
    Needs,
    Notify,
    Referrer,
    Situation,
    Urgency,
    Urgent,
)
from screening.core.terms import Act, Alone, Answer, Basis, Form, Interpreter, Place, Profession, Sex
from tests.builders import CATALOGUE, a_case

CONTENT = load(settings.folder("indicators"))
PRINTED_AT = datetime(2026, 11, 23, 13, 40, tzinfo=UTC)
LETTERS = "Zażółć gęślą jaźń, ȘșȚț, ґїєі, ъыё, Nguyễn Thị Thuỷ, 5 000 ₴."
NOTE = (LETTERS + " Osoba mówi, że pracę i nocleg wskazał ten sam człowiek. ") * 9


def sheet(case: Case, *, code: str = "bursztyn-07", realm: str = "real") -> ReferralSheet:
    """The referral sheet of a case, printed on a day that stands still."""
    return referral_document(case, CONTENT, code=code, now=PRINTED_AT, realm=realm)


def empty_case() -> Case:
    """Nothing asked, nothing known; the officer is concerned."""
    return a_case(concerned=True)


def typical_case() -> Case:
    """A labour case as it comes in: a dozen answers, three notes, agreement, needs, a decision."""
    case = a_case(
        forms="labour",
        profession="labour_inspector",
        sex="female",
        acts=["recruitment", "transport", "harbouring"],
        signs=["obs_third_party_speaks"],
        yes=[
            "deceived_job_nature",
            "debt_bondage",
            "documents_withheld",
            "excessive_hours",
            "low_no_pay",
            "bad_living",
            "isolation_confinement",
            "dest_unknown_area",
        ],
        no=["violence", "substances"],
        unclear=["violence_family"],
        declined=["threat_denounce"],
    )
    notes = {
        "documents_withheld": "Paszport ma „koordynator”; oddaje tylko na czas kontroli.",
        "debt_bondage": "1 200 EUR za dojazd i nocleg, odliczane z wypłaty.",
        "excessive_hours": "12-14 godzin, 6 dni w tygodniu, od marca.",
    }
    replies = {
        id_: replace(reply, basis=frozenset({Basis.PERSON}), note=notes.get(id_, ""))
        for id_, reply in case.replies.items()
    }
    replies["bad_living"] = replace(replies["bad_living"], basis=frozenset({Basis.OBSERVED, Basis.DOCUMENT}))
    return replace(
        case,
        replies=replies,
        safety=Safety(Alone.YES, Interpreter.INDEPENDENT, children=0),
        context=replace(case.context, language="ukraiński", exploited_in=frozenset({Place.POLAND})),
        referrer=Referrer("Okręgowy Inspektorat Pracy w Lublinie", "inspektor pracy", "81 000 00 00"),
        situation=Situation(
            Kind.REFERRAL,
            Urgency.NOW,
            1,
            "lubelskie",
            "powiat puławski",
            "dziś, 18:00",
            Known.YES,
            Known.YES,
            Known.NO,
            "",
            Known.NO,
        ),
        agreement=Agreement(
            Agrees.YES,
            Known.YES,
            frozenset({Limit.NOT_TO_FAMILY}),
            "",
            "przez inspektora, do 18:00",
            "telefon osoby: pracodawca zna PIN",
        ),
        needs=Needs(
            frozenset({Need.ACCOMMODATION, Need.FOOD, Need.INTERPRETER, Need.LEGAL}), frozenset({Urgent.WATER_FOOD})
        ),
        decision=Decision(
            Choice.REFER,
            Notify.UNDECIDED,
            "Dokumenty i dług; osoba prosi o nocleg.",
            "inspektor 17",
            "2026-11-23T13:35",
        ),
    )


def maximal_case(note: str = NOTE[:NOTE_LIMIT]) -> Case:
    """Everything is present in every form, and every free text is as long as it may be."""
    said = note[:200]
    return replace(
        a_case(concerned=True, danger=True, signs=CATALOGUE.signs),
        forms=frozenset(Form),
        acts=frozenset(Act),
        safety=Safety(Alone.NO, Interpreter.GROUP, children=3),
        context=Context(Profession.BORDER_GUARD, sex=Sex.FEMALE, language=said[:60]),
        replies={id_: Reply(Answer.YES, frozenset(Basis), note) for id_ in CATALOGUE.indicators},
        referrer=Referrer(said, said, said),
        situation=Situation(
            Kind.COLLECTION, Urgency.NOW, 12, said, said, said, Known.YES, Known.NO, Known.YES, said, Known.NO
        ),
        agreement=Agreement(Agrees.UNABLE, Known.NO, frozenset(Limit), said, said, said),
        needs=Needs(frozenset(Need), frozenset(Urgent)),
        decision=Decision(Choice.REFER, Notify.WILL_NOTIFY, note, said[:60], "2026-11-23T13:35:00+01:00"),
    )


def child_case() -> Case:
    """A child who begs, spoken to with the companion in the room."""
    return replace(
        a_case(
            forms="begging",
            age="uncertain",
            profession="police",
            sex="male",
            yes=["earnings_handed_over"],
            no=["violence"],
            alone="no",
        ),
        safety=Safety(Alone.NO, Interpreter.COMPANION, children=2),
        referrer=Referrer("Komenda Powiatowa Policji", "dyżurny", "47 000 00 00"),
        needs=Needs(frozenset({Need.FOOD}), frozenset({Urgent.DOCTOR})),
    )


HOSTILE = (
    "🧿 漢字 <script>fetch('http://127.0.0.1:{port}/s')</script><img src=http://127.0.0.1:{port}/i>"
    "<link rel=attachment href=file:///etc/passwd><a href=javascript:alert(1)>x</a>{{{{7*7}}}} {{% raw %}}"
    " \u202egnp\u2069 \ue000 \u0007 \ufdd0 שלום مرحبا e\u0301\u20dd 👩\u200d👩\u200d👧 \U0001f1f5\U0001f1f1 \u2028end"
)


def hostile_case(port: int = 9) -> Case:
    """The typical case with everything written in it hostile."""
    return maximal_case(HOSTILE.format(port=port))


CASES = {
    "empty": empty_case,
    "typical": typical_case,
    "maximal": maximal_case,
    "child": child_case,
    "hostile": hostile_case,
}
