"""A save on an older page: it goes through unless somebody changed its own fields, or what the page depends on."""

import pytest

from screening.core.journey import DEPENDS, Page
from screening.core.record.case_parts import PARTS
from screening.core.record.fields import Part
from screening.storage import StaleRevision
from screening.web.cases.pages import FORMS
from tests.inside.casework import store_of
from tests.web.conftest import SAFE
from tests.web.seeded import open_case

DECIDED = {"kcik": "refer", "notify": "undecided", "reason": "powód", "decided_by": "Służba 1"}
AFTER = "Tę sprawę zmieniono"


@pytest.fixture
def case(visitor, opened) -> str:
    address = opened(until="triage")
    visitor.send()
    return address


def _opened(visitor, case: str, page: str, **typed: object) -> tuple[str, list[tuple[str, str]]]:
    """A page that stands open in a tab, filled in and not sent yet."""
    visitor.get(f"{case}/{page}")
    return f"{case}/{page}", visitor.filled(**typed)


def _change(visitor, case: str, page: str, **typed: object) -> None:
    visitor.get(f"{case}/{page}")
    assert visitor.send(**typed).status_code == 303, visitor.page.text[:400]


def _value(visitor, case: str, page: str, name: str) -> list[str]:
    visitor.get(f"{case}/{page}")
    return [value for field, value in visitor.page.form["fields"] if field == name]


def test_of_the_pages_with_fields_only_those_on_which_something_ends_or_is_decided_depend_on_the_whole_case():
    rows = {Page.TRIAGE, Page.SHORT, Page.OVERVIEW, Page.DIMENSION, Page.OUTSIDE}
    asking = {page for page in FORMS.keys() | rows if DEPENDS[page] is not None}
    assert FORMS.keys() - asking == {Page.DECISION, Page.REFERRAL, Page.AGREEMENT, Page.FINISH}
    assert asking == {page for page, parts in DEPENDS.items() if parts is not None}


def test_a_part_is_the_fields_that_say_so_where_they_are_declared():
    assert {part: [leaf.name for leaf in found] for part, found in PARTS.items()} == {
        Part.AGE: ["age"],
        Part.FORMS: ["forms", "intended", "context.form_unsure"],
        Part.SAFETY: ["safety.alone", "safety.interpreter"],
        Part.PROFESSION: ["context.profession"],
        Part.AGREEMENT: ["agreement.contact", "agreement.share_name"],
    }


TWO_TABS = [
    ("facts", {"facts": "pierwsza"}, "triage", {"note__debt_bondage": "druga"}, "note.debt_bondage"),
    ("triage", {"note__debt_bondage": "pierwsza"}, "place", {"place": "druga"}, "place"),
    ("place", {"place": "pierwsza"}, "handover", {"taken_by": "druga"}, "taken_by"),
    ("decision", DECIDED, "person", {"relatives": "druga"}, "relatives"),
    ("agreement", {"contact": "no"}, "facts", {"facts": "druga"}, "facts"),
    (
        "talk",
        {"forms": ["labour"], "setting": "office"},
        "facts",
        {"facts": "druga"},
        "facts",
    ),
]


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("first", "sent", "second", "typed", "name"), TWO_TABS)
def test_two_pages_of_one_case_are_both_saved(visitor, case, first, sent, second, typed, name):
    path, fields = _opened(visitor, case, second, **typed)
    _change(visitor, case, first, **sent)
    assert visitor.post(path, fields).status_code == 303
    assert _value(visitor, case, second, name) == ["druga"]
    kept, text = list(sent.items())[-1]
    assert text in _value(visitor, case, first, kept.replace("__", "."))


DEPENDING = [
    ("triage", {"note__debt_bondage": "druga"}, "safety", {**SAFE, "age": "uncertain"}, "grupę wieku"),
    ("triage", {"note__debt_bondage": "druga"}, "safety", {**SAFE, "alone": "no", "age": "adult"}, "kto był obok"),
    ("triage", {"note__debt_bondage": "druga"}, "talk", {"forms": ["sexual"]}, "co podejrzewasz"),
    ("triage", {"note__debt_bondage": "druga"}, "safety", {"profession": "social_worker"}, "instytucję"),
    ("person", {"relatives": "druga"}, "agreement", {"contact": "yes", "share_name": "yes"}, "zgodę"),
    ("talk", {"forms": ["sexual"]}, "safety", {**SAFE, "age": "child"}, "grupę wieku"),
    ("talk", {"concerned": "1"}, "safety", {"profession": "social_worker"}, "instytucję"),
]


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("page", "typed", "other", "sent", "named"), DEPENDING)
def test_a_page_that_depends_on_what_was_changed_is_shown_again_and_says_what(
    visitor, case, page, typed, other, sent, named
):
    path, fields = _opened(visitor, case, page, **typed)
    _change(visitor, case, other, **sent)
    assert visitor.post(path, fields).status_code == 409
    assert AFTER in visitor.page.text and named in visitor.page.text
    assert 'class="other"' not in visitor.page.html and "data-unsaved" in visitor.page.html
    name, value = next(iter(typed.items()))
    assert (name.replace("__", "."), value[0] if isinstance(value, list) else value) in visitor.page.form["fields"]
    assert visitor.send().status_code in (303, 422)


@pytest.mark.parametrize("page", ["decision", "agreement"])
def test_what_is_decided_or_agreed_depends_on_the_whole_case(visitor, case, page):
    typed = DECIDED if page == "decision" else {"contact": "yes"}
    path, fields = _opened(visitor, case, page, **typed)
    _change(visitor, case, "facts", facts="inne fakty")
    assert visitor.post(path, fields).status_code == 409 and AFTER in visitor.page.text
    assert visitor.send().status_code == 303
    name, value = next(iter(typed.items()))
    assert _value(visitor, case, page, name) == [value]


def test_the_same_page_sent_twice_is_no_conflict(visitor, case):
    for page, typed in (
        ("facts", {"facts": "raz"}),
        ("triage", {"answer__debt_bondage": "yes"}),
        ("decision", DECIDED),
    ):
        path, fields = _opened(visitor, case, page, **typed)
        assert [visitor.post(path, fields).status_code for _ in range(2)] == [303, 303], page


def test_a_page_with_a_fault_on_top_of_another_save_does_not_swallow_it(visitor, case):
    path, fields = _opened(visitor, case, "facts", facts="ż" * 700, sector="budowa")
    _change(visitor, case, "facts", facts="tamten tekst")
    assert visitor.post(path, fields).status_code == 409
    assert "tamten tekst" in visitor.page.text and ("facts", "ż" * 700) in visitor.page.form["fields"]
    assert _value(visitor, case, "facts", "facts") == ["tamten tekst"]


def test_a_save_that_another_overtakes_between_reading_and_writing_is_asked_anew(visitor, case, desk, monkeypatch):
    path, fields = _opened(visitor, case, "facts", facts="druga")
    plain, overtaken = store_of(desk).save, []

    def overtake(*args, **more):
        if not overtaken:
            overtaken.append(1)
            raise StaleRevision
        return plain(*args, **more)

    monkeypatch.setattr(store_of(desk), "save", overtake)
    assert visitor.post(path, fields).status_code == 303 and overtaken
    assert _value(visitor, case, "facts", "facts") == ["druga"]


def test_a_row_that_was_answered_elsewhere_is_not_wiped_out_by_an_older_page(visitor, case):
    path, fields = _opened(visitor, case, "triage", note__low_no_pay="druga")
    _change(visitor, case, "triage", note__debt_bondage="pierwsza")
    assert visitor.post(path, fields).status_code == 409
    assert "pierwsza" in visitor.page.text and ("note.low_no_pay", "druga") in visitor.page.form["fields"]


@pytest.mark.sampled(1)
@pytest.mark.parametrize("seen", ["", "own.0000000000000000", "x" * 3000, "own", ". .", "own.żółw age.1"])
def test_a_page_that_does_not_say_what_it_was_made_from_is_taken_for_an_old_one(visitor, case, seen):
    path, fields = _opened(visitor, case, "facts", facts="druga")
    fields = [(name, seen if name == "seen" else value) for name, value in fields]
    _change(visitor, case, "place", place="x")
    assert visitor.post(path, fields).status_code == 409


# What destroys, leaves or begins depends on the whole case


def test_an_erasure_on_an_old_page_is_asked_again_and_names_the_case_when_it_is_done(visitor, case, desk):
    path, fields = _opened(visitor, case, "finish", confirm="1")
    _change(visitor, case, "facts", facts="nowe fakty")
    assert visitor.post(path, fields).status_code == 409 and AFTER in visitor.page.text
    assert not _value(visitor, case, "finish", "confirm") and len(desk.cases()) == 1
    code = desk.cases()[0].code
    visitor.send(confirm="1")
    assert f"Sprawa {code} została usunięta" in visitor.page.text and desk.cases() == []
    visitor.get("/cases/?erased=1")
    assert "usunięta" not in visitor.page.text


def test_a_case_changed_between_the_question_and_the_erasure_is_not_erased(visitor, case, desk, monkeypatch):
    path, fields = _opened(visitor, case, "finish", confirm="1")
    plain = desk.finish

    def late(open_case):
        desk.save(open_case, open_case.case, seen_revision=open_case.revision)
        return plain(open_case)

    monkeypatch.setattr(desk, "finish", late)
    assert visitor.post(path, fields).status_code == 409 and AFTER in visitor.page.text
    assert len(desk.cases()) == 1


def test_finishing_pressed_twice_does_not_erase_what_is_to_be_kept(visitor, case, desk):
    from datetime import timedelta

    desk.retention.finished_for = timedelta(days=30)
    path, fields = _opened(visitor, case, "finish", confirm="1")
    assert visitor.post(path, fields).status_code == 303 and "jest zakończona" in visitor.page.text
    assert visitor.post(path, fields).status_code == 409
    (kept,) = desk.cases()
    assert kept.finished


@pytest.mark.parametrize("act", ["print", "hand out", "next person"])
def test_nothing_leaves_or_begins_from_an_old_page(visitor, case, desk, act):
    _change(visitor, case, "triage", answer__debt_bondage="yes")
    page, ending, more = {
        "print": ("documents", "/documents/referral", {"language": "pl"}),
        "hand out": ("export", "/export", {"how": "none"}),
        "next person": ("site", "/next-person", {}),
    }[act]
    visitor.get(f"{case}/{page}")
    old = visitor.page
    _change(visitor, case, "facts", facts="nowe fakty")
    visitor.page = old
    assert visitor.press(ending, **more).status_code == 409 and AFTER in visitor.page.text
    assert len(desk.cases()) == 1
    assert not {"print", "export"} & {entry.act.value for entry, _ in desk.acts(20)}
    assert visitor.press(ending, **more).status_code in (200, 303, 422)  # asked anew, it is read


def test_the_second_person_of_an_old_page_is_not_begun_either(visitor, case, desk):
    visitor.get(f"{case}/site")
    visitor.press("/next-person")
    visitor.get(f"{case}/site")
    old = visitor.page
    _change(visitor, case, "facts", facts="nowe fakty")
    visitor.page = old
    assert visitor.press("/next-person").status_code == 409 and len(desk.cases()) == 2


def test_two_pages_of_one_case_that_met_the_lock_are_both_saved_without_a_question(visitor, desk):
    from tests.web.conftest import save_what_waits

    case = open_case(visitor, until="triage")
    visitor.send()
    pages = [_opened(visitor, case, *each) for each in (("facts",), ("place",))]
    pages = [(path, [(n, "tekst" if n in ("facts", "place") else v) for n, v in fields]) for path, fields in pages]
    visitor.post("/lock", [("csrf_token", visitor.token), ("to", "lock"), ("_end", "1")])
    for path, fields in pages:
        assert visitor.post(path, fields).status_code == 423
    visitor.unlock()
    assert [save_what_waits(visitor).status_code for _ in pages] == [303, 303]
    assert _value(visitor, case, "facts", "facts") == _value(visitor, case, "place", "place") == ["tekst"]
    assert not desk.held_forms.some_wait
