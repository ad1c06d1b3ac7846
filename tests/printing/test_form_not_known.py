"""A form that nobody knows is not said as a suspicion; one that is only intended is said to be."""

import re
from dataclasses import replace

import pytest

from screening.core.instrument.vocabulary import FIRST_FORMS, Age, ExploitationPlace, Form
from screening.core.record.case import Case
from screening.printing import page_html
from tests.builders import a_case
from tests.printing.sheets import sheet

ROWS = ["excessive_hours", "low_no_pay", "forced_tasks_clients"]
NAMING_FORMS = ["referral", "consultation", "script"]
PROSTITUTION = "prostytucja, pornografia"
ASKED = re.compile(r"ytano o te formy: praca lub usługi o charakterze przymusowym; prostytucja, pornografia")
INTENDED = "zamierzone, jeszcze się nie zaczęło"


def said(case: Case, kind: str, language: str = "pl") -> str:
    """The text of a document, on one line."""
    return " ".join(re.sub(r"<[^>]+>", "", page_html(sheet(case, kind), language)).split())


def of_no_known_form(yes: list[str] | None = None, **more: object) -> Case:
    """A case of which an officer ticked "not sure": asked about every form with a list."""
    case = a_case(forms=FIRST_FORMS, yes=yes or [], concerned=True, **more)
    return replace(case, context=replace(case.context, form_unsure=True))


def before(text: str, part: str) -> list[str]:
    """What stands before each place of a part, from the end of the sentence before it."""
    return [re.split(r"\. ", text[: found.start()])[-1] for found in re.finditer(part, text)]


@pytest.mark.parametrize("kind", NAMING_FORMS)
@pytest.mark.parametrize("yes", [[], ROWS])
def test_a_form_that_nobody_knows_is_not_said_as_one_that_is_suspected(kind, yes):
    text = said(of_no_known_form(yes), kind)
    assert ASKED.search(text) and "Podejrzenie:" not in text.partition("Podejrzenie: czynność")[0]
    assert all("pytano o te formy:" in each.lower() for each in before(text, PROSTITUTION)), before(text, PROSTITUTION)
    assert "nie wiadomo (pytano" in text or "Nie wiem jeszcze, o jaką formę wykorzystania chodzi." in text


@pytest.mark.parametrize("kind", NAMING_FORMS)
def test_another_form_beside_it_is_still_suspected(kind):
    case = of_no_known_form()
    beside = said(replace(case, forms=case.forms | {Form.OTHER}), kind)
    assert re.search(r"żebractwo\)?; inna forma wykorzystania", beside)


@pytest.mark.parametrize("kind", NAMING_FORMS[:2])
def test_the_purposes_and_lists_of_a_form_that_nobody_knows_are_said_to_be_those_that_answers_fit(kind):
    text = said(of_no_known_form(ROWS), kind)
    assert "odpowiedzi pasują do: praca lub usługi" in text
    assert "Odpowiedzi pasują do: Praca lub usługi" in text
    assert "Formy nie ustalono; pytano z list:" in text
    assert "pasują do" not in said(a_case(yes=ROWS), kind) and "pytano z list" not in said(a_case(yes=ROWS), kind)


@pytest.mark.parametrize("unsure", [False, True])
@pytest.mark.parametrize("kind", NAMING_FORMS)
@pytest.mark.parametrize("yes", [[], ROWS])
def test_a_form_that_is_only_intended_is_said_to_be_wherever_it_is_named(kind, yes, unsure):
    case = of_no_known_form(yes, intended="labour") if unsure else a_case(yes=yes, concerned=True, intended="labour")
    text = said(case, kind)
    named = re.findall(r"praca lub usługi o charakterze przymusowym(?!, osoba)(.{0,60})", text, re.IGNORECASE)
    assert named and all(INTENDED in each for each in named), named
    assert "prostytucja, pornografia lub inne formy seksualnego wykorzystania – " not in text


@pytest.mark.parametrize("kind", NAMING_FORMS)
def test_a_form_that_has_begun_is_not_called_intended(kind):
    assert INTENDED not in said(a_case(yes=ROWS), kind)


@pytest.mark.parametrize("unsure", [False, True])
@pytest.mark.parametrize("kind", NAMING_FORMS)
def test_another_form_that_is_only_intended_is_said_to_be(kind, unsure):
    case = a_case(forms=["labour", "other"], concerned=True)
    case = replace(case, context=replace(case.context, form_unsure=unsure))
    assert "inna forma" in said(case, kind) and INTENDED not in said(case, kind)
    text = said(replace(case, intended=frozenset({Form.OTHER})), kind)
    assert f"inna forma wykorzystania – {INTENDED}" in text


@pytest.mark.parametrize("kind", NAMING_FORMS)
def test_another_form_alone_is_what_was_asked_about(kind):
    case = a_case(forms=["other"], concerned=True)
    text = said(replace(case, context=replace(case.context, form_unsure=True)), kind)
    assert re.search("ytano o te formy: inna forma", text)


@pytest.mark.parametrize("kind", ["note", "notification"])
@pytest.mark.parametrize("age", Age)
def test_what_is_only_planned_is_told_as_a_suspicion_that_has_not_begun_and_so_is_its_place(kind, age):
    planned = a_case(forms=["labour", "marriage"], intended=["labour", "marriage"], exploited_in="poland", age=age)
    text, place = said(planned, kind), {"planned": "Gdzie może do tego dojśćw Polsce", "begun": "Wykorzystaniew Polsce"}
    assert re.search(r"Podejrzewana forma \(to nie fakt\) ?praca [^;–]*; wymuszone małżeństwo – wszystkie zam", text)
    assert place["planned"] in text and place["begun"] not in text
    one = said(replace(planned, intended=frozenset({Form.MARRIAGE})), kind)
    assert re.search(rf"nie fakt\) ?praca [^;–]*; wymuszone małżeństwo – {INTENDED}", one)
    assert place["begun"] in one and place["planned"] not in one
    begun = said(replace(planned, intended=frozenset()), kind)
    assert "Podejrzewana forma" not in begun and "małżeństw" not in begun and place["begun"] in begun


@pytest.mark.parametrize("kind", ["note", "notification"])
def test_a_plan_whose_form_nobody_knows_is_told_with_the_forms_that_were_asked_about(kind):
    assert "nie fakt)nie wiadomo (pytano o te formy: praca" in said(of_no_known_form(intended="labour"), kind)
    assert "nie fakt)" not in said(of_no_known_form(), kind)


def test_of_a_plan_the_next_steps_say_nothing_of_a_journey_and_ask_a_child_nothing():
    planned = a_case(forms="marriage", intended="marriage", exploited_in="poland", citizenship="poland")
    text = said(planned, "steps")
    assert "Zamierzone, jeszcze się nie zaczęło" in text and "Zapisz, kto to planuje" in text
    assert "Osoba w drodze" not in text and "za granicę" not in text and "kierowcy" not in text
    child = said(replace(planned, age=Age.CHILD), "steps")
    assert "Nie pytaj o to dziecka." in child and "ustal z osobą i z KCIK" not in child
    context = replace(planned.context, exploited_in=frozenset({ExploitationPlace.TRANSIT}))
    way = said(replace(planned, context=context), "steps")
    assert "Osoba w drodze" in way and "Zapisz, kto to planuje" not in way
