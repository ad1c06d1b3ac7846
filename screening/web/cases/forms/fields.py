"""Form fields whose values are the codes of core; drawn by our own macros, never by WTForms widgets."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, IntegerField, RadioField, SelectMultipleField, StringField
from wtforms.fields.core import UnboundField
from wtforms.validators import ValidationError

from screening.casework.number_notices import pointed_out
from screening.core.record.birth import read_birth, written_birth
from screening.core.record.case import Case
from screening.core.record.cleaning import cleaned
from screening.core.record.fields import Number
from screening.core.record.moments import NOW, read_moment, written_moment
from screening.core.referral.consistency import Clash, against_age, faults
from screening.core.referral.contradictions import Contradiction, contradictions
from screening.local_time import in_poland, written_in_poland
from screening.web.http.language import gettext as _
from screening.web.http.request_filter import tell_cleaned
from screening.web.services import case_service, services
from screening.wording.to_translate import N_

LONGEST_DATE = len("2026-11-23T12:00+01:00")
# Clashes of another field with the age group.
AGAINST_AGE = (Clash.ADULT_BORN_AS_CHILD, Clash.CHILD_BORN_AS_ADULT, Clash.MAYBE_CHILD, Clash.BAND)
CLASHES = {
    Clash.NOT_A_DATE: N_(
        "Write a date that exists, such as 28.11.2026, with the time if the field asks for it: 28.11.2026 14:30."
    ),
    Clash.FUTURE: N_("This date is in the future. Correct it."),
    Clash.TOO_OLD: N_("This date is too long ago. Correct it."),
    Clash.NOT_AGREED: N_("The person has not agreed to share this. Take it out, or write down the agreement first."),
    Clash.ADULT_BORN_AS_CHILD: N_("By this birth date the person is under 18. Correct it, or the age group."),
    Clash.CHILD_BORN_AS_ADULT: N_(
        "By this birth date the person is 18 or older. Correct it, or choose “age in doubt”."
    ),
    Clash.MAYBE_CHILD: N_(
        "By the birth date or the age the person may be under 18. "
        "Mark “age in doubt” under “First the person”, or correct the date or the age."
    ),
    Clash.BAND: N_("This does not fit the age group marked under “First the person”. Correct one of them."),
    Clash.NOT_ISSUED: N_("A date needs the answer “issued”. Choose it, or take the date out."),
    Clash.EMPTY: N_("Give a reason and say who decided."),
}


CONTRADICTIONS = {
    Contradiction.BAND_BORN: N_("This does not fit the birth date. Correct one of them."),
    Contradiction.ABOUT_BORN: N_("This does not fit the birth date. Correct one of them."),
    Contradiction.ABOUT_BAND: N_("This does not fit the age range above. Correct one of them."),
    Contradiction.AHEAD: N_("This date is in the future. Correct it."),
    Contradiction.PAST: N_("This time is over. Until when is the person safe now?"),
    Contradiction.NOBODY: N_("There is at least one person: the one you write about."),
    Contradiction.MORE_CHILDREN: N_(
        "There cannot be more children than people who stayed there. Correct one of the numbers."
    ),
    Contradiction.NO_DOUBT: N_(
        "By this the person is an adult. Correct it, or the age group under “First the person”."
    ),
    Contradiction.NOTIFIED_NOBODY: N_("You answered that no one was notified. Correct that answer, or remove these."),
    Contradiction.COURT_ALONE: N_(
        "The family court has a question of its own. Tick who else was notified, or correct the answer."
    ),
    Contradiction.NOTIFIED_AFTER_ALL: N_(
        "The decision on notification, or a tick on this page, says that it was made. Correct one of them."
    ),
}


class CodeField(RadioField):
    """One code of a vocabulary. An unknown one is an error; so is none at all, unless `unsaid` allows it."""

    def __init__(self, codes: type[StrEnum], *, message: str = "", unsaid: bool = False, **more: object) -> None:
        super().__init__(choices=[code.value for code in codes], **more)
        self.unsaid = unsaid
        self._codes = {code.value for code in codes} | ({""} if unsaid else set())
        self._message = message

    def pre_validate(self, form: object) -> None:
        """Refuse what is not a code."""
        if (self.data or "") not in self._codes:
            raise ValidationError(_(self._message) if self._message else _("Choose one of the answers."))


class CodesField(SelectMultipleField):
    """Any number of codes of a vocabulary."""

    def __init__(self, codes: Sequence[str] | type[StrEnum], **more: object) -> None:
        super().__init__(**more)
        self.offer(codes)

    def offer(self, codes: Iterable[str]) -> None:
        """Set which codes may be ticked."""
        self.offered = frozenset(str(code) for code in codes)
        self.choices = sorted(self.offered)

    def pre_validate(self, form: object) -> None:
        """Refuse what is not a code."""
        if not set(self.data or ()) <= self.offered:
            raise ValidationError(_("Choose from the boxes shown."))

    @property
    def codes(self) -> frozenset[str]:
        """The codes that were ticked."""
        return frozenset(self.data or ())


class LineField(StringField):
    """A text of one line, or of several; too long a text is an error and stays on the page."""

    data: Any  # a text, or None where nothing was sent

    def __init__(
        self, *, limit: int, lines: bool = False, numbers: frozenset[Number] = frozenset(), **more: object
    ) -> None:
        super().__init__(**more)
        self.limit = limit
        self.lines = lines
        self.numbers = numbers  # the kinds of numbers that are expected in it, and so are not pointed out

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read and clean the text; where one line is wanted, line ends become spaces. The next page tells a change."""
        super().process_formdata(valuelist)
        self.data, changed = cleaned((self.data or "").strip(), lines=self.lines)
        if changed:
            tell_cleaned()

    def pre_validate(self, form: object) -> None:
        """Refuse what is too long; the text stays on the page."""
        if len(self.data) > self.limit:
            raise ValidationError(_("Shorten this text: at most %(limit)s characters fit.") % {"limit": self.limit})


class CountField(IntegerField):
    """A small number, or nothing."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read a number of at most two digits, pressed or typed; anything else is an error and stays on the page."""
        texts = dict.fromkeys(text for value in valuelist if (text := value.strip()))
        self.data = None
        if len(texts) > 1:
            raise ValueError(_("Press one number or write it, not both."))
        text = next(iter(texts), "")
        if text and not (text.isascii() and text.isdigit() and len(text) <= 2):
            raise ValueError(_("Write a number from 0 to 99, or leave this empty."))
        if text:
            self.data = int(text)


class DatedField(LineField):
    """A day, or with `time` a day and minute, as people write it; `fits` checks it together with the case.

    It is a field of text: of a date in a browser's own field for it nothing is sent until its last part is filled in.
    """

    def __init__(self, *, time: bool = False, **more: Any) -> None:
        super().__init__(limit=LONGEST_DATE, **more)
        self.time = time

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the text; a moment with the offset of another zone becomes the same moment as Poland writes it.

        A button may send NOW in place of a moment: then the clock of this machine says which it is.
        """
        if self.time and valuelist == [NOW]:
            valuelist = [in_poland(case_service().now()).isoformat()]
        super().process_formdata(valuelist)
        self.data = read_moment(self.data)
        if self.time:
            self.data = written_in_poland(self.data)

    @property
    def written(self) -> str:
        """The text as the page shows it."""
        return written_moment(self.data or "")


class BirthField(DatedField):
    """A birth date as people write it: a year, a month of a year, or a day."""

    def pre_validate(self, form: object) -> None:
        """Replace what can be read by its usual spelling; anything else is an error and stays as it was typed."""
        super().pre_validate(form)
        read = read_birth(self.data)
        if self.data and not read:
            raise ValidationError(_("Write a year, a month or a day that exists: 1998, 05.1998 or 12.05.1998."))
        self.data = written_birth(read)


def plain(value: object) -> object:
    """Return a value as a text or a list of texts, to be compared: every empty value, and False, is an empty text."""
    if isinstance(value, list | tuple | set | frozenset):
        return sorted(map(str, value)) or ""
    return "" if value is None or value is False else str(value)


class StepForm(FlaskForm):
    """The form of one page. This class alone is the form of a page on which nothing is filled in."""

    @classmethod
    def unbound(cls) -> dict[str, UnboundField]:
        """Return the fields of this form by name, unbound: as its class has them, without data."""
        found = ((name, getattr(cls, name)) for name in dir(cls))
        return {name: field for name, field in found if isinstance(field, UnboundField)}

    @classmethod
    def fill(cls, case: Case) -> dict[str, object]:
        """Return the field values of a case, by field name."""
        return {}

    @classmethod
    def before(cls, case: Case) -> dict[str, object]:
        """Return what the sender of a file answered in fields that nobody here has answered, by field name."""
        return {}

    def apply(self, case: Case) -> Case:
        """Return the case with what was filled in."""
        return case

    def saved(self, case: Case) -> dict[str, object]:
        """Return the field values of a case to which `changes` compares: as `fill`, but only what this form shows."""
        return self.fill(case)

    def changes(self, case: Case) -> bool:
        """Return whether anything was filled in that differs from the case, or cannot even be read."""
        saved = self.saved(case)
        fields = [field for field in self if field.name != "csrf_token"]
        return any(field.process_errors or plain(field.data) != plain(saved.get(field.name)) for field in fields)

    def beside(self, saved: Mapping[str, Iterable[object]], differs: Mapping[str, StrEnum]) -> None:
        """Mark the fields of `differs` with the one value that `saved` has of each, and with where each was changed.

        `differs` is made by `differing` in `staleness.py`; the page shows what is saved beside what was filled in.
        """
        for name, where in differs.items():
            field, (other,) = self._fields[name], saved[name]
            field.changed = where
            field.other = written_moment(str(other)) if isinstance(field, DatedField) else other

    def show_before(self, said: Mapping[str, object]) -> None:
        """Mark the fields with what `before` returned; the page shows it beside them."""
        for name, value in said.items():
            field = self._fields[name]
            field.before = written_moment(str(value)) if isinstance(field, DatedField) else value

    def fits(self, case: Case, now: datetime, today: date) -> bool:
        """Return whether what was filled in goes together with the rest of the case; give each field that does not an
        error. A clash of the age group with a field of another page is shown at the age, if that is on this page.
        """
        for path, found in contradictions(case, now, today):
            if path[-1] in self._fields:
                self._fields[path[-1]].errors = [_(CONTRADICTIONS[found])]
        for fault in (*against_age(case, today), *faults(case, today)):
            part, name = fault.path[0], fault.path[-1]
            if name not in self._fields and fault.clash in AGAINST_AGE:
                name = "age"
            # The form of the decisions checks reason and person itself; its fields have other names for notification.
            if part != "decisions" and name in self._fields:
                self._fields[name].errors = [_(CLASHES[fault.clash])]
        return not self.faults

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The kinds of numbers in the texts of this form that could lead to a person and that no field expects."""
        lines = (field for field in self if isinstance(field, LineField) and not isinstance(field, DatedField))
        content = services().content
        unwanted = {kind for field in lines for kind in pointed_out(field.data, content) if kind not in field.numbers}
        return tuple(kind for kind in Number if kind in unwanted)

    @property
    def faults(self) -> list[Field]:
        """The fields with an error, in the order of the page."""
        return [field for field in self if field.errors and field.name != "csrf_token"]
