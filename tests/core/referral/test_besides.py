"""What somebody recorded or decided is printed, although no rule found an indicator in the answers."""

from dataclasses import replace

import pytest

from screening.casework.documents import document
from screening.core.documents import DOCUMENTS, NoSheet
from screening.core.record.case import Case, Reply, Site
from screening.core.record.fields import leaves, with_value
from screening.core.record.inspection import next_person
from screening.core.record.referral import Decisions, Done, KcikDecision, Needs, NotificationDecision
from screening.core.record.vocabulary import (
    Authority,
    ChildSign,
    ContactAgreement,
    KcikChoice,
    Need,
    NotificationChoice,
    Papers,
    RequestKind,
    Tonight,
    Urgent,
    YesNoUnknown,
)
from screening.core.referral.besides import Besides, besides
from screening.printing import page_html
from tests.builders import CONTENT, a_case
from tests.core.every_field import values, with_its_part
from tests.core.lines import calm, labour
from tests.printing.sheets import sheet

NOTHING = a_case(**calm(labour()))


def kcik(choice: KcikChoice) -> Case:
    return replace(NOTHING, decisions=Decisions(kcik=KcikDecision(choice, "powód", "nr 17")))


def notification(choice: NotificationChoice) -> Case:
    decided = NotificationDecision(choice, reason="powód", decided_by="nr 17")
    return replace(NOTHING, decisions=Decisions(notification=decided))


def noted() -> Case:
    return replace(NOTHING, replies={**NOTHING.replies, "threat_worse": Reply(note="Mówi o długu.")})


RECORDED = {
    "decided to refer": (kcik(KcikChoice.REFER), Besides.KCIK),
    "decided to consult": (kcik(KcikChoice.CONSULT), Besides.KCIK),
    "decided to leave KCIK out": (kcik(KcikChoice.NOT_NOW), Besides.KCIK),
    "decided not to notify": (notification(NotificationChoice.NOT_NOW), Besides.NOTIFIED),
    "decided to notify": (notification(NotificationChoice.WILL_NOTIFY), Besides.NOTIFIED),
    "notified, as decided": (notification(NotificationChoice.DONE), Besides.NOTIFIED),
    "notified": (replace(NOTHING, done=Done(notified=YesNoUnknown.YES)), Besides.NOTIFIED),
    "nobody knows who was notified": (
        replace(NOTHING, done=Done(notified=YesNoUnknown.UNKNOWN)),
        Besides.NOTIFIED,
    ),
    "the family court knows": (
        replace(NOTHING, done=Done(notified_bodies=frozenset({Authority.FAMILY_COURT}))),
        Besides.NOTIFIED,
    ),
    "an act": (a_case(no="violence", acts="transport"), Besides.ACTS),
    "an intended form": (a_case(no="violence", intended="labour"), Besides.INTENDED),
    "an urgent need": (replace(NOTHING, needs=Needs(urgent=frozenset({Urgent.DOCTOR}))), Besides.NEEDS),
    "a need": (replace(NOTHING, needs=Needs(services=frozenset({Need.FOOD}))), Besides.NEEDS),
    "a sign of a child": (
        replace(NOTHING, safety=replace(NOTHING.safety, children_signs=frozenset({ChildSign.SLEEPY}))),
        Besides.CHILD,
    ),
    "facts": (replace(NOTHING, context=replace(NOTHING.context, facts="Ranny w rękę.")), Besides.OWN_WORDS),
    "a note": (noted(), Besides.OWN_WORDS),
}
# What alone is nothing to print, named once more; rules read danger, a concern and signs.
NOTHING_ELSE = {
    *("edition", "age", "forms", "danger", "concerned", "signs", "visited", "for_referral", "came_from"),
    *("said_before", "exercise", "site.id", "site.number"),
    *("safety.alone", "safety.interpreter", "safety.voivodeship", "safety.place"),
    *("context.profession", "context.setting", "context.exploited_in", "context.citizenship", "context.sex"),
    *("context.language", "context.form_unsure", "context.sector", "context.country", "context.region"),
    *("person.age_band", "person.age_about", "agreement.informed_of_duty"),
    *("referrer.institution", "referrer.unit", "referrer.function", "referrer.phone", "referrer.officer"),
}
PRINTED = [leaf for leaf in leaves(Case) if leaf.name not in NOTHING_ELSE]


@pytest.mark.parametrize("name", RECORDED)
def test_every_paper_is_made_of_what_somebody_recorded_or_decided(name):
    case, held = RECORDED[name]
    assert besides(case) == (held,)
    for kind in DOCUMENTS:
        assert kind == document(kind, case, CONTENT).KIND


@pytest.mark.parametrize("leaf", PRINTED, ids=lambda leaf: leaf.name)
def test_every_paper_is_made_as_soon_as_any_field_of_the_record_holds_something(leaf):
    case = with_its_part(NOTHING, leaf.name)
    for value in values(leaf):
        filled = with_value(case, leaf.path, value)
        assert besides(filled) or leaf.of(NOTHING) == value, value
        if besides(filled):
            assert document("note", filled, CONTENT).KIND == "note"


@pytest.mark.parametrize("name", sorted(NOTHING_ELSE - {"danger", "concerned", "signs"}))
def test_where_nobody_recorded_or_decided_anything_no_referral_is_made(name):
    leaf = next(each for each in leaves(Case) if each.name == name)
    case = with_its_part(NOTHING, name)
    for value in values(leaf):
        assert besides(with_value(case, leaf.path, value)) == (), value
    with pytest.raises(NoSheet):
        document("referral", case, CONTENT)


def test_next_person_of_an_inspection_begins_with_nothing_to_print():
    first = replace(NOTHING, context=replace(NOTHING.context, sector="pole", country="Polska", region="Lublin"))
    first = with_value(with_value(first, ("safety", "place"), "Zamość"), ("referrer", "kind"), RequestKind.REFERRAL)
    assert besides(first) == (Besides.REQUEST,)
    assert besides(next_person(first, Site("1", 2), NOTHING.edition)) == ()


def test_of_everything_somebody_recorded_each_kind_is_named():
    case = NOTHING
    for path, value in (
        (("safety", "tonight"), Tonight.SAME_PLACE),
        (("agreement", "contact"), ContactAgreement.YES),
        (("person", "name"), "Ana"),
        (("status", "papers"), Papers.TAKEN),
        (("handover", "taken_by"), "KCIK"),
    ):
        case = with_value(case, path, value)
    assert besides(case) == (Besides.SAFETY, Besides.AGREEMENT, Besides.PERSON, Besides.STATUS, Besides.DONE)


@pytest.mark.parametrize("kind", ["referral", "consultation", "steps"])
def test_a_paper_says_both_that_no_rule_found_anything_and_what_is_recorded_all_the_same(kind):
    text = page_html(sheet(RECORDED["decided to refer"][0], kind), "pl")
    assert "W tej rozmowie nie odnotowano przesłanek" in text
    assert "Mimo to odnotowano lub zdecydowano:" in text and "decyzję w sprawie KCIK" in text
    assert "Mimo to" not in page_html(sheet(a_case(yes="debt_bondage", acts="transport"), kind), "pl")


def test_a_consultation_does_not_name_own_words_that_it_withholds():
    assert "własne słowa" not in page_html(sheet(noted(), "consultation"), "pl")
    assert "własne słowa" in page_html(sheet(noted(), "referral"), "pl")
