"""What each document holds of the officer's own words: a mark in every written field shows where it comes out."""

import json
import re
from dataclasses import replace
from functools import cache
from itertools import product

import pytest
from hypothesis import strategies as st

from screening.casework.documents import document, own_words, wording
from screening.core.documents import DOCUMENTS, NoSheet
from screening.core.documents.rows_and_law import Wording
from screening.core.instrument.vocabulary import Age, Answer
from screening.core.record.case import Case, Reply
from screening.core.record.fields import leaves, value_at, with_value
from screening.core.record.referral import Agreement, Decisions, KcikDecision, NotificationDecision
from screening.core.record.text_kinds import Written
from screening.core.record.vocabulary import (
    Certificate,
    ContactAgreement,
    KcikChoice,
    NameAgreement,
    NotificationChoice,
    RequestKind,
)
from screening.core.referral.call import CALL
from screening.core.referral.completeness import without_data
from screening.core.referral.disclosure import AS_AGREED, as_handed_on
from screening.core.referral.identity import may_be_named
from screening.printing import page_html
from screening.printing.codec import dump
from tests.builders import CATALOGUE, CONTENT, a_case
from tests.core.lines import calm, labour
from tests.core.sampling import case_sizes, for_all
from tests.parts import PART_LEAVES, cases

WRITTEN = tuple(leaf for leaf in PART_LEAVES if isinstance(leaf.mark, Written))
MARKS = {leaf.name: f"znak{number}x" for number, leaf in enumerate(WRITTEN)}
NOTE = "notatka{}x"
BIRTH_DATE = "1931-05-17"
MARK = re.compile(r"znak\d+x")
NOTED = re.compile(r"notatka\d+x")

CONSULTING = ["consultation", "script"]
CALLER = {"referrer.institution", "referrer.function", "referrer.phone"}
IDENTITY = {"person.name", "person.citizenship", "person.birth_date"}
CONTACT = {"person.relatives", "person.safe_contact", "person.unsafe_contact"}
BOTH_DECISIONS = Decisions(
    KcikDecision(KcikChoice.REFER, "powód", "ja"),
    NotificationDecision(NotificationChoice.WILL_NOTIFY, reason="powód", decided_by="ja"),
)


def marked(case: Case) -> Case:
    """The case with a mark of its own in every written field that it has, in notes too, and a birth date."""
    for leaf in WRITTEN:
        case = with_value(case, leaf.path, MARKS[leaf.name])
    replies = {
        id_: replace(reply, note=NOTE.format(number)) for number, (id_, reply) in enumerate(case.replies.items())
    }
    return replace(case, replies=replies, person=replace(case.person, birth_date=BIRTH_DATE), concerned=True)


def here(case: Case) -> set[str]:
    """The written fields that this case has; a decision not taken has none."""
    return {leaf.name for leaf in WRITTEN if value_at(case, leaf.path)} | {"person.birth_date"}


@cache
def field_of(mark: str) -> str:
    return next(name for name, each in MARKS.items() if each == mark)


WORDING = wording(CONTENT, None)


def sheet_of(kind: str, case: Case) -> str:
    """The document as it goes to the printer, but for the wording, which is that of the content for every case."""
    made = document(kind, case, CONTENT)
    assert made.frame.wording == WORDING
    return dump(replace(made, frame=replace(made.frame, wording=None))).decode()


def found_in(kind: str, case: Case) -> set[str]:
    """The written fields whose mark stands on a document; "note" for any note of a reply."""
    text = sheet_of(kind, case)
    names = {field_of(mark) for mark in MARK.findall(text)}
    names |= {"person.birth_date"} if BIRTH_DATE in text else set()
    return names | ({"note"} if NOTED.search(text) else set())


def marked_cases() -> st.SearchStrategy[Case]:
    """Any marked case; half of them with both decisions taken."""
    drawn = cases((*Age, None))
    return (drawn | drawn.map(lambda case: replace(case, decisions=BOTH_DECISIONS))).map(marked)


def every_agreement() -> list[Case]:
    """One marked case for every age, agreement and sharing, kind of call and decision."""
    yes = {"documents_withheld": Reply(Answer.YES), "violence": Reply(Answer.NO)}
    full = marked(replace(a_case(), replies=yes, decisions=BOTH_DECISIONS))
    made = []
    for age, contact, share_name, kind in product((*Age, None), ContactAgreement, NameAgreement, (None, *RequestKind)):
        agreement = replace(full.agreement, contact=contact, share_name=share_name)
        case = replace(full, age=age, agreement=agreement, referrer=replace(full.referrer, kind=kind))
        made.append(replace(case, decisions=Decisions()))
        for choice in KcikChoice:
            kcik = replace(full.decisions.kcik, choice=choice)
            made.append(replace(case, decisions=replace(full.decisions, kcik=kcik)))
    return made


EVERY_AGREEMENT = every_agreement()
KINDS, DECISIONS = 1 + len(RequestKind), 1 + len(KcikChoice)
# Every age, agreement and sharing with as many pairs of call and decision as there are calls, other pairs in turn.
SOME = [
    case
    for number, case in enumerate(EVERY_AGREEMENT)
    if sum((number // (KINDS * DECISIONS), number // DECISIONS, number)) % DECISIONS == 0
]


def test_every_written_field_of_a_case_is_marked():
    case = marked(replace(a_case(), decisions=BOTH_DECISIONS))
    assert here(case) == set(MARKS) | {"person.birth_date"}
    assert len(MARKS) == len(set(MARKS.values())) > 25


def _only_the_caller_on_a_consultation(case: Case) -> None:
    assert found_in("consultation", case) == CALLER


def _only_the_caller_in_a_script_without_data(case: Case) -> None:
    if without_data(case):
        assert found_in("script", case) == CALLER


def _no_identity_in_a_script(case: Case) -> None:
    assert not found_in("script", case) & (IDENTITY | {"person.relatives", "note", "context.facts"})


def _no_identity_and_no_contact_in_note_and_notification(case: Case) -> None:
    for kind in ("note", "notification"):
        assert not found_in(kind, case) & (IDENTITY | CONTACT)


def _the_person_on_a_referral_as_agreed(case: Case) -> None:
    found = found_in("referral", case)
    assert found & IDENTITY == (IDENTITY if may_be_named(case) else set())
    person = AS_AGREED.of(case).person
    allowed = {name for name in CONTACT if getattr(person, name.removeprefix("person."))}
    assert found & CONTACT == allowed


def _nothing_of_the_case_in_the_steps(case: Case) -> None:
    assert found_in("steps", case) == set()


RULES = [
    _only_the_caller_on_a_consultation,
    _only_the_caller_in_a_script_without_data,
    _no_identity_in_a_script,
    _no_identity_and_no_contact_in_note_and_notification,
    _the_person_on_a_referral_as_agreed,
    _nothing_of_the_case_in_the_steps,
]


def _named(rule) -> str:
    return rule.__name__.strip("_")


@case_sizes
def test_what_a_document_may_hold_of_any_case(examples):
    def check(case):
        for rule in RULES:
            rule(case)

    for_all(examples, marked_cases(), check)


some_and_every = pytest.mark.parametrize(
    "every", [SOME, pytest.param(EVERY_AGREEMENT, marks=pytest.mark.full)], ids=["some", "every"]
)


@some_and_every
@pytest.mark.parametrize("rule", RULES, ids=_named)
def test_what_a_document_may_hold_for_every_age_agreement_and_decision(rule, every):
    for case in every:
        rule(case)


def test_a_referral_holds_every_written_field_of_an_adult_who_agrees():
    agreed = Agreement(contact=ContactAgreement.YES, share_name=NameAgreement.YES)
    yes = {"documents_withheld": Reply(Answer.YES)}
    case = marked(replace(a_case(), agreement=agreed, decisions=BOTH_DECISIONS, replies=yes))
    assert found_in("referral", case) == here(case) | {"note"}


def test_a_note_to_a_reply_stands_on_referral_note_and_notification_alone():
    yes = {"documents_withheld": Reply(Answer.YES)}
    case = marked(replace(a_case(), replies=yes, agreement=Agreement(contact=ContactAgreement.YES)))
    assert {kind for kind in DOCUMENTS if "note" in found_in(kind, case)} == {"referral", "note", "notification"}


def test_the_officers_own_words_are_every_written_field_and_note():
    yes = {"documents_withheld": Reply(Answer.YES)}
    case = marked(replace(a_case(), decisions=BOTH_DECISIONS, replies=yes))
    words = own_words(case).splitlines()
    assert set(words) >= {*MARKS.values(), NOTE.format(0)}


@case_sizes
def test_notes_to_replies_that_are_not_present_stay_off_note_and_notification(examples):
    def check(case):
        answers = [reply.answer for reply in case.replies.values()]
        for kind in ("note", "notification"):
            numbers = {int(each) for each in re.findall(r"notatka(\d+)x", sheet_of(kind, case))}
            assert all(answers[number] is Answer.YES for number in numbers)

    for_all(examples, marked_cases(), check)


@pytest.mark.parametrize("kind", sorted(DOCUMENTS.keys() - CONSULTING))
def test_no_sheet_is_printed_when_nothing_was_recorded_or_decided(kind):
    with pytest.raises(NoSheet, match=r"^Nothing was recorded or decided[^\n]+\.$"):
        document(kind, a_case(**calm(labour())), CONTENT)


@pytest.mark.parametrize("kind", CONSULTING)
def test_kcik_can_be_consulted_at_every_result(kind):
    assert kind == document(kind, a_case(**calm(labour())), CONTENT).KIND


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_the_emptiest_case_that_is_printed_has_every_document(kind):
    made = document(kind, Case(edition=CATALOGUE.edition), CONTENT)
    assert (made.KIND, made.frame.edition) == (kind, CATALOGUE.edition)


@case_sizes
def test_every_document_of_any_case_is_made_and_crosses_to_the_printer(examples):
    def check(case):
        for kind in DOCUMENTS:
            made = json.loads(dump(document(kind, replace(case, concerned=True), CONTENT)))
            assert made["frame"]["edition"] == CATALOGUE.edition, kind

    for_all(examples, cases((*Age, None)), check)


def test_the_call_on_referral_consultation_and_script_is_the_same_but_for_own_words():
    agreed = Agreement(contact=ContactAgreement.YES, share_name=NameAgreement.YES)
    case = marked(replace(a_case(), agreement=agreed, decisions=BOTH_DECISIONS))
    referral, consultation, script = (document(kind, case, CONTENT) for kind in ("referral", "consultation", "script"))
    assert referral.call == script.call == replace(consultation.call, consulting=False, kind=referral.call.kind)
    assert consultation.call.kind is RequestKind.CONSULTATION
    said = [leaf for leaf in leaves(Case) if any(leaf.name in line.says for line in CALL) and leaf.name != "signs"]
    assert [leaf.name for leaf in said if leaf.of(referral.case) != leaf.of(script.case)] == []
    assert {leaf.name for leaf in said if leaf.of(referral.case) != leaf.of(consultation.case)} == {
        "referrer.unit", "context.language", "safety.place", "agreement.other_limits", "done.notified_who",
        "person.safe_contact", "person.unsafe_contact",
    }  # fmt: skip


def test_a_language_that_is_known_is_said_and_any_other_text_stays_behind():
    """A code of a country, or a short word, is no language: KG is not Kongo, "ang" not Old English."""
    known = (("ukraiński", "ukraiński"), ("Vietnamese", "Vietnamese"), ("uk", "uk"))
    for text, said in (*known, ("po naszemu", ""), ("KG", ""), ("am", ""), ("ang", "")):
        case = replace(a_case(concerned=True), context=replace(a_case().context, language=text))
        case = replace(case, agreement=Agreement(contact=ContactAgreement.YES))
        consultation = document("consultation", case, CONTENT)
        assert (consultation.language, "context.language" in consultation.withheld) == (said, True)
        assert document("referral", case, CONTENT).language == (said or text)
        telling = "inny język: do podania przez telefon" in page_html(consultation, "pl")
        assert telling is not bool(said)


@some_and_every
@pytest.mark.parametrize("kind", ["consultation", "script", "referral", "steps"])
def test_where_kcik_is_consulted_without_data_no_sheet_asks_for_a_referral(kind, every):
    for case in every:
        if kind != "consultation" and not without_data(case):
            continue
        sheet = document(kind, case, CONTENT)
        if kind != "steps":
            assert sheet.call.consulting
        if kind != "script":
            advice = sheet.advice if kind == "steps" else sheet.findings.advice
            assert "refer" not in {each.code for each in advice}
            assert "Zgłoś do KCIK" not in {each.title.polish for each in advice}


def test_an_unknown_age_is_printed_as_a_childs_by_no_sheet():
    case = replace(a_case(yes=["documents_withheld"]), age=None)
    for kind in DOCUMENTS:
        sheet = document(kind, case, CONTENT)
        assert not sheet.frame.child_or_in_doubt
        assert sheet.case.age is None
    assert "dzieck" not in json.dumps([step.polish for step in document("steps", case, CONTENT).own])


@some_and_every
def test_a_file_given_away_holds_no_more_than_the_referral_sheet(every):
    for case in every:
        if case.age is not None:
            away = as_handed_on(case)
            held = {leaf.name for leaf in WRITTEN if value_at(away, leaf.path)}
            held |= {"person.birth_date"} if away.person.birth_date else set()
            held |= {"note"} if any(reply.note for reply in away.replies.values()) else set()
            assert held <= found_in("referral", case), case.agreement


def test_a_deadline_of_the_certificate_stands_on_referral_and_steps():
    case = a_case(concerned=True)
    case = replace(case, status=replace(case.status, certificate=Certificate.ISSUED, certificate_on="2026-11-30"))
    assert {document(kind, case, CONTENT).deadline.ends_on for kind in ("referral", "steps")} == {"2027-02-28"}


def test_an_assessment_never_stands_in_note_or_notification():
    case = a_case(yes=["documents_withheld", "debt_bondage", "violence"])
    wording: Wording = document("note", case, CONTENT).frame.wording
    titles = {text.polish for id_, text in wording.guidance.items() if re.fullmatch("advice_.*_title", id_)}
    for kind in ("note", "notification"):
        sheet = document(kind, case, CONTENT)
        facts = dump(replace(sheet, frame=replace(sheet.frame, wording=None))).decode()
        assert titles
        assert not [title for title in titles if title in facts]


@pytest.mark.parametrize("profession", ["police", "border_guard", "labour_inspector", "social_worker"])
def test_guidance_that_documents_quote_by_profession_is_there(profession):
    case = a_case(concerned=True, profession=profession)
    steps = document("steps", case, CONTENT)
    assert steps.own
    has_coordinator = profession in ("police", "border_guard")
    assert len(steps.warnings) == has_coordinator + (f"warning_{profession}" in CONTENT.guidance)
    assert len(document("notification", case, CONTENT).traces) == 2
    assert len(document("notification", case, CONTENT).hearing) == 2
    assert document("note", case, CONTENT).duty
    assert document("script", case, CONTENT).reminders


@pytest.mark.parametrize(("contact", "said"), [("no", True), ("unable", True), ("yes", False), ("not_asked", True)])
def test_an_adult_who_does_not_or_cannot_agree_has_a_way_of_their_own_in_the_steps(contact, said):
    case = replace(a_case(concerned=True), agreement=Agreement(contact=ContactAgreement(contact)))
    assert bool(document("steps", case, CONTENT).not_agreed) is said
    assert document("steps", replace(case, age=Age.UNCERTAIN), CONTENT).not_agreed == ()


def test_the_family_court_hears_of_every_child_and_of_no_adult():
    for age in Age:
        bodies = document("notification", a_case(age=age, concerned=True), CONTENT).to
        assert ("family_court" in bodies) is (age is not Age.ADULT)


def test_a_reason_is_said_with_the_first_advice_that_has_it_alone():
    advice = document("referral", a_case(danger=True, age=Age.CHILD), CONTENT).findings.advice
    said = [reason.code for each in advice for reason in each.reasons]
    assert len(advice) > 1 and said.count("immediate_danger") == 1 and len(said) == len(set(said))


def test_a_note_on_bad_work_alone_does_not_call_it_trafficking():
    rows = ("low_no_pay", "documents_withheld")
    said = {yes: sheet_of("note", a_case(**calm(labour(yes)))) for yes in rows}
    assert "art. 189a" in said["documents_withheld"] and "art. 189a" not in said["low_no_pay"]
    assert "Przesłanek przymusu z listy dla pracy na razie nie odnotowano" in said["low_no_pay"]
