"""The recovery key typed by hand, the browser that offers to keep a passphrase, and the one that keeps no cookie."""

import re

import pytest

from screening.storage import age_encryption
from screening.web.access import start_link
from tests.inside.casework import kit_shown
from tests.storage.opening import PASSPHRASE
from tests.web.test_lock import BASE, _acts, _set_up, _shut

OTHER_KIT = age_encryption.new_identity()


def _misspelt(kit: str) -> str:
    return kit[:-1] + ("Q" if kit[-1] != "Q" else "P")


@pytest.fixture
def recovering(newcomer, desk):
    """A browser on the page that takes the recovery key; the key is beside it."""
    _set_up(newcomer)
    newcomer.kit = kit_shown(desk.lock)
    newcomer.send(kit=newcomer.kit)
    _shut(newcomer)
    newcomer.get("/recover")
    return newcomer


def _recovers(visitor, kit: str, passphrase: str = PASSPHRASE) -> int:
    return visitor.send(kit=kit, passphrase=passphrase, again=passphrase).status_code


def test_a_slip_of_the_pen_in_the_key_has_its_own_sentence_and_is_no_try(recovering, desk):
    for _ in range(12):
        assert _recovers(recovering, _misspelt(recovering.kit)) == 422
        assert "Ten klucz ma literówkę albo brakuje w nim znaku." in recovering.page.text
    assert "refused_unlock" not in _acts(desk)
    recovering.send(kit=recovering.kit.replace("-", "–").replace("0", "o"), passphrase=PASSPHRASE, again=PASSPHRASE)
    assert recovering.path == "/cases/"


def test_another_key_has_its_own_sentence_and_is_a_try(recovering, desk):
    assert _recovers(recovering, OTHER_KIT) == 422
    assert "Ten klucz nie odblokowuje programu." in recovering.page.text and "każde słowo" not in recovering.page.text
    assert _acts(desk).count("refused_kit") == 1


@pytest.mark.sampled(2)
@pytest.mark.parametrize("passphrase", [PASSPHRASE, "x"])
@pytest.mark.parametrize("kit", ["right", "misspelt", "other"])
def test_the_key_is_never_put_back_on_a_page(recovering, kit, passphrase):
    if (kit, passphrase) == ("right", PASSPHRASE):
        return
    typed = {"right": recovering.kit, "misspelt": _misspelt(recovering.kit), "other": OTHER_KIT}[kit]
    assert _recovers(recovering, typed, passphrase) == 422
    assert typed[16:-1] not in recovering.page.html and passphrase + '"' not in recovering.page.html
    if passphrase == "x":
        said = "Ten klucz ma literówkę" if kit == "misspelt" else "Klucz nie jest pokazywany drugi raz"
        assert said in recovering.page.text


@pytest.mark.parametrize("spoil", [_misspelt, lambda _: OTHER_KIT])
def test_the_key_tried_at_set_up_is_not_put_back_either(newcomer, desk, spoil):
    _set_up(newcomer)
    kit = kit_shown(desk.lock)
    typed = spoil(kit)
    assert newcomer.send(kit=typed).status_code == 422
    assert typed not in newcomer.page.html and "<textarea" in newcomer.page.html


def test_every_page_with_a_passphrase_says_not_to_let_the_browser_keep_it(newcomer, desk):
    advice = "Gdy przeglądarka zapyta, czy zapamiętać hasło, odmów."
    newcomer.get("/set-up")
    assert advice in newcomer.page.text and newcomer.page.html.count('autocomplete="new-password"') == 2
    _set_up(newcomer)
    newcomer.send(kit=kit_shown(desk.lock))
    newcomer.get("/passphrase")
    assert advice in newcomer.page.text and newcomer.page.html.count('autocomplete="current-password"') == 1
    _shut(newcomer)
    assert advice in newcomer.page.text and newcomer.page.html.count('autocomplete="current-password"') == 1
    newcomer.get("/recover")
    assert advice in newcomer.page.text and newcomer.page.html.count('autocomplete="new-password"') == 2


def test_a_browser_that_keeps_no_cookie_is_told_so_after_its_start_link(app, tool_settings):
    link = f"/start/{start_link.issue(tool_settings.data)}"
    keeping = app.test_client(use_cookies=False)
    (landed,) = re.findall(r'content="0; url=([^"]+)"', keeping.get(link, base_url=BASE).get_data(as_text=True))
    for _ in range(2):
        answer = keeping.get(landed, base_url=BASE)
        assert answer.status_code == 403 and "nie zachowała pliku cookie" in answer.get_data(as_text=True)
    assert f'href="{landed}"' in answer.get_data(as_text=True)
    elsewhere = keeping.get("/cases/", base_url=BASE).get_data(as_text=True)
    assert "Otwórz Rozpoznaj tak samo" in elsewhere and "nie zachowuje plików cookie" in elsewhere


def test_faults_are_listed_in_the_order_of_the_page(recovering):
    assert _recovers(recovering, _misspelt(recovering.kit), "x") == 422
    summary = recovering.page.html.partition("<h1>")[2]
    assert 0 < summary.find('href="#kit') < summary.find('href="#passphrase')
