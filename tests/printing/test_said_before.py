"""What holds for the sender of a file is not said as if it held for whoever took it in."""

import re
from dataclasses import replace

import pytest

from screening.core.record.case import Case
from screening.core.record.fields import with_value
from screening.core.record.imported import HERE, answered_here, taken_over
from screening.core.record.vocabulary import NotKnown, Tonight, YesNoUnknown
from screening.core.referral.completeness import gaps
from screening.printing import page_html
from tests.builders import a_case
from tests.printing.sheets import sheet, typical_case

BEFORE = "z pliku:"
SPOKEN = "wcześniejsza instytucja podała:"
OPEN = {"kind", "urgency", "place", "voivodeship", "place_known", "safe_until", "tonight", "can_speak_now", "transport"}


def of_the_sender() -> Case:
    """A case where everything that holds for an institution is answered."""
    case = typical_case()
    return replace(
        case,
        done=replace(case.done, kcik_called_at="2026-11-23T13:20", kcik_consultant="Anna"),
        handover=replace(case.handover, taken_by="dyżurny", taken_at="2026-11-23T14:00"),
        agreement=replace(case.agreement, can_speak_now=YesNoUnknown.YES),
    )


TAKEN_IN = taken_over(of_the_sender(), None)


def said(case: Case, kind: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page_html(sheet(case, kind), "pl")).split())


def says(kind: str) -> str:
    return SPOKEN if kind == "script" else BEFORE


def asked_back(case: Case) -> set[str]:
    return {gap.code for gap in gaps(case)}


def test_what_holds_for_the_sender_is_an_open_question_and_nothing_of_it_is_lost():
    assert TAKEN_IN.said_before == {leaf.name for leaf in HERE}
    assert all(leaf.of(TAKEN_IN) == leaf.of(of_the_sender()) for leaf in HERE)
    assert asked_back(TAKEN_IN) >= OPEN
    assert not asked_back(of_the_sender()) & OPEN


def test_a_question_that_somebody_here_answered_is_open_no_more():
    answered = answered_here(TAKEN_IN, frozenset({"safety.tonight", "handover.transport"}))
    assert asked_back(answered) & OPEN == OPEN - {"tonight", "transport"}


def test_i_do_not_know_of_the_sender_is_no_answer_here():
    case = with_value(of_the_sender(), ("safety", "safe_until"), "")
    case = replace(case, safety=replace(case.safety, not_known=frozenset({NotKnown.SAFE_UNTIL})))
    assert "safe_until" not in asked_back(case) and "safe_until" in asked_back(taken_over(case, None))
    text = said(taken_over(case, None), "script")
    assert (
        f"Nie zapytano, do kiedy ta osoba może bezpiecznie zostać tam, gdzie jest. {SPOKEN.capitalize()} nie wiadomo"
        in text
    )


@pytest.mark.parametrize(
    ("kind", "claims"),
    [
        (
            "script",
            [
                "Nie zapytano, do kiedy ta osoba może bezpiecznie zostać tam, gdzie jest.",
                "Nie zapytano, gdzie ta osoba będzie dziś w nocy.",
                "Nie zapytano, czy ta osoba może teraz z Państwem rozmawiać.",
                "Nie zapytano, czy jest transport.",
                "Nie zapytano, jaka to gmina lub powiat.",
                "Nie zapytano, jakie to województwo.",
                "Nie zapytano, czy ktoś niebezpieczny wie, gdzie jest ta osoba.",
            ],
        ),
        (
            "referral",
            [
                "bezpiecznie do:",
                "dziś w nocy:",
                "województwo:",
                "ktoś zna miejsce:",
                "może teraz rozmawiać z KCIK:",
                "Transport",
                "telefon do KCIK:",
                "przejmuje:",
                "kiedy:",
            ],
        ),
        ("consultation", ["bezpiecznie do:", "dziś w nocy:", "Transport", "województwo:", "ktoś zna miejsce:"]),
    ],
)
def test_a_paper_says_who_said_it_and_that_nobody_was_asked_here(kind, claims):
    text = said(TAKEN_IN, kind)
    for claim in claims:
        unasked = claim if kind == "script" else f"{claim} nie pytano"
        assert re.search(rf"{re.escape(unasked)}\W*{says(kind)}", text, re.IGNORECASE), claim
    assert says(kind) not in said(of_the_sender(), kind).lower()


@pytest.mark.parametrize("kind", ["script", "referral", "consultation"])
def test_with_us_is_said_as_with_that_institution(kind):
    text = said(TAKEN_IN, kind)
    assert "u tej instytucji" in text and not re.search(r"dziś w nocy:? \W*(osoba będzie )?u nas", text, re.IGNORECASE)
    elsewhere = with_value(TAKEN_IN, ("safety", "tonight"), Tonight.HOSPITAL)
    assert f"{says(kind)} w szpitalu" in said(elsewhere, kind).lower()


@pytest.mark.parametrize(
    ("kind", "asked", "open_here"),
    [
        ("referral", "O co prosimy Zgłoszenie osoby · teraz", "O co prosimy nie wpisano"),
        ("script", "Chcę zgłosić Państwu tę osobę", "(Powiedz, o co prosisz"),
    ],
)
def test_what_the_sender_asked_kcik_for_is_asked_for_by_nobody_here(kind, asked, open_here):
    assert asked in said(of_the_sender(), kind)
    assert asked not in said(TAKEN_IN, kind) and open_here in said(TAKEN_IN, kind)
    answered = answered_here(TAKEN_IN, frozenset({"referrer.kind", "referrer.urgency"}))
    assert asked in said(answered, kind)
    kind_alone = said(answered_here(TAKEN_IN, frozenset({"referrer.kind"})), kind)
    assert ("jak pilne: nie wpisano" if kind == "referral" else "(Powiedz, jak pilna") in kind_alone


@pytest.mark.parametrize("kind", ["note", "notification"])
def test_a_paper_of_facts_says_whose_place_it_is(kind):
    text = said(TAKEN_IN, kind)
    assert f"nie pytano ({BEFORE} „ powiat puławski ”" in text and f"województwo: nie pytano ({BEFORE}" in text


def test_a_mark_is_explained_once_where_it_stands_and_nowhere_else():
    for kind in ("referral", "consultation", "note", "notification"):
        assert said(TAKEN_IN, kind).count("„Z pliku” znaczy") == 1, kind
        assert "„Z pliku”" not in said(of_the_sender(), kind), kind
    assert "„Z pliku”" not in said(TAKEN_IN, "script"), "it names the institution each time, for it is read aloud"
    with_words, without = replace(typical_case(), came_from="MOPS"), replace(a_case(age="child"), came_from="MOPS")
    for kind in ("script", "note"):
        assert "Słowa podkreślone kropkami" in said(with_words, kind)
        assert "Słowa podkreślone kropkami" not in said(without, kind), kind
