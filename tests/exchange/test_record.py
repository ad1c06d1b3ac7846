"""The stored record loses nothing, whatever a case holds."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.core.instrument.vocabulary import Answer
from screening.core.record.case import Case, Reply
from screening.exchange.record import BadRecord, dump, load


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.from_type(Case))
def test_every_case_is_loaded_as_it_was_dumped(case: Case):
    assert load(dump(case)) == case


@given(st.from_type(Case))
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_equal_cases_have_equal_records(case: Case):
    assert dump(load(dump(case))) == dump(case)


def test_a_reply_to_an_indicator_of_an_older_edition_is_kept():
    case = Case(edition="2024.2", replies={"no_longer_there": Reply(Answer.YES)})
    assert load(dump(case)) == case


def test_half_a_surrogate_pair_is_stored_and_not_an_error():
    case = Case(edition="2026.1", replies={"violence": Reply(Answer.YES, note="\ud800 \0")})
    assert load(dump(case)) == case


def _with(**parts: object) -> bytes:
    return json.dumps({"format": "rozpoznaj-record/1", "case": {"edition": "2026.1", **parts}}).encode()


BROKEN = {
    "nothing": b"",
    "no object": b"[]",
    "no case": b'{"format": "rozpoznaj-record/1"}',
    "another format": b'{"format": "rozpoznaj-record/9", "case": {"edition": "2026.1"}}',
    "cut": dump(Case(edition="2026.1"))[:-3],
    "not UTF-8": b"\xff\xfe",
    "deep": b"[" * 100_000,
    "unknown field": _with(score="Kowalska"),
    "unknown code": _with(age="Kowalska"),
    "a text as a flag": _with(danger="Kowalska"),
    "a flag as a text": _with(edition=True),
    "a number as a set": _with(visited=3),
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_record_is_refused_without_repeating_it(data: bytes):
    with pytest.raises(BadRecord, match=r"^The record [^\n]*\.$") as refused:
        load(data)
    assert "Kowalska" not in str(refused.value)
