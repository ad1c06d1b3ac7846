"""A birth date known in part: what it may mean, how it is typed, and what it says of the age group."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.core.instrument.vocabulary import Age
from screening.core.record.birth import about, age_on, ages_on, apart, born_between, read_birth, written_birth
from screening.core.record.referral import Person
from screening.core.record.vocabulary import AgeBand
from screening.core.referral.consistency import Clash, faults
from screening.core.referral.contradictions import Contradiction, contradictions
from screening.translation import Translator
from tests.core.referral.test_consistency import WHOLE
from tests.parts import TODAY, days

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
LENGTHS_OF_BIRTHS = (4, 7, 10)  # a year, a month and a day, as they are stored
LENGTHS = st.sampled_from(LENGTHS_OF_BIRTHS)


@given(DAYS, LENGTHS)
def test_every_day_lies_in_what_its_year_month_and_date_may_mean(day, length):
    first, last = born_between(day.isoformat()[:length])
    assert first <= day <= last
    assert (first == last) is (length == 10) and (last - first).days in (0, 27, 28, 29, 30, 364, 365)


@given(st.dates(date(1900, 1, 1), TODAY), LENGTHS, st.integers(0, 60_000))
def test_the_true_age_lies_between_the_youngest_and_the_oldest(born, length, later):
    day = min(born + timedelta(days=later), date(2100, 1, 1))
    youngest, oldest = ages_on(born.isoformat()[:length], day)
    assert youngest <= age_on(born, day) <= oldest and oldest - youngest <= 1
    assert length != 10 or youngest == oldest


@given(DAYS, LENGTHS, st.sampled_from("./- "), st.sampled_from(("", " r.", "r.")))
def test_whatever_way_a_date_is_typed_it_is_read_as_the_same(day, length, mark, year):
    iso = day.isoformat()[:length]
    parts = iso.split("-")
    assert read_birth(iso) == iso and read_birth(f"  {iso} ") == iso
    assert read_birth(mark.join(reversed(parts)) + year) == iso
    assert read_birth(mark.join(part.lstrip("0") if part is not parts[0] else part for part in reversed(parts))) == iso
    assert read_birth(written_birth(iso)) == iso


@given(st.text(max_size=14) | st.from_regex(r"[0-9./ -]{0,12}", fullmatch=True))
def test_what_is_typed_is_read_whole_or_not_at_all(typed):
    read = read_birth(typed)
    assert read == "" or (born_between(read) is not None and len(read) in (4, 7, 10))


@given(st.text(max_size=12))
def test_only_what_the_format_knows_is_a_birth_date(text):
    if born_between(text):
        assert text == text.strip() and text.replace("-", "").isascii() and len(text) in (4, 7, 10)


IMPOSSIBLE = (
    "", "0000", "1998-00", "1998-13", "1998-02-30", "1999-02-29", "1900-02-29", "1998-00-00", "1998-05-00", "98",
    "1998-5", "1998-05-1", "19980512", "\uff11\uff19\uff19\uff18", "1998\n", "x", "1998-", "-1998",
    "1998-05-12T00:00",
)  # fmt: skip


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_what_is_no_birth_date_means_nothing(text):
    assert born_between(text) is None and ages_on(text, TODAY) is None


@pytest.mark.parametrize(
    "typed",
    ["29.02.1999", "30.02.2000", "13.1998", "00.1998", "32.01.1998", "5.98", "wiosna 1998", "05.12.98", "1998-13-01",
     "1.1.1", "20.1998", "maj 1998", "1.1998r.r."],
)  # fmt: skip
def test_what_cannot_be_a_date_is_not_guessed(typed):
    assert read_birth(typed) == ""


@pytest.mark.parametrize(
    ("typed", "read"),
    [("1998", "1998"), ("05.1998", "1998-05"), ("5.1998", "1998-05"), ("12.05.1998", "1998-05-12"),
     ("1998-05-12", "1998-05-12"), ("1998-05", "1998-05"), ("1998 r.", "1998"), ("29.02.2000", "2000-02-29"),
     ("12/5/1998", "1998-05-12"), (" 1998 ", "1998")],
)  # fmt: skip
def test_the_ways_that_the_page_names_are_read(typed, read):
    assert read_birth(typed) == read


@pytest.mark.parametrize(
    ("text", "polish", "english"),
    [("", "", ""), ("1998", "1998", "1998"), ("1998-05", "maj 1998", "May 1998"),
     ("1998-05-12", "12.05.1998", "12 May 1998"), ("2000-02-29", "29.02.2000", "29 Feb 2000"), ("x", "x", "x")],
)  # fmt: skip
def test_a_birth_date_is_printed_as_it_was_given(text, polish, english):
    assert (Translator("pl").born(text), Translator("en").born(text)) == (polish, english)


def told(age: Age | None, today: date | None = TODAY, **person: object) -> dict[str, Clash]:
    case = replace(WHOLE, age=age, person=Person(**person))
    return {fault.path[-1]: fault.clash for fault in faults(case, today)}


# On 23 November 2026 somebody born in 2008 may be 17 or 18; born in 2009 is under 18, born in 2007 is not.
AGES = [
    ("2007", {Age.CHILD: Clash.CHILD_BORN_AS_ADULT}),
    ("2008", {Age.ADULT: Clash.MAYBE_CHILD}),
    ("2008-10", {Age.CHILD: Clash.CHILD_BORN_AS_ADULT}),
    ("2008-11", {Age.ADULT: Clash.MAYBE_CHILD}),
    ("2008-12", {Age.ADULT: Clash.ADULT_BORN_AS_CHILD}),
    ("2008-11-23", {Age.CHILD: Clash.CHILD_BORN_AS_ADULT}),
    ("2008-11-24", {Age.ADULT: Clash.ADULT_BORN_AS_CHILD}),
    ("2009", {Age.ADULT: Clash.ADULT_BORN_AS_CHILD}),
    ("2026", {Age.ADULT: Clash.ADULT_BORN_AS_CHILD}),
    ("2026-11", {Age.ADULT: Clash.ADULT_BORN_AS_CHILD}),
]


@pytest.mark.parametrize(("birth", "clashes"), AGES)
@pytest.mark.parametrize("age", Age)
def test_who_may_be_under_18_by_the_birth_date_is_no_adult_for_sure(birth, clashes, age):
    assert told(age, birth_date=birth) == ({"birth_date": clashes[age]} if age in clashes else {})
    assert told(age, None, birth_date=birth) == {}


@given(st.dates(date(1990, 1, 1), TODAY), LENGTHS)
def test_a_child_is_never_taken_for_an_adult_and_nobody_in_doubt_is_contradicted(born, length):
    text = born.isoformat()[:length]
    if age_on(born, TODAY) < 18:
        assert told(Age.ADULT, birth_date=text) and not told(Age.CHILD, birth_date=text)
    else:
        assert told(Age.ADULT, birth_date=text) in ({}, {"birth_date": Clash.MAYBE_CHILD})
    assert told(Age.UNCERTAIN, birth_date=text) == {}


FIRST_DAY = date(1905, 11, 24)
BORN_BEFORE = date(2008, 11, 24)  # whoever was born before this day is 18 or older today


def births(first: date, last: date) -> dict[str, set[bool]]:
    """Every day, month and year between these days, each with whether those born then are adults."""
    found: dict[str, set[bool]] = {}
    for day in days(first, last):
        for length in LENGTHS_OF_BIRTHS:
            found.setdefault(day.isoformat()[:length], set()).add(day < BORN_BEFORE)
    return found


@pytest.mark.parametrize(
    ("first", "last"),
    [(date(2007, 1, 1), date(2009, 12, 31)), pytest.param(FIRST_DAY, TODAY, marks=pytest.mark.full)],
)
def test_of_every_day_month_and_year_it_is_said_who_is_and_may_be_a_child(first, last, capsys):
    tried = births(first, last)
    for text, adults in tried.items():
        adult = {} if adults == {True} else Clash.MAYBE_CHILD if True in adults else Clash.ADULT_BORN_AS_CHILD
        child = Clash.CHILD_BORN_AS_ADULT if adults == {True} else {}
        assert told(Age.ADULT, birth_date=text) == (adult and {"birth_date": adult}), text
        assert told(Age.CHILD, birth_date=text) == (child and {"birth_date": child}), text
        assert told(Age.UNCERTAIN, birth_date=text) == {}, text
    with capsys.disabled():
        print(f"\nbirths tried: {len(tried):,} days, months and years, each with three age groups")


@pytest.mark.parametrize(
    ("birth", "clash"),
    [("2027", Clash.FUTURE), ("2026-12", Clash.FUTURE), ("2026-11-24", Clash.FUTURE), ("9999", Clash.FUTURE),
     ("1904", Clash.TOO_OLD), ("1905-10", Clash.TOO_OLD), ("1905-11-22", Clash.TOO_OLD), ("1800", Clash.TOO_OLD),
     ("0001", Clash.TOO_OLD), ("1905-11-23", Clash.TOO_OLD), ("1905-11-24", None), ("1905-12", None), ("1905", None),
     ("1906", None), ("2000-02-30", Clash.NOT_A_DATE), ("2001-02-29", Clash.NOT_A_DATE), ("2000-02-29", None)],
)  # fmt: skip
def test_a_birth_date_in_the_future_or_more_than_120_years_ago_is_said(birth, clash):
    assert told(Age.UNCERTAIN, birth_date=birth) == ({"birth_date": clash} if clash else {})


@pytest.mark.parametrize("years", range(100))
def test_an_age_that_was_guessed_may_be_a_year_off(years):
    found = {age: told(age, age_about=years) for age in (*Age, None)}
    assert found == {
        Age.ADULT: {"age_about": Clash.MAYBE_CHILD} if years <= 18 else {},
        Age.CHILD: {"age_about": Clash.BAND} if years >= 19 else {},
        Age.UNCERTAIN: {},
        None: {},
    }


def against(**person: object) -> dict[str, Contradiction]:
    case = replace(WHOLE, person=Person(**person))
    return {path[-1]: found for path, found in contradictions(case, NOW, TODAY)}


@given(st.integers(0, 99), st.dates(date(1927, 1, 1), TODAY), LENGTHS)
def test_a_guessed_age_is_held_against_the_birth_date_by_a_year(years, born, length):
    text = born.isoformat()[:length]
    youngest, oldest = ages_on(text, TODAY)
    fits = youngest - 1 <= years <= oldest + 1
    assert against(age_about=years, birth_date=text) == ({} if fits else {"age_about": Contradiction.ABOUT_BORN})


@pytest.mark.parametrize("band", [band for band in AgeBand if band is not AgeBand.UNKNOWN])
def test_a_guessed_age_is_held_against_the_band(band):
    low, _, high = ("0+" if band is AgeBand.UNKNOWN else band.value).rstrip("+").partition("-")
    fits = {years for years in range(100) if not against(age_band=band, age_about=years)}
    assert fits == set(range(max(0, int(low) - 2), int(high) + 3 if high else 100))


def test_an_age_that_nobody_knows_contradicts_nothing():
    for more in ({"age_about": 50}, {"birth_date": "1990"}, {}):
        assert against(age_band=AgeBand.UNKNOWN, **more) == {}


def test_two_ranges_are_apart_when_none_of_their_years_is_common():
    assert not apart((17, 18), (18, 20)) and apart((17, 17), (18, 20)) and apart((18, 20), (17, 17))
    assert about(0) == (0, 1)
