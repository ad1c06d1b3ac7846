"""Every code of the formats, grouped."""

from enum import StrEnum

from screening.core.advice import Code
from screening.core.assessment import IloClass, Rule, State
from screening.core.catalogue import Catalogue
from screening.core.law import MEANS_OF, MORE_MEANS_OF
from screening.core.reasons import REASON_CODES
from screening.core.terms import (
    PROFILED_FORMS,
    Act,
    Age,
    Alone,
    Answer,
    Basis,
    Citizenship,
    Form,
    Grade,
    Interpreter,
    Place,
    Profession,
    Setting,
    Sex,
    Weight,
)
from screening.exchange import assessment_file, case_model

ENUMS: dict[str, type[StrEnum]] = {
    "answers": Answer,
    "bases": Basis,
    "forms": Form,
    "ages": Age,
    "alone": Alone,
    "interpreters": Interpreter,
    "professions": Profession,
    "settings": Setting,
    "exploited_in": Place,
    "citizenships": Citizenship,
    "sexes": Sex,
    "weights": Weight,
    "grades": Grade,
    "rules": Rule,
    "states": State,
    "ilo_classes": IloClass,
    "acts": Act,
    "advice": Code,
}


def all_codes(catalogue: Catalogue) -> dict[str, list[str] | list[int]]:
    """Every code that a case file or an assessment may hold, by group, in its own order."""
    means = set().union(*MEANS_OF.values(), *MORE_MEANS_OF.values())
    return {
        "formats": [case_model.FORMAT, assessment_file.FORMAT],
        "catalogues": [catalogue.edition],
        **{group: [member.value for member in kind] for group, kind in ENUMS.items()},
        "means": sorted(means),
        "purposes": [form.value for form in PROFILED_FORMS],
        "reasons": list(REASON_CODES),
        "profiles": list(catalogue.profiles),
        "dimensions": [dimension.id.value for dimension in catalogue.dimensions],
        "indicators": list(catalogue.indicators),
        "signs": list(catalogue.signs),
    }
