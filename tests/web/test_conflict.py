"""Two saves of one page, and a disk that is full: both texts are on the page, nothing is retried silently."""

from urllib.parse import urlencode

import pytest
from sqlalchemy import event

from tests.inside.casework import store_of
from tests.web.conftest import save_what_waits


def test_both_texts_stand_side_by_side_and_the_second_save_replaces_knowingly(visitor, opened):
    address = opened(until="triage")
    mine = visitor.filled(answer__debt_bondage="yes", note__debt_bondage="moja")
    visitor.send(answer__debt_bondage="no", note__debt_bondage="tamta")
    assert visitor.post(f"{address}/triage", mine).status_code == 409
    assert visitor.page.title.startswith("Błąd:")
    assert ("note.debt_bondage", "moja") in visitor.page.form["fields"]
    other = visitor.page.html.partition('<p class="other">')[2].partition("</p>")[0]
    assert "nie ma" in other and "tamta" in other
    assert visitor.page.html.count('<p class="other">') == 1
    visitor.send()
    visitor.get(f"{address}/triage")
    assert ("note.debt_bondage", "moja") in visitor.page.form["fields"]


def test_both_texts_of_a_form_stand_side_by_side(visitor, opened):
    address = opened(until="triage")
    visitor.send()
    visitor.get(f"{address}/decision")
    mine = visitor.filled(kcik="refer", notify="undecided", reason="mój powód", decided_by="Służba 1")
    visitor.send(kcik="consult", notify="undecided", reason="tamten powód", decided_by="Służba 1")
    assert visitor.post(f"{address}/decision", mine).status_code == 409
    assert ("reason", "mój powód") in visitor.page.form["fields"]
    assert "tamten powód" in visitor.page.html
    assert visitor.page.html.count('<p class="other">') == 2
    visitor.send()
    visitor.get(f"{address}/decision")
    assert ("reason", "mój powód") in visitor.page.form["fields"]


def test_a_full_disk_says_so_and_keeps_the_text_until_there_is_space(visitor, opened, desk):
    address = opened(until="triage")
    _limit(desk, full=True)
    status = 0
    for number in range(40):
        note = f"{number} " + "ż" * 500
        status = visitor.send(answer__debt_bondage="yes", note__debt_bondage=note).status_code
        if status == 507:
            break
        visitor.get(f"{address}/triage")
    assert status == 507 and visitor.page.title.startswith("Błąd:")
    assert ("note.debt_bondage", note) in visitor.page.form["fields"]
    _limit(desk, full=False)
    assert visitor.send().status_code == 303
    visitor.get(f"{address}/triage")
    assert ("note.debt_bondage", note) in visitor.page.form["fields"]


def _decision(visitor, reason: str, **more: str) -> list[tuple[str, str]]:
    typed = {"kcik": "refer", "notify": "undecided", "decided_by": "Służba 1", **more}
    return visitor.filled(reason=reason, **typed)


def test_only_what_differs_is_shown_twice(visitor, opened):
    address = opened(until="triage")
    mine = visitor.filled(answer__debt_bondage="yes", note__debt_bondage="to samo", note__low_no_pay="moja")
    visitor.send(answer__debt_bondage="yes", note__debt_bondage="to samo", note__low_no_pay="tamta")
    assert visitor.post(f"{address}/triage", mine).status_code == 409
    assert visitor.page.html.count('<p class="other">') == 1 and visitor.page.html.count("to samo") == 1
    assert ("note.low_no_pay", "moja") in visitor.page.form["fields"] and "tamta" in visitor.page.text


def test_a_conflict_saves_nothing_of_either_page_until_the_officer_saves_again(visitor, opened):
    address = opened(until="triage")
    visitor.send()
    visitor.get(f"{address}/decision")
    mine = _decision(visitor, "mój powód")
    visitor.post(f"{address}/decision", _decision(visitor, "tamten powód"))
    for _ in range(3):
        assert visitor.post(f"{address}/decision", mine).status_code == 409
        assert ("reason", "mój powód") in visitor.page.form["fields"] and "tamten powód" in visitor.page.text
    visitor.get(f"{address}/decision")
    assert ("reason", "tamten powód") in visitor.page.form["fields"]


def test_a_third_save_before_the_second_is_repeated_asks_again(visitor, opened):
    address = opened(until="triage")
    visitor.send()
    visitor.get(f"{address}/decision")
    mine, third = _decision(visitor, "mój powód"), _decision(visitor, "trzeci powód")
    visitor.post(f"{address}/decision", _decision(visitor, "tamten powód"))
    visitor.post(f"{address}/decision", mine)
    mine = visitor.filled()
    third = [(name, dict(mine)[name] if name in ("revision", "seen") else value) for name, value in third]
    visitor.post(f"{address}/decision", third)
    assert visitor.post(f"{address}/decision", mine).status_code == 409
    assert "trzeci powód" in visitor.page.text and ("reason", "mój powód") in visitor.page.form["fields"]
    visitor.send()
    visitor.get(f"{address}/decision")
    assert ("reason", "mój powód") in visitor.page.form["fields"]


def test_a_text_saved_in_between_is_shown_as_it_was_written(visitor, opened):
    address = opened(until="triage")
    visitor.send()
    visitor.get(f"{address}/decision")
    mine = _decision(visitor, "mój <b>powód</b>")
    visitor.post(f"{address}/decision", _decision(visitor, "<script>alert(1)</script>"))
    visitor.post(f"{address}/decision", mine)
    assert "<script>" not in visitor.page.html and "<script>alert(1)</script>" in visitor.page.text
    assert ("reason", "mój <b>powód</b>") in visitor.page.form["fields"]


def test_a_text_that_was_taken_away_in_between_is_called_nothing(visitor, opened):
    address = opened(until="triage")
    visitor.send()
    visitor.get(f"{address}/place")
    visitor.send(place="pod mostem")
    visitor.get(f"{address}/place")
    mine = visitor.filled(place="za mostem")
    visitor.post(f"{address}/place", visitor.filled(place=""))
    assert visitor.post(f"{address}/place", mine).status_code == 409
    other = visitor.page.html.partition('<p class="other">')[2].partition("</p>")[0]
    assert "nic" in other and ("place", "za mostem") in visitor.page.form["fields"]


def _limit(desk, *, full: bool) -> None:
    """Let the database grow no further, or as it likes."""
    engine = store_of(desk).database.engine
    with engine.connect() as connection:
        used = connection.exec_driver_sql("PRAGMA page_count").scalar()
    most = f"PRAGMA max_page_count = {used if full else 1_000_000}"
    event.listen(engine, "checkout", lambda raw, *_: raw.execute(most))


def _until_full(visitor, path: str, field: str) -> str:
    """Save longer and longer texts of a page until there is no space; gives the text that was not saved."""
    for number in range(60):
        visitor.get(path)
        text = f"{number} " + "ż" * 400
        if visitor.send(**{field: text}).status_code == 507:
            return text
    raise AssertionError("the disk never was full")


def test_a_form_that_meets_a_full_disk_keeps_every_field_and_is_saved_when_there_is_space(visitor, opened, desk):
    address = opened(until="triage")
    visitor.send()
    visitor.get(f"{address}/decision")
    visitor.post(f"{address}/decision", _decision(visitor, "powód"))
    _limit(desk, full=True)
    reason = _until_full(visitor, f"{address}/decision", "reason")
    typed = dict(visitor.page.form["fields"])
    assert (typed["reason"], typed["decided_by"], typed["kcik"]) == (reason, "Służba 1", "refer")
    assert visitor.page.title.startswith("Błąd:") and "dysk" in visitor.page.text
    assert visitor.send().status_code == 507
    _limit(desk, full=False)
    assert visitor.send().status_code == 303
    visitor.get(f"{address}/decision")
    assert ("reason", reason) in visitor.page.form["fields"]


def test_what_was_saved_before_the_disk_was_full_is_still_read_and_the_trail_is_whole(visitor, opened, desk):
    address = opened(until="triage")
    _limit(desk, full=True)
    text = _until_full(visitor, f"{address}/triage", "note__debt_bondage")
    number = int(text.split()[0])
    visitor.get(f"{address}/triage")
    saved = dict(visitor.page.form["fields"])["note.debt_bondage"]
    assert saved.split()[:1] == ([str(number - 1)] if number else [])
    assert desk.verify_trail() is None
    _limit(desk, full=False)


def _met(visitor, opened) -> str:
    """A page of a conflict: one text was saved, another stands on the page, and each side changed a field alone."""
    address = opened(until="triage") + "/place"
    visitor.get(address)
    mine = visitor.filled(place="moja gmina")
    visitor.send(place="tamta gmina", tonight="hospital")
    assert visitor.post(address, mine).status_code == 409
    return address


def _saved(visitor, address: str) -> tuple[str, str]:
    visitor.get(address)
    fields = dict(visitor.page.form["fields"])
    return fields["place"], fields.get("tonight", "")


OTHER_BUTTONS = [("page_language", "en"), ("go", "overview"), ("go", "documents"), ("go", "leaflet")]


@pytest.mark.parametrize("button", OTHER_BUTTONS)
def test_only_what_saves_answers_a_conflict(visitor, opened, button):
    address = _met(visitor, opened)
    for _ in range(2):
        assert visitor.send(button=button).status_code == 409
        assert "tamta gmina" in visitor.page.text and ("place", "moja gmina") in visitor.page.form["fields"]
        assert visitor.page.html.count('<p class="other">') == 2
    kept = visitor.page
    assert _saved(visitor, address) == ("tamta gmina", "hospital")
    visitor.page = kept
    assert visitor.send(tonight="hospital").status_code == 303
    assert _saved(visitor, address) == ("moja gmina", "hospital")


def test_a_conflict_that_the_lock_took_along_is_asked_once_more(visitor, opened):
    address = _met(visitor, opened)
    body = urlencode([*visitor.filled(), ("remain", "1")]).replace("&_end=1", "") + "&_end=1"
    taken_along = [("to", "lock"), ("path", address), ("body", body)]
    visitor.post("/lock", [("csrf_token", visitor.token), *taken_along, ("_end", "1")])
    visitor.unlock()
    save_what_waits(visitor)
    assert "tamta gmina" in visitor.page.text and ("place", "moja gmina") in visitor.page.form["fields"]
    assert _saved(visitor, address) == ("tamta gmina", "hospital")


def test_a_conflict_that_is_given_back_is_asked_once_more(visitor, opened):
    address = _met(visitor, opened)
    fields = [(name, "x" if name == "csrf_token" else value) for name, value in visitor.filled()]
    visitor.arrive(visitor.post_raw(address, urlencode(fields), headers={"Sec-Fetch-Site": "same-origin"}), address)
    (form,) = [form for form in visitor.page.forms if "moja gmina" in str(form["fields"])]
    assert visitor.post(form["action"], form["fields"]).status_code == 409
    assert _saved(visitor, address) == ("tamta gmina", "hospital")
