"""Builders that say only what matters: a case in core's terms, and the same case as a case file."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from screening import settings
from screening.content import load
from screening.core.durations import CASE_KEPT_FOR
from screening.core.instrument.vocabulary import (
    Age,
    Alone,
    Answer,
    Citizenship,
    CriminalAct,
    ExploitationPlace,
    Form,
    Interpreter,
    Profession,
    Sex,
)
from screening.core.record.case import Case, Context, Reply, Safety
from screening.core.record.referral import Needs
from screening.core.record.vocabulary import ChildSign, Urgent

CONTENT = load(settings.folder("indicators"))
CATALOGUE = CONTENT.catalogue
CASE_HOURS = CASE_KEPT_FOR // timedelta(hours=1)

Names = str | Iterable[str]


def _several(names: Names) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def _answers(what: dict[str, Any]) -> dict[str, str]:
    """Answers by indicator. Refuses an id that is not in the catalogue, or that is given two answers."""
    answers = dict(what.get("replies", {}))
    for answer in Answer:
        for id_ in _several(what.get(answer.value, ())):
            assert id_ not in answers, f"{id_} has two answers"
            answers[id_] = answer.value
    assert answers.keys() <= CATALOGUE.indicators.keys(), answers.keys() - CATALOGUE.indicators.keys()
    return answers


def a_case(**what: Any) -> Case:
    """A case of core; forms="labour" and age="adult" unless told."""
    signs = frozenset(_several(what.get("signs", ())))
    assert signs <= CATALOGUE.signs.keys(), signs - CATALOGUE.signs.keys()
    return Case(
        edition=CATALOGUE.edition,
        age=Age(what.get("age", "adult")),
        forms=frozenset(map(Form, _several(what.get("forms", "labour")))),
        intended=frozenset(map(Form, _several(what.get("intended", ())))),
        danger=what.get("danger", False),
        concerned=what.get("concerned", False),
        safety=Safety(
            alone=Alone(what["alone"]) if what.get("alone") else None,
            interpreter=Interpreter(what["interpreter"]) if what.get("interpreter") else None,
            children_signs=frozenset(map(ChildSign, _several(what.get("children_signs", ())))),
        ),
        needs=Needs(urgent=frozenset(map(Urgent, _several(what.get("urgent", ()))))),
        context=Context(
            profession=Profession(what["profession"]) if what.get("profession") else None,
            citizenship=Citizenship(what["citizenship"]) if what.get("citizenship") else None,
            exploited_in=frozenset(map(ExploitationPlace, _several(what.get("exploited_in", ())))),
            sex=Sex(what["sex"]) if what.get("sex") else None,
        ),
        acts=frozenset(map(CriminalAct, _several(what.get("acts", ())))),
        signs=signs,
        replies={id_: Reply(Answer(answer)) for id_, answer in _answers(what).items()},
    )


def case_file(**what: Any) -> dict[str, Any]:
    """The same case in the shape of the case file."""
    context = {
        "profession": what.get("profession"),
        "citizenship": what.get("citizenship"),
        "exploited_in": _several(what.get("exploited_in", ())),
        "sex": what.get("sex"),
    }
    safety = {
        "alone": what.get("alone"),
        "interpreter": what.get("interpreter"),
        "children_signs": _several(what.get("children_signs", ())),
    }
    return {
        "format": "rozpoznaj-case/1",
        "age": what.get("age", "adult"),
        "forms": _several(what.get("forms", "labour")),
        "intended": _several(what.get("intended", ())),
        "danger": what.get("danger", False),
        "concerned": what.get("concerned", False),
        "safety": {key: value for key, value in safety.items() if value},
        "context": {key: value for key, value in context.items() if value},
        "needs": {"urgent": _several(what.get("urgent", ()))},
        "acts": _several(what.get("acts", ())),
        "signs": _several(what.get("signs", ())),
        "replies": {id_: {"answer": answer} for id_, answer in _answers(what).items()},
    }
