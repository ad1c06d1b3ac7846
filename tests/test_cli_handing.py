"""Case files out of the store and into it, from the terminal."""

import json

import pytest

from screening.core.record.imported import taken_over, without_what_a_sender_said
from screening.exchange import envelope, file_kinds
from screening.exchange.case_file import write_case
from tests.characters import some
from tests.cli.typed import Ran, Terminal
from tests.contacts import KCIK
from tests.exchange import quick_age
from tests.exchange.builders import a_file
from tests.exchange.full_cases import full_cases
from tests.storage.opening import PASSPHRASE, open_quick

MARK = "KANAREK"


@pytest.fixture
def run(tmp_path, terminal: Terminal):
    """The command over a data folder that was set up; the lines typed go to its prompts."""
    open_quick(tmp_path).close()

    def command(*arguments, typed: tuple[str, ...] = ()) -> Ran:
        return terminal.run(arguments, typed, tmp_path)

    return command


@pytest.fixture
def case_file(tmp_path):
    path = tmp_path / "case.json"
    reply = {"answer": "yes", "basis": ["person"], "note": MARK}
    path.write_text(
        json.dumps({**json.loads(a_file(agreement={"contact": "yes"})), "replies": {"debt_bondage": reply}}),
        encoding="utf-8",
    )
    return path


def _acts(tmp_path) -> list[str]:
    store = open_quick(tmp_path)
    found = [entry.act.value for entry in store.newest_acts(20)]
    store.close()
    return found


def test_a_case_file_goes_in_out_and_in_again(run, case_file, tmp_path):
    code = run("import", case_file, typed=(PASSPHRASE,)).stdout.strip()
    sealed = tmp_path / "out.age"
    done = run("export", code, "-o", sealed, typed=(PASSPHRASE, "told by telephone", "told by telephone"))
    assert done.returncode == 0, done.stderr
    assert envelope.kind_of(sealed.read_bytes()) is envelope.Kind.AGE and MARK.encode() not in sealed.read_bytes()
    assert sealed.stat().st_mode & 0o077 == 0 and _acts(tmp_path)[0] == "export"
    again = run("import", sealed, typed=("told by telephone", PASSPHRASE)).stdout.strip()
    assert again and again != code
    plain = tmp_path / "out.json"
    run("export", again, "-o", plain, "--plain", typed=(PASSPHRASE,))
    assert json.loads(plain.read_text(encoding="utf-8"))["replies"]["debt_bondage"]["note"] == MARK


def test_against_a_refusal_the_notes_stay_behind_and_the_terminal_says_so(run, tmp_path):
    replies = {"debt_bondage": {"answer": "yes", "note": MARK}}
    came, plain = tmp_path / "came.json", tmp_path / "out.json"
    came.write_bytes(a_file(replies=replies, agreement={"contact": "no"}))
    code = run("import", came, typed=(PASSPHRASE,)).stdout.strip()
    done = run("export", code, "-o", plain, "--plain", typed=(PASSPHRASE,))
    assert "Without agreement the file holds no more than the referral sheet" in done.stderr
    assert MARK not in plain.read_text(encoding="utf-8")


@pytest.mark.sampled(1)
@pytest.mark.parametrize("typed", [("wrong", PASSPHRASE), ("", PASSPHRASE)])
def test_a_wrong_passphrase_of_the_file_stores_nothing(run, case_file, tmp_path, typed):
    sealed = tmp_path / "sealed.age"
    sealed.write_bytes(quick_age.seal(case_file.read_bytes(), "right"))
    refused = run("import", sealed, typed=typed)
    assert refused.returncode in (2, 130) and "Traceback" not in refused.stderr and MARK not in refused.stderr
    assert "create" not in _acts(tmp_path)


DAMAGED = {
    "cut": lambda data: data[:-20],
    "altered": lambda data: data[:-30] + bytes([data[-30] ^ 1]) + data[-29:],
    "head alone": lambda data: file_kinds.HEAD,
    "zeros behind the head": lambda data: file_kinds.HEAD + bytes(5000),
    "huge": lambda data: data + bytes(envelope.LARGEST),
}


@pytest.mark.sampled(2)
@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_envelope_stores_nothing(run, case_file, tmp_path, damage):
    path = tmp_path / "damaged.age"
    path.write_bytes(damage(quick_age.seal(case_file.read_bytes(), "right")))
    refused = run("import", path, typed=("right", PASSPHRASE))
    said = refused.stderr.strip().splitlines()
    assert refused.returncode == 2 and "damaged.age: " in said[-1] and "Traceback" not in refused.stderr, said
    assert "create" not in _acts(tmp_path)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("content", [b"", b"{}", b"\x00\xff", b"[" * 100_000, b'{"format": "rozpoznaj-case/2"}'])
def test_a_file_that_is_no_case_file_stores_nothing(run, tmp_path, content):
    path = tmp_path / "case.json"
    path.write_bytes(content)
    refused = run("import", path, typed=(PASSPHRASE,))
    assert refused.returncode == 2 and "Traceback" not in refused.stderr
    assert "create" not in _acts(tmp_path)


@pytest.mark.rest
def test_an_unknown_case_is_refused_with_one_sentence(run, tmp_path):
    refused = run("export", "bursztyn-99", "-o", tmp_path / "x", typed=(PASSPHRASE,))
    assert refused.returncode == 2 and "no open case" in refused.stderr


def test_a_wrong_passphrase_of_the_tool_is_written_down(run, case_file, tmp_path):
    refused = run("import", case_file, typed=("wrong",))
    assert refused.returncode == 2 and "nothing was changed" in refused.stderr
    assert _acts(tmp_path)[0] == "refused_unlock"


def test_telephone_numbers_that_no_contact_has_are_counted_after_the_import_of_a_plain_file(run, tmp_path):
    path = tmp_path / "case.json"
    path.write_bytes(a_file(context={"facts": f"KCIK zmienił numer na 22 999 00 00, dawny {KCIK}; szef 601234567"}))
    done = run("import", path, typed=(PASSPHRASE,))
    assert "This file was not protected. Anyone could have changed it on the way." in done.stderr
    assert "Words in the file hold 2 telephone number(s) that this tool does not know." in done.stderr
    assert "999" not in done.stderr


def test_whoever_imports_is_the_one_who_calls(run, tmp_path):
    theirs = {"institution": "OIP w Lublinie", "phone": "81 000 00 00", "urgency": "now"}
    path, plain = tmp_path / "case.json", tmp_path / "out.json"
    path.write_bytes(b"\xef\xbb\xbf" + a_file(referrer=theirs, context={"profession": "labour_inspector"}))
    for option, context in ((("--profession", "police"), {"profession": "police"}), ((), {})):
        done = run("import", path, *option, typed=(PASSPHRASE,))
        assert "File from: OIP w Lublinie." in done.stderr and done.stdout.count("\n") == 1
        run("export", done.stdout.strip(), "-o", plain, "--plain", "--force", typed=(PASSPHRASE,))
        written = json.loads(plain.read_text(encoding="utf-8"))
        assert "referrer" not in written and written.get("context", {}) == context
    assert run("import", path, "--profession", "fireman").returncode == 2


@pytest.mark.sampled(1)
@pytest.mark.parametrize("how", [("--pdf",), ()])
def test_no_file_is_written_with_a_passphrase_that_a_pdf_cannot_hold(run, case_file, tmp_path, how):
    code = run("import", case_file, typed=(PASSPHRASE,)).stdout.strip()
    target, long = tmp_path / "out", "ż" * 64
    done = run("export", code, *how, "-o", target, typed=(PASSPHRASE, long, long))
    assert done.returncode == 2 and not target.exists()
    assert "at most 127 bytes, and a letter such as ą counts as two; nothing was written." in done.stderr


@pytest.mark.rest
@pytest.mark.parametrize(
    "how", [("--pdf",), *(pytest.param(how, marks=pytest.mark.full) for how in ((), ("--plain",)))]
)
def test_every_field_that_stays_goes_in_and_out_of_the_terminal(run, tmp_path, content, how):
    *_, case = full_cases(content, some())
    came, out, back = tmp_path / "came.json", tmp_path / "out", tmp_path / "back.json"
    came.write_bytes(write_case(case))
    code = run("import", came, typed=(PASSPHRASE,)).stdout.strip()
    words = () if "--plain" in how else ("told by telephone",)
    done = run("export", code, "-o", out, *how, typed=(PASSPHRASE, *words, *words))
    assert done.returncode == 0, done.stderr
    again = run("import", out, typed=(*words, PASSPHRASE)).stdout.strip()
    run("export", again, "-o", back, "--plain", typed=(PASSPHRASE,))
    assert back.read_bytes() == write_case(without_what_a_sender_said(taken_over(case, None)))


def test_what_the_earlier_institution_told_of_itself_is_named_as_it_stays_behind(run, tmp_path):
    came, out = tmp_path / "came.json", tmp_path / "out.json"
    came.write_bytes(
        a_file(agreement={"contact": "yes", "share_name": "yes"}, safety={"place_known": "yes", "tonight": "with_us"})
    )
    code = run("import", came, typed=(PASSPHRASE,)).stdout.strip()
    done = run("export", code, "-o", out, "--plain", typed=(PASSPHRASE,))
    assert done.returncode == 0
    assert "nobody here has answered: safety.place_known, safety.tonight." in done.stderr
    assert "safety" not in json.loads(out.read_text(encoding="utf-8"))


def test_a_file_of_the_first_edition_with_a_tab_goes_in(run, tmp_path):
    came, out = tmp_path / "came.json", tmp_path / "out.json"
    came.write_bytes(a_file(agreement={"contact": "yes"}, context={"region": "powiat\tkępiński"}))
    code = run("import", came, typed=(PASSPHRASE,)).stdout.strip()
    run("export", code, "-o", out, "--plain", typed=(PASSPHRASE,))
    assert json.loads(out.read_text(encoding="utf-8"))["context"]["region"] == "powiat kępiński"


def test_an_exercise_is_not_taken_into_service(run, tmp_path, content):
    exercise = next(iter(content.exercises.by_id.values()))
    file = tmp_path / "exercise.json"
    file.write_bytes(write_case(exercise.solved(content.catalogue)))
    done = run("import", file, typed=(PASSPHRASE,))
    assert (done.returncode, done.stdout) == (2, "") and "this is an exercise" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
