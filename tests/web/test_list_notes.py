"""What is said once above a list of questions, beside a row that one must not ask, and of a translating application."""

import pytest

from tests.web.page import Visitor
from tests.web.referral import fill
from tests.web.seeded import open_case

NOT_BEGUN = "Wykorzystanie jeszcze się nie zaczęło. Pytania dotyczą werbunku i podróży."
CHILD_LIST = "Pytania do dziecka są tylko przy kilku wierszach."
ANALOGY = "Wagi dla innych form to analogia ekspercka, niezwalidowana."
NOT_FOR_YOU = "Nie pytaj. Zaznacz tylko, co widać lub co osoba sama powie."
MACHINE = "Aplikacja nie zastępuje tłumacza."


@pytest.fixture
def passer_by(app) -> Visitor:
    """A browser that never signed in."""
    return Visitor(app.test_client())


def quick(passer_by: Visitor, page: str = "questions", **first: object) -> str:
    """The text of a page of the quick check."""
    passer_by.get("/quick/")
    passer_by.send(**{"age": "adult", "forms": ["labour"], **first})
    if page == "result":
        passer_by.send()
    return " ".join(passer_by.page.text.split())


def triage(
    visitor, *, forms: tuple[str, ...], age: str = "adult", profession: str = "police", **context: object
) -> str:
    """The text of the triage page of a case."""
    address = open_case(visitor, age=age, forms=forms, until="triage")
    fill(visitor, address, "safety", profession=profession)
    fill(visitor, address, "talk", **context)
    visitor.get(f"{address}/triage")
    return " ".join(visitor.page.text.split())


def test_a_list_for_what_has_not_begun_says_so_once(passer_by, visitor):
    assert quick(passer_by, exploited_in=["transit"]).count(NOT_BEGUN) == 1
    assert NOT_BEGUN not in quick(passer_by)
    assert triage(visitor, forms=("labour",), exploited_in=["transit"]).count(NOT_BEGUN) == 1
    assert NOT_BEGUN not in triage(visitor, forms=("labour",))


@pytest.mark.parametrize("age", ["child", "uncertain"])
def test_a_childs_list_says_once_whom_one_may_ask(passer_by, visitor, age):
    assert quick(passer_by, age=age).count(CHILD_LIST) == 1
    assert triage(visitor, forms=("labour",), age=age).count(CHILD_LIST) == 1
    assert CHILD_LIST not in quick(passer_by)


def test_wherever_a_further_form_is_asked_about_its_weights_are_called_an_analogy(passer_by, visitor):
    for page in ("questions", "result"):
        assert quick(passer_by, page, forms=["labour", "organs"]).count(ANALOGY) == 1
        assert ANALOGY not in quick(passer_by, page, forms=["labour"])
    assert triage(visitor, forms=("marriage",)).count(ANALOGY) == 1


@pytest.mark.parametrize("profession", ["labour_inspector", "social_worker"])
def test_a_service_that_must_not_ask_reads_so_and_sees_no_question(passer_by, visitor, content, profession):
    rows = [row for row in content.catalogue.indicators.values() if row.form == "crime" and profession in row.not_for]
    asked = [row.question.polish for row in rows]
    for text in (
        quick(passer_by, forms=["crime"], profession=profession),
        triage(visitor, forms=("crime",), profession=profession),
    ):
        assert text.count(NOT_FOR_YOU) == len(rows) > 0
        assert not [each for each in asked if each in text]
    allowed = quick(passer_by, forms=["crime"], profession="police")
    assert NOT_FOR_YOU not in allowed and all(each in allowed for each in asked)


def test_beside_the_translating_application_stands_what_it_cannot_do(passer_by, visitor):
    passer_by.get("/quick/")
    assert passer_by.page.text.count(MACHINE) == 1
    address = open_case(visitor)
    visitor.get(f"{address}/safety")
    assert visitor.page.text.count(MACHINE) == 1
