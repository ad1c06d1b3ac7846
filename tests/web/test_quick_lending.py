"""While a person answers the quick check in a browser whose lock is open, no case opens in that browser."""

import pytest

from tests.web.page import Visitor
from tests.web.seeded import open_case

START = {"age": "adult", "forms": ["labour"], "alone": "yes", "interpreter": "independent", "language": "uk"}
BETWEEN = "/cases/between"
SHUT = ("/", "/cases/", "/unit", "/administration/audit")


def _shown_to_the_person(visitor: Visitor) -> None:
    visitor.get("/quick/")
    visitor.send(**START)
    visitor.post("/quick/show", visitor.page.form["fields"])
    assert visitor.page.lang == "uk"


def _tell(visitor: Visitor, bare: str) -> int:
    """What the script of the quick check says to the server."""
    return visitor.post(BETWEEN, [("bare", bare), ("_end", "1")]).status_code


def _lent_by_forms(visitor: Visitor) -> None:
    _shown_to_the_person(visitor)


def _lent_by_script(visitor: Visitor) -> None:
    assert _tell(visitor, "lent") == 204


@pytest.fixture
def case(visitor) -> str:
    """The address of a case that stands on the start page."""
    return open_case(visitor, until="triage")


@pytest.mark.parametrize("lent", [_lent_by_forms, _lent_by_script])
def test_back_a_link_and_an_address_lead_to_the_page_between_and_show_no_case(visitor, case, lent):
    code = visitor.get("/").text.partition(f'href="{case}/"')[2][:300]
    assert code, "the start page shows the case"
    lent(visitor)
    for address in (*SHUT, f"{case}/triage", f"{case}/triage/lend"):
        visitor.get(address)
        assert visitor.path == BETWEEN and case not in visitor.page.html, address
    visitor.send(button=("bare", "open"))
    assert visitor.path == "/" and f"{case}/" in visitor.page.links


def test_who_takes_the_device_back_by_the_page_between_has_the_cases_again(visitor, case):
    _shown_to_the_person(visitor)
    visitor.send(button=("bare", "stop"))
    visitor.send(button=("bare", "handed"))
    visitor.get("/cases/")
    assert visitor.path == BETWEEN
    _shown_to_the_person(visitor)
    visitor.send(button=("bare", "handed"))
    visitor.post("/quick/questions", [each for each in visitor.page.form["fields"] if each[0] != "at"])
    assert visitor.get("/cases/").status_code == 200 and visitor.path == "/cases/"
    _tell(visitor, "lent")
    _tell(visitor, "handed")
    visitor.get(f"{case}/triage")
    assert visitor.path == f"{case}/triage"


def test_the_quick_check_takes_no_device_back_that_was_lent_from_a_case(visitor, case):
    visitor.get(f"{case}/safety")
    visitor.send(language="uk", interpreter="independent")
    visitor.get(f"{case}/triage")
    visitor.send(button=("go", "lend"))
    _shown_to_the_person(visitor)
    visitor.send(button=("bare", "handed"))
    visitor.post("/quick/questions", [each for each in visitor.page.form["fields"] if each[0] != "at"])
    for bare in ("lent", "handed", "open"):
        _tell(visitor, bare)
        visitor.get("/cases/")
        assert visitor.path == f"{case}/triage/lend"


def test_what_was_sent_from_another_page_meanwhile_waits_for_the_officer(visitor, case):
    visitor.get(f"{case}/facts")
    form = visitor.filled(facts="napisane w drugiej karcie")
    _tell(visitor, "lent")
    visitor.post(f"{case}/facts", form)
    assert visitor.path == BETWEEN and "napisane" not in visitor.page.html
    visitor.send(button=("bare", "open"))
    assert visitor.path.startswith("/waiting")


def test_who_has_no_open_lock_hands_nothing_over(app, visitor, case):
    stranger = Visitor(app.test_client())
    assert _tell(stranger, "lent") == 204
    assert _tell(visitor, "nonsense") == 400
    visitor.get("/cases/")
    assert visitor.path == "/cases/"


def test_another_site_hands_nothing_over(visitor, case):
    assert visitor.post_raw(BETWEEN, "bare=lent&_end=1", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    visitor.get("/cases/")
    assert visitor.path == "/cases/"
