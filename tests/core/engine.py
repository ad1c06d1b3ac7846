"""What the engine says about a case, in the shape of the assessment file."""

from typing import Any

from screening.core.record.case import Case
from screening.core.rules.assessment import assess
from screening.exchange.assessment_file import assessment_json
from tests.builders import CATALOGUE, a_case


def said_of(case: Case) -> dict[str, Any]:
    """The whole assessment of a case."""
    return assessment_json(case, assess(CATALOGUE, case))


def said(**what: Any) -> dict[str, Any]:
    """The whole assessment of a case that is told as in `a_case`."""
    return said_of(a_case(**what))


def codes(assessment: dict[str, Any]) -> list[str]:
    """The codes of its advice, in order."""
    return [advice["code"] for advice in assessment["advice"]]


def reasons(assessment: dict[str, Any], code: str) -> set[str]:
    """The codes of the reasons of one piece of advice; empty where it is not given."""
    return {reason for advice in assessment["advice"] if advice["code"] == code for reason in advice["reasons"]}
