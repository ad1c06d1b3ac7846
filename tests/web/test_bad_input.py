"""Bad input gets a clear page in the reader's language and changes nothing."""

from urllib.parse import urlencode

import pytest

from screening.web.http.request_filter import DamagedBody, fields


def _revision(visitor) -> str:
    return dict(visitor.page.form["fields"])["revision"]


def _body(fields) -> str:
    return urlencode(fields)


def test_a_stale_page_is_refused_and_the_other_save_stays(visitor, opened):
    address = opened(until="triage")
    stale = visitor.filled(answer__debt_bondage="yes")
    visitor.send(answer__debt_bondage="no")
    assert visitor.post(f"{address}/triage", stale).status_code == 409
    visitor.get(f"{address}/triage")
    assert ("answer.debt_bondage", "no") in visitor.page.form["fields"]


@pytest.mark.sampled(2)
@pytest.mark.parametrize("token", [None, "", "forged", "x" * 5000])
def test_a_missing_or_forged_token_saves_nothing(visitor, opened, token):
    address = opened(until="triage")
    fields = [f for f in visitor.filled(answer__debt_bondage="yes") if f[0] != "csrf_token"]
    if token is not None:
        fields.insert(0, ("csrf_token", token))
    assert visitor.post(f"{address}/triage", fields).status_code == 400
    visitor.get(f"{address}/triage")
    assert "answer.debt_bondage" not in dict(visitor.page.form["fields"])


@pytest.mark.sampled(2)
@pytest.mark.parametrize("path", ["nonsense", "dimension", "exploitation-9", "a" * 3000, "%00", "..%2f..%2fetc"])
def test_an_unknown_step_is_not_found(visitor, opened, path):
    address = opened(until="talk")
    assert visitor.get(f"{address}/{path}").status_code == 404


@pytest.mark.sampled(2)
@pytest.mark.parametrize("value", ["maybe", "", "YES", "yes\u0301"])
def test_an_unknown_answer_is_refused_and_saves_nothing(visitor, opened, value):
    address = opened(until="triage")
    assert visitor.send(answer__debt_bondage=value, answer__low_no_pay="yes").status_code == 422
    visitor.get(f"{address}/triage")
    assert "answer.low_no_pay" not in dict(visitor.page.form["fields"])


def test_a_field_that_is_not_on_the_page_is_refused(visitor, opened):
    address = opened(until="triage")
    fields = [("answer.child_as_prop", "yes"), *visitor.filled()]
    assert visitor.post(f"{address}/triage", fields).status_code == 400


def test_a_note_of_ten_thousand_characters_is_refused_and_kept_on_the_page(visitor, opened):
    opened(until="triage")
    response = visitor.send(note__debt_bondage="ż" * 10_000)
    assert response.status_code == 422
    assert ("note.debt_bondage", "ż" * 10_000) in visitor.page.form["fields"]


def _damaged(fields) -> dict[str, bytes]:
    whole = _body(fields).encode()
    return {
        "truncated": whole[:-4],
        "without the last field": whole.removesuffix(b"&_end=1"),
        "invalid UTF-8, raw": whole.replace(
            b"answer.debt_bondage=yes", b"answer.debt_bondage=yes&note.debt_bondage=\xff"
        ),
        "invalid UTF-8, escaped": b"note.debt_bondage=%ff&" + whole,
        "overlong escape": b"note.debt_bondage=%c0%80&" + whole,
        "surrogate": b"note.debt_bondage=%ed%a0%80&" + whole,
        "broken escape": b"note.debt_bondage=%zz&" + whole,
        "too many fields": b"x=1&" * 600 + whole,
        "empty": b"",
        "JSON": b'{"answer.debt_bondage": "yes"}',
    }


@pytest.mark.sampled(2)
@pytest.mark.parametrize("kind", list(_damaged([("a", "b"), ("_end", "1")])))
def test_a_damaged_body_is_refused_and_changes_nothing(visitor, opened, kind):
    address = opened(until="triage")
    body = _damaged(visitor.filled(answer__debt_bondage="yes"))[kind]
    response = visitor.post_raw(f"{address}/triage", body)
    assert response.status_code == 400
    assert "Nic nie zapisano" in response.get_data(as_text=True)
    visitor.get(f"{address}/triage")
    assert "answer.debt_bondage" not in dict(visitor.page.form["fields"])


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/json", "text/plain", ""])
def test_any_other_kind_of_body_is_refused(visitor, opened, kind):
    address = opened(until="triage")
    assert visitor.post_raw(f"{address}/triage", b"--x--", content_type=kind).status_code == 415


def test_a_body_that_is_too_large_is_refused(visitor, opened):
    address = opened(until="triage")
    body = _body([("note.debt_bondage", "a" * 300_000), *visitor.filled()])
    assert visitor.post_raw(f"{address}/triage", body).status_code == 413


@pytest.mark.parametrize("case_id", ["00000000-0000-4000-8000-000000000000"])
def test_a_case_that_never_was_is_not_found(visitor, case_id):
    assert visitor.get(f"/cases/{case_id}/safety").status_code == 404


def test_a_foreign_host_is_refused(app):
    response = app.test_client().get("/", base_url="https://evil.example")
    assert response.status_code == 400


def test_a_revision_that_is_no_number_saves_nothing(visitor, opened):
    address = opened(until="triage")
    fields = [("revision", "9" * 40) if n == "revision" else (n, v) for n, v in visitor.filled()]
    assert visitor.post(f"{address}/triage", fields).status_code == 400


def test_looking_never_changes_the_revision(visitor, opened):
    address = opened(until="overview")
    visitor.get(f"{address}/triage")
    before = _revision(visitor)
    for page in ("safety", "talk", "acts", "answers", "needs", "call", "documents", "finish", "overview"):
        visitor.get(f"{address}/{page}")
    visitor.get(f"{address}/triage")
    assert _revision(visitor) == before


HOSTILE = [
    "<script>alert(1)</script>",
    "{{7*7}}",
    "${7*7}",
    "{% raw %}",
    "'\"><img src=x onerror=alert(1)>",
    "Zażółć 𝕫 ⛓",
]


@pytest.mark.sampled(2)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_was_written(visitor, opened, text):
    address = opened(until="triage")
    visitor.send(answer__debt_bondage="yes", note__debt_bondage=text)
    visitor.get(f"{address}/answers")
    assert text in visitor.page.text
    assert "<img" not in visitor.page.html and "<script>" not in visitor.page.html


def test_no_form_has_more_than_five_hundred_fields():
    assert len(fields(b"a=1&" * 499 + b"_end=1")) == 499
    with pytest.raises(DamagedBody):
        fields(b"a=1&" * 500 + b"_end=1")
