"""What the rule in the browser needs: rows, weights, signs, triage, and the codes that the rules name; no texts."""

from screening.core.instrument.catalogue import SIGN_PREFIX, Catalogue, Indicator
from screening.core.instrument.vocabulary import FIRST_FORMS, Age, DimensionId, ExploitationPlace, Method
from screening.core.record.case import UNCERTAIN, UNSAFE, Safety
from screening.core.record.fields import Leaf, with_value
from screening.core.record.quick_check import SAFETY_QUESTIONS
from screening.core.rules.advice_sentences import ALSO
from screening.core.rules.named_rows import CHILD_SIGNS, NAMED_LISTS, NAMED_ROWS
from screening.core.rules.questions import WEIGHT_ORDER
from screening.core.rules.triage import ITEMS


def _row(row: Indicator) -> dict[str, object]:
    """One row; a weight is [0 strong, 1 medium, 2 weak; 1 scored, 0 extension]."""
    return {
        "id": row.id,
        "dimension": list(DimensionId).index(row.dimension),
        "weights": {
            **{profile: [WEIGHT_ORDER[weight], 0] for profile, weight in row.extensions.items()},
            **{profile: [WEIGHT_ORDER[weight], 1] for profile, weight in row.weights.items()},
        },
        "asked": int(Method.ASKED in row.established_by),
        "child": int(row.child_question is not None),
        "notFor": sorted(row.not_for),
        "notIn": sorted(row.not_asked_in),
        **({"form": row.form} if row.form else {}),
    }


def _warnings(questions: tuple[Leaf, ...], safety: Safety) -> dict[str, object] | str:
    """The id of the warning for each set of answers: a mapping by the answer to the first question, of mappings by the
    answer to the second, and so on. An empty text stands for no answer, and for no warning.
    """
    if not questions:
        return safety.warning
    first, *others = questions
    return {
        code: _warnings(tuple(others), with_value(safety, (first.key,), code or None)) for code in ("", *first.kind)
    }


def rule_data(catalogue: Catalogue) -> dict[str, object]:
    """Return rows, signs and profiles in catalogue order, and what the rules name."""
    return {
        "rows": [_row(row) for row in catalogue.indicators.values()],
        "signs": [[sign.id, int(sign.serious), int(sign.urgent)] for sign in catalogue.signs.values()],
        "profiles": [
            {
                "id": each.id,
                "group": each.group,
                "forms": sorted(each.forms),
                "child": each.child,
                "triage": list(each.triage),
            }
            for each in catalogue.profiles.values()
        ],
        "forms": list(FIRST_FORMS),
        "also": list(ALSO),
        "onTheWay": ExploitationPlace.TRANSIT,
        "notBegun": {age: list(ids) for age, ids in catalogue.not_begun.items()},
        "adult": Age.ADULT,
        "items": ITEMS,
        "named": {name: dict(by_group) for name, by_group in NAMED_ROWS.items()},
        "lists": {name: list(ids) for name, ids in NAMED_LISTS.items()},
        "prefixes": {"signs": SIGN_PREFIX, "child_signs": CHILD_SIGNS},
        "unsafe": {name: list(answers) for name, answers in UNSAFE.items()},
        "safety": [question.key for question in SAFETY_QUESTIONS],
        "warnings": _warnings(SAFETY_QUESTIONS, Safety()),
        "uncertain": {name: list(answers) for name, answers in UNCERTAIN.items()},
    }
