"""No service is sent to itself: in advice, in steps, in the routes of help and in what is said with them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from screening.content import Content
from screening.content.texts import all_texts
from screening.core.documents import DOCUMENTS
from screening.core.instrument.sentences import said as steps_said
from screening.core.instrument.vocabulary import Age, Citizenship, ExploitationPlace, Profession
from screening.core.record.case import Case
from screening.core.record.variants import conditions_of, fitting, kinds_of
from screening.core.record.vocabulary import Papers, Stay
from screening.core.rules.advice import AdviceCode
from tests.builders import a_case
from tests.printing.test_said import said

OWN = {
    Profession.POLICE: re.compile(r"Policj\w+", re.IGNORECASE),
    Profession.BORDER_GUARD: re.compile(r"Straż\w* Graniczn\w+|\bSG\b"),
    Profession.LABOUR_INSPECTOR: re.compile(r"\bPIP\b|Inspekcj\w+ Pracy|inspektorat\w*", re.IGNORECASE),
    Profession.SOCIAL_WORKER: re.compile(
        r"\b(?:OPS|MOPS|GOPS|PCPR)\b|(?<!ustawy o )pomoc\w* społeczn\w+", re.IGNORECASE
    ),
}
# Sentences that say what one's own service does or is, and send nobody anywhere.
OF_ITSELF = {
    Profession.POLICE: ("Policja przyjmuje", "Policja sama przyjmuje", "Policja i Straż Graniczna same"),
    Profession.BORDER_GUARD: ("Straż Graniczna przyjmuje", "Straż Graniczna sama", "Policja i Straż Graniczna same"),
    Profession.LABOUR_INSPECTOR: ("Zaświadczenia z art. 170 dla cudzoziemca nie wydaje PIP",),
    Profession.SOCIAL_WORKER: (
        "Przysługuje pełna pomoc społeczna",
        "W miejscu pobytu przysługuje pełna pomoc społeczna",
        "Pomoc społeczna zależy od pobytu",
    ),
}
ADVISED = [f"advice_{code}_{part}" for code in AdviceCode for part in ("title", "text")]
WITH_A_CHILD = ["truth_child"]
BESIDE = ["warning_coordinator", "note_no_shelter", "note_leaflet", "note_enough"]
ROADS = [
    (citizenship, stay, papers, place)
    for citizenship, stay, papers, place in product(
        Citizenship, Stay, (Papers.HAS, Papers.NONE), ((ExploitationPlace.POLAND,), (ExploitationPlace.ABROAD,))
    )
]


def _cases(profession: Profession) -> Iterator[Case]:
    for age in Age:
        yield a_case(age=age, profession=profession, yes="documents_withheld")


def _to_itself(content: Content, profession: Profession, texts: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    own = OF_ITSELF[profession]
    return [(id_, text) for id_, text in texts if not text.startswith(own) and OWN[profession].search(text)]


@pytest.mark.parametrize("profession", Profession)
def test_no_advice_sends_a_service_to_itself(content, profession):
    said_to: dict[str, str] = {}
    for case, child in product(_cases(profession), (False, True)):
        ids = ADVISED + BESIDE + [f"warning_{profession}"] + (WITH_A_CHILD if child else [])
        found = (fitting(content.guidance, id_, kinds_of(case, child=child)) for id_ in ids)
        said_to |= {id_: content.guidance[id_].polish for id_ in found if id_ in content.guidance}
        if child:
            steps = steps_said(content.lists["steps_child"], conditions_of(case, child=True))
            said_to |= {text.key: text.polish for text in steps}
    assert len(said_to) > 20
    assert _to_itself(content, profession, iter(said_to.items())) == []


@pytest.mark.sampled(2)
@pytest.mark.parametrize("profession", Profession)
@pytest.mark.parametrize("age", Age)
def test_no_step_sends_a_service_to_itself(content, profession, age):
    own = [text.polish for text in all_texts(content) if text.polish.startswith(OF_ITSELF[profession])]
    assert own
    for citizenship, stay, papers, place in ROADS:
        case = a_case(
            age=age, profession=profession, citizenship=citizenship, exploited_in=place, yes="documents_withheld"
        )
        case = replace(case, status=replace(case.status, stay=stay, papers=papers))
        text = said(case, "steps").split("Prawo")[0].split("Podstawa")[0]
        for sentence in own:
            text = text.replace(sentence, "")
        found = [text[max(0, m.start() - 60) : m.end() + 30] for m in OWN[profession].finditer(text)]
        assert not [each for each in found if not re.search(r"Kroki: |służba", each)], found


@pytest.mark.parametrize("profession", [each for each in Profession if each is not Profession.LABOUR_INSPECTOR])
def test_the_others_show_the_way_to_the_labour_inspectorate(content, profession):
    case = a_case(profession=profession)
    id_ = fitting(content.guidance, "advice_labour_rights_text", kinds_of(case, child=False))
    assert "Państwowej Inspekcji Pracy" in content.guidance[id_].polish


def test_every_document_can_be_said_to_every_service(content):
    for profession, kind, age in product(Profession, DOCUMENTS, Age):
        assert said(a_case(age=age, profession=profession, yes="documents_withheld"), kind)
