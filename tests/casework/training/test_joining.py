"""Who may join a class: a right code is always taken, wrong ones are counted by address, places are shared."""

import pytest

from screening.casework.training.classroom import Phase, TooMany, WrongCode
from screening.casework.training.joining import FORGOTTEN_AFTER, FREE_MISTAKES, MOST_ADDRESSES, MOST_TRAINEES, RoomFull
from tests.casework.rooms import FLOOD, HERE, Room
from tests.inside.casework import addresses_with_wrong_codes


@pytest.fixture
def kept() -> Room:
    return Room()


def guess(kept: Room, address: str, times: int = 1) -> list[type[WrongCode]]:
    """What wrong codes from an address are told."""
    told = []
    for _ in range(times):
        with pytest.raises(WrongCode) as refused:
            kept.room.join("WRONG1", "guesser", address)
        told.append(refused.type)
    return told


def test_four_hundred_trainees_who_join_in_the_same_moment_all_come_in(kept):
    kept.join(*(f"v{number}" for number in range(400)))
    assert len(kept.room.trainees) == 400


def test_wrong_codes_are_counted_by_address_and_forgotten_after_a_minute(kept):
    assert guess(kept, FLOOD, FREE_MISTAKES + 2) == [WrongCode] * FREE_MISTAKES + [TooMany] * 2
    assert guess(kept, HERE) == [WrongCode]
    kept.ran += FORGOTTEN_AFTER
    assert guess(kept, FLOOD) == [WrongCode]


def test_a_right_code_is_taken_however_many_wrong_ones_came_before_it_from_there_or_elsewhere(kept):
    guess(kept, FLOOD, 50 * FREE_MISTAKES)
    kept.room.join(kept.code, "behind the same router", FLOOD)
    kept.room.join(kept.code, "elsewhere", HERE)
    assert set(kept.room.trainees) == {"behind the same router", "elsewhere"}


def test_of_a_million_addresses_only_the_newest_thousand_are_remembered(kept):
    guess(kept, FLOOD, FREE_MISTAKES)
    for number in range(MOST_ADDRESSES):
        guess(kept, f"address {number}")
    assert addresses_with_wrong_codes(kept.room) == MOST_ADDRESSES
    assert guess(kept, FLOOD) == [WrongCode]


def test_one_telephone_that_takes_every_place_gives_them_up_to_whoever_comes(kept):
    kept.join("first")
    for number in range(MOST_TRAINEES):
        kept.room.join(kept.code, f"cookie {number}", FLOOD)
    assert len(kept.room.trainees) == MOST_TRAINEES and "first" in kept.room.trainees
    others = [f"v{number}" for number in range(MOST_TRAINEES - 2)]
    kept.join(*others)
    assert {"first", *others} <= set(kept.room.trainees) and len(kept.room.trainees) == MOST_TRAINEES


def test_of_the_crowded_address_the_one_not_heard_of_for_longest_gives_way_and_may_come_back(kept):
    for number in range(MOST_TRAINEES):
        kept.room.join(kept.code, f"v{number}", FLOOD)
    kept.room.phase("v0")
    kept.join("late")
    assert "v0" in kept.room.trainees and "v1" not in kept.room.trainees
    with pytest.raises(WrongCode):
        kept.room.phase("v1")
    kept.room.join(kept.code, "v1", FLOOD)
    assert kept.room.phase("v1") is Phase.WAITING and "v2" not in kept.room.trainees


def test_who_gave_way_and_comes_back_finds_their_own_case(kept):
    for number in range(MOST_TRAINEES):
        kept.room.join(kept.code, f"v{number}", FLOOD)
    kept.room.release("x")
    case_id = kept.begin("v0", kept.make)
    kept.join("late")
    kept.room.join(kept.code, "v0", FLOOD)
    assert kept.begin("v0", kept.make) == case_id


def test_wrong_codes_do_not_stop_those_who_are_in(kept):
    kept.join("a")
    kept.room.release("x")
    guess(kept, "address of a", 2 * FREE_MISTAKES)
    kept.work("a")
    assert kept.room.phase("a") is Phase.DONE


def test_a_class_full_of_different_telephones_lets_in_those_alone_who_are_in_it_already(kept):
    kept.join(*(f"v{number}" for number in range(MOST_TRAINEES)))
    with pytest.raises(RoomFull):
        kept.join("one more")
    kept.join("v7")
    assert len(kept.room.trainees) == MOST_TRAINEES
