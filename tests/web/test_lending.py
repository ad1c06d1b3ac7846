"""The person answers alone in a full case: in their language, each answer saved as the person's, and never a child."""

from dataclasses import replace
from uuid import UUID

import pytest

from screening.casework.held_forms import NoPlace
from screening.core.instrument.vocabulary import Age, Answer, Basis
from screening.web.services import services_of
from tests.web.page import said_in_cookies
from tests.web.referral import fill, stored
from tests.web.seeded import open_case

FOREIGN = {"language": "uk", "interpreter": "independent"}


@pytest.fixture
def questions(visitor, opened) -> str:
    """The page of the first questions to somebody who speaks Ukrainian."""
    address = opened(until="triage")
    fill(visitor, address, "safety", **FOREIGN)
    visitor.get(f"{address}/triage")
    return address


def _press(visitor, **said: str) -> None:
    kept = [(name, value) for name, value in visitor.page.forms[0]["fields"] if name not in said and name != "_end"]
    visitor.post(visitor.path, [*kept, *said.items(), ("_end", "1")])


def test_what_was_marked_is_saved_before_the_device_is_lent(visitor, questions, desk):
    visitor.send(button=("go", "lend"), answer__low_no_pay="no")
    assert visitor.path == f"{questions}/triage/lend" and visitor.page.lang == "uk"
    assert stored(desk, questions).answer("low_no_pay") == "no"


def test_nothing_of_the_case_and_no_polish_is_on_the_persons_screen(visitor, questions):
    visitor.send(button=("go", "lend"), note__debt_bondage="KANAREK")
    seen = visitor.page.html
    for _ in range(2):
        _press(visitor, at="0")
        seen += visitor.page.html
    assert "KANAREK" not in seen and 'lang="pl"' not in seen and "Zapisz" not in seen and 'class="bar"' not in seen


def test_each_answer_is_saved_as_the_persons_and_what_is_noted_stays(visitor, questions, desk):
    visitor.send(button=("go", "lend"), note__documents_withheld="notatka")
    _press(visitor, at="0")
    _press(visitor, bare="yes")
    case = stored(desk, questions)
    given = {id_: reply for id_, reply in case.replies.items() if reply.basis == {"person"}}
    assert [reply.answer for reply in given.values()] == ["yes"] and case.replies[
        "documents_withheld"
    ].note == "notatka"
    _press(visitor, bare="dont_know")
    assert sorted(each.answer for each in stored(desk, questions).replies.values() if each.basis) == ["unclear", "yes"]
    _press(visitor, bare="back")
    assert "aria-pressed=true" in visitor.page.html


@pytest.mark.parametrize("basis", [["document"], [], ["person", "observed"], ["person"]], ids=str)
def test_what_is_known_otherwise_is_not_asked_and_no_answer_takes_it_back(visitor, questions, desk, basis):
    known = {"answer.documents_withheld": "yes", "basis.documents_withheld": basis}
    visitor.send(button=("go", "lend"), **known)
    _press(visitor, at="0")
    while ("bare", "no") in visitor.page.forms[0]["buttons"]:
        _press(visitor, bare="no")
    replies = stored(desk, questions).replies
    by_the_person = basis == ["person"]
    assert replies["documents_withheld"].answer == ("no" if by_the_person else "yes")
    assert replies["documents_withheld"].basis == set(basis) and len(replies) > 5


def test_an_answer_meets_what_somebody_saved_meanwhile(visitor, questions, desk):
    visitor.send(button=("go", "lend"))
    _press(visitor, at="0")
    there = desk.read(next(each.id for each in desk.cases() if str(each.id) in questions))
    context = replace(there.case.context, facts="w drugiej karcie")
    desk.save(there, replace(there.case, context=context), seen_revision=there.revision)
    _press(visitor, bare="no")
    case = stored(desk, questions)
    assert case.context.facts == "w drugiej karcie" and [each.answer for each in case.replies.values()] == ["no"]


def _saved_by_another(desk, questions: str, **changes) -> None:
    """A colleague saves something else of the case in another browser."""
    there = desk.read(next(each.id for each in desk.cases() if str(each.id) in questions))
    desk.save(there, replace(there.case, **changes), seen_revision=there.revision)


def test_an_answer_is_that_to_the_question_the_person_read_whatever_was_saved_meanwhile(visitor, questions, desk):
    """A colleague enters what a document shows: the list is one shorter, and its numbers mean other questions."""
    visitor.send(button=("go", "lend"))
    _press(visitor, at="0")
    _press(visitor, bare="no")
    _press(visitor, bare="no")
    asked = dict(visitor.page.form["fields"])["at"]
    case = stored(desk, questions)
    first = next(iter(case.replies))
    document = replace(case.reply(first), answer=Answer.YES, basis=frozenset({Basis.DOCUMENT}))
    _saved_by_another(desk, questions, replies={**case.replies, first: document})
    _press(visitor, bare="yes")
    case = stored(desk, questions)
    by_the_person = {id_ for id_, reply in case.replies.items() if reply.basis == {"person"}}
    assert [id_ for id_ in by_the_person if case.answer(id_) is Answer.YES] == [asked]
    assert case.reply(first).basis == {"document"}


def test_what_somebody_found_meanwhile_is_not_taken_back_by_the_answer_on_the_screen(visitor, questions, desk):
    visitor.send(button=("go", "lend"))
    _press(visitor, at="0")
    asked = dict(visitor.page.form["fields"])["at"]
    found = replace(stored(desk, questions).reply(asked), answer=Answer.YES, basis=frozenset({Basis.DOCUMENT}))
    _saved_by_another(desk, questions, replies={asked: found})
    _press(visitor, bare="no")
    assert stored(desk, questions).replies == {asked: found}
    assert dict(visitor.page.form["fields"])["at"] not in (asked, "")


@pytest.mark.parametrize("known", [{"age": Age.UNCERTAIN}, {"age": Age.CHILD}], ids=str)
def test_an_answer_never_opens_the_case_where_nothing_may_be_shown_any_more(visitor, questions, desk, known):
    visitor.send(button=("go", "lend"))
    _press(visitor, at="0")
    _saved_by_another(desk, questions, **known)
    _press(visitor, bare="yes")
    assert ("bare", "open") in visitor.page.forms[0]["buttons"] and "Zapisz" not in visitor.page.text
    visitor.get("/cases/")
    assert ("bare", "open") in visitor.page.forms[0]["buttons"]
    _press(visitor, bare="open")
    assert visitor.get("/cases/").status_code == 200 and visitor.path == "/cases/"


def test_handing_back_takes_a_second_press_in_the_officers_language(visitor, questions):
    visitor.send(button=("go", "lend"))
    _press(visitor, bare="stop")
    _press(visitor, bare="handed")
    assert visitor.page.lang == "pl" and ("bare", "open") in visitor.page.forms[0]["buttons"]
    _press(visitor, bare="open")
    assert visitor.path == f"{questions}/triage" and visitor.response.status_code == 200


@pytest.mark.parametrize("page", ["triage", "talk", "documents", "documents/referral", ""])
def test_until_the_device_is_handed_back_no_page_of_a_case_opens_in_it(visitor, questions, page):
    """The browser's own Back asks for the page before; the person's screen comes again."""
    visitor.send(button=("go", "lend"))
    lent = visitor.path
    for address in (f"{questions}/{page}", "/cases/", "/", "/administration/audit", "/unit"):
        visitor.get(address)
        assert (visitor.path, visitor.page.lang) == (lent, "uk"), address
    _press(visitor, bare="yes", at="0")
    visitor.get(f"{questions}/{page}")
    assert (visitor.path, visitor.page.lang) == (lent, "uk")
    _press(visitor, bare="open")
    assert visitor.get("/cases/").status_code == 200 and visitor.path == "/cases/"


def test_the_screen_of_somebody_else_does_not_open_while_another_person_has_the_device(visitor, questions, desk):
    """The browser's own Back leads past this person's screen to that of the one before."""
    visitor.send(button=("go", "lend"))
    _press(visitor, at="0")
    _press(visitor, bare="yes")
    before, sent = visitor.path, [each for each in visitor.page.forms[0]["fields"] if each[0] != "_end"]
    _press(visitor, bare="open")
    other = open_case(visitor, until="triage")
    fill(visitor, other, "safety", **FOREIGN)
    visitor.get(f"{other}/triage")
    visitor.send(button=("go", "lend"))
    first = stored(desk, questions)
    for address in (before, f"{questions}/overview/lend", f"{other}/overview/lend"):
        visitor.get(address)
        assert visitor.path == f"{other}/triage/lend", address
    for said in ("no", "open"):
        visitor.post(before, [*sent, ("bare", said), ("_end", "1")])
        assert visitor.path == f"{other}/triage/lend" and stored(desk, questions) == first
    visitor.get("/cases/")
    assert visitor.path == f"{other}/triage/lend"


def test_what_an_earlier_handing_over_of_the_same_page_showed_neither_answers_nor_opens(visitor, questions, desk):
    visitor.send(button=("go", "lend"))
    _press(visitor, at="0")
    lent, sent = visitor.path, [each for each in visitor.page.forms[0]["fields"] if each[0] != "_end"]
    _press(visitor, bare="open")
    visitor.send(button=("go", "lend"))
    before = stored(desk, questions)
    for said in ("yes", "handed", "open"):
        visitor.post(lent, [*sent, ("bare", said), ("_end", "1")])
        assert (visitor.path, visitor.page.lang) == (lent, "uk") and stored(desk, questions) == before
    visitor.get("/cases/")
    assert visitor.path == lent


def test_an_answer_that_is_sent_again_after_the_device_was_taken_back_changes_nothing(visitor, questions, desk):
    visitor.send(button=("go", "lend"))
    _press(visitor, at="0")
    again = [*(each for each in visitor.page.forms[0]["fields"] if each[0] != "_end"), ("bare", "no"), ("_end", "1")]
    asked = dict(again)["at"]
    _press(visitor, bare="no")
    _press(visitor, bare="stop")
    _press(visitor, bare="handed")
    _press(visitor, bare="open")
    fill(visitor, questions, "triage", **{f"answer.{asked}": "unclear"})
    visitor.post(f"{questions}/triage/lend", again)
    assert stored(desk, questions).reply(asked).answer is Answer.UNCLEAR


def test_nothing_is_saved_from_another_page_while_the_person_has_the_device(visitor, questions, desk):
    visitor.get(f"{questions}/facts")
    form = visitor.filled(facts="nie od urzędnika")
    visitor.get(f"{questions}/triage")
    visitor.send(button=("go", "lend"))
    visitor.post(f"{questions}/facts", form)
    assert visitor.page.lang == "uk" and stored(desk, questions).context.facts == ""
    assert "nie od urzędnika" not in visitor.page.html


def test_what_was_sent_from_another_page_meanwhile_waits_for_the_officer(visitor, questions, desk):
    """The officer closed the person's tab and typed in another one: the text was gone without a word."""
    visitor.get(f"{questions}/facts")
    form = visitor.filled(facts="napisane w drugiej karcie")
    visitor.get(f"{questions}/triage")
    visitor.send(button=("go", "lend"))
    visitor.post(f"{questions}/facts", form)
    _press(visitor, bare="open")
    assert visitor.path.startswith("/waiting") and "napisane" not in visitor.page.text
    visitor.press("/save")
    assert stored(desk, questions).context.facts == "napisane w drugiej karcie"


def test_what_could_not_be_kept_meanwhile_is_told_and_not_as_if_the_lock_had_shut(
    visitor, questions, desk, monkeypatch
):
    def full(*_: object) -> None:
        raise NoPlace

    visitor.get(f"{questions}/facts")
    form = visitor.filled(facts="napisane w drugiej karcie")
    visitor.get(f"{questions}/triage/lend")
    with monkeypatch.context() as broken:
        broken.setattr(desk.held_forms, "put", full)
        visitor.post(f"{questions}/facts", form)
    _press(visitor, bare="open")
    said = visitor.page.text.partition("Nie udało się przechować otwartej strony.")[2][:100]
    assert said and "zablokował" not in said and "Gdy program" not in visitor.page.text


def test_a_press_on_show_to_the_person_that_waited_at_the_lock_lends_nothing(visitor, questions, desk):
    """Saved from the list of what waits, it showed the person's screen to the officer, and shut the cases."""
    form = visitor.filled(button=("go", "lend"), answer__low_no_pay="no")
    desk.lock.shut()
    visitor.post(f"{questions}/triage", form)
    visitor.unlock()
    visitor.get("/waiting")
    visitor.press("/save")
    assert visitor.path == f"{questions}/triage" and stored(desk, questions).answer("low_no_pay") == "no"
    assert visitor.get("/cases/").status_code == 200 and visitor.path == "/cases/"


def test_the_browser_lets_its_pages_go_as_it_is_lent(visitor, questions):
    """Chromium holds pages for Back although they must not be stored; without a script one press showed the case."""
    visitor.get(f"{questions}/triage/lend")
    assert visitor.response.headers["Clear-Site-Data"] == '"cache"'
    assert "shut" in said_in_cookies(visitor.response)


def test_no_time_is_left_for_other_pages_of_a_browser_that_a_person_holds(visitor, questions):
    asks = [("csrf_token", visitor.token), ("to", "idle"), ("_end", "1")]
    assert int(visitor.post("/lock", asks).data) > 0
    visitor.get(f"{questions}/triage/lend")
    assert visitor.post("/lock", asks).data == b"0"


def test_whoever_opens_the_lock_again_has_the_device(visitor, questions, desk):
    visitor.send(button=("go", "lend"))
    visitor.post("/lock?to=quiet", [("csrf_token", visitor.token), ("to", "quiet"), ("_end", "1")])
    visitor.unlock()
    assert visitor.get(f"{questions}/triage").status_code == 200 and visitor.path == f"{questions}/triage"


@pytest.mark.parametrize("pressed", [{}, {"at": "0"}, {"bare": "stop"}], ids=str)
def test_a_case_that_is_erased_while_the_person_answers_opens_no_other_case(visitor, questions, desk, pressed):
    visitor.send(button=("go", "lend"))
    desk.erase(next(each.id for each in desk.cases() if str(each.id) in questions))
    _press(visitor, **pressed) if pressed else visitor.get(f"{questions}/triage/lend")
    for path in ("/cases/", "/", f"{questions}/overview"):
        assert ("bare", "open") in visitor.page.forms[0]["buttons"]
        visitor.get(path)
    _press(visitor, bare="open")
    assert visitor.get(f"{questions}/triage").status_code == 410
    assert visitor.get("/cases/").status_code == 200 and visitor.path == "/cases/"


def test_hiding_from_the_persons_screen_shuts_the_lock(visitor, questions, desk):
    visitor.send(button=("go", "lend"))
    assert 'formaction="/lock?to=quiet"' in visitor.page.html
    visitor.post("/lock?to=quiet", [("csrf_token", visitor.token), ("to", "quiet"), ("_end", "1")])
    assert visitor.get(f"{questions}/triage/lend").status_code != 200 or "/unlock" in visitor.path


@pytest.mark.parametrize(
    "sent", [{"at": "99"}, {"at": "x"}, {"at": "0", "bare": "maybe"}, {"bare": "yes"}, {"at": "0", "answer.x": "yes"}]
)
def test_what_no_page_of_ours_sends_is_refused(visitor, questions, desk, sent):
    visitor.send(button=("go", "lend"))
    before = stored(desk, questions)
    _press(visitor, **sent)
    assert visitor.response.status_code == 400 and stored(desk, questions) == before


@pytest.mark.parametrize("known", [{"age": "child"}, {"age": "uncertain"}, {"language": ["other", "dari"]}])
def test_to_a_child_and_in_a_language_that_is_not_ours_nothing_is_shown(visitor, questions, known):
    fill(visitor, questions, "safety", **known)
    visitor.get(f"{questions}/triage")
    assert "lend" not in visitor.page.goes
    visitor.get(f"{questions}/triage/lend")
    assert visitor.path == f"{questions}/triage"
    visitor.post(
        f"{questions}/triage/lend", [("csrf_token", visitor.token), ("at", "0"), ("bare", "yes"), ("_end", "1")]
    )
    assert visitor.path == f"{questions}/triage"


def test_an_institution_that_hides_drafts_lends_nothing_and_says_so(visitor, questions, app):
    services_of(app).drafts = "hide"
    visitor.get(f"{questions}/triage")
    assert "lend" not in visitor.page.goes and "niczego nie pokazuje się osobie" in visitor.page.text
    visitor.get(f"{questions}/triage/lend")
    assert visitor.path == f"{questions}/triage"


def test_further_questions_of_a_dimension_are_lent_too(visitor, questions, desk):
    visitor.get(f"{questions}/triage")
    visitor.send()
    visitor.get(f"{questions}/exploitation-1")
    visitor.send(button=("go", "lend"))
    assert visitor.path == f"{questions}/exploitation-1/lend"
    assert desk.read(UUID(questions.split("/")[2])).case.age == "adult"
