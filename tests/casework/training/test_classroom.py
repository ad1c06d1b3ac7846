"""A class: its code, who may join, rounds that open and close, and counts that stay right however many come at once."""

import itertools
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest

from screening.casework.training.classroom import (
    CODE_LENGTH,
    LETTERS,
    Classroom,
    NotOpen,
    Phase,
    WrongCode,
    new_code,
)
from screening.casework.training.joining import MOST_TRAINEES, RoomFull
from screening.core.durations import CLASS_LASTS
from tests.casework.rooms import CASE, HERE, OTHER, Room

MOST_GUESSES_A_SECOND = 1000  # one process answers about 700 wrong codes a second when it does nothing else
MISTAKEN = ("O0", "I1", "L1", "Z2", "S5", "B8", "G6", "UV")


@pytest.fixture
def kept() -> Room:
    return Room()


# The code


def test_a_code_has_no_letter_that_is_mistaken_for_another():
    for alike in MISTAKEN:
        assert len(set(alike) & set(LETTERS)) < 2, alike
    assert not set("OI") & set(LETTERS)
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(f"[{LETTERS}]{{{CODE_LENGTH}}}", code) for code in codes)


def test_half_a_day_of_guessing_without_any_limit_finds_a_code_once_in_a_thousand_classes():
    assert len(set(LETTERS)) == len(LETTERS)
    guesses = CLASS_LASTS.total_seconds() * MOST_GUESSES_A_SECOND
    assert len(LETTERS) ** CODE_LENGTH > 1000 * guesses


def test_a_code_may_be_typed_small_and_with_spaces(kept):
    kept.room.join(f" {kept.code[:3].lower()} {kept.code[3:].lower()}\n", "a", HERE)
    assert set(kept.room.trainees) == {"a"}


@pytest.mark.parametrize("typed", ["", " ", "WRONG1", "ż" * 6, "A" * 10_000, "\x00"])
def test_a_wrong_code_lets_nobody_in(kept, typed):
    with pytest.raises(WrongCode):
        kept.room.join(typed, "a", HERE)
    assert set(kept.room.trainees) == set()


def test_part_of_the_code_or_more_than_it_lets_nobody_in(kept):
    for typed in (kept.code[:-1], kept.code + "A"):
        with pytest.raises(WrongCode):
            kept.room.join(typed, "a", HERE)


def test_before_a_class_is_opened_no_code_lets_in_not_even_an_empty_one():
    room = Classroom(lambda: 0.0, lambda case_id: None)
    with pytest.raises(WrongCode):
        room.join("", "a", HERE)
    with pytest.raises(WrongCode):
        room.release("x")
    assert not room.is_open


def test_a_code_expires_after_half_a_day_and_so_does_the_class(kept):
    kept.join("a")
    kept.ran = 12 * 3600 - 1
    kept.room.join(kept.code, "b", HERE)
    assert kept.room.phase("a") is Phase.WAITING
    kept.ran += 1
    for act in (
        lambda: kept.room.join(kept.code, "c", HERE),
        lambda: kept.room.phase("a"),
        lambda: kept.room.release("x"),
    ):
        with pytest.raises(WrongCode):
            act()
    assert not kept.room.is_open


def test_the_code_of_an_ended_class_opens_nothing(kept):
    kept.join("a")
    kept.room.end()
    for code in (kept.code, ""):
        with pytest.raises(WrongCode):
            kept.room.join(code, "a", HERE)
    with pytest.raises(WrongCode):
        kept.room.phase("a")


def test_a_trainer_may_open_again_and_it_is_another_class(kept):
    kept.join("a")
    kept.room.release("x")
    kept.work("a")
    old, kept.code = kept.code, kept.room.open()
    assert kept.code != old
    assert (set(kept.room.trainees), kept.room.rounds) == (set(), [])
    with pytest.raises(WrongCode):
        kept.room.join(old, "b", HERE)
    with pytest.raises(WrongCode):
        kept.room.phase("a")
    kept.join("a")
    assert kept.room.phase("a") is Phase.WAITING


# Joining


def test_joining_twice_changes_nothing(kept):
    kept.join("a", "b")
    kept.room.release("x")
    first = kept.begin("a", kept.make)
    kept.room.finish("a")
    version = kept.room.version
    kept.join("a")
    assert set(kept.room.trainees) == {"a", "b"} and kept.room.version == version
    assert kept.room.phase("a") is Phase.DONE
    assert kept.begin("a", kept.make) == first and len(kept.kept) == 1


# Rounds


def test_a_trainee_passes_through_the_phases_in_their_order(kept):
    kept.join("a", "b")
    seen = [kept.room.phase("a")]
    kept.room.release("x")
    seen.append(kept.room.phase("a"))
    kept.begin("a", kept.make)
    seen.append(kept.room.phase("a"))
    kept.room.finish("a")
    seen.append(kept.room.phase("a"))
    assert kept.room.phase("b") is Phase.WORKING
    kept.room.close()
    seen.append(kept.room.phase("a"))
    kept.room.show_results()
    seen.append(kept.room.phase("a"))
    kept.room.release("x")
    seen.append(kept.room.phase("a"))
    assert seen == [
        Phase.WAITING,
        Phase.WORKING,
        Phase.WORKING,
        Phase.DONE,
        Phase.CLOSED,
        Phase.RESULTS,
        Phase.WORKING,
    ]


def test_who_has_not_joined_has_no_phase_and_no_case(kept):
    kept.room.release("x")
    for act in (
        lambda: kept.room.phase("stranger"),
        lambda: kept.begin("stranger", kept.make),
        lambda: kept.room.finish("stranger"),
    ):
        with pytest.raises(WrongCode):
            act()
    assert kept.kept == {}


def test_before_an_exercise_is_released_there_is_nothing_to_begin(kept):
    kept.join("a")
    for act in (lambda: kept.begin("a", kept.make), lambda: kept.room.finish("a")):
        with pytest.raises(NotOpen):
            act()
    kept.room.close()
    kept.room.show_results()
    assert kept.room.current is None and kept.room.phase("a") is Phase.WAITING


def test_who_finishes_without_having_begun_is_not_counted(kept):
    kept.join("a")
    kept.room.release("x")
    kept.room.finish("a")
    assert kept.room.current.finished == set()


def test_answers_after_the_close_do_not_count(kept):
    kept.join("a", "b", "late")
    kept.room.release("x")
    kept.work("a")
    case_id = kept.begin("b", kept.make)
    kept.room.close()
    kept.kept[case_id] = OTHER
    for act in (lambda: kept.begin("late", kept.make), lambda: kept.room.finish("b")):
        with pytest.raises(NotOpen):
            act()
    kept.room.close()
    kept.room.show_results()
    current = kept.room.current
    assert (current.answers, current.finished, len(current.cases)) == ((CASE, CASE), {"a"}, 2)


def test_who_began_counts_as_far_as_they_came_and_an_erased_case_does_not(kept):
    kept.join("a", "b", "c")
    kept.room.release("x")
    kept.work("a")
    kept.begin("b", lambda: kept.make(OTHER))
    del kept.kept[kept.begin("c", kept.make)]
    kept.room.close()
    assert kept.room.current.answers == (CASE, OTHER)


def test_who_erased_a_case_begins_anew_while_the_round_is_open(kept):
    kept.join("a")
    kept.room.release("x")
    erased = kept.begin("a", kept.make)
    del kept.kept[erased]
    again = kept.begin("a", lambda: kept.make(OTHER))
    assert again != erased and kept.begin("a", kept.make) == again
    kept.room.close()
    assert kept.room.current.answers == (OTHER,)


def test_releasing_closes_the_round_before_with_its_answers(kept):
    kept.join("a")
    kept.room.release("x")
    kept.work("a")
    kept.room.release("y")
    first, second = kept.room.rounds
    assert (first.closed, first.answers, first.shown) == (True, (CASE,), False)
    assert (second.exercise, second.closed, second.cases) == ("y", False, {})
    assert kept.room.current is second


def test_a_second_round_of_an_exercise_is_counted_and_begins_anew(kept):
    kept.join("a")
    for exercise in ("x", "y", "x", "x"):
        kept.room.release(exercise)
        kept.work("a")
    assert [(each.exercise, each.number) for each in kept.room.rounds] == [("x", 1), ("y", 1), ("x", 2), ("x", 3)]
    assert len(set(kept.kept)) == 4


def test_showing_results_closes_the_round(kept):
    kept.join("a")
    kept.room.release("x")
    kept.work("a")
    kept.room.show_results()
    assert (kept.room.current.closed, kept.room.current.answers) == (True, (CASE,))
    with pytest.raises(NotOpen):
        kept.begin("a", kept.make)


def test_phones_learn_of_every_act_of_the_trainer_and_of_no_other(kept):
    versions = []
    for act in (
        kept.room.open,
        lambda: kept.room.release("x"),
        kept.room.close,
        kept.room.show_results,
        kept.room.end,
    ):
        act()
        versions.append(kept.room.version)
    assert versions == sorted(set(versions))
    before, kept.code = kept.room.version, kept.room.open()
    kept.join("a")
    kept.room.release("x")
    opened = kept.room.version
    kept.work("a")
    assert opened == kept.room.version == before + 2
    kept.room.close()
    kept.room.close()
    kept.room.show_results()
    kept.room.show_results()
    assert kept.room.version == opened + 2


# Many at once


def at_once(threads: int, act) -> list:
    """The results of an act by so many threads that begin together and change often; each is told its number."""
    ready, usual = Barrier(threads), sys.getswitchinterval()

    def run(number: int) -> object:
        ready.wait()
        return act(number)

    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(run, range(threads)))
    finally:
        sys.setswitchinterval(usual)


@pytest.fixture
def crowd() -> Room:
    """A class whose clock moves a second at each look, so that nobody has to wait."""
    made, ticks = Room(), itertools.count()
    made.room = Classroom(lambda: float(next(ticks)), made.kept.get)
    made.code = made.room.open()
    return made


def test_eight_threads_of_fifty_trainees_are_all_counted_once(crowd):
    def fifty(thread: int) -> None:
        for number in range(50):
            visitor = f"{thread}-{number}"
            for _ in range(2):
                crowd.room.join(crowd.code, visitor, visitor)
            crowd.begin(visitor, crowd.make)
            crowd.room.finish(visitor)
            crowd.room.phase(visitor)

    crowd.room.release("x")
    at_once(8, fifty)
    current = crowd.room.current
    assert (len(crowd.room.trainees), len(current.cases), len(current.finished)) == (400, 400, 400)
    assert len(set(current.cases.values())) == 400 == len(crowd.kept)
    crowd.room.close()
    assert len(current.answers) == 400


def test_the_same_fifty_trainees_in_eight_tabs_have_one_case_each(crowd):
    def fifty(thread: int) -> list[UUID]:
        return [crowd.begin(f"v{number}", crowd.make) for number in range(50)]

    for number in range(50):
        crowd.room.join(crowd.code, f"v{number}", HERE)
    crowd.room.release("x")
    found = at_once(8, fifty)
    assert all(each == found[0] for each in found)
    assert len(crowd.kept) == 50


def test_a_close_amid_answers_takes_each_trainee_once_or_not_at_all(crowd):
    refused = []

    def act(thread: int) -> None:
        if thread == 0:
            crowd.room.close()
            return
        for number in range(50):
            try:
                crowd.work(f"{thread}-{number}")
            except NotOpen:
                refused.append(number)

    for thread in range(1, 8):
        for number in range(50):
            crowd.room.join(crowd.code, f"{thread}-{number}", HERE)
    crowd.room.release("x")
    at_once(8, act)
    current = crowd.room.current
    assert len(current.answers) == len(current.cases) == len(crowd.kept)
    assert len(current.cases) + len(refused) in range(350, 358)
    assert current.finished <= current.cases.keys()


def test_fifty_places_left_are_given_to_fifty_of_eight_threads(crowd):
    for number in range(MOST_TRAINEES - 50):
        crowd.room.join(crowd.code, f"in-{number}", f"address {number}")

    def fifty(thread: int) -> int:
        full = 0
        for number in range(50):
            try:
                crowd.room.join(crowd.code, f"{thread}-{number}", f"address {thread}-{number}")
            except RoomFull:
                full += 1
        return full

    assert sum(at_once(8, fifty)) == 350
    assert len(crowd.room.trainees) == MOST_TRAINEES
