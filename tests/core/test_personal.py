"""Numbers that could lead to a person are pointed out, and ordinary ones are left alone."""

from datetime import date

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
        ("x44051401359y", (Number.PESEL,)),
        ("pesel44051401359", (Number.PESEL,)),
        ("aba 300000", (Number.DOCUMENT,)),
        ("FX1234567", (Number.DOCUMENT,)),
        ("Paszport nr 123456789", (Number.DOCUMENT,)),
        ("passport 1234567", (Number.DOCUMENT,)),
        ("w dowodzie osobistym nr 123456", (Number.DOCUMENT,)),
        ("(22) 555 66 77", (Number.PHONE,)),
        ("22\u00a0555\u202f66\u200977", (Number.PHONE,)),
        ("600\u2011700\u2011800", (Number.PHONE,)),
        ("380 44 123 45 67", (Number.PHONE,)),
        ("tel600700800, 3000 zł", (Number.PHONE,)),
        ("KCIK (22) 628-01-20", ()),
        ("do 150000 zł albo EUR 150 000", ()),
        ("art. 304 § 2 i art. 115 § 22", ()),
        ("2026-11-25 14:30", ()),
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


MONTHS_AND_DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
AMOUNTS = st.integers(1, 9_999_999)
ORDINARY = st.one_of(
    MONTHS_AND_DAYS.map(date.isoformat),
    MONTHS_AND_DAYS.map(lambda day: f"{day.day}.{day.month:02}.{day.year}"),
    st.times().map(lambda time: f"{time:%H:%M}"),
    AMOUNTS.map(lambda much: f"{much} zł"),
    AMOUNTS.map(lambda much: f"{much:,} EUR".replace(",", " ")),
    AMOUNTS.map(lambda much: f"PLN {much}"),
    st.integers(0, 110).map(lambda age: f"{age} lat"),
    st.tuples(st.integers(1, 400), st.integers(1, 40)).map("art. {0[0]} § {0[1]} k.k.".format),
)


@given(st.lists(ORDINARY, min_size=1, max_size=6), st.sampled_from([" ", ", ", " od ", "; ", "\u00a0"]))
def test_days_times_money_ages_and_articles_are_never_pointed_out(texts, between):
    assert numbers_in(between.join(texts)) == ()


@given(st.text(max_size=600))
def test_any_text_is_read(text):
    assert set(numbers_in(text)) <= set(Number)
