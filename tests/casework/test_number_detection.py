"""Numbers that could lead to a person are pointed out, and ordinary ones are left alone."""

from datetime import date
from time import process_time

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.casework.number_detection import LONGEST, numbers_in, phones_in
from screening.casework.number_kinds import is_pesel
from screening.core.record.fields import Number

PESEL_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)  # act on population records, art. 15
KNOWN = {"225550120", "112", "605687750", "116111", "info@kcik.pl"}


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
        ("KCIK 22 555 01 20, +48 22 555 01 20, 112", ()),
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
        ("KCIK (22) 555-01-20", ()),
        ("do 150000 zł albo EUR 150 000", ()),
        ("art. 304 § 2 i art. 115 § 22", ()),
        ("2026-11-25 14:30", ()),
        ("", ()),
    ],
)
def test_what_is_pointed_out(text, found):
    assert numbers_in(text, KNOWN) == found


PHONE = (
    "601 234 567", "601-234-567", "601.234.567", "601/234/567", "(601) 234-567", "601 - 234 - 567", "601234567",
    "601, 234, 567", "601,234,567", "601 234\n567", "601\n234\n567", "601\t234\t567", "601   234   567",
    "601\u00a0234\u202f567", "601\u2011234\u2013567", "601 \u2014 234 \u2014 567", "601·234·567", "601|234|567",
    "601_234_567", "601:234:567", "60 12 34 567", "6 0 1 2 3 4 5 6 7", "6-0-1-2-3-4-5-6-7", "22 555 66 77",
    "(22) 555 66 77", "22-555-66-77", "22, 555, 66, 77", "+48 601 234 567", "+48601234567", "+ 48 601 234 567",
    "(+48) 601 234 567", "0048 601 234 567", "48 601 234 567", "48601234567", "0601234567", "0 601 234 567",
    "067 123 45 67", "0671234567", "067-123-45-67", "(067) 123 45 67", "0912345678", "091 234 5678", "+380671234567",
    "380 67 123 45 67", "+84 91 234 56 78", "0084912345678", "+63 917 123 4567", "0917 123 4567", "+40 721 234 567",
    "+359 88 123 4567", "+44 7700 900123", "+1 202 555 0143", "601\u200b234\u200b567", "6\u00ad01234567",
    "601\u2060234\u2060567", "\ufeff601234567", "601\u200d234567", "6️⃣0️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣", "６０１２３４５６７",
    "𝟔𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕", "٦٠١ ٢٣٤ ٥٦٧", "६०१ २३४ ५६७", "6\u033001 234 567",
    "nr601234567", "tel.601234567", "tel601234567", "tel: 601-234-567", "601 234 567 12 osób", "12 osób 601 234 567",
    "601 234 567\n12 osób", "dzwonić 601 234 567, po 18:00", "601 234 567 do 2026-11-25", "22 555 01 20, 601 234 567",
    "22 555 01 20 601 234 567", "601 234 567 / 602 345 678", "+380 225550120", "380225550120", "800 120 148",
    "+386 31 234 567", "976 8812 3456", "12015550123",
)  # fmt: skip
EMAIL = (
    "jan@example.com", "Jan.Kowalski-1@poczta.example.com", "jan @ wp.pl", "jan małpa wp.pl", "jan małpa wp kropka pl",
    "jan malpa wp.pl", "jan (małpa) wp.pl", "jan(at)wp.pl", "jan[at]wp.pl", "ян@приклад.укр", "jan\u200b@wp.pl",
    "jan [at] wp [dot] pl", "jan(at)wp(dot)pl",
)  # fmt: skip
DOCUMENT = (
    "ABC 123 456", "ABC123456", "ABC 123456", "ABC-123456", "RA 12 345 67", "FX 123 45 67", "FX1234567", "aba 300000",
    "000123456", "paszport 012345678", "paszport nr 123456", "Paszport: FX 1234567", "passport no. 1234567",
    "dowód osobisty ABA 300000", "dowod nr 123456", "w dowodzie 1234567",
)  # fmt: skip
ACCOUNT = (
    "61 1090 1014 0000 0712 1981 2874", "61109010140000071219812874", "PL61 1090 1014 0000 0712 1981 2874",
    "pl61 1090 1014 0000 0712 1981 2874", "pl61109010140000071219812874", "gb29 nwbk 6016 1331 9268 19",
    "UA213223130000026007233566001", "ua21 3223 1300 0002 6007 2335 6600 1",
)  # fmt: skip
BIRTH = (
    "ur. 12.03.1998", "ur 12.3.98", "ur. dnia 12.03.1998", "urodzona 12.03.1998", "Urodzony: 1998-03-12",
    "born 12/03/1998", "urodz. 12-03-1998",
)  # fmt: skip
NOTHING = (
    "500 osób 2024 2025 2026", "w latach 2024, 2025, 2026", "2024/2025", "lata 2019-2024", "1, 2, 3, 4, 5, 6, 7, 8, 9",
    "1. 2. 3. 4. 5. 6. 7. 8. 9.", "wiek: 12, 14, 16, 18, 20, 22", "ma 150 000 długu", "CHF 150 000 i 20 000",
    "dług 120 000 i 130 000", "o 8:30, 9:45, 10:15", "44-100 Gliwice", "WA 12345", "szef @ firma", "a@b",
    "od20 maja bylo tamt doma roku", "605 687 750", "116 111", "info@kcik.pl", "INFO@KCIK.PL", "KCIK 22 555 01 20",
    "+48 22 555 01 20", "0048225550120", "0 22 555 01 20", "(22) 555-01-20", "22 555 01 20, 112", "112",
    "kurs 12.03.1998", "przyjechała 12.03.2025",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (text, kind)
        for texts, kind in (
            (PHONE, Number.PHONE), (EMAIL, Number.EMAIL), (DOCUMENT, Number.DOCUMENT), (ACCOUNT, Number.ACCOUNT),
            (BIRTH, Number.BIRTH),
        )
        for text in texts
    ],
)  # fmt: skip
def test_what_officers_really_write_is_pointed_out(text, kind):
    assert kind in numbers_in(f"Zapis: {text}; koniec", KNOWN)


@pytest.mark.parametrize("text", NOTHING)
def test_what_leads_to_nobody_is_left_alone(text):
    assert numbers_in(f"Zapis: {text}; koniec", KNOWN) == ()


def test_a_number_that_only_ends_like_a_known_one_is_another_number():
    assert numbers_in("22 555 01 20", KNOWN) == ()
    for other in ("+380 225550120", "380225550120", "1225550120", "22 555 01 20"):
        assert numbers_in(other, {"555012"}) == numbers_in(other)
    assert numbers_in("22 555 01 20") == (Number.PHONE,), "no number is known of itself"


def test_the_telephone_numbers_of_a_text_are_listed_as_they_are_written():
    text = "KCIK zmienił numer na 22 999 00 00, szef: 601\n234 567, PESEL 44051401359; 22 555 01 20, 22 999 00 00"
    assert phones_in(text, KNOWN) == ("22 999 00 00", "601 234 567")


def test_after_a_plus_a_telephone_number_is_no_pesel_though_its_digits_would_fit_one():
    assert is_pesel("38631234567")
    assert numbers_in("+38631234567") == (Number.PHONE,)
    assert phones_in("+386 31 234 567") == ("+386 31 234 567",)


def written(region: str) -> str:
    """A made-up mobile number of a country, in digits with its code."""
    number = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    return f"{number.country_code}{phonenumbers.national_significant_number(number)}" if number else ""


NUMBERS_ABROAD = sorted(filter(None, map(written, phonenumbers.SUPPORTED_REGIONS)))


def test_a_telephone_number_of_every_country_is_pointed_out_with_a_plus():
    assert len(NUMBERS_ABROAD) > 200
    shortest_of_all = {"6907290"}  # seven digits: Tokelau
    assert {each for each in NUMBERS_ABROAD if numbers_in(f"+{each}") != (Number.PHONE,)} == shortest_of_all


def test_a_number_as_long_as_those_of_its_country_is_pointed_out_without_a_plus():
    """From eleven digits on; what fits a PESEL or a card by chance is pointed out as such."""
    long = [each for each in NUMBERS_ABROAD if len(each) >= 11]
    assert len(long) > 140
    assert [each for each in long if not numbers_in(each)] == []
    assert numbers_in("48601234567890") == (), "too long for a number of Poland"


@pytest.mark.parametrize("digits", ["44023001356", "44043101355"])
def test_a_day_that_no_month_has_makes_no_pesel(digits):
    assert not is_pesel(digits)


def test_a_number_is_seen_in_digits_of_every_shape():
    for written in ("２２ ９９９ ００ ００", "٢٢ ٩٩٩ ٠٠ ٠٠", "②② ⑨⑨⑨ ⓪⓪ ⓪⓪", "❷❷ ❾❾❾ ⓿⓿ ⓿⓿", "➋➋ ➒➒➒ ⓿⓿ ⓿⓿"):
        assert phones_in(written, KNOWN) == ("22 999 00 00",), written


REPEATED = (
    "999 ", "a", "1", "1 ", "0", "a.", "A1 ", "@", "a@", "1\n", "12,", "+", "(", "ma ", "x\u0301", "paszport ", "ur. ",
    "999.", "zł 1", "AA11", "jan małpa ", "(at)", "-", "1-", "AB 12 ",
)  # fmt: skip


@pytest.mark.sampled(2)
@pytest.mark.parametrize("part", REPEATED)
def test_the_work_grows_with_the_text_and_no_further(part):
    """In processor time: four times the text is about four times the work, where squares would be sixteen."""

    def work(length: int) -> float:
        text = part * (length // len(part))
        began = process_time()
        numbers_in(text)
        return process_time() - began

    assert min(work(80_000) for _ in range(2)) < 6 * max(min(work(20_000) for _ in range(3)), 0.02)


def test_of_a_very_long_text_only_the_beginning_is_looked_at():
    assert numbers_in("x " * (LONGEST // 2) + "601 234 567") == ()
    assert numbers_in("x " * (LONGEST // 2 - 10) + "601 234 567") == (Number.PHONE,)


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
