"""Whoever looks changes nothing: a page writes its own row of the trail where it must have one, a list writes none."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from screening.casework import CaseService
from screening.casework.training.practice import PracticeService
from screening.core.documents import DOCUMENTS
from screening.core.journey import Page
from screening.storage import AuditEvent, CaseErased, open_store
from screening.storage.database import FILE
from screening.web.access.table import Act, row_of
from tests.builders import CASE_HOURS
from tests.inside.casework import forget_opened_cases
from tests.storage.opening import QUICK

TRAIL = ("audit", "audit_head")


def written(data: Path) -> dict[str, list[tuple]]:
    """What stands in each table of the database, but for the trail."""
    with closing(sqlite3.connect(f"file:{data / FILE}?mode=ro", uri=True)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: database.execute(f"SELECT * FROM {name}").fetchall() for name in tables if name not in TRAIL}  # noqa: S608


def acts(service: CaseService) -> list[AuditEvent | None]:
    """The acts in the trail, newest first."""
    return [entry.act for entry, _ in service.acts(1000)]


@pytest.fixture
def looks(app, visitor, tool_settings, desk) -> Callable[[], list[AuditEvent | None]]:
    """Fetch every page without a case; return the acts that this wrote, and refuse any other change."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in rule.methods and not rule.arguments]
    pages = [rule.rule for rule in rules if row_of(rule.endpoint).act is not Act.ENTERING]

    def look() -> list[AuditEvent | None]:
        before, known = written(tool_settings.data), len(acts(desk))
        for page in pages:
            visitor.client.get(page)
        assert written(tool_settings.data) == before
        return acts(desk)[: len(acts(desk)) - known]

    return look


def later(clock, service: CaseService, **time: float) -> None:
    """Let time pass while somebody works."""
    clock.advance(**time)
    service.lock.touch()


def test_no_page_without_a_case_writes_anything(looks, opened):
    opened()
    assert looks() == []


def test_a_page_of_a_case_writes_that_the_case_was_opened_and_nothing_else(visitor, opened, tool_settings, desk):
    address = opened()
    forget_opened_cases(desk.lock)
    before, known = written(tool_settings.data), acts(desk)
    for page in [*Page, *(f"documents/{kind}" for kind in DOCUMENTS)]:
        visitor.client.get(f"{address}/{page}")
    assert written(tool_settings.data) == before
    assert acts(desk) == [AuditEvent.OPEN, *known]


def test_a_case_whose_time_is_over_is_shown_by_no_page_and_erased_by_none(
    looks, visitor, opened, tool_settings, desk, clock
):
    address = opened()
    later(clock, desk, hours=CASE_HOURS + 1)
    assert looks() == []
    before = written(tool_settings.data)
    assert address not in visitor.client.get("/cases/").text
    assert visitor.client.get(f"{address}/overview").status_code == 410
    assert desk.cases() == [] and written(tool_settings.data) == before
    desk.erase_in_time()
    assert acts(desk)[0] is AuditEvent.ERASE_OVERDUE and written(tool_settings.data) != before


def test_a_clock_in_doubt_is_written_down_by_no_page(looks, opened, desk, clock):
    opened()
    clock.set_wrong(days=-1)
    assert looks() == [] and desk.retention.doubtful()
    desk.retention.notice()
    assert acts(desk)[0] is AuditEvent.CLOCK_DOUBTED


def test_a_case_service_that_is_made_writes_and_erases_nothing(opened, tool_settings, desk, content, clock):
    opened()
    clock.advance(days=100)
    before, known = written(tool_settings.data), acts(desk)
    store = open_store(tool_settings, QUICK)
    again = CaseService(store, content, clock, clock.running)
    assert written(tool_settings.data) == before and acts(desk) == known
    again.start(owns_database=True)
    assert acts(desk)[:2] == [AuditEvent.CLOCK_DOUBTED, AuditEvent.ERASE_UNREADABLE]
    store.close()


def test_a_list_of_practice_erases_nothing_and_believes_no_clock(training, trainer, content, clock):
    service: PracticeService = training.desk
    trainer.get("/training/")
    kept = service.take_in(service.begin(next(iter(content.exercises.by_id.values()))).case)
    before, known = written(training.settings.data), acts(service)
    clock.set_wrong(days=40)
    assert service.read(kept.id) and len(service.cases()) == 2
    trainer.get("/training/")
    trainer.get("/cases/")
    assert written(training.settings.data) == before and acts(service) == known
    service.retention.notice()
    assert service.read(kept.id).erase_after - clock() == timedelta(hours=CASE_HOURS)
    later(clock, service, hours=CASE_HOURS + 1)
    assert service.cases() == []
    with pytest.raises(CaseErased):
        service.read(UUID(str(kept.id)))
