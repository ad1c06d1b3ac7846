"""As much of JSON Schema 2020-12 as the schema of the case file uses; a word it does not know is an error."""

import json
import re
from typing import Any

TYPES: dict[str, Any] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    # Stricter than the standard, to which 2.0 is a whole number: the reader refuses it.
    "integer": lambda value: type(value) is int,
}
SAID_ELSEWHERE = {"$schema", "$defs", "title", "description", "default", "then"}


def _same(one: Any, other: Any) -> bool:
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


class Schema:
    """A schema that tells whether it accepts a value."""

    def __init__(self, root: dict[str, Any]) -> None:
        self.root = root

    def accepts(self, value: Any, schema: Any = None) -> bool:
        """True if the value is as the schema says."""
        schema = self.root if schema is None else schema
        words = (word for word in schema if word not in SAID_ELSEWHERE)
        return all(self._holds(word, schema[word], value, schema) for word in words)

    def _holds(self, word: str, said: Any, value: Any, schema: dict[str, Any]) -> bool:
        if word == "$ref":
            return self.accepts(value, self.root["$defs"][said.removeprefix("#/$defs/")])
        if word == "type":
            return TYPES[said](value)
        if word == "enum":
            return any(_same(each, value) for each in said)
        if word == "const":
            return _same(said, value)
        if word == "allOf":
            return all(self.accepts(value, each) for each in said)
        if word == "anyOf":
            return any(self.accepts(value, each) for each in said)
        if word == "if":
            return not self.accepts(value, said) or self.accepts(value, schema["then"])
        for kind, holds in ((dict, self._of_object), (list, self._of_list), (str, self._of_text)):
            if word in WORDS[kind]:
                return not isinstance(value, kind) or holds(word, said, value, schema)
        if word in ("minimum", "maximum"):
            return not TYPES["integer"](value) or (value >= said if word == "minimum" else value <= said)
        raise AssertionError(f"{word} is not known here")

    def _of_object(self, word: str, said: Any, value: dict[str, Any], schema: dict[str, Any]) -> bool:
        if word == "required":
            return all(name in value for name in said)
        if word == "propertyNames":
            return all(self.accepts(name, said) for name in value)
        if word == "properties":
            return all(self.accepts(value[name], each) for name, each in said.items() if name in value)
        others = [each for name, each in value.items() if name not in schema.get("properties", {})]
        return not others if said is False else all(self.accepts(each, said) for each in others)

    def _of_list(self, word: str, said: Any, value: list[Any], schema: dict[str, Any]) -> bool:
        if word == "items":
            return all(self.accepts(each, said) for each in value)
        if word == "contains":
            return any(self.accepts(each, said) for each in value)
        if word == "minItems":
            return len(value) >= said
        return not said or len({json.dumps(each, sort_keys=True) for each in value}) == len(value)

    def _of_text(self, word: str, said: Any, value: str, _: dict[str, Any]) -> bool:
        if word in ("minLength", "maxLength"):
            return len(value) >= said if word == "minLength" else len(value) <= said
        return re.search(said.replace("$", r"\Z"), value, re.ASCII) is not None


WORDS: dict[type, set[str]] = {
    dict: {"required", "properties", "additionalProperties", "propertyNames"},
    list: {"items", "contains", "minItems", "uniqueItems"},
    str: {"minLength", "maxLength", "pattern"},
}
