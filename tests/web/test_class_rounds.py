"""The rounds of a class: what trainer and trainees see, and how a telephone learns that the class went on."""

import json
import re

from tests.web.classes import BEGGING, EXERCISE, HERE, TELEPHONE, act, fields_of, persons, release, work
from tests.web.page import Visitor


def test_the_page_of_the_class_says_where_a_trainee_stands(training, trainer):
    trainee = training.trainee()
    assert trainee.page.h1 == ["Jesteś na zajęciach"]
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
    exercise = content.exercises.by_id[EXERCISE]
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


def test_the_state_stays_as_it_was_for_who_has_finished_and_may_still_change_answers(training, trainer):
    trainee = training.trainee()
    release(trainer)
    work(trainee)
    tag = state_of(trainee).headers["ETag"]
    trainee.get("/room")
    trainee.press("/room/finish")
    assert "możesz jeszcze zmieniać odpowiedzi" in trainee.page.text
    assert state_of(trainee, tag).status_code == 304


def test_the_state_tells_a_stranger_nothing(training, trainer):
    release(trainer)
    assert json.loads(state_of(training.telephone()).data) == {"key": "over", "pause": 1000}


def test_a_large_class_asks_less_often(training, trainer):
    trainee = training.trainee()
    assert json.loads(state_of(trainee).data)["pause"] == 1000
    for number in range(399):
        training.room.join(training.room.code, f"trainee {number}", TELEPHONE)
    assert json.loads(state_of(trainee).data)["pause"] == 2000


def test_a_release_closes_the_round_before_it(training, trainer):
    trainee = training.trainee()
    release(trainer)
    first = work(trainee)
    release(trainer, BEGGING)
    assert training.room.rounds[0].closed
    trainee.get("/room")
    trainee.press("/room/begin")
    assert not trainee.path.startswith(first)


def bars(visitor: Visitor) -> list[str]:
    return re.findall(r'<svg class="bar-chart"[^>]*aria-label="([^":]*)', visitor.page.html)


def test_results_begin_with_what_the_class_disputes_most_and_end_with_what_all_answered_as_the_key(training, trainer):
    replies = (
        {"documents_withheld": "yes", "debt_bondage": "yes", "threats_violence": "no"},
        {"documents_withheld": "no", "debt_bondage": "no", "threats_violence": "no"},
        {"documents_withheld": "unclear", "debt_bondage": "yes", "threats_violence": "no"},
    )
    trainees = [training.trainee() for _ in replies]
    release(trainer)
    for trainee, given in zip(trainees, replies, strict=True):
        work(trainee, **given)
    act(trainer, "show")
    for visitor, path in ((trainer, "/training/class"), (trainees[0], "/room")):
        visitor.get(path)
        assert bars(visitor)[:2] == ["zatrzymanie dokumentów", "niewola za długi"], path
        assert bars(visitor)[-1] == "groźby wobec osoby"
        said = visitor.page.text
        heads = ("Gdzie różnicie się", "Nie różnicie się, ale", "Wszyscy jak w kluczu", "Klucz eksperta")
        assert [said.index(each) for each in heads] == sorted(said.index(each) for each in heads)


def test_a_number_stands_on_each_part_of_a_bar(training, trainer):
    trainees = [training.trainee() for _ in range(3)]
    release(trainer)
    for trainee, answer in zip(trainees, ("yes", "no", "no"), strict=True):
        work(trainee, documents_withheld=answer)
    act(trainer, "show")
    bar = trainer.page.html.partition('aria-label="zatrzymanie dokumentów')[2].partition("</svg>")[0]
    assert re.findall(r"<text[^>]*>(\d+)</text>", bar) == ["1", "2"]


def test_a_trainee_sees_the_own_answer_that_counted_on_each_bar_and_nobody_else_does(training, trainer):
    trainees = [training.trainee(), training.trainee()]
    release(trainer)
    addresses = [work(each, documents_withheld=answer) for each, answer in zip(trainees, ("yes", "no"), strict=True)]
    act(trainer, "close")
    trainees[1].get(f"{addresses[1]}/triage")
    trainees[1].send(answer__documents_withheld="unclear")
    act(trainer, "show")
    for trainee, answer in zip(trainees, ("jest", "nie ma"), strict=True):
        trainee.get("/room")
        row = trainee.page.html.partition('aria-label="zatrzymanie dokumentów')[2].partition("</section>")[0]
        assert row.count('class="own"') == 1 and f"Twoja odpowiedź: <b>{answer}</b>" in row
    trainer.get("/training/class")
    assert 'class="own"' not in trainer.page.html and "Twoja odpowiedź" not in trainer.page.text
