"""Every address of the tool, with hostile requests: never a failure, and a refusal changes nothing but the trail.

Only a form that meets the shut lock may add one row: its own, in the waiting room.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from html import unescape
from itertools import islice, product
from pathlib import Path
from random import Random
from urllib.parse import quote, quote_from_bytes, unquote_to_bytes
from uuid import UUID, uuid4

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Response

from screening.casework import CaseService
from screening.core.journey import Page, steps
from screening.storage import VaultState
from screening.web.access.table import row_of
from tests.conftest import Clock
from tests.inside.web import cookies
from tests.security.corpus import BODIES, ENVIRONS, FORM, MARK, PATHS, PRODUCT, QUERIES, TYPES, VALUES, Fields
from tests.web.page import Visitor
from tests.web.seeded import open_case

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "KANAREK")
BASE = "https://localhost"
PASSPHRASE = "seven cyclists paint the lighthouse"
SECRETS = ("passphrase", "again", "old")
FORMS = re.compile(r"<form\b.*?</form>", re.DOTALL)
AREA = re.compile(r'<textarea\b[^>]*?\bname="([^"]+)"')
INPUT = re.compile(r'<(?:input|button)\b[^>]*?\bname="([^"]+)"(?:[^>]*?\bvalue="([^"]*)")?')
KIT = re.compile(r'<p class="kit"[^>]*>(.*?)</p>', re.DOTALL)
PART = re.compile(r"<(?:[^:<>]+:)?([^<>]+)>")


def _digest(path: Path) -> str:
    """Of every row of every table but the audit trail's and the waiting room's."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {
            name: connection.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608
            for name in tables
            if not name.startswith("audit") and name != "waiting"
        }
    return sha256(repr(sorted(rows.items())).encode()).hexdigest()


def _waiting(path: Path) -> set[tuple]:
    """The rows of the forms that met the lock and wait."""
    with closing(sqlite3.connect(path)) as connection:
        return set(connection.execute("SELECT * FROM waiting"))


def _plan(rules: list[Rule], requests: int, chance: Random) -> Iterator[tuple[Rule, str]]:
    """Every address with every method, then every rule with a method that it takes, those of many pages more often."""
    pairs = list(product({rule.rule: rule for rule in rules}.values(), METHODS))
    chance.shuffle(pairs)
    yield from pairs
    weights = [1 + 2 * len(rule.arguments) for rule in rules]
    for rule in chance.choices(rules, weights, k=max(requests - len(pairs), 0)):
        yield rule, "POST" if "POST" in (rule.methods or ()) else "GET"


class Tool:
    """A tool that keeps nothing, put right again when a request got through: lock open, a case open, one erased."""

    def __init__(self, visitor: Visitor, desk: CaseService, clock: Clock) -> None:
        self.visitor, self.desk, self.clock = visitor, desk, clock
        self.offered: dict[str, Fields] = {}
        self.visitor.get("/set-up")
        self.usual: Fields = [("csrf_token", self.visitor.token), ("revision", "1"), ("_end", "1")]
        self.case, self.erased = str(uuid4()), str(uuid4())
        self.steps = [page.value for page in Page]
        self.begin()

    def begin(self) -> None:
        """From a tool that was never set up to what is fuzzed."""
        self.set_up()
        self.make_cases()

    def set_up(self) -> None:
        """Open with keys that live in memory."""
        self.visitor.get("/set-up")
        self.look("/set-up")
        self.visitor.keep_nothing()

    def make_cases(self) -> None:
        """One with a decision, and one that is erased."""
        self.case = self._decided_case()
        address = open_case(self.visitor, until="talk")
        self.visitor.get(f"{address}/finish")
        self.visitor.send(confirm="1")
        self.erased = address.rsplit("/", 1)[1]
        self.steps = [step.id for step in steps(self.desk.content.catalogue, self.desk.read(UUID(self.case)).case)]
        for path in ("/", "/cases/", "/passphrase", *(f"/cases/{self.case}/{step}" for step in self.steps)):
            self.look(path)

    def _decided_case(self) -> str:
        address = open_case(self.visitor, until="triage")
        self.visitor.send(answer__documents_withheld="yes", answer__debt_bondage="yes", note__debt_bondage=MARK)
        self.visitor.get(f"{address}/decision")
        self.visitor.send(kcik="refer", notify="undecided", reason=MARK, decided_by="1234")
        return address.rsplit("/", 1)[1]

    def look(self, path: str) -> None:
        """Note what the forms of a page can send, and to where."""
        with self.visitor.client.get(path, base_url=BASE) as answer:
            page = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
        for form in FORMS.findall(page):
            action = re.search(r'\baction="([^"]+)"', form.partition(">")[0])
            fields = [(unescape(name), unescape(value)) for name, value in INPUT.findall(form)]
            fields += [(unescape(name), "abc") for name in AREA.findall(form)]
            fields = [(name, PASSPHRASE if name in SECRETS else value) for name, value in fields]
            self.offered[unescape(action[1]) if action else path] = fields

    def fields(self, path: str, chance: Random) -> Fields:
        """Values that the page with this form offers, one of each name, as it stands now."""
        self.look(path)
        offered = self.offered.get(path, [("kit", "abcd"), *((name, PASSPHRASE) for name in SECRETS)])
        chosen = dict(self.usual[:-1])
        chosen.update(chance.sample(offered, len(offered)))
        for button in ("leave", "stay"):
            if chance.random() < 0.8:
                chosen.pop(button, None)
        chosen.pop("_end", None)
        return [*chosen.items(), ("_end", "1")]

    def put_right(self) -> None:
        """Go on with an open lock and a case, whatever the last request did."""
        safety = f"/cases/{self.case}/safety"
        if 200 in (self._get(safety), self._get(safety)):  # the first answer may be that to a form that waited
            return
        self.open_lock()
        if self._get(safety) != 200:
            self.make_cases()

    def _get(self, path: str) -> int:
        with self.visitor.client.get(path, base_url=BASE) as answer:
            return answer.status_code

    def open_lock(self) -> None:
        """Give up what a word locks that nobody read, and set up anew."""
        if self._get("/cases/") == 423:
            self.desk.lock.forget()
        if self.desk.lock.state("") is VaultState.NEW:
            self.set_up()


class KeptTool(Tool):
    """A tool with a passphrase, and the lock open."""

    def set_up(self) -> None:
        """Choose a passphrase and type its kit."""
        self.look("/set-up")
        self._post("/set-up", passphrase=PASSPHRASE, again=PASSPHRASE)
        self.look("/kit")
        kit = KIT.search(self.visitor.page.html)
        assert kit
        self._post("/kit", kit=re.sub(r"<[^>]*>|\s", "", kit[1]))

    def _post(self, path: str, **values: str) -> None:
        self.visitor.post(path, [("csrf_token", self.visitor.token), *values.items(), ("_end", "1")])

    def open_lock(self) -> None:
        """Unlock, after the wait for wrong tries if there is one."""
        if self._get("/cases/") == 423 and self.visitor.unlock(PASSPHRASE).status_code == 429:
            self.clock.advance(minutes=61)
            self.visitor.unlock(PASSPHRASE)


class LockedTool(KeptTool):
    """A tool with a passphrase, and the lock shut."""

    def begin(self) -> None:
        """Make cases, then shut."""
        super().begin()
        self.desk.lock.shut()

    def put_right(self) -> None:
        """Let through what waited, and shut again."""
        super().put_right()
        self.desk.lock.shut()


class NewTool(Tool):
    """A tool that was never set up: no case, no key."""

    def begin(self) -> None:
        """Only look."""
        for path in ("/", "/set-up", "/recover", "/unlock"):
            self.look(path)

    def put_right(self) -> None:
        """Give up what was set up."""
        if self.desk.lock.state("") is not VaultState.NEW:
            self.desk.lock.forget()


class Fuzz:
    """Requests of one browser session to every rule of the URL map, each followed by a look at what must hold."""

    def __init__(self, app: Flask, tool: Tool, database: Path, seed: int) -> None:
        app.testing = False
        self.app, self.tool, self.database, self.chance = app, tool, database, Random(seed)
        self.statuses: Counter[int] = Counter()

    def path(self, rule: Rule) -> bytes:
        """The rule's address with good, stale, unknown and hostile parts."""
        chance, tool = self.chance, self.tool

        def part(match: re.Match[str]) -> str:
            if chance.random() < 0.05:
                return quote_from_bytes(chance.choice(PATHS), safe="")
            hostile = quote(chance.choice(VALUES)[:2000], safe="")
            if match[1] == "case_id":
                return chance.choice([tool.case] * 12 + [tool.erased, str(uuid4()), tool.case.upper(), hostile])
            return chance.choice([*tool.steps, "exploitation-99", "style.css", hostile, hostile])

        return unquote_to_bytes(PART.sub(part, rule.rule))

    def environ(self, rule: Rule, method: str) -> dict:
        """A request with one or two things wrong with it."""
        chance, path = self.chance, self.path(rule)
        more = {}
        if method not in ("GET", "HEAD") or chance.random() < 0.1:
            fields = self.tool.fields(path.decode("utf-8", "replace"), chance)
            more = {"data": chance.choice(BODIES)(fields, chance), "content_type": FORM}
            if chance.random() < 0.05:
                more["content_type"] = chance.choice(TYPES)
        builder = EnvironBuilder(base_url=BASE, method=method, **more)
        made = builder.get_environ()
        builder.close()
        made["PATH_INFO"] = path.decode("latin-1")
        if chance.random() < 0.2:
            made["QUERY_STRING"] = chance.choice([*QUERIES, *map(self._query, VALUES)]).decode("latin-1")
        made["HTTP_COOKIE"] = "; ".join(f"{c.key}={c.value}" for c in cookies(self.tool.visitor.client).values())
        return {**made, **(chance.choice(ENVIRONS) if chance.random() < 0.15 else {})}

    def _query(self, value: str) -> bytes:
        name = self.chance.choice(["language", "erased", "changed", "next", value])
        return f"{quote(name)}={quote(value)}".encode()

    def request(self, rule: Rule, method: str) -> None:
        """One request, and what must hold of its answer."""
        made = self.environ(rule, method)
        body = made["wsgi.input"].getvalue()
        sent = {name: value for name, value in made.items() if name.isupper()}
        before, waited = _digest(self.database), _waiting(self.database)
        with Response.from_app(self.app, made, buffered=True) as answer:
            given = str(answer.headers).encode() + answer.get_data()
        said = f"{rule.rule}: {method} {str(sent)[:3000]} {body[:1000]!r} gave {answer.status_code}"
        assert answer.status_code < 500, said
        if answer.status_code >= 400:
            assert _digest(self.database) == before, said
            wait, may_wait = _waiting(self.database), answer.status_code == 423 and row_of(rule.endpoint).held
            assert waited <= wait, said
            assert len(wait - waited) <= may_wait, said
        assert MARK.encode() not in given and PRODUCT.encode() not in given, said
        self.statuses[answer.status_code] += 1
        if method not in ("GET", "HEAD", "OPTIONS") and (answer.status_code < 400 or answer.status_code in (423, 429)):
            self.tool.put_right()

    def run(self, requests: int, *more: int) -> None:
        """As many requests, spread over all rules; the usual answers come up, and in many requests `more` of them."""
        plan = islice(_plan(list(self.app.url_map.iter_rules()), requests, self.chance), requests)
        for number, (rule, method) in enumerate(plan, 1):
            self.request(rule, method)
            if number % 1000 == 0 or number == requests:
                print(f"{number} of {requests} requests: {dict(sorted(self.statuses.items()))}")
        assert {200, 303, 400, 404, 405, *more} <= set(self.statuses), self.statuses


@pytest.fixture
def fuzz(app, newcomer, desk, clock, tool_settings) -> Callable[[type[Tool], int], Fuzz]:
    database = tool_settings.data / "rozpoznaj.sqlite"
    return lambda tool, seed: Fuzz(app, tool(newcomer, desk, clock), database, seed)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("tool", [Tool, KeptTool, LockedTool, NewTool])
def test_a_sample_of_hostile_requests_never_fails_and_changes_nothing(fuzz, tool):
    fuzz(tool, 1).run(225)


@pytest.mark.full
@pytest.mark.parametrize("tool", [Tool, KeptTool, LockedTool, NewTool])
@pytest.mark.parametrize("seed", range(2, 7))
def test_twenty_thousand_hostile_requests_never_fail_and_change_nothing(fuzz, tool, seed):
    fuzz(tool, seed).run(1_000, 403)
