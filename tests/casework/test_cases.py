"""The desk: code names, time left, erasure in time, decisions with their time."""

from uuid import uuid4

import pytest

from screening.casework.code_names import code_name
from screening.core.instrument.vocabulary import Profession
from screening.core.record.referral import Decisions, KcikDecision
from screening.core.record.vocabulary import KcikChoice
from screening.storage import CaseErased
from tests.builders import CASE_HOURS, a_case


def test_a_code_name_is_always_the_same_for_a_case(content):
    case_id = uuid4()
    assert code_name(case_id, content.words) == code_name(case_id, content.words)


def test_open_cases_bear_different_names(open_desk):
    codes = [open_desk.open(Profession.POLICE).code for _ in range(60)]
    assert len(set(codes)) == 60


def test_a_save_gives_the_case_its_full_time_again(open_desk, clock):
    case = open_desk.open(None)
    clock.advance(hours=CASE_HOURS - 2)
    saved = open_desk.save(case, case.case, seen_revision=case.revision)
    assert saved.hours_left(clock()) == CASE_HOURS


def test_an_overdue_case_reads_as_erased_and_is_in_no_list(open_desk, clock):
    case = open_desk.open(None)
    clock.advance(hours=CASE_HOURS)
    with pytest.raises(CaseErased):
        open_desk.read(case.id)
    assert open_desk.cases() == []


def test_an_overdue_case_is_erased_in_time(open_desk, clock):
    case = open_desk.open(None)
    clock.advance(hours=CASE_HOURS + 1)
    open_desk.erase_in_time()
    clock.advance(hours=-10)
    with pytest.raises(CaseErased):
        open_desk.read(case.id)


def test_a_case_keeps_the_edition_it_was_opened_under(open_desk):
    case = open_desk.open(None)
    from dataclasses import replace

    older = replace(case.case, edition="2026.1")
    saved = open_desk.save(case, older, seen_revision=case.revision)
    assert open_desk.read(saved.id).case.edition == "2026.1"


def test_a_decision_bears_the_time_of_the_desk(open_desk):
    from dataclasses import replace

    before = a_case(forms="labour")
    case = replace(before, decisions=Decisions(KcikDecision(KcikChoice.REFER, "bo tak", "1234")))
    decided = open_desk.decided(before, case, open_desk.now())
    assert decided.decisions.kcik.decided_at.startswith("2026-11-23T13:00+01:00")
    assert open_desk.decided(decided, case, open_desk.now()) == decided
