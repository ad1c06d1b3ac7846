"""What the rule in the browser needs: rows, weights, signs, triage, and the codes that the rules name; no texts."""

from screening.core.instrument.catalogue import Catalogue
from screening.core.instrument.vocabulary import PROFILED_FORMS, Age, DimensionId, Method
from screening.core.record.case import UNSAFE
from screening.core.rules.named_rows import LABOUR_RIGHTS, NAMED_ROWS
from screening.core.rules.questions import WEIGHT_ORDER
from screening.core.rules.triage import ITEMS


def rule_data(catalogue: Catalogue) -> dict[str, object]:
    """Rows, signs and profiles in catalogue order, and what the rules name.

    A weight is [0 strong, 1 medium, 2 weak; 1 scored, 0 extension].
    """
    order = list(DimensionId)
    return {
        "rows": [
            {
                "id": row.id,
                "dimension": order.index(row.dimension),
                "weights": {
                    **{profile: [WEIGHT_ORDER[weight], 0] for profile, weight in row.extensions.items()},
                    **{profile: [WEIGHT_ORDER[weight], 1] for profile, weight in row.weights.items()},
                },
                "asked": int(Method.ASKED in row.established_by),
                "child": int(row.child_question is not None),
                "notFor": sorted(row.not_for),
                "notIn": sorted(row.not_asked_in),
            }
            for row in catalogue.indicators.values()
        ],
        "signs": [[sign.id, int(sign.serious), int(sign.urgent)] for sign in catalogue.signs.values()],
        "profiles": [
            {"id": each.id, "form": each.form, "child": each.child, "triage": list(each.triage)}
            for each in catalogue.profiles.values()
        ],
        "forms": list(PROFILED_FORMS),
        "adult": Age.ADULT,
        "items": ITEMS,
        "labourRights": list(LABOUR_RIGHTS),
        "named": {name: dict(by_form) for name, by_form in NAMED_ROWS.items()},
        "unsafe": {name: list(answers) for name, answers in UNSAFE.items()},
    }
