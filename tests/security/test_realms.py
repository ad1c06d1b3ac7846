"""Nothing crosses between service and practice: sessions, ids, links, keys, databases, files, statistics."""

import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import UUID

import pytest
from flask.sessions import SecureCookieSessionInterface
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from screening.core.instrument.vocabulary import Age, Answer, Form
from screening.core.record.case import Case, Reply
from screening.exchange.case_file import case_json
from screening.exchange.class_file import class_json
from screening.settings import Settings
from screening.storage import NoSuchCase, StoreError, open_store
from screening.storage.audit import open_trail
from screening.storage.database import FILE, Database, address_of
from screening.storage.errors import SealBroken
from screening.storage.records import record_place
from screening.storage.sealing import SealContext, unseal
from screening.storage.unit_keys import NEWEST
from screening.web.access import start_link
from screening.web.services import services_of
from tests.inside.casework import store_of
from tests.inside.storage import give_keys
from tests.inside.web import file_of_link
from tests.storage.opening import QUICK
from tests.web.classes import EXERCISE, HERE, THERE, act, release, work
from tests.web.page import Visitor

SAMPLE, WHOLE = 400, 10_000
SEED = 20261125
REAL = "https://localhost"
COOKIES = {"real": "__Host-rozpoznaj-real", "training": "rozpoznaj-training"}
STEPS = ("", "safety", "overview", "triage", "documents", "documents/referral", "referral", "finish", "nothing")


class Side(NamedTuple):
    """One realm as somebody at work there sees it: its pages, an open case, and where its data lie."""

    name: str
    visitor: Visitor
    base: str
    case: UUID
    settings: Settings
    store: object
    app: object


@pytest.fixture
def realms(app, visitor, desk, tool_settings, training, trainer, content) -> dict[str, Side]:
    """Both realms at work, with a case each and a round of a class."""
    trainee = training.trainee()
    release(trainer)
    practised = UUID(work(trainee).rsplit("/", 1)[1])
    act(trainer, "show")
    replies = {"debt_bondage": Reply(Answer.YES)}
    case = Case(content.catalogue.edition, age=Age.ADULT, forms=frozenset((Form.LABOUR,)), replies=replies)
    served = desk.take_in(case).id
    return {
        "real": Side("real", visitor, REAL, served, tool_settings, store_of(desk), app),
        "training": Side("training", trainee, THERE, practised, training.settings, training.store, training.app),
        "trainer": Side("training", trainer, HERE, practised, training.settings, training.store, training.app),
    }


def other_of(side: Side, realms: dict[str, Side], draw: random.Random) -> Side:
    return realms[draw.choice(("training", "trainer"))] if side.name == "real" else realms["real"]


def stranger(side: Side) -> Visitor:
    return Visitor(side.app.test_client(), side.base)


def cookie(side: Side) -> str:
    domain = side.base.partition("//")[2].partition(":")[0]
    return side.visitor.client.get_cookie(COOKIES[side.name], domain=domain).value


def signed_by(side: Side, content: dict[str, object]) -> str:
    return SecureCookieSessionInterface().get_signing_serializer(side.app).dumps(content)


def wanted(side: Side, draw: random.Random) -> str:
    """An address that needs a session."""
    paths = ["/cases/", f"/cases/{side.case}/overview", "/administration/audit", "/room", "/training/class", "/"]
    return draw.choice([*paths, f"/cases/{side.case}/"])


# Each attempt gives whether it got through.


def with_the_cookie_of_the_other(side: Side, other: Side, draw: random.Random) -> bool:
    """The session cookie of one realm, under its own or the other's name, whole or with the other's head."""
    theirs, own = cookie(other), cookie(side)
    value = draw.choice((theirs, theirs.partition(".")[0] + "." + own.partition(".")[2], own[:-1] + theirs[-9:]))
    client = stranger(side).client
    domain = side.base.partition("//")[2].partition(":")[0]
    for name in draw.choice((list(COOKIES.values()), [COOKIES[side.name]], [COOKIES[other.name]])):
        client.set_cookie(name, value, domain=domain)
    return client.get(wanted(side, draw), base_url=side.base).status_code in (200, 303)


def with_a_session_signed_by_the_other(side: Side, other: Side, draw: random.Random) -> bool:
    """A session that says everything that is believed, signed with the other realm's key."""
    with side.visitor.client.session_transaction(base_url=side.base) as session:
        said = {**session, "trainer": True, "_permanent": True}
    client = stranger(side).client
    domain = side.base.partition("//")[2].partition(":")[0]
    client.set_cookie(COOKIES[side.name], signed_by(other, said), domain=domain)
    return client.get(wanted(side, draw), base_url=side.base).status_code in (200, 303)


def with_the_case_id_of_the_other(side: Side, other: Side, draw: random.Random) -> bool:
    """A case of the other realm, asked for by somebody who is let in here."""
    path = f"/cases/{other.case}/{draw.choice(STEPS)}"
    if draw.random() < 0.5:
        answer = side.visitor.client.get(path, base_url=side.base)
    else:
        body = urlencode([("csrf_token", side.visitor.token), ("confirm", "1"), ("revision", "1"), ("_end", "1")])
        kind = "application/x-www-form-urlencoded"
        answer = side.visitor.client.post(path, data=body, content_type=kind, base_url=side.base)
    return answer.status_code != 404 and not (answer.status_code == 405 and path.endswith("/"))


def with_a_start_token_of_the_other(side: Side, other: Side, draw: random.Random) -> bool:
    """A fresh start link of the other realm."""
    token = start_link.issue(other.settings.data)
    base = HERE if side.name == "training" else side.base
    answer = side.app.test_client().get(f"/start/{token}", base_url=base)
    (other.settings.data / start_link.FOLDER / file_of_link(token)).unlink(missing_ok=True)
    return answer.status_code != 403


def rows(side: Side, table: str) -> list[sqlite3.Row]:
    path = side.settings.data / FILE
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        return connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608


class Sealed(NamedTuple):
    """A sealed text as it lies in a database, with its key and its place."""

    key: bytes
    blob: bytes
    place: SealContext


@cache
def sealed(side: Side) -> list[Sealed]:
    """Unit key, case key and record of a realm, each with what opens it."""
    keys = side.store.vault.keys
    (unit,) = rows(side, "unit_keys")
    root_id = unit["root_id"]
    whole = Sealed(
        keys.roots[root_id], unit["wrapped"], SealContext(side.name, "unit_keys", "local", NEWEST, 0, root_id)
    )
    unit_key = unseal(*whole)
    case = next(each for each in rows(side, "cases") if UUID(each["public_id"]) == side.case)
    id_ = case["public_id"]
    of_case = Sealed(unit_key, case["wrapped_key"], SealContext(side.name, "cases", id_, "case_key", 0, case["key_id"]))
    case_key = unseal(*of_case)
    place = record_place(side.name, id_, case["revision"], case_key)
    record = Sealed(case_key, case["sealed"], place)
    unseal(*record)
    return [whole, of_case, record]


def with_the_keys_or_place_of_the_other(side: Side, other: Side, draw: random.Random) -> bool:
    """A sealed text of this realm, with any key and any place, at least one of which is the other realm's."""
    one = draw.choice(sealed(side))
    theirs = draw.choice(sealed(other))
    key, place = draw.choice(((theirs.key, one.place), (one.key, theirs.place), (theirs.key, theirs.place),
                              (one.key, replace(one.place, realm=other.name)),
                              (theirs.key, replace(one.place, realm=other.name))))  # fmt: skip
    try:
        unseal(key, one.blob, place)
    except SealBroken:
        return False
    return True


def with_the_audit_key_of_the_other(side: Side, other: Side, draw: random.Random) -> bool:
    """The audit trail of this realm, looked at with the other's key."""
    database = Database(address_of(side.settings))
    trail = open_trail(other.settings.data / "audit.key")
    with database.reading() as connection:
        fault = trail.verify(connection)
    database.close()
    return fault is None


def uploaded(side: Side, path: str, data: bytes) -> int:
    parts = {"csrf_token": side.visitor.token, "_end": "1", "file": FileStorage(BytesIO(data), "plik")}
    boundary, body = encode_multipart(parts)
    kind = f"multipart/form-data; boundary={boundary}"
    return side.visitor.client.post(path, data=body, content_type=kind, base_url=side.base).status_code


def case_of(side: Side) -> bytes:
    desk = services_of(side.app).case_service
    with side.app.app_context():
        read = desk.collect(side.case) if side.name == "training" else desk.read(side.case).case
    return json.dumps(case_json(read)).encode()


def class_of(realms: dict[str, Side]) -> bytes:
    desk = services_of(realms["trainer"].app).case_service
    found = [each.results for each in desk.room.rounds]
    made = class_json(desk.content.catalogue, desk.today(), [(each.answers, each.agreement) for each in found if each])
    assert made["rounds"]
    return json.dumps(made).encode()


def counted(side: Side) -> int:
    return len(side.store.open_cases())


ATTEMPTS: dict[Callable[[Side, Side, random.Random], bool], int] = {
    with_the_cookie_of_the_other: 3,
    with_a_session_signed_by_the_other: 3,
    with_the_case_id_of_the_other: 3,
    with_a_start_token_of_the_other: 2,
    with_the_keys_or_place_of_the_other: 8,
    with_the_audit_key_of_the_other: 1,
}


@pytest.mark.parametrize("tries", [SAMPLE, pytest.param(WHOLE, marks=pytest.mark.full)])
def test_nothing_crosses_between_the_realms(realms, tries):
    draw = random.Random(SEED)
    made, through = Counter(), []
    for number in range(tries):
        attempt = draw.choices(list(ATTEMPTS), list(ATTEMPTS.values()))[0]
        side = realms[draw.choice(list(realms))]
        other = other_of(side, realms, draw)
        made[attempt.__name__] += 1
        if attempt(side, other, draw):
            through.append((number, attempt.__name__, side.name))
    print(f"{tries} tries to cross: {len(through)} successes; {dict(made)}")
    assert set(made) == {each.__name__ for each in ATTEMPTS}
    assert not through


def test_every_attempt_would_notice_a_crossing(realms):
    """The same attempts within one realm get through, so that a failed crossing says something."""
    draw = random.Random(SEED)
    for side in (realms["real"], realms["training"]):
        for attempt in (with_a_session_signed_by_the_other, with_the_case_id_of_the_other):
            assert any(attempt(side, side, draw) for _ in range(20)), (side.name, attempt.__name__)
        assert with_the_audit_key_of_the_other(side, side, draw)
        assert any(with_the_cookie_of_the_other(side, side, draw) for _ in range(20))
        assert any(with_the_keys_or_place_of_the_other(side, side, draw) for _ in range(20))
        assert with_a_start_token_of_the_other(side, side, draw)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("names", [("real", "training"), ("training", "real")], ids="-".join)
def test_a_database_laid_in_the_other_realm_opens_nothing(realms, names, tmp_path_factory):
    side, other = (realms[name] for name in names)
    folder = tmp_path_factory.mktemp("moved")
    shutil.copytree(other.settings.data, folder / "data")
    moved = folder / "data" / FILE
    for old in (folder / "data").glob(f"{FILE}*"):
        old.unlink()
    with closing(sqlite3.connect(side.settings.data / FILE)) as source, closing(sqlite3.connect(moved)) as target:
        source.backup(target)
    changed = replace(other.settings, data=folder / "data")
    try:
        store = open_store(changed, QUICK)
    except StoreError:
        return
    give_keys(store.vault, other.store.vault.keys)
    assert [each.public_id for each in store.open_cases()]
    with pytest.raises((SealBroken, StoreError, NoSuchCase)):
        store.read(str(side.case))
    assert store.verify_trail() is not None
    store.close()


@pytest.mark.sampled(1)
@pytest.mark.parametrize("name", ["training", "trainer"])
def test_no_case_file_and_no_class_file_comes_into_practice(realms, name):
    side = realms[name]
    before = counted(side)
    for data in (case_of(realms["real"]), case_of(side), class_of(realms)):
        assert uploaded(side, "/cases/import", data) == 409
    assert uploaded(side, "/training/compare", case_of(realms["real"])) == (422 if name == "trainer" else 404)
    assert counted(side) == before


def test_no_class_file_comes_into_service(realms):
    side = realms["real"]
    before = counted(side)
    assert uploaded(side, "/cases/import", class_of(realms)) == 422
    assert uploaded(side, "/training/compare", class_of(realms)) in (404, 415)
    assert counted(side) == before


def test_service_has_no_address_of_practice(realms):
    side, rules = realms["real"], realms["training"].app.url_map.iter_rules()
    of_practice = [rule for rule in rules if rule.endpoint.startswith(("training.", "room."))]
    assert len(of_practice) > 18
    for rule in of_practice:
        path = re.sub(r"<[^>]*act>", "show", re.sub(r"<exercise_id>", EXERCISE, rule.rule))
        for method in ("GET", "POST"):
            body = {"csrf_token": side.visitor.token, "_end": "1"} if method == "POST" else None
            answer = side.visitor.client.open(path, method=method, data=body, base_url=REAL)
            assert answer.status_code == 404, (method, path)


REAL_APP = """
import sys
from pathlib import Path
from screening import settings
from screening.casework import CaseService
from screening.content import load
from screening.storage import open_store
from screening.web.app import create_app
chosen = settings.load()
app = create_app(chosen, CaseService(open_store(chosen), load(settings.folder("indicators"))), None)
client = app.test_client()
assert client.get("/quick/", base_url="https://localhost").status_code == 200
import screening.cli, screening.web.server
training = "screening.casework.training"
names = (f"{training}.class_agreement", f"{training}.practice", "screening.web.training")
print(*[name for name in names if name in sys.modules], app.jinja_env.globals["realm"])
"""


OF_PRACTICE = [
    "screening.casework.training.class_agreement",
    "screening.casework.training.practice",
    "screening.web.training",
]


@pytest.mark.sampled(1)
@pytest.mark.parametrize(("first", "met"), [("", []), ("import screening.web.training\n", OF_PRACTICE)])
def test_service_does_not_even_import_the_statistics(tmp_path, first, met):
    environment = {**os.environ, "ROZPOZNAJ_DATA": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", first + REAL_APP], env=environment, capture_output=True, check=True)
    assert done.stdout.decode().split() == [*met, "real"]
