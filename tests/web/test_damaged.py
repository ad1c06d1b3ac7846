"""A save that was not even looked at changes nothing, and what still arrived is shown, to be copied."""

from urllib.parse import urlencode

import pytest

from screening.core.instrument.vocabulary import Answer
from screening.core.journey import Page
from screening.web.cases.forms.fields import CodeField, CodesField
from screening.web.cases.forms.labels import form_labels
from screening.web.cases.forms.typed import WITH_FORM, typed_on
from screening.web.http import request_filter
from tests.inside.web import fields_of
from tests.web.page import Visitor

TYPED = "Zażółć <script>alert(1)</script>"
DAMAGES = {
    "a byte that is no UTF-8": lambda whole: b"x=%FF&" + whole,
    "an escape cut in two": lambda whole: b"x=%f&" + whole,
    "without its end": lambda whole: whole.removesuffix(b"&_end=1"),
    "cut in the end": lambda whole: whole[:-4],
}


def _damaged(visitor, page: str, **typed: str) -> bytes:
    visitor.get(page)
    return urlencode(
        [(name, value) for name, value in visitor.filled(**typed) if name != "_end"] + [("_end", "1")]
    ).encode()


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_what_still_arrived_is_shown_and_not_stored(visitor, opened, damage):
    address = opened(until="triage")
    whole = _damaged(visitor, f"{address}/triage", answer__debt_bondage="yes", note__debt_bondage=TYPED)
    answer = visitor.post_raw(f"{address}/triage", damage(whole))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400 and "nie dotarło w całości" in page
    assert "Zażółć &lt;script&gt;alert(1)&lt;/script&gt;</textarea>" in page
    assert "jest</b></li>" in page and f'href="{address}/triage"' in page
    visitor.get(f"{address}/triage")
    assert ("answer.debt_bondage", "yes") not in visitor.page.form["fields"]
    assert "Zażółć" not in visitor.page.text


def test_a_text_with_a_broken_byte_is_shown_with_a_mark_in_its_place(visitor, opened):
    address = opened(until="triage")
    whole = _damaged(visitor, f"{address}/facts", facts="przed@po")
    page = visitor.post_raw(f"{address}/facts", whole.replace(b"%40", b"%C5")).get_data(as_text=True)
    assert "przed\ufffdpo</textarea>" in page


@pytest.mark.sampled(2)
@pytest.mark.parametrize("name", ["passphrase", "again", "old", "kit", "csrf_token", "revision", "body", "path", "x"])
def test_neither_a_secret_nor_a_token_is_ever_shown(visitor, opened, name):
    address = opened(until="triage")
    body = urlencode([(name, "KANAREK"), ("facts", "widoczne")]).encode()
    for path in (
        f"{address}/facts",
        f"{address}/export",
        "/unlock",
        "/set-up",
        "/kit",
        "/recover",
        "/passphrase",
        "/lock",
    ):
        assert b"KANAREK" not in visitor.post_raw(path, body).get_data(), path


def test_what_another_site_sends_is_not_shown(app, visitor, opened):
    address = opened(until="triage")
    for headers, client in (({"Sec-Fetch-Site": "cross-site"}, visitor.client), ({}, app.test_client())):
        answer = client.post(
            f"{address}/facts",
            data=b"facts=KANAREK",
            content_type=request_filter.FORM_TYPE,
            headers=headers,
            base_url=visitor.base,
        )
        assert answer.status_code == 403 and b"KANAREK" not in answer.get_data()


def test_at_the_lock_it_is_shown_to_whoever_sent_it(visitor, opened):
    address = opened(until="triage")
    visitor.post("/lock", [("csrf_token", visitor.token), ("to", "lock"), ("_end", "1")])
    assert b"wpisane</textarea>" in visitor.post_raw(f"{address}/facts", b"facts=wpisane").get_data()


LONG = "Ą" * 60_000
PLACE = {"place": "Kutno", "persons": "7", "voivodeship": "lodzkie", "safe_until": "2026-11-30T12:45", "others": "dwa"}


def _place(visitor, address: str) -> list[tuple[str, str]]:
    visitor.get(f"{address}/place")
    return visitor.filled(tonight="hospital", not_known=["others_children"], **PLACE)


def _shows_the_place(page: str) -> None:
    assert "Kutno</textarea>" in page
    for label, words in {
        "Ile osób jest razem?": "7",
        "Województwo": "łódzkie",
        "Do kiedy ta osoba może bezpiecznie zostać tam, gdzie jest?": "30.11.2026 12:45",
        "Gdzie osoba będzie dziś w nocy?": "w szpitalu",
        "Ile innych osób jest w miejscu wykorzystania?": "dwa",
        "Jeśli nikt tego nie wie": "nie wiem, ile z nich to dzieci",
    }.items():
        assert f"{label} <b>{words}</b></li>" in page, label


def test_every_field_is_shown_by_its_label_and_the_words_for_its_value(visitor, opened):
    address = opened(until="overview")
    body = urlencode(_place(visitor, address)).encode().removesuffix(b"&_end=1")
    _shows_the_place(visitor.post_raw(f"{address}/place", body).get_data(as_text=True))


def test_answers_with_how_they_are_known_and_signs_are_shown(visitor, opened):
    address = opened(until="triage")
    sent = {"answer.debt_bondage": "yes", "basis.debt_bondage": "person", "sign.obs_no_address": "1", "signs": "x"}
    page = visitor.post_raw(f"{address}/triage", urlencode(sent)).get_data(as_text=True)
    assert "<b>jest; osoba powiedziała</b></li>" in page and "<b>tak</b></li>" in page


def test_what_was_ticked_among_signs_seen_is_shown(visitor, opened):
    address = opened(until="triage")
    page = visitor.post_raw(f"{address}/talk", b"signs=obs_no_address&concerned=1&signs=made_up").get_data(as_text=True)
    assert "Oznaki <b>" in page and "Niepokoję się" in page and "made_up" not in page


@pytest.mark.sampled(3)
@pytest.mark.parametrize("page", sorted(WITH_FORM))
def test_every_field_of_a_page_has_a_label_and_every_code_its_words(app, page):
    with app.test_request_context("/"):
        labels = form_labels(Page(page))
    for name, field in fields_of(Page(page)).items():
        assert labels[name].text, name
        if issubclass(field.field_class, CodeField | CodesField) and name != "signs":
            codes = {str(code) for code in field.args[0]} - {Answer.NOT_ASKED.value}
            assert codes <= labels[name].words.keys(), (name, codes - labels[name].words.keys())


@pytest.mark.sampled(3)
@pytest.mark.parametrize("page", sorted(WITH_FORM))
def test_every_field_of_a_page_can_be_given_back(app, page):
    with app.test_request_context("/"):
        labels = form_labels(Page(page))
        for name in fields_of(Page(page)):
            sent = next(iter(labels[name].words), "1998")
            given_back = typed_on(page, [(name, sent)])
            assert given_back["texts"] or given_back["chosen"], name


def test_a_page_that_is_too_long_is_shown_and_not_stored(visitor, opened):
    address = opened(until="triage")
    visitor.get(f"{address}/facts")
    answer = visitor.post_raw(f"{address}/facts", urlencode(visitor.filled(facts=LONG, country="Wietnam")))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 413 and f"{LONG}</textarea>" in page and "Wietnam</textarea>" in page
    assert "Liczba znaków: 60000. Mieści się najwyżej 600." in page
    visitor.get(f"{address}/facts")
    assert "Ą" not in visitor.page.text and "Wietnam" not in visitor.page.html


def test_what_is_longer_than_anything_that_is_read_is_not_kept_and_the_page_says_so(visitor, opened):
    address = opened(until="triage")
    answer = visitor.post_raw(f"{address}/facts", b"facts=" + b"a" * request_filter.MAX_SHOWN + b"&_end=1")
    assert answer.status_code == 413 and "nie zostało zachowane" in answer.get_data(as_text=True)


def test_of_a_stranger_no_more_is_read_than_may_be_saved(app, visitor, opened):
    address = opened(until="triage")
    body = urlencode([("facts", "KANAREK" * 50_000), ("_end", "1")]).encode()
    for headers, client in (({"Sec-Fetch-Site": "cross-site"}, visitor.client), ({}, app.test_client())):
        more = {"content_type": request_filter.FORM_TYPE, "headers": headers, "base_url": visitor.base}
        answer = client.post(f"{address}/facts", data=body, **more)
        assert answer.status_code == 403 and b"KANAREK" not in answer.get_data()
    assert (
        request_filter.largest("cases.save", ours=False)
        == request_filter.MAX_BODY
        < request_filter.largest("cases.save", ours=True)
    )


def test_a_page_with_a_token_that_no_longer_counts_is_shown_and_not_stored(visitor, opened):
    address = opened(until="overview")
    typed = [
        (name, "of another session" if name == "csrf_token" else value) for name, value in _place(visitor, address)
    ]
    answer = visitor.post_raw(f"{address}/place", urlencode(typed))
    assert answer.status_code == 400 and "of another session" not in answer.get_data(as_text=True)
    _shows_the_place(answer.get_data(as_text=True))
    visitor.get(f"{address}/place")
    assert "Kutno" not in visitor.page.html


def test_a_page_sent_without_a_cookie_is_told_that_nothing_was_kept(app, visitor, opened):
    address = opened(until="overview")
    typed = _place(visitor, address)
    stranger = Visitor(app.test_client())
    page = stranger.post_raw(f"{address}/place", urlencode(typed)).get_data(as_text=True)
    assert "nie zostało zachowane" in page and "Kutno" not in page
    assert "nie zostało zachowane" not in stranger.client.get(f"{address}/place", base_url=stranger.base).text


@pytest.mark.parametrize("body", [b"confirm=1", b"confirm=1&csrf_token=x&_end=1"])
def test_on_the_page_that_erases_there_is_nothing_to_show(visitor, opened, body):
    address = opened(until="triage")
    assert visitor.post_raw(f"{address}/finish", body).status_code == 400
