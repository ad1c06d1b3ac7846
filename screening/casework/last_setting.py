"""Where the last conversation of the day took place: a new case of this workplace most often begins there, too."""

from dataclasses import replace
from datetime import date

from screening.core.instrument.vocabulary import Setting
from screening.core.record.case import Case


class LastSetting:
    """The place of the last conversation. It is in memory alone, until the day or the opening of the lock ends.

    A case of practice says nothing of the next one: a class shares one program.
    """

    def __init__(self) -> None:
        self._on: date | None = None
        self._setting: Setting | None = None

    def note(self, case: Case, today: date) -> None:
        """Remember where the conversation of this case takes place, if it says so."""
        if case.context.setting and not case.exercise:
            self._on, self._setting = today, case.context.setting

    def offered_to(self, case: Case, today: date) -> Case:
        """Return the case with the place of the last conversation of this day, to be shown; as it is where its own
        place was asked, or is no part of it.
        """
        asked = case.forms or case.for_referral or case.context.setting
        if asked or self._on != today:
            return case
        return replace(case, context=replace(case.context, setting=self._setting))

    def forget(self) -> None:
        """Forget the place."""
        self._on = self._setting = None
