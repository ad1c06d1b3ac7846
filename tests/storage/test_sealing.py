"""A sealed record opens in its own place, with its own key, unaltered; nowhere else."""

from dataclasses import replace

import pytest

from screening.storage.errors import SealBroken
from screening.storage.sealing import SealContext, new_key, seal, unseal

PLACE = SealContext("real", "cases", "4c1f", "record", 7, "k1")
KEY = new_key()


def test_what_is_sealed_is_opened_again():
    for plain in (b"", b"x", b"y" * 252, b"y" * 253, bytes(5000)):
        assert unseal(KEY, seal(KEY, plain, PLACE), PLACE) == plain


def test_a_flipped_bit_at_any_byte_is_refused():
    blob = seal(KEY, b"KANAREK", PLACE)
    for place in range(len(blob)):
        damaged = bytearray(blob)
        damaged[place] ^= 1
        with pytest.raises(SealBroken):
            unseal(KEY, bytes(damaged), PLACE)


def test_a_record_cut_anywhere_is_refused():
    blob = seal(KEY, b"KANAREK", PLACE)
    for length in range(len(blob)):
        with pytest.raises(SealBroken):
            unseal(KEY, blob[:length], PLACE)


@pytest.mark.parametrize(
    "other",
    [
        {"realm": "training"},
        {"table": "notes"},
        {"case_id": "4c1g"},
        {"section": "person"},
        {"revision": 8},
        {"key_id": "k2"},
        {"realm": "realcases", "table": ""},
    ],
)
def test_a_record_opens_in_no_other_place(other):
    with pytest.raises(SealBroken):
        unseal(KEY, seal(KEY, b"KANAREK", PLACE), replace(PLACE, **other))


def test_another_key_opens_nothing():
    with pytest.raises(SealBroken):
        unseal(new_key(), seal(KEY, b"KANAREK", PLACE), PLACE)


def test_the_length_tells_yes_from_no_by_nothing():
    assert len(seal(KEY, b"yes", PLACE)) == len(seal(KEY, b"declined", PLACE))


def test_the_same_text_is_sealed_differently_each_time():
    assert len({seal(KEY, b"KANAREK", PLACE) for _ in range(200)}) == 200


def test_a_key_has_256_bits():
    assert len(new_key()) == 32
