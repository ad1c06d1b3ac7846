"""Results of a class as a file: read again as written, strict, and with nothing of a person in it."""

import json
from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.core.instrument.vocabulary import Answer
from screening.core.rules.advice import AdviceCode
from screening.core.training.class_answers import GroupAnswers, RaterAgreement, Spread
from screening.core.training.class_statistics import STATISTICS
from screening.exchange.class_file import MOST_ROUNDS, ClassFile, ClassFileError, class_json, read_class
from tests.builders import CATALOGUE

DAY = date(2026, 11, 23)
EXERCISE = "budowa_osmiu"
SPREAD = Spread("debt_bondage", {Answer.YES: 15, Answer.NO: 2, Answer.NOT_ASKED: 3}, Answer.YES)
ANSWERS = GroupAnswers(EXERCISE, 1, 20, (SPREAD,), (), {AdviceCode.REFER: 18, AdviceCode.CONSULT: 2}, 17)
AGREES = RaterAgreement(0.8123456, 0.7654321, (0.5, 0.9), 0.1, (-0.2, 0.4))
UNSAID = RaterAgreement(None, None, None, None, None)
KEYS = {"exercise", "round", "answers", *(row.id for row in STATISTICS)}


def written(*rounds: tuple[GroupAnswers, RaterAgreement]) -> dict[str, Any]:
    return class_json(CATALOGUE, DAY, rounds or [(ANSWERS, AGREES)])


@pytest.fixture
def read(content):
    def read_of(made: object) -> ClassFile:
        data = made if isinstance(made, bytes) else json.dumps(made).encode()
        return read_class(data, content.catalogue, content.exercises)

    return read_of


def changed(*way: str | int, value: object) -> dict[str, Any]:
    """A good file with this value at this place."""
    made = json.loads(json.dumps(written()))
    place = made
    for step in way[:-1]:
        place = place[step]
    place[way[-1]] = value
    return made


def test_what_is_written_is_read_again(read):
    found = read(written((ANSWERS, AGREES), (ANSWERS, UNSAID)))
    assert (found.date, found.catalogue) == ("2026-11-23", CATALOGUE.edition)
    first, second = found.rounds
    assert (first.exercise, first.round, first.trainees, first.same_advice, first.refer) == (EXERCISE, 1, 20, 17, 18)
    assert (first.percent, first.ac1, first.alpha, first.share_as_key) == (0.8123, 0.7654, 0.1, 0.75)
    assert first.answers == {"debt_bondage": {"yes": 15, "no": 2, "not_asked": 3}}
    assert (second.percent, second.ac1, second.alpha) == (None, None, None)


def test_the_bytes_of_a_file_are_those_of_before_there_was_a_table_of_statistics():
    said = (
        '"exercise": "budowa_osmiu", "round": 1, "trainees": 20, "same_advice": 17, "refer": 18, "share_as_key": 0.75, '
        '{}, "answers": {{"debt_bondage": {{"yes": 15, "no": 2, "not_asked": 3}}}}'
    )
    both = [
        said.format('"percent": 0.8123, "ac1": 0.7654, "alpha": 0.1'),
        said.format('"percent": null, "ac1": null, "alpha": null'),
    ]
    head = '{"format": "rozpoznaj-class/1", "catalogue": "2026.2", "date": "2026-11-23", "rounds": [{'
    assert json.dumps(written((ANSWERS, AGREES), (ANSWERS, UNSAID))) == head + "}, {".join(both) + "}]}"


def test_a_file_without_a_statistic_that_came_later_is_still_read(read):
    for row in STATISTICS:
        made = json.loads(json.dumps(written()))
        del made["rounds"][0][row.id]
        if row.needed:
            with pytest.raises(ClassFileError):
                read(made)
        else:
            assert getattr(read(made).rounds[0], row.id) is None


@st.composite
def rounds(draw: st.DrawFn) -> tuple[GroupAnswers, RaterAgreement]:
    trainees = draw(st.integers(0, 12))
    ids = draw(st.lists(st.sampled_from(sorted(CATALOGUE.indicators)), unique=True, max_size=4))
    answers = st.lists(st.sampled_from(Answer), min_size=trainees, max_size=trainees)
    rows = tuple(Spread(id_, Counter(draw(answers)), draw(st.none() | st.sampled_from(Answer))) for id_ in ids)
    led, same = draw(st.integers(0, trainees)), draw(st.integers(0, trainees))
    found = GroupAnswers(EXERCISE, draw(st.integers(1, 9)), trainees, rows, (), {AdviceCode.REFER: led}, same)
    figure = st.none() | st.floats(-1, 1)
    return found, RaterAgreement(draw(figure), draw(figure), None, draw(figure), None)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(rounds(), min_size=1, max_size=4))
def test_any_result_of_a_class_is_read_again_as_it_was(made, read):
    assert read(written(*made)).model_dump() == written(*made)


REFUSED = {
    "unknown key": changed("names", value=["Anna"]),
    "unknown key of a round": changed("rounds", 0, "trainer", value="Anna"),
    "unknown answer": changed("rounds", 0, "answers", "debt_bondage", value={"maybe": 1}),
    "other format": changed("format", value="rozpoznaj-class/2"),
    "a case file": {"format": "rozpoznaj-case/1", "age": "adult", "forms": ["labour"]},
    "no rounds": changed("rounds", value=[]),
    "too many rounds": changed("rounds", value=written()["rounds"] * (MOST_ROUNDS + 1)),
    "round 0": changed("rounds", 0, "round", value=0),
    "a number as text": changed("rounds", 0, "trainees", value="20"),
    "a number as float": changed("rounds", 0, "trainees", value=20.0),
    "a truth value": changed("rounds", 0, "round", value=True),
    "fewer than none": changed("rounds", 0, "refer", value=-1),
    "a thousand and one": changed("rounds", 0, "trainees", value=1001),
    "more than full agreement": changed("rounds", 0, "ac1", value=1.01),
    "more led to the advice than took part": changed("rounds", 0, "same_advice", value=21),
    "more referring than took part": changed("rounds", 0, "refer", value=21),
    "more answers than took part": changed("rounds", 0, "answers", "debt_bondage", value={"yes": 20, "no": 1}),
    "a share as text": changed("rounds", 0, "percent", value="0.5"),
    "a date of no calendar": changed("date", value="2026-02-30"),
    "a date in other digits": changed("date", value="٢٠٢٦-١١-٢٣"),
    "a date with more": changed("date", value="2026-11-23T12:00"),
    "an id with a path": changed("rounds", 0, "exercise", value="../budowa_osmiu"),
    "an id of 81": changed("rounds", 0, "exercise", value="a" * 81),
    "a list": [written()],
    "NaN": json.dumps(written()).replace("0.8123", "NaN").encode(),
    "Infinity": json.dumps(written()).replace("0.8123", "1e999").encode(),
    "a key twice": json.dumps(written()).replace('"date"', '"date": "2026-11-23", "date"').encode(),
    "half a pair": json.dumps(written()).replace("2026-11-23", "\\ud800").encode(),
    "not UTF-8": json.dumps(written()).encode("utf-16"),
    "nothing": b"",
    "cut": json.dumps(written()).encode()[:-1],
    "huge": json.dumps(written()).encode() + b" " * 1_000_000,
    "deep": b"[" * 100_000,
}


@pytest.mark.parametrize("made", REFUSED.values(), ids=REFUSED)
def test_what_is_no_result_of_a_class_is_refused_with_one_sentence(read, made):
    with pytest.raises(ClassFileError) as refused:
        read(made)
    assert str(refused.value) == "This is no file of results of a class."


@pytest.mark.parametrize("missing", ["format", "catalogue", "date", "rounds"])
def test_nothing_may_be_missing(read, missing):
    made = written()
    del made[missing]
    with pytest.raises(ClassFileError):
        read(made)


def test_a_file_of_another_edition_is_refused_and_says_so(read):
    with pytest.raises(ClassFileError, match=r"edition 2025\.1; this program has 2026\.2"):
        read(changed("catalogue", value="2025.1"))


@pytest.mark.parametrize("edition", ["a\u202eb", "2026.1\n", "9" * 1000, ""])
def test_no_text_of_a_file_is_told_on(read, edition):
    with pytest.raises(ClassFileError, match="no file of results"):
        read(changed("catalogue", value=edition))


@pytest.mark.parametrize(
    "made",
    [
        changed("rounds", 0, "exercise", value="no_such_exercise"),
        changed("rounds", 0, "exercise", value="telefon_szklarnia"),
        changed("rounds", 0, "answers", value={"no_such_indicator": {"yes": 1}}),
        changed("rounds", 0, "answers", value={"obs_no_ppe": {"yes": 1}}),
    ],
    ids=["exercise", "drill", "indicator", "sign"],
)
def test_an_exercise_or_indicator_that_is_not_here_is_refused(read, made):
    with pytest.raises(ClassFileError, match="not in this edition"):
        read(made)


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_scrambled_anywhere_is_read_or_refused_and_never_crashes(data, read):
    whole = json.dumps(written()).encode()
    place = data.draw(st.integers(0, len(whole) - 1))
    made = whole[:place] + data.draw(st.binary(max_size=3)) + whole[place + data.draw(st.integers(0, 3)) :]
    try:
        read(made)
    except ClassFileError as refused:
        assert "\n" not in str(refused)


def test_a_file_holds_counts_shares_codes_and_one_day_and_nothing_else():
    made = written()
    assert made.keys() == {"format", "catalogue", "date", "rounds"}
    (only,) = made["rounds"]
    assert only.keys() == KEYS
    for name, value in only.items():
        assert name in ("exercise", "answers") or value is None or isinstance(value, int | float), name
    assert only["answers"].keys() <= CATALOGUE.indicators.keys()
    for counts in only["answers"].values():
        assert counts.keys() <= set(map(str, Answer)) and all(type(each) is int for each in counts.values())
