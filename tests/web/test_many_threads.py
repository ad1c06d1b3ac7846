"""Many browsers at once on one program: no error, nobody's words on another's page, nothing lost."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from screening.web.access import start_link
from tests.web.page import Visitor
from tests.web.seeded import open_case

MARK = re.compile(r"KANAREK\d+")
TRIES = 1000  # of a paper while others are printed
PAUSE = 0.2  # seconds between them


def came_in(app, settings, word):
    visitor = Visitor(app.test_client())
    visitor.get(f"/start/{start_link.issue(settings.data)}")
    visitor.unlock(word)
    return visitor


def looked_at(visitor, mark):
    """Count the answer; fail if it is an error or shows a mark of somebody else."""
    assert visitor.response.status_code < 500, visitor.path
    assert set(MARK.findall(visitor.page.html)) <= {mark}, visitor.path


def paper_of(visitor, case):
    """The printed sheet; how often another try was needed."""
    action = f"{case}/documents/referral"
    visitor.get(f"{case}/documents")
    form = next(each for each in visitor.page.forms if each["action"] == action)
    for number in range(TRIES):
        answer = visitor.client.post(action, data=dict(form["fields"]), base_url=visitor.base)
        if answer.status_code == 200:
            assert answer.data.startswith(b"%PDF-")
            return number
        assert answer.status_code == 503 and answer.headers["Retry-After"], answer.status_code
        time.sleep(PAUSE)
    raise AssertionError("never printed")


def works(visitor, name, saves, papers):
    """One person's work: the same page saved again and again, read back each time, and printed now and then."""
    case = open_case(visitor, until="triage")
    again = 0
    for number in range(saves):
        mark = f"KANAREK{name}{number:04}"
        visitor.get(f"{case}/triage")
        visitor.send(answer__debt_bondage="yes", note__debt_bondage=mark)
        looked_at(visitor, mark)
        visitor.get(f"{case}/triage")
        looked_at(visitor, mark)
        assert mark in visitor.page.html
        if number < papers:
            again += paper_of(visitor, case)
    return case, mark, again


def at_once(app, settings, visitor, threads, saves, papers):
    visitors = [came_in(app, settings, visitor.word) for _ in range(threads)]
    with ThreadPoolExecutor(threads) as pool:
        begun = [pool.submit(works, each, f"{n:02}", saves, papers) for n, each in enumerate(visitors)]
        done = [each.result() for each in begun]
    for case, mark, _ in done:
        visitor.get(f"{case}/triage")
        assert mark in visitor.page.html
    again = sum(each[2] for each in done)
    print(f"{threads} threads, {threads * saves} saves, {threads * papers} papers after {again} tries more")
    assert len({case for case, *_ in done}) == threads


def test_some_threads_at_once_lose_nothing_and_show_nobody_elses_words(app, tool_settings, visitor):
    at_once(app, tool_settings, visitor, 4, 5, 1)


@pytest.mark.full
def test_thirty_threads_at_once_lose_nothing_and_show_nobody_elses_words(app, tool_settings, visitor):
    at_once(app, tool_settings, visitor, 30, 60, 3)
