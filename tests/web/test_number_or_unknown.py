"""A number and its "I don't know": what is new of the two counts, and of two that are new the page asks which."""

import pytest

from screening.core.record.vocabulary import NotKnown
from tests.web.referral import fill, stored
from tests.web.seeded import adult

FIELDS = pytest.mark.parametrize(
    ("page", "name", "value"),
    [
        ("safety", "children", "2"),
        ("place", "others", "3"),
        ("place", "safe_until", "24.11.2026 12:00"),
        ("referral", "others", "3"),
        ("referral", "safe_until", "24.11.2026 12:00"),
    ],
)


@pytest.fixture
def opened(visitor, task_list) -> str:
    """A case whose first page is filled in."""
    adult(visitor, task_list)
    return task_list


@pytest.mark.sampled(2)
@FIELDS
def test_both_at_once_are_refused_and_stay_on_the_page(visitor, opened, desk, page, name, value):
    before = stored(desk, opened).safety
    fill(visitor, opened, page, **{name: value, "not_known": [name]})
    assert visitor.response.status_code == 422 and "Zostaw jedno z nich." in visitor.page.text
    assert stored(desk, opened).safety == before
    assert {(name, value), ("not_known", name)} <= set(visitor.page.form["fields"])
    visitor.send(not_known=[])
    assert stored(desk, opened).safety.not_known == frozenset() and getattr(stored(desk, opened).safety, name)


@pytest.mark.sampled(2)
@FIELDS
def test_who_does_not_know_any_more_takes_the_number_back(visitor, opened, desk, page, name, value):
    fill(visitor, opened, page, **{name: value})
    fill(visitor, opened, page, not_known=[name])
    safety = stored(desk, opened).safety
    assert getattr(safety, name) in (None, "") and safety.not_known == {NotKnown(name)}


@pytest.mark.sampled(2)
@FIELDS
def test_a_number_that_is_learnt_later_counts_though_the_tick_stayed(visitor, opened, desk, page, name, value):
    fill(visitor, opened, page, not_known=[name])
    fill(visitor, opened, page, **{name: value})
    safety = stored(desk, opened).safety
    assert getattr(safety, name) and safety.not_known == frozenset()


@pytest.mark.sampled(3)
@FIELDS
@pytest.mark.parametrize("first", ["tick", "number"])
def test_a_page_that_is_sent_twice_is_saved_once_and_the_newer_one_stays(
    visitor, opened, desk, page, name, value, first
):
    """As without a script, or where the answer was lost: the second one met what the first had saved."""
    fill(visitor, opened, page, **({"not_known": [name]} if first == "tick" else {name: value}))
    visitor.get(f"{opened}/{page}")
    sent = visitor.filled(**{name: value, "not_known": [name]})
    for _ in range(2):
        assert visitor.post(f"{opened}/{page}", sent).status_code == 303
    safety = stored(desk, opened).safety
    assert (getattr(safety, name) in (None, "")) is (first == "number")
    assert safety.not_known == (frozenset() if first == "tick" else {NotKnown(name)})


def test_a_page_that_met_another_save_shows_the_newer_one_alone(visitor, opened, desk):
    fill(visitor, opened, "place", not_known=["others"])
    visitor.get(f"{opened}/place")
    sent = visitor.filled(others="3", place="Radom")
    fill(visitor, opened, "place", place="Gdynia")
    visitor.post(f"{opened}/place", sent)
    assert visitor.response.status_code == 409
    visitor.send()
    safety = stored(desk, opened).safety
    assert (safety.others, safety.not_known, safety.place) == (3, frozenset(), "Radom")


def test_a_page_that_does_not_say_what_it_showed_asks_which_of_the_two_holds(visitor, opened, desk):
    fill(visitor, opened, "place", not_known=["others"])
    fill(visitor, opened, "place", others="3", seen="")
    assert visitor.response.status_code == 422 and "Zostaw jedno z nich." in visitor.page.text
    assert stored(desk, opened).safety.not_known == {NotKnown.OTHERS}
