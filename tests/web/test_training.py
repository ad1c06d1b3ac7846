"""The training realm at the test client: who may see what, the class from its code to its results, and bad input."""

import json
import re
from io import BytesIO
from uuid import UUID

import pikepdf
import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from screening.casework.training import class_results, joining
from screening.core.instrument.vocabulary import Answer
from screening.core.training.exercise import DrillKind
from screening.web.access import start_link
from screening.web.access.table import Role, row_of
from tests.exchange.builders import a_file
from tests.web.classes import EXERCISE, HERE, TELEPHONE, THERE, Training, act, release, walk, work
from tests.web.page import Visitor

BEGGING = "akordeon_na_rynku"
COOKIE = "rozpoznaj-training"
PLACES = {"exercise_id": EXERCISE, "drill_id": "zdanie_policja", "name": "show"}
SCORE = re.compile(r"\d+\s*(%|/|z\s+\d|of\s+\d|pkt|punkt|point)|\b(wynik|score)\b", re.IGNORECASE)


def trainer_addresses(training: Training) -> list[tuple[str, str]]:
    """Method and path of everything that only the trainer may open."""
    found = []
    for rule in training.app.url_map.iter_rules():
        if rule.endpoint.startswith(("training.", "administration.")):
            path = re.sub(r"<(?:[^:<>]*:)?(\w+)>", lambda name: PLACES[name[1]], rule.rule)
            found += [(method, path) for method in ("GET", "POST") if method in rule.methods]
    assert len(found) > 12
    return found


def fields_of(visitor: Visitor, **values: str) -> list[tuple[str, str]]:
    return [("csrf_token", visitor.token), *values.items(), ("_end", "1")]


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
    assert "make class" in visitor.page.text and "make run" not in visitor.page.text


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
    assert len(rules) == 14
    for method, rule in ((method, rule) for rule in rules for method in ("GET", "POST")):
        if method in rule.methods:
            assert asked(trainer, method, rule.rule) == 404, (method, rule.rule)


# Joining


@pytest.mark.parametrize("typed", ["{}", " {} ", "{:.3} {}"], ids=["as shown", "spaces", "in groups"])
def test_a_code_is_taken_in_small_letters_and_in_groups(training, trainer, typed):
    code = training.room.code.lower()
    text = f"{code[:3]} {code[3:]}" if "3" in typed else typed.format(code)
    telephone = training.telephone()
    telephone.get("/join")
    telephone.press("/join", code=text)
    assert telephone.path == "/room"
    assert len(training.room.trainees) == 1


def test_a_picture_code_has_typed_the_code_already(training, trainer):
    trainer.get("/training/class")
    telephone = training.telephone()
    telephone.get(f"/join?code={training.room.code}")
    telephone.press("/join")
    assert telephone.path == "/room"
    assert trainer.client.get("/training/class/code.svg", base_url=HERE).mimetype == "image/svg+xml"


def refused(telephone: Visitor, code: str, status: int, sentence: str) -> None:
    """The code is refused with a clear page that keeps what was typed, and lets nobody in."""
    telephone.get("/join")
    assert telephone.press("/join", code=code).status_code == status
    assert sentence in telephone.page.text
    assert telephone.page.title.startswith("ĆWICZENIE · Błąd:")
    assert ("code", code) in telephone.page.form["fields"]
    assert telephone.get("/cases/").status_code == 403


def test_a_wrong_code_is_kept_on_the_page_and_lets_nobody_in(training, trainer):
    refused(training.telephone(), "abc 1234 xy", 422, "Żadna grupa nie ma takiego kodu")
    refused(training.telephone(), "<b>&quot;", 422, "Żadna grupa nie ma takiego kodu")


def test_the_code_of_an_earlier_class_opens_nothing(training, trainer):
    old = training.room.code
    act(trainer, "end")
    act(trainer, "open")
    refused(training.telephone(), old, 422, "Żadna grupa nie ma takiego kodu")
    act(trainer, "end")
    refused(training.telephone(), old, 422, "Żadna grupa nie ma takiego kodu")


def test_a_code_is_good_for_twelve_hours(training, trainer, clock):
    code, trainee = training.room.code, training.trainee()
    clock.advance(hours=11.9)
    assert trainee.get("/room").status_code == 200
    clock.advance(hours=0.2)
    refused(training.telephone(), code, 422, "Żadna grupa nie ma takiego kodu")
    assert trainee.get("/room").status_code == 409
    assert "zajęcia się skończyły" in trainee.page.text and trainee.page.form["action"] == "/join"


def test_a_full_class_says_so(training, trainer, monkeypatch):
    monkeypatch.setattr(joining, "MOST_TRAINEES", 2)
    first = training.trainee()
    training.room.join(training.room.code, "another", "192.0.2.45")
    refused(training.telephone("192.0.2.46"), training.room.code, 409, "Grupa jest pełna")
    first.get("/join")
    first.press("/join", code=training.room.code)
    assert first.path == "/room"


def test_wrong_codes_of_one_telephone_are_told_apart_and_keep_nobody_out(training, trainer):
    flood = training.telephone()
    flood.get("/join")
    for _ in range(joining.FREE_MISTAKES):
        assert flood.press("/join", code="ZLE").status_code == 422
    refused(flood, "ZLE", 429, "Z tego adresu przyszło wiele błędnych kodów")
    training.trainee()
    refused(training.telephone("192.0.2.45"), "ZLE", 422, "Żadna grupa nie ma takiego kodu")
    flood.get("/join")
    flood.press("/join", code=training.room.code)
    assert flood.path == "/room" and len(training.room.trainees) == 2


def test_reloading_and_joining_twice_change_nothing(training, trainer):
    trainee = training.trainee()
    release(trainer)
    address = work(trainee, documents_withheld="yes")
    trainee.get("/join")
    trainee.press("/join", code=training.room.code)
    trainee.get("/room")
    trainee.press("/room/begin")
    assert trainee.path.startswith(address)
    assert len(training.room.trainees) == 1 and len(training.room.current.cases) == 1


def test_a_trainee_who_erased_the_case_begins_anew(training, trainer):
    trainee = training.trainee()
    release(trainer)
    address = work(trainee)
    trainee.get(f"{address}/finish")
    trainee.send(confirm="1")
    trainee.get("/room")
    trainee.press("/room/begin")
    assert trainee.path.endswith("/safety") and not trainee.path.startswith(address)


# The class goes on


def test_the_page_of_the_class_says_where_a_trainee_stands(training, trainer):
    trainee = training.trainee()
    assert trainee.page.h1 == ["Jesteś w grupie"]
    release(trainer)
    trainee.get("/room")
    assert trainee.page.h1 == ["Szklarnia i szuflada z paszportami"]
    work(trainee)
    trainee.press("/room/finish")
    assert trainee.page.h1 == ["Skończone"]
    act(trainer, "close")
    trainee.get("/room")
    assert trainee.page.h1 == ["Ćwiczenie jest zamknięte"]
    act(trainer, "show")
    trainee.get("/room")
    assert trainee.page.h1 == ["Wyniki: Szklarnia i szuflada z paszportami"]
    act(trainer, "end")
    assert trainee.get("/room").status_code == 409


def test_the_trainer_sees_how_many_and_not_who(training, trainer):
    trainees = [training.trainee() for _ in range(3)]
    release(trainer)
    for trainee in trainees[:2]:
        work(trainee)
    trainees[0].press("/room/finish")
    trainer.get("/training/class")
    counted = dict(re.findall(r'data-count="(\w+)">(\d+)<', trainer.page.html))
    assert counted == {"joined": "3", "begun": "2", "finished": "1"}
    state = json.loads(trainer.client.get("/training/class/state", base_url=HERE).data)
    assert (state["joined"], state["begun"], state["finished"]) == (3, 2, 1)
    assert not persons(training) & set(re.findall(r"[\w-]{16,}", trainer.page.html))


def test_results_are_seen_by_nobody_before_they_are_shown(training, trainer, content):
    exercise = content.exercises.cases[EXERCISE]
    kept_back = [entry.reason.polish for entry in exercise.key.values()] + [text.polish for text in exercise.teaching]
    trainee = training.trainee()
    release(trainer)
    address = work(trainee)
    trainee.press("/room/finish")
    for what in ("close", "show"):
        for path in ("/room", f"{address}/overview", f"{address}/answers", "/room?phase=results", "/training/class"):
            trainee.get(path)
            assert not [text for text in kept_back if text in trainee.page.text], path
        act(trainer, what)
    trainee.get("/room")
    assert all(text in trainee.page.text for text in kept_back)


def test_late_answers_do_not_count_and_the_page_says_that_the_class_goes_on(training, trainer):
    trainee = training.trainee()
    release(trainer)
    address = work(trainee, documents_withheld="no")
    assert '<p class="notice strong" role="status" hidden>' in trainee.page.html
    act(trainer, "close")
    trainee.get(f"{address}/triage")
    assert '<p class="notice strong" role="status">' in trainee.page.html and "/room" in trainee.page.links
    assert trainee.send(answer__documents_withheld="yes").status_code == 303
    assert trainee.press("/room/finish").status_code == 303
    assert trainee.page.h1 == ["Ćwiczenie jest zamknięte"]
    act(trainer, "show")
    trainee.get("/room")
    assert "zatrzymanie dokumentów: nie ma 1" in trainee.page.html
    assert trainee.post("/room/begin", fields_of(trainee)).status_code == 303
    assert trainee.path == "/room"


def test_a_second_round_stands_beside_the_first(training, trainer):
    trainee = training.trainee()
    for answer in ("no", "yes"):
        release(trainer)
        work(trainee, documents_withheld=answer)
        act(trainer, "show")
    trainee.get("/room")
    chart = [name for name in re.findall(r'aria-label="([^"]*)"', trainee.page.html) if "zatrzymanie dokum" in name]
    assert chart == ["zatrzymanie dokumentów: nie ma 1", "zatrzymanie dokumentów: jest 1"]
    assert "Runda 1" in trainee.page.text and "Runda 2" in trainee.page.text


def test_a_telephone_without_script_has_a_link_onward_from_the_results(training, trainer):
    trainee = training.trainee()
    assert '<noscript><meta http-equiv="refresh"' in trainee.page.html
    release(trainer)
    act(trainer, "show")
    trainee.get("/room")
    assert 'http-equiv="refresh"' not in trainee.page.html
    assert '<noscript><p><a href="/room">' in trainee.page.html


# The state that telephones ask for


def state_of(visitor: Visitor, tag: str = ""):
    headers = {"If-None-Match": tag} if tag else {}
    return visitor.client.get("/room/state", base_url=visitor.base, headers=headers)


def test_the_state_is_304_until_the_class_goes_on(training, trainer):
    trainee = training.trainee()
    first = state_of(trainee)
    tag = first.headers["ETag"]
    assert first.status_code == 200 and json.loads(first.data).keys() == {"key", "pause"}
    assert state_of(trainee, tag).status_code == 304 and not state_of(trainee, tag).data
    training.trainee()
    assert state_of(trainee, tag).status_code == 304
    release(trainer)
    second = state_of(trainee, tag)
    assert second.status_code == 200 and second.headers["ETag"] != tag
    act(trainer, "end")
    assert json.loads(state_of(trainee, second.headers["ETag"]).data)["key"] == "over"


def test_the_state_tells_a_stranger_nothing(training, trainer):
    release(trainer)
    assert json.loads(state_of(training.telephone()).data) == {"key": "over", "pause": 1000}


def test_a_large_class_asks_less_often(training, trainer):
    trainee = training.trainee()
    assert json.loads(state_of(trainee).data)["pause"] == 1000
    for number in range(399):
        training.room.join(training.room.code, f"trainee {number}", TELEPHONE)
    assert json.loads(state_of(trainee).data)["pause"] == 2000


# Alone


@pytest.fixture
def alone(training) -> Visitor:
    return training.trainer()


def begin(visitor: Visitor, exercise: str = EXERCISE) -> None:
    visitor.get("/training/")
    visitor.press(f"/exercises/{exercise}/begin")


def test_feedback_comes_after_finishing_and_tells_the_four_things(alone, content):
    begin(alone)
    walk(alone, documents_withheld="yes", debt_bondage="no")
    at = alone.path
    for _ in range(2):
        alone.get(f"/training/exercises/{EXERCISE}/feedback")
        assert alone.path == "/training/"
    alone.get(at)
    alone.press(f"/exercises/{EXERCISE}/feedback")
    assert alone.path.endswith("/feedback")
    for heading in ("Znalezione", "Przeoczone", "Nie pytano", "Odczytane na wyrost"):
        assert heading in alone.page.text
    alone.get("/training/")
    assert f"/training/exercises/{EXERCISE}/feedback" in alone.page.links


def test_feedback_is_never_a_number_of_the_person(alone):
    begin(alone)
    walk(alone, documents_withheld="yes", debt_bondage="no")
    alone.press(f"/exercises/{EXERCISE}/feedback")
    said = alone.page.html.partition("<main")[2].partition('<details class="scene"')[0]
    words = re.sub(r"<[^>]+>", " ", re.sub(r'<span class="soft">\(.*?\)</span>', "", said))
    assert "Odczytane na wyrost" in words and not SCORE.search(words), SCORE.search(words)


def test_finishing_what_was_never_begun_leads_back_to_the_exercises(alone):
    alone.get("/training/")
    alone.post(f"/training/exercises/{BEGGING}/feedback", fields_of(alone))
    assert alone.path == "/training/"


# Paper and files, without persons


def persons(training: Training) -> set[str]:
    """Everything that could lead from a result to a trainee: sessions, case ids, code names."""
    desk = training.desk
    ids = {UUID(str(id_)) for id_ in desk._owners}
    codes = {desk._name(str(id_)) for id_ in ids}
    sessions = {*desk._owners.values(), *training.room.trainees}
    return {*sessions, *(str(id_) for id_ in ids), *(id_.hex for id_ in ids), *codes}


def everything_in(pdf: bytes) -> str:
    """All strings and streams of a PDF, unpacked."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        parts = [str(opened.docinfo), *(repr(each) for each in opened.objects)]
        parts += [each.read_bytes().decode("latin-1") for each in opened.objects if isinstance(each, pikepdf.Stream)]
    return " ".join(parts)


@pytest.fixture
def with_results(training, trainer) -> Visitor:
    """The trainer after one round of two trainees whose results are shown."""
    trainees = [training.trainee(), training.trainee()]
    release(trainer)
    for trainee, answer in zip(trainees, ("yes", "no"), strict=True):
        work(trainee, documents_withheld=answer)
        trainee.press("/room/finish")
    act(trainer, "show")
    return trainer


def test_the_hand_out_and_the_file_of_results_hold_no_person(training, with_results):
    assert len(persons(training)) == 2 * 4
    pdf = with_results.press("/handout.pdf").data
    with_results.get("/training/class")
    file = with_results.press("/class/export").data
    assert pdf.startswith(b"%PDF") and json.loads(file)["rounds"][0]["trainees"] == 2
    text = everything_in(pdf) + file.decode()
    assert not [each for each in persons(training) if each in text]
    assert training.room.code not in text


def test_the_results_page_holds_no_person(training, with_results):
    trainee = training.trainee()
    assert trainee.page.h1[0].startswith("Wyniki")
    for page in (trainee.page.html, with_results.page.html):
        assert not [each for each in persons(training) if each in page]


def test_the_hand_out_is_made_in_the_languages_of_the_page_and_no_other(with_results):
    for language, status in (("en", 200), ("pl", 200), ("ru", 400), ("", 400)):
        with_results.get("/training/class")
        fields = fields_of(with_results, exercise=EXERCISE, language=language)
        assert with_results.post("/training/handout.pdf", fields).status_code == status, language


def add_file(trainer: Visitor, data: bytes, path: str = "/training/compare") -> int:
    trainer.get(path if path == "/training/compare" else "/cases/refer")
    parts = {"csrf_token": trainer.token, "_end": "1", "file": FileStorage(BytesIO(data), "plik")}
    boundary, body = encode_multipart(parts)
    kind = f"multipart/form-data; boundary={boundary}"
    answer = trainer.client.post(path, data=body, content_type=kind, base_url=trainer.base)
    trainer._arrive(answer, path)
    return answer.status_code


@pytest.fixture
def results_file(with_results) -> bytes:
    with_results.get("/training/class")
    return with_results.press("/class/export").data


def test_three_files_lie_side_by_side_and_a_fourth_does_not(with_results, results_file):
    for day in ("2026-01-01", "2026-02-02", "2026-08-08"):
        assert add_file(with_results, results_file.replace(b"2026-11-23", day.encode())) == 303
        assert day in with_results.page.text
    assert "enctype" not in with_results.page.html
    assert add_file(with_results, results_file) == 422
    assert "Leżą tu już trzy pliki" in with_results.page.text
    with_results.get("/training/compare")
    assert with_results.page.html.count('<th scope="row">') == 3
    with_results.press("/compare")
    assert '<th scope="row">' not in with_results.page.html


BAD_FILES = {
    "nothing": b"",
    "no json": b"\xff\xfe",
    "a case file": a_file(replies={"debt_bondage": {"answer": "yes"}}),
    "another format": b'{"format": "rozpoznaj-class/2"}',
    "deep": b"[" * 100_000,
}


@pytest.mark.sampled(1)
@pytest.mark.parametrize("data", BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_changes_nothing(with_results, results_file, data):
    add_file(with_results, results_file)
    assert add_file(with_results, data) == 422
    assert with_results.page.title.startswith("ĆWICZENIE · Błąd:")
    assert with_results.page.html.count('<th scope="row">') == 1


def test_a_file_with_forged_counts_changes_nothing(with_results, results_file):
    made = json.loads(results_file)
    for name, value in {"trainees": -1, "round": 0, "exercise": "../x", "share_as_key": 7, "extra": 1}.items():
        forged = {**made, "rounds": [{**made["rounds"][0], name: value}]}
        assert add_file(with_results, json.dumps(forged).encode()) == 422, name
    assert add_file(with_results, json.dumps({**made, "catalogue": "1999.1"}).encode()) == 422
    assert not with_results.page.html.count('<th scope="row">')


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


# Drills


def drills(content, kind: DrillKind) -> list[str]:
    return [each.id for each in content.exercises.drills.values() if each.kind is kind]


def placed(visitor: Visitor, places: list[object]) -> int:
    values = {f"step_{n}": str(place) for n, place in enumerate(places)}
    return visitor.press(visitor.path, **values).status_code


def test_the_right_order_is_right_at_every_step(alone, content):
    for drill in drills(content, DrillKind.ORDER):
        steps = len(content.exercises.drills[drill].points)
        alone.get(f"/training/drills/{drill}")
        assert "Właściwa kolejność" not in alone.page.text
        assert placed(alone, list(range(1, steps + 1))) == 200
        assert alone.page.html.count("<b>dobrze</b>") == steps
        assert "Właściwa kolejność" in alone.page.text


def test_a_wrong_order_shows_the_place_of_each_wrong_step(alone, content):
    drill = drills(content, DrillKind.ORDER)[0]
    steps = len(content.exercises.drills[drill].points)
    alone.get(f"/training/drills/{drill}")
    assert placed(alone, [2, 1, *range(3, steps + 1)]) == 200
    assert alone.page.html.count("<b>dobrze</b>") == steps - 2
    assert "<b>miejsce 1</b>" in alone.page.html and "<b>miejsce 2</b>" in alone.page.html


@pytest.mark.parametrize("first", ["", "2"], ids=["missing", "twice"])
def test_a_missing_number_is_asked_for_and_the_others_are_kept(alone, content, first):
    drill = drills(content, DrillKind.ORDER)[0]
    steps = len(content.exercises.drills[drill].points)
    alone.get(f"/training/drills/{drill}")
    assert placed(alone, [first, *range(2, steps + 1)]) == 422
    assert "Daj każdemu krokowi inny numer" in alone.page.text and "Właściwa kolejność" not in alone.page.text
    fields = dict(alone.page.form["fields"])
    assert [fields[f"step_{n}"] for n in range(1, steps)] == [str(n + 1) for n in range(1, steps)]


@pytest.mark.parametrize("kind", [DrillKind.SENTENCE, DrillKind.CALL])
def test_a_sentence_shows_one_good_way_and_what_was_not_heard(alone, content, kind):
    for id_ in drills(content, kind):
        drill = content.exercises.drills[id_]
        alone.get(f"/training/drills/{id_}")
        assert drill.model.polish not in alone.page.text
        fields = [("csrf_token", alone.token), ("ticked", "1"), ("ticked", "2"), ("_end", "1")]
        assert alone.post(alone.path, fields).status_code == 200
        assert drill.model.polish in alone.page.text
        not_heard = alone.page.html.partition("Tego jeszcze zabrakło")[2]
        assert drill.points[0].polish not in not_heard and drill.points[2].polish in not_heard


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


@pytest.mark.sampled(8)
@pytest.mark.parametrize(("path", "values"), FORGED)
def test_forged_values_are_refused(trainer, path, values):
    trainer.get("/training/class")
    assert trainer.post(path, fields_of(trainer, **values)).status_code in (400, 404)
    assert trainer.page.title.startswith("ĆWICZENIE · Błąd:")


def test_a_release_closes_the_round_before_it(training, trainer):
    trainee = training.trainee()
    release(trainer)
    first = work(trainee)
    release(trainer, BEGGING)
    assert training.room.rounds[0].closed
    trainee.get("/room")
    trainee.press("/room/begin")
    assert not trainee.path.startswith(first)


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
    assert trainee.client.get_cookie(COOKIE, domain="klasa.test").expires is not None
    assert trainer.client.get_cookie(COOKIE, domain="127.0.0.1").expires is None


def test_isolation_headers_are_sent_where_a_browser_heeds_them(app, training):
    isolating = "Cross-Origin-Opener-Policy"
    assert isolating in Visitor(app.test_client()).get("/quick/").headers
    assert isolating not in training.telephone().get("/join").headers


def test_what_a_class_answered_is_counted(training, with_results):
    (found,) = training.room.rounds
    rows = {row.id: row.counts for row in found.results.answers.rows}
    assert rows["documents_withheld"] == {Answer.YES: 1, Answer.NO: 1}


def test_results_are_worked_out_once_for_the_whole_class(training, trainer, monkeypatch):
    worked_out = []
    whole = class_results.over
    monkeypatch.setattr(class_results, "over", lambda rounds: worked_out.append(len(rounds)) or whole(rounds))
    trainees = [training.trainee(), training.trainee()]
    for exercise in (EXERCISE, BEGGING):
        release(trainer, exercise)
        act(trainer, "show")
        for trainee in trainees:
            trainee.get("/room")
            assert trainee.page.h1[0].startswith("Wyniki")
    assert worked_out == [1, 2]
