"""What the rule in the browser needs of the catalogue: rows, weights, signs, triage; no texts."""

from screening.core.instrument.catalogue import Catalogue
from screening.core.instrument.vocabulary import DimensionId, Method
from screening.core.rules.questions import WEIGHT_ORDER


def rule_data(catalogue: Catalogue) -> dict[str, object]:
    """Rows, signs and profiles in catalogue order. A weight is [0 strong, 1 medium, 2 weak; 1 scored, 0 extension]."""
    order = list(DimensionId)
    return {
        "rows": [
            {
                "id": row.id,
                "d": order.index(row.dimension),
                "w": {
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
    }
