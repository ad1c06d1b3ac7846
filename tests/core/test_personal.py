"""Numbers that could lead to a person are pointed out, and ordinary ones are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.core.personal import PESEL_WEIGHTS, Number, is_pesel, numbers_in


def _pesel(ten: str) -> str:
    total = sum(weight * int(digit) for weight, digit in zip(PESEL_WEIGHTS, ten, strict=True))
    return ten + str((10 - total % 10) % 10)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("PESEL 44051401359.", (Number.PESEL,)),
        ("pesel: 440514-01359", (Number.PESEL,)),
        ("dzwonić 600 700 800 wieczorem", (Number.PHONE,)),
        ("tel. +380 44 123 45 67", (Number.PHONE,)),
        ("0048600700800", (Number.PHONE,)),
        ("karta 4111 1111 1111 1111", (Number.CARD,)),
        ("konto 61 1090 1014 0000 0712 1981 2874", (Number.ACCOUNT,)),
        ("PL61109010140000071219812874", (Number.ACCOUNT,)),
        ("dowód ABA300000", (Number.DOCUMENT,)),
        ("44051401359 i 600700800", (Number.PESEL, Number.PHONE)),
        ("12 osób, 3 pokoje, 1500 zł, od 2024-05-01", ()),
        ("KCIK 22 628 01 20, +48 22 628 01 20, 112", ()),
        ("pracuje 16 godzin 7 dni", ()),
        ("dług 120000", ()),
        ("4405140135", ()),
        ("x44051401359y", ()),
        ("", ()),
    ],
)
def test_what_is_pointed_out(text, found):
    assert numbers_in(text) == found


@given(
    year=st.integers(0, 99),
    month=st.sampled_from([m + c for c in (0, 20, 40, 60, 80) for m in range(1, 13)]),
    day=st.integers(1, 28),
    serial=st.integers(0, 9999),
)
def test_every_pesel_is_pointed_out_and_none_with_another_check_digit(year, month, day, serial):
    good = _pesel(f"{year:02}{month:02}{day:02}{serial:04}")
    assert is_pesel(good) and Number.PESEL in numbers_in(f"nr {good}, koniec")
    wrong = good[:10] + str((int(good[10]) + 1) % 10)
    assert not is_pesel(wrong)


@given(st.text(max_size=600))
def test_any_text_is_read(text):
    assert set(numbers_in(text)) <= set(Number)
