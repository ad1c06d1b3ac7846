"""Lines of the advice table (docs/rules.md: Advice): a named case and what it is advised, to be tested one by one."""

from typing import Any, NamedTuple

import pytest

from tests.core.engine import codes, reasons, said


class Line(NamedTuple):
    """A named case, the codes it gets, and every reason of `refer`, `consult` or `second_talk`, whichever is given."""

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


def further(form: str | list[str], *yes: str, **more: Any) -> dict[str, Any]:
    """One of the further forms, then the yes."""
    return {"forms": form, "yes": yes, **more}


def both(*forms_and_yes: str, **more: Any) -> dict[str, Any]:
    """Labour and a second form, then the yes."""
    second, *yes = forms_and_yes
    return {"forms": ["labour", second], "yes": yes, **more}


def child(what: dict[str, Any], **more: Any) -> dict[str, Any]:
    return what | {"age": "child"} | more


# The first questions to an adult of whom exploitation has begun, by form; own rows stand with their form.
FREEDOM = ("documents_withheld", "debt_bondage", "isolation_confinement", "threats_violence")
_FURTHER = (
    *FREEDOM,
    *("deceived_job_nature", "violence", "earnings_handed_over", "accounts_controlled", "threat_denounce"),
)
FIRST = {
    "labour": (*FREEDOM, "deceived_job_nature", "excessive_hours", "threat_denounce"),
    "sexual": (*FREEDOM, "deceived_job_nature", "forced_tasks_clients", "earnings_handed_over", "violence"),
    "begging": (*FREEDOM, "earnings_handed_over", "quota_punished", "forced_tasks_clients"),
    "crime": (*_FURTHER, "crime_for_others", "crime_gain_taken"),
    "marriage": (
        *_FURTHER,
        *("marriage_without_consent", "marriage_for_anothers_stay", "marriage_work_or_sex_expected"),
    ),
    "adoption": (*_FURTHER, "child_promised_for_money"),
    "surrogacy": (*_FURTHER, "pregnancy_no_way_back", "pregnancy_movement_controlled"),
    "organs": (*_FURTHER, "organ_offer_or_debt"),
    "other": _FURTHER,
}
SAFE = {"alone": "yes", "interpreter": "not_needed"}


def _listed(names: Any) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def calm(what: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The same in a safe talk in which every first question without another answer was answered "no"."""
    what = SAFE | what | more
    answered = {id_ for answer in ("yes", "unclear", "declined", "not_asked") for id_ in _listed(what.get(answer, ()))}
    first = {id_ for form in _listed(what["forms"]) for id_ in FIRST[form]}
    return what | {"no": sorted((first | set(_listed(what.get("no", ())))) - answered)}


POOR_WORK = ("low_no_pay", "wage_manipulation", "bad_living")
POOR_PLACE = ("wage_manipulation", "bad_living", "hazardous")
DECEIVED = ("deceived_wages", "deceived_conditions", "deceived_housing")
VULNERABLE = ("vuln_economic", "vuln_past", "vuln_control")
DEPENDENT = ("dest_dependency", "dest_unknown_area", "dest_economic")
FAR_FROM_HOME = ("dest_unknown_area", "dest_family", "dest_economic")
TAKEN_ALONG = ("rec_threats", "rec_documents", "rec_isolation")
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
        step = next(code for code in ("refer", "consult", "second_talk") if code in line.advice.split())
        assert reasons(assessment, step) == set(line.why.split())
