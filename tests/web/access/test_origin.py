"""Cases live under a secret host name of each start; the well-known address answers the quick check and no more."""

import socket
from dataclasses import replace
from urllib.parse import urlencode
from uuid import UUID

import pytest

from screening.casework.held_forms import PLACES, HeldFormSender
from screening.core.durations import CASE_KEPT_FOR
from screening.storage import AuditEvent
from screening.web.access import origin, start_link
from screening.web.access.lock_gate import holder_for
from screening.web.app import create_app
from screening.web.http.host_names import ByName
from screening.web.http.request_heads import Judged
from screening.web.quick_app import PUBLIC_NAMES, create_public_app
from screening.web.server import PortTaken, sockets
from tests.inside.casework import kit_shown, store_of
from tests.inside.web import cookies
from tests.web.conftest import save_what_waits
from tests.web.page import Visitor
from tests.web.test_lock import _set_up, _shut
from tests.web.waitressed import asked, fronted, head

NAME, BEFORE = "abcdefghijklmnop.localhost", "bcdefghijklmnopq.localhost"
QUICK = urlencode([("age", "adult"), ("forms", "labour"), ("_end", "1")])
OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def app(tool_settings, desk, printer):
    made = create_app(tool_settings, desk, printer, name=NAME, names_before=[BEFORE])
    made.testing = True
    return made


@pytest.fixture
def public(app, tool_settings, content, printer):
    made = create_public_app(tool_settings, content, printer, holder_for(app))
    made.testing = True
    return made


@pytest.fixture
def here(public) -> Visitor:
    """A browser at the well-known address."""
    return Visitor(public.test_client(), "http://127.0.0.1:8765")


@pytest.fixture
def newcomer(app, tool_settings) -> Visitor:
    came = Visitor(app.test_client(), f"http://{NAME}")
    came.base = f"https://{NAME}"
    came.get(f"/start/{start_link.issue(tool_settings.data)}")
    return came


def _both(app, public) -> ByName:
    names = dict.fromkeys(PUBLIC_NAMES, Judged(public)) | dict.fromkeys((NAME, BEFORE), Judged(app))
    return ByName(names, 8765)


# The name


def test_every_start_has_a_name_of_its_own_that_only_its_owner_can_read(tool_settings):
    tool_settings.data.mkdir(parents=True)
    names = [origin.new_name() for _ in range(100)]
    assert len(set(names)) == 100 and all(origin.NAME.fullmatch(each) for each in names)
    assert origin.take_name(tool_settings.data, names[0]) == ()
    assert origin.take_name(tool_settings.data, names[1]) == (names[0],)
    assert origin.name_in(tool_settings.data) == names[1]
    for name in names[2:]:
        before = origin.take_name(tool_settings.data, name)
    assert before == tuple(reversed(names[91:99])), "pages of the last eight starts may wait"
    assert (tool_settings.data / origin.FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("kept", [b"", b"\xff", b"evil.example", b"127.0.0.1", b"a" * 16 + b".localhost\n", b"A" * 16])
def test_a_damaged_file_of_the_name_is_no_name(tool_settings, kept):
    tool_settings.data.mkdir(parents=True)
    path = tool_settings.data / origin.FILE
    path.write_bytes(kept)
    path.chmod(0o600)
    assert origin.take_name(tool_settings.data, NAME) == ()


def test_the_own_name_leads_to_the_tool_and_the_well_known_address_to_the_quick_check(app, public):
    with fronted(_both(app, public)) as port:

        def got(path: str, host: str) -> tuple[str, str]:
            said = asked(port, head("GET", path, "Connection: close", host=host)).decode()
            return said.split()[1], said

        for host in ("127.0.0.1:8765", "localhost:8765"):
            assert got("/quick/", host)[0] == "200"
            status, said = got("/", host)
            assert status == "200" and "Otwórz Rozpoznaj" in said
            for path in ("/cases/", "/set-up", "/unlock", "/start/x", "/join", "/contacts", "/audit"):
                status, said = got(path, host)
                assert status == "404" and NAME not in said and "Set-Cookie" not in said, path
        assert got("/cases/", f"{NAME}:8765")[0] == "403" and got("/quick/", f"{NAME}:8765")[0] == "200"
        foreign = (NAME, f"{NAME}:80", f"x{NAME}:8765", f"{NAME}.:8765", NAME.upper() + ":8765")
        for host in (*foreign, "[::1]:8765", "127.0.0.2:8765", "", "evil:8765"):
            status, said = got("/cases/", host)
            assert status == "400" and "not served here" in said and NAME not in said, host


def test_no_answer_at_the_well_known_address_sets_a_cookie_or_names_the_tool(here, public):
    for rule in public.url_map.iter_rules():
        if "GET" in rule.methods and not rule.arguments:
            answer = here.client.get(rule.rule, base_url=here.base)
            assert not answer.headers.getlist("Set-Cookie") and NAME.encode() not in answer.data, rule.rule


# The start before


def _under_the_name_before(tool_settings, desk, printer) -> tuple[Visitor, str]:
    """A browser of the start before, which set the lock up there; and the passphrase."""
    first = create_app(tool_settings, desk, printer, name=BEFORE)
    visitor = Visitor(first.test_client(), f"https://{BEFORE}")
    visitor.get(f"/start/{start_link.issue(tool_settings.data)}")
    word = _set_up(visitor)
    visitor.send(kit=kit_shown(desk.lock))
    return visitor, word


def test_under_the_name_before_a_form_of_its_page_is_kept_and_nothing_is_answered(app, desk, tool_settings, printer):
    visitor, word = _under_the_name_before(tool_settings, desk, printer)
    from tests.web.seeded import open_case

    address = open_case(visitor, until="triage")
    fields = visitor.filled(note__debt_bondage="KANAREK")
    desk.lock.shut()
    late = Visitor(app.test_client(), f"https://{BEFORE}")
    cookies(late.client).update(cookies(visitor.client))
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and not rule.arguments:
            assert late.client.get(rule.rule, base_url=late.base).status_code in (403, 404), rule.rule
    link = start_link.issue(tool_settings.data)
    assert late.client.get(f"/start/{link}", base_url=late.base).status_code == 403
    assert late.client.get(f"{address}/triage", base_url=late.base).status_code == 403
    assert late.post(f"{address}/triage", fields).status_code == 423
    assert "KANAREK" not in late.page.html and "jest przechowana" in late.page.text
    fresh = Visitor(app.test_client(), f"https://{NAME}")
    fresh.get(f"/start/{link}")
    fresh.unlock(word)
    save_what_waits(fresh)
    fresh.get(f"{address}/triage")
    assert ("note.debt_bondage", "KANAREK") in fresh.page.form["fields"]


def test_a_quick_check_without_script_under_the_name_before_waits_or_is_given_back(app, desk, tool_settings, printer):
    visitor, word = _under_the_name_before(tool_settings, desk, printer)
    desk.lock.shut()
    sent = "age=adult&forms=labour&answer.debt_bondage=yes&_end=1"
    late = Visitor(app.test_client(), f"https://{BEFORE}")
    refused = late.post_raw("/quick/result", sent, headers=OURS)
    assert refused.status_code == 403 and "Niewola za długi" not in refused.text, "no run let it in"
    cookies(late.client).update(cookies(visitor.client))
    for path in ("/quick/result", "/quick/questions"):
        answer = late.post_raw(path, sent, headers=OURS)
        assert answer.status_code == 423 and "Niewola za długi" in answer.text, path
    assert late.post_raw("/cases/from-quick", sent, headers={"Sec-Fetch-Site": "none"}).status_code == 403
    assert not desk.held_forms.some_wait
    kept = late.post_raw("/cases/from-quick", sent, headers=OURS)
    assert kept.status_code == 423 and "jest przechowana" in kept.text and desk.held_forms.some_wait
    fresh = Visitor(app.test_client(), f"https://{NAME}")
    fresh.get(f"/start/{start_link.issue(tool_settings.data)}")
    fresh.unlock(word)
    assert save_what_waits(fresh).status_code == 303
    (case,) = desk.cases()
    assert desk.read(case.id).case.answer("debt_bondage") == "yes"


def test_a_forged_form_under_the_name_before_is_not_kept(app, desk):
    stranger = Visitor(app.test_client(), f"https://{BEFORE}")
    path = "/cases/00000000-0000-0000-0000-000000000000/triage"
    assert stranger.post_raw(path, "note.debt_bondage=x&_end=1").status_code == 403
    assert not desk.held_forms.some_wait


# What the quick check at the well-known address knows


def test_answers_from_the_well_known_address_wait_sealed_and_the_page_says_so(newcomer, here, desk):
    words = _set_up(newcomer)
    newcomer.send(kit=kit_shown(desk.lock))
    _shut(newcomer)
    answer = here.post_raw("/cases/from-quick", QUICK, headers=OURS)
    assert answer.status_code == 200 and "Odpowiedzi czekają" in answer.text and NAME not in answer.text
    assert desk.lock.state("x") != "open" and desk.held_forms.some_wait
    newcomer.unlock(words)
    assert "Nie wiadomo, skąd pochodzi ta strona." in newcomer.page.text
    assert not any(str(form["action"]).endswith("/save") for form in newcomer.page.forms)


def test_what_waited_becomes_a_case_that_was_begun_when_it_was_sent(newcomer, here, desk, clock):
    """Papers of the next day say then of which day the danger was."""
    newcomer.word = _set_up(newcomer)
    newcomer.send(kit=kit_shown(desk.lock))
    _shut(newcomer)
    sent = clock()
    here.post_raw("/cases/from-quick", f"danger=1&{QUICK}", headers=OURS)
    clock.advance(hours=14)
    newcomer.unlock()
    assert save_what_waits(newcomer).status_code == 303
    (case,) = desk.cases()
    read = desk.read(case.id)
    assert read.opened_at == sent and read.changed_at == clock() and read.erase_after == clock() + CASE_KEPT_FOR


def test_a_whole_inspection_of_quick_checks_waits_and_one_more_is_told_to_save_or_discard_those(newcomer, here, desk):
    _set_up(newcomer)
    newcomer.send(kit=kit_shown(desk.lock))
    places = PLACES[HeldFormSender.QUICK]
    bodies = [f"new_case={UUID(int=number)}&{QUICK}" for number in range(places + 1)]
    answers = [here.post_raw("/cases/from-quick", body, headers=OURS) for body in bodies]
    assert places == 12 and [each.status_code for each in answers] == [200] * places + [409]
    said = answers[-1].text
    assert f"Na zapisanie czeka już {places} wypełnionych list pytań." in said
    assert "nie jest jeszcze przygotowany" not in said
    assert f'name="new_case" value="{UUID(int=places)}"' in said


def test_what_cannot_be_written_is_not_called_a_tool_that_was_not_set_up(newcomer, here, desk):
    _set_up(newcomer)
    newcomer.send(kit=kit_shown(desk.lock))
    with store_of(desk).database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE waiting RENAME TO gone")
    answer = here.post_raw("/cases/from-quick", QUICK, headers=OURS)
    assert answer.status_code == 409 and "nie może teraz niczego przechować" in answer.text
    assert "nie jest jeszcze przygotowany" not in answer.text and 'name="forms" value="labour"' in answer.text


def test_before_anything_is_set_up_the_answers_stay_on_the_page(here, desk):
    answer = here.post_raw("/cases/from-quick", QUICK, headers=OURS)
    assert answer.status_code == 409 and "nie można jeszcze przechować" in answer.text
    assert "nie jest jeszcze przygotowany" in answer.text
    assert 'name="forms" value="labour"' in answer.text and not desk.held_forms.some_wait


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (QUICK, {"Sec-Fetch-Site": "cross-site"}, 403),
        (QUICK, {"Sec-Fetch-Site": "same-site"}, 403),
        (QUICK, {"Origin": "https://evil.example"}, 403),
        ("age=adult&forms=nonsense&_end=1", OURS, 422),
        ("age=adult", OURS, 400),
        ("x", OURS, 400),
    ],
)
def test_what_no_page_of_ours_sends_is_not_put_aside(newcomer, here, desk, body, headers, status):
    _set_up(newcomer)
    newcomer.send(kit=kit_shown(desk.lock))
    assert here.post_raw("/cases/from-quick", body, headers=headers).status_code == status
    assert not desk.held_forms.some_wait


@pytest.mark.parametrize(
    ("chosen", "opened"),
    [
        ({}, "Otwórz Rozpoznaj"),
        ({"realm": "training"}, "Otwórz ćwiczenia lub zajęcia"),
        ({"realm": "training", "listen": "10.0.0.7"}, "Otwórz ćwiczenia lub zajęcia"),
    ],
)
def test_the_well_known_address_says_how_to_come_back_to_what_runs(tool_settings, content, printer, chosen, opened):
    """The window in which it runs stays open: who closes that ends the program."""
    public = create_public_app(replace(tool_settings, **chosen), content, printer, None)
    for path in ("/", "/cases/"):
        said = public.test_client().get(path, base_url="http://127.0.0.1:8765").get_data(as_text=True)
        assert f"{opened} tak samo jak poprzednio" in said and "zostaw otwarte" in said


# Other sites


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_another_site_asks_for_is_refused_and_a_start_link_is_not(app, tool_settings, here, site):
    client, asks = app.test_client(), {"Sec-Fetch-Site": site}
    for path in ("/", "/cases/", "/quick/", "/static/style.css", "/quiet", "/nowhere"):
        assert client.get(path, base_url=f"https://{NAME}", headers=asks).status_code in (403, 404), path
    link = f"/start/{start_link.issue(tool_settings.data)}"
    assert client.get(link, base_url=f"https://{NAME}", headers=asks).status_code == 200
    assert here.client.get("/quick/", base_url=here.base, headers=asks).status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_the_refusal_of_what_another_site_asks_for_leaves_the_cookie_of_who_works(app, site):
    asks = {"base_url": f"https://{NAME}", "headers": {"Sec-Fetch-Site": site}}
    refused = [app.test_client().get(path, **asks) for path in ("/cases/", "/nowhere", f"/start/{'x' * 43}")]
    refused += [app.test_client().post(path, data={"_end": "1"}, **asks) for path in ("/unlock", "/lock?to=quiet")]
    for answer in refused:
        assert answer.status_code in (403, 404) and "Set-Cookie" not in answer.headers, answer.request.path


def test_the_page_of_a_start_link_leads_on_by_itself(app, tool_settings):
    link = f"/start/{start_link.issue(tool_settings.data)}"
    answer = app.test_client().get(link, base_url=f"https://{NAME}")
    assert answer.status_code == 200
    assert '<meta http-equiv="refresh" content="0; url=/started">' in answer.text and 'href="/started"' in answer.text


# Both loopback addresses


@pytest.mark.parametrize(("family", "address"), [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")])
def test_neither_loopback_address_of_the_port_may_be_taken(tool_settings, family, address):
    from dataclasses import replace

    with socket.socket(family) as other:
        other.bind((address, 0))
        other.listen()
        chosen = replace(tool_settings, port=other.getsockname()[1])
        with pytest.raises(PortTaken, match="cannot be used"), sockets(chosen):
            pass


def test_both_loopback_addresses_are_held_and_a_machine_without_ipv6_goes_on(tool_settings, monkeypatch):
    from dataclasses import replace

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        chosen = replace(tool_settings, port=probe.getsockname()[1])
    with sockets(chosen) as listening:
        assert [each.getsockname()[0] for each in listening] == ["127.0.0.1", "::1"]
    real = socket.socket

    def without(family=socket.AF_INET, *more, **named):
        if family == socket.AF_INET6:
            raise OSError(97, "Address family not supported by protocol")
        return real(family, *more, **named)

    monkeypatch.setattr(socket, "socket", without)
    with sockets(chosen) as listening:
        assert len(listening) == 1


# Programs of other users: tests/web/access/test_peer.py tells how they are known


def test_a_start_that_cannot_see_whose_program_connects_says_so_in_the_trail(app, desk):
    desk.peers_unseen()
    assert next(iter(desk.acts(1)))[0].act is AuditEvent.PEERS_UNSEEN
