"""Checks that each indicator that an adult may be asked about has a question, and a statement if it is in the triage.

A child is asked only what has a `child_question`, so nothing can be missing there.
"""

from collections.abc import Mapping

from screening.content.folder import BuiltEntry
from screening.content.indicators import Indicators
from screening.content.profiles import Profiles
from screening.core.instrument.catalogue import Indicator, Profile
from screening.core.instrument.vocabulary import AgeGroup, Method


def check_asking(indicators: Indicators, profiles: Profiles, not_begun: Mapping[AgeGroup, tuple[str, ...]]) -> None:
    """Report questions and statements that are missing, and statements of indicators that nobody may ask.

    `not_begun` has, by age, the triage ids of a case in which exploitation has not begun.
    """
    adults = [entry.value for entry in profiles.values() if not entry.value.child]
    for entry in indicators.values():
        if Method.ASKED in entry.value.established_by:
            _check_questions(entry, adults)
            _check_statements(entry, adults, not_begun.get(AgeGroup.ADULT, ()))
        else:
            _check_unasked(entry)


def _asked_in(row: Indicator, adults: list[Profile]) -> list[Profile]:
    """Return the profiles in which the row may be asked."""
    return [each for each in adults if row.weight_in(each.id) and row.counts_in(each.group)]


def _check_questions(entry: BuiltEntry[Indicator], adults: list[Profile]) -> None:
    """Report the first profile in which the row has neither a question nor `how`, the hint how to find out."""
    row = entry.value
    if row.question or row.how:
        return
    for profile in _asked_in(row, adults):
        if profile.group not in row.questions_by_form:
            entry.fields.fault(
                "question", f"it may be asked in {profile.id} but has no question; add 'question' or 'how'."
            )
            return


def _check_statements(entry: BuiltEntry[Indicator], adults: list[Profile], not_begun: tuple[str, ...]) -> None:
    """Report the first profile whose triage has the row, or that has it as an own row, while it has no statement.

    The person's own screen never shows a row with `not_for` (professions that must not ask it), so that needs none.
    """
    row = entry.value
    for profile in _asked_in(row, adults):
        shown = row.form or row.id in profile.triage or row.id in not_begun
        if shown and not row.not_for and not row.statement and profile.group not in row.statements_by_form:
            entry.fields.fault(
                "statement",
                f"it is in the triage of {profile.id} or an own row, and may be asked, but has no statement; "
                "add 'statement' or remove 'asked'.",
            )
            return


def _check_unasked(entry: BuiltEntry[Indicator]) -> None:
    for key in ("statement", "statements"):
        if entry.fields.has(key):
            entry.fields.fault(key, f"a {key!r} is given but established_by lacks 'asked'; remove it or add 'asked'.")
