"""A page that waits at the lock holds its case, for as long as it is promised to wait and no longer."""

import pytest

from screening.casework.held_forms import HeldFormSender, NoPlace
from screening.storage import CaseErased
from tests.builders import CASE_HOURS
from tests.casework.test_held_forms import form, kept
from tests.inside.casework import store_of

__all__ = ["kept"]


@pytest.fixture(params=["on the disk", "in memory"])
def held(request, clock):
    """A desk with a case, for which a page was sent to the shut lock an hour before its time was over."""
    desk = request.getfixturevalue("kept" if request.param == "on the disk" else "open_desk")
    case = desk.open(None)
    clock.advance(hours=CASE_HOURS - 1)
    desk.held_forms.put(form(str(case.id)), HeldFormSender.UNLOCKED)
    clock.advance(hours=2)
    return desk, case


def test_a_case_whose_time_ended_while_a_page_waits_is_kept_offered_and_saved(held, clock):
    desk, case = held
    desk.erase_in_time()
    (waits,) = desk.held_forms.forms()
    assert waits.case_id == str(case.id) and [each.id for each in desk.cases()] == [case.id]
    now = desk.read(case.id)
    assert desk.save(now, now.case, seen_revision=now.revision).erase_after > clock()
    desk.held_forms.drop(waits.id)
    desk.erase_in_time()
    assert [each.id for each in desk.cases()] == [case.id]


@pytest.mark.parametrize("end", ["discarded", "time over"])
def test_the_case_ends_with_the_page_that_held_it(held, clock, end):
    desk, case = held
    if end == "discarded":
        desk.held_forms.drop(desk.held_forms.forms()[0].id)
    else:
        clock.advance(hours=CASE_HOURS - 3)
        assert len(desk.cases()) == 1
    clock.advance(hours=1)
    desk.erase_in_time()
    assert desk.cases() == [] and desk.held_forms.forms() == []
    with pytest.raises(CaseErased):
        desk.read(case.id)


def test_nobody_holds_a_case_for_longer_by_sending_pages_again_and_again(held, clock):
    """What is refused is given back to who sends it, on the answer."""
    desk, case = held
    with pytest.raises(NoPlace):
        desk.held_forms.put(form(str(case.id), body=b"note=more&_end=1"), HeldFormSender.UNLOCKED)
    assert len(desk.held_forms.forms()) == 1


def test_a_finished_case_and_one_that_somebody_erases_are_held_by_nothing(kept, clock):
    erased, finished = kept.open(None), kept.open(None)
    for each in (erased, finished):
        kept.held_forms.put(form(str(each.id)), HeldFormSender.UNLOCKED)
    clock.advance(hours=1)
    kept.erase(erased.id)
    kept.retention.finish(str(finished.id), seen_revision=finished.revision)
    kept.erase_in_time()
    assert kept.cases() == [] and kept.held_forms.forms() == []


def test_a_time_that_somebody_wrote_into_the_row_of_a_page_holds_no_case_for_years(held, clock):
    desk, _ = held
    if not desk.lock.keeps_nothing:
        with store_of(desk).database.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE waiting SET at = '2032-01-01T00:00:00.000000+00:00'")
        desk.erase_in_time()
        assert desk.cases() == []
