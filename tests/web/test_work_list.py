"""The start page and the page of cases are one list of what is open; that of an inspection says who waits."""

from tests.contacts import KCIK
from tests.inside.casework import store_of
from tests.web.test_site import next_person, through


def rows(visitor, path: str) -> str:
    """The table of open cases of a page."""
    visitor.get(path)
    return visitor.page.html.partition('<table class="dims work">')[2].partition("</table>")[0]


def test_a_line_says_age_form_advice_and_what_is_open_without_a_name(visitor, opened):
    address = opened(until="triage", forms=("begging",))
    visitor.send(answer__documents_withheld="yes", answer__debt_bondage="yes")
    visitor.get(f"{address}/agreement")
    visitor.send(contact="yes", share_name="yes")
    visitor.get(f"{address}/person")
    visitor.send(name="Kanarek")
    line = rows(visitor, "/")
    assert "Osoba dorosła" in line and "żebractwo" in line and "Zgłoś do KCIK" in line
    assert "telefon do KCIK" in line and "zgoda osoby" not in line and "72 godziny" in line
    assert "Kanarek" not in visitor.page.html


def test_the_start_page_and_the_page_of_cases_show_the_same_table(visitor, opened):
    opened()
    opened(until="talk", age="child")
    assert rows(visitor, "/") == rows(visitor, "/cases/") != ""


def test_a_case_that_was_just_opened_is_not_said_to_be_without_indicators(visitor, opened):
    opened(until="talk")
    line = rows(visitor, "/")
    assert "za wcześnie na podpowiedź" in line and "pierwsze pytania" in line
    assert "nie odnotowano" not in line and "Skonsultuj" not in line


def test_the_start_page_names_kcik_once_for_those_without_a_case(visitor):
    visitor.get("/")
    main = visitor.page.html.partition("<main")[2].partition("</main>")[0]
    assert main.count(KCIK) == 1 and main.count("<h1>") == 1


def test_nothing_of_a_case_is_on_the_start_page_while_the_lock_is_shut(visitor, opened, desk):
    opened()
    code = desk.cases()[0].code
    assert code in rows(visitor, "/")
    desk.lock.shut()
    visitor.get("/")
    assert code not in visitor.page.html and "Otwarte sprawy" not in visitor.page.text


def test_nothing_of_a_case_is_on_the_start_page_while_nobody_can_say_what_day_it_is(visitor, opened, clock):
    """By a clock that is wrong the time left would be wrong, and the time of a case may be over."""
    opened()
    clock.set_wrong(days=-100)
    visitor.get("/")
    assert visitor.response.status_code == 200 and "/cases/" in visitor.page.links
    assert "Do usunięcia" not in visitor.page.text and "Osoba dorosła" not in visitor.page.text


def test_a_case_that_does_not_open_keeps_its_row_and_the_others_are_whole(visitor, opened, desk):
    opened()
    opened()
    broken, whole = desk.cases()
    store = store_of(desk)
    with store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE cases SET sealed = x'00' WHERE public_id = ?", (str(broken.id),))
    line = rows(visitor, "/")
    assert broken.code in line and "Nie otwiera się" in line
    assert line.count("Osoba dorosła") == 1 and whole.code in line


def test_the_page_of_an_inspection_says_of_each_person_what_the_inspector_needs(visitor, opened):
    first = opened(until="triage")
    visitor.send(answer__documents_withheld="yes", answer__debt_bondage="yes")
    through(visitor, next_person(visitor, first), answer__low_no_pay="yes")
    table = rows(visitor, f"{first}/site")
    assert "Zgłoś do KCIK" in table and "Naruszenie praw pracowniczych" in table
    assert table.count("na osobności") == 2 and "ta sprawa" in table and "nie pytano" in table


def test_a_link_leaves_only_those_who_wait(visitor, opened):
    first = opened(until="triage")
    visitor.send(answer__documents_withheld="yes", answer__debt_bondage="yes")
    next_person(visitor, first)
    visitor.get(f"{first}/decision")
    visitor.send(kcik="not_now", reason="x", decided_by="y", notify="not_now", notify_reason="x", notify_by="y")
    table = rows(visitor, f"{first}/site")
    assert "P1" in table and "P2" in table
    assert f"{first}/site?show=waiting" in visitor.page.links
    table = rows(visitor, f"{first}/site?show=waiting")
    assert "P2" in table and "P1" not in table


def test_the_page_prepare_a_referral_says_of_each_open_case_who_it_is_about(visitor, opened):
    opened(until="overview", age="child", forms=("begging",))
    visitor.get("/cases/refer")
    assert "Dziecko (poniżej 18 lat): żebractwo" in " ".join(visitor.page.text.split())
