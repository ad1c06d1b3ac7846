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


def test_no_larger_page_is_read_of_a_telephone_than_is_saved(training, trainer):
    trainee = training.trainee()
    release(trainer)
    work(trainee)
    body = f"csrf_token={trainee.token}&facts={'a' * MAX_BODY}&_end=1"
    answer = trainee.post_raw(trainee.path, body)
    assert answer.status_code == 413 and "aaaa" not in answer.get_data(as_text=True)
