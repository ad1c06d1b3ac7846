"""Files of exercises that are broken: told at their line, and the others load."""

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from screening.content import Content, load
from screening.content.exercises import load_exercises
from screening.content.loader import inspect
from screening.content.problems import Problem
from screening.core.instrument.vocabulary import (
    Answer,
)
from screening.core.record.quick_check import SAFETY_QUESTIONS, safe_answer
from screening.core.training.exercise import Exercises
from screening.settings import folder
from tests.content.planting import a_copy, plant

SOUND = "akordeon_na_rynku"


SITE, CUP, FARM = "budowa_osmiu", "kubek_przy_metrze", "pieczarkarnia_szesnascie"


CALL, ORDER = "telefon_szklarnia", "kolejnosc_dziecko"


ROW = r"^  debt_bondage:\n    answer: yes"


FAULTS = [
    # the key and its facts
    ("wrong answer in the key", CUP, r"^(  earnings_handed_over:\n    answer:) no", r"\1 yes", "the key leads to"),
    ("wrong advice", SITE, r"^advice: .*$", "advice: [consult]", "the key leads to refer"),
    ("unknown advice", SITE, r"^advice: .*$", "advice: [arrest]", "'arrest' in 'advice' is unknown"),
    ("unknown indicator", SITE, ROW, "@@  debts:\n    answer: yes", "'debts' is no indicator of the profiles"),
    ("indicator of another profile", SITE, ROW, "@@  child_as_prop:\n    answer: yes", "'child_as_prop' is no ind"),
    ("a no outside the forms", SITE, ROW, "@@  posts_assigned:\n    answer: no", "'posts_assigned' is no indicator"),
    ("no fact", SITE, r"^  low_no_pay: .*\n", "", "'low_no_pay' has an answer but no fact for it"),
    ("said and not in the key", SITE, r"^said:$", "said:\n@@  substances: „Nie”.", "'substances' has no answer in"),
    ("said and not to be asked", FARM, r"^said:$", "said:\n@@  dest_uninsured: „Nie”.", "may not be asked here"),
    ("shown and nowhere", SITE, r"\[obs_no_ppe", "[obs_none", "'obs_none' is neither in the key"),
    ("declined without being asked", SITE, r"^  bad_living: .*\n((?:.*\n)*?  bad_living:\n    answer:) yes",
     r"\1 declined", "'bad_living' is declined"),
    ("not asked in the key", SITE, ROW, "  debt_bondage:\n@@    answer: not_asked", "'not_asked' is not a answer"),
    ("no reason", SITE, ROW + r"\n    reason: .*\n", "  debt_bondage:\n@@    answer: yes\n", "'reason' is missing"),
    ("unknown source", SITE, r"\[ilo-2009, ilo-11:9\]", "[nowhere]", "the source 'nowhere' is unknown"),
    ("no source", SITE, r"\[ilo-2009, ilo-11:9\]", "[]", "at least one entry"),
    ("key as a list", SITE, r"^key:\n(?:  .*\n)+", "key: [debt_bondage]\n", "'key' must be a mapping"),
    ("said as a list", SITE, r"^said:\n(?:  .*\n)+", "said: [debt_bondage]\n", "'said' must be a mapping"),
    ("seen as a text", SITE, r"^seen:\n(?:  .*\n)+", "seen: nic\n", "'seen' must be a list of 1 to 12"),
    ("a fact as a text", SITE, r"^seen:$", "seen:\n@@  - nic", "an entry of 'seen' has 'text'"),
    ("unknown key of a fact", SITE, r"^    shows: \[obs_no", "@@    colour: red\n\\g<0>", "'colour' is unknown"),
    # what the exercise is
    ("difficulty 4", SITE, r"^difficulty: .*$", "difficulty: 4", "the difficulty is 1, 2 or 3"),
    ("difficulty as a word", SITE, r"^difficulty: .*$", "difficulty: hard", "must be a whole number"),
    ("unknown nature", SITE, r"^nature: .*$", "nature: odd", "'odd' is not a nature"),
    ("unknown set", SITE, r"^set: .*$", "set: never", "'never' is not a set"),
    ("unknown kind", SITE, r"^kind: .*$", "kind: quiz", "'quiz' is not a kind"),
    ("unknown form", SITE, r"^forms: .*$", "forms: [farming]", "'farming' in 'forms' is unknown"),
    ("unknown age", SITE, r"^age: .*$", "age: old", "'old' is not a age"),
    ("intended and not a form", SITE, r"^forms: .*$", "\\g<0>\n@@intended: [sexual]", "must be in 'forms'"),
    ("no title", SITE, r"^(id: .*\n.*\n)title: .*\n", r"@@\1", "'title' is missing"),
    ("long scene", SITE, r"^scene: >-$", "scene: >-\n  " + "a " * 700, "shorten it to 1200"),
    ("long answer", SITE, r"^otherwise: .*$", "otherwise: " + "a" * 321, "shorten it to 320"),
    ("unknown key", SITE, r"^title: .*$", "\\g<0>\n@@colour: red", "the key 'colour' is unknown"),
    ("key of a drill", SITE, r"^title: .*$", "\\g<0>\n@@model: tak", "the key 'model' is unknown"),
    # ids
    ("other id", SITE, r"^id: .*$", "id: inne_id", "the id must be the name of the file (budowa_osmiu)"),
    ("id of another file", SITE, r"^id: .*$", f"id: {SOUND}", "the id must be the name of the file"),
    ("id with a path", SITE, r"^id: .*$", "id: ../budowa_osmiu", "the id must be the name of the file"),
    ("no id", SITE, r"^id: .*\n", "@@", "'id' is missing"),
    # drills
    ("call about an unknown case", CALL, r"^exercise: .*$", "exercise: nowhere", "'nowhere' is unknown or broken"),
    ("call about no case", CALL, r"^exercise: .*\n", "", "'exercise'"),
    ("call without a model", CALL, r"^model: >-\n(?:  .*\n)+", "", "add 'model'"),
    ("steps as a text", ORDER, r"^points:\n(?:  .*\n)+", "points: nic\n", "'points' must be a list"),
    ("a step twice", ORDER, r"^  - (.*)$", "  - \\1\n@@  - \\1", "is twice in 'points'"),
    ("a long step", ORDER, r"^  - .*$", "  - " + "a" * 321, "longer than 320"),
    ("key of an exercise", ORDER, r"^title: .*$", "\\g<0>\n@@otherwise: nic", "the key 'otherwise' is unknown"),
    # hostile
    ("bad YAML", SITE, r"^title: .*$", "title: a: b", "not valid YAML"),
    ("a list", SITE, r"\A(?:.*\n)+", "- a\n", "This must be a mapping"),
    ("nothing", SITE, r"\A(?:.*\n)+", "", "The file is empty"),
    ("key twice", SITE, r"^title: .*$", "\\g<0>\n@@title: drugi", "'title' is in line"),
    ("alias", SITE, r"^title: .*$", "title: *a", "Aliases (*)"),
    ("tag", SITE, r"^title: .*$", "title: !!python/object/apply:os.system [id]", "Tags (!)"),
    ("direction", SITE, r"^title: ", "title: a\u202eb", "hidden character U+202E"),
    ("escaped NUL", SITE, r"^title: .*$", 'title: "a\\\\0b"', "hidden character U+0000"),
    ("depth", SITE, r"^title: .*$", "title: [[[[[[[[[a]]]]]]]]]", "levels deep"),
    ("bomb", SITE, r"^title: .*$", "title: " + "a" * 1_000_001, "larger than 1000000 bytes"),
]  # fmt: skip


# Where the line to correct is not that of what was changed.
AT = {
    "wrong answer in the key": r"^advice:",
    "no fact": r"^  low_no_pay:$",
    "declined without being asked": r"^  bad_living:$",
    "call about no case": r"^id:",
    "call without a model": r"^id:",
    "bomb": r"\A",
}


@pytest.fixture
def some_files(tmp_path: Path) -> Callable[..., Path]:
    """A content folder with these exercises alone."""

    def copied(*names: str) -> Path:
        target = tmp_path / "indicators" / "exercises"
        target.mkdir(parents=True)
        for name in names:
            shutil.copy(folder("indicators") / "exercises" / f"{name}.yaml", target)
        return target.parent

    return copied


def loaded(path: Path, content: Content) -> tuple[Exercises, list[Problem]]:
    return load_exercises(path / "exercises", content.catalogue, content.catalogue.sources)


def line_at(path: Path, pattern: str) -> int:
    text = path.read_text("utf-8")
    return text.count("\n", 0, re.search(pattern, text, re.MULTILINE).start()) + 1


@pytest.mark.parametrize(("case", "name", "pattern", "planted", "sentence"), FAULTS, ids=[each[0] for each in FAULTS])
def test_a_broken_file_is_reported_at_its_line_and_the_others_load(
    some_files, content: Content, case: str, name: str, pattern: str, planted: str, sentence: str
):
    path = some_files(SOUND, "szklarnia_paszporty", name)
    line = plant(path, f"exercises/{name}.yaml", pattern, planted)
    if case in AT:
        line = line_at(path / "exercises" / f"{name}.yaml", AT[case])
    found, problems = loaded(path, content)
    assert {*found.by_id, *found.drills} == {SOUND, "szklarnia_paszporty"}
    told = [str(each) for each in problems]
    assert all(each.startswith(f"indicators/exercises/{name}.yaml:") for each in told)
    assert any(each.startswith(f"indicators/exercises/{name}.yaml:{line}: ") and sentence in each for each in told), (
        line,
        told,
    )
    assert len(told) == len({(each.line, each.sentence) for each in problems})


def test_what_is_seen_may_stay_unclear_without_being_asked(some_files, content: Content):
    path = some_files(SITE)
    unasked = r"^  bad_living: .*\n((?:.*\n)*?  bad_living:\n    answer:) yes"
    plant(path, f"exercises/{SITE}.yaml", unasked, r"\1 unclear")
    found, problems = loaded(path, content)
    assert problems == []
    assert found.by_id[SITE].key["bad_living"].answer is Answer.UNCLEAR


def test_an_unknown_key_is_told_once(some_files, content: Content):
    path = some_files(SITE, CALL)
    plant(path, f"exercises/{SITE}.yaml", r"^title: .*$", "\\g<0>\ncolour: red")
    plant(path, f"exercises/{CALL}.yaml", r"^title: .*$", "\\g<0>\ncolour: red")
    told = [each.sentence for each in loaded(path, content)[1] if "'colour'" in each.sentence]
    assert len(told) == 2
    assert "nature" in told[0] and "nature" not in told[1]


def test_a_wrong_kind_is_told_and_nothing_else(some_files, content: Content):
    path = some_files(SITE)
    plant(path, f"exercises/{SITE}.yaml", r"^kind: .*$", "kind: quiz")
    (only,) = loaded(path, content)[1]
    assert "write one of screening, order, sentence, call" in only.sentence


def test_two_files_of_one_name_are_told_and_the_first_is_kept(some_files, content: Content):
    path = some_files(SITE, SOUND)
    shutil.copy(path / "exercises" / f"{SITE}.yaml", path / "exercises" / f"{SITE}.yml")
    plant(path, f"exercises/{SITE}.yml", r"^title: .*$", "title: drugi")
    found, problems = loaded(path, content)
    assert found.by_id[SITE].title.polish != "drugi"
    assert [str(each) for each in problems] == [
        f"indicators/exercises/{SITE}.yml:2: {SITE}.yml: another file has this id too; rename one."
    ]


def test_all_faults_of_all_files_are_told_at_once(some_files, content: Content):
    path = some_files(SITE, CUP, SOUND)
    first = plant(path, f"exercises/{SITE}.yaml", r"^difficulty: .*$", "difficulty: 4")
    second = plant(path, f"exercises/{SITE}.yaml", r"^advice: .*$", "advice: [consult]")
    third = plant(path, f"exercises/{CUP}.yaml", r"^nature: .*$", "nature: odd")
    found, problems = loaded(path, content)
    assert set(found.by_id) == {SOUND}
    assert [(each.file, each.line) for each in problems] == [
        (f"indicators/exercises/{SITE}.yaml", first),
        (f"indicators/exercises/{SITE}.yaml", second),
        (f"indicators/exercises/{CUP}.yaml", third),
    ]


def test_a_call_about_a_broken_exercise_is_left_out_with_it(some_files, content: Content):
    path = some_files("szklarnia_paszporty", CALL, SOUND)
    plant(path, "exercises/szklarnia_paszporty.yaml", r"^difficulty: .*$", "difficulty: 4")
    line = plant(path, f"exercises/{CALL}.yaml", r"^exercise:", "\\g<0>")
    found, problems = loaded(path, content)
    assert (set(found.by_id), found.drills) == ({SOUND}, {})
    assert [each.line for each in problems if CALL in each.file] == [line]


def test_the_program_starts_with_a_broken_exercise_and_without_any(tmp_path: Path, content: Content):
    copied = a_copy(tmp_path)
    plant(copied, f"exercises/{SITE}.yaml", r"^difficulty: .*$", "difficulty: 4")
    assert set(load(copied).exercises.by_id) == content.exercises.by_id.keys() - {SITE}
    assert len(inspect(copied, None)[1]) == 1
    shutil.rmtree(copied / "exercises")
    assert load(copied).exercises == Exercises()


@pytest.mark.parametrize("name", [SITE, CALL, ORDER])
def test_a_file_cut_or_scrambled_anywhere_never_crashes(some_files, content: Content, name: str):
    path = some_files(name)
    file = path / "exercises" / f"{name}.yaml"
    whole, chance = file.read_bytes(), random.Random(name)
    for _ in range(40):
        place, end = sorted(chance.sample(range(len(whole)), 2))
        cut = (
            whole[:place],
            whole[:place] + whole[end:],
            whole[:place] + b"%c" % chance.randrange(256) + whole[place:],
        )
        file.write_bytes(chance.choice(cut))
        _, problems = loaded(path, content)
        assert all(each.line >= 1 and each.sentence for each in problems)


def test_a_line_taken_out_anywhere_never_crashes(some_files, content: Content):
    path = some_files(SITE)
    file = path / "exercises" / f"{SITE}.yaml"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    broken = 0
    for number in range(0, len(lines), 2):
        file.write_text("".join(lines[:number] + lines[number + 1 :]), encoding="utf-8")
        found, problems = loaded(path, content)
        assert bool(problems) is not bool(found.by_id)
        broken += bool(problems)
    assert broken > len(lines) // 4


@pytest.mark.parametrize("question", SAFETY_QUESTIONS, ids=lambda each: each.key)
def test_a_talk_was_safe_in_all_that_an_exercise_does_not_say_of_it(some_files, content: Content, question):
    path = some_files(SOUND)
    file = path / "exercises" / f"{SOUND}.yaml"
    file.write_text(re.sub(rf"(?m)^{question.key}: .*\n", "", file.read_text("utf-8")), "utf-8")
    exercises, problems = loaded(path, content)
    talk = exercises.by_id[SOUND].given.safety
    assert problems == [] and talk.no_counts and getattr(talk, question.key) == safe_answer(question)
