"""When to act at once, and when to ask KCIK (docs/rules.md: Consult)."""

from screening.core.instrument.vocabulary import FORCE, Answer, CriminalAct
from screening.core.record.vocabulary import Urgent
from screening.core.rules.named_rows import UNCLEAR_FORMS
from screening.core.rules.reasons import Reason
from screening.core.rules.signs import counted_signs, serious, urgent
from screening.core.rules.situation import Situation

# The reason code by what is urgent.
NEEDED_AT_ONCE = {
    Urgent.CRISIS: "acute_crisis",
    Urgent.DOCTOR: "urgent_doctor",
    Urgent.SEXUAL_VIOLENCE: "recent_violence",
}


def act_now(situation: Situation) -> list[Reason]:
    """Return the reasons to call help at once; may be empty."""
    case = situation.case
    signs = urgent(situation.catalogue, case)
    found = [
        (case.danger, Reason("immediate_danger")),
        (signs, Reason("urgent_sign", signs=signs)),
        (case.safety.children_signs, Reason("child_unwell")),
        *((need in case.needs.urgent, Reason(code)) for need, code in NEEDED_AT_ONCE.items()),
    ]
    return [reason for holds, reason in found if holds]


def _open_force(situation: Situation) -> frozenset[str]:
    """Ids of the rows that are present, unclear or declined, if they count as three and one is in force; else none."""
    case, catalogue = situation.case, situation.catalogue
    open_answers = (Answer.YES, Answer.UNCLEAR, Answer.DECLINED)
    ids = frozenset(id_ for id_ in situation.chosen_rows if case.answer(id_) in open_answers)
    force = any(catalogue.indicators[id_].dimension in FORCE for id_ in ids)
    return ids if force and situation.counted(ids) >= 3 else frozenset()


def consult(situation: Situation) -> list[Reason]:
    """Return the reasons to ask KCIK; may be empty. `advise` asks for them only where there is no reason to refer."""
    case, signs = situation.case, situation.signs
    grave_signs = serious(situation.catalogue, case)
    acts = case.acts - {CriminalAct.RECRUITMENT}
    found = [
        (case.child_path, Reason("child")),
        *((True, reason) for reason in act_now(situation)),
        (case.concerned, Reason("concerned")),
        (case.forms & {*UNCLEAR_FORMS}, Reason("other_form")),
        (case.safety.unsafe, Reason("unsafe_talk")),
        (situation.scored_strong, Reason("strong_yes", situation.scored_strong)),
        (situation.extensions, Reason("extension_yes", situation.extensions)),
        (situation.force, Reason("force_yes", situation.force)),
        (situation.further_exploitation, Reason("further_exploitation", situation.further_exploitation)),
        (situation.gain_taken, Reason("gain_taken", situation.gain_taken)),
        (situation.counted(situation.all_yes) >= 2, Reason("several_indicators", situation.all_yes)),
        (counted_signs(signs) >= 2, Reason("several_signs", signs=signs)),
        (grave_signs, Reason("serious_sign", signs=grave_signs)),
        (acts or case.intended, Reason("act_or_intended")),
        (open_force := _open_force(situation), Reason("open_force", open_force)),
        (situation.strong_elsewhere, Reason("outside_strong", situation.strong_elsewhere)),
    ]
    return [reason for holds, reason in found if holds]
