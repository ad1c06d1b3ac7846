"""Schema and codes say what the reader accepts; neither is a second list kept by hand."""

import json
from enum import StrEnum
from typing import Any, get_args, get_origin

import pytest
from hypothesis import strategies as st

from screening.content import Content
from screening.core.instrument.vocabulary import Age, Answer, CriminalAct, Form, Setting
from screening.core.record.case import Case, Reply
from screening.core.record.fields import Leaf, leaves
from screening.core.rules.reasons import REASON_CODES
from screening.exchange.case_file import CaseFileError, read_case, write_case
from screening.exchange.case_model import CaseFile
from screening.exchange.codes import ENUMS, all_codes
from screening.exchange.schema import case_schema
from tests.core.sampling import for_all
from tests.exchange.builders import file_cases, referring
from tests.exchange.json_schema import Schema
from tests.exchange.test_case_file import REFUSED
from tests.exchange.test_referral_part import bad_values
from tests.parts import PART_LEAVES, TODAY

LISTS = [leaf for leaf in PART_LEAVES if get_origin(leaf.kind) is frozenset]


def test_the_schema_names_every_indicator_sign_and_the_edition(content: Content):
    schema = json.loads(json.dumps(case_schema(content.catalogue)))
    parts = schema["properties"]
    assert parts["replies"]["propertyNames"]["enum"] == list(content.catalogue.indicators)
    assert parts["signs"]["items"]["enum"] == list(content.catalogue.signs)
    assert parts["catalogue"]["enum"] == [*content.catalogue.earlier, content.catalogue.edition]
    assert parts["format"]["const"] == "rozpoznaj-case/1"


def test_the_schema_is_as_strict_as_the_reader(content: Content):
    schema = case_schema(content.catalogue)
    assert schema["required"] == ["format", "age", "forms"]
    assert schema["properties"]["forms"]["minItems"] == 1
    assert schema["$defs"]["ReplyPart"]["properties"]["note"]["maxLength"] == 600
    objects = [schema, *(part for part in schema["$defs"].values() if part["type"] == "object")]
    assert all(part["additionalProperties"] is False for part in objects)
    lists = [part for each in objects for name, part in each["properties"].items() if part.get("type") == "array"]
    assert len(lists) == len(LISTS) + len(("forms", "intended", "acts", "signs", "basis"))
    assert all(part["uniqueItems"] for part in lists)
    texts = [part for each in objects for part in each["properties"].values() if part.get("type") == "string"]
    assert all(part.keys() & {"maxLength", "pattern", "const"} for part in texts)


def test_the_schema_offers_no_null(content: Content):
    assert "null" not in json.dumps(case_schema(content.catalogue))


def test_every_key_of_the_case_file_is_in_the_schema(content: Content):
    assert set(case_schema(content.catalogue)["properties"]) == set(CaseFile.model_fields)


# What a JSON Schema cannot say.
LEFT_TO_THE_READER = (
    "control character", "character NUL", "direction mark", "surrogate", "there is no such date", "this lies",
    "does not fit", "but `age` is", "a decision needs", "to be issued", "15 digits", "the key",
)  # fmt: skip


@pytest.fixture(scope="module")
def schema(content: Content) -> Schema:
    return Schema(json.loads(json.dumps(case_schema(content.catalogue))))


def _refusal(data: bytes, content: Content) -> str:
    try:
        read_case(data, content.catalogue, TODAY)
    except CaseFileError as problem:
        return str(problem)
    return ""


def _as_json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return None


def _agree(data: bytes, schema: Schema, content: Content) -> bool:
    """Whether both accept it, once they agree: the schema refuses all that it can say."""
    refusal = _refusal(data, content)
    if schema.accepts(_as_json(data)):
        assert not refusal or any(reason in refusal for reason in LEFT_TO_THE_READER), refusal
    else:
        assert refusal
    return not refusal


@pytest.mark.parametrize("examples", [30, pytest.param(300, marks=pytest.mark.full)])
def test_the_schema_accepts_every_case_that_is_written(examples: int, schema: Schema, content: Content):
    def check(case):
        assert _agree(write_case(case), schema, content)

    for_all(examples, file_cases(), check)


@pytest.mark.parametrize("data", [data for data, _ in REFUSED.values()], ids=REFUSED)
def test_the_schema_refuses_what_the_reader_refuses(data: bytes, schema: Schema, content: Content):
    assert not _agree(data, schema, content)


@pytest.mark.parametrize("leaf", PART_LEAVES, ids=lambda leaf: leaf.name)
def test_the_schema_refuses_what_the_reader_refuses_of_each_field(leaf: Leaf, schema: Schema, content: Content):
    for value, _ in bad_values(leaf):
        assert not _agree(referring(leaf.path, value), schema, content)


JUNK = st.sampled_from([None, True, False, 0, 1, 99, 100, -1, 2.0, 0.5, "", "yes", "no", "x", [], ["x"], {}, {"x": 1}])


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """A written case with one value anywhere replaced, left out, or put beside another."""
    found = json.loads(write_case(draw(file_cases())))
    here: Any = found
    while True:
        key = draw(st.sampled_from(sorted(here) if isinstance(here, dict) else range(len(here))))
        if not here[key] or not isinstance(here[key], dict | list) or draw(st.booleans()):
            break
        here = here[key]
    act = draw(st.sampled_from(("replace", "leave out", "add")))
    if act == "replace":
        here[key] = draw(JUNK)
    elif act == "leave out":
        del here[key]
    elif isinstance(here, dict):
        here["more"] = draw(JUNK)
    else:
        here.append(draw(JUNK | st.just(here[key])))
    return json.dumps(found).encode()


@pytest.mark.parametrize("examples", [40, pytest.param(1000, marks=pytest.mark.full)])
def test_schema_and_reader_agree_on_spoilt_cases(examples: int, schema: Schema, content: Content):
    def check(data):
        _agree(data, schema, content)

    for_all(examples, spoilt(), check)


def _codes_of(kind: Any) -> set[type]:
    """The vocabularies that the fields of a dataclass use."""
    kinds = {get_args(leaf.kind)[0] if get_origin(leaf.kind) is frozenset else leaf.kind for leaf in leaves(kind)}
    return {each for each in kinds if isinstance(each, type) and issubclass(each, StrEnum)}


def test_every_vocabulary_of_the_case_file_is_among_the_codes(content: Content):
    used = _codes_of(Case) | _codes_of(Reply) | {CriminalAct, Age, Form}
    assert used <= set(ENUMS.values())
    assert len(set(ENUMS.values())) == len(ENUMS)
    codes = all_codes(content.catalogue)
    assert all(codes[group] == [each.value for each in kind] for group, kind in ENUMS.items())


def test_the_codes_are_those_of_the_core_and_the_catalogue(content: Content):
    codes = all_codes(content.catalogue)
    assert codes["answers"] == [answer.value for answer in Answer]
    assert codes["settings"] == [setting.value for setting in Setting]
    assert codes["indicators"] == list(content.catalogue.indicators)
    assert codes["means"] == [1, 2, 3, 4, 5, 6]
    assert codes["reasons"] == list(REASON_CODES)
    assert all(len(set(group)) == len(group) > 0 for group in codes.values())
