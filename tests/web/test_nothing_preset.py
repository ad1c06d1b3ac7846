"""No page answers for the officer: what nobody pressed is not pressed, and what is left so is stored as not asked."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from screening.core.instrument.vocabulary import Age
from screening.core.journey import steps
from screening.core.record.case import Case
from tests.builders import CATALOGUE
from tests.web.referral import fill, stored

# Answered before: on opening the case (service), by the form chosen (age and form of a card).
PRESSED_BEFORE = {"profession"}


class Choices(HTMLParser):
    """The choices of the forms of a page that are made already, and the lists whose first entry is an answer."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.made: list[str] = []
        self.groups: set[str] = set()
        self._list, self._first = "", False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = dict(attrs)
        if tag == "input" and at.get("type") in ("radio", "checkbox"):
            self.groups.add(at["name"])
            if "checked" in at:
                self.made.append(f"{at['name']}={at['value']}")
        if tag == "select":
            self._list, self._first = at["name"], True
            self.groups.add(at["name"])
        if tag == "option":
            if "selected" in at or (self._first and at["value"]):
                self.made.append(f"{self._list}={at['value']}")
            self._first = False


def made(html: str) -> list[str]:
    return [each for each in Choices(html).made if each.partition("=")[0] not in PRESSED_BEFORE]


def pages_of(address: str, case: Case) -> Iterator[str]:
    return (f"{address}/{step.id}" for step in steps(CATALOGUE, case))


@pytest.mark.sampled(2)
@pytest.mark.parametrize("age", [None, *Age])
def test_no_page_of_a_fresh_case_has_an_answer_pressed(visitor, opened, task_list, desk, age):
    if age:
        fill(visitor, task_list, "safety", alone="yes", interpreter="independent", age=age)
        fill(visitor, task_list, "talk", forms=["labour", "sexual", "begging", "other"])
    answered = {"safety", "talk"} if age else set()
    seen, groups = 0, set()
    for page in pages_of(task_list, stored(desk, task_list)):
        response = visitor.get(page)
        if response.status_code != 200 or visitor.path != page or page.rsplit("/", 1)[1] in answered:
            continue
        assert made(visitor.page.html) == [], page
        groups |= Choices(visitor.page.html).groups
        seen += 1
    assert seen >= (25 if age else 12)
    assert {"tonight", "reads", "papers", "leaflet", "notify", "voivodeship"} <= groups
    assert age or {"citizenship", "sex", "setting", "language"} <= groups
    if age:
        assert any(each.startswith("answer.") for each in groups)


def test_no_page_of_the_opening_has_an_answer_pressed(visitor):
    visitor.get("/cases/")
    assert Choices(visitor.page.html).made == []
    visitor.send(profession="police")
    steps_taken = {"safety": {"alone": "yes", "interpreter": "independent", "age": "adult"}}
    steps_taken |= {"talk": {"forms": ["labour"]}}
    while not visitor.path.endswith("/overview"):
        assert made(visitor.page.html) == [], visitor.path
        visitor.send(**steps_taken.get(visitor.path.rsplit("/", 1)[1], {}))


def test_the_next_person_begins_without_an_answer(visitor, opened, desk):
    address = opened(until="overview")
    fill(visitor, address, "agreement", contact="yes", share_name="yes", informed_of_duty="yes", can_speak_now="no")
    fill(visitor, address, "person", reads="unknown")
    fill(visitor, address, "place", tonight="street", place_known="yes", persons="3", not_known=["others"])
    visitor.get(f"{address}/site")
    visitor.send()
    here = visitor.path.rsplit("/", 1)[0]
    assert here != address
    for page in ("safety", "agreement", "person", "place", "needs", "status", "done", "handover", "decision"):
        visitor.get(f"{here}/{page}")
        assert made(visitor.page.html) == [], page


@pytest.mark.parametrize("language", ["pl", "en"])
def test_no_page_of_the_quick_check_has_an_answer_pressed(visitor, language):
    visitor.get(f"/quick/?ui={language}")
    assert Choices(visitor.page.html).made == []
    for age in Age:
        visitor.post("/quick/questions", [("age", age), ("forms", "unsure"), ("ui", language), ("_end", "1")])
        assert Choices(visitor.page.html).made == []
    for profile in CATALOGUE.profiles:
        visitor.post("/quick/entry", [("profile", profile), ("ui", language), ("_end", "1")])
        assert Choices(visitor.page.html).made == []


def test_what_nobody_pressed_is_stored_as_not_asked(visitor, task_list, desk):
    case = stored(desk, task_list)
    for page in ("place", "agreement", "person", "needs", "status", "done", "handover"):
        fill(visitor, task_list, page)
    after = stored(desk, task_list)
    for part in ("safety", "agreement", "person", "needs", "status", "done", "handover"):
        assert getattr(after, part) == getattr(case, part), part


def test_an_answer_goes_back_to_not_asked(visitor, task_list, desk):
    fill(visitor, task_list, "place", tonight="street", voivodeship="slaskie", not_known=["persons"])
    assert stored(desk, task_list).safety.tonight == "street"
    fill(visitor, task_list, "place", tonight="", voivodeship="", not_known=[])
    safety = stored(desk, task_list).safety
    assert (safety.tonight, safety.voivodeship, safety.not_known) == (None, None, frozenset())


def test_i_dont_know_closes_the_gap_that_a_number_left(visitor, task_list):
    open_before = _open(visitor, task_list)
    fill(
        visitor,
        task_list,
        "place",
        not_known=["persons", "others", "safe_until"],
        tonight="unknown",
        voivodeship="unknown",
    )
    assert open_before - _open(visitor, task_list) == 5


def _open(visitor, address: str) -> int:
    visitor.get(f"{address}/referral")
    return int(re.search(r'<section id="gaps">\s*<h2>[^<]*KCIK dopyta[^<]*?(\d+)', visitor.page.html)[1])


def test_the_quick_check_carries_on_what_nobody_pressed_as_not_asked(visitor, desk):
    visitor.get("/quick/")
    visitor.send(age="adult", forms=["labour"], language="vi")
    visitor.send()
    full = next(form for form in visitor.page.forms if form["action"] == "/cases/from-quick")
    visitor.post("/cases/from-quick", full["fields"])
    case = desk.read(next(iter(desk.cases())).id).case
    assert case.safety.interpreter is None and case.safety.alone is None and case.context.language == "vi"


def test_notification_needs_its_decision_only_if_something_is_written_about_it(visitor, task_list, desk):
    kcik = {"kcik": "consult", "reason": "powód", "decided_by": "nr 17"}
    fill(visitor, task_list, "decision", **kcik)
    assert stored(desk, task_list).decisions.notification is None
    visitor.get(f"{task_list}/decision")
    assert visitor.send(**kcik, notify_reason="pilne").status_code == 422
    assert 'href="#notify-first"' in visitor.page.html
    assert "pilne" in visitor.page.html


def test_no_age_of_the_next_person_looks_chosen(visitor, opened):
    address = opened()
    visitor.get(f"{address}/site")
    ages = re.findall(r'<button type="submit" class="([^"]+)" name="age"', visitor.page.html)
    assert ages == ["button second"] * 3
