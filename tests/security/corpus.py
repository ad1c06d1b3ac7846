"""Hostile values, bodies and headers; MARK stands in values that a page must never repeat unescaped."""

from collections.abc import Iterator
from random import Random
from urllib.parse import quote_plus

MARK = "<kanarek>"
VALUES = [
    MARK,
    f'"><script>{MARK}</script>',
    "{{7*7}}",
    "{% raw %}{{ config }}",
    "${7*7}<%= 7*7 %>",
    "'; DROP TABLE cases; --",
    "' OR '1'='1",
    "../../../../etc/passwd",
    "/dev/zero",
    "\u202eabc\u2066def\u2069",
    "a\u0301" * 400 + "\u0489" * 200,
    "🧿漢\U000e0101",
    "\ufeff",
    "\u2028\u2029",
    "%s%n%x%d",
    "-1",
    "99999999999999999999",
    "NaN",
    "1e309",
    "١٢٣",
    "²",
    "true",
    "null",
    "[]",
    "yes",
    "not_asked",
    " ",
    "x" * 10_000,
    "ż" * 10_000,
    "\t\n" * 50,
    "http://example.org//",
    "//example.org",
    "/cases/../..",
    "javascript:alert(1)",
]
RAW = [
    b"%00",
    b"a%1bb",
    b"%c2%85",
    b"%ff",
    b"\xff\xfe",
    b"%c0%80",
    b"%ed%a0%80",
    b"%f5%80%80%80",
    b"%zz",
    b"%",
    b"+" * 1000,
]
WHOLE = [
    b"",
    b"&",
    b"=",
    b"_end=1",
    b"_end=1&_end=1",
    b"&".join([b"x=1"] * 600) + b"&_end=1",
    b"x=" + b"y" * 300_000 + b"&_end=1",
    b"[" * 100_000,
    b'{"a": NaN, "a": "\\ud800"}',
    b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb",
    b"\x00" * 100,
    bytes(range(256)),
]
TYPES = [
    "application/json",
    "multipart/form-data; boundary=x",
    "text/plain",
    "",
    "application/x-www-form-urlencoded; x",
]
HEADERS = [
    {"Host": "example.org"},
    {"Host": "127.0.0.1:1@example.org"},
    {"Origin": "https://example.org"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Cookie": "__Host-rozpoznaj-real=garbage"},
    {"Cookie": "a=b; " * 200},
    {"X-Forwarded-Host": "example.org", "X-Forwarded-For": "1.2.3.4"},
    {"Accept-Language": "x" * 5000},
    {"If-None-Match": "*"},
    {"Range": "bytes=0-,-1"},
    {"Transfer-Encoding": "chunked"},
    {"Content-Encoding": "gzip"},
]


def encoded(fields: list[tuple[str, str]]) -> bytes:
    """A form body, as a browser writes it."""
    return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in fields).encode()


def bodies(fields: list[tuple[str, str]], chance: Random) -> Iterator[bytes]:
    """A valid form changed in one way after another, without end."""
    while True:
        changed, at = list(fields), chance.randrange(len(fields))
        name, value = changed[at]
        kind = chance.randrange(8)
        if kind == 0:
            del changed[at]
        elif kind == 1:
            changed.insert(at, (name, chance.choice(VALUES)))
        elif kind == 2:
            changed.insert(at, (chance.choice([*VALUES[:8], "unknown", "_end", "leave", "stay"]), value))
        elif kind in (3, 4, 5):
            changed[at] = (name, chance.choice(VALUES))
        body = encoded(changed)
        if kind == 6:
            body = body.replace(encoded([(name, value)]), quote_plus(name).encode() + b"=" + chance.choice(RAW), 1)
        if kind == 7:
            body = chance.choice([chance.choice(WHOLE), body[: chance.randrange(len(body))]])
        yield body
