"""The shipped exercises hold what the instrument promises, and a broken one is reported and left out alone."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from screening.content import Content
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
        each for each in exercises.by_id.values() if all(getattr(each, name) is value for name, value in wanted.items())
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
    for exercise in exercises.by_id.values():
        yield from texts_of(exercise)
    for drill in exercises.drills.values():
        yield from texts_of_drill(drill)


# What the issue asks for


def test_there_are_enough_exercises_and_every_file_says_that_it_is_made_up(shipped: Exercises):
    assert len(shipped.by_id) >= FEWEST
    files = sorted((folder("indicators") / "exercises").glob("*.yaml"))
    assert len(files) == len(shipped.by_id) + len(shipped.drills)
    assert all(path.read_text("utf-8").startswith("# Ćwiczenie złożone: nie opisuje prawdziwej") for path in files)


def test_every_profile_has_a_clear_an_ambiguous_and_a_look_alike_exercise(content: Content, shipped: Exercises):
    found = {
        (profile.id, each.nature)
        for each in shipped.by_id.values()
        for profile in profiles_of(content.catalogue, each.given)
    }
    assert found == {(profile, nature) for profile in content.catalogue.profiles for nature in Nature}


def test_as_many_who_beg_decide_for_themselves_as_are_controlled(shipped: Exercises):
    begging = Counter(each.truth for each in shipped.by_id.values() if each.given.forms == {Form.BEGGING})
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
    ("forced crime alone", "wiertarki_z_listy",
     lambda e: e.given.forms == {Form.CRIME} and AdviceCode.REFER in e.advice),
    ("a marriage against the will", "slub_w_marcu",
     lambda e: e.given.forms == {Form.MARRIAGE} and e.advice == (AdviceCode.CONSULT,)),
    ("late wages without force", "wyplata_w_ratach", lambda e: e.advice == (AdviceCode.LABOUR_RIGHTS,)),
    ("a disabled Pole kept on a farm", "renta_na_stole",
     lambda e: e.given.context.at_home and e.key["benefits_taken"].answer is Answer.YES
     and e.key["dest_care_dependency"].answer is Answer.YES and AdviceCode.REFER in e.advice),
    ("exploitation not begun, two deceits and an act", "bus_przed_granica",
     lambda e: e.given.not_begun and bool(e.given.acts) and e.truth is Truth.NOT_YET and AdviceCode.REFER in e.advice),
    ("an independent sex worker whose advertisements another runs", "ogloszenia_wlasciciela",
     lambda e: e.truth is Truth.NO_COERCION and e.matched is MatchedSet.LATER and e.advice == (AdviceCode.CONSULT,)),
    ("a child who only begs with the mother", "kubek_i_mama",
     lambda e: e.given.age is Age.CHILD and e.given.forms == {Form.BEGGING} and e.advice == (AdviceCode.CONSULT,)),
    ("a yes outside the chosen form", "kwiaty_w_restauracji",
     lambda e: e.key["quota_punished"].answer is Answer.YES and e.given.forms == {Form.LABOUR}),
    ("a threat of denunciation and nothing else", "grozba_donosu",
     lambda e: [id_ for id_, row in e.key.items() if row.answer is not Answer.NO] == ["threat_denounce"]
     and e.advice == (AdviceCode.CONSULT,)),
    ("a service that may not ask about crime", "kurtki_z_metkami",
     lambda e: e.given.context.profession is Profession.SOCIAL_WORKER and e.given.forms == {Form.CRIME}),
    ("a smuggled man in violent hands", "naczepa_z_jablkami",
     lambda e: e.given.not_begun and e.key["rec_violence"].answer is Answer.YES and e.advice == (AdviceCode.CONSULT,)),
    ("a wife beaten, her papers held", "dowod_w_sejfie",
     lambda e: {e.key[id_].answer for id_ in ("violence", "documents_withheld")} == {Answer.YES}
     and e.advice == (AdviceCode.CONSULT,)),
    ("an employer who knows the PESEL", "pesel_w_kadrach", lambda e: e.advice == (AdviceCode.LABOUR_RIGHTS,)),
    ("a mother who begs with her own toddler", "mama_z_coreczka",
     lambda e: e.given.forms == {Form.BEGGING} and e.advice == (AdviceCode.CONSULT,)),
    ("a group inspection", "kontrola_grupowa",
     lambda e: e.given.context.profession is Profession.LABOUR_INSPECTOR and "piętnast" in e.title.polish),
]  # fmt: skip


@pytest.mark.parametrize(("id_", "holds"), [each[1:] for each in SITUATIONS], ids=[each[0] for each in SITUATIONS])
def test_every_situation_of_the_issue_is_there(shipped: Exercises, id_: str, holds: Callable[[Exercise], bool]):
    assert holds(shipped.by_id[id_])


def test_the_matched_sets_are_alike_in_number_difficulty_and_mixture(shipped: Exercises):
    sets = [[each for each in shipped.easiest_first() if each.matched is kind] for kind in MatchedSet]
    assert len({tuple(each.difficulty for each in members) for members in sets}) == 1
    assert all(len(members) >= 5 for members in sets)  # kappa needs five
    assert all(Form.SEXUAL in {form for each in members for form in each.given.forms} for members in sets)
    assert len({sum(AdviceCode.REFER in each.advice for each in members) for members in sets}) == 1
    for members in sets:
        assert {AdviceCode.REFER in each.advice for each in members} == {True, False}
        assert {Form.LABOUR, Form.BEGGING} <= {form for each in members for form in each.given.forms}


def test_all_three_kinds_of_exercises_without_indicators_are_there(shipped: Exercises):
    assert {each.kind for each in shipped.drills.values()} == set(DrillKind)
    for drill in shipped.drills.values():
        assert len(drill.points) >= 4 and drill.teaching
        assert (drill.model is None) is (drill.kind is DrillKind.ORDER)
        assert (drill.exercise in shipped.by_id) is (drill.kind is DrillKind.CALL)


# Keys, facts and advice


def test_every_key_gives_its_advice(content: Content, shipped: Exercises):
    for exercise in shipped.by_id.values():
        assert exercise.advice == advice_codes(content.catalogue, exercise.solved(content.catalogue)), exercise.id
        assert exercise.advice


def test_a_service_never_has_a_question_in_the_key_that_it_may_not_ask(content: Content, shipped: Exercises):
    for exercise in shipped.by_id.values():
        service = exercise.given.context.profession
        assert not [id_ for id_ in exercise.said if service in content.catalogue.indicators[id_].not_for], exercise.id


def test_a_child_or_an_age_in_doubt_never_ends_below_consult(shipped: Exercises):
    led_on = {AdviceCode.ACT_NOW, AdviceCode.REFER, AdviceCode.CONSULT}
    children = [each for each in shipped.by_id.values() if each.given.child_path]
    assert len(children) >= 6
    assert all(led_on & set(each.advice) for each in children)


def test_exploitation_is_found_and_a_look_alike_is_not_referred(shipped: Exercises):
    assert all(AdviceCode.REFER in each.advice for each in every(shipped, truth=Truth.EXPLOITATION))
    assert not [each.id for each in every(shipped, nature=Nature.LOOK_ALIKE) if AdviceCode.REFER in each.advice]


def test_a_key_has_something_to_teach_and_something_that_must_be_asked(shipped: Exercises):
    for exercise in shipped.by_id.values():
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
