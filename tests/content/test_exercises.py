"""The shipped exercises hold what the instrument promises, and a broken one is reported and left out alone."""

import random
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from screening.content import Content, load
from screening.content.exercises import load_exercises
from screening.content.loader import inspect
from screening.content.problems import Problem
from screening.core.instrument.catalogue import Text
from screening.core.instrument.vocabulary import (
    Age,
    Answer,
    Citizenship,
    ExploitationPlace,
    Form,
    Interpreter,
    Profession,
    Setting,
    Sex,
)
from screening.core.rules.advice import AdviceCode
from screening.core.rules.assessment import profiles_of
from screening.core.training.exercise import (
    Drill,
    DrillKind,
    Exercise,
    Exercises,
    MatchedSet,
    Nature,
    Truth,
    advice_codes,
    compare,
)
from screening.settings import folder
from screening.translation import catalogue_file, read_catalogue
from tests.contacts import KCIK
from tests.content.planting import a_copy, plant
from tests.core.test_words import clears

FEWEST = 36
LONGEST_SENTENCE = 20  # words, style of the house
AVOIDED = re.compile(
    r"\bofiar|nielegaln|prostytut|żebrak|żebracz|sprawc|przesłuchan|\bpodejrzan|\bludzki towar|Cygan|\bRom(a|ów|ka)?\b"
    r"|\bvictim|illegal|prostitut|\bbeggar|perpetrator|interrogat|\bgyps",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def shipped(content: Content) -> Exercises:
    return content.exercises


def every(exercises: Exercises, **wanted: object) -> list[Exercise]:
    """The exercises with these values."""
    return [
        each for each in exercises.cases.values() if all(getattr(each, name) is value for name, value in wanted.items())
    ]


def texts_of(exercise: Exercise) -> Iterator[Text]:
    """All that a trainee reads."""
    yield from (exercise.title, exercise.scene, exercise.otherwise, *exercise.teaching)
    yield from (fact.text for fact in (*exercise.seen, *exercise.documents))
    yield from exercise.said.values()
    yield from (entry.reason for entry in exercise.key.values())


def texts_of_drill(drill: Drill) -> Iterator[Text]:
    yield from filter(None, (drill.title, drill.scene, *drill.points, drill.model, *drill.teaching))


def all_of(exercises: Exercises) -> Iterator[Text]:
    for exercise in exercises.cases.values():
        yield from texts_of(exercise)
    for drill in exercises.drills.values():
        yield from texts_of_drill(drill)


# What the issue asks for


def test_there_are_enough_exercises_and_every_file_says_that_it_is_made_up(shipped: Exercises):
    assert len(shipped.cases) >= FEWEST
    files = sorted((folder("indicators") / "exercises").glob("*.yaml"))
    assert len(files) == len(shipped.cases) + len(shipped.drills)
    assert all(path.read_text("utf-8").startswith("# Ćwiczenie złożone: nie opisuje prawdziwej") for path in files)


def test_every_profile_has_a_clear_an_ambiguous_and_a_look_alike_exercise(content: Content, shipped: Exercises):
    found = {
        (profile.id, each.nature)
        for each in shipped.cases.values()
        for profile in profiles_of(content.catalogue, each.given)
    }
    assert found == {(profile, nature) for profile in content.catalogue.profiles for nature in Nature}


def test_as_many_who_beg_decide_for_themselves_as_are_controlled(shipped: Exercises):
    begging = Counter(each.truth for each in shipped.cases.values() if each.given.forms == {Form.BEGGING})
    assert begging[Truth.NO_COERCION] == begging[Truth.EXPLOITATION] >= 3


def all_answered(exercise: Exercise, answer: Answer) -> bool:
    return {entry.answer for entry in exercise.key.values()} == {answer}


SITUATIONS: list[tuple[str, str, Callable[[Exercise], bool]]] = [
    ("labour-law breach without coercion", "hurtownia_nadgodziny",
     lambda e: e.truth is Truth.NO_COERCION and AdviceCode.LABOUR_RIGHTS in e.advice),
    ("independent sex work", "wlasne_ogloszenia",
     lambda e: e.truth is Truth.NO_COERCION and e.given.forms == {Form.SEXUAL} and e.given.age is Age.ADULT),
    ("begging without control", "akordeon_na_rynku",
     lambda e: e.truth is Truth.NO_COERCION and e.given.forms == {Form.BEGGING}),
    ("a Pole exploited abroad", "powrot_z_sadu",
     lambda e: e.given.context.citizenship is Citizenship.POLAND
     and e.given.context.exploited_in == {ExploitationPlace.ABROAD}),
    ("a homeless Pole on a Polish farm", "gospodarstwo_za_nocleg",
     lambda e: e.given.context.at_home and "nocował na dworcu" in e.scene.polish and "gospodarz" in e.scene.polish),
    ("an EU citizen", "drugi_raz", lambda e: e.given.context.citizenship is Citizenship.EU),
    ("men on a building site", "budowa_osmiu",
     lambda e: e.given.context.sex is Sex.MALE and "budow" in e.scene.polish),
    ("a couple", "para_przetwornia", lambda e: "małżeństwo" in e.scene.polish or "para" in e.scene.polish.casefold()),
    ("a man exploited sexually", "masaz_bez_grafiku",
     lambda e: e.given.context.sex is Sex.MALE and Form.SEXUAL in e.given.forms and e.truth is Truth.EXPLOITATION),
    ("a domestic worker in a private home", "dom_z_ogrodem", lambda e: e.given.context.setting is Setting.HOME),
    ("a child in transit with a relative", "krewny_w_tranzycie",
     lambda e: e.given.age is Age.CHILD and e.given.context.exploited_in == {ExploitationPlace.TRANSIT}),
    ("a 17-year-old claiming 19", "dziewietnascie_lat", lambda e: e.given.age is Age.UNCERTAIN),
    ("debt and psychological coercion without violence", "bez_krzyku",
     lambda e: e.key["debt_bondage"].answer is Answer.YES and e.key["violence"].answer is Answer.NO),
    ("everything no with the boss interpreting", "szef_tlumaczy",
     lambda e: all_answered(e, Answer.NO) and e.given.safety.interpreter is Interpreter.GROUP),
    ("everything declined", "wszystko_odmowa", lambda e: all_answered(e, Answer.DECLINED)),
    ("an adult who wants KCIK but no police", "chce_kcik_bez_policji",
     lambda e: e.given.age is Age.ADULT and any("Policj" in each.polish for each in e.teaching)),
    ("a border case where someone took money", "ktos_wzial_pieniadze",
     lambda e: e.truth is Truth.NOT_YET and e.given.context.setting is Setting.BORDER),
    ("a mother begging with a sleeping infant", "spiace_niemowle",
     lambda e: e.given.context.sex is Sex.FEMALE and "niemowl" in e.title.polish),
    ("an adult whose guardian collects the money", "opiekun_liczy_pieniadze",
     lambda e: e.given.age is Age.ADULT and "niepełnosprawn" in e.scene.polish),
    ("a person made to guard others", "brygadzista", lambda e: e.truth is Truth.EXPLOITATION),
    ("online exploitation", "studio_kamer", lambda e: "kamer" in e.scene.polish),
    ("forced theft", "kradziez_w_drogerii", lambda e: e.key["forced_illicit"].answer is Answer.YES),
    ("a second talk after nothing was recorded", "drugi_raz", lambda e: "nie odnotowano" in e.scene.polish),
    ("a group inspection", "kontrola_grupowa",
     lambda e: e.given.context.profession is Profession.LABOUR_INSPECTOR and "piętnast" in e.title.polish),
]  # fmt: skip


@pytest.mark.parametrize(("id_", "holds"), [each[1:] for each in SITUATIONS], ids=[each[0] for each in SITUATIONS])
def test_every_situation_of_the_issue_is_there(shipped: Exercises, id_: str, holds: Callable[[Exercise], bool]):
    assert holds(shipped.cases[id_])


def test_the_matched_sets_are_alike_in_number_difficulty_and_mixture(shipped: Exercises):
    sets = [shipped.matched(kind) for kind in MatchedSet]
    assert len({tuple(each.difficulty for each in members) for members in sets}) == 1
    assert all(len(members) >= 5 for members in sets)  # kappa needs five
    assert len({sum(AdviceCode.REFER in each.advice for each in members) for members in sets}) == 1
    for members in sets:
        assert {AdviceCode.REFER in each.advice for each in members} == {True, False}
        assert {Form.LABOUR, Form.BEGGING} <= {form for each in members for form in each.given.forms}


def test_all_three_kinds_of_exercises_without_indicators_are_there(shipped: Exercises):
    assert {each.kind for each in shipped.drills.values()} == set(DrillKind)
    for drill in shipped.drills.values():
        assert len(drill.points) >= 4 and drill.teaching
        assert (drill.model is None) is (drill.kind is DrillKind.ORDER)
        assert (drill.exercise in shipped.cases) is (drill.kind is DrillKind.CALL)


# Keys, facts and advice


def test_every_key_gives_its_advice(content: Content, shipped: Exercises):
    for exercise in shipped.cases.values():
        assert exercise.advice == advice_codes(content.catalogue, exercise.solved(content.catalogue)), exercise.id
        assert exercise.advice


def test_a_service_never_has_a_question_in_the_key_that_it_may_not_ask(content: Content, shipped: Exercises):
    for exercise in shipped.cases.values():
        service = exercise.given.context.profession
        assert not [id_ for id_ in exercise.said if service in content.catalogue.indicators[id_].not_for], exercise.id


def test_a_child_or_an_age_in_doubt_never_ends_below_consult(shipped: Exercises):
    led_on = {AdviceCode.ACT_NOW, AdviceCode.REFER, AdviceCode.CONSULT}
    children = [each for each in shipped.cases.values() if each.given.child_path]
    assert len(children) >= 6
    assert all(led_on & set(each.advice) for each in children)


def test_exploitation_is_found_and_a_look_alike_is_not_referred(shipped: Exercises):
    assert all(AdviceCode.REFER in each.advice for each in every(shipped, truth=Truth.EXPLOITATION))
    assert not [each.id for each in every(shipped, nature=Nature.LOOK_ALIKE) if AdviceCode.REFER in each.advice]


def test_a_key_has_something_to_teach_and_something_that_must_be_asked(shipped: Exercises):
    for exercise in shipped.cases.values():
        assert len(exercise.key) >= 5, exercise.id
        assert len(exercise.teaching) >= 2, exercise.id
        assert exercise.said and exercise.seen, exercise.id
        assert all(entry.sources for entry in exercise.key.values()), exercise.id


def test_who_asks_nothing_does_not_reach_the_advice_on_exploitation(content: Content, shipped: Exercises):
    found = [
        each.id
        for each in every(shipped, truth=Truth.EXPLOITATION)
        if compare(content.catalogue, each, each.given).same_advice
    ]
    assert found == []


# Texts


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!…:;])[”\")]*\s+", text)


def test_texts_are_plain(shipped: Exercises):
    found = [
        (text.key, sentence)
        for text in all_of(shipped)
        for sentence in sentences(text.polish)
        if len(sentence.split()) > LONGEST_SENTENCE
    ]
    assert found == []
    lengths = [len(sentence.split()) for text in all_of(shipped) for sentence in sentences(text.polish)]
    assert sum(lengths) / len(lengths) < 12


def english(shipped: Exercises) -> dict[str, str]:
    catalogue = read_catalogue("en", "exercises")
    return {text.key: catalogue.get(text.polish, context=text.key).string for text in all_of(shipped)}


def test_english_is_complete_and_of_its_own(shipped: Exercises):
    assert catalogue_file("en", "exercises").is_file()
    messages = [message for message in read_catalogue("en", "exercises") if message.id]
    assert not [message.context for message in messages if message.fuzzy or not message.string]
    assert {message.context for message in messages} == {text.key for text in all_of(shipped)}
    polish = {text.key: text.polish for text in all_of(shipped)}
    untouched = {polish[key] for key, text in english(shipped).items() if text == polish[key]}
    assert untouched <= {"Transport"}
    assert not [key for key, text in english(shipped).items() if re.search("[ąęłśźż]", text)]


def test_no_text_has_a_word_to_avoid_or_clears_a_person(shipped: Exercises):
    both = [text.polish for text in all_of(shipped)] + list(english(shipped).values())
    assert not [text for text in both if AVOIDED.search(text)]
    assert not [text for text in both if clears(text)]


@pytest.mark.parametrize("text", ["To ofiara.", "Nielegalny pobyt.", "Stary żebrak", "Sprawcy", "a victim", "Illegal"])
def test_a_word_to_avoid_is_found(text: str):
    assert AVOIDED.search(text)


def test_no_text_can_be_taken_for_a_real_person_or_a_real_number(shipped: Exercises):
    number_or_address = re.compile(r"\d[\d -]{7,}\d|@|https?:|\bul\. ")
    assert number_or_address.search(KCIK)
    assert not [text.key for text in all_of(shipped) if number_or_address.search(text.polish)]


# A broken file is reported with its line, and the others load

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
    ("no fact", SITE, r"^  low_no_pay: .*\n", "", "'low_no_pay' has an answer but no fact behind it"),
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
    ("intended and not a form", SITE, r"^forms: .*$", "\\g<0>\n@@intended: [sexual]", "must stand in 'forms'"),
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
    ("a step twice", ORDER, r"^  - (.*)$", "  - \\1\n@@  - \\1", "stands twice in 'points'"),
    ("a long step", ORDER, r"^  - .*$", "  - " + "a" * 321, "longer than 320"),
    ("key of an exercise", ORDER, r"^title: .*$", "\\g<0>\n@@otherwise: nic", "the key 'otherwise' is unknown"),
    # hostile
    ("bad YAML", SITE, r"^title: .*$", "title: a: b", "not valid YAML"),
    ("a list", SITE, r"\A(?:.*\n)+", "- a\n", "Here must stand a mapping"),
    ("nothing", SITE, r"\A(?:.*\n)+", "", "The file is empty"),
    ("key twice", SITE, r"^title: .*$", "\\g<0>\n@@title: drugi", "'title' stands in line"),
    ("alias", SITE, r"^title: .*$", "title: *a", "Aliases (*)"),
    ("tag", SITE, r"^title: .*$", "title: !!python/object/apply:os.system [id]", "Tags (!)"),
    ("direction", SITE, r"^title: ", "title: a\u202eb", "hidden character U+202E"),
    ("escaped NUL", SITE, r"^title: .*$", 'title: "a\\\\0b"', "hidden character U+0000"),
    ("depth", SITE, r"^title: .*$", "title: [[[[[[[[[a]]]]]]]]]", "levels deep"),
    ("bomb", SITE, r"^title: .*$", "title: " + "a" * 1_000_001, "larger than 1000000 bytes"),
]  # fmt: skip

# Where the line to mend is not that of what was changed.
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
    assert {*found.cases, *found.drills} == {SOUND, "szklarnia_paszporty"}
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
    assert found.cases[SITE].key["bad_living"].answer is Answer.UNCLEAR


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
    assert found.cases[SITE].title.polish != "drugi"
    assert [str(each) for each in problems] == [
        f"indicators/exercises/{SITE}.yml:2: {SITE}.yml: another file has this id too; rename one."
    ]


def test_all_faults_of_all_files_are_told_at_once(some_files, content: Content):
    path = some_files(SITE, CUP, SOUND)
    first = plant(path, f"exercises/{SITE}.yaml", r"^difficulty: .*$", "difficulty: 4")
    second = plant(path, f"exercises/{SITE}.yaml", r"^advice: .*$", "advice: [consult]")
    third = plant(path, f"exercises/{CUP}.yaml", r"^nature: .*$", "nature: odd")
    found, problems = loaded(path, content)
    assert set(found.cases) == {SOUND}
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
    assert (set(found.cases), found.drills) == ({SOUND}, {})
    assert [each.line for each in problems if CALL in each.file] == [line]


def test_the_program_starts_with_a_broken_exercise_and_without_any(tmp_path: Path, content: Content):
    copied = a_copy(tmp_path)
    plant(copied, f"exercises/{SITE}.yaml", r"^difficulty: .*$", "difficulty: 4")
    assert set(load(copied).exercises.cases) == content.exercises.cases.keys() - {SITE}
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
        assert bool(problems) is not bool(found.cases)
        broken += bool(problems)
    assert broken > len(lines) // 4
