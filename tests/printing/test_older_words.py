"""What was written on an earlier day, or under an earlier edition, is not said as if it were of today."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from screening.casework.documents import document
from screening.core.documents import DOCUMENTS
from screening.core.documents.table import Reader
from screening.core.record.case import Case
from screening.core.rules.meant_otherwise import meant_otherwise
from screening.printing import page_html
from tests.builders import CATALOGUE, CONTENT, a_case
from tests.printing.sheets import PRINTED_AT, typical_case

(OLDER,) = CATALOGUE.earlier
OTHER_MEANING = "odpowiedź z tamtego czasu może dotyczyć czegoś innego:"


def said(case: Case, kind: str, **more: object) -> str:
    html = page_html(document(kind, case, CONTENT, **{"now": PRINTED_AT, **more}), "pl")
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_paper_of_another_day_than_the_last_save_says_of_which_day_now_and_tonight_are(kind):
    case = typical_case()
    assert "Sprawę ostatnio zapisano 22.11.2026." in said(case, kind, saved=PRINTED_AT - timedelta(days=1))
    for same_day in (PRINTED_AT, PRINTED_AT - timedelta(hours=8), None):
        assert "ostatnio zapisano" not in said(case, kind, saved=same_day)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_paper_of_a_case_that_was_begun_on_an_earlier_day_and_saved_today_names_that_day(kind):
    case, day_before = typical_case(), PRINTED_AT - timedelta(days=1)
    begun = "Sprawę zaczęto 22.11.2026. „Teraz”, „dziś”, „dziś w nocy” i „w ostatnich 3 dniach” mogą dotyczyć tego dnia"
    assert begun in said(case, kind, opened=day_before, saved=PRINTED_AT)
    assert "zaczęto 22" not in said(case, kind, opened=day_before, saved=day_before), "one sentence is enough"
    assert "Sprawę zaczęto" not in said(case, kind, opened=PRINTED_AT - timedelta(hours=8), saved=PRINTED_AT)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_paper_of_a_case_that_came_in_a_file_says_that_its_day_is_not_known(kind):
    undated = "a plik nie mówi, z którego jest dnia. „Teraz”, „dziś”, „dziś w nocy” i „w ostatnich 3 dniach” mogą"
    case = typical_case()
    assert undated in said(case, kind, of_a_file=True)
    assert undated in said(replace(case, came_from="GOPS"), kind, opened=PRINTED_AT, saved=PRINTED_AT)
    assert undated not in said(case, kind, opened=PRINTED_AT, saved=PRINTED_AT)
    assert undated not in said(replace(case, exercise="x"), kind, of_a_file=True), "an exercise has no day"


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_what_was_written_in_a_night_is_not_said_of_the_next_night_of_the_same_date(kind):
    case, night = typical_case(), PRINTED_AT - timedelta(hours=14)
    assert "Sprawę ostatnio zapisano 23.11.2026 00:40." in said(case, kind, saved=night)
    assert "Sprawę zaczęto 23.11.2026 00:40." in said(case, kind, opened=night, saved=PRINTED_AT)
    assert "ostatnio zapisano" not in said(case, kind, saved=night, now=night + timedelta(hours=5)), "the same night"


FOR_OFFICERS = {kind for kind in DOCUMENTS if DOCUMENTS[kind].reader is Reader.OFFICER}


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("age", ["adult", "child", "uncertain"])
def test_a_row_that_meant_something_else_once_is_named_and_the_officer_alone_is_told_what_to_do(kind, age):
    case = a_case(
        forms="begging", yes=["child_as_prop", "debt_bondage"], no=["violence_family"], concerned=True, age=age
    )
    assert OTHER_MEANING not in said(case, kind)
    text = said(replace(case, edition=OLDER), kind)
    named = text.split(OTHER_MEANING)[1].split(".")[0]
    assert "dziecko zabierane na żebranie" in named and "wobec bliskich" in named and "niewola za długi" not in named
    assert ("zapytaj jeszcze raz" in text) is (kind in FOR_OFFICERS and age == "adult")
    assert ("Nie pytaj o nie drugi raz." in text) is (kind in FOR_OFFICERS and age != "adult")


def test_a_row_that_nobody_answered_is_not_named():
    assert not meant_otherwise(CATALOGUE, a_case(concerned=True, edition=OLDER))
    assert not meant_otherwise(CATALOGUE, replace(a_case(yes="debt_bondage"), edition=OLDER))
    assert not meant_otherwise(CATALOGUE, replace(a_case(yes="child_as_prop"), edition="2031.1"))


def test_a_meaning_begins_with_an_edition_of_this_instrument():
    assert {row.meaning_since for row in CATALOGUE.indicators.values()} <= {"", *CATALOGUE.editions}
