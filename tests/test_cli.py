"""The command `screening`: what it prints, how it refuses, and that it never ends in a traceback."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from screening import cli, settings
from screening import content as content_room
from screening.content import Content, ContentError, Problem
from screening.core.rules.assessment import assess
from screening.exchange.assessment_file import assessment_json
from screening.exchange.case_file import read_case
from tests.content.planting import a_copy, plant
from tests.exchange.builders import a_file, replying
from tests.powerless import POWERLESS

COMMAND = [sys.executable, "-m", "screening.cli"]
ROOT = Path(__file__).parents[1]
OLD_PDF = b"%PDF-1.7 an older sheet"


class Ran:
    """What a command left behind."""

    def __init__(self, code: int, out: bytes, err: bytes) -> None:
        self.code = code
        self.out = out.decode("utf-8")
        self.err = err.decode("utf-8")

    def refused(self) -> str:
        """The one sentence of a refusal."""
        assert (self.code, self.out) == (2, "")
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1
        assert "Traceback" not in self.err
        return self.err


@pytest.fixture
def screening(capfdbinary: pytest.CaptureFixture[bytes]):
    """Runs the command in this process."""

    def run(*arguments: str | Path) -> Ran:
        with pytest.raises(SystemExit) as ended:
            cli.main([str(each) for each in arguments])
        out, err = capfdbinary.readouterr()
        return Ran(ended.value.code or 0, out, err)

    return run


def outside(*arguments: str | Path, stdin: bytes = b"", **how: object) -> Ran:
    """Runs the command in a process of its own."""
    done = subprocess.run([*COMMAND, *arguments], cwd=ROOT, input=stdin, capture_output=True, check=False, **how)
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    path = tmp_path / "case.json"
    path.write_bytes(a_file())
    return path


def test_assess_prints_the_assessment_of_a_file(screening, case_file: Path):
    ran = screening("assess", case_file)
    assert ran.code == 0
    assert json.loads(ran.out)["format"] == "rozpoznaj-assessment/1"
    assert ran.err == ""


def test_assess_reads_standard_input():
    ran = outside("assess", "-", stdin=a_file())
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out)["profiles"][0]["id"] == "labour_adult"


def test_a_bad_case_is_refused_with_file_and_place(screening, tmp_path: Path):
    path = tmp_path / "case.json"
    path.write_bytes(replying(answer="maybe"))
    told = screening("assess", path).refused()
    assert told.startswith(f"{path}: replies.documents_withheld.answer: this must be 'yes', 'no',")


def test_a_bad_case_from_standard_input_is_refused_with_its_place():
    assert outside("assess", "-").refused() == "standard input: line 1, column 1: there is nothing here.\n"


@pytest.mark.sampled(1)
@pytest.mark.parametrize("option", [(), ("--lines",)])
def test_directories_and_missing_files_are_refused(screening, tmp_path: Path, option: tuple[str, ...]):
    assert screening("assess", *option, tmp_path).refused() == f"{tmp_path}: Is a directory.\n"
    missing = tmp_path / "none.json"
    assert screening("assess", *option, missing).refused() == f"{missing}: No such file or directory.\n"


def test_an_unreadable_file_is_refused(case_file: Path):
    case_file.chmod(0)
    done = subprocess.run([*POWERLESS, *COMMAND, "assess", case_file], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"{case_file}: Permission denied.\n"


def test_an_endless_file_is_refused(screening):
    assert "more than 1,000,000 bytes" in screening("assess", "/dev/zero").refused()


@pytest.mark.parametrize(
    "arguments",
    [
        ("assess",),
        ("assess", "case.json", "--lines", "-"),
        ("assess", "--none"),
        ("nonsense",),
        ("print", "referral", "case.json"),
        ("print", "diploma", "case.json", "-o", "x.pdf"),
        ("print", "referral", "case.json", "--language", "xx", "-o", "x.pdf"),
        ("serve", "--port", "0"),
        ("serve", "--port", "70000"),
        ("codes", "more"),
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_is_refused_with_one_sentence(screening, arguments: tuple[str, ...]):
    screening(*arguments).refused()


def test_lines_gives_one_line_for_each_and_succeeds(screening, tmp_path: Path):
    path = tmp_path / "cases"
    path.write_bytes(a_file() + b"\n\n{\n" + a_file())
    ran = screening("assess", "--lines", path)
    assert ran.code == 0
    kinds = ["error" in json.loads(line) for line in ran.out.splitlines()]
    assert kinds == [False, True, True, False]


def test_lines_answers_each_line_before_the_next_is_written():
    with subprocess.Popen(
        [*COMMAND, "assess", "--lines", "-"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as running:
        for _ in range(3):
            running.stdin.write(a_file() + b"\n")
            running.stdin.flush()
            assert "advice" in json.loads(running.stdout.readline())
        running.stdin.close()
        assert running.stdout.read() == b""
    assert running.returncode == 0


def test_a_reader_that_goes_away_causes_no_complaint(tmp_path: Path):
    path = tmp_path / "cases"
    path.write_bytes((a_file() + b"\n") * 200)
    with subprocess.Popen(
        [*COMMAND, "assess", "--lines", path], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 141


def test_an_output_that_is_full_is_refused_with_one_sentence(case_file: Path):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "assess", case_file], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr) == (2, b"standard output: No space left on device.\n")


@pytest.mark.sampled(1)
@pytest.mark.parametrize("closed", ["<&-", ">&-"])
def test_a_closed_input_or_output_is_refused_with_one_sentence(closed: str):
    shell = f'exec "$@" {closed}'
    done = subprocess.run(
        ["sh", "-c", shell, "sh", *COMMAND, "assess", "-"],
        cwd=ROOT,
        input=a_file(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr in (b"standard input: it is closed.\n", b"standard output: it is closed.\n")


def test_output_is_utf8_whatever_the_locale(case_file: Path):
    assert outside("assess", case_file, env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"}).code == 0


def test_codes_and_schema_are_json(screening):
    assert "debt_bondage" in json.loads(screening("codes").out)["indicators"]
    assert json.loads(screening("schema").out)["properties"]["format"]["const"] == "rozpoznaj-case/1"


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    "command", [("check",), ("codes",), ("schema",), ("exercises",), ("assess", "-")], ids=" ".join
)
def test_no_command_on_files_loads_the_web_the_store_or_the_printer(command: tuple[str, ...]):
    script = (
        "import sys\nfrom screening.cli import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "finally:\n    loaded = {'flask', 'sqlalchemy', 'weasyprint', 'waitress'} & set(sys.modules)\n"
        "    print(loaded or '', end='', file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *command], cwd=ROOT, input=a_file(), capture_output=True, check=False
    )
    assert done.stderr == b""


def _found(monkeypatch: pytest.MonkeyPatch, *problems: Problem) -> None:
    def check(folder: Path, today: date) -> list[Problem]:
        assert folder == settings.folder("indicators")
        return list(problems)

    monkeypatch.setattr(content_room, "check", check)


FAULT = Problem("signs.yaml", 7, "Błąd.")
WARNING = Problem("contacts.yaml", 3, "Review overdue.", warning=True)


def test_check_prints_one_problem_a_line_and_fails(screening, monkeypatch: pytest.MonkeyPatch):
    _found(monkeypatch, FAULT, WARNING)
    ran = screening("check")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out == "signs.yaml:7: Błąd.\ncontacts.yaml:3: Review overdue.\n"


def test_check_succeeds_with_warnings_alone(screening, monkeypatch: pytest.MonkeyPatch):
    _found(monkeypatch, WARNING)
    ran = screening("check")
    assert (ran.code, ran.out) == (0, "contacts.yaml:3: Review overdue.\n")


@pytest.mark.parametrize("command", [("serve",), ("codes",), ("assess", "-")], ids=" ".join)
def test_nothing_runs_on_content_with_faults_and_every_fault_is_told(
    screening, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
):
    def load(folder: Path) -> None:
        raise ContentError((FAULT, FAULT))

    monkeypatch.setattr(content_room, "load", load)
    monkeypatch.setattr(content_room, "load_whole", load)
    ran = screening(*command)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "signs.yaml:7: Błąd.\n" * 2


def test_serve_refuses_a_bad_setting_with_one_sentence(screening, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ROZPOZNAJ_REALM", "dream")
    assert "ROZPOZNAJ_REALM" in screening("serve").refused()


def test_print_writes_the_pdf_over_an_older_one_for_its_owner_alone(screening, case_file: Path, tmp_path: Path):
    case_file.write_bytes(a_file(danger=True))
    target = tmp_path / "sheet.pdf"
    target.write_bytes(OLD_PDF)
    ran = screening("print", "referral", case_file, "-o", target)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert target.read_bytes().startswith(b"%PDF-")
    assert target.stat().st_mode & 0o777 == 0o600
    assert sorted(each.name for each in tmp_path.iterdir()) == ["case.json", "sheet.pdf"]


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    ("document", "language"), [("leaflet-card", "vi"), ("leaflet-easy", "en"), ("leaflet", "fil"), ("card", "ru")]
)
def test_print_writes_paper_for_the_person(screening, case_file: Path, tmp_path: Path, document: str, language: str):
    done = screening("print", document, case_file, "--language", language, "-o", tmp_path / "x.pdf")
    assert done.code == 0 and (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF-")


def test_easy_words_are_refused_in_a_language_that_has_none(screening, case_file: Path, tmp_path: Path):
    done = screening("print", "leaflet-easy", case_file, "--language", "uk", "-o", tmp_path / "x.pdf")
    assert done.code == 2 and "--language: this must be one of pl, en." in done.err


@pytest.mark.parametrize("target", ["", "none/sheet.pdf", "case.json/sheet.pdf", "/dev/null"])
def test_print_refuses_an_output_that_cannot_be_a_file(screening, case_file: Path, tmp_path: Path, target: str):
    output = tmp_path / target
    assert screening("print", "referral", case_file, "-o", output).refused().startswith(f"{output}: ")
    assert [each.name for each in tmp_path.iterdir()] == ["case.json"]


def test_print_makes_no_sheet_where_nothing_was_recorded(screening, case_file: Path, content: Content, tmp_path: Path):
    nothing = {id_: {"answer": "no"} for id_ in content.catalogue.indicators}
    case_file.write_bytes(a_file(safety={"alone": "yes", "interpreter": "not_needed"}, replies=nothing))
    told = screening("print", "referral", case_file, "-o", tmp_path / "sheet.pdf").refused()
    assert told.startswith("referral: ")
    assert [each.name for each in tmp_path.iterdir()] == ["case.json"]


def test_print_of_a_bad_case_leaves_an_older_sheet_as_it_was(screening, case_file: Path, tmp_path: Path):
    case_file.write_bytes(b"{}")
    target = tmp_path / "sheet.pdf"
    target.write_bytes(OLD_PDF)
    screening("print", "referral", case_file, "-o", target).refused()
    assert target.read_bytes() == OLD_PDF


def test_help_is_short_and_names_every_command(screening):
    ran = screening("--help")
    assert ran.code == 0
    for command in ("assess", "check", "codes", "exercises", "print", "schema", "serve"):
        assert f"  {command} " in ran.out


def test_exercises_are_listed_by_difficulty_id_and_title(screening, content: Content):
    ran = screening("exercises")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert len(lines) == len(content.exercises.by_id)
    for line, each in zip(lines, content.exercises.by_id.values(), strict=True):
        assert line.split(maxsplit=2) == [str(each.difficulty), each.id, each.title.polish]


def test_exercises_as_json_give_case_files_that_lead_to_their_advice(screening, content: Content):
    ran = screening("exercises", "--json")
    assert (ran.code, ran.err) == (0, "")
    given = json.loads(ran.out)
    assert [each["id"] for each in given] == list(content.exercises.by_id)
    for each in given:
        assert each.keys() == {"id", "title", "difficulty", "case", "advice"}
        case = read_case(json.dumps(each["case"]).encode(), content.catalogue)
        made = assessment_json(case, assess(content.catalogue, case))
        assert [advice["code"] for advice in made["advice"]] == each["advice"], each["id"]
        assert each["case"]["format"] == "rozpoznaj-case/1" and each["difficulty"] in (1, 2, 3)


def test_assess_gives_the_advice_of_an_exercise_for_its_case(screening, tmp_path: Path):
    wanted = {"spiace_niemowle", "hurtownia_nadgodziny", "krewny_w_tranzycie"}
    given = [each for each in json.loads(screening("exercises", "--json").out) if each["id"] in wanted]
    assert len(given) == 3
    lines = tmp_path / "cases"
    lines.write_text("".join(json.dumps(each["case"]) + "\n" for each in given), encoding="utf-8")
    together = [json.loads(line) for line in screening("assess", "--lines", lines).out.splitlines()]
    for each, of_line in zip(given, together, strict=True):
        path = tmp_path / "case.json"
        path.write_text(json.dumps(each["case"]), encoding="utf-8")
        made = json.loads(screening("assess", path).out)
        assert made == of_line
        assert [advice["code"] for advice in made["advice"]] == each["advice"]


@pytest.mark.rest
def test_a_broken_exercise_fails_the_check_and_keeps_no_other_command_from_running(
    screening, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    copied = a_copy(tmp_path)
    line = plant(copied, "exercises/budowa_osmiu.yaml", r"^advice: .*$", "advice: [consult]")
    shipped = settings.folder
    monkeypatch.setattr(settings, "folder", lambda name: copied if name == "indicators" else shipped(name))
    ran = screening("check")
    assert ran.code == 1
    assert f"indicators/exercises/budowa_osmiu.yaml:{line}: " in ran.out
    left = json.loads(screening("exercises", "--json").out)
    assert len(left) > 30 and "budowa_osmiu" not in [each["id"] for each in left]
