"""Ticks for "I don't know" beside numbers and a moment, which have no code for it.

A code of NotKnown is also the name of the field of `Safety` that it is about, and of the form field.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from itertools import combinations
from typing import ClassVar

from screening.core.record.case import Case
from screening.core.record.fields import leaves, with_value
from screening.core.record.imported import answered_here
from screening.core.record.vocabulary import NotKnown
from screening.web.cases.forms.fields import CodesField
from screening.web.cases.forms.from_fields import RecordForm
from screening.web.http.language import gettext as _

# By code: the path of its field in a case.
PATHS = {leaf.key: leaf.path for leaf in leaves(Case) if leaf.path[0] == "safety" and leaf.key in {*NotKnown}}
OF_SAFETY = (NotKnown.CHILDREN,)
OF_PLACE = (NotKnown.PERSONS, NotKnown.SAFE_UNTIL, NotKnown.OTHERS, NotKnown.OTHERS_CHILDREN)


def _was_said_before(case: Case, code: NotKnown) -> bool:
    """Return whether only the sender of a file has answered this field, and nobody here."""
    return ".".join(PATHS[code]) in case.said_before


def _value(case: Case, code: NotKnown) -> object:
    """Return what somebody here has filled in; None if nobody has."""
    value = getattr(case.safety, code)
    return None if value == "" or _was_said_before(case, code) else value


def _ticked(case: Case, offered: Iterable[NotKnown]) -> list[NotKnown]:
    """Return those of the codes that somebody here has ticked."""
    return [code for code in offered if code in case.safety.not_known and not _was_said_before(case, code)]


def _some_of(codes: Iterable[NotKnown]) -> Iterable[list[NotKnown]]:
    """Return every list of at least one of these codes, in their order."""
    codes = tuple(codes)
    return ([*some] for number in range(1, len(codes) + 1) for some in combinations(codes, number))


class WithNotKnown(RecordForm):
    """A form on which the fields `offered` may be answered with "I don't know".

    Of a number and its tick, what was entered on this page counts: a new tick takes back the number that was saved
    before, a new number the tick. Where both are new nobody can tell which one holds, and the page asks.
    """

    offered: ClassVar[tuple[NotKnown, ...]]
    not_known: CodesField
    _both: tuple[NotKnown, ...] = ()

    @classmethod
    def fill(cls, case: Case) -> dict[str, object]:
        """Return the field values for a case, without the ticks of the sender of a file."""
        return {**super().fill(case), "not_known": [code.value for code in _ticked(case, cls.offered)]}

    def keep_newer(self, was_shown: Callable[[str, object], bool]) -> None:
        """Where a number and its tick were both sent, and the page showed one of them, take that one out.

        `was_shown` says whether the page showed a field with this value. What is saved cannot say it: when a page is
        sent twice, the first time has saved it.
        """
        ticks = self.not_known.codes & set(self.offered)
        # The page has one digest of all its ticks together, so each list that they may have been is tried.
        shown = {code for some in _some_of(self.offered) if was_shown("not_known", some) for code in some}
        for code in ticks:
            number = self._fields[code]
            if number.data in (None, "") or was_shown(code, number.data) is (code in shown):
                continue  # only the tick was sent; or both are new, or both were shown: `fits` asks which one holds
            if code in shown:
                self.not_known.data = [each for each in self.not_known.data if each != code]
            else:
                number.data = "" if isinstance(number.data, str) else None

    def apply(self, case: Case) -> Case:
        """Return the case with what was filled in; where a number and its tick are left, the number alone."""
        case = super().apply(case)
        ticks = [NotKnown(code) for code in self.not_known.codes]
        self._both = tuple(code for code in ticks if _value(case, code) is not None)
        for code in ticks:
            if code not in self._both:
                value = "" if isinstance(getattr(case.safety, code), str) else None
                case = answered_here(with_value(case, PATHS[code], value), frozenset({".".join(PATHS[code])}))
        offered = {code for code in self.offered if not _was_said_before(case, code)}
        here = {*ticks} - {*self._both}
        return replace(case, safety=replace(case.safety, not_known=case.safety.not_known - offered | here))

    def fits(self, case: Case, now: datetime, today: date) -> bool:
        """Return whether what was filled in goes together, and no field is both filled in and ticked."""
        super().fits(case, now, today)
        for code in self._both:
            self._fields[code].errors = [_("This is filled in, and “I don't know” is ticked too. Keep one of the two.")]
        return not self.faults
