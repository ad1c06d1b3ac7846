"""An answer of the quick check counts with the words that were asked, also where the program was updated since."""

import pytest

from tests.web.referral import stored

OLD = "Sprawę zaczęto w wydaniu 2026.1"
ANSWERS = [("language", "pl"), ("age", "child"), ("forms", "begging"), ("answer.child_as_prop", "yes")]


def case_of(visitor, desk, *more):
    visitor.post("/cases/from-quick", [*ANSWERS, *more, ("_end", "1")])
    return stored(desk, visitor.path)


def edition_of(page) -> list[str]:
    return [value for name, value in page.form["fields"] if name == "edition"]


def test_every_page_of_the_check_names_its_edition(visitor, content):
    current = [content.catalogue.edition]
    visitor.get("/quick/")
    assert edition_of(visitor.page) == current
    for path in ("/quick/questions", "/quick/result", "/quick/"):
        visitor.post(path, [*ANSWERS, ("edition", current[0]), ("_end", "1")])
        assert edition_of(visitor.page) == current, path
    visitor.post("/quick/entry", [("profile", "begging_child"), ("_end", "1")])
    assert edition_of(visitor.page) == current and current[0] in visitor.page.text


def test_answers_to_the_words_of_an_earlier_edition_make_a_case_of_that_edition(visitor, desk, content):
    """Such a page is shown by a browser that kept it, or its answers waited at the lock over an update."""
    assert case_of(visitor, desk, ("edition", "2026.1")).edition == "2026.1"
    assert OLD in visitor.page.text
    assert case_of(visitor, desk, ("edition", content.catalogue.edition)).edition == content.catalogue.edition
    assert OLD not in visitor.page.text


def test_a_page_that_names_no_edition_is_as_old_as_any_that_is_read(visitor, desk):
    assert case_of(visitor, desk).edition == "2026.1"


@pytest.mark.parametrize("edition", ["2019.1", "2026.2.", "x" * 50])
def test_an_edition_that_is_not_read_here_is_refused(visitor, edition):
    assert visitor.post("/cases/from-quick", [*ANSWERS, ("edition", edition), ("_end", "1")]).status_code == 400
    assert visitor.post("/quick/result", [*ANSWERS, ("edition", edition), ("_end", "1")]).status_code == 422
