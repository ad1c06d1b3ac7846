"""Documents to print: from the emptiest that is printed to one where everything is present and says much."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, get_type_hints

from screening.casework.documents import document
from screening.core.documents import Document
from screening.core.instrument.vocabulary import (
    Age,
    Alone,
    Answer,
    Basis,
    Citizenship,
    CriminalAct,
    ExploitationPlace,
    Form,
    Interpreter,
    Profession,
    Setting,
    Sex,
)
from screening.core.record.case import NOTE_LIMIT, Case, Context, Reply, Safety
from screening.core.record.fields import with_value
from screening.core.record.referral import (
    Agreement,
    Decisions,
    Done,
    Handover,
    KcikDecision,
    Needs,
    NotificationDecision,
    Person,
    Referrer,
    Status,
)
from screening.core.record.text_kinds import Written
from screening.core.record.vocabulary import (
    AgeBand,
    Authority,
    Certificate,
    ChildSign,
    ContactAgreement,
    Duty,
    KcikChoice,
    Leaflet,
    Limit,
    NameAgreement,
    Need,
    NotificationChoice,
    NotKnown,
    Papers,
    PoliceContact,
    RequestKind,
    Stay,
    Tonight,
    Urgency,
    Urgent,
    Voivodeship,
    YesNoUnknown,
)
from tests.builders import CATALOGUE, CONTENT, a_case
from tests.parts import PART_LEAVES

PRINTED_AT = datetime(2026, 11, 23, 13, 40, tzinfo=UTC)
LETTERS = "Zażółć gęślą jaźń, ȘșȚț, ґїєі, ъыё, Nguyễn Thị Thuỷ, 5 000 ₴."
NOTE = (LETTERS + " Osoba mówi, że pracę i nocleg wskazał ten sam człowiek. ") * 9


def sheet(case: Case, kind: str = "referral", *, code: str = "bursztyn-07", realm: str = "real") -> Document:
    """A document of a case, printed on a day that stands still."""
    return document(kind, case, CONTENT, code=code, now=PRINTED_AT, realm=realm)


def empty_case() -> Case:
    """Nothing asked, nothing known; the officer is concerned."""
    return a_case(concerned=True)


def typical_case() -> Case:
    """A labour case as it comes in: a dozen answers, three notes, agreement, needs, a decision."""
    case = a_case(
        forms="labour",
        profession="labour_inspector",
        alone="yes",
        interpreter="independent",
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
        safety=Safety(
            Alone.YES,
            Interpreter.INDEPENDENT,
            persons=1,
            children=0,
            voivodeship=Voivodeship.LUBELSKIE,
            place="powiat puławski",
            safe_until="2026-11-23T18:00",
            tonight=Tonight.WITH_US,
            place_known=YesNoUnknown.YES,
            phone_known=YesNoUnknown.YES,
            others=6,
            others_children=0,
        ),
        context=replace(
            case.context,
            language="ukraiński",
            exploited_in=frozenset({ExploitationPlace.POLAND}),
            setting=Setting.WORKPLACE,
            citizenship=Citizenship.THIRD_COUNTRY,
            sector="sortownia owoców",
            country="Polska",
            since="marzec 2026",
            region="powiat puławski",
            facts="Osoba sortuje owoce, śpi w hali. Paszport i telefon ma ktoś inny. Prosi o bezpieczny nocleg.",
        ),
        referrer=Referrer(
            RequestKind.REFERRAL,
            Urgency.NOW,
            "Okręgowy Inspektorat Pracy w Lublinie",
            "Sekcja legalności zatrudnienia",
            "inspektor pracy",
            "81 000 00 00",
            "inspektor 17",
        ),
        agreement=Agreement(
            contact=ContactAgreement.YES,
            share_name=NameAgreement.YES,
            informed_of_duty=YesNoUnknown.YES,
            can_speak_now=YesNoUnknown.YES,
            limits=frozenset({Limit.NOT_TO_FAMILY}),
        ),
        person=Person(
            age_band=AgeBand.UNDER_40,
            reads=YesNoUnknown.YES,
            safe_contact="przez inspektora, do 18:00",
            unsafe_contact="telefon osoby: pracodawca zna PIN",
            name="Olena Przykładowa",
            birth_date="1994-05-02",
            citizenship="Ukraina",
        ),
        needs=Needs(
            frozenset({Need.ACCOMMODATION, Need.FOOD, Need.INTERPRETER, Need.LEGAL}),
            frozenset({Urgent.WATER_FOOD}),
            PoliceContact.NOT_ASKED,
        ),
        status=Status(Papers.TAKEN, Stay.TO_BE_CLEARED, Certificate.ISSUED, "2026-11-20"),
        decisions=Decisions(
            KcikDecision(
                KcikChoice.REFER, "Dokumenty i dług; osoba prosi o nocleg.", "inspektor 17", "2026-11-23T13:35"
            ),
            NotificationDecision(
                NotificationChoice.WILL_NOTIFY,
                Duty.INSTITUTION,
                frozenset({Authority.BORDER_GUARD}),
                "Obowiązek instytucji.",
                "kierownik 2",
                "2026-11-23T13:38",
            ),
        ),
        done=Done(kcik_called_at="2026-11-23T13:20", kcik_consultant="Anna", leaflet=Leaflet.NOT_SAFE),
        handover=Handover(
            transport=YesNoUnknown.NO, told="Wie, że zadzwonimy do KCIK i że może odmówić.", next_contact="dziś 17:30"
        ),
    )


def written(part: Any, text: str) -> Any:
    """A part of a case with every written field as long as it may be, filled with this text."""
    hints = get_type_hints(type(part), include_extras=True)
    limits = {
        each.name: mark.limit
        for each in fields(part)
        for mark in getattr(hints[each.name], "__metadata__", ())
        if isinstance(mark, Written)
    }
    return replace(part, **{name: text[:limit] for name, limit in limits.items()})


def maximal_case(note: str = NOTE[:NOTE_LIMIT]) -> Case:
    """Everything is present in every form, and every free text is as long as it may be."""
    return replace(
        a_case(concerned=True, danger=True, signs=CATALOGUE.signs),
        forms=frozenset(Form),
        acts=frozenset(CriminalAct),
        safety=written(
            Safety(
                Alone.NO,
                Interpreter.GROUP,
                persons=12,
                children=3,
                children_signs=frozenset(ChildSign),
                voivodeship=Voivodeship.ZACHODNIOPOMORSKIE,
                safe_until="2026-11-23T18:00",
                tonight=Tonight.POLICE_UNIT,
                place_known=YesNoUnknown.YES,
                phone_known=YesNoUnknown.NO,
                others=99,
                others_children=99,
                family_threatened=YesNoUnknown.YES,
            ),
            note,
        ),
        context=written(
            Context(
                Profession.BORDER_GUARD,
                Setting.DETENTION,
                frozenset(ExploitationPlace),
                Citizenship.STATELESS,
                Sex.FEMALE,
            ),
            note,
        ),
        replies={id_: Reply(Answer.YES, frozenset(Basis), note) for id_ in CATALOGUE.indicators},
        referrer=written(Referrer(RequestKind.COLLECTION, Urgency.NOW), note),
        agreement=written(
            Agreement(
                ContactAgreement.YES,
                NameAgreement.YES,
                informed_of_duty=YesNoUnknown.YES,
                can_speak_now=YesNoUnknown.NO,
                limits=frozenset(Limit),
            ),
            note,
        ),
        person=written(Person(AgeBand.UNDER_25, age_about=22, reads=YesNoUnknown.NO, birth_date="2004-02-29"), note),
        needs=Needs(frozenset(Need), frozenset(Urgent), PoliceContact.NOT_WANTED),
        status=Status(Papers.TAKEN, Stay.ASYLUM, Certificate.ISSUED, "2026-11-30"),
        decisions=Decisions(
            written(KcikDecision(KcikChoice.REFER, "", "", "2026-11-23T13:35:00+01:00"), note),
            written(
                NotificationDecision(
                    NotificationChoice.WILL_NOTIFY, Duty.OWN, frozenset(Authority), decided_at="2026-11-23T13:35"
                ),
                note,
            ),
        ),
        done=written(
            Done(
                notified=YesNoUnknown.YES,
                notified_bodies=frozenset(Authority),
                notified_at="2026-11-23T13:00",
                family_court=YesNoUnknown.NO,
                pip=YesNoUnknown.YES,
                medical=YesNoUnknown.YES,
                kcik_called_at="2026-11-23T13:10",
                leaflet=Leaflet.GIVEN,
            ),
            note,
        ),
        handover=written(Handover(taken_at="2026-11-23T14:00", transport=YesNoUnknown.YES), note),
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
        referrer=Referrer(
            RequestKind.COLLECTION, Urgency.NOW, "Komenda Powiatowa Policji", function="dyżurny", phone="47 000 00 00"
        ),
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


CASES: dict[str, Callable[[], Case]] = {
    "empty": empty_case,
    "typical": typical_case,
    "maximal": maximal_case,
    "child": child_case,
    "hostile": hostile_case,
}


def unasked(age: Age) -> Case:
    """A case of which nothing is known but age, form and one indicator."""
    return a_case(age=age, yes="documents_withheld")


def answered_with_dont_know(age: Age) -> Case:
    """The same, and every question that has "I don't know" among its answers answered so."""
    case = unasked(age)
    for leaf in PART_LEAVES:
        kind = leaf.kind
        if isinstance(kind, type) and issubclass(kind, StrEnum) and "unknown" in set(kind):
            case = with_value(case, leaf.path, kind("unknown"))
    return replace(case, safety=replace(case.safety, not_known=frozenset(NotKnown)))
