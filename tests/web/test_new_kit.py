"""The pages of a new recovery kit, of what was noticed at the lock, and of a key file that is gone."""

import errno
import json
from pathlib import Path

import pytest

from screening.storage import AuditEvent, DataMoved, NotSaved, VaultState
from screening.storage import age_encryption as age_files
from tests.inside.casework import has_new_kit, kit_shown, new_kit_shown, store_of
from tests.web.seeded import open_case
from tests.web.test_lock import _set_up, _shut

SECOND = "drugie długie hasło"


@pytest.fixture
def officer(newcomer, desk, tool_settings):
    """A browser with the lock open, set up with a passphrase; the kit and the key file are beside it."""
    newcomer.passphrase = _set_up(newcomer)
    newcomer.kit = kit_shown(desk.lock)
    newcomer.send(kit=newcomer.kit)
    newcomer.vault = tool_settings.data / "vault.json"
    return newcomer


def _unlock(officer, passphrase=None):
    officer.get("/unlock")
    officer.send(passphrase=passphrase or officer.passphrase)


def _make_kit(officer, desk, **more):
    officer.get("/new-kit")
    officer.send(old=officer.passphrase, **more)
    return new_kit_shown(desk.lock)


def test_a_new_kit_is_to_be_had_at_any_time_and_counts_once_it_was_typed(officer, desk):
    made = _make_kit(officer, desk)
    assert made[:4] in officer.page.text and "przepisany" in officer.page.text
    assert officer.send(kit=officer.kit).status_code == 422
    assert "To nie jest klucz z zestawu na tej stronie." in officer.page.text, "the old key still opens the lock"
    officer.send(kit=made.lower())
    assert officer.path == "/new-kit?done=1" and "Zniszcz starą kartkę" in officer.page.text
    assert "kopie zapasowe" in officer.page.text and made[:4] not in officer.page.text
    assert AuditEvent.NEW_KIT in [entry.act for entry, _ in desk.acts(5)]
    _shut(officer)
    officer.get("/recover")
    assert officer.send(kit=officer.kit, passphrase=SECOND, again=SECOND).status_code == 422
    officer.send(kit=made, passphrase=SECOND, again=SECOND)
    assert officer.path == "/cases/"


def test_a_new_kit_needs_the_passphrase(officer, desk):
    officer.get("/new-kit")
    assert officer.send(old="x").status_code == 422
    assert not has_new_kit(desk.lock)


@pytest.mark.parametrize("page", ["/new-kit", "/passphrase"])
def test_a_wrong_passphrase_is_422_and_one_that_comes_too_soon_429(officer, page):
    for status in [422] * 5 + [429]:
        officer.get(page)
        assert officer.send(old="x", passphrase=SECOND, again=SECOND).status_code == status


def test_an_altered_key_file_is_told_on_the_next_page_with_the_way_out(officer):
    _shut(officer)
    content = json.loads(officer.vault.read_text())
    content["kit"]["recipient"] = age_files.recipient_of(age_files.new_identity())
    officer.vault.write_text(json.dumps(content))
    _unlock(officer)
    assert "ktoś zmienił wiersz zestawu odzyskiwania" in officer.page.text and "/new-kit" in officer.page.html
    officer.get("/cases/")
    assert "zestawu odzyskiwania" not in officer.page.text


@pytest.mark.parametrize("is_away", [False, True], ids=["a stick that was pulled out", "a share that is away"])
def test_hiding_leads_to_the_calendar_where_the_disk_of_the_data_is_gone(officer, desk, monkeypatch, is_away):
    """Key file and database cannot be looked at then, and every page asks for them: that of an error as well."""
    address, token, exists = open_case(officer), officer.token, Path.exists

    def fail():
        raise DataMoved

    def away(path, **more):
        if path == officer.vault:
            raise OSError(errno.ENOTCONN, "Transport endpoint is not connected")
        return exists(path, **more)

    if is_away:
        monkeypatch.setattr(Path, "exists", away)
    else:
        officer.vault.parent.rename(officer.vault.parent.with_name("elsewhere"))
        monkeypatch.setattr(store_of(desk).database, "reading", fail)
    officer.post("/lock", [("csrf_token", token), ("to", "quiet"), ("_end", "1")])
    assert officer.path == "/quiet" and officer.response.status_code == 200 and "112" not in officer.page.text
    assert store_of(desk).vault.state is (VaultState.LOCKED if is_away else VaultState.MISSING)
    assert officer.get(f"{address}/triage").status_code in (423, 503) and officer.page.h1


def test_altered_dates_name_the_case(officer, desk):
    open_case(officer)
    with store_of(desk).database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE cases SET erase_after = '2099'")
    _shut(officer)
    _unlock(officer)
    assert desk.cases()[0].code in officer.page.text and "przywrócone" in officer.page.text


def test_a_lost_key_file_has_its_page_and_is_no_first_set_up(officer):
    address = open_case(officer) + "/safety"
    _shut(officer)
    aside = officer.vault.rename(officer.vault.with_name("aside"))
    for path in ("/cases/", address, "/unlock"):
        assert officer.get(path).status_code == 503 and "vault.json" in officer.page.text, path
    officer.get("/set-up")
    assert "vault.json" in officer.page.text
    aside.rename(officer.vault)
    _unlock(officer)
    assert officer.get(address).status_code == 200


def test_at_an_older_key_file_that_was_put_back_todays_passphrase_is_not_called_wrong(officer, desk):
    older = officer.vault.read_bytes()
    officer.get("/passphrase")
    officer.send(old=officer.passphrase, passphrase=SECOND, again=SECOND)
    _shut(officer)
    newest = officer.vault.read_bytes()
    officer.vault.write_bytes(older)
    _unlock(officer, SECOND)
    assert (
        officer.response.status_code == 422 and "vault.json w folderze z danymi nie jest najnowszy" in officer.page.text
    )
    officer.vault.write_bytes(newest)
    assert officer.send(passphrase="inne hasło").status_code == 422 and "najnowszy" not in officer.page.text
    _unlock(officer, SECOND)
    assert officer.path == "/cases/"


def test_a_form_that_meets_a_lost_key_file_is_given_back_and_one_that_erases_is_not_done(officer, desk):
    address = open_case(officer, until="triage")
    officer.get(f"{address}/triage")
    fields = officer.filled(answer__debt_bondage="yes", note__debt_bondage="KANAREK")
    _shut(officer)
    aside = officer.vault.rename(officer.vault.with_name("aside"))
    answer = officer.post(f"{address}/triage", fields)
    assert answer.status_code == 503 and "vault.json" in officer.page.text
    assert "KANAREK" in officer.page.text and "nie udało się przechować" in officer.page.text
    assert officer.post(f"{address}/finish", fields).status_code == 503 and len(desk.cases()) == 1
    aside.rename(officer.vault)
    _unlock(officer)
    assert officer.path == "/cases/"


def test_a_change_that_could_not_be_written_down_is_said_to_hold(officer, desk, monkeypatch):
    def full(*_):
        raise NotSaved

    officer.get("/passphrase")
    monkeypatch.setattr("screening.storage.renewal.take_over", full)
    answer = officer.send(old=officer.passphrase, passphrase=SECOND, again=SECOND)
    assert answer.status_code == 507 and "Zmiana działa" in officer.page.text
    monkeypatch.undo()
    _shut(officer)
    _unlock(officer, SECOND)
    assert "bez wpisu" not in officer.page.text and "Klucze zostały zmienione" in officer.page.text


def test_after_a_restore_nothing_is_opened_before_a_new_passphrase_and_kit(officer, desk):
    address = open_case(officer) + "/safety"
    store_of(desk).note(AuditEvent.RESTORE, desk.now())
    _shut(officer)
    _unlock(officer)
    for path in (address, "/cases/", "/passphrase", "/administration/audit"):
        officer.get(path)
        assert officer.path == "/new-kit" and "z kopii zapasowej" in officer.page.text
    assert officer.send(old=officer.passphrase, passphrase="krótkie", again="krótkie").status_code == 422
    officer.send(old=officer.passphrase, passphrase=SECOND, again=SECOND)
    officer.send(kit=new_kit_shown(desk.lock))
    assert officer.get(address).status_code == 200
    _shut(officer)
    _unlock(officer, SECOND)
    assert officer.get(address).status_code == 200


def _twice(officer, **typed):
    fields, path = officer.filled(**typed), officer.page.form["action"]
    for _ in range(2):
        officer.post(path, fields)


def test_a_change_of_the_passphrase_pressed_twice_is_one_change_and_says_so(officer, desk):
    officer.get("/passphrase")
    _twice(officer, old=officer.passphrase, passphrase=SECOND, again=SECOND)
    assert officer.path == "/passphrase?changed=1" and "Hasło zostało zmienione" in officer.page.text
    acts = [entry.act for entry, _ in desk.acts(20)]
    assert acts.count(AuditEvent.CHANGE_PASSPHRASE) == 1 and AuditEvent.REFUSED_UNLOCK not in acts
    officer.get("/passphrase")
    assert officer.send(old=officer.passphrase, passphrase=SECOND, again=SECOND).status_code == 422


def test_a_change_that_could_not_be_written_down_and_is_pressed_twice_is_said_to_hold(officer, desk, monkeypatch):
    def full(*_):
        raise NotSaved

    officer.get("/passphrase")
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("screening.storage.renewal.take_over", full)
        _twice(officer, old=officer.passphrase, passphrase=SECOND, again=SECOND)
    assert officer.path == "/passphrase?changed=1"


def test_a_change_that_was_not_made_is_made_at_the_second_press(officer, desk, monkeypatch):
    def full(*_, **__):
        raise NotSaved

    officer.get("/passphrase")
    fields = officer.filled(old=officer.passphrase, passphrase=SECOND, again=SECOND)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("screening.casework.lock.renewal.renew", full)
        assert officer.post("/passphrase", fields).status_code == 507
    officer.post("/passphrase", fields)
    assert officer.path == "/passphrase?changed=1"
    assert AuditEvent.CHANGE_PASSPHRASE in [entry.act for entry, _ in desk.acts(5)]


def test_a_new_kit_pressed_twice_is_said_to_hold(officer, desk):
    made = _make_kit(officer, desk)
    _twice(officer, kit=made)
    assert officer.path == "/new-kit?done=1" and "Zniszcz starą kartkę" in officer.page.text
    assert [entry.act for entry, _ in desk.acts(20)].count(AuditEvent.NEW_KIT) == 1
    desk.lock.complete_kit(next(iter(desk.lock.open_for())), made)
    again = _make_kit(officer, desk)
    assert again != made and officer.send(kit=made).status_code == 422


def test_a_set_up_pressed_twice_leads_to_the_cases(newcomer, desk):
    _set_up(newcomer)
    _twice(newcomer, kit=kit_shown(desk.lock))
    assert newcomer.response.status_code == 200 and newcomer.path == "/cases/"


def test_keeping_nothing_pressed_twice_shows_the_word(newcomer, desk):
    newcomer.get("/set-up")
    newcomer.post("/keep-nothing", fields := [("csrf_token", newcomer.token), ("_end", "1")])
    newcomer.post("/keep-nothing", fields)
    assert newcomer.response.status_code == 200 and newcomer.path == "/cases/"


def test_only_where_there_is_a_passphrase_a_page_offers_to_change_it(officer):
    officer.get("/cases/")
    assert "/passphrase" in officer.page.links


def test_where_nothing_is_kept_no_page_offers_to_change_a_passphrase(visitor):
    visitor.get("/cases/")
    assert "/administration/audit" in visitor.page.links and "/passphrase" not in visitor.page.links


def test_another_passphrase_on_an_older_page_is_never_said_to_hold(officer, desk):
    third = "trzecie długie hasło"
    officer.get("/passphrase")
    older = officer.page
    officer.send(old=officer.passphrase, passphrase=SECOND, again=SECOND)
    officer.page = older
    assert officer.send(old="x", passphrase=third, again=third).status_code == 422
    assert AuditEvent.REFUSED_UNLOCK in [entry.act for entry, _ in desk.acts(3)]
    officer.page = older
    officer.send(old=SECOND, passphrase=third, again=third)
    assert officer.path == "/passphrase?changed=1"
    _shut(officer)
    _unlock(officer, third)
    assert officer.path == "/cases/"


def test_the_sheet_of_a_kit_that_was_given_up_is_never_said_to_hold(officer, desk):
    given_up = _make_kit(officer, desk)
    older = officer.page
    officer.post("/new-kit", [("csrf_token", officer.token), ("old", officer.passphrase), ("_end", "1")])
    made = new_kit_shown(desk.lock)
    assert made != given_up
    officer.send(kit=made)
    assert officer.path == "/new-kit?done=1"
    officer.page = older
    officer.send(kit=given_up)
    assert officer.path == "/new-kit" and "Zniszcz starą kartkę" not in officer.page.text


OUT_OF_DATE = "Obowiązuje to, co ustawiono wcześniej"


def test_an_older_page_of_the_set_up_never_looks_as_if_its_kit_or_passphrase_held(newcomer, desk):
    _set_up(newcomer)
    older = newcomer.page
    given_up = kit_shown(desk.lock)
    newcomer.post("/set-up", [("csrf_token", newcomer.token), ("passphrase", SECOND), ("again", SECOND), ("_end", "1")])
    newcomer.send(kit=kit_shown(desk.lock))
    assert newcomer.path == "/cases/" and OUT_OF_DATE not in newcomer.page.text
    newcomer.page = older
    newcomer.send(kit=given_up)
    assert newcomer.path == "/cases/" and OUT_OF_DATE in newcomer.page.text
    newcomer.get("/cases/")
    assert OUT_OF_DATE not in newcomer.page.text


def test_a_recovery_on_an_older_page_never_looks_as_if_its_passphrase_held(officer):
    _shut(officer)
    officer.get("/recover")
    older = officer.page
    officer.send(kit=officer.kit, passphrase=SECOND, again=SECOND)
    assert officer.path == "/cases/" and OUT_OF_DATE not in officer.page.text
    officer.page = older
    officer.send(kit=officer.kit, passphrase="trzecie długie hasło", again="trzecie długie hasło")
    assert officer.path == "/cases/" and OUT_OF_DATE in officer.page.text


def test_the_word_is_shown_as_long_as_there_is_no_case_and_once_more(newcomer, desk):
    newcomer.get("/set-up")
    newcomer.post("/keep-nothing", [("csrf_token", newcomer.token), ("_end", "1")])
    word = desk.lock.word
    newcomer.press("/language", language="en")
    assert f"<b>{word}</b>" in newcomer.page.html
    open_case(newcomer, until="triage")
    newcomer.get("/cases/")
    newcomer.get("/cases/")
    assert f"<b>{word}</b>" not in newcomer.page.html


def test_a_word_that_opens_nothing_any_more_is_never_shown(newcomer, desk):
    newcomer.get("/set-up")
    newcomer.post("/keep-nothing", [("csrf_token", newcomer.token), ("_end", "1")])
    desk.lock.shut()
    for _ in range(5):
        newcomer.unlock("wrong")
    _set_up(newcomer)
    newcomer.send(kit=kit_shown(desk.lock))
    assert newcomer.path == "/cases/" and "odblokuje go to słowo" not in newcomer.page.text
