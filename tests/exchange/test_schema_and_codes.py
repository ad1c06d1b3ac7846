"""Schema and codes say what the reader accepts; neither is a second list kept by hand."""

import json

from screening.content import Content
from screening.core.reasons import REASON_CODES
from screening.core.terms import Answer, Setting
from screening.exchange.case_model import CaseFile
from screening.exchange.codes import all_codes
from screening.exchange.schema import case_schema


def test_the_schema_names_every_indicator_sign_and_the_edition(content: Content):
    schema = json.loads(json.dumps(case_schema(content.catalogue)))
    parts = schema["properties"]
    assert parts["replies"]["propertyNames"]["enum"] == list(content.catalogue.indicators)
    assert parts["signs"]["items"]["enum"] == list(content.catalogue.signs)
    assert parts["catalogue"]["const"] == content.catalogue.edition
    assert parts["format"]["const"] == "rozpoznaj-case/1"


def test_the_schema_is_as_strict_as_the_reader(content: Content):
    schema = case_schema(content.catalogue)
    assert schema["required"] == ["format", "age", "forms"]
    assert schema["properties"]["forms"]["minItems"] == 1
    assert schema["$defs"]["ReplyPart"]["properties"]["note"]["maxLength"] == 600
    objects = [schema, *(part for part in schema["$defs"].values() if part["type"] == "object")]
    assert all(part["additionalProperties"] is False for part in objects)
    lists = [part for each in objects for name, part in each["properties"].items() if part.get("type") == "array"]
    assert len(lists) == 6
    assert all(part["uniqueItems"] for part in lists)


def test_the_schema_offers_no_null(content: Content):
    assert "null" not in json.dumps(case_schema(content.catalogue))


def test_every_key_of_the_case_file_is_in_the_schema(content: Content):
    assert set(case_schema(content.catalogue)["properties"]) == set(CaseFile.model_fields)


def test_the_codes_are_those_of_the_core_and_the_catalogue(content: Content):
    codes = all_codes(content.catalogue)
    assert codes["answers"] == [answer.value for answer in Answer]
    assert codes["settings"] == [setting.value for setting in Setting]
    assert codes["indicators"] == list(content.catalogue.indicators)
    assert codes["means"] == [1, 2, 3, 4, 5, 6]
    assert codes["reasons"] == list(REASON_CODES)
    assert all(len(set(group)) == len(group) > 0 for group in codes.values())
