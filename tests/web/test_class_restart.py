"""After a restart both sides are told in one sentence that the class is over, what is gone and what to do."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from itsdangerous import TimestampSigner

from screening.storage.errors import Busy
from screening.web.app import create_app
from screening.web.training import lost
from tests.web.classes import HERE, Training, act, release, work
from tests.web.page import Visitor

ANEW, COOKIE = "Program uruchomiono od nowa", "rozpoznaj-training"


@pytest.fixture
def restarted(training, tmp_path, content, printer, clock) -> Iterator[Callable[[], Training]]:
    """Ends the program and starts another over the same folder."""
    made: list[Training] = []

    def again() -> Training:
        (made[-1] if made else training).close()
        made.append(Training(tmp_path, content, printer, clock))
        return made[-1]

    yield again
    for each in made[-1:]:
        each.close()


def same_browser(before: Visitor, now: Training) -> Visitor:
    """A browser that kept its cookie over the restart."""
    domain = re.sub(r"^https?://|:\d+$", "", before.base)
    after = Visitor(now.app.test_client(), before.base)
    after.client.set_cookie(COOKIE, before.client.get_cookie(COOKIE, domain=domain).value, domain=domain)
    after.client.environ_base.update(before.client.environ_base)
    return after


def test_a_telephone_is_told_that_the_class_is_over_and_asked_for_the_new_code(training, trainer, restarted):
    trainee = training.trainee()
    now = restarted()
    phone = same_browser(trainee, now)
    assert phone.get("/room").status_code == 403
    assert f"{ANEW}. Twoje zajęcia się skończyły, a odpowiedzi przepadły" in phone.page.text
    act(now.trainer(), "open")
    phone.get("/join")
    phone.press("/join", code=now.room.code)
    assert phone.path == "/room"


def test_a_trainee_who_saves_a_page_is_told_the_same(training, trainer, restarted):
    trainee = training.trainee()
    release(trainer)
    address = work(trainee)
    now = restarted()
    phone = same_browser(trainee, now)
    fields = [("csrf_token", trainee.token), ("_end", "1")]
    assert phone.post(f"{address}/triage", fields).status_code == 403
    assert ANEW in phone.page.text and phone.page.form["action"] == "/join"


def test_the_case_of_a_class_that_is_gone_has_a_way_to_the_class(training, trainer, restarted):
    trainee = training.trainee()
    release(trainer)
    address = work(trainee)
    now = restarted()
    act(now.trainer(), "open")
    phone = now.trainee()
    assert phone.get(f"{address}/overview").status_code == 404
    assert "sprawy z ćwiczeń przepadły" in phone.page.text and "/room" in phone.page.links


def test_who_never_joined_is_told_of_no_restart(training, trainer):
    newcomer = training.telephone()
    newcomer.get("/room")
    assert ANEW not in newcomer.page.text and "Wpisz kod" in newcomer.page.text


def test_the_trainer_is_told_when_the_lost_class_was_opened_until_another_is_open(training, trainer, restarted):
    training.trainee()
    release(trainer)
    here = restarted().trainer()
    for path in ("/training/", "/training/class"):
        here.get(path)
        assert re.search(rf"{re.escape(ANEW)}\. Zajęcia rozpoczęte \d\d\.\d\d\.20\d\d \d\d:\d\d", here.page.text), path
        assert "odpowiedzi i wyniki przepadły. Rozpocznij zajęcia i pokaż nowy kod" in here.page.text
    act(here, "open")
    act(here, "end")
    here.get("/training/class")
    assert ANEW not in here.page.text


def test_a_class_that_was_ended_is_not_lost(training, trainer, restarted):
    act(trainer, "end")
    here = restarted().trainer()
    here.get("/training/class")
    assert ANEW not in here.page.text


def test_a_class_of_yesterday_is_not_told(training, trainer, restarted, clock):
    clock.advance(hours=12)
    here = restarted().trainer()
    here.get("/training/class")
    assert ANEW not in here.page.text


def test_the_file_says_when_the_class_was_opened_and_nothing_else(training, trainer):
    training.trainee()
    path = training.settings.data / lost.FILE
    assert path.read_text() == training.desk.now().isoformat()
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.sampled(2)
@pytest.mark.parametrize("damage", [b"", b"\xff", b"2026-11-23", b"2026-11-23T10:00:00", b"9999-01-01T00:00:00+00:00"])
def test_a_damaged_file_is_no_class_and_no_failure(training, trainer, restarted, damage):
    (training.settings.data / lost.FILE).write_bytes(damage)
    here = restarted().trainer()
    assert here.get("/training/class").status_code == 200 and ANEW not in here.page.text


def test_a_class_opens_where_the_file_cannot_be_written(training, monkeypatch):
    def full(path: Path, content: bytes) -> None:
        raise lost.StoreError("full")

    monkeypatch.setattr(lost, "replace", full)
    act(training.trainer(), "open")
    assert training.room.is_open


def test_the_trainers_tab_under_the_name_before_is_told_and_shown_where_to_go_on(training, trainer):
    old, new = "a" * 16 + ".localhost", "b" * 16 + ".localhost"
    app = create_app(training.settings, training.desk, None, name=new, names_before=[old])
    tab = Visitor(app.test_client(), HERE.replace("127.0.0.1", old))
    cookie = trainer.client.get_cookie(COOKIE, domain="127.0.0.1").value
    tab.client.set_cookie(COOKIE, cookie, domain=old)
    for path in ("/training/class", "/training/class/state"):
        assert tab.get(path).status_code == 403
        assert f"{ANEW}. Zajęcia, które trwały, się skończyły" in tab.page.text
        assert "Pracuj dalej w oknie" in tab.page.text and "Otwórz ćwiczenia lub zajęcia" in tab.page.text


# A page that could not be drawn comes again


def test_a_page_of_the_class_that_failed_is_asked_for_again_by_the_browser(training, trainer, monkeypatch):
    trainee = training.trainee()

    def busy(*_: object) -> None:
        raise Busy

    monkeypatch.setattr(training.room, "phase", busy)
    monkeypatch.setattr(training.room, "end_if_over", busy)
    for visitor, path in ((trainer, "/training/class"), (trainee, "/room")):
        answer = visitor.get(path)
        assert answer.status_code == 503 and answer.headers["Refresh"] == "5"
    assert "Refresh" not in training.telephone().get("/join").headers


@pytest.mark.sampled(1)
@pytest.mark.parametrize("by", [{"hours": 2}, {"days": -9000}, {"days": 9000}], ids=str)
def test_a_clock_that_is_set_while_the_class_works_asks_nobody_and_takes_nothing(training, trainer, clock, by):
    release(trainer)
    trainee = training.trainee()
    address = work(trainee)
    clock.set_wrong(**by)
    trainee.get(f"{address}/facts")
    trainee.send(facts="PO SKOKU")
    assert trainee.get(f"{address}/facts").status_code == 200 and "PO SKOKU" in trainee.page.text
    for person, path in ((trainee, "/room"), (training.trainee(), "/room"), (trainer, "/training/class")):
        assert person.get(path).status_code == 200, path
    clock.advance(hours=1)
    assert trainee.get(f"{address}/facts").status_code == 200


def test_practice_after_a_long_time_asks_nobody_what_day_it_is(training, trainer, restarted, clock):
    clock.advance(days=90)
    assert restarted().trainer().get("/training/").status_code == 200


@pytest.mark.parametrize("by", [{"seconds": -2}, {"days": -9000}, {"days": 9000}], ids=str)
def test_a_clock_that_is_set_while_the_class_works_puts_nobody_out(training, trainer, monkeypatch, by):
    trainee = training.trainee()
    set_by = int(timedelta(**by).total_seconds())
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: int(time.time()) + set_by)
    for person, path in ((trainee, "/room"), (trainer, "/training/class")):
        assert person.get(path).status_code == 200, path
