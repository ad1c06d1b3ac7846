"""The day is Poland's day: over both changes of the clock, at midnight, on leap days, whatever zone the machine has."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import available_timezones

import pytest

from screening import local_time
from screening.casework.documents import DOCUMENTS, card, document, handout, leaflet
from screening.cli.common import Refused, case_of_file
from screening.content import Content, outdated_entries
from screening.core.documents import PrintedContact
from screening.core.instrument.vocabulary import Age
from screening.core.record.case import Case, Safety
from screening.core.record.fields import with_value
from screening.core.record.moments import written_moment
from screening.core.record.referral import Done
from screening.core.record.text_kinds import Dated
from screening.core.record.vocabulary import YesNoUnknown
from screening.core.referral.contradictions import contradictions
from screening.exchange import record
from screening.local_time import day_in_poland, in_poland, written_in_poland
from screening.printing import page_html
from screening.translation import Translator
from screening.web.quick_app import QuickServices
from tests.parts import PART_LEAVES
from tests.printing.sheets import maximal_case as with_sheet

ZONES = (
    "UTC", "Europe/Warsaw", "Europe/London", "America/New_York", "America/Los_Angeles", "America/St_Johns",
    "Pacific/Pago_Pago", "Pacific/Kiritimati", "Asia/Tokyo", "Asia/Kathmandu", "Asia/Kolkata", "Australia/Lord_Howe",
)  # fmt: skip
YEARS = range(2024, 2034)
AROUND = timedelta(hours=30)


def _last_sunday(year: int, month: int) -> datetime:
    """One o'clock UTC of the last Sunday of a month of 31 days, when the clocks of the Union change."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def by_the_directive(moment: datetime) -> datetime:
    """Polish time by Directive 2000/84/EC, without any database of zones: the oracle of these tests."""
    summer = _last_sunday(moment.year, 3) <= moment < _last_sunday(moment.year, 10)
    return moment.astimezone(timezone(timedelta(hours=2 if summer else 1)))


def _moments() -> Iterator[datetime]:
    """Every half hour around the changes of the clock, leap days and turns of the year, and the minutes of midnight."""
    for year in YEARS:
        middles = [_last_sunday(year, 3), _last_sunday(year, 10), datetime(year, 12, 31, 23, tzinfo=UTC)]
        middles += [datetime(year, 2, 28, 23, tzinfo=UTC), datetime(year, 3, 1, 0, tzinfo=UTC)]
        for middle in middles:
            at = middle - AROUND
            while at <= middle + AROUND:
                yield at
                at += timedelta(minutes=30)
        for month in range(1, 13):
            midnight = datetime(year, month, 15, 0, tzinfo=UTC)
            yield from (midnight + timedelta(minutes=n) for n in (-121, -120, -119, -61, -60, -59, -1, 0, 1))


MOMENTS = tuple(sorted(set(_moments())))
OTHER_ZONES = sorted(available_timezones() - {*ZONES, "localtime"})


@pytest.fixture(params=[*ZONES, *(pytest.param(name, marks=pytest.mark.full) for name in OTHER_ZONES)])
def zone(request) -> Iterator[str]:
    """The machine set to a zone."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.sampled(2)
def test_the_day_and_the_hour_are_polands_whatever_zone_the_machine_has(zone):
    assert len(MOMENTS) == 6084
    polish = Translator("pl")
    for moment in MOMENTS:
        right = by_the_directive(moment)
        assert day_in_poland(moment) == right.date(), moment
        assert polish.moment(moment) == right.strftime("%d.%m.%Y %H:%M"), moment
        assert in_poland(moment).astimezone(UTC) == moment


def test_a_moment_of_any_zone_is_the_same_instant():
    for moment in MOMENTS[::7]:
        for hours in range(-12, 15):
            assert day_in_poland(moment.astimezone(timezone(timedelta(hours=hours)))) == day_in_poland(moment)


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        day_in_poland(datetime(2026, 11, 23, 12))


def test_the_zone_is_there_on_a_machine_without_a_database_of_zones():
    asked = "from screening.local_time import POLAND; print(POLAND)"
    bare = {**os.environ, "PYTHONTZPATH": ""}
    done = subprocess.run([sys.executable, "-c", asked], env=bare, capture_output=True, text=True)
    assert done.stdout == "Europe/Warsaw\n", done.stderr


# Half an hour after and before midnight in Poland, in winter and in summer; by UTC both lie on one day.
NIGHTS = [
    (datetime(2027, 1, 14, 23, 30, tzinfo=UTC), date(2027, 1, 15)),
    (datetime(2027, 1, 14, 22, 30, tzinfo=UTC), date(2027, 1, 14)),
    (datetime(2027, 7, 14, 22, 30, tzinfo=UTC), date(2027, 7, 15)),
    (datetime(2027, 7, 14, 21, 30, tzinfo=UTC), date(2027, 7, 14)),
    (datetime(2028, 2, 28, 23, 30, tzinfo=UTC), date(2028, 2, 29)),
    (datetime(2028, 2, 29, 23, 30, tzinfo=UTC), date(2028, 3, 1)),
]


def _reviewed(content: Content, review_by: date) -> Content:
    """The content with every contact and statement of law to be reviewed by this day."""
    entries = {id_: replace(each, review_by=review_by) for id_, each in content.law.entries.items()}
    contacts = {id_: replace(each, review_by=review_by) for id_, each in content.contacts.items()}
    return replace(content, contacts=contacts, law=replace(content.law, entries=entries))


def _contacts_in(value: object) -> Iterator[PrintedContact]:
    """Every contact that a document holds, wherever it stands in it."""
    if isinstance(value, PrintedContact):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _contacts_in(getattr(value, field.name))
    elif isinstance(value, dict):
        for each in value.values():
            yield from _contacts_in(each)


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("moment", "day"), NIGHTS)
def test_a_contact_expires_on_one_day_on_page_and_paper_and_at_the_command_line(
    desk, clock, content, monkeypatch, moment, day
):
    clock.time = moment
    monkeypatch.setattr(local_time, "utc_now", clock)
    assert [desk.today(), QuickServices(content, clock).today(), local_time.today()] == [day] * 3
    case = replace(with_sheet(), age=Age.ADULT)
    for review_by, over in ((day - timedelta(days=1), True), (day, False), (day + timedelta(days=1), False)):
        dated = _reviewed(content, review_by)
        papers = [document(kind, case, dated, now=moment) for kind in DOCUMENTS]
        papers.append(leaflet(dated, "pl", child=False, now=moment))
        papers.append(card(dated, "labour_adult", now=moment))
        papers.append(handout(dated, next(iter(dated.exercises.by_id.values())), [], now=moment))
        outdated = [contact.outdated for paper in papers for contact in _contacts_in(paper)]
        assert len(outdated) > 10 and set(outdated) == {over}
        assert (outdated_entries(dated, desk.today()) > 0) is over
        assert all(paper.header.printed_at.startswith(day.isoformat()) for paper in papers if hasattr(paper, "header"))


@pytest.mark.parametrize(("moment", "day"), NIGHTS)
def test_a_birth_date_of_today_is_no_future_in_a_file_and_tomorrow_is(content, monkeypatch, moment, day, tmp_path):
    monkeypatch.setattr(local_time, "utc_now", lambda: moment)
    for born, taken in ((day, True), (day + timedelta(days=1), False)):
        file = tmp_path / "case.json"
        person = {"birth_date": born.isoformat()}
        file.write_text(
            json.dumps({"format": "rozpoznaj-case/1", "age": "child", "forms": ["other"], "person": person})
        )
        if taken:
            assert case_of_file(str(file), content).person.birth_date == born.isoformat()
        else:
            with pytest.raises(Refused, match="future"):
                case_of_file(str(file), content)


def test_a_safe_hour_that_exists_twice_is_over_when_its_second_reading_is():
    night = datetime(2026, 10, 25, 0, 0, tzinfo=UTC)  # 2:00 in summer time; 2:30 comes at 0:30 and at 1:30 UTC
    case = replace(Case(edition="x"), safety=Safety(safe_until="2026-10-25T02:30"))
    over = {n: bool(list(contradictions(case, in_poland(night + timedelta(minutes=n)), date(2026, 10, 25))))
            for n in (0, 29, 31, 89, 91)}  # fmt: skip
    assert over == {0: False, 29: False, 31: False, 89: False, 91: True}


@pytest.mark.parametrize(
    ("written", "ends"),
    [
        ("2027-03-28T02:30", datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),  # does not exist: the clock goes from 2 to 3
        ("2027-03-28T01:59", datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        ("2027-03-28T03:00", datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
        ("2027-07-01T12:00", datetime(2027, 7, 1, 10, 0, tzinfo=UTC)),
        ("2027-12-01T12:00", datetime(2027, 12, 1, 11, 0, tzinfo=UTC)),
        ("2027-07-01T12:00+02:00", datetime(2027, 7, 1, 10, 0, tzinfo=UTC)),
        ("0001-01-01T00:00", datetime(2027, 1, 1, tzinfo=UTC) - timedelta(days=400)),
    ],
)
@pytest.mark.parametrize("season", [datetime(2027, 1, 10, tzinfo=UTC), datetime(2027, 7, 10, tzinfo=UTC)])
def test_a_safe_hour_ends_by_the_clocks_of_its_own_season(written, ends, season):
    case = replace(Case(edition="x"), safety=Safety(safe_until=written))
    for now in (ends - timedelta(minutes=1), ends + timedelta(minutes=1), season):
        found = list(contradictions(case, in_poland(now), day_in_poland(now)))
        assert bool(found) is (ends < now or written.startswith("0001")), now


@pytest.mark.parametrize("change", [datetime(2026, 10, 25, tzinfo=UTC), datetime(2027, 3, 28, tzinfo=UTC)])
def test_what_was_done_just_now_is_never_taken_for_a_later_hour_also_as_the_clocks_change(change):
    for minute in range(-60, 4 * 60):
        now = in_poland(change + timedelta(minutes=minute))
        written = f"{now:%Y-%m-%dT%H:%M}"
        done = Done(notified=YesNoUnknown.YES, notified_at=written, kcik_called_at=written)
        assert not list(contradictions(replace(Case(edition="x"), done=done), now, now.date())), now


@pytest.mark.parametrize("hour", ["2027-03-28T02:30", "2026-10-25T02:30", "2028-02-29T23:59"])
def test_an_hour_stays_as_it_was_typed_though_it_exists_twice_or_never(content, hour):
    case = replace(with_sheet(), safety=Safety(safe_until=hour))
    assert record.load(record.dump(case)).safety.safe_until == hour


def test_a_written_moment_of_any_zone_is_shown_by_the_clocks_of_poland():
    for moment in MOMENTS[::7]:
        for hours in range(-12, 15):
            there = moment.astimezone(timezone(timedelta(hours=hours))).isoformat(timespec="minutes")
            assert written_in_poland(there) == by_the_directive(moment).strftime("%Y-%m-%dT%H:%M"), there


@pytest.mark.parametrize(
    "text", ["", "unknown", "2027-03-28T02:30", "2026-10-25T02:30", "9999-12-31T23:30+00:00", "0001-01-01T00:00+05:00"]
)
def test_what_has_no_offset_or_no_hour_in_poland_stays_as_it_is_written(text):
    assert written_in_poland(text) == text


TIMES = [leaf.path for leaf in PART_LEAVES if isinstance(leaf.mark, Dated) and leaf.mark.time]
ELSEWHERE = {
    "the day before": ("2026-11-20T23:30-05:00", "21.11.2026 05:30"),
    "before summer time begins": ("2027-03-28T00:59+00:00", "28.03.2027 01:59"),
    "after it has begun": ("2027-03-27T20:30-05:00", "28.03.2027 03:30"),
    "after it has ended": ("2026-10-24T20:30-05:00", "25.10.2026 02:30"),
    "on another day ahead": ("2026-07-02T01:00+14:00", "01.07.2026 13:00"),
}


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("written", "right"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_every_paper_shows_each_moment_of_a_case_by_the_clocks_of_poland(content, written, right):
    case = with_sheet()
    for path in TIMES:
        case = with_value(case, path, written)
    papers = {kind: str(page_html(document(kind, case, content), "pl")) for kind in DOCUMENTS}
    assert len(TIMES) == 6 and papers["referral"].count(right) == len(TIMES)
    assert [kind for kind, html in papers.items() if written_moment(written[:16]) in html or written in html] == []
