"""A save that did not arrive whole changes nothing, and what still arrived is shown, to be copied."""

from urllib.parse import urlencode

import pytest

from screening.web import edge
from screening.web.cases.typed import OWN_WORDS

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
    assert "jest</li>" in page and f'href="{address}/triage"' in page
    visitor.get(f"{address}/triage")
    assert ("answer.debt_bondage", "yes") not in visitor.page.form["fields"]
    assert "Zażółć" not in visitor.page.text


def test_a_text_with_a_broken_byte_is_shown_with_a_mark_in_its_place(visitor, opened):
    address = opened(until="triage")
    whole = _damaged(visitor, f"{address}/facts", facts="przed@po")
    page = visitor.post_raw(f"{address}/facts", whole.replace(b"%40", b"%C5")).get_data(as_text=True)
    assert "przed\ufffdpo</textarea>" in page


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
            content_type=edge.FORM_TYPE,
            headers=headers,
            base_url=visitor.base,
        )
        assert answer.status_code == 403 and b"KANAREK" not in answer.get_data()


def test_at_the_lock_it_is_shown_to_whoever_sent_it(visitor, opened):
    address = opened(until="triage")
    visitor.post("/lock", [("csrf_token", visitor.token), ("to", "lock"), ("_end", "1")])
    assert b"wpisane</textarea>" in visitor.post_raw(f"{address}/facts", b"facts=wpisane").get_data()


def test_every_text_field_of_a_case_is_among_those_shown():
    assert {"facts", "reason", "notify_reason", "name", "phone", "told", "place", "language"} <= OWN_WORDS
    assert not OWN_WORDS & {"csrf_token", "passphrase", "kit", "kcik", "answer"}
