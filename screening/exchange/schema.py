"""The JSON Schema of the case file, with the ids of the shipped catalogue."""

from screening.core.instrument.catalogue import Catalogue
from screening.core.instrument.vocabulary import Age, Form
from screening.core.record.vocabulary import ContactAgreement, NameAgreement
from screening.core.referral.identity import IDENTITY
from screening.exchange.case_model import CaseFile

# The fields of a person by which somebody could be named.
NAMED = tuple(leaf.path[-1] for leaf in IDENTITY)
DIALECT = "https://json-schema.org/draft/2020-12/schema"

# If one of them is filled in, the person is or may be a child, or agreed to the contact and to sharing the name.
NAMED_BY_AGREEMENT = {
    "if": {
        "required": ["person"],
        "properties": {
            "person": {
                "anyOf": [{"required": [name], "properties": {name: {"minLength": 1}}} for name in NAMED],
            }
        },
    },
    "then": {
        "anyOf": [
            {"properties": {"age": {"enum": [Age.CHILD, Age.UNCERTAIN]}}},
            {
                "required": ["agreement"],
                "properties": {
                    "agreement": {
                        "required": ["contact", "share_name"],
                        "properties": {
                            "contact": {"const": ContactAgreement.YES},
                            "share_name": {"const": NameAgreement.YES},
                        },
                    }
                },
            },
        ]
    },
}


def case_schema(catalogue: Catalogue) -> dict[str, object]:
    """Return the JSON Schema (2020-12) of `rozpoznaj-case/1`.

    What a schema cannot say, only `read_case` checks: duplicate keys, depth, control characters and the like.
    """
    schema = CaseFile.model_json_schema(mode="validation")
    parts = schema["properties"]
    parts["catalogue"] = {"enum": list(catalogue.editions), "title": "Catalogue"}
    parts["signs"]["items"] = {"enum": list(catalogue.signs)}
    parts["replies"]["propertyNames"] = {"enum": list(catalogue.indicators)}
    intended_is_suspected = [
        {
            "if": {"required": ["intended"], "properties": {"intended": {"contains": {"const": form.value}}}},
            "then": {"properties": {"forms": {"contains": {"const": form.value}}}},
        }
        for form in Form
    ]
    return {"$schema": DIALECT, **schema, "allOf": [*intended_is_suspected, NAMED_BY_AGREEMENT]}
