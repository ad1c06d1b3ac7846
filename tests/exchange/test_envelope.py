"""Envelopes from elsewhere: looked at by their head, opened in a limited process, taken in only if age vouches."""

import errno
import os
import resource
import signal
import subprocess
import sys
import threading
from time import process_time

import pytest

from screening.casework.transfer import case_of
from screening.exchange import age_passphrase, envelope, file_kinds, limited_process
from screening.exchange.envelope import BadEnvelope, Kind, NothingInside, NotOpened, NotProtected, OldPdf, ReaderBusy
from screening.exchange.strict_json import LARGEST
from tests.exchange import quick_age
from tests.exchange.builders import a_file
from tests.exchange.pdfs import a_pdf, forged
from tests.inside.exchange import no_place_is_free, run_with

PASSPHRASE = "siedem losowych wyrazow na papierze lezy"
THEIRS, FORGED = a_file(danger=True), a_file(danger=False)
AGE = quick_age.seal(THEIRS, PASSPHRASE)
HEAD, _, BODY = AGE.partition(b"\n-> ")


@pytest.fixture
def never_opened(monkeypatch) -> None:
    """No process is started, and nothing is decrypted."""

    def refused(*_: object) -> None:
        raise AssertionError("it was opened")

    run_with(monkeypatch, refused)


def working(factor: int | str) -> bytes:
    return AGE.replace(b" 4\n", f" {factor}\n".encode(), 1)


STANZA = b"\n-> g x\n"
BAD_HEADS = {
    **{f"work factor {factor}": working(factor) for factor in (21, 22, 23, 64, 99, 100, 10**21, -1, 0, "", "04", "4 ")},
    **{f"{many} stanzas": HEAD + STANZA * many + b"\n-> " + BODY for many in (1, 2, 4_000, 40_000)},
    "two scrypt stanzas": HEAD + b"\n-> " + BODY.partition(b"\n---")[0] + b"\n-> " + BODY,
    "another recipient": AGE.replace(b"scrypt", b"X25519", 1),
    "line ends of another system": AGE.replace(b"\n", b"\r\n", 3),
    "armoured": file_kinds.ARMOUR + b"\n" + AGE,
    "no end of the head": HEAD + b"\n-> " + b"x" * 1_000_000,
    "head alone": file_kinds.HEAD,
}


@pytest.mark.usefixtures("never_opened")
@pytest.mark.parametrize("data", BAD_HEADS.values(), ids=BAD_HEADS)
def test_a_head_that_costs_more_than_ours_is_refused_before_anything_is_decrypted(data):
    began = process_time()
    with pytest.raises(BadEnvelope):
        envelope.opened(data, PASSPHRASE)
    assert process_time() - began < 0.5


def test_what_we_seal_is_sealed_elsewhere_and_its_head_is_one_that_we_open():
    began = process_time()
    sealed = file_kinds.seal(THEIRS, PASSPHRASE)
    assert process_time() - began < 0.1
    assert age_passphrase.HEAD.match(sealed) and envelope.opened(sealed, PASSPHRASE) == THEIRS


def spent(data: bytes) -> tuple[float, float]:
    """Seconds of processor, here and in the processes that ended meanwhile, for a file that does not open."""
    here, elsewhere = process_time(), sum(os.times()[2:4])
    with pytest.raises(BadEnvelope):
        envelope.opened(data, PASSPHRASE)
    return process_time() - here, sum(os.times()[2:4]) - elsewhere


def test_the_work_of_an_age_file_is_done_elsewhere():
    here, elsewhere = spent(working(15))
    print(f"{here:.3f} s here, {elsewhere:.3f} s in the other process")
    assert here < 0.1 < elsewhere


@pytest.mark.full
def test_the_greatest_work_factor_is_opened_within_the_limits():
    """1 GiB of memory; the head is not the one that was sealed, so a sentence is all that comes back."""
    with pytest.raises(NotOpened):
        envelope.opened(working(age_passphrase.GREATEST_WORK), PASSPHRASE)


@pytest.mark.full
def test_what_no_head_tells_is_ended_by_the_limits(monkeypatch):
    """Were the look at the head passed by, memory ends the process, and nothing else."""
    monkeypatch.setattr(age_passphrase, "GREATEST_WORK", 99)
    with pytest.raises(BadEnvelope):
        envelope.opened(working(22), PASSPHRASE)


def test_one_envelope_is_opened_at_a_time_one_waits_and_the_next_is_refused(monkeypatch):
    inside, go_on = threading.Event(), threading.Event()
    at_once: list[int] = []

    def slowly(*_: object) -> subprocess.CompletedProcess:
        at_once.append(1)
        assert len(at_once) == 1
        inside.set()
        go_on.wait(30)
        at_once.pop()
        return subprocess.CompletedProcess((), 0, b"{}")

    run_with(monkeypatch, slowly)
    threads = [threading.Thread(target=envelope.opened, args=(AGE, PASSPHRASE)) for _ in range(2)]
    threads[0].start()
    assert inside.wait(60)
    threads[1].start()
    for _ in range(3_000):
        if no_place_is_free():
            break
        threads[1].join(0.01)
    assert no_place_is_free()
    with pytest.raises(ReaderBusy):
        envelope.opened(AGE, PASSPHRASE)
    go_on.set()
    for each in threads:
        each.join(60)
    assert envelope.opened(AGE, PASSPHRASE) == b"{}"


def test_a_machine_that_is_busy_for_long_is_asked_again_and_no_file_is_called_damaged(monkeypatch):
    monkeypatch.setattr(limited_process, "PATIENCE", 0)
    with pytest.raises(ReaderBusy, match="try again"):
        envelope.opened(AGE, PASSPHRASE)


LITTLE_MEMORY = """
import sys
from dataclasses import replace
from screening.exchange import envelope_reader
envelope_reader.WAYS = {task: replace(way, memory=200 * 1024**2) for task, way in envelope_reader.WAYS.items()}
sys.exit(envelope_reader.main())
"""


@pytest.mark.parametrize("act", [lambda: envelope.opened(working(18), PASSPHRASE), lambda: file_kinds.seal(b"", "x")])
def test_a_computer_with_too_little_memory_calls_no_file_damaged(monkeypatch, act):
    monkeypatch.setattr(limited_process, "COMMAND", (sys.executable, "-P", "-c", LITTLE_MEMORY))
    with pytest.raises(ReaderBusy, match="too little memory"):
        act()


@pytest.mark.parametrize("ended", [-signal.SIGKILL, OSError(errno.ENOMEM, "Cannot allocate memory")])
def test_a_process_that_the_system_ends_or_cannot_begin_calls_no_age_file_damaged(monkeypatch, ended):
    def run(*_: object, **__: object) -> subprocess.CompletedProcess:
        if isinstance(ended, OSError):
            raise ended
        return subprocess.CompletedProcess((), ended, b"")

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(ReaderBusy, match="too little memory"):
        envelope.opened(AGE, PASSPHRASE)


def test_a_pdf_that_reaches_its_limits_is_refused_and_not_tried_again(monkeypatch):
    """Its limits are for what a stranger made, and the system ends it in the same way."""
    run_with(monkeypatch, lambda *_: subprocess.CompletedProcess((), -signal.SIGKILL, b""))
    with pytest.raises(BadEnvelope, match="too large"):
        envelope.opened(envelope.sealed_pdf.HEAD, PASSPHRASE)


@pytest.mark.full
def test_a_pdf_that_unpacks_to_half_a_gigabyte_is_refused():
    with pytest.raises(BadEnvelope):
        envelope.opened(a_pdf(dane_age=bytes(512 * 1024 * 1024)), PASSPHRASE)


@pytest.mark.parametrize("wrapped", [lambda data: data, lambda data: a_pdf(dane_age=data)], ids=["age", "PDF"])
@pytest.mark.parametrize("size", [LARGEST, 3_000_000])
def test_the_largest_case_file_comes_out_and_of_a_larger_one_no_more_than_shows_it(wrapped, size):
    data = wrapped(quick_age.seal(bytes(size), PASSPHRASE))
    try:
        found = len(envelope.opened(data, PASSPHRASE))
    except NotOpened:
        assert size > LARGEST
    else:
        assert found == size if size == LARGEST else LARGEST < found < 1.1 * LARGEST


def test_what_opens_envelopes_takes_no_more_memory_than_it_may():
    with pytest.raises(NothingInside):
        envelope.opened(a_pdf(), PASSPHRASE)
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert largest < 2 * 1024**2, largest


@pytest.mark.parametrize("outer", [None, PASSPHRASE])
def test_only_the_age_file_in_a_pdf_is_taken_in(outer):
    data = a_pdf(outer, dane_age=AGE, dane_json=FORGED)
    assert envelope.opened(data, PASSPHRASE) == THEIRS


@pytest.mark.parametrize("typed", [PASSPHRASE, "another passphrase", ""])
def test_a_pdf_forged_without_the_passphrase_is_never_taken_in(typed):
    sealed = a_pdf(PASSPHRASE, dane_age=AGE)
    for own in (a_pdf(dane_json=FORGED), a_pdf(dane_age=FORGED), a_pdf(dane_age=quick_age.seal(FORGED, "mine"))):
        with pytest.raises(BadEnvelope):
            envelope.opened(forged(sealed, own), typed)


def test_the_forgery_of_the_tests_does_open_with_the_passphrase_that_it_never_knew():
    """Else the test above would prove nothing."""
    sealed = a_pdf(PASSPHRASE, dane_age=AGE)
    assert envelope.opened(forged(sealed, a_pdf(dane_age=AGE)), PASSPHRASE) == THEIRS


@pytest.mark.parametrize("outer", [None, PASSPHRASE])
def test_a_pdf_of_the_first_edition_is_not_taken_in(outer):
    with pytest.raises(OldPdf, match="ask for the file once more"):
        envelope.opened(a_pdf(outer, dane_json=THEIRS), PASSPHRASE if outer else "")


def test_a_passphrase_for_a_file_that_needs_none_is_a_refusal(content, clock):
    for data in (FORGED, b"\xef\xbb\xbf" + FORGED, b"\x89PNG"):
        with pytest.raises(NotProtected, match="not the one that you were told of"):
            case_of(content, data, PASSPHRASE, clock().date(), None)
    assert case_of(content, FORGED, "  ", clock().date(), None)


def test_an_age_file_of_the_first_edition_opens_with_a_passphrase_longer_than_we_give_now():
    long = "ż" * 300
    assert envelope.opened(quick_age.seal(THEIRS, long), long) == THEIRS
    with pytest.raises(NotOpened):
        envelope.opened(AGE, "x" * 200_000)


@pytest.mark.parametrize("empty", ["", " ", "\u00a0"])
def test_an_empty_passphrase_opens_no_file_whatever_it_was_sealed_with(empty):
    sealed = quick_age.seal(THEIRS, empty)
    for data in (sealed, a_pdf(dane_age=sealed)):
        with pytest.raises(NotOpened, match="An empty passphrase opens no file"):
            envelope.opened(data, empty)


def test_each_kind_is_known_by_its_first_letters():
    kinds = [envelope.kind_of(data) for data in (AGE, file_kinds.ARMOUR, a_pdf(), THEIRS, b"")]
    assert kinds == [Kind.AGE, Kind.AGE, Kind.PDF, Kind.PLAIN, Kind.PLAIN]
