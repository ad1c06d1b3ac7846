"""The sentences of guidance in which a piece of advice is said (docs/rules.md: What the advice says besides)."""

from screening.core.instrument.vocabulary import FORCE, Answer, Form
from screening.core.rules.named_rows import HURTING
from screening.core.rules.situation import Situation
from screening.core.rules.triage import first_questions

OWN = "advice_*_text"  # id of the sentence that every piece of advice has; `*` is its code
# Ids of the sentences that are said after it, or in its place.
ALSO = (
    "advice_labour_rights_beside_consult",
    "advice_labour_rights_force_open",
    "advice_labour_rights_stay",
    "advice_refer_partner",
    "advice_child_wages",
)
BESIDE_CONSULT, FORCE_OPEN, STAY, PARTNER, CHILD_WAGES = ALSO


def own_sentence(code: str) -> str:
    """Return the id of the sentence that every advice has."""
    return OWN.replace("*", code)


def _force_open(situation: Situation) -> bool:
    """True while a first question of force has no answer that counts."""
    case = situation.case
    counts = (Answer.YES,) if case.safety.unsafe or case.safety.uncertain else (Answer.YES, Answer.NO)
    rows = (situation.catalogue.indicators[id_] for id_ in first_questions(situation.catalogue, case))
    return any(row.dimension in FORCE and case.answer(row.id) not in counts for row in rows)


def _partner_alone(situation: Situation) -> bool:
    """True if somebody hurts an adult, and no yes says that the person is exploited or that gain is taken."""
    earned = situation.exploitation or situation.gain_taken
    return not situation.case.child_path and not earned and bool(situation.all_yes & {*HURTING})


def sentences(code: str, situation: Situation, *, consult: bool) -> tuple[str, ...]:
    """Return the ids of the sentences of this advice, in order; `consult`: whether the advice is "consult" too."""
    case = situation.case
    if code == "labour_rights":
        own = (BESIDE_CONSULT,) if consult else (own_sentence(code),)
        asked = (FORCE_OPEN,) if not consult and _force_open(situation) else ()
        return own + asked + (() if case.may_stay else (STAY,))
    found = [own_sentence(code)]
    if code == "refer" and _partner_alone(situation):
        found.append(PARTNER)
    if code in ("refer", "consult") and case.child_path and Form.LABOUR in case.forms:
        found.append(CHILD_WAGES)
    return tuple(found)
