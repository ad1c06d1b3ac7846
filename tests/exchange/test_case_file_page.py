"""docs/case_file.md names every field of the schema, and no other, with its codes and lengths."""

import re
from collections.abc import Iterator
from typing import Any

from screening.exchange.schema import case_schema
from tests.builders import CATALOGUE
from tests.case_file_page import PAGE, page
from tests.case_file_page import ROW as ROWS

ROW = re.compile(r"^\| `(?P<path>[a-z_.]+)` \| (?P<value>[^|]+) \|", re.MULTILINE)
SCHEMA = case_schema(CATALOGUE)
SCREENING = ("format", "catalogue", "age", "forms", "intended", "danger", "concerned", "acts", "signs", "replies")


def resolved(node: dict[str, Any]) -> dict[str, Any]:
    """The schema of a value that is not null."""
    if "$ref" in node:
        return resolved(SCHEMA["$defs"][node["$ref"].rsplit("/", 1)[1]])
    others = [each for each in node.get("anyOf", ()) if each.get("type") != "null"]
    return resolved(others[0]) if others else node


def fields(node: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for name, inner in resolved(node).get("properties", {}).items():
        below = resolved(inner)
        if "properties" in below:
            yield from fields(below, f"{path}{name}.")
        else:
            yield f"{path}{name}", below


IN_SCHEMA = {path: node for path, node in fields(SCHEMA) if path not in SCREENING}
ALL_ON_PAGE = {found["path"]: found["value"] for found in ROW.finditer(PAGE.read_text(encoding="utf-8"))}
ON_PAGE = {path: value for path, value in ALL_ON_PAGE.items() if path not in SCREENING}


def test_the_tables_are_those_of_the_fields_and_say_what_each_is_for():
    text = PAGE.read_text(encoding="utf-8")
    assert page(text) == text, "run make docs"
    assert all(row["use"].strip() for row in ROWS.finditer(text))


def test_the_page_names_the_fields_of_the_schema_and_no_other():
    assert ON_PAGE.keys() == IN_SCHEMA.keys() and len(ON_PAGE) > 60


def test_the_page_describes_the_screening_part_whole():
    assert ALL_ON_PAGE.keys() >= set(SCREENING)


def test_the_page_names_the_codes_of_each_field():
    for path, node in IN_SCHEMA.items():
        codes = node.get("enum") or resolved(node.get("items", {})).get("enum")
        assert not codes or re.findall(r"`([^`]+)`", ON_PAGE[path]) == list(codes), path
        assert ("some of:" in ON_PAGE[path]) is (node.get("type") == "array"), path


def test_the_page_names_the_length_of_each_text():
    for path, value in ON_PAGE.items():
        length = IN_SCHEMA[path].get("maxLength")
        assert (f"text, {length}" in value) if value.startswith("text") else "text" not in value, path
