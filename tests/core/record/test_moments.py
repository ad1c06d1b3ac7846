"""A day and a minute as people write them."""

import pytest

from screening.core.record.moments import read_moment, written_moment

READ = {
    "28.11.2026": "2026-11-28",
    "1.2.2026": "2026-02-01",
    "28-11-2026": "2026-11-28",
    "28/11/2026 r.": "2026-11-28",
    " 28.11.2026  14:30 ": "2026-11-28T14:30",
    "28.11.2026, 9.05": "2026-11-28T09:05",
    "28.11.2026 r., godz. 14:30": "2026-11-28T14:30",
    "2026-11-28": "2026-11-28",
    "2026-11-28 14:30": "2026-11-28T14:30",
    "2026-11-28T14:30": "2026-11-28T14:30",
    "31.02.2026 25:00": "2026-02-31T25:00",  # that there is no such day is told with the case
}
NOT_READ = [
    "",
    "jutro",
    "28.11",
    "28.11.26",
    "14:30",
    "28.11.2026 14",
    "28.11.2026 po 14:30",
    "٢٨.11.2026",
    "2026-11-28T14:30+01:00",
]


@pytest.mark.parametrize(("typed", "means"), READ.items())
def test_a_moment_is_read_as_people_write_it(typed, means):
    assert read_moment(typed) == means


@pytest.mark.parametrize("typed", NOT_READ)
def test_what_is_no_moment_stays_as_it_was_typed(typed):
    assert read_moment(typed) == typed == written_moment(typed)


@pytest.mark.parametrize(("kept", "shown"), [("2026-11-28", "28.11.2026"), ("2026-11-28T14:30", "28.11.2026 14:30")])
def test_a_moment_is_shown_as_people_write_it(kept, shown):
    assert written_moment(kept) == shown and read_moment(shown) == kept
