"""Which texts of a case leave it: a mark in every text that a case can hold, and the exact set that comes out where."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, make_dataclass, replace
from typing import Any

import pytest

from screening.casework.documents import document
from screening.core.documents import DOCUMENTS
from screening.core.instrument.vocabulary import Age, Answer, Profession
from screening.core.record.birth import written_birth
from screening.core.record.case import Case, Reply, Site
from screening.core.record.fields import leaves, with_value
from screening.core.record.imported import HERE, asked_anew, taken_over
from screening.core.record.referral import Decisions, KcikDecision, Needs, NotificationDecision
from screening.core.record.text_kinds import Dated, Line, Written
from screening.core.record.vocabulary import (
    Certificate,
    ContactAgreement,
    KcikChoice,
    KcikOutcome,
    Leaflet,
    NameAgreement,
    NotificationChoice,
    RequestKind,
    YesNoUnknown,
)
from screening.core.referral.disclosure import AS_AGREED, as_handed_on
from screening.exchange.case_file import read_case, write_case
from screening.printing import page_html
from screening.printing.codec import dump
from tests.builders import CATALOGUE, CONTENT, a_case
from tests.core.sampling import case_sizes, for_all
from tests.parts import cases

TEXTS = tuple(leaf for leaf in leaves(Case) if isinstance(leaf.mark, Written | Dated))
NOTES = {"replies.documents_withheld": "notatka1x", "replies.child_as_prop": "notatka2x"}
MARKS = {
    leaf.name: f"19{31 + number}-05-17" if isinstance(leaf.mark, Dated) else f"znak{number}x"
    for number, leaf in enumerate(TEXTS)
} | NOTES

CALLER = {"referrer.institution", "referrer.function", "referrer.phone"}
CONSULTED = CALLER | {"safety.safe_until"}
IDENTITY = {"person.name", "person.birth_date", "person.citizenship"}
CONTACT = {"person.relatives", "person.safe_contact", "person.unsafe_contact", "handover.next_contact"}
OURS = {"came_from", "handover.kcik_outcome_on"}  # stays in the tool
# Facts for the own head, Police or prosecutor, whom the duty to notify runs through: no name, no contact, and no reason
# of a decision, which is an assessment.
FACTS = {
    "context.country", "context.facts", "context.language", "context.region", "context.sector", "context.since",
    "done.notified_at", "done.notified_who", "safety.place", *NOTES,
}  # fmt: skip
SENDER = {"referrer.institution", "referrer.unit", "referrer.function", "referrer.officer"}
SAID = CONSULTED | {
    "safety.place", "context.language", "agreement.other_limits", "done.notified_who",
}  # fmt: skip
EVERYWHERE = {
    "note": FACTS | SENDER | {"agreement.other_limits"},
    "notification": FACTS | SENDER | {"referrer.phone"},
    "steps": {"status.certificate_on"},
    "consultation": CONSULTED,
}
HEARING = {"decisions.notification.hearing_reason"}  # printed on the notification of a child who may be 15 to 17 alone
# Allowed on the paper by the level, or said in the call, and not printed there.
UNPRINTED = {
    "referral": HEARING,
    "note": {"referrer.phone", "safety.safe_until"} | HEARING,
    "notification": {"agreement.other_limits", "safety.safe_until"} | HEARING,
    "script": {"referrer.unit", "done.notified_at"},
}
ALL = set(MARKS) - OURS
UNASKED = ALL - IDENTITY - CONTACT
WAYS = {"person.safe_contact", "person.unsafe_contact"}
# State of the agreement (contact, sharing, age): what stands on the referral, in the script and in the file given away.
STATES: dict[str, tuple[Any, set[str], set[str], set[str]]] = {
    "no": ((ContactAgreement.NO, NameAgreement.NO, Age.ADULT), CONSULTED, CONSULTED, CONSULTED),
    "unable": ((ContactAgreement.UNABLE, NameAgreement.NOT_ASKED, Age.ADULT), CONSULTED, CONSULTED, CONSULTED),
    "no, age unknown": ((ContactAgreement.NO, NameAgreement.NO, None), CONSULTED, CONSULTED, CONSULTED),
    "not asked": ((ContactAgreement.NOT_ASKED, NameAgreement.NOT_ASKED, Age.ADULT), UNASKED, SAID, UNASKED),
    "age unknown": ((ContactAgreement.YES, NameAgreement.YES, None), UNASKED, SAID, UNASKED),
    "to contact alone": (
        (ContactAgreement.YES, NameAgreement.NO, Age.ADULT),
        ALL - IDENTITY,
        SAID | WAYS,
        ALL - IDENTITY,
    ),
    "yes": ((ContactAgreement.YES, NameAgreement.YES, Age.ADULT), ALL, SAID | WAYS, ALL),
    "child": ((ContactAgreement.NO, NameAgreement.NO, Age.CHILD), ALL, SAID | WAYS, ALL),
}  # fmt: skip
EACH = pytest.mark.parametrize("state", STATES)


def marked(state: str) -> Case:
    """A case with a mark in every text, in this state of the agreement; the person is to be referred."""
    contact, share_name, age = STATES[state][0]
    case = replace(
        a_case(forms="labour", concerned=True),
        age=age,
        site=Site("00000000-0000-4000-8000-000000000001", 1),
        decisions=Decisions(KcikDecision(KcikChoice.REFER, "x", "x"), NotificationDecision(NotificationChoice.DONE)),
        replies={name.removeprefix("replies."): Reply(Answer.YES, note=note) for name, note in NOTES.items()},
    )
    case = replace(
        case,
        agreement=replace(case.agreement, contact=contact, share_name=share_name),
        referrer=replace(case.referrer, kind=RequestKind.REFERRAL),
        status=replace(case.status, certificate=Certificate.ISSUED),
        done=replace(case.done, leaflet=Leaflet.GIVEN, notified=YesNoUnknown.YES),
    )
    for leaf in TEXTS:
        moment = isinstance(leaf.mark, Dated) and leaf.mark.time
        case = with_value(case, leaf.path, MARKS[leaf.name] + ("T12:00" if moment else ""))
    return case


def found_in(text: str) -> set[str]:
    """The names of the fields whose mark stands in a text."""
    return {name for name, mark in MARKS.items() if mark in text or written_birth(mark) in text}


def page(kind: str, state: str) -> str:
    """A document as a page; the paper is made of the same page."""
    return page_html(document(kind, marked(state), CONTENT), "pl")


def plain_texts(value: Any, path: str = "") -> Iterator[str]:
    """The way to every text in a value; codes are none."""
    if type(value) is str:
        yield path
    elif is_dataclass(value):
        for field in fields(value):
            yield from plain_texts(getattr(value, field.name), f"{path}.{field.name}".strip("."))
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from plain_texts(each, f"{path}.{key}")


def test_every_text_that_a_case_can_hold_is_marked():
    texts = {name.removesuffix(".note") for name in plain_texts(marked("yes"))}
    assert texts - set(MARKS) == {"edition", "site.id"}
    assert len(set(MARKS.values())) == len(MARKS) > 35


@EACH
def test_a_referral_sheet_holds_what_the_agreement_allows_and_nothing_else(state):
    assert found_in(page("referral", state)) == STATES[state][1] - HEARING


@EACH
def test_a_script_says_what_the_agreement_allows_and_nothing_else(state):
    assert found_in(page("script", state)) == STATES[state][2]


@EACH
@pytest.mark.parametrize("kind", EVERYWHERE)
def test_the_other_papers_hold_the_same_whatever_the_agreement(kind, state):
    of_child = HEARING if kind == "notification" and state == "child" else set()
    assert found_in(page(kind, state)) == EVERYWHERE[kind] | of_child


@EACH
def test_a_file_given_away_holds_what_the_agreement_allows_and_can_be_read(state):
    if STATES[state][0][2] is None:
        return
    data = write_case(as_handed_on(marked(state)))
    assert found_in(data.decode()) == STATES[state][3]
    if state in ("no", "unable"):
        assert read_case(data, CATALOGUE).done.notified == "yes"


@EACH
def test_what_came_of_the_call_stays_with_the_institution(state):
    case = marked(state)
    case = replace(case, handover=replace(case.handover, kcik_outcome=KcikOutcome.DECLINED))
    away = as_handed_on(case)
    assert (away.handover.kcik_outcome, away.handover.kcik_outcome_on) == (None, "")


@case_sizes
def test_what_a_sender_alone_said_of_itself_leaves_in_no_file_of_the_next_institution(examples):
    def check(case):
        ours = taken_over(as_handed_on(case), Profession.POLICE)
        away = as_handed_on(ours)
        said = {leaf.name for leaf in HERE if leaf.name in asked_anew(ours) and leaf.of(away) not in (None, "")}
        assert not said and not {f"safety.{code}" for code in away.safety.not_known} & asked_anew(ours)
        assert away.done.notified is ours.done.notified, "what was done is known, whoever did it"

    for_all(examples, cases(), check)


@EACH
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_is_handed_to_the_printer_with_what_its_redaction_allows_and_nothing_else(kind, state):
    on_paper = found_in(page(kind, state))
    handed = found_in(dump(document(kind, marked(state), CONTENT)).decode())
    assert on_paper <= handed <= on_paper | UNPRINTED.get(kind, set())


def test_a_text_that_is_not_listed_is_withheld_wherever_it_stands():
    kept = AS_AGREED.of(marked("no"))
    held = {name for name in plain_texts(kept) if name}
    assert {name for name in held if _at(kept, name)} == {"edition", *CONSULTED}


def _at(value: Any, path: str) -> Any:
    for name in path.split("."):
        value = value[name] if isinstance(value, dict) else getattr(value, name)
    return value


def grown(kind: type) -> Any:
    """The same dataclass with one text more, of which nothing is said, filled in."""
    return make_dataclass(kind.__name__, [("added", Line, "znak")], bases=(kind,), frozen=True, slots=True)


@EACH
def test_a_text_that_is_added_is_withheld_wherever_the_name_would_be(state):
    needs = grown(Needs)()
    kind = make_dataclass("Grown", [("needs", type(needs), needs)], bases=(grown(Case),), frozen=True, slots=True)
    case = marked(state)
    more = kind(**{each.name: getattr(case, each.name) for each in fields(case)} | {"needs": needs})
    more = replace(more, replies={"violence": grown(Reply)(Answer.YES)})
    kept = AS_AGREED.of(more)
    named = "znak" if kept.person.name else ""
    assert (kept.added, kept.needs.added, kept.replies["violence"].added) == (named,) * 3
    assert bool(named) is (state in ("yes", "child"))


def test_codes_and_counts_stay_without_agreement():
    case = marked("no")
    case = replace(case, safety=replace(case.safety, persons=3, others=7))
    kept = AS_AGREED.of(case)
    assert (kept.safety.persons, kept.safety.others, kept.status.certificate) == (3, 7, Certificate.ISSUED)
    assert kept.decisions.kcik.choice is KcikChoice.REFER and kept.done.leaflet is Leaflet.GIVEN
    assert {id_: reply.answer for id_, reply in kept.replies.items()} == dict.fromkeys(case.replies, Answer.YES)


@pytest.mark.parametrize("state", ["no", "unable"])
def test_what_is_withheld_is_not_called_not_known(state):
    text = page("referral", state)
    decisions = text[text.index('<section class="decision">') :]
    assert decisions[: decisions.index("</section>")].count("nie podano w tej karcie") == 2
    assert "język nie jest znany" not in text


def test_every_document_is_looked_at():
    assert set(DOCUMENTS) == {"referral", "script", *EVERYWHERE}
