"""Every address of the tool, with hostile requests: never a failure, and a refusal changes nothing but the trail."""

import sqlite3
from collections import Counter
from hashlib import sha256
from random import Random
from urllib.parse import quote
from uuid import uuid4

import pytest
from werkzeug.exceptions import HTTPException

from tests.security.corpus import HEADERS, MARK, TYPES, VALUES, bodies
from tests.web.conftest import open_case

METHODS = ("GET", "POST", "POST", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "KANAREK")
BASE = "https://localhost"
FORM = "application/x-www-form-urlencoded"


def _digest(path) -> str:
    """Of every row of every table but the audit trail's."""
    with sqlite3.connect(path) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        # ruff: noqa: S608
        rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names if "audit" not in name}
    connection.close()
    return sha256(repr(sorted(rows.items())).encode()).hexdigest()


class Fuzz:
    """One browser session that asks for every rule of the URL map."""

    def __init__(self, app, visitor, database, seed) -> None:
        app.testing = False
        self.app, self.visitor, self.database, self.chance = app, visitor, database, Random(seed)
        self.rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint not in ("static", "account.shut")]
        self.statuses: Counter = Counter()
        self.open_cases()

    def open_cases(self) -> None:
        """A case that is open and one that is erased; the lock open again if a request shut it."""
        self.visitor.get("/cases/")
        if self.visitor.response.status_code == 423:
            self.visitor.unlock()
        elif self.visitor.page.title.startswith("Przed"):
            self.visitor.keep_nothing()
        self.case = open_case(self.visitor, until="triage").rsplit("/", 1)[1]
        self.token = self.visitor.token
        erased = open_case(self.visitor, until="introduction")
        self.visitor.get(f"{erased}/finish")
        self.visitor.send(confirm="1")
        self.erased = erased.rsplit("/", 1)[1]
        self.forms = {}
        self.steps = ["overview", "safety", "introduction", "context", "forms", "signs", "triage", "acts", "answers"]
        self.steps += ["decision", "agreement", "needs", "call", "documents", "finish", "exploitation-1"]

    def path(self, rule) -> str:
        """The rule's address with good, stale and hostile parts."""
        chance = self.chance
        parts = {}
        for name in rule.arguments:
            hostile = quote(chance.choice(VALUES)[:2000], safe="")
            known = [self.case] * 8 + [self.erased, str(uuid4())] if name == "case_id" else self.steps
            parts[name] = chance.choice([*known, hostile]) if chance.random() < 0.9 else hostile
        path = rule.rule
        for name, value in parts.items():
            path = path.replace(f"<{name}>", value).replace(f"<uuid:{name}>", value)
        query = f"?{quote(chance.choice(VALUES)[:500])}={quote(chance.choice(VALUES)[:500])}"
        return path + (query if chance.random() < 0.2 else "")

    def form(self, path: str) -> list[tuple[str, str]]:
        """The fields that a browser would send from this address."""
        if path not in self.forms:
            answer = self.visitor.client.get(path, base_url=BASE)
            usual = [("csrf_token", self.token), ("revision", "1"), ("_end", "1")]
            found = usual
            if answer.status_code == 200 and answer.mimetype == "text/html":
                self.visitor.get(path)
                try:
                    found = self.visitor.page.form["fields"] or usual
                except StopIteration:
                    found = usual
            self.forms[path] = found
        return self.forms[path]

    def request(self, rule) -> None:
        """One request, and what must hold of its answer."""
        chance, path, method = self.chance, self.path(rule), self.chance.choice(METHODS)
        more: dict = {"headers": chance.choice(HEADERS)} if chance.random() < 0.15 else {}
        if method not in ("GET", "HEAD"):
            more["data"] = next(bodies(self.form(path.partition("?")[0]), chance))
            more["content_type"] = chance.choice(TYPES) if chance.random() < 0.05 else FORM
        before = _digest(self.database)
        try:
            answer = self.visitor.client.open(path, method=method, base_url=BASE, **more)
        except HTTPException:  # the test client itself refuses to build such a request
            return
        said = f"{method} {path[:200]!r} {str(more)[:300]} gave {answer.status_code}"
        assert answer.status_code < 500, said
        self.statuses[answer.status_code] += 1
        if answer.status_code >= 400:
            assert _digest(self.database) == before, said
        assert MARK.encode() not in answer.get_data(), said
        if answer.status_code == 423 or rule.endpoint in ("cases.save", "account.enter"):
            self.recover()

    def recover(self) -> None:
        """Go on with an open lock and a case, whatever the last request did."""
        answer = self.visitor.client.get(f"/cases/{self.case}/safety", base_url=BASE)
        if answer.status_code != 200:
            if answer.status_code == 403:
                raise AssertionError("the session was lost")
            self.open_cases()

    def run(self, requests: int) -> None:
        """As many requests, spread over all rules."""
        for number in range(requests):
            self.request(self.rules[number % len(self.rules)])
            if number % 1000 == 999:
                print(f"{number + 1} of {requests} requests: {dict(sorted(self.statuses.items()))}")
        assert {200, 303, 400, 404} <= set(self.statuses), self.statuses


@pytest.fixture
def fuzz(app, visitor, tool_settings):
    database = tool_settings.data / "rozpoznaj.sqlite"
    return lambda seed: Fuzz(app, visitor, database, seed)


def test_a_sample_of_hostile_requests_never_fails_and_changes_nothing(fuzz):
    fuzz(1).run(1_200)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(2, 12))
def test_twenty_thousand_hostile_requests_never_fail_and_change_nothing(fuzz, seed):
    fuzz(seed).run(2_000)
