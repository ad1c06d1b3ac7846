"""Every code of the formats, grouped."""

from enum import StrEnum

from screening.core.documents import DOCUMENTS
from screening.core.instrument.catalogue import Catalogue
from screening.core.instrument.vocabulary import (
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
from screening.core.record.vocabulary import (
    AgeBand,
    Agrees,
    Body,
    Certificate,
    ChildSign,
    Choice,
    Duty,
    Kind,
    Known,
    Leaflet,
    Limit,
    Need,
    Notify,
    NotKnown,
    Papers,
    Shares,
    Stay,
    Tonight,
    Unable,
    Urgency,
    Urgent,
    Voivodeship,
    Wish,
)
from screening.core.rules.advice import Code
from screening.core.rules.assessment import IloClass, Rule, State
from screening.core.rules.law import MEANS_OF, MORE_MEANS_OF
from screening.core.rules.reasons import REASON_CODES
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
    "known": Known,
    "agrees": Agrees,
    "shares_name": Shares,
    "unable": Unable,
    "limits": Limit,
    "kinds": Kind,
    "urgencies": Urgency,
    "needs": Need,
    "urgent": Urgent,
    "police_contact": Wish,
    "kcik_choices": Choice,
    "notification_choices": Notify,
    "duties": Duty,
    "bodies": Body,
    "children_signs": ChildSign,
    "age_bands": AgeBand,
    "not_known": NotKnown,
    "tonight": Tonight,
    "papers": Papers,
    "stays": Stay,
    "certificates": Certificate,
    "leaflets": Leaflet,
    "voivodeships": Voivodeship,
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
        "documents": list(DOCUMENTS),
        "profiles": list(catalogue.profiles),
        "dimensions": [dimension.id.value for dimension in catalogue.dimensions],
        "indicators": list(catalogue.indicators),
        "signs": list(catalogue.signs),
    }
