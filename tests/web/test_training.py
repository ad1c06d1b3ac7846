"""The training realm at the test client: who may see what, the class from its code to its results, and bad input."""

import re

import pytest

from screening.web.access import start_link
from screening.web.access.table import Role, row_of
from tests.exchange.builders import a_file
from tests.web.classes import EXERCISE, HERE, TELEPHONE, THERE, Training, add_file, fields_of, release, work
from tests.web.page import Visitor

COOKIE = "rozpoznaj-training"
PLACES = {"exercise_id": EXERCISE, "drill_id": "zdanie_policja", "name": "show"}


def trainer_addresses(training: Training) -> list[tuple[str, str]]:
    """Method and path of everything that only the trainer may open."""
    found = []
    for rule in training.app.url_map.iter_rules():
        if rule.endpoint.startswith(("training.", "administration.")):
            path = re.sub(r"<(?:[^:<>]*:)?(\w+)>", lambda name: PLACES[name[1]], rule.rule)
            found += [(method, path) for method in ("GET", "POST") if method in rule.methods]
    assert len(found) > 12
    return found


def asked(visitor: Visitor, method: str, path: str) -> int:
    """The status of an answer to a well-made request."""
    answer = visitor.get(path) if method == "GET" else visitor.post(path, fields_of(visitor))
    return answer.status_code


# Who may see what


def test_the_trainer_finds_all_of_it(training, trainer):
    for method, path in trainer_addresses(training):
        if method == "GET":
            assert asked(trainer, method, path) in (200, 303), path


def test_nothing_of_the_trainers_is_found_from_another_address(training, trainer):
    trainer.client.environ_base["REMOTE_ADDR"] = TELEPHONE
    for method, path in trainer_addresses(training):
        assert asked(trainer, method, path) == 404, (method, path)


def test_nothing_of_the_trainers_is_found_under_another_name_of_this_machine(training, trainer):
    cookie = trainer.client.get_cookie(COOKIE, domain="127.0.0.1")
    other = Visitor(training.app.test_client(), THERE)
    other.client.set_cookie(COOKIE, cookie.value, domain="klasa.test")
    other.get("/contacts")
    for method, path in trainer_addresses(training):
        assert asked(other, method, path) == 404, (method, path)


@pytest.mark.parametrize("where", [HERE, THERE], ids=["here", "elsewhere"])
def test_nothing_of_the_trainers_is_found_by_a_trainee(training, trainer, where):
    trainee = Visitor(training.app.test_client(), where)
    trainee.get("/join")
    trainee.press("/join", code=training.room.code)
    for method, path in trainer_addresses(training):
        assert asked(trainee, method, path) == 404, (method, path)


def test_a_start_link_that_was_made_up_makes_no_trainee_the_trainer(training, trainer):
    trainee = Visitor(training.app.test_client(), HERE)
    trainee.get("/join")
    trainee.press("/join", code=training.room.code)
    assert asked(trainee, "GET", "/start/x") == 200
    for method, path in trainer_addresses(training):
        assert asked(trainee, method, path) == 404, (method, path)


def test_a_start_link_works_on_this_machine_alone(training):
    link = f"/start/{start_link.issue(training.settings.data)}"
    assert training.telephone().get(link).status_code == 404
    assert Visitor(training.app.test_client(), THERE).get(link).status_code == 404
    here = Visitor(training.app.test_client(), HERE)
    assert here.get(link).status_code == 200
    assert here.path == "/training/"


def test_a_fresh_start_link_makes_another_browser_the_trainer_of_the_same_class(training, trainer):
    code = training.room.code
    training.trainee()
    again = training.trainer()
    again.get("/training/class")
    assert f"{code[:4]} {code[4:]}" in again.page.text and 'data-count="joined">1<' in again.page.html


def test_a_telephone_without_a_session_is_led_to_the_code(training, trainer):
    for path in ("/", "/room", "/cases/"):
        newcomer = training.telephone()
        assert newcomer.get(path).status_code == 403
        assert "Wpisz kod" in newcomer.page.text
        newcomer.press("/join", code=training.room.code)
        assert newcomer.path == "/room"


def test_the_language_is_chosen_before_joining(training, trainer):
    telephone = training.telephone()
    telephone.get("/join")
    telephone.post("/language", fields_of(telephone, language="en", back="/join"))
    assert telephone.page.lang == "en" and telephone.path == "/join"
    telephone.press("/join", code=training.room.code)
    assert telephone.page.h1 == ["You are in the class"]


def test_a_browser_here_without_a_session_is_led_to_the_start_link_of_the_class(training):
    visitor = Visitor(training.app.test_client(), HERE)
    assert visitor.get("/training/").status_code == 403
    assert "Otwórz ćwiczenia lub zajęcia" in visitor.page.text and "Otwórz Rozpoznaj tak" not in visitor.page.text


def test_nobody_sees_the_case_of_another(training, trainer):
    one, other = training.trainee(), training.trainee()
    release(trainer)
    address = work(one)
    assert other.get(f"{address}/overview").status_code == 404
    assert trainer.get(f"{address}/overview").status_code == 404
    other.get("/cases/")
    assert one.get(f"{address}/overview").status_code == 200
    assert address not in other.page.html


def test_the_lock_is_not_found_and_no_trainee_can_drop_the_keys_of_the_class(training, trainer):
    trainee = training.trainee()
    release(trainer)
    address = work(trainee)
    for name in ("set-up", "keep-nothing", "kit", "unlock", "recover", "passphrase"):
        for _ in range(6):
            values = fields_of(trainee, passphrase="źle", again="źle", old="źle", kit="źle", next="")
            assert trainee.post(f"/{name}", values).status_code in (404, 405)
    assert trainee.get(f"{address}/overview").status_code == 200


def test_nobody_finds_the_lock_in_practice(training, trainer):
    rules = [rule for rule in training.app.url_map.iter_rules() if row_of(rule.endpoint).in_training is Role.NOBODY]
    assert len(rules) == 18
    for method, rule in ((method, rule) for rule in rules for method in ("GET", "POST")):
        if method in rule.methods:
            assert asked(trainer, method, rule.rule) == 404, (method, rule.rule)


def test_case_files_go_neither_in_nor_out(training, trainer):
    release(trainer)
    trainee = training.trainee()
    address = work(trainee)
    for visitor in (trainer, trainee):
        assert add_file(visitor, a_file(), "/cases/import") == 409
        assert visitor.page.h1 == ["W ćwiczeniu nie ma plików spraw"]
    assert len(training.store.open_cases()) == 1
    trainee.get(f"{address}/documents")
    assert "/export" not in str([form["action"] for form in trainee.page.forms])
    fields = fields_of(trainee, how="age", passphrase="siedem losowych wyrazow na papierze lezy")
    assert trainee.post(f"{address}/export", fields).status_code == 409


# Bad input

FORGED = [
    ("/training/exercises/nothing/begin", {}),
    ("/training/exercises/..%2Fx/begin", {}),
    ("/training/exercises/nothing/feedback", {}),
    ("/training/drills/nothing", {}),
    ("/training/drills/zdanie_policja", {"ticked": "99"}),
    ("/training/drills/zdanie_policja", {"ticked": "-1"}),
    ("/training/drills/kolejnosc_dziecko", {"step_0": "99"}),
    ("/training/drills/kolejnosc_dziecko", {"step_0": "１"}),
    ("/training/drills/kolejnosc_dziecko", {"step_99": "1"}),
    ("/training/class/explode", {}),
    ("/training/class/release", {}),
    ("/training/class/release", {"exercise": "nothing"}),
    ("/training/class/release", {"exercise": "zdanie_policja"}),
    ("/training/handout.pdf", {"exercise": "nothing"}),
    ("/training/handout.pdf", {"exercise": EXERCISE, "language": "../pl"}),
]


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("path", "values"), FORGED)
def test_forged_values_are_refused(trainer, path, values):
    trainer.get("/training/class")
    assert trainer.post(path, fields_of(trainer, **values)).status_code in (400, 404)
    assert trainer.page.title.startswith("ĆWICZENIE · Błąd:")


# Without a secure context


def test_a_form_needs_its_token_over_plain_http_too(training, trainer):
    telephone = training.telephone()
    telephone.get("/join")
    body = f"code={training.room.code}&_end=1"
    assert telephone.post_raw("/join", body).status_code == 400
    assert telephone.post_raw("/join", f"csrf_token=x&{body}").status_code == 400
    assert telephone.post_raw("/join", f"csrf_token={telephone.token}&{body}").status_code == 303


@pytest.mark.parametrize(("site", "status"), [(None, 303), ("same-origin", 303), ("cross-site", 403)])
def test_a_missing_sec_fetch_site_is_accepted_and_a_foreign_one_is_not(training, trainer, site, status):
    telephone = training.telephone()
    telephone.get("/join")
    headers = {"Sec-Fetch-Site": site} if site else {}
    body = f"csrf_token={telephone.token}&code={training.room.code}&_end=1"
    assert telephone.post_raw("/join", body, headers=headers).status_code == status


def cookie_of(answer) -> tuple[str, set[str]]:
    (cookie,) = answer.headers.getlist("Set-Cookie")
    name, _, rest = cookie.partition("=")
    return name, {part.strip().partition("=")[0] for part in rest.split(";")[1:]}


def test_the_cookie_over_plain_http_goes_without_secure_and_host(training, trainer):
    telephone = training.telephone()
    name, flags = cookie_of(telephone.client.get("/join", base_url=telephone.base))
    assert name == f"{COOKIE}-led" and {"HttpOnly", "SameSite"} <= flags
    name, flags = cookie_of(telephone.client.get("/join?came=1", base_url=telephone.base))
    assert name == COOKIE
    assert {"HttpOnly", "SameSite", "Path"} <= flags and not flags & {"Secure", "Domain"}


def test_the_cookie_of_practice_on_this_machine_is_bound_to_the_host(tmp_path, content, printer, clock):
    running = Training(tmp_path, content, printer, clock, for_a_class=False)
    link = f"/start/{start_link.issue(running.settings.data)}"
    name, flags = cookie_of(Visitor(running.app.test_client()).get(link))
    running.close()
    assert name == "__Host-rozpoznaj-training"
    assert {"Secure", "HttpOnly", "SameSite", "Path"} <= flags and "Domain" not in flags


def test_the_cookie_of_service_bears_another_name(app, tool_settings):
    link = f"/start/{start_link.issue(tool_settings.data)}"
    name, flags = cookie_of(Visitor(app.test_client()).get(link))
    assert name == "__Host-rozpoznaj-real" and "Secure" in flags


def test_a_trainees_session_outlives_a_dead_battery_and_the_trainers_does_not(training, trainer):
    trainee = training.trainee()
    assert trainee.client.get_cookie(COOKIE, domain="klasa.test").max_age == 12 * 60 * 60
    assert trainer.client.get_cookie(COOKIE, domain="127.0.0.1").max_age is None


def test_isolation_headers_are_sent_where_a_browser_heeds_them(app, training):
    isolating = "Cross-Origin-Opener-Policy"
    assert isolating in Visitor(app.test_client()).get("/quick/").headers
    assert isolating not in training.telephone().get("/join").headers
