"""A paper that is pressed twice is made once; what was made is known while the lock stays open."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from screening.casework.papers_made import PapersMade
from screening.printing import Printed, PrinterBusy
from tests.builders import a_case
from tests.inside.papers import presses
from tests.patience import SECONDS, until

PAPER = Printed(b"%PDF-", ())


def pressed(made: PapersMade, times: int):
    """What as many presses give, the first of which goes on working until all others have come; how often it worked."""
    begun, go_on, worked = Event(), Event(), []

    def works() -> Printed:
        worked.append(1)
        begun.set()
        assert go_on.wait(SECONDS)
        return PAPER

    with ThreadPoolExecutor(times) as pool:
        first = pool.submit(made.once, "sheet", works)
        assert begun.wait(SECONDS)
        others = []
        for _ in range(times - 1):
            others.append(pool.submit(made.once, "sheet", works))
            until(lambda: presses(made, "sheet") == len(others) + 1, "the press has come")
        go_on.set()
        return [first, *others], worked


def test_a_second_press_gets_the_paper_of_the_first_and_a_third_is_turned_away():
    made = PapersMade()
    (first, second, third), worked = pressed(made, 3)
    assert first.result() is second.result() is PAPER and len(worked) == 1
    assert isinstance(third.exception(), PrinterBusy)
    assert made.once("sheet", lambda: Printed(b"new", ())).pdf == b"new"


def test_a_paper_that_failed_is_made_anew_at_the_next_press():
    made = PapersMade()

    def fails() -> Printed:
        raise PrinterBusy

    with pytest.raises(PrinterBusy):
        made.once("sheet", fails)
    assert made.once("sheet", lambda: PAPER) is PAPER


def test_what_was_made_is_forgotten_when_the_lock_shuts(desk):
    desk.lock.keep_nothing("tests")
    case = desk.take_in(a_case())
    desk.issue(case, ["referral", "script"])
    made = desk.of("other").papers_made.of(case)
    assert made.keys() == {"referral", "script"} and made["script"].revision == case.revision
    desk.lock.shut()
    assert not desk.papers_made.of(case)
