"""The quick check as plain forms: nobody signs in, nothing is stored, no cookie is set."""

import re

import pytest

from screening.core.instrument.vocabulary import Age, Form
from screening.core.record.case import Case
from screening.web.access import start_link
from screening.web.quick.submission import more, triage_items
from tests.contacts import DIAL, KCIK
from tests.inside.casework import kit_shown
from tests.inside.web import cookies
from tests.web.conftest import save_what_waits
from tests.web.page import Visitor
from tests.web.test_lock import _set_up

START = {"age": "adult", "forms": ["labour"], "alone": "yes"}


@pytest.fixture
def passer_by(app) -> Visitor:
    """A browser that never signed in."""
    return Visitor(app.test_client())


def questions(passer_by, **how) -> None:
    passer_by.get("/quick/")
    passer_by.send(**{**START, **how})


def answers(passer_by, **how) -> None:
    passer_by.send(**how)


def test_anybody_reaches_the_result_in_two_requests_and_no_cookie_is_set(passer_by, desk):
    questions(passer_by)
    assert "zatrzymanie dokumentów" in passer_by.page.text.lower()
    passer_by.send(answer__documents_withheld="yes", answer__debt_bondage="yes")
    assert "Zgłoś do KCIK" in passer_by.page.text and "To wystarczy, żeby zadzwonić" in passer_by.page.text
    assert DIAL in passer_by.page.links and "Wciąż nieznane" in passer_by.page.text
    assert not cookies(passer_by.client) and desk.cases() == []


def test_the_check_needs_no_more_than_twenty_taps(passer_by):
    passer_by.get("/quick/")
    choices = 3  # alone, age, form; the interpreter stands at "not needed"
    passer_by.send(**START)
    rows = sum(name.startswith("answer.") for name, _ in passer_by.page.form["fields"])
    signs = passer_by.page.html.count('name="sign.')
    assert choices + 1 + rows + signs + 1 <= 20


def test_a_seldom_form_and_a_service_that_were_chosen_are_seen_on_the_way_back(passer_by):
    passer_by.get("/quick/")
    assert '<details class="folded" open>' not in passer_by.page.html
    chosen = {**START, "forms": ["organs"], "profession": "police"}
    passer_by.post("/quick/", passer_by.filled(**chosen))
    assert passer_by.page.html.count('<details class="folded" open>') == 2


@pytest.mark.parametrize("missing", [{"age": []}, {"forms": []}])
def test_what_is_missing_is_asked_for_and_the_rest_stays(passer_by, missing):
    passer_by.get("/quick/")
    passer_by.send(**{**START, "language": "en", **missing})
    assert passer_by.response.status_code == 422 and passer_by.page.title.startswith("Błąd:")
    assert {("alone", "yes"), ("language", "en")} <= set(passer_by.page.form["fields"])


def test_who_plans_to_leave_gets_advice_without_any_question(passer_by):
    questions(passer_by, forms=["leaving"], age=[])
    assert "Zaproponuj poradę KCIK" in passer_by.page.text


def in_order(html: str) -> list[str]:
    """The ids of indicators and signs, each once, as they stand in the page."""
    found = re.findall(r'name="(?:answer|sign)\.(\w+)"', html)
    return list(dict.fromkeys(found))


def test_several_forms_show_twelve_and_hold_the_rest_behind_more(passer_by, content):
    questions(passer_by, forms=["unsure"])
    in_view, _, behind = passer_by.page.html.partition('<details class="more">')
    case = Case(edition="x", age=Age.ADULT, forms=frozenset({Form.LABOUR, Form.SEXUAL, Form.BEGGING}))
    assert tuple(in_order(in_view)) == triage_items(content.catalogue, case) and len(in_order(in_view)) == 12
    assert tuple(in_order(behind)) == more(content.catalogue, case) and len(in_order(behind)) > 5
    numbers = re.findall(r'class="n">(\d+)<', passer_by.page.html)
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]


def test_still_unknown_counts_what_stands_behind_more(passer_by, content):
    questions(passer_by, forms=["unsure"])
    rows = [id_ for id_ in in_order(passer_by.page.html) if id_ in content.catalogue.indicators]
    passer_by.send(**{f"answer__{rows[-1]}": "no"})
    unknown = passer_by.page.html.partition("Wciąż nieznane")[2].partition("</ul>")[0]
    assert unknown.count("<li>") == len(rows) - 1


def test_more_stands_open_when_something_behind_it_is_known(passer_by):
    questions(passer_by, forms=["unsure"])
    last = [id_ for id_ in in_order(passer_by.page.html) if f"answer.{id_}" in passer_by.page.html][-1]
    passer_by.post("/quick/questions", passer_by.filled(**{f"answer__{last}": "yes"}))
    assert '<details class="more" open>' in passer_by.page.html


def test_one_form_has_nothing_behind_more(passer_by):
    questions(passer_by)
    assert '<details class="more"' not in passer_by.page.html and len(in_order(passer_by.page.html)) == 12


def test_questions_stand_side_by_side_each_in_its_language(passer_by):
    questions(passer_by, language="en")
    html = passer_by.page.html
    assert 'lang="en" dir="auto">Where is' in html and "Gdzie jest teraz paszport" in html


def test_a_child_is_asked_almost_nothing_and_nothing_is_shown_to_it(passer_by):
    questions(passer_by, age="uncertain", forms=["begging"])
    assert "Pokaż osobie" not in passer_by.page.text and "Nie oddawaj dziecka" in passer_by.page.text
    passer_by.send()
    assert "Skonsultuj się z KCIK" in passer_by.page.text


def hand_back(passer_by) -> None:
    """Press "hand back", then the second time on the page for the officer."""
    passer_by.send(button=("bare", "handed"))
    assert "Urządzenie oddane" in passer_by.page.text
    passer_by.post("/quick/questions", [*passer_by.filled()])


def test_the_person_answers_statements_alone_and_the_answers_bear_that_basis(passer_by):
    questions(passer_by, language="en")
    passer_by.post("/quick/show", passer_by.page.form["fields"])
    assert (KCIK in passer_by.page.text and "You may stop" in passer_by.page.text) or passer_by.page.h1
    passer_by.send(at="0")
    seen = 0
    while "at" in dict(passer_by.page.form["fields"]):
        assert len(passer_by.page.h1) == 1 and "answer." not in passer_by.page.html.replace('name="answer.', "")
        passer_by.send(button=("bare", "yes" if seen == 0 else "skip"))
        seen += 1
        if "Thank you" in passer_by.page.text:
            break
    assert seen >= 5
    hand_back(passer_by)
    assert passer_by.path == "/quick/questions" and "odpowiedź od osoby" in passer_by.page.text
    given = dict(passer_by.page.form["fields"])
    assert list(given.values()).count("yes") >= 1


def test_stop_ends_the_statements_and_leaves_the_rest_not_asked(passer_by):
    questions(passer_by)
    passer_by.post("/quick/show", passer_by.page.form["fields"])
    passer_by.send(at="0")
    passer_by.send(button=("bare", "stop"))
    assert "Więcej pytań nie będzie" in passer_by.page.text
    hand_back(passer_by)
    assert passer_by.path == "/quick/questions"
    assert not [name for name, _ in passer_by.page.form["fields"] if name.startswith("answer.")]


FORGED = [
    {"language": "xx"},
    {"age": "elder"},
    {"forms": ["army"]},
    {"alone": "maybe"},
    {"profession": "priest"},
    {"answer.nonsense": "yes"},
    {"answer.debt_bondage": "maybe"},
    {"sign.nonsense": "1"},
    {"ethnicity": "x"},
]


@pytest.mark.sampled(3)
@pytest.mark.parametrize("forged", FORGED)
@pytest.mark.parametrize("where", ["questions", "result", "show"])
def test_a_forged_value_gets_a_clear_page(passer_by, where, forged):
    fields = {"age": "adult", "forms": "labour", **forged}
    pairs = [(n, each) for n, v in fields.items() for each in (v if isinstance(v, list) else [v])]
    passer_by.post(f"/quick/{where}", [*pairs, ("_end", "1")])
    assert passer_by.response.status_code == 422 and "Zacznij od nowa" in passer_by.page.text


@pytest.mark.parametrize("at", ["99", "-1", "x", "1e3"])
def test_a_forged_place_among_the_statements_gets_a_clear_page(passer_by, at):
    fields = [("age", "adult"), ("forms", "labour"), ("at", at), ("_end", "1")]
    passer_by.post("/quick/show", fields)
    assert passer_by.response.status_code == 422


def test_a_reload_without_a_form_begins_again(passer_by):
    for path in ("questions", "result", "show"):
        passer_by.get(f"/quick/{path}")
        assert passer_by.path == "/quick/"


def test_the_page_speaks_english_by_its_address(passer_by):
    passer_by.get("/quick/?ui=en")
    assert passer_by.page.lang == "en" and "Quick check" in passer_by.page.text
    passer_by.send(**START)
    assert passer_by.page.lang == "en"


def test_the_check_goes_on_in_a_full_case_with_its_answers(visitor, desk):
    questions(visitor, profession="police")
    visitor.send(answer__documents_withheld="yes")
    fields = next(form for form in visitor.page.forms if form["action"] == "/cases/from-quick")["fields"]
    visitor.post("/cases/from-quick", fields)
    assert visitor.path.endswith("/overview")
    opened = visitor.path
    visitor.post("/cases/from-quick", fields)  # the same press once more
    assert visitor.path == opened
    (listed,) = desk.cases()
    case = desk.read(listed.id).case
    assert case.is_yes("documents_withheld") and case.context.profession == "police"


def _met_a_tool_without_keys(newcomer) -> None:
    questions(newcomer)
    newcomer.send(answer__documents_withheld="yes")
    fields = next(form for form in newcomer.page.forms if form["action"] == "/cases/from-quick")["fields"]
    newcomer.post("/cases/from-quick", fields)
    assert newcomer.path == "/set-up"


def _waits_until_saved(newcomer, desk) -> None:
    for _ in range(2):
        newcomer.get("/cases/")
        assert "nie jest jeszcze zapisany" in newcomer.page.text
    save_what_waits(newcomer)
    (listed,) = desk.cases()
    assert desk.read(listed.id).case.is_yes("documents_withheld")
    newcomer.get("/cases/")
    assert "nie jest jeszcze zapisany" not in newcomer.page.text


def test_a_tool_that_was_never_set_up_carries_the_answers_through_the_set_up(newcomer, desk):
    _met_a_tool_without_keys(newcomer)
    _set_up(newcomer)
    newcomer.send(kit=kit_shown(desk.lock))
    assert newcomer.path == "/waiting?next=/cases/"
    _waits_until_saved(newcomer, desk)


def test_where_nothing_is_kept_the_answers_wait_and_the_word_is_shown_with_them(newcomer, desk):
    _met_a_tool_without_keys(newcomer)
    newcomer.keep_nothing()
    assert newcomer.path == "/waiting?next=/cases/" and "odblokuje go to słowo" in newcomer.page.text
    _waits_until_saved(newcomer, desk)


def test_where_another_browser_made_the_keys_meanwhile_the_answers_wait_as_well(newcomer, app, tool_settings, desk):
    _met_a_tool_without_keys(newcomer)
    another = Visitor(app.test_client())
    another.get(f"/start/{start_link.issue(tool_settings.data)}")
    passphrase = _set_up(another)
    another.send(kit=kit_shown(desk.lock))
    newcomer.get("/unlock")
    newcomer.send(passphrase=passphrase)
    assert newcomer.path.startswith("/waiting?")
    _waits_until_saved(newcomer, desk)


def test_a_locked_tool_carries_the_answers_through_the_lock(visitor, desk):
    questions(visitor)
    visitor.send(answer__documents_withheld="yes")
    fields = next(form for form in visitor.page.forms if form["action"] == "/cases/from-quick")["fields"]
    visitor.get("/")
    visitor.post("/lock", [("csrf_token", visitor.token), ("to", "lock"), ("path", ""), ("body", ""), ("_end", "1")])
    assert visitor.post("/cases/from-quick", fields).status_code == 423
    visitor.unlock()
    assert desk.cases() == []
    save_what_waits(visitor)
    (listed,) = desk.cases()
    assert desk.read(listed.id).case.is_yes("documents_withheld") and desk.held_forms.forms() == []


def test_a_form_of_another_site_opens_no_case(visitor, desk):
    body = "age=adult&forms=labour&_end=1"
    for site in ("cross-site", "same-site", "none"):
        visitor.post_raw("/cases/from-quick", body, headers={"Sec-Fetch-Site": site})
    assert desk.cases() == []


def test_a_browser_that_never_signed_in_opens_no_case(passer_by, desk):
    passer_by.post("/cases/from-quick", [("age", "adult"), ("forms", "labour"), ("_end", "1")])
    assert passer_by.response.status_code == 403 and desk.cases() == []


def test_the_check_alone_has_no_store_no_cookie_and_no_case(alone, tool_settings):
    alone.get("/")
    assert alone.path == "/quick/"
    alone.send(**START)
    alone.send(answer__documents_withheld="yes", answer__debt_bondage="yes")
    assert "Zgłoś do KCIK" in alone.page.text and "from-quick" not in alone.page.html
    assert not cookies(alone.client) and not list(tool_settings.data.glob("*"))


@pytest.mark.parametrize("path", ["/cases/", "/unlock", "/administration/audit", "/start/x", "/nothing"])
def test_the_check_alone_knows_no_other_page(alone, path):
    assert alone.get(path).status_code == 404 and KCIK in alone.page.text


def test_the_leaflet_asks_first_whether_it_is_safe_and_the_usual_answer_is_no(alone):
    alone.get("/quick/leaflet")
    assert ("safe", "no") in alone.page.form["fields"]
    alone.send()
    assert "Ważne numery" in alone.page.text and "Jaka pomoc jest możliwa" not in alone.page.text
    alone.send(safe="yes")
    assert "Jaka pomoc jest możliwa" in alone.page.text


def test_a_leaflet_is_printed_under_a_neutral_name(alone):
    answer = alone.post("/quick/leaflet.pdf", [("language", "pl"), ("for", "child"), ("_end", "1")])
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"] == "attachment; filename=numery.pdf"


@pytest.mark.parametrize("wrong", [{"language": "xx"}, {"for": "dog"}])
def test_an_unknown_leaflet_is_not_found(alone, wrong):
    fields = {"language": "pl", "for": "adult", "safe": "yes", **wrong}
    assert alone.post("/quick/leaflet", [*fields.items(), ("_end", "1")]).status_code == 404
