"""What a stranger sends costs the serving process time that grows with its length and no faster, and stays small.

Time of the processor of this process; what a limited process spends on an envelope is not its own.
"""

import json
from collections.abc import Callable
from contextlib import suppress

import pytest
from waitress.adjustments import Adjustments
from waitress.parser import ParsingError

from screening.casework.number_detection import numbers_in, phones_in
from screening.casework.passphrases import as_generated, weakness
from screening.content import Content
from screening.core.record.cleaning import cleaned
from screening.exchange import envelope, file_kinds, limited_process
from screening.exchange.case_file import CaseFileError, read_case
from screening.exchange.class_file import ClassFileError, read_class
from screening.exchange.envelope import BadEnvelope
from screening.exchange.strict_json import BadJson, parse
from screening.web.http.connections import LARGEST_HEAD, JudgedRequest
from tests.exchange import quick_age
from tests.exchange.builders import a_file
from tests.exchange.pdfs import a_pdf
from tests.yardstick import seconds, slowness

KIB = 1024
LENGTHS = [*(pytest.param(length * KIB, marks=pytest.mark.full) for length in (16, 32, 64, 128)), 256 * KIB]
MOST = 0.5  # seconds of processor of a quiet machine, for 256 KiB
LONGEST = 256 * KIB
GROWTH = 6  # four times the length: about four times the time, where squares would be sixteen
NOISE = 0.02
TRIES = 6
HOPELESS = 3  # seconds

Made = Callable[[int], bytes]


def filled(length: int, part: str, before: str = "", after: str = "") -> bytes:
    """This part again and again, between what stands once, so long in all."""
    room = length - len((before + after).encode())
    return (before + part * (room // len(part.encode())) + after).encode()


def keyed(length: int, value: str, twice: str = "") -> bytes:
    """An object of as many keys as there is room for; the last may stand there twice."""
    many = length // (len(value) + 10)
    keys = ",".join(f'"k{number:06}":{value}' for number in range(many))
    return f"{{{keys}{twice}}}".encode() if not twice else f'{{{keys},"k{many - 1:06}":{value}}}'.encode()


JSON: dict[str, Made] = {
    "one text": lambda n: filled(n, "a", '{"format":"', '"}'),
    "escapes": lambda n: filled(n, "\\u0061", '{"format":"', '"}'),
    "marks that combine": lambda n: filled(n, "\u0301\u0323", '{"format":"', '"}'),
    "backslashes": lambda n: filled(n, "\\\\", '{"format":"', '"}'),
    "a text without an end": lambda n: filled(n, "\\", '{"format":"'),
    "digits": lambda n: filled(n, "1", '{"format":', "}"),
    "digits behind a point": lambda n: filled(n, "1", '{"format":0.', "}"),
    "a list of numbers": lambda n: filled(n, "1,", "[", "1]"),
    "a list of texts": lambda n: filled(n, '"",', "[", '""]'),
    "lists in lists": lambda n: filled(n, "[", "", ""),
    "lists opened and shut": lambda n: filled(n, "[[[]]],", "[", "[]]"),
    "objects in objects": lambda n: filled(n, '{"a":', "", ""),
    "blanks": lambda n: filled(n, " ", "{", "}"),
    "line ends": lambda n: filled(n, "\n", "{", ""),
    "keys": lambda n: keyed(n, "1"),
    "keys with objects": lambda n: keyed(n, "{}"),
    "the last key twice": lambda n: keyed(n, "1", "twice"),
    "one key again and again": lambda n: filled(n, '"a":1,', "{", '"a":1}'),
    "half pairs": lambda n: filled(n, "\\ud800", '{"format":"', '"}'),
    "no UTF-8 at the end": lambda n: filled(n - 1, "\n") + b"\xff",
}


def cases_of(**parts: object) -> Callable[[int], bytes]:
    """A case file in which the text `?` is filled, so long in all."""
    plain = a_file(**parts).decode()
    before, _, after = plain.partition("?")

    def made(length: int, part: str = "a") -> bytes:
        return filled(length, part, before, after)

    return made


NOTED = cases_of(replies={"debt_bondage": {"answer": "yes", "note": "?"}})
FACTS = cases_of(context={"facts": "?"})
CASES: dict[str, Made] = {
    "a long note": NOTED,
    "a long fact of marks": lambda n: FACTS(n, "\u0301\u0323"),
    "a long fact of pairs in the wrong order": lambda n: FACTS(n, "\u0323\u0301a"),
    "a long fact that grows": lambda n: FACTS(n, "\ufdfa"),
    "a long fact of joiners": lambda n: FACTS(n, "\u200d"),
    "a long fact of lines": lambda n: FACTS(n, "\\n"),
    "signs": lambda n: filled(
        n, '"obs_x",', '{"format":"rozpoznaj-case/1","age":"adult","forms":["labour"],"signs":[', '"x"]}'
    ),
    "forms": lambda n: filled(n, '"labour",', '{"format":"rozpoznaj-case/1","age":"adult","forms":[', '"labour"]}'),
    "replies": lambda n: (
        b'{"format":"rozpoznaj-case/1","age":"adult","forms":["labour"],"replies":'
        + keyed(n, '{"answer":"yes"}')
        + b"}"
    ),
}


def classes(length: int, *, rounds: bool) -> bytes:
    head = {"format": "rozpoznaj-class/1", "catalogue": "2026.1", "date": "2026-11-26"}
    one = {"exercise": "x", "round": 1, "trainees": 9, "same_advice": 1, "refer": 1, "answers": {}}
    if rounds:
        return json.dumps({**head, "rounds": [one] * (length // 100)}).encode()
    answers = {f"k{number:06}": {"yes": 1} for number in range(length // 24)}
    return json.dumps({**head, "rounds": [{**one, "answers": answers}]}).encode()


CLASSES: dict[str, Made] = {
    "rounds": lambda n: classes(n, rounds=True),
    "answers": lambda n: classes(n, rounds=False),
}

PASSPHRASE = "siedem losowych wyrazow"
AGE = quick_age.seal(b"{}", PASSPHRASE)
ENVELOPES: dict[str, Made] = {
    "age, stanzas": lambda n: AGE.replace(b"\n", b"\n-> g x\n" * (n // 8), 1),
    "age, one long stanza": lambda n: AGE.replace(b"scrypt", b"scrypt" + b"A" * n, 1),
    "age, scrypt without an end": lambda n: file_kinds.HEAD + b"-> scrypt " + b"A" * n,
    "age, a long rest": lambda n: AGE + bytes(n),
    "PDF, zeros": lambda n: b"%PDF-1.7\n" + bytes(n),
    "PDF, objects": lambda n: b"%PDF-1.7\n" + b"1 0 obj\n" * (n // 8),
    "PDF, a long rest": lambda n: a_pdf(dane_age=AGE) + b"%" * n,
    "PDF, a large case": lambda n: a_pdf(dane_age=quick_age.seal(bytes(n), PASSPHRASE)),
}

TEXTS = (
    "a",
    "1 ",
    "999 ",
    "\u0301\u0323",
    "a\u0323\u0301",
    "\ufdfa",
    "\u200d",
    "@",
    "a.",
    "+",
    "\n",
    "12,",
    "paszport ",
)


def measured(work: Callable[[bytes], object], made: Made, length: int) -> float:
    """Seconds of processor for this length, as a quiet machine would take them."""
    data, slow = made(length), slowness()
    return seconds(lambda: work(data)) / slow


def assert_grows_with_the_length(work: Callable[[bytes], object], made: Made, length: int) -> None:
    """The time for this length is bounded, and no more than GROWTH times that for a quarter of it.

    Beside other programs a measurement may come out too long: then the least of some counts.
    """
    whole, quarter = measured(work, made, length), measured(work, made, length // 4)
    for _ in range(TRIES):
        if whole < min(MOST, GROWTH * max(quarter, NOISE)) or whole > HOPELESS:
            break
        whole = min(whole, measured(work, made, length))
    print(f"{length // KIB} KiB: {whole:.4f} s, a quarter: {quarter:.4f} s")
    assert whole < MOST
    assert whole < GROWTH * max(quarter, NOISE)


def refused_or_read(read: Callable[[bytes], object]) -> Callable[[bytes], None]:
    def work(data: bytes) -> None:
        with suppress(BadJson, CaseFileError, ClassFileError, BadEnvelope):
            read(data)

    return work


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("made", JSON.values(), ids=JSON)
def test_json(made: Made, length: int):
    assert_grows_with_the_length(refused_or_read(parse), made, length)


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("made", [*JSON.values(), *CASES.values()], ids=[*JSON, *CASES])
def test_a_case_file(content: Content, made: Made, length: int):
    assert_grows_with_the_length(refused_or_read(lambda data: read_case(data, content.catalogue)), made, length)


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("made", CLASSES.values(), ids=CLASSES)
def test_the_results_of_a_class(content: Content, made: Made, length: int):
    work = refused_or_read(lambda data: read_class(data, content.catalogue, content.exercises))
    assert_grows_with_the_length(work, made, length)


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("made", ENVELOPES.values(), ids=ENVELOPES)
def test_an_envelope(monkeypatch, made: Made, length: int):
    """The processes are started for the largest only: how they are started does not depend on the length."""
    if length < LONGEST:
        monkeypatch.setattr(limited_process, "COMMAND", ("/bin/false",))
    assert_grows_with_the_length(refused_or_read(lambda data: envelope.opened(data, PASSPHRASE)), made, length)


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("part", TEXTS)
def test_a_passphrase(content: Content, part: str, length: int):
    def work(data: bytes) -> None:
        text = data.decode()
        weakness(text, text)
        weakness(text[:200], text[:200])
        as_generated(text, content.passphrase_words)
        refused_or_read(lambda plain: envelope.opened(plain, text))(AGE)

    assert_grows_with_the_length(work, lambda n: filled(n, part), length)


@pytest.mark.sampled(4)
@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("part", TEXTS)
@pytest.mark.parametrize(
    "read", [lambda text: cleaned(text, lines=True), numbers_in, phones_in], ids=["cleaning", "numbers", "telephones"]
)
def test_a_text(read: Callable[[str], object], part: str, length: int):
    assert_grows_with_the_length(lambda data: read(data.decode()), lambda n: filled(n, part), length)


HEADS: dict[str, Made] = {
    "blanks before a value": lambda n: filled(n, " ", "X:", "a"),
    "blanks within a value": lambda n: filled(n, " ", "X: a", "b"),
    "blanks and a value that may not be": lambda n: filled(n, " ", "X: a", "\x01"),
    "words": lambda n: filled(n, "a ", "X: ", "\x01"),
    "a value": lambda n: filled(n, "a", "X: "),
    "one name again and again": lambda n: filled(n, "X:a\r\n", "Y:a\r\n", "Z:a"),
    "a value over many lines": lambda n: filled(n, "\r\n a", "X:"),
    "cookies": lambda n: filled(n, "a=b; ", "Cookie: "),
    "colons": lambda n: filled(n, ": ", "X"),
}


@pytest.mark.parametrize("length", [pytest.param(LARGEST_HEAD // 4, marks=pytest.mark.full), LARGEST_HEAD])
@pytest.mark.parametrize("made", HEADS.values(), ids=HEADS)
def test_a_head(made: Made, length: int):
    def work(data: bytes) -> None:
        with suppress(ParsingError):
            JudgedRequest(Adjustments(), None).parse_header(b"GET / HTTP/1.1\r\n" + data)

    assert_grows_with_the_length(work, made, length)


@pytest.mark.parametrize("before", ["GET ", "GET /", "GET / "])
def test_a_first_line(before: str):
    def work(data: bytes) -> None:
        with suppress(ParsingError):
            JudgedRequest(Adjustments(), None).parse_header(data + b"\r\n")

    for part in (" ", "a", "/", "%41", "?", "#"):
        assert_grows_with_the_length(work, lambda n, part=part: filled(n, part, before), LARGEST_HEAD)
