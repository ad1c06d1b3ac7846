"""Hostile documents in the real printing process: nothing is fetched, nothing stuck, and it goes on working."""

import os
import random
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import fields, is_dataclass, replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from screening.core.instrument.vocabulary import Answer, Basis
from screening.core.record.case import Reply
from screening.printing import Printer, PrintingError
from screening.printing.still import ticks_of
from screening.printing.worker import PROCESSOR_SECONDS
from tests.builders import CATALOGUE
from tests.inside.printing import warm
from tests.printing.read import by_pdftotext
from tests.printing.sheets import empty_case, maximal_case, sheet
from tests.security.inside_pdf import acting, objects

COUNT = 60
SECRET = "never-printed-7391"
LINE = 400
TICKS = os.sysconf("SC_CLK_TCK")

FETCHING = (
    "<img src={url}>",
    "<img srcset='{url} 2x'>",
    "<link rel=stylesheet href={url}>",
    "<link rel=attachment href={url}>",
    "<a rel=attachment href={url}>x</a>",
    "<object data={url}></object>",
    "<embed src={url}>",
    "<iframe src={url}></iframe>",
    "<svg xmlns='http://www.w3.org/2000/svg'><use href='{url}#a'/></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg'><image href='{url}' width='9' height='9'/></svg>",
    "<style>@import url({url});</style>",
    "<style>p {{ background: url({url}) }}</style>",
    "<style>@font-face {{ font-family: f; src: url({url}) }} p {{ font-family: f }}</style>",
    "<p style='list-style: url({url}); content: url({url}); cursor: url({url})'>x",
    "<base href={url}><img src=x>",
    "<meta http-equiv=refresh content='0;url={url}'>",
    "<script src={url}></script>",
    "<video poster={url}><source src={url}></video>",
    "<?xml-stylesheet href='{url}'?><!DOCTYPE x SYSTEM '{url}'>",
    "{{% include '{url}' %}}{{{{ url_for('{url}') }}}}",
)
LONG = {
    "a giant word": "x" * 10_000,
    "a giant word in capitals": "W" * 10_000,
    "a note of 10 000 characters": "Osoba mówi, że pracę wskazał człowiek. " * 256,
    "many lines": "a\n" * 5_000,
    "many blanks": " " * 5_000 + "x" + "\t" * 5_000,
    "thousands of marks on a letter": "e" + "\u0301" * 5_000,
    "marks of many kinds": "a" + "".join(map(chr, range(0x300, 0x370))) * 40,
    "marks on nothing": "\u0301 " * 3_000,
    "Arabic marks": "\u0628" + "\u064b\u0650" * 2_000,
    "nested bidi marks": "\u202e" * 250 + "abc" + "\u202c" * 250,
    "isolates without end": "\u2067\u2066" * 250 + "abc",
    "both directions in turn": "abc \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 " * 400,
    "without glyphs": "\U0001f9ff\u6f22\ue000\ufdd0" * 150,
    "every plane": "".join(map(chr, range(0x10000, 0x110000, 2_570))),
    "noncharacters": "\ufffe\uffff\U0001fffe" * 200,
    "control characters": "".join(map(chr, [*range(1, 32), *range(127, 160)])) * 30,
    "a null": "a\x00b" * 1_000,
    "lone surrogates": "\ud800\udfff" * 500,
    "joiners": "\U0001f468\u200d" * 400,
    "zero width": "a\u200b\u2060\u00ad" * 500,
    "variation selectors": "a\ufe0f\U000e0100" * 2_000,
    "separators": "a\u2028b\u2029c\x85" * 1_500,
    "open elements": "<div>" * 2_000,
    "open tables": "<table><tr><td>" * 700,
    "entities": "&lt;&amp;&#0;&#xD800;&bogus;" * 400,
    "entities of entities": "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>&b;" * 100,
    "end of a PDF object": ") Tj ET endstream endobj %%EOF << /S /JavaScript /JS (x) >>" * 150,
    "template code": "{{ ''.__class__ }}{% raw %}${7*7}" * 300,
    "hyphens": "-\u2011\u2010\u2013" * 2_500,
    "Vietnamese and Ukrainian": "Nguyễn Thị Thuỷ ґїєі " * 450,
}
FEW = ("many replies, all of them present", "many replies, all of them unclear", "very many blocks", "very many steps")


def everywhere(value: Any, text: str) -> Any:
    """The part of a document with every text of the officer in it replaced; codes and contents stay."""
    if is_dataclass(value):
        return replace(value, **{each.name: everywhere(getattr(value, each.name), text) for each in fields(value)})
    return text if type(value) is str else value


OWN = ("case",)


def saying(text: str) -> Any:
    """A sheet with this text in a note, and its beginning in every other place where the officer writes."""
    made = sheet(maximal_case("x"))
    short = text[:LINE]
    block = made.findings.blocks[0]
    rows = (replace(block.rows[0], note=text), *(replace(row, note=short) for row in block.rows[1:]))
    findings = replace(made.findings, blocks=(replace(block, rows=rows), *made.findings.blocks[1:]))
    return replace(made, findings=findings, **{name: everywhere(getattr(made, name), short) for name in OWN})


def fetching(html: str, url: str, file: str) -> Any:
    """A sheet with HTML that asks for both addresses in every text, also in those that experts own."""
    text = html.format(url=url) + html.format(url=file)
    made = saying(text)
    guidance = {key: replace(each, polish=text, key=text) for key, each in made.frame.wording.guidance.items()}
    wording = replace(made.frame.wording, guidance=guidance)
    header = everywhere(made.frame.header, text)
    frame = replace(made.frame, header=header, edition=text, wording=wording)
    return replace(made, frame=frame, case=replace(made.case, edition=text))


def very_many(name: str) -> Any:
    """Sheets with more in them than the instrument has."""
    answer = Answer.UNCLEAR if "unclear" in name else Answer.YES
    replies = {id_: Reply(answer, frozenset(Basis), "x" * 600) for id_ in CATALOGUE.indicators}
    case = replace(maximal_case("x"), replies=replies)
    if "steps" in name:
        made = sheet(case, "steps")
        return replace(made, own=made.own * 3_000)
    made = sheet(case)
    times = 40 if "blocks" in name else 3
    return replace(made, findings=replace(made.findings, blocks=made.findings.blocks * times))


def mixed(number: int, url: str, file: str) -> Any:
    """A sheet with pieces of everything in each text."""
    chosen = random.Random(number).sample([*LONG.values()], 6)
    return saying("".join(text[:300] for text in chosen) + FETCHING[number].format(url=url) + file)


def documents() -> dict[str, Callable[[str, str], Any]]:
    """Sixty hostile documents by name; each is made for an address on loopback and one of a file."""
    made: dict[str, Callable[[str, str], Any]] = {html: partial(fetching, html) for html in FETCHING}
    made |= {name: lambda url, file, text=text: saying(text) for name, text in LONG.items()}
    made |= {name: lambda url, file, name=name: very_many(name) for name in FEW}
    return made | {f"mixed {number}": partial(mixed, number) for number in range(COUNT - len(made))}


DOCUMENTS = documents()
MIXED = [name for name in DOCUMENTS if name.startswith("mixed ")]
CHANCE = random.Random(5)
SOME = [name for names, count in ((FETCHING, 1), (LONG, 1), (MIXED, 1)) for name in CHANCE.sample([*names], count)]


@pytest.fixture
def listener() -> Iterator[tuple[str, list[object]]]:
    """An address on loopback, and what connected to it."""
    connected: list[object] = []
    server = socket.create_server(("127.0.0.1", 0))

    def wait() -> None:
        while True:
            try:
                connection, address = server.accept()
            except OSError:
                return
            connected.append(address)
            connection.close()

    threading.Thread(target=wait, daemon=True).start()
    with closing(server):
        yield f"http://127.0.0.1:{server.getsockname()[1]}/x", connected


@pytest.fixture
def marked(tmp_path: Path) -> str:
    """The address of a file whose words must not be printed."""
    file = tmp_path / "marked.txt"
    file.write_text(SECRET)
    return file.as_uri()


@pytest.fixture(scope="module")
def hostile_printer() -> Iterator[Printer]:
    """A printing process of its own, so that other tests keep theirs."""
    made = Printer()
    made.start()
    yield made
    made.close()


@pytest.fixture(scope="module")
def drawing() -> Any:
    from screening.printing.drawing import Drawing

    return Drawing()


def faults_of(pdf: bytes) -> list[str]:
    """What must not be in a PDF: the marked words, attachments, anything that acts."""
    reader = PdfReader(BytesIO(pdf))
    faults = [*acting(reader), *reader.attachments]
    content = [value for key, value in objects(reader) if key == "stream"]
    texts = (pdf, *content, by_pdftotext(pdf).encode())
    return faults + ["the marked words" for each in texts if SECRET.encode() in each]


def print_hostile(printer: Printer, name: str, listener: tuple[str, list[object]], marked: str) -> str:
    """Print a hostile document and, after it, a usual one; gives how it ended."""
    url, connected = listener
    document = DOCUMENTS[name](url, marked)
    warm(printer)
    process, before = printer.pid, ticks_of(printer.pid)
    try:
        pdf = printer.pdf(document, "pl").pdf
        ended = "printed"
    except PrintingError as problem:
        pdf, ended = b"", str(problem)
    took = (ticks_of(printer.pid) - before) / TICKS if printer.pid == process else PROCESSOR_SECONDS
    assert took <= PROCESSOR_SECONDS, name
    assert pdf == b"" or faults_of(pdf) == [], name
    assert printer.pdf(sheet(empty_case()), "pl").pdf.startswith(b"%PDF-"), name
    assert connected == [], name
    return f"{took:5.1f} s of processor, {len(pdf) // 1024} KiB, {ended}"


def test_there_are_sixty_hostile_documents():
    assert len(DOCUMENTS) == COUNT


@pytest.mark.sampled(1)
@pytest.mark.parametrize("name", SOME)
def test_a_hostile_document_is_printed_calmly_or_refused(hostile_printer, listener, marked, name):
    print_hostile(hostile_printer, name, listener, marked)


@pytest.mark.full
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_hostile_document_is_printed_calmly_or_refused(hostile_printer, listener, marked, capsys, name):
    ended = print_hostile(hostile_printer, name, listener, marked)
    with capsys.disabled():
        print(f" {name[:60]}: {ended}", flush=True)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("html", FETCHING)
def test_raw_html_that_asks_for_something_fetches_nothing(drawing, listener, marked, html):
    url, connected = listener
    for address in (url, marked):
        page = f"<html lang=pl><title>x</title><p>x</p>{html.format(url=address)}"
        try:
            pdf = drawing.pdf_of_html(page)
        except RuntimeError as refused:
            assert str(refused) == "The document asked for something from outside; it was not printed."
        else:
            assert faults_of(pdf) == []
    assert connected == []


def test_the_watcher_would_notice(listener, marked, tmp_path):
    url, connected = listener
    with closing(socket.create_connection(("127.0.0.1", int(url.split(":")[2].split("/")[0])))) as connection:
        connection.recv(1)
    assert len(connected) == 1
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_attachment("x.txt", SECRET.encode())
    script = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")})
    writer.root_object[NameObject("/OpenAction")] = script
    out = BytesIO()
    writer.write(out)
    found = faults_of(out.getvalue())
    assert {"/EmbeddedFiles", "/EF", "/OpenAction", "/JS", "x.txt", "the marked words"} <= set(found)
