"""One inspection, several persons: numbers without names, context carried over, what repeats."""

from screening.core.instrument.vocabulary import Form
from screening.core.record.inspection import MOST_PERSONS
from screening.core.record.referral import Referrer
from tests.exchange.builders import a_file
from tests.web.conftest import CONTEXT, SAFE
from tests.web.referral import fill
from tests.web.test_handing import send_file


def next_person(visitor, address: str) -> str:
    visitor.get(f"{address}/site")
    visitor.send()
    return visitor.path.rsplit("/", 1)[0]


def through(visitor, address: str, **answers: str) -> None:
    """From wherever the case stands to the hub, with these answers to the triage."""
    given = {"safety": {**SAFE, "age": "adult"}, "talk": CONTEXT, "triage": answers}
    while not visitor.path.endswith("/overview"):
        visitor.send(**given.get(visitor.path.rsplit("/", 1)[1], {}))


def case_of(desk, address: str):
    return desk.read(next(each.id for each in desk.cases() if str(each.id) in address)).case


def test_the_next_person_gets_context_and_forms_and_nothing_of_the_first(visitor, opened, desk):
    first = opened(until="triage")
    visitor.send(answer__debt_bondage="yes", note__debt_bondage="tajne")
    second = next_person(visitor, first)
    case, before = case_of(desk, second), case_of(desk, first)
    assert (case.site.number, before.site.number) == (2, 1) and case.site.id == before.site.id
    assert (case.forms, case.context.profession, case.context.setting) == (
        before.forms,
        before.context.profession,
        before.context.setting,
    )
    assert case.replies == {} and case.age is None and case.visited == frozenset()


def test_what_is_only_intended_is_so_for_the_next_person_and_no_call_is_asked_for_yet(visitor, opened, desk):
    first = opened(until="triage")
    fill(visitor, first, "talk", forms=["labour", "organs"], intended=["organs"])
    fill(visitor, first, "call", kind="collection", urgency="now", institution="OIP Lublin")
    second = case_of(desk, next_person(visitor, first))
    assert second.intended == case_of(desk, first).intended == {Form.ORGANS}
    assert second.referrer == Referrer(institution="OIP Lublin")


def test_the_next_person_of_a_case_from_a_file_is_asked_anew_where_that_is(visitor, desk):
    file = a_file(catalogue="2026.1", safety={"place": "gmina Jabłonna", "voivodeship": "mazowieckie"})
    assert send_file(visitor, file) == 303
    first = visitor.path.rsplit("/", 1)[0]
    before, second = case_of(desk, first), case_of(desk, next_person(visitor, first))
    assert second.said_before == before.said_before == {"safety.place", "safety.voivodeship"}
    assert (before.edition, second.edition) == ("2026.1", desk.content.catalogue.edition)


def test_what_repeats_is_shown_without_saying_with_whom(visitor, opened, desk):
    first = opened(until="triage")
    visitor.send(answer__debt_bondage="yes", answer__documents_withheld="yes")
    address = first
    for answers in ({"answer__debt_bondage": "yes"}, {"answer__low_no_pay": "yes"}, {}):
        address = next_person(visitor, address)
        through(visitor, address, **answers)
    visitor.get(f"{first}/site")
    repeats = visitor.page.text.partition("Co się powtarza")[2]
    assert repeats.count("2 z 4") == 1 and "iewola za długi" in repeats and "atrzymanie dokumentów" not in repeats
    assert all(f"P{number} " in visitor.page.text for number in range(1, 5))


def test_a_site_has_at_most_fifteen_persons_and_says_so(visitor, opened, desk):
    first = opened()
    for _ in range(MOST_PERSONS - 1):
        next_person(visitor, first)
    visitor.get(f"{first}/site")
    visitor.send()
    assert visitor.response.status_code == 409 and "najwyżej 15 osób" in visitor.page.text
    assert len(desk.cases()) == MOST_PERSONS


def test_a_number_of_an_erased_case_is_not_given_twice_while_others_are_free(visitor, opened, desk):
    first = opened()
    second = next_person(visitor, first)
    third = next_person(visitor, first)
    desk.erase(next(each.id for each in desk.cases() if str(each.id) in second))
    fourth = next_person(visitor, first)
    assert (case_of(desk, third).site.number, case_of(desk, fourth).site.number) == (3, 4)


def test_a_case_alone_says_so(visitor, opened):
    address = opened()
    visitor.get(f"{address}/site")
    assert "jedyna sprawa z tej kontroli" in visitor.page.text


def test_a_stale_page_starts_nobody(visitor, opened, desk):
    address = opened()
    visitor.get(f"{address}/site")
    stale = visitor.filled()
    visitor.get(f"{address}/place")
    visitor.send(place="x")
    assert visitor.post(f"{address}/next-person", stale).status_code == 409
    assert len(desk.cases()) == 1


def test_the_number_of_the_person_stands_on_the_working_pages_of_a_site_alone(visitor, opened):
    first = opened()
    assert "P1" not in visitor.page.text
    second = next_person(visitor, first)
    for address, number in ((first, "· P1"), (second, "· P2")):
        for page in ("safety", "referral", "decision"):
            visitor.get(f"{address}/{page}")
            assert number in visitor.page.text
    visitor.get(f"{first}/documents/referral")
    assert "P1" not in visitor.page.text
