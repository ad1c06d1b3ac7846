"""A day and an hour as the readers of each language write them, always by the clocks of Poland."""

import re
from datetime import UTC, date, datetime

import pytest

from screening.translation import Translator, languages

INSTANT = datetime(2026, 11, 27, 23, 50, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [("pl", "03.05.2026", "28.11.2026 00:50"), ("en", "3 May 2026", "28 Nov 2026 00:50")],
)
def test_a_day_is_written_in_one_way_in_a_language(language, day, moment):
    words = Translator(language)
    assert words.moment(date(2026, 5, 3)) == words.moment("2026-05-03") == words.born("2026-05-03") == day
    assert words.moment(INSTANT) == words.moment(INSTANT.isoformat()) == words.moment("2026-11-28T00:50") == moment
    assert words.moment(INSTANT, seconds=True) == f"{moment}:07"


@pytest.mark.parametrize("language", languages())
def test_no_reader_meets_the_form_of_files(language):
    written = Translator(language).moment(INSTANT)
    assert "2026" in written and written.endswith("00:50") and not re.search(r"\d{4}-|T\d\d", written)


@pytest.mark.parametrize("text", ["", "jutro", "2026", "2026-11", "26-11-27"])
def test_what_is_no_moment_comes_back_as_it_is(text):
    assert [Translator(language).moment(text) for language in ("pl", "en")] == [text, text]


def test_a_day_that_does_not_exist_is_still_written():
    assert Translator("en").moment("2026-13-40") == "40.13.2026"
