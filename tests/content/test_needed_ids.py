"""The check knows which texts, contacts and provisions the program needs, and which of the given ones nothing shows."""

from dataclasses import replace
from pathlib import Path

import pytest

from screening.casework.documents import document
from screening.content import Content
from screening.content.checking import check
from screening.content.needed_ids import FAMILIES, check_needed_ids, needs_of_program, uses_of_program
from screening.core.documents.script import Steps
from screening.core.instrument.catalogue import Text
from screening.core.instrument.sentences import Sentence
from screening.core.instrument.vocabulary import Profession
from screening.core.record.referral import Status
from screening.core.record.vocabulary import Certificate
from screening.core.referral.assistance import Route
from screening.settings import folder
from tests.builders import a_case
from tests.content.planting import a_copy, plant

WHERE = folder("indicators")
# Patterns of which every id is named elsewhere: a list of ids in the same template, or an "if it exists".
GUARDED = {
    ("shown", "*"),
    ("leaflet", "*"),
    ("leaflet", "easy_*"),
    ("guidance", "*"),
    ("guidance", "*_child"),
    ("lists", "*"),
    ("law", "*"),
}


def without(content: Content, collection: str, id_: str) -> Content:
    """The content as if this id had never been written."""
    of = content.law.entries if collection == "law" else getattr(content, collection)
    left = {key: value for key, value in of.items() if key != id_}
    if collection == "law":
        return replace(content, law=replace(content.law, entries=left))
    return replace(content, **{collection: left})


def sentences(content: Content) -> list[str]:
    return [f"{each.file}: {each.sentence}" for each in check_needed_ids(content, WHERE)]


def test_the_shipped_content_has_what_is_needed_and_nothing_else(content: Content):
    assert sentences(content) == []
    needed = needs_of_program().ids
    assert len(needed) > 300 and sum(collection == "lists" for collection, _ in needed) > 40


@pytest.mark.rest
def test_each_needed_id_that_is_removed_is_named_with_the_place_that_needs_it(content: Content):
    for (collection, id_), place in needs_of_program().ids.items():
        (sentence,) = sentences(without(content, collection, id_))
        file, kind = ("guidance", "list") if collection == "lists" else (collection, "id")
        assert sentence == f"indicators/{file}.yaml: The {kind} {id_!r} is missing, and {place} needs it; add it."
        file = WHERE.parent / place.file
        assert len(file.read_text(encoding="utf-8").splitlines()) >= place.line


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    ("file", "id_"),
    [
        ("guidance", "note_assists"),
        ("shown", "stop"),
        ("leaflet", "help_food"),
        ("law", "art_172"),
        ("guidance", "truth_refer"),
    ],
)
def test_the_whole_check_names_an_id_that_is_gone_from_its_file(tmp_path: Path, file: str, id_: str):
    copied = a_copy(tmp_path)
    plant(copied, f"{file}.yaml", rf"^ *- id: {id_}\n(?: +[a-z_]+:.*\n|\n)*", "")
    assert f"The id {id_!r} is missing, and " in "\n".join(str(each) for each in check(copied) if not each.warning)


@pytest.mark.parametrize("id_", ["kcik_phone", "emergency"])
def test_content_without_a_number_that_must_be_there_is_not_used(tmp_path: Path, id_: str):
    copied = a_copy(tmp_path)
    plant(copied, "contacts.yaml", rf"^- id: {id_}\n(?:  .*\n|\n)*", "")
    assert f"indicators/contacts.yaml:1: The contact {id_!r} is missing; add it." in map(str, check(copied))


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    ("file", "id_"),
    [
        ("guidance", "note_provisional"),
        ("shown", "hello"),
        ("leaflet", "help_money"),
        ("guidance", "steps_police_monday"),
    ],
)
def test_a_text_that_nothing_shows_is_a_warning_at_its_line(tmp_path: Path, file: str, id_: str):
    copied = a_copy(tmp_path)
    row = f'@@- id: {id_}\n  text: "Zdanie."\n  grade: X\n  source: own-guidance\n  checked_on: 2026-11-23\n'
    line = plant(copied, f"{file}.yaml", r"\Z", row)
    (found,) = [each for each in check(copied) if "Nothing shows" in each.sentence]
    assert found.warning and str(found).startswith(f"indicators/{file}.yaml:{line}: Nothing shows the text {id_!r};")


def test_every_pattern_of_templates_and_code_is_known():
    known = {(family.collection, family.pattern) for family in FAMILIES}
    assert uses_of_program().patterns.keys() == known | GUARDED


def longer(content: Content, name: str) -> tuple[Content, Text]:
    """The content with one more sentence at the end of a list."""
    known = content.lists[name]
    text = Text(f"guidance.{name}_{len(known) + 1}.text", f"Nowe zdanie na końcu listy {name}.")
    return replace(content, lists={**content.lists, name: (*known, Sentence(text))}), text


@pytest.mark.parametrize("profession", Profession)
@pytest.mark.parametrize("age", ["adult", "child"])
def test_steps_of_a_service_that_grew_stand_on_the_sheet(content: Content, profession: Profession, age: str):
    grown, text = longer(content, f"steps_{profession}")
    steps = document("steps", a_case(age=age, profession=profession, yes=["debt_bondage"]), grown)
    assert text in steps.own + steps.of_service


ROUTES = {
    "child": {"age": "child"},
    "poland": {"citizenship": "poland"},
    "returned": {"citizenship": "poland", "exploited_in": "abroad"},
    "eu": {"citizenship": "eu"},
    "third_country": {"citizenship": "third_country"},
    "unknown": {"citizenship": "unknown"},
}


@pytest.mark.parametrize("route", ROUTES)
def test_steps_of_a_route_that_grew_stand_on_the_sheet(content: Content, route: str):
    assert route in tuple(Route)
    grown, text = longer(content, f"route_{route}")
    steps = document("steps", a_case(yes=["debt_bondage"], **ROUTES[route]), grown)
    assert text in [step for each in steps.routes for step in each.steps]


def test_a_step_put_above_another_never_takes_it_away(content: Content):
    """Before, sentences about the certificate were known by their number."""
    case = replace(
        a_case(profession="police", yes=["debt_bondage"], citizenship="third_country"),
        status=Status(certificate=Certificate.ISSUED),
    )
    first = Text("guidance.steps_police_1.text", "Nowe pierwsze zdanie.")
    grown = {**content.lists, "steps_police": (Sentence(first), *content.lists["steps_police"])}
    steps = document("steps", case, replace(content, lists=grown))
    before = document("steps", case, content)
    assert steps.own == (first, *before.own)
    assert not [each for each in steps.own if "zaświadczenie" in each.polish]


def test_the_certificate_is_asked_for_until_it_is_issued(content: Content):
    sentences = [each for known in content.lists.values() for each in known if each.unless == "certificate_issued"]
    asking = [text for each in sentences for text in (each.text, *each.variants.values())]
    assert len(asking) == 9
    for profession in (Profession.POLICE, Profession.BORDER_GUARD, Profession.LABOUR_INSPECTOR):
        for age in ("adult", "child"):
            case = a_case(age=age, profession=profession, yes=["debt_bondage"], citizenship="unknown")
            issued = replace(case, status=Status(certificate=Certificate.ISSUED))
            assert sum(text in _all(document("steps", case, content)) for text in asking) >= 1
            assert not [text for text in asking if text in _all(document("steps", issued, content))]


def _all(steps: Steps) -> set[Text]:
    return {*steps.own, *steps.of_service, *(step for each in steps.routes for step in each.steps)}
