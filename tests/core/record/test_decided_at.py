"""When something was decided: not when what was decided was completed or put right."""

from dataclasses import replace

import pytest

from screening.core.record.fields import leaves, with_value
from screening.core.record.referral import Decisions, KcikDecision, NotificationDecision, decided_at
from screening.core.record.vocabulary import Authority, Duty, KcikChoice, NotificationChoice

FIRST, LATER = "2026-11-27T11:07+01:00", "2026-11-27T11:08+01:00"
TAKEN = Decisions(
    KcikDecision(KcikChoice.REFER, "dług", "nr 17", FIRST),
    NotificationDecision(
        NotificationChoice.WILL_NOTIFY, Duty.INSTITUTION, frozenset({Authority.POLICE}), "obowiązek", "nr 17", FIRST
    ),
)
OTHERWISE = {
    "kcik.choice": KcikChoice.CONSULT,
    "notification.choice": NotificationChoice.NOT_NOW,
}
IN_OTHER_WORDS = {
    "kcik.reason": "długi",
    "kcik.decided_by": "Nowak",
    "notification.duty": Duty.SOCIAL,
    "notification.to": frozenset({Authority.POLICE, Authority.PROSECUTOR}),
    "notification.reason": "obowiązek.",
    "notification.decided_by": "Nowak",
    "notification.hearing_reason": "boi się",
}
CHANGES = OTHERWISE | IN_OTHER_WORDS


def test_every_field_of_a_decision_is_one_or_the_other():
    assert CHANGES.keys() == {leaf.name for leaf in leaves(Decisions) if leaf.key != "decided_at"}


@pytest.mark.parametrize("name", CHANGES)
def test_the_moment_moves_with_what_is_chosen_and_stays_with_what_is_completed(name):
    changed = with_value(TAKEN, tuple(name.split(".")), CHANGES[name])
    after = decided_at(TAKEN, changed, LATER)
    moved = {part for part in ("kcik", "notification") if getattr(after, part).decided_at == LATER}
    assert moved == ({name.partition(".")[0]} if name in OTHERWISE else set())
    assert with_value(after, (*name.split(".")[:1], "decided_at"), FIRST) == changed


def test_a_first_decision_has_its_moment_and_one_that_is_taken_back_has_none():
    unsaid = replace(TAKEN, kcik=replace(TAKEN.kcik, decided_at=""))
    assert decided_at(Decisions(), unsaid, LATER).kcik.decided_at == LATER
    assert decided_at(TAKEN, Decisions(), LATER) == Decisions()
