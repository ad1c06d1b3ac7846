"""Telephones of a class: what another site's link, and one that sends the largest pages, can do to it."""

import pytest

from screening.web.edge import MAX_BODY
from tests.web.classes import THERE, release, work
from tests.web.page import Page


@pytest.mark.parametrize("path", ["/join", "/join?code=ABCD&x=%22", "/", "/room", "/cases/", "/nowhere", "/contacts"])
def test_a_link_on_another_site_leaves_a_telephone_its_cookie(training, trainer, path):
    """No browser shows its cookie to such a link, and a new one would take the place of that of who works."""
    said = training.app.test_client().get(path, base_url=THERE, environ_base={"REMOTE_ADDR": "192.0.2.44"})
    assert said.status_code in (200, 403, 404) and "Set-Cookie" not in said.headers


def test_a_query_that_is_no_utf_8_is_repeated_in_escapes(training):
    said = training.app.test_client().get("/join", base_url=THERE, environ_overrides={"QUERY_STRING": "code=\xff"})
    assert said.status_code == 200 and "/join?code=%FF&amp;came=1" in said.get_data(as_text=True)


def test_such_a_link_leads_a_trainee_back_to_the_own_session(training, trainer):
    trainee = training.trainee()
    release(trainer)
    case = work(trainee)
    for path, onward in ((f"/join?code={training.room.code}", "/join"), ("/room", "/room"), (f"{case}/", f"{case}/")):
        leads_on = Page(training.telephone().get(path).get_data(as_text=True)).leads_on
        assert leads_on.startswith(f"{onward}?")
        assert trainee.get(leads_on).status_code in (200, 303)  # this a browser asks for with the cookie
    trainee.get(f"/join?code={training.room.code}&came=1")
    trainee.press("/join")
    assert trainee.get(f"{case}/").status_code == 303 and len(training.room.trainees) == 1


def test_who_pressed_a_button_without_a_cookie_joins_from_the_page_that_says_so(training, trainer):
    telephone = training.telephone()
    telephone.post("/room/begin", [("_end", "1")])
    assert "Wpisz kod" in telephone.page.text
    telephone.press("/join", code=training.room.code)
    assert telephone.path == "/room"


def test_no_larger_page_is_read_of_a_telephone_than_is_saved(training, trainer):
    trainee = training.trainee()
    release(trainer)
    case = work(trainee)
    body = f"csrf_token={trainee.token}&facts={'a' * MAX_BODY}&_end=1"
    answer = trainee.post_raw(f"{case}/facts", body)
    assert answer.status_code == 413 and "aaaa" not in answer.get_data(as_text=True)
