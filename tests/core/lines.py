"""Lines of the advice table (docs/rules.md: Advice): a named case and what it is advised, to be tested one by one."""

from typing import Any, NamedTuple

import pytest

from tests.core.engine import codes, reasons, said


class Line(NamedTuple):
    """A named case, the codes it gets, and for `refer` or `consult` every reason of that advice."""

    name: str
    what: dict[str, Any]
    advice: str
    why: str = ""


def labour(*yes: str, **more: Any) -> dict[str, Any]:
    return {"forms": "labour", "yes": yes, **more}


def sexual(*yes: str, **more: Any) -> dict[str, Any]:
    return {"forms": "sexual", "yes": yes, **more}


def begging(*yes: str, **more: Any) -> dict[str, Any]:
    return {"forms": "begging", "yes": yes, **more}


def both(*forms_and_yes: str) -> dict[str, Any]:
    """Labour and a second form, then the yes."""
    second, *yes = forms_and_yes
    return {"forms": ["labour", second], "yes": yes}


POOR_WORK = ("low_no_pay", "wage_manipulation", "bad_living")
DECEIVED = ("deceived_wages", "deceived_conditions", "deceived_housing")
VULNERABLE = ("vuln_economic", "vuln_past", "vuln_control")
DEPENDENT = ("dest_dependency", "dest_unknown_area", "dest_economic")
SPOTS = ("posts_assigned", "bad_living", "no_food_water_care")
SEVERAL = "several_indicators"
MOVED = {"acts": "transport"}
MEANT = {"acts": "transport", "intended": "labour"}


def named(lines: list[Line]) -> list[Any]:
    """One test a line, under the line's name."""
    return [pytest.param(line, id=line.name.replace(" ", "-")) for line in lines]


def follow(line: Line) -> None:
    assessment = said(**line.what)
    assert codes(assessment) == line.advice.split()
    if line.why:
        step = "refer" if "refer" in line.advice else "consult"
        assert reasons(assessment, step) == set(line.why.split())
