"""The advice without KCIK: labour rights, prevention, a second talk (docs/rules.md: Other advice for an adult)."""

from screening.core.instrument.vocabulary import Answer, CriminalAct, DimensionId
from screening.core.rules.assessment import profiles_of
from screening.core.rules.named_rows import LABOUR_RIGHTS, law_rows
from screening.core.rules.outside import outside_with
from screening.core.rules.reasons import Reason
from screening.core.rules.situation import Situation
from screening.core.rules.triage import unanswered


def labour_rights(situation: Situation) -> list[Reason]:
    """Return the reason to send an adult to the labour inspection, exploitation of labour without force, or none."""
    for each in situation.yes:
        if each.profile.group in LABOUR_RIGHTS and each.exploitation and not each.force:
            return [Reason("exploitation_without_force", frozenset(each.exploitation))]
    return []


def prevention(situation: Situation) -> list[Reason]:
    """Return the reason to warn an adult before exploitation begins, or none."""
    deceived = {id_ for each in situation.yes for id_ in each.within(DimensionId.DECEPTIVE_RECRUITMENT)}
    vulnerable = {id_ for each in situation.yes for id_ in each.within(DimensionId.RECRUITMENT_VULNERABILITY)}
    early = frozenset(deceived) | situation.beside_circumstances(vulnerable)
    begun = situation.exploitation or situation.force or situation.case.acts - {CriminalAct.RECRUITMENT}
    return [Reason("before_exploitation", early)] if early and not begun else []


def _open_answers(situation: Situation) -> frozenset[str]:
    """Ids of the rows with a yes that the advice "labour rights" does not explain, and of unclear and declined ones."""
    case, catalogue = situation.case, situation.catalogue
    explained = law_rows(case.forms) if labour_rights(situation) else frozenset()
    left_out = {row.id for profile in profiles_of(catalogue, case) for row in catalogue.left_out(profile)}
    unclear = {id_ for id_ in situation.chosen_rows | left_out if case.answer(id_) in (Answer.UNCLEAR, Answer.DECLINED)}
    return frozenset(unclear) | (situation.all_yes - explained)


def _not_for_you(situation: Situation) -> frozenset[str]:
    """Ids of the own rows of the chosen forms that this profession must not ask, answered neither yes nor no."""
    case, catalogue = situation.case, situation.catalogue
    rows = (catalogue.indicators[id_] for id_ in situation.chosen_rows)
    return frozenset(
        row.id
        for row in rows
        if row.form and case.context.profession in row.not_for and case.answer(row.id) not in (Answer.YES, Answer.NO)
    )


def second_talk(situation: Situation) -> list[Reason]:
    """Return the reasons to talk to an adult a second time; may be empty."""
    case, catalogue = situation.case, situation.catalogue
    open_answers = _open_answers(situation)
    outside = frozenset(outside_with(catalogue, case, Answer.YES))
    first = frozenset(unanswered(catalogue, case))
    not_for_you = _not_for_you(situation)
    found = [
        (open_answers, Reason("open_answers", open_answers)),
        (outside, Reason("outside_yes", outside)),
        (situation.signs, Reason("signs_seen", signs=situation.signs)),
        (case.acts, Reason("act_ticked")),
        (case.safety.uncertain, Reason("uncertain_talk")),
        (first, Reason("first_questions_open", first)),
        (not_for_you, Reason("not_for_you", not_for_you)),
    ]
    return [reason for holds, reason in found if holds]
