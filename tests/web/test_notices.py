"""Notices for the next page: shown once, to the visitor they are for, and never written into the cookie."""

from urllib.parse import urlencode

from screening.web.access import start_link
from screening.web.notices import MOST_EACH, MOST_VISITORS, Notices
from screening.web.services import services_of
from tests.inside.web import visitors_with_notices
from tests.web.page import IN_A_COOKIE, said_in_cookies
from tests.web.test_handing import FULL, send_file


def test_a_notice_is_taken_once_and_by_its_visitor_alone():
    notices = Notices()
    notices.leave("anna", "word", "kanarek")
    assert notices.take("ola", "word") is None
    assert (notices.take("anna", "word"), notices.take("anna", "word")) == ("kanarek", None)
    assert not visitors_with_notices(notices)


def test_a_newer_notice_replaces_the_older_of_its_name():
    notices = Notices()
    for value in (1, 2):
        notices.leave("anna", "numbers", value)
    assert notices.take("anna", "numbers") == 2


def test_the_store_of_notices_never_grows_beyond_its_bounds():
    notices = Notices()
    for n in range(MOST_VISITORS + 5):
        for name in range(MOST_EACH + 2):
            notices.leave(f"v{n}", f"n{name}", n)
    assert len(visitors_with_notices(notices)) == MOST_VISITORS
    assert {len(each) for each in visitors_with_notices(notices).values()} == {MOST_EACH}
    assert notices.take("v4", f"n{MOST_EACH}") is None and notices.take("v5", f"n{MOST_EACH}") == 5


def _everything_said(visitor) -> list[str]:
    """Every cookie of every answer from here on, as anybody can read it."""
    said, arrive = [], visitor.arrive

    def read(response, path):
        said.append(str(said_in_cookies(response)))
        return arrive(response, path)

    visitor.arrive = read
    return said


def test_the_word_that_opens_the_lock_stands_on_the_page_and_in_no_cookie(newcomer):
    said = _everything_said(newcomer)
    newcomer.get("/set-up")
    newcomer.keep_nothing()
    newcomer.get("/cases/")
    assert newcomer.word and newcomer.word in newcomer.page.text
    assert newcomer.word not in "".join(said)


def test_what_a_note_may_hold_and_where_stands_in_no_cookie(visitor, opened):
    address = opened(until="triage")
    said = _everything_said(visitor)
    visitor.send(note__debt_bondage="44051401359")
    assert "numer PESEL" in visitor.page.text and f"{address}/triage" in visitor.page.links
    assert not [each for each in said if "pesel" in each or "/cases/" in each]


def test_what_is_said_of_a_case_waits_until_the_lock_is_open(visitor, opened, desk):
    """The officer saves and hides at once: the page after the save is never drawn, and nobody knows who comes next."""
    address = opened(until="triage")
    visitor.post_raw(f"{address}/triage", urlencode(visitor.filled(note__debt_bondage="44051401359")))
    desk.lock.shut()
    assert visitor.get("/cases/").status_code == 423
    assert "PESEL" not in visitor.page.text and f"{address}/triage" not in visitor.page.links
    visitor.unlock()
    assert "numer PESEL" in visitor.page.text


def test_a_file_and_marks_that_were_taken_out_leave_no_trace_in_a_cookie(visitor, opened):
    address = opened(until="triage")
    said = _everything_said(visitor)
    visitor.send(note__debt_bondage="a\u202eb")
    assert "niewidoczne znaki" in visitor.page.text
    send_file(visitor, FULL)
    visitor.get(address)
    assert said and not [each for each in said if "file" in each or "bidi" in each]


def test_a_notice_is_not_shown_to_another_browser(app, visitor, opened, tool_settings):
    opened(until="triage")
    services_of(app).notices.leave("somebody", "erased", "age")
    visitor.get("/cases/")
    assert "Zmieniono wiek" not in visitor.page.text


def test_the_cookie_of_a_start_link_can_be_read_and_names_the_visitor_and_the_token_of_its_forms_alone(
    app, tool_settings
):
    answer = app.test_client().get(f"/start/{start_link.issue(tool_settings.data)}", base_url="https://localhost")
    assert said_in_cookies(answer).keys() == {"visitor", "csrf_token"}


def test_after_a_journey_the_browser_holds_listed_keys_only(visitor, opened):
    opened(until="overview")
    with visitor.client.session_transaction(base_url="https://localhost") as session:
        assert {"visitor", "csrf_token"} <= set(session) <= IN_A_COOKIE


def test_what_is_said_of_a_case_names_it_where_the_next_page_is_one_of_another(visitor, opened, desk):
    first, second = opened(until="safety"), opened(until="safety")
    visitor.get(f"{first}/done")
    visitor.send(button=("go", "leaflet"), kcik_consultant="tel. 600 700 800")
    visitor.get(f"{second}/facts")
    code = desk.code_of(first.rpartition("/")[2])
    assert f"Sprawa {code}. W notatce jest coś, co wygląda jak: numer telefonu" in " ".join(visitor.page.text.split())
