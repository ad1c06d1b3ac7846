"""The person answers alone in a full case: in their language, each answer saved as the person's, and never a child."""

from uuid import UUID

import pytest

from screening.web.services import services_of
from tests.web.referral import fill, stored

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


def test_an_answer_meets_what_somebody_saved_meanwhile(visitor, questions, desk):
    visitor.send(button=("go", "lend"))
    _press(visitor, at="0")
    lent, path = visitor.page, visitor.path
    fill(visitor, questions, "facts", facts="w drugiej karcie")
    visitor.page, visitor.path = lent, path
    _press(visitor, bare="no")
    case = stored(desk, questions)
    assert case.context.facts == "w drugiej karcie" and [each.answer for each in case.replies.values()] == ["no"]


def test_handing_back_takes_a_second_press_in_the_officers_language(visitor, questions):
    visitor.send(button=("go", "lend"))
    _press(visitor, bare="stop")
    _press(visitor, bare="handed")
    assert visitor.page.lang == "pl" and f"{questions}/triage" in visitor.page.links


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
