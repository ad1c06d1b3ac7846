"""On the page of a conflict each field says where it was changed; beside what is equal nothing stands."""

import re
from dataclasses import replace
from uuid import UUID

import pytest

from screening.core.journey import Page, steps
from screening.core.record.case import Case
from screening.web.cases.staleness import LENGTH, Changed, differing, page_digests
from tests.inside.web import own_values
from tests.web.test_damaged import PLACE
from tests.web.test_onward import CHANGED, _changed, at  # noqa: F401
from tests.web.test_staleness import _opened

HERE, ELSEWHERE, BOTH = "tylko na twojej stronie", "tylko w tamtym zapisie", "na twojej stronie i w tamtym zapisie"
OTHER = re.compile(r'<p class="other"><b>Zmiana (.*?)[.] Teraz zapisane:</b>\s*(.*?)</p>', re.DOTALL)


@pytest.fixture
def case(visitor, opened) -> str:
    address = opened(until="triage")
    visitor.send()
    return address


def _beside(visitor) -> list[tuple[str, str]]:
    found = OTHER.findall(visitor.page.html)
    assert len(found) == visitor.page.html.count('class="other"')
    return [(where, " ".join(said.split())) for where, said in found]


def _conflict(visitor, case: str, page: str, before: dict, mine: dict, theirs: dict) -> list[tuple[str, str]]:
    """What stands beside the fields when both saved on top of the same page."""
    visitor.get(f"{case}/{page}")
    assert visitor.send(**before).status_code == 303
    path, fields = _opened(visitor, case, page, **mine)
    visitor.get(path)
    assert visitor.send(**theirs).status_code == 303
    assert visitor.post(path, fields).status_code == 409
    return _beside(visitor)


def test_each_of_the_three_is_told_apart_and_beside_equal_fields_stands_nothing(visitor, case):
    before = {"facts": "a", "sector": "b", "region": "c", "country": "d", "since": "e"}
    mine = {"facts": "ja", "region": "ja", "country": "to samo"}
    theirs = {"sector": "on", "region": "on", "country": "to samo"}
    assert _conflict(visitor, case, "facts", before, mine, theirs) == [(HERE, "a"), (ELSEWHERE, "on"), (BOTH, "on")]
    assert "jest jeszcze to, co było przedtem" in visitor.page.text


def test_rows_say_the_same_and_so_do_the_signs(visitor, case):
    before = {"answer__debt_bondage": "yes", "note__low_no_pay": "a", "note__documents_withheld": "b"}
    mine = {"answer__debt_bondage": "no", "note__documents_withheld": "ja"}
    theirs = {"note__low_no_pay": "on", "note__documents_withheld": "on"}
    found = _conflict(visitor, case, "triage", before, mine, theirs)
    assert sorted(where for where, _ in found) == sorted((HERE, ELSEWHERE, BOTH))
    assert {where: said.partition(";")[0].split(",")[0] for where, said in found}[HERE] == "jest"


def test_times_counts_and_choices_that_nobody_changed_are_equal(visitor, case):
    before = {**PLACE, "tonight": "hospital", "others": "2", "safe_until": "2026-11-30T12:45"}
    found = _conflict(visitor, case, "place", before, {"place": "ja"}, {"persons": "8"})
    assert sorted(found) == [(HERE, "Kutno"), (ELSEWHERE, "8")]


def test_a_time_of_the_other_save_is_written_as_in_its_field(visitor, case):
    found = _conflict(visitor, case, "place", {}, {"place": "ja"}, {"safe_until": "2026-11-30T12:45"})
    assert (ELSEWHERE, "30.11.2026 12:45") in found


def test_what_is_ticked_among_the_signs_of_a_page_stands_beside_them(visitor, case, desk):
    visitor.get(f"{case}/triage")
    (sign,) = set(re.findall(r'name="(sign[.]\w+)"', visitor.page.html))
    name, label = sign.replace(".", "__"), desk.content.catalogue.signs[sign.partition(".")[2]].label.polish
    mine, theirs = {name: "1"}, {"note__low_no_pay": "on"}
    found = _conflict(visitor, case, "triage", {}, mine, theirs)
    assert (HERE, "nic") in found and len(found) == 2
    visitor.send(**{name: []})
    found = _conflict(visitor, case, "triage", {}, {"note__low_no_pay": "ja"}, {name: "1"})
    assert (ELSEWHERE, label) in found


@pytest.mark.parametrize("seen", ["", "own.", "age.0000000000000000", "x"])
def test_where_the_page_does_not_say_what_it_showed_nothing_is_claimed(visitor, case, seen):
    path, fields = _opened(visitor, case, "facts", facts="druga")
    visitor.get(path)
    visitor.send(facts="pierwsza")
    fields = [(name, seen if name == "seen" else value) for name, value in fields]
    assert visitor.post(path, fields).status_code == 409
    assert "Zmiana" not in visitor.page.text and "Teraz zapisane: pierwsza" in " ".join(
        re.sub("<[^>]+>", "", visitor.page.html).split()
    )


def test_a_sign_of_another_page_is_no_difference_on_the_page_of_signs(visitor, case, desk):
    visitor.get(f"{case}/talk")
    offered = set(re.findall(r'name="signs" value="(\w+)"', visitor.page.html))
    elsewhere = sorted(desk.content.catalogue.signs.keys() - offered)[0]
    open_case = desk.read(UUID(case.split("/")[2]))
    saved = replace(open_case.case, signs=open_case.case.signs | {elsewhere})
    revision = desk.save(open_case, saved, seen_revision=open_case.revision).revision
    visitor.get(f"{case}/talk")
    assert visitor.send(button=("go", "documents")).status_code == 303
    assert desk.read(open_case.id).revision == revision
    found = _conflict(visitor, case, "talk", {}, {"concerned": "1"}, {"signs": sorted(offered)[:1]})
    assert {where for where, _ in found} == {ELSEWHERE, HERE}


@pytest.mark.sampled(2)
@pytest.mark.parametrize("page", sorted(CHANGED))
def test_every_page_tells_what_was_changed_on_it_alone(visitor, at, desk, page):  # noqa: F811
    address = at(page)
    mine = visitor.filled(**_changed(page))
    open_case = desk.read(UUID(address.split("/")[2]))
    sent = dict(visitor.page.form["fields"])["seen"]
    visitor.post(address, mine)
    assert visitor.response.status_code == 200
    step = address.rsplit("/", 1)[1]
    now = desk.read(open_case.id)
    here = next(each for each in steps(desk.content.catalogue, open_case.case) if each.id == step)
    with visitor.client.application.test_request_context("/"):
        saved, typed = own_values(open_case, here), own_values(now, here)
    names = {name.partition(".")[2] or name for name in CHANGED[page]}
    assert {Changed.HERE} == set(differing(sent, saved, typed).values())
    assert names & differing(sent, saved, typed).keys()
    assert set(differing(sent, typed, saved).values()) == {Changed.ELSEWHERE}
    assert differing(sent, typed, typed) == {}


def test_a_row_is_known_by_its_name_wherever_it_stood():
    first, second = {"a": ["1"], "b": ["2"]}, {"b": ["2"], "c": ["3"]}
    sent = page_digests(first, Case(edition="x"), Page.FACTS)
    assert len(sent) == len("own.") + 2 * LENGTH
    assert differing(sent, second, {"b": ["4"], "c": ["3"]}) == {"b": Changed.HERE}


def test_a_value_that_stood_in_another_field_of_the_page_is_not_taken_for_its_own():
    sent = page_digests({"a": ["1"], "b": ["2"]}, Case(edition="x"), Page.FACTS)
    assert differing(sent, {"a": ["2"], "b": ["2"]}, {"a": ["3"], "b": ["2"]}) == {"a": Changed.BOTH}
