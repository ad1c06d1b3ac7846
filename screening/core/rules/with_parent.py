"""Whether "the child stays with the parent" may be said: nobody takes a child away because the family is poor."""

from collections.abc import Container, Mapping
from enum import StrEnum

from screening.core.instrument.vocabulary import Answer, ExploitationPlace, FormGroup
from screening.core.record.case import Case
from screening.core.record.fields import Leaf, leaves, paths
from screening.core.record.filled_in import filled_in, has_notes
from screening.core.record.vocabulary import (
    Certificate,
    ContactAgreement,
    KcikChoice,
    Leaflet,
    NameAgreement,
    Need,
    Papers,
    RequestKind,
    Tonight,
    Urgency,
    YesNoUnknown,
)
from screening.core.rules.advice import Advice, AdviceCode
from screening.core.rules.named_rows import BY_FAMILY, NO_GUARDIAN, POOR

# The answers on a row that do not forbid the sentence.
SPEAKS_OF_NOTHING = (Answer.NO, Answer.NOT_ASKED)
# The fields that do not forbid the sentence whatever they hold: how the talk went, who is there, whose case it is.
MAY_BE_BESIDE = frozenset(
    (
        *("edition", "age", "forms", "visited", "for_referral", "came_from", "said_before", "exercise"),
        *paths("site", "id number"),
        *paths("safety", "alone children interpreter persons place voivodeship"),
        *paths("context", "setting citizenship sex language form_unsure"),
        *paths("person", "age_band age_about reads name birth_date citizenship"),
        *paths("agreement", "informed_of_duty child_told"),
        *paths("status", "stay"),
        *paths("done", "kcik_called_at kcik_consultant leaflet_language"),
        *paths("decisions.kcik", "decided_by decided_at"),
        *(leaf.name for leaf in leaves(Case) if leaf.facts.of_unit),
    )
)
# The fields that do not forbid it while they hold these answers alone.
HARMLESS: Mapping[str, tuple[StrEnum, ...]] = {
    "context.exploited_in": (ExploitationPlace.POLAND,),
    "safety.tonight": (Tonight.OWN_PLACE,),
    "referrer.kind": (RequestKind.CONSULTATION,),
    "referrer.urgency": (Urgency.TODAY, Urgency.LATER),
    "agreement.contact": (ContactAgreement.YES,),
    "agreement.share_name": (NameAgreement.YES,),
    "needs.services": (Need.FOOD, Need.CLOTHING, Need.INTERPRETER),
    "status.papers": (Papers.HAS,),
    "status.certificate": (Certificate.NONE,),
    "done.leaflet": (Leaflet.GIVEN, Leaflet.NOT_GIVEN),
    "decisions.kcik.choice": (KcikChoice.CONSULT,),
    **dict.fromkeys(paths("agreement", "can_speak_now child_heard"), (YesNoUnknown.YES,)),
    **dict.fromkeys(paths("safety", "family_threatened phone_known place_known"), (YesNoUnknown.NO,)),
    **dict.fromkeys(paths("done", "notified family_court pip medical"), (YesNoUnknown.NO,)),
}
REASON = "decisions.kcik.reason"


def _poor_at_most(case: Case) -> bool:
    """True if every row with another answer than "no" is one of a poor family's life (POOR), in any form."""
    poor = {id_ for form in case.forms for id_ in POOR[form.group]}
    return all(case.answer(id_) in SPEAKS_OF_NOTHING for id_ in case.replies.keys() - poor)


def _may_be_beside(leaf: Leaf, case: Case, as_advised: Container[str]) -> bool:
    """Whether what this field holds does not forbid the sentence; a field that no list names forbids it."""
    value = leaf.of(case)
    if leaf.name == REASON:
        return value in as_advised
    said = value if isinstance(value, frozenset) else {value}
    return leaf.name in MAY_BE_BESIDE or said <= {*HARMLESS.get(leaf.name, ())}


def stays_with_parent(case: Case, advice: tuple[Advice, ...], as_advised: Container[str] = ()) -> bool:
    """Return True if KCIK is only to be consulted, a safe talk found that the adult is the guardian, and nothing is
    recorded but poverty and what the lists here allow; in doubt False (decision 0086).

    `as_advised` are the reasons of a decision that say only that it follows the advice. `case` is the whole case, not
    a redacted one: a text that a paper may not show forbids the sentence too.
    """
    more_advised = {each.code for each in advice} & {AdviceCode.ACT_NOW, AdviceCode.REFER}
    guardian = all(case.answer(id_) is Answer.NO for group in FormGroup for id_ in NO_GUARDIAN[group])
    confirmed = case.child_or_in_doubt and guardian and case.safety.no_counts and not case.forms & {*BY_FAMILY}
    harmless = all(_may_be_beside(leaf, case, as_advised) for leaf in filled_in(case)) and not has_notes(case)
    return confirmed and not more_advised and _poor_at_most(case) and harmless
