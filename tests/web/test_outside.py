"""What the pages say and do with answers that the chosen form or age does not count."""

import pytest

from tests.web.referral import fill, stored
from tests.web.seeded import open_case

TITLE = "Odnotowano, poza wybraną formą"


@pytest.fixture
def begging(visitor) -> str:
    """A child who begs, two strong rows answered yes, at the overview."""
    address = open_case(visitor, age="child", forms=("begging",), until="triage")
    visitor.send(**{"answer.child_as_prop": "yes", "answer.child_begging_for_others": "yes"})
    return address


def change(visitor, address: str, page: str, **values: object) -> None:
    """Change a page, and confirm what it says no longer counts."""
    fill(visitor, address, page, **values)
    assert visitor.response.status_code == 422
    visitor.send()


def test_a_page_that_would_leave_answers_uncounted_names_them_before_it_saves(visitor, begging, desk):
    fill(visitor, begging, "safety", age="adult", children="7")
    text = " ".join(visitor.page.text.split())
    assert visitor.response.status_code == 422
    assert "te odpowiedzi przestaną się liczyć. Jeszcze nic nie zapisano" in text
    assert "Dziecko" in text and text.count(": jest") == 2
    assert stored(desk, begging).age == "child"
    visitor.send()
    assert visitor.response.status_code == 200 and visitor.path == f"{begging}/talk"
    assert (stored(desk, begging).age, stored(desk, begging).safety.children) == ("adult", 7)


def test_what_is_confirmed_is_what_was_named(visitor, begging, desk):
    fill(visitor, begging, "talk", forms=["labour", "begging"])
    assert visitor.path == f"{begging}/triage"
    fill(visitor, begging, "triage", **{"answer.excessive_hours": "yes"})
    fill(visitor, begging, "safety", age="adult")
    assert "przestaną się liczyć" in visitor.page.text
    visitor.send(age="child")
    assert visitor.response.status_code == 200
    fill(visitor, begging, "talk", forms=["other"])
    assert visitor.page.text.count(": jest") == 0 and "przestaną się liczyć" in visitor.page.text
    assert len([1 for name, _ in visitor.page.form["fields"] if name == "uncounted"]) == 3
    for button in (("page_language", "en"), ("go", "decision"), ("page_language", "pl")):
        assert visitor.send(button=button).status_code == 422


SALE, ABDUCTION = "uprowadzenie, sprzedaż, wymuszone małżeństwo lub adopcja", "uprowadzenie osoby albo wzięcie za nią"


@pytest.mark.parametrize(
    ("before", "after", "was", "then"),
    [(["labour", "marriage"], ["marriage"], SALE, ABDUCTION), (["marriage"], ["labour", "marriage"], ABDUCTION, SALE)],
)
def test_a_form_that_gives_an_answer_other_words_names_them_before_it_saves(
    visitor, desk, content, before, after, was, then
):
    address = open_case(visitor, forms=tuple(before))
    fill(visitor, address, "coercive_recruitment-1", **{"answer.rec_abduction_sale": "yes", "answer.rec_debt": "yes"})
    fill(visitor, address, "talk", forms=after)
    text = " ".join(visitor.page.text.split()).lower()
    assert visitor.response.status_code == 422 and "będą miały inne brzmienie. jeszcze nic nie zapisano" in text
    assert text.index(was) < text.index(f"potem na stronach i kartach: {then}") and text.count(": jest") == 2
    assert stored(desk, address).forms == set(before)
    visitor.send()
    assert visitor.response.status_code == 200 and stored(desk, address).forms == set(after)


def test_a_change_that_leaves_every_answer_counted_is_saved_at_once(visitor, begging, desk):
    fill(visitor, begging, "talk", forms=["labour", "sexual", "begging"])
    assert visitor.response.status_code == 200 and len(stored(desk, begging).forms) == 3
    fill(visitor, begging, "safety", age="uncertain")
    assert visitor.response.status_code == 200 and stored(desk, begging).age == "uncertain"


def test_after_a_changed_age_the_overview_lists_what_no_longer_counts_and_nothing_is_said_to_be_clear(visitor, begging):
    change(visitor, begging, "safety", age="adult")
    visitor.get(f"{begging}/overview")
    text = " ".join(visitor.page.text.split())
    assert TITLE in text and "Umów drugą rozmowę" in text and "Odnotowano przesłanki poza wybraną formą" in text
    assert "nie odnotowano przesłanek" not in text
    visitor.get(f"{begging}/acts")
    assert "dotąd nic nie odnotowano" not in visitor.page.text.lower()


def test_with_another_form_alone_answers_can_be_seen_and_changed_and_no_address_is_a_dead_end(visitor, begging, desk):
    change(visitor, begging, "talk", forms=["other"])
    visitor.get(f"{begging}/outside-recruitment_vulnerability")
    assert (visitor.response.status_code, visitor.path) == (200, f"{begging}/answers")
    assert TITLE in visitor.page.text
    link = f"{begging}/outside-exploitation"
    assert f"{link}#child_as_prop" in visitor.page.links
    visitor.get(link)
    visitor.send(**{"answer.child_as_prop": "no", "note.child_as_prop": "pomyłka"})
    assert visitor.path == f"{begging}/answers"
    reply = stored(desk, begging).replies["child_as_prop"]
    assert (reply.answer, reply.note) == ("no", "pomyłka")


def test_a_page_of_answers_made_under_another_form_is_not_lost(visitor, begging, desk):
    visitor.get(f"{begging}/triage")
    waiting, path = visitor.page, visitor.path
    change(visitor, begging, "talk", forms=["other"])
    visitor.page, visitor.path = waiting, path
    visitor.send(**{"answer.earnings_handed_over": "yes", "note.earnings_handed_over": "oddaje wszystko"})
    assert visitor.response.status_code == 409 and "oddaje wszystko" in visitor.page.html
    visitor.send()
    assert stored(desk, begging).replies["earnings_handed_over"].note == "oddaje wszystko"


def test_the_quick_check_lists_what_the_chosen_form_does_not_count(visitor):
    page = visitor.client.post(
        "/quick/result",
        data="forms=organs&age=adult&answer.wages_withheld=yes&answer.low_no_pay=unclear&alone=yes&interpreter=not_needed&_end=1",
        content_type="application/x-www-form-urlencoded",
        base_url="https://localhost",
    ).get_data(as_text=True)
    assert TITLE in page and "Odnotowano przesłanki poza wybraną formą:" in page
    assert page.count("<li>Niska płaca") + page.count("niejasne</li>") >= 1


@pytest.mark.parametrize(
    ("recorded", "stays"),
    [
        ("forms=begging", True),
        ("forms=begging&answer.child_commercial_sex=yes", False),
        ("forms=marriage", False),
        ("forms=adoption", False),
    ],
)
def test_the_quick_check_sends_no_child_back_to_a_parent_who_may_be_the_one_to_be_feared(visitor, recorded, stays):
    page = visitor.client.post(
        "/quick/result",
        data=f"{recorded}&age=child&answer.dest_no_guardian=no&alone=yes&interpreter=not_needed&_end=1",
        content_type="application/x-www-form-urlencoded",
        base_url="https://localhost",
    ).get_data(as_text=True)
    assert ("Dziecko zostaje z rodzicem" in page) is ("Bieda nie jest powodem" in page) is stays
    assert ("Nie oddawaj dziecka dorosłemu" in page) is not stays


def test_a_page_of_answers_that_has_other_rows_now_is_not_lost_either(visitor, begging, desk):
    visitor.get(f"{begging}/triage")
    waiting, path = visitor.page, visitor.path
    change(visitor, begging, "talk", forms=["sexual"])
    visitor.page, visitor.path = waiting, path
    visitor.send(**{"answer.child_as_prop": "unclear", "note.child_as_prop": "śpi cały dzień"})
    assert visitor.response.status_code == 409 and "śpi cały dzień" in visitor.page.html
    visitor.send()
    assert stored(desk, begging).replies["child_as_prop"].note == "śpi cały dzień"


def test_a_row_that_an_older_page_did_not_have_yet_is_not_wiped_out_by_it(visitor, begging, desk):
    page = f"{begging}/recruitment_vulnerability-1"
    visitor.get(page)
    older = visitor.page
    had = [name for name, _ in older.form["fields"] if name.startswith("note.")]
    fill(visitor, begging, "talk", forms=["begging", "labour"])
    visitor.get(page)
    new = next(name for name, _ in visitor.page.form["fields"] if name.startswith("note.") and name not in had)
    visitor.send(**{new.replace("note", "answer"): "yes", new: "z drugiej karty"})
    visitor.page, visitor.path = older, page
    visitor.send(**{had[0]: "ze starszej strony"})
    assert visitor.response.status_code == 409 and new not in dict(visitor.page.form["fields"])
    visitor.send()
    kept = stored(desk, begging).replies
    assert [kept[name.partition(".")[2]].note for name in (new, had[0])] == ["z drugiej karty", "ze starszej strony"]
