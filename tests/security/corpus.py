"""Hostile values, bodies and requests; MARK stands in values that a page must never repeat unescaped."""

from collections.abc import Callable
from random import Random
from urllib.parse import quote_plus

Fields = list[tuple[str, str]]

MARK = "<kanarek>"
PRODUCT = "53743561"  # of the factors in the template injections below: nothing of a request is ever computed
MARKED = [
    MARK,
    f'"><script>{MARK}</script>',
    f"'><img src=x onerror=alert(1)>{MARK}",
    f"</textarea></form>{MARK}",
    f"{{{{7331*7331}}}}{MARK}",
    f"{{% raw %}}{{{{ config }}}}{MARK}",
    f"${{7331*7331}}<%= 7331*7331 %>#{{7331*7331}}{MARK}",
    f"%(num)s %s %n {{0}} {{0.__class__}}{MARK}",
    f"'; DROP TABLE cases; --{MARK}",
    f"' OR '1'='1' UNION SELECT sealed --{MARK}",
    f"../../../../etc/passwd{MARK}",
    f"\u202eabc\u2066{MARK}\u2069",
    "a\u0301" * 400 + "\u0489" * 200 + MARK,
    f"🧿漢👩‍👩‍👧‍👦\U000e0101{MARK}",
    MARK + "x" * 10_000,
]
PLAIN = [
    "",
    " ",
    "-1",
    "0",
    "9" * 9,
    "9" * 40,
    "NaN",
    "1e309",
    "١٢٣",
    "²",
    "true",
    "null",
    "[]",
    "yes",
    "no",
    "not_asked",
    "labour",
    "child",
    "uncertain",
    "pl",
    "en",
    "idle",
    "\ufeff",
    "\u200b",
    "\u2028\u2029",
    "ﷺ" * 3_000,
    "ż" * 10_000,
    "\t\n" * 50,
    "a\r\nSet-Cookie: a=b",
    "..",
    "..%2f..%2fetc%2fpasswd",
    "/dev/zero",
    "\\\\host\\share",
    "http://example.org//",
    "//example.org",
    "/\\example.org",
    "/cases/../..",
    "/start/a\nb",
    "javascript:alert(1)",
    "seven cyclists paint the lighthouse",
]
VALUES = MARKED + PLAIN
RAW = [
    b"%00",
    b"a%1bb",
    b"%c2%85",
    b"%7f",
    b"%ff",
    b"\xff\xfe",
    b"\x00",
    b"%c0%80",
    b"%ed%a0%80",
    b"%ed%a0%bd%ed%b8%80",
    b"%f5%80%80%80",
    b"%u0041",
    b"%zz",
    b"%",
    b"+" * 1000,
    b"%3Ckanarek%3E%2",
]
WHOLE = [
    b"",
    b"&",
    b"=",
    b"_end=1",
    b"_end=1&_end=1",
    b"x=" + b"y" * 300_000 + b"&_end=1",
    b"[" * 100_000,
    b'{"a": NaN, "a": "\\ud800"}',
    b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb",
    b'--x\r\nContent-Disposition: form-data; name=a; filename="../a"\r\n\r\nb\r\n--x--\r\n',
    b"\x00" * 100,
    bytes(range(256)),
]
FORM = "application/x-www-form-urlencoded"
TYPES = [
    "application/json",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "text/plain",
    "",
    FORM + "; x",
    FORM + "; charset=utf-16",
]
# What a server hands on; the client of Werkzeug would correct some of it.
ENVIRONS = [
    {"HTTP_HOST": "example.org"},
    {"HTTP_HOST": "127.0.0.1:1@example.org"},
    {"HTTP_HOST": MARK},
    {"HTTP_HOST": ""},
    {"HTTP_ORIGIN": "https://example.org"},
    {"HTTP_ORIGIN": "null", "HTTP_REFERER": f"https://example.org/{MARK}"},
    {"HTTP_SEC_FETCH_SITE": "cross-site"},
    {"HTTP_SEC_FETCH_SITE": "same-site"},
    {"HTTP_SEC_FETCH_SITE": MARK},
    {"HTTP_COOKIE": ""},
    {"HTTP_COOKIE": "__Host-rozpoznaj-real=garbage"},
    {"HTTP_COOKIE": "__Host-rozpoznaj-real=.eJyrVkrOzy0oSi0uTk1RslIyNDK2MDYwrQUAZx4Iaw.aa.bb; \xff"},
    {"HTTP_COOKIE": "a=b; " * 2000},
    {"HTTP_X_FORWARDED_HOST": "example.org", "HTTP_X_FORWARDED_FOR": "1.2.3.4", "HTTP_X_FORWARDED_PREFIX": MARK},
    {"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"},
    {"HTTP_X_CSRFTOKEN": MARK},
    {"HTTP_ACCEPT_LANGUAGE": "x" * 5000},
    {"HTTP_ACCEPT": "application/json;q=NaN"},
    {"HTTP_IF_NONE_MATCH": "*", "HTTP_IF_MODIFIED_SINCE": "yesterday"},
    {"HTTP_RANGE": "bytes=0-,-1"},
    {"HTTP_AUTHORIZATION": "Basic \xff"},
    {"HTTP_TRANSFER_ENCODING": "chunked"},
    {"HTTP_CONTENT_ENCODING": "gzip"},
    {"CONTENT_LENGTH": "1"},
    {"CONTENT_LENGTH": "99999"},
    {"CONTENT_LENGTH": "9" * 30},
    {"CONTENT_LENGTH": "-1"},
    {"CONTENT_LENGTH": "abc"},
    {"CONTENT_LENGTH": ""},
]
QUERIES = [
    b"language=%ff",
    b"language=%ed%a0%80&language=en",
    b"%ff=%00",
    b"erased=1&changed=1&_end=1",
    b"a=b&" * 2000,
    b"%",
    b"?" * 100,
]
PATHS = [b"\xff", b"\x00", b"\r\nX: y", b"..", b"%2e%2e", b"/", b"\xed\xa0\x80", b"a" * 3000]


def encoded(fields: Fields) -> bytes:
    """A form body, as a browser writes it."""
    return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in fields).encode()


def _with(fields: Fields, name: str, value: str) -> bytes:
    return encoded([(n, value if n == name else v) for n, v in fields])


def _sound(fields: Fields, chance: Random) -> bytes:
    return encoded(fields)


def _another_value(fields: Fields, chance: Random) -> bytes:
    return _with(fields, chance.choice(fields[:-1])[0], chance.choice(VALUES))


def _every_value(fields: Fields, chance: Random) -> bytes:
    kept = ("csrf_token", "revision", "_end")
    value = chance.choice(VALUES)
    return encoded([(n, v if n in kept else value) for n, v in fields])


def _missing(fields: Fields, chance: Random) -> bytes:
    gone = chance.choice(fields)
    return encoded([field for field in fields if field != gone])


def _doubled(fields: Fields, chance: Random) -> bytes:
    at = chance.randrange(len(fields))
    return encoded([*fields[:at], (fields[at][0], chance.choice([fields[at][1], *VALUES])), *fields[at:]])


def _unknown(fields: Fields, chance: Random) -> bytes:
    return encoded([(chance.choice([*MARKED, "answer.unknown", "decided_at", "id"]), chance.choice(VALUES)), *fields])


def _too_many(fields: Fields, chance: Random) -> bytes:
    return encoded([("x", "1")] * (501 - len(fields)) + fields)


def _raw_value(fields: Fields, chance: Random) -> bytes:
    at = chance.randrange(len(fields))
    parts = [encoded([field]) for field in fields]
    parts[at] = quote_plus(fields[at][0]).encode() + b"=" + chance.choice(RAW)
    return b"&".join(parts)


def _raw_name(fields: Fields, chance: Random) -> bytes:
    return chance.choice(RAW) + b"=1&" + encoded(fields)


def _truncated(fields: Fields, chance: Random) -> bytes:
    whole = encoded(fields)
    return whole[: chance.randrange(len(whole))]


def _without_the_last_field(fields: Fields, chance: Random) -> bytes:
    return encoded(fields).removesuffix(b"&_end=1")


def _foreign_token(fields: Fields, chance: Random) -> bytes:
    return _with(fields, "csrf_token", chance.choice(["", "IjEi.aaaa.bbbb", *VALUES]))


def _no_token(fields: Fields, chance: Random) -> bytes:
    return encoded([field for field in fields if field[0] != "csrf_token"])


def _other_revision(fields: Fields, chance: Random) -> bytes:
    return _with(fields, "revision", chance.choice(["0", "1", "-1", "9" * 9, "9" * 40, "1.0", "١", "²", " 1"]))


def _something_else(fields: Fields, chance: Random) -> bytes:
    return chance.choice(WHOLE)


BODIES: list[Callable[[Fields, Random], bytes]] = [
    _sound,
    *[_another_value] * 6,
    _every_value,
    _missing,
    _doubled,
    _unknown,
    _too_many,
    _raw_value,
    _raw_name,
    _truncated,
    _without_the_last_field,
    _foreign_token,
    _no_token,
    _other_revision,
    _something_else,
]
