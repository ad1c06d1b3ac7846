"""What tests put in place without walking is what the pages leave behind."""

from collections.abc import Callable
from dataclasses import asdict

import pytest

from screening.storage import AuditEvent
from screening.web.access import start_link
from tests.web.conftest import walk_to
from tests.web.page import Visitor
from tests.web.referral import fill, stored
from tests.web.seeded import adult, let_in, open_case, open_lock, open_task_list

AGES_AND_FORMS = [
    ("adult", ("labour",)),
    ("adult", ("labour", "sexual")),
    ("child", ("begging",)),
    ("uncertain", ("labour",)),
    ("adult", ("organs",)),
]
PAGES = ["safety", "talk", "triage", "overview"]


def by_the_pages(visitor: Visitor) -> None:
    visitor.get("/set-up")
    visitor.keep_nothing()


def test_a_browser_put_in_place_is_where_a_start_link_leads(app, tool_settings):
    walked, put = Visitor(app.test_client()), Visitor(app.test_client())
    walked.get(f"/start/{start_link.issue(tool_settings.data)}")
    let_in(put)
    put.get("/")
    walked.get("/")
    assert (put.path, put.page.text) == (walked.path, walked.page.text)


@pytest.mark.parametrize("opens", [by_the_pages, open_lock])
def test_a_lock_put_open_is_open_for_the_browser_and_its_word_opens_it_again(
    newcomer, desk, opens: Callable[[Visitor], None]
):
    opens(newcomer)
    newcomer.get("/cases/")
    assert newcomer.path == "/cases/"
    assert [entry.act for entry, _ in desk.acts(9)] == [AuditEvent.KEEP_NOTHING]
    desk.lock.shut()
    newcomer.unlock()
    assert newcomer.path == "/cases/"


@pytest.mark.sampled(3)
@pytest.mark.parametrize(("age", "forms"), AGES_AND_FORMS)
@pytest.mark.parametrize("until", PAGES)
def test_a_case_put_there_is_the_case_that_the_pages_leave(visitor, desk, until, age, forms):
    kept = {}
    for way in (walk_to, open_case):
        address = way(visitor, until=until, age=age, forms=forms)
        stored = next(
            each for each in map(desk.read, (listed.id for listed in desk.cases())) if str(each.id) in address
        )
        kept[way] = visitor.path.removeprefix(address), asdict(stored.case)
    assert kept[open_case] == kept[walk_to]
    assert kept[open_case][0] == f"/{until}"


def by_the_door(visitor: Visitor) -> str:
    visitor.get("/cases/refer")
    visitor.send(profession="social_worker")
    return visitor.path.rsplit("/", 1)[0]


def by_two_pages(visitor: Visitor, address: str, age: str) -> None:
    fill(visitor, address, "safety", alone="yes", interpreter="not_needed", age=age)
    fill(visitor, address, "talk", forms=["labour"])


@pytest.mark.parametrize("age", ["adult", "child", "uncertain"])
def test_a_task_list_and_a_person_put_there_are_what_the_pages_leave(visitor, desk, age):
    kept = []
    for begins, says in ((by_the_door, by_two_pages), (open_task_list, adult)):
        address = begins(visitor)
        begun = visitor.page.title, visitor.path.removeprefix(address), asdict(stored(desk, address))
        says(visitor, address, age)
        kept.append((begun, visitor.page.title, visitor.path.removeprefix(address), asdict(stored(desk, address))))
    assert kept[0] == kept[1]
