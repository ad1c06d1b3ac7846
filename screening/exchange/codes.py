"""Every code that a case file or an assessment may hold, by group; `screening codes` prints them."""

from enum import StrEnum
from typing import get_args

from screening.core.documents import DOCUMENTS
from screening.core.instrument.catalogue import Catalogue
from screening.core.instrument.vocabulary import (
    Age,
    Alone,
    Answer,
    Basis,
    Citizenship,
    CriminalAct,
    ExploitationPlace,
    Form,
    Grade,
    Interpreter,
    Profession,
    PurposeId,
    Setting,
    Sex,
    Weight,
)
from screening.core.record.case import Case
from screening.core.record.fields import leaves
from screening.core.record.vocabulary import (
    AgeBand,
    Authority,
    Certificate,
    ChildSign,
    ContactAgreement,
    Duty,
    InabilityReason,
    KcikChoice,
    Leaflet,
    Limit,
    NameAgreement,
    Need,
    NotificationChoice,
    NotKnown,
    Papers,
    PoliceContact,
    RequestKind,
    Stay,
    Tonight,
    Urgency,
    Urgent,
    Voivodeship,
    YesNoUnknown,
)
from screening.core.rules.advice import AdviceCode
from screening.core.rules.assessment import DimensionState, IloClass, Rule
from screening.core.rules.law import MEANS_OF
from screening.core.rules.named_rows import MEANS_OF_ROW
from screening.core.rules.reasons import REASON_CODES
from screening.exchange import assessment_file, case_model

# Vocabularies by the names of their groups. One of a case that is missing here has the name of its field.
GROUPS: dict[str, type[StrEnum]] = {
    "answers": Answer,
    "bases": Basis,
    "forms": Form,
    "ages": Age,
    "alone": Alone,
    "interpreters": Interpreter,
    "professions": Profession,
    "settings": Setting,
    "exploited_in": ExploitationPlace,
    "citizenships": Citizenship,
    "sexes": Sex,
    "weights": Weight,
    "grades": Grade,
    "rules": Rule,
    "states": DimensionState,
    "ilo_classes": IloClass,
    "acts": CriminalAct,
    "advice": AdviceCode,
    "known": YesNoUnknown,
    "agrees": ContactAgreement,
    "shares_name": NameAgreement,
    "unable": InabilityReason,
    "limits": Limit,
    "kinds": RequestKind,
    "urgencies": Urgency,
    "needs": Need,
    "urgent": Urgent,
    "police_contact": PoliceContact,
    "kcik_choices": KcikChoice,
    "notification_choices": NotificationChoice,
    "duties": Duty,
    "bodies": Authority,
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


def _vocabularies() -> dict[str, type[StrEnum]]:
    """Return the vocabularies by their groups; a vocabulary of the case file without a group has its field's name."""
    kinds = {leaf.key: get_args(leaf.kind)[0] if get_args(leaf.kind) else leaf.kind for leaf in leaves(Case)}
    others = {name: kind for name, kind in kinds.items() if issubclass(kind, StrEnum) and kind not in GROUPS.values()}
    return GROUPS | others


ENUMS = _vocabularies()


def all_codes(catalogue: Catalogue) -> dict[str, list[str] | list[int]]:
    """Return every code that a case file or an assessment may hold, by group, in the order of the group."""
    means = set().union(*MEANS_OF.values(), *MEANS_OF_ROW.values())
    return {
        "formats": [case_model.FORMAT, assessment_file.FORMAT],
        "catalogues": list(catalogue.editions),
        **{group: [member.value for member in kind] for group, kind in ENUMS.items()},
        "means": sorted(means),
        "purposes": [purpose.value for purpose in PurposeId],
        "reasons": list(REASON_CODES),
        "documents": list(DOCUMENTS),
        "profiles": list(catalogue.profiles),
        "dimensions": [dimension.id.value for dimension in catalogue.dimensions],
        "indicators": list(catalogue.indicators),
        "signs": list(catalogue.signs),
    }
