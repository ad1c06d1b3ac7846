"""Telephones of a class: what another site's link, and one that sends the largest pages, can do to it."""

import pytest
from werkzeug.test import EnvironBuilder

from screening.web import server
from screening.web.http.request_filter import MAX_BODY
from screening.web.services import services_of
from screening.web.training.access import TRAINER
from tests.web.classes import HERE, PORT, TELEPHONE, THERE, release, work
from tests.web.page import Page, said_in_cookies

COOKIE, ELSEWHERE = "rozpoznaj-training=", {"base_url": THERE, "environ_base": {"REMOTE_ADDR": "192.0.2.44"}}


@pytest.mark.sampled(3)
@pytest.mark.parametrize("came", ["", "came=1"])
@pytest.mark.parametrize("path", ["/join", "/join?code=ABCD&x=%22", "/", "/room", "/cases/", "/nowhere", "/contacts"])
def test_a_link_on_another_site_leaves_a_telephone_its_cookie(training, trainer, path, came):
    """No browser shows its cookie to such a link, and a new one would take the place of that of who works."""
    said = training.app.test_client().get(f"{path}{'&' if '?' in path else '?'}{came}", **ELSEWHERE)
    assert said.status_code in (200, 403, 404)
    assert not any(each.startswith(COOKIE) for each in said.headers.getlist("Set-Cookie"))


@pytest.mark.sampled(3)
@pytest.mark.parametrize("origin", ["http://elsewhere.test", "null"])
@pytest.mark.parametrize("path", ["/join", "/room/begin", "/language", "/lock", "/nowhere"])
def test_a_form_on_another_site_leaves_a_telephone_its_cookie(training, trainer, path, origin):
    how = {"content_type": "application/x-www-form-urlencoded", "headers": {"Origin": origin}}
    said = training.app.test_client().post(path, data=b"code=ABCD&_end=1", **how, **ELSEWHERE)
    assert said.status_code in (400, 403, 404)
    assert not any(each.startswith(COOKIE) for each in said.headers.getlist("Set-Cookie"))


def test_a_browser_that_refuses_cookies_is_led_on_once_and_told(training, trainer):
    first = Page(training.app.test_client().get("/join", **ELSEWHERE).get_data(as_text=True))
    second = Page(training.app.test_client().get(first.leads_on, **ELSEWHERE).get_data(as_text=True))
    assert first.leads_on == "/join?came=1" and not second.leads_on
    assert "/join?came=1" in second.links and "cookie" in second.text


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


def test_each_address_of_a_class_asks_for_one_paper_at_a_time(training, trainer, printer, monkeypatch):
    """Else one telephone that asks again and again takes all places, and nobody else gets a paper."""
    asked = []
    real = printer.pdf
    monkeypatch.setattr(printer, "pdf", lambda *more, **named: asked.append(named) or real(*more, **named))
    trainee = training.trainee()
    release(trainer)
    case = work(trainee)
    trainee.get(f"{case}/documents")
    trainee.post(f"{case}/documents/consultation", [*trainee.of_case, ("language", "pl"), ("_end", "1")])
    assert trainee.response.data.startswith(b"%PDF-") and asked == [{"asker": TELEPHONE}]


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "abcdefghijklmnop.localhost"])
def test_a_name_of_this_machine_leads_no_telephone_anywhere(training, content, printer, name):
    """A telephone writes any name: under that of the quick check it got papers without a limit."""
    app, application = server.made(training.settings, content, printer, server.Started("abcdefghijklmnop.localhost"))

    def got(path: str, name: str, address: str) -> tuple[str, bool]:
        environ = EnvironBuilder(path, f"http://{name}:{PORT}").get_environ() | {"REMOTE_ADDR": address}
        said: list[str] = []
        list(application(environ, lambda status, _: said.append(status)))
        return said[0][:3], application.takes_body(environ)

    answers = [got("/quick/", name, address) for address in (TELEPHONE, "127.0.0.1", "::1")]
    answers.append(got("/join", "klasa.test", TELEPHONE))
    services_of(app).case_service.ends()
    assert answers == [("400", False), *[("200", True)] * 3]


def test_a_question_what_a_start_link_takes_makes_nobody_the_trainer(training):
    said = training.app.test_client().options("/start/x", base_url=HERE)
    assert said.status_code == 405 and TRAINER not in said_in_cookies(said)
