"""The setting of the last conversation of the day: a new case of this workplace most often begins there, too."""

from dataclasses import replace
from datetime import date

from screening.core.instrument.vocabulary import Setting
from screening.core.record.case import Case


class LastSetting:
    """The setting of the last conversation. It is in memory alone, until the day ends or the lock shuts.

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
        """Return the case with the setting of the last conversation of this day, for the page that asks for it.

        A case whose page was saved already, also without an answer, and one for a referral alone stay as they are.
        """
        was_asked = case.forms or case.for_referral or case.context.setting
        if was_asked or self._on != today:
            return case
        return replace(case, context=replace(case.context, setting=self._setting))

    def forget(self) -> None:
        """Forget the setting."""
        self._on = self._setting = None
