"""The printing process: warm, alone, replaced when it is stuck, gone or old."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from screening.printing import Printer, PrinterBusy, PrintingError
from screening.printing.codec import dump, load
from screening.printing.printer import COMMAND, STILL_SECONDS
from screening.printing.still import ticks_of
from tests.inside.printing import drawing, end_when_still, set_command, wait_for_the_end, warm, who_wait
from tests.patience import SECONDS, until
from tests.printing.sheets import empty_case, maximal_case, sheet, typical_case

SHEET = sheet(empty_case())
PIPE = 64 * 1024  # what a pipe takes before anybody reads it (pipe(7))


def _printing(code: str) -> tuple[str, ...]:
    """A printing process that runs this code before it begins."""
    begin = "; from screening.printing import worker, frames; import sys, time; "
    return (sys.executable, "-c", f"import os{begin}{code}")


@pytest.fixture
def started():
    """Makes printers, and ends their processes after the test."""
    made: list[Printer] = []

    def start(**settings) -> Printer:
        made.append(Printer(**settings))
        made[-1].start()
        return made[-1]

    yield start
    for each in made:
        each.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A printer for tests that leave its process as it was. It starts beside a secret and a false module."""
    where = tmp_path_factory.mktemp("officer")
    (where / "json.py").write_text("raise SystemExit")
    made = Printer()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ROZPOZNAJ_PASSPHRASE", "not for printing")
        patch.chdir(where)
        made.start()
    yield made
    made.close()


def test_a_printer_starts_by_itself():
    printer = Printer()
    try:
        assert printer.pid is None
        assert printer.pdf(SHEET, "pl").pdf.startswith(b"%PDF-1.7")
    finally:
        printer.close()
    assert printer.pid is None


def _drawing(code: str) -> tuple[str, ...]:
    """A printing process that does this in place of drawing a document."""
    instead = "from screening.printing import drawing; page = lambda: '<html lang=pl><title>x</title><p>x'; "
    return _printing(f"{instead}exec({code!r}); worker.PROCESSOR_SECONDS = 2; worker.main()")


LONG = "def work(*_):\n    while True: pass\ndrawing.document_html = work"
SLOW = """def work(*_):
    for _ in range(8):
        end = time.process_time() + 0.03
        while time.process_time() < end: pass
        time.sleep(0.3)
    return page()
drawing.document_html = work"""
TOO_LONG = r"^Printing took too long or ended; try once more\.$"
ENDED = r"^(Printing took too long or|The printing process) ended; try once more\.$"  # of a document larger than a pipe


def test_a_document_that_takes_too_much_processor_time_ends_its_process_and_the_next_one_is_printed(started):
    printer = started(command=_drawing(LONG))
    with pytest.raises(PrintingError, match=TOO_LONG):
        printer.pdf(SHEET, "pl")
    assert printer.pid is None
    set_command(printer, COMMAND)
    assert printer.pdf(SHEET, "pl").pdf


@pytest.mark.rest
def test_a_process_that_stands_still_is_replaced(started):
    printer = started()
    printer.pdf(SHEET, "pl")
    stopped = printer.pid
    os.kill(stopped, signal.SIGSTOP)
    end_when_still(printer, 0.2)
    with pytest.raises(PrintingError, match=ENDED):
        printer.pdf(SHEET, "pl")
    assert printer.pid is None
    end_when_still(printer, STILL_SECONDS)
    assert printer.pdf(SHEET, "pl").pdf
    assert printer.pid != stopped


@pytest.mark.rest
def test_a_process_that_stands_still_before_it_has_read_a_large_document_is_replaced_too(started):
    printer, large = started(), sheet(maximal_case())
    assert len(dump(large)) > PIPE
    printer.pdf(SHEET, "pl")
    stopped = printer.pid
    os.kill(stopped, signal.SIGSTOP)
    end_when_still(printer, 0.2)

    def print_it() -> None:
        with pytest.raises(PrintingError, match="ended"):
            printer.pdf(large, "pl")

    waiting = threading.Thread(target=print_it)
    waiting.start()
    waiting.join(60)
    waits_still = waiting.is_alive()
    if waits_still:
        os.kill(stopped, signal.SIGKILL)
    waiting.join()
    assert not waits_still and printer.pid is None


def test_a_process_that_works_slowly_because_others_use_the_processor_is_waited_for(started):
    printer = started(command=_drawing(SLOW))
    warm(printer)
    end_when_still(printer, 1.0)
    assert printer.pdf(SHEET, "pl").pdf.startswith(b"%PDF-"), "in all it took more than twice that long"


def test_processor_time_is_read_of_a_living_process_and_of_no_other():
    assert ticks_of(os.getpid()) > 0
    gone = subprocess.Popen(["true"])
    gone.wait()
    assert ticks_of(gone.pid) is None


def test_a_process_that_was_killed_is_replaced(started):
    printer = started()
    printer.pdf(SHEET, "pl")
    before = printer.pid
    os.kill(before, signal.SIGKILL)
    wait_for_the_end(printer)
    assert printer.pdf(SHEET, "pl").pdf
    assert printer.pid != before


@pytest.mark.rest
def test_a_process_is_replaced_after_so_many_documents(started):
    printer = started(documents=2)
    pids = []
    for _ in range(3):
        printer.pdf(SHEET, "pl")
        pids.append(printer.pid)
    assert pids[0] == pids[1] != pids[2]


def test_a_document_that_cannot_be_drawn_is_one_sentence_and_the_process_goes_on(shared):
    printer = shared
    with pytest.raises(PrintingError, match=r"^The document could not be drawn \(\w+\)\.$"):
        printer.pdf(replace(SHEET, frame=None), "pl")
    before = printer.pid
    assert printer.pdf(SHEET, "pl").pdf
    assert printer.pid == before


def test_a_fatal_error_that_is_no_exception_is_answered_too(started):
    fatal = "from weasyprint.urls import FatalURLFetchingError as F; from screening.printing import drawing; "
    raising = "drawing.document_html = lambda *a: (_ for _ in ()).throw(F()); worker.main()"
    printer = started(command=_printing(fatal + raising))
    with pytest.raises(PrintingError, match=r"^The document could not be drawn \(FatalURLFetchingError\)\.$"):
        printer.pdf(SHEET, "pl")


def test_a_missing_library_is_named_with_its_package(started):
    printer = started(command=_printing("import weasyprint.text.ffi as f; f.harfbuzz_subset = None; worker.main()"))
    with pytest.raises(PrintingError, match=r"^The library HarfBuzz Subset is missing; install it: apt-get install "):
        printer.pdf(SHEET, "pl")


def test_missing_pango_is_named_with_its_package(started, tmp_path):
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library libpango-1.0-0')")
    printer = started(command=_printing(f"sys.path.insert(0, {str(tmp_path)!r}); worker.main()"))
    with pytest.raises(PrintingError, match=r"^The system library Pango or HarfBuzz is missing; install it: apt-get"):
        printer.pdf(SHEET, "pl")


@pytest.mark.rest
def test_threads_share_one_process_and_each_gets_its_own_document(started):
    printer = started(most_waiting=6)
    wanted = {"pl": "Karta informacyjna", "en": "Information sheet"}
    got: list[tuple[str, bytes]] = []
    threads = [
        threading.Thread(target=lambda code=code: got.append((code, printer.pdf(SHEET, code).pdf)))
        for code in [*wanted] * 3
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 6
    assert len(set(got)) == 2


def test_the_process_knows_no_secret_and_is_a_session_of_its_own(shared):
    printer = shared
    printer.pdf(SHEET, "pl")
    environment = Path(f"/proc/{printer.pid}/environ").read_bytes()
    assert b"ROZPOZNAJ" not in environment
    assert os.getsid(printer.pid) == printer.pid


def test_the_process_has_limits(shared):
    printer = shared
    printer.pdf(SHEET, "pl")
    limits = Path(f"/proc/{printer.pid}/limits").read_text()
    for name, limit in (("core file size", "0"), ("file size", "0"), ("address space", str(1024**3))):
        line = next(line for line in limits.splitlines() if line.startswith(f"Max {name}"))
        assert line.removeprefix(f"Max {name}").split()[0] == limit


@pytest.mark.parametrize(
    "act",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
        "os.system('true')",
        "open('/tmp/written-by-printing', 'w').write('x' * 9)",
    ],
)
def test_the_process_opens_no_network_starts_nothing_and_writes_nothing(act):
    code = f"worker.restrict_process(); {act}"
    done = subprocess.run(_printing(code), capture_output=True, text=True)
    assert done.returncode != 0
    assert "PermissionError: The printing process does nothing of the kind" in done.stderr


def test_python_does_not_look_for_the_process_where_the_officer_stands(shared):
    assert "-P" in COMMAND
    assert shared.pdf(SHEET, "pl").pdf
    assert Path(f"/proc/{shared.pid}/cwd/json.py").is_file()


def test_a_document_survives_the_pipe():
    sent = sheet(typical_case())
    came = load(dump(sent))
    assert [each["label"] for each in came["call"]["facts"]] == [each.label for each in sent.call.facts]
    assert came["case"]["referrer"]["urgency"] == "now"
    hours = sent.frame.wording.contacts["kcik_phone"].hours
    assert came["frame"]["wording"]["contacts"]["kcik_phone"]["hours"] == hours


def test_two_wait_for_the_printer_and_a_third_is_turned_away_at_once(shared):
    printer, got = shared, []
    with drawing(printer):  # as while a document is drawn
        threads = [threading.Thread(target=lambda: got.append(printer.pdf(SHEET, "pl").pdf[:5])) for _ in range(2)]
        for thread in threads:
            thread.start()
        until(lambda: who_wait(printer) == 2, "both wait")
        with pytest.raises(PrinterBusy, match="try once more"):
            printer.pdf(SHEET, "pl")
    for thread in threads:
        thread.join(SECONDS)
    assert got == [b"%PDF-"] * 2
    assert printer.pdf(SHEET, "pl").pdf.startswith(b"%PDF-")


def test_who_asks_again_meanwhile_leaves_the_other_place_to_others(shared):
    printer, got = shared, []

    def print_for(asker: str) -> None:
        try:
            got.append(printer.pdf(SHEET, "pl", asker=asker).pdf[:5])
        except PrinterBusy:
            got.append(b"busy")

    def ask(asker: str) -> threading.Thread:
        thread = threading.Thread(target=print_for, args=(asker,))
        thread.start()
        return thread

    with drawing(printer):
        asking = [ask("one telephone")]
        until(lambda: who_wait(printer) == 1, "it waits")
        asking.append(ask("one telephone"))
        until(lambda: got or who_wait(printer) == 2, "it is answered, or waits as well")
        turned_away = list(got)
        asking.append(ask("another"))
        until(lambda: who_wait(printer) == 2, "the other waits")
    for thread in asking:
        thread.join(SECONDS)
    assert turned_away == [b"busy"] and got == [b"busy", b"%PDF-", b"%PDF-"]


def test_a_document_that_fails_frees_its_place(started):
    printer = started(command=(sys.executable, "-c", "1/0"))
    for _ in range(5):
        with pytest.raises(PrintingError) as problem:
            printer.pdf(SHEET, "pl")
        assert not isinstance(problem.value, PrinterBusy)
