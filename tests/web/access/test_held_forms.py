"""Forms that met the lock: promised only where they are kept, offered to whoever opens it; nothing that destroys."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest

from screening.casework.held_forms import PLACES, HeldForm, HeldFormSender, NoPlace
from screening.storage import Locked
from screening.web.access import start_link
from screening.web.cases.forms.typed import WITH_FORM
from tests.inside.casework import forget_known, kit_shown, store_of
from tests.web.conftest import save_what_waits
from tests.web.page import Visitor
from tests.web.seeded import open_case
from tests.web.test_lock import _set_up, _shut

BASE = "https://localhost"
OURS = {"Sec-Fetch-Site": "same-origin"}
UNKNOWN_CASE = "0f8fad5b-d9cb-469f-a165-70867728950e"


@pytest.fixture
def admitted(app, tool_settings) -> Visitor:
    """Another browser that came in by a start link and never opened the lock."""
    came = Visitor(app.test_client())
    came.get(f"/start/{start_link.issue(tool_settings.data)}")
    return came


@pytest.fixture
def of_triage(visitor):
    """The address of a page of a case, and its fields with a text typed."""
    address = open_case(visitor, until="triage")
    visitor.get(f"{address}/triage")

    def filled(text: str = "KANAREK") -> list[tuple[str, str]]:
        return visitor.filled(answer__debt_bondage="yes", note__debt_bondage=text)

    return f"{address}/triage", filled


def _hand_over(visitor, path: str, body: str, to: str = "lock"):
    fields = [("csrf_token", visitor.token), ("to", to), ("path", path), ("body", body), ("_end", "1")]
    return visitor.post("/lock", fields)


def test_ten_tabs_with_text_that_met_the_lock_are_all_offered_with_case_time_and_browser(visitor, of_triage, desk):
    path, filled = of_triage
    bodies = [urlencode(filled(f"tekst {number}")) for number in range(10)]
    for body in bodies:
        _hand_over(visitor, path, body)
    visitor.unlock(to=path)
    assert visitor.path.startswith("/waiting")
    assert visitor.page.text.count("Wpisano 23.11.2026 13:00") == 10
    assert visitor.page.text.count("13:00. Ta przeglądarka") == 10 and desk.cases()[0].code in visitor.page.text
    assert path in visitor.page.links


def test_a_form_of_another_browser_is_offered_looked_at_and_saved(visitor, admitted, of_triage):
    path, filled = of_triage
    fields = filled()
    _shut(visitor)
    visitor.client.post(path, data=dict(fields), base_url=BASE, headers={"User-Agent": "Mozilla/5.0 Firefox/153.0"})
    admitted.unlock(visitor.word)
    assert "Inna przeglądarka albo inne okno: Firefox" in admitted.page.text
    look = next(link for link in admitted.page.links if link.startswith("/waiting/"))
    admitted.get(look)
    assert "KANAREK" in admitted.page.html
    save_what_waits(admitted)
    assert admitted.path.endswith("/overview")
    admitted.get(path)
    assert ("note.debt_bondage", "KANAREK") in admitted.page.form["fields"]
    assert admitted.get("/waiting").status_code == 303


UNKNOWN = "Nie wiadomo, skąd pochodzi ta strona."


def test_what_a_known_browser_typed_in_this_run_is_saved_without_a_look(visitor, of_triage):
    path, filled = of_triage
    fields = filled()
    _shut(visitor)
    visitor.post(path, fields)
    visitor.unlock()
    (form,) = [form for form in visitor.page.forms if str(form["action"]).endswith("/save")]
    assert UNKNOWN not in visitor.page.text
    visitor.post(form["action"], form["fields"])
    visitor.get(path)
    assert ("note.debt_bondage", "KANAREK") in visitor.page.form["fields"]


def test_a_form_that_somebody_put_there_says_so_and_is_saved_only_after_a_look(visitor, of_triage, desk):
    path, filled = of_triage
    form = HeldForm(path.split("/")[2], path, urlencode(filled()).encode(), "Firefox", "a")
    _shut(visitor)
    desk.held_forms.put(form, HeldFormSender.UNLOCKED)
    forget_known(desk.held_forms)  # as if another program had written the row
    visitor.unlock()
    assert UNKNOWN in visitor.page.text and "Firefox" not in visitor.page.text
    assert not any(str(each["action"]).endswith("/save") for each in visitor.page.forms)
    look = next(link for link in visitor.page.links if link.startswith("/waiting/"))
    visitor.post(f"{look}/save", [("csrf_token", visitor.token), ("_end", "1")])
    assert visitor.path == look and UNKNOWN in visitor.page.text and "KANAREK" in visitor.page.html
    visitor.get(path)
    assert "KANAREK" not in visitor.page.html
    save_what_waits(visitor)
    visitor.get(path)
    assert ("note.debt_bondage", "KANAREK") in visitor.page.form["fields"]


def test_what_is_discarded_is_gone_and_nothing_was_saved(visitor, of_triage, desk):
    path, filled = of_triage
    fields = filled()
    _shut(visitor)
    visitor.post(path, fields)
    visitor.unlock()
    assert not any(str(form["action"]).endswith("/discard") for form in visitor.page.forms), "it is looked at first"
    look = next(link for link in visitor.page.links if link.endswith("#discard")).removesuffix("#discard")
    visitor.post(f"{look}/discard", [("csrf_token", visitor.token), ("_end", "1")])
    assert visitor.path == look and "KANAREK" in visitor.page.html and "Nic tego nie przywróci" in visitor.page.text
    form = next(form for form in visitor.page.forms if str(form["action"]).endswith("/discard"))
    visitor.post(form["action"], form["fields"])
    assert visitor.path == "/cases/" and desk.held_forms.forms() == []
    visitor.get(path)
    assert "KANAREK" not in visitor.page.html
    assert visitor.get(form["action"].replace("/discard", "")).status_code == 404


def test_a_form_is_taken_out_only_after_it_was_saved(visitor, of_triage, desk):
    path, filled = of_triage
    held = filled()
    newer = [(n, "nowsze" if n == "note.debt_bondage" else v) for n, v in held]
    _shut(visitor)
    visitor.post(path, held)
    visitor.unlock()
    visitor.post(path, newer)
    assert save_what_waits(visitor).status_code == 409 and "KANAREK" in visitor.page.html
    assert len(desk.held_forms.forms()) == 1


def test_where_every_place_is_taken_nothing_is_promised_and_the_text_stands_on_the_page(visitor, of_triage, desk):
    path, filled = of_triage
    fields = filled()
    _shut(visitor)
    for number in range(PLACES[HeldFormSender.UNLOCKED]):
        typed = [(n, str(number) if n == "note.debt_bondage" else v) for n, v in fields]
        assert visitor.post(path, typed).status_code == 423 and "jest przechowana" in visitor.page.text
    assert visitor.post(path, fields).status_code == 423
    assert "jest przechowana" not in visitor.page.text and "KANAREK" in visitor.page.html
    _hand_over(visitor, path, urlencode(fields))
    assert visitor.response.status_code == 423 and "KANAREK" in visitor.page.html
    folded = visitor.page.html.partition("<details>")[2].partition("</details>")[0]
    assert folded.count("KANAREK") == visitor.page.html.count("KANAREK"), "no text stands open under a shut lock"
    _hand_over(visitor, path, urlencode(fields), to="quiet")
    assert visitor.path == "/quiet" and "KANAREK" not in visitor.page.html
    visitor.unlock(to=path)
    assert "Nie udało się przechować otwartej strony" in visitor.page.text


def test_a_browser_that_never_opened_the_lock_takes_no_place_of_one_that_did(visitor, admitted, of_triage, desk):
    path, filled = of_triage
    fields = filled()
    _shut(visitor)
    admitted.get("/unlock")
    for number in range(PLACES[HeldFormSender.ADMITTED] + 2):
        typed = [("csrf_token", admitted.token), ("note.debt_bondage", str(number)), ("_end", "1")]
        kept = "jest przechowana" in admitted.page.text if admitted.post(path, typed).status_code == 423 else None
        assert kept is (number < PLACES[HeldFormSender.ADMITTED])
    for number in range(PLACES[HeldFormSender.QUICK] + 1):
        quick = urlencode([("age", "adult"), ("forms", "labour"), ("area", str(number)), ("_end", "1")])
        told = admitted.post_raw("/cases/from-quick", quick, headers=OURS).get_data(as_text=True)
        assert ("jest przechowana" in told) is (number < PLACES[HeldFormSender.QUICK])
    assert visitor.post(path, fields).status_code == 423 and "jest przechowana" in visitor.page.text


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    "made_up", [f"/cases/{UNKNOWN_CASE}/triage", "{case}/made-up-1", "{case}/żółw", f"/cases/{UNKNOWN_CASE}/overview"]
)
def test_a_page_or_case_that_does_not_exist_waits_nowhere(visitor, of_triage, desk, made_up):
    path, filled = of_triage
    fields = filled()
    _shut(visitor)
    address = made_up.format(case=path.rsplit("/", 1)[0])
    visitor.post(address, fields)
    assert "jest przechowana" not in visitor.page.text and not desk.held_forms.some_wait
    visitor.unlock()
    assert visitor.path == "/cases/"


def test_every_page_of_a_case_may_wait_and_finishing_never(visitor, desk):
    address = open_case(visitor)
    from screening.core.journey import steps

    case = desk.read(desk.cases()[0].id).case
    ids = [step.id for step in steps(desk.content.catalogue, case)]
    visitor.get(f"{address}/finish")
    token = visitor.token
    _shut(visitor)
    for id_ in ids:
        visitor.post(f"{address}/{id_}", [("csrf_token", token), ("note.debt_bondage", "KANAREK"), ("_end", "1")])
        assert ("jest przechowana" in visitor.page.text) is (id_ != "finish"), id_
    assert "nic nie zostało zakończone ani usunięte" in visitor.page.text or ids[-1] != "finish"


@pytest.mark.sampled(1)
@pytest.mark.parametrize("age", ["adult", "child"])
def test_forms_of_one_case_that_wait_bear_the_titles_of_their_pages(visitor, opened, content, age):
    address = opened(until="overview", age=age)
    dimension = content.catalogue.dimensions[0]
    pages = ("triage", f"{dimension.id}-1", *(page.value for page in WITH_FORM))
    bodies, titles = {}, []
    for page in pages:
        visitor.get(f"{address}/{page}")
        bodies[page] = urlencode(visitor.filled())
        titles.append(visitor.page.h1[0].strip())
    for page in pages:
        _hand_over(visitor, f"{address}/{page}", bodies[page])
    visitor.unlock()
    named = [each.partition(" · ")[2].strip() for each in re.findall(r"<h2>(.*?)</h2>", visitor.page.html)]
    assert len(named) == len(set(titles)) == len(pages)
    assert all(title in unescape(each).split(" / ") for each, title in zip(named, titles, strict=True))
    visitor.get(next(link for link in visitor.page.links if link.startswith("/waiting/")))
    assert visitor.page.h1[0].endswith(" · Pierwsze pytania / Co wiesz o dziecku")


def test_an_erasure_that_met_the_lock_is_neither_done_nor_offered(visitor, of_triage, desk):
    path, filled = of_triage
    address = path.rsplit("/", 1)[0]
    fields = filled()
    visitor.post(path, fields)
    visitor.get(f"{address}/finish")
    finish = [*visitor.filled(confirm="1")]
    _shut(visitor)
    assert visitor.post(f"{address}/finish", finish).status_code == 423
    assert "nic nie zostało zakończone ani usunięte" in visitor.page.text
    assert _hand_over(visitor, f"{address}/finish", urlencode(finish)).status_code == 303
    visitor.unlock()
    assert visitor.path == "/cases/" and len(desk.cases()) == 1


def test_a_save_that_meets_the_lock_after_the_door_waits_like_one_that_meets_it_there(
    visitor, of_triage, desk, monkeypatch
):
    path, filled = of_triage
    fields, save = filled(), store_of(desk).save

    def shut_meanwhile(*args, **more):
        monkeypatch.setattr(store_of(desk), "save", save)
        desk.lock.shut()
        raise Locked

    monkeypatch.setattr(store_of(desk), "save", shut_meanwhile)
    assert visitor.post(path, fields).status_code == 423 and "jest przechowana" in visitor.page.text
    visitor.unlock()
    save_what_waits(visitor)
    visitor.get(path)
    assert ("note.debt_bondage", "KANAREK") in visitor.page.form["fields"]


def test_two_persons_of_the_quick_check_that_met_the_lock_become_two_cases(visitor, desk):
    _shut(visitor)
    for age in ("adult", "child"):
        quick = urlencode([("age", age), ("forms", "labour"), ("_end", "1")])
        assert (
            visitor.post_raw("/cases/from-quick", quick, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 423
        )
    visitor.unlock()
    assert "Szybka lista pytań" in visitor.page.text
    save_what_waits(visitor)
    save_what_waits(visitor)
    assert len(desk.cases()) == 2 and desk.held_forms.forms() == []


@pytest.mark.sampled(2)
@pytest.mark.parametrize("body", ["note.debt_bondage=KANAREK", "note.debt_bondage=%ff&_end=1", "x"])
def test_a_damaged_form_is_not_promised_and_what_can_be_read_of_it_is_shown(visitor, of_triage, desk, body):
    path, _ = of_triage
    assert _hand_over(visitor, path, body).status_code == 423
    assert not desk.held_forms.some_wait and ("KANAREK" in visitor.page.html) is ("KANAREK" in body)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("name", ["note.x", "answer", "made_up", "passphrase", "sign.debt_bondage", "żółw"])
def test_a_form_with_a_field_that_no_page_sends_is_not_promised(visitor, of_triage, desk, name):
    path, filled = of_triage
    assert _hand_over(visitor, path, urlencode([*filled()[:-1], (name, "1"), ("_end", "1")])).status_code == 423
    assert not desk.held_forms.some_wait and "KANAREK" in visitor.page.html


def test_a_page_that_asks_while_the_lock_is_open_puts_nothing_aside(visitor, of_triage, desk):
    path, filled = of_triage
    assert _hand_over(visitor, path, urlencode(filled()), to="idle").status_code == 200
    assert not desk.held_forms.some_wait


def test_a_page_that_went_idle_sends_its_form_itself_where_what_was_typed_could_not_be_kept(
    visitor, of_triage, desk, monkeypatch
):
    path, filled = of_triage
    fields = filled()
    _shut(visitor)
    monkeypatch.setattr(desk.held_forms, "put", lambda *_: (_ for _ in ()).throw(NoPlace()))
    assert _hand_over(visitor, path, urlencode(fields), to="idle").status_code == 409
    assert visitor.post(path, fields).status_code == 423 and "KANAREK" in visitor.page.html


def test_what_was_refused_and_left_unasked_waits_while_the_lock_stays_open(visitor, of_triage, desk):
    path, filled = of_triage
    assert _hand_over(visitor, path, urlencode(filled()), to="left").status_code == 204
    assert visitor.get(path).status_code == 200
    assert "Wpisany wcześniej tekst, z tej albo innej sprawy, nie jest jeszcze zapisany" in visitor.page.text
    visitor.get("/waiting")
    save_what_waits(visitor)
    visitor.get(path)
    assert "KANAREK" in visitor.page.html and not desk.held_forms.some_wait


@pytest.mark.parametrize("act", ["save", "discard"])
def test_a_second_press_on_what_waited_leads_on_and_never_says_that_there_is_no_such_page(visitor, of_triage, act):
    path, filled = of_triage
    _hand_over(visitor, path, urlencode(filled()))
    visitor.unlock(to=path)
    visitor.get(next(link for link in visitor.page.links if link.startswith("/waiting/")).partition("#")[0])
    form = next(each for each in visitor.page.forms if str(each["action"]).endswith(act))
    for _ in range(2):
        assert visitor.post(form["action"], form["fields"]).status_code == 303


def test_a_fresh_link_and_a_restart_of_the_browser_lose_nothing(newcomer, admitted, desk):
    word = _set_up(newcomer)
    newcomer.send(kit=kit_shown(desk.lock))
    address = open_case(newcomer, until="triage")
    fields = newcomer.filled(note__debt_bondage="KANAREK")
    _hand_over(newcomer, f"{address}/triage", urlencode(fields), to="quiet")
    admitted.unlock(word)
    save_what_waits(admitted)
    admitted.get(f"{address}/triage")
    assert ("note.debt_bondage", "KANAREK") in admitted.page.form["fields"]


def test_the_page_of_a_case_says_that_something_waits(visitor, of_triage):
    path, filled = of_triage
    fields = filled()
    _shut(visitor)
    visitor.post(path, fields)
    visitor.unlock()
    visitor.get(path)
    assert "nie jest jeszcze zapisany" in visitor.page.text
    save_what_waits(visitor)
    visitor.get(path)
    assert "nie jest jeszcze zapisany" not in visitor.page.text


def test_in_a_class_no_form_waits_for_another_trainee(trainer, training):
    address = open_case(trainer, until="triage")
    along = {"path": f"{address}/triage", "body": urlencode(trainer.filled(note__debt_bondage="KANAREK"))}
    fields = {"csrf_token": trainer.token, "to": "lock", **along, "_end": "1"}
    assert trainer.post("/lock", list(fields.items())).status_code == 423
    assert "KANAREK" in trainer.page.html and not training.desk.held_forms.some_wait
