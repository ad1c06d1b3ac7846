"""The routes of help by a person's status: information for the officer, never a condition of help."""

import re
from itertools import product

import pytest

from screening.content import Content
from screening.core.documents.script import (
    LAW_FOR_ADULTS,
    LAW_FOR_CHILDREN,
    LAW_FOR_FOREIGN_CHILDREN,
    LAW_FOR_FOREIGNERS,
)
from screening.core.instrument.vocabulary import Age, Citizenship, ExploitationPlace, Form
from screening.core.record.case import Case, Context
from screening.core.record.referral import Status
from screening.core.record.vocabulary import Certificate, Papers, Stay
from screening.core.referral.assistance import Route, routes

BY_CITIZENSHIP = {Route.POLAND, Route.RETURNED, Route.EU, Route.THIRD_COUNTRY, Route.UNKNOWN}


def a_case(
    citizenship: str = "unknown",
    *,
    age: Age | None = Age.ADULT,
    exploited_in: tuple[str, ...] = (),
    stay: str = "unknown",
    papers: str = "unknown",
    forms: tuple[str, ...] = (),
    intended: tuple[str, ...] = (),
) -> Case:
    return Case(
        edition="2026.1",
        age=age,
        forms=frozenset(map(Form, forms)),
        intended=frozenset(map(Form, intended)),
        context=Context(
            citizenship=Citizenship(citizenship), exploited_in=frozenset(map(ExploitationPlace, exploited_in))
        ),
        status=Status(papers=Papers(papers), stay=Stay(stay)),
    )


@pytest.mark.parametrize(
    ("case", "found"),
    [
        (a_case(), ["unknown"]),
        (a_case("poland"), ["poland"]),
        (a_case("poland", exploited_in=("poland",)), ["poland"]),
        (a_case("poland", exploited_in=("transit",)), ["poland", "transit"]),
        (a_case("poland", exploited_in=("abroad",)), ["returned"]),
        (a_case("poland", exploited_in=("poland", "abroad")), ["returned"]),
        (a_case("eu", exploited_in=("abroad",)), ["eu"]),
        (a_case("third_country"), ["third_country"]),
        (a_case("stateless"), ["third_country"]),
        (a_case("third_country", stay="asylum"), ["third_country", "asylum"]),
        (a_case("third_country", stay="temporary_protection"), ["third_country", "temporary_protection"]),
        (a_case("third_country", stay="to_be_cleared"), ["third_country", "no_papers"]),
        (a_case("third_country", stay="legal", papers="has"), ["third_country"]),
        (a_case("eu", papers="taken"), ["eu", "no_papers"]),
        (a_case("poland", papers="none"), ["poland", "no_papers"]),
        (a_case("third_country", stay="asylum", papers="taken"), ["third_country", "asylum", "no_papers"]),
        (a_case("poland", age=Age.CHILD), ["child", "poland"]),
        (a_case("third_country", age=Age.UNCERTAIN, papers="none"), ["child", "third_country", "no_papers"]),
        (a_case(age=None), ["unknown"]),
        (a_case("poland", forms=("organs",), intended=("organs",)), ["poland", "planned"]),
        (a_case("poland", age=Age.CHILD, forms=("marriage",), intended=("marriage",)), ["child", "poland", "planned"]),
        (a_case(exploited_in=("poland",), forms=("labour",), intended=("labour",)), ["unknown", "planned"]),
        (a_case(exploited_in=("transit",), forms=("labour",), intended=("labour",)), ["unknown", "transit"]),
        (a_case(exploited_in=("poland", "transit"), forms=("labour",), intended=("labour",)), ["unknown", "transit"]),
        (a_case(exploited_in=("poland", "transit"), forms=("labour",)), ["unknown"]),
        (a_case(forms=("labour", "marriage"), intended=("marriage",)), ["unknown"]),
    ],
)
def test_the_routes_of_a_case(case, found):
    assert routes(case) == tuple(map(Route, found))


def test_every_status_has_one_route_by_citizenship_and_no_route_twice():
    for age, citizenship, stay, papers in product([None, *Age], Citizenship, Stay, Papers):
        for exploited_in in ((), ("abroad",)):
            found = routes(a_case(citizenship, age=age, exploited_in=exploited_in, stay=stay, papers=papers))
            assert len(BY_CITIZENSHIP.intersection(found)) == 1
            assert len(set(found)) == len(found)
            assert (found[0] is Route.CHILD) == (age in (Age.CHILD, Age.UNCERTAIN))


def test_every_route_is_taken_by_some_status():
    taken = {*routes(a_case(forms=("labour",), intended=("labour",)))}
    for age, citizenship, stay, papers in product(Age, Citizenship, Stay, Papers):
        for exploited_in in ((), ("abroad",), ("transit",)):
            taken.update(routes(a_case(citizenship, age=age, exploited_in=exploited_in, stay=stay, papers=papers)))
    assert taken == set(Route)


def test_no_code_calls_a_person_illegal():
    assert not [each for each in (*Stay, *Papers, *Certificate, *Route) if "illegal" in each]


@pytest.mark.parametrize("route", Route)
def test_every_route_has_its_heading_and_steps_in_the_shipped_content(route: Route, content: Content):
    assert content.guidance[f"route_{route}"].polish
    assert content.lists[f"route_{route}"]


def test_guidance_holds_no_route_that_the_tool_does_not_take(content: Content):
    headings = {re.sub(r"_\d.*", "", id_) for id_ in content.guidance if id_.startswith("route_")}
    assert headings == {f"route_{route}" for route in Route}


def test_the_provisions_that_the_steps_quote_stand_in_the_shipped_law(content: Content):
    quoted = {*LAW_FOR_FOREIGNERS, *LAW_FOR_FOREIGN_CHILDREN, *LAW_FOR_ADULTS, *LAW_FOR_CHILDREN}
    assert quoted <= content.law.entries.keys()
