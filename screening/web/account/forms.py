"""What is typed at the lock. A passphrase is never put back on the page."""

from datetime import date

from flask_wtf import FlaskForm
from wtforms import Field, StringField


class TypedForm(FlaskForm):
    """A form without rules of its own: the view sets the errors of a field by what the lock says."""

    @property
    def faults(self) -> list[Field]:
        """The fields with an error, in the order of the page."""
        return [field for field in self if field.errors]


class PassphraseForm(TypedForm):
    """A new passphrase, twice."""

    passphrase = StringField()
    again = StringField()


class UnlockForm(TypedForm):
    """The passphrase, or the word of a lock that keeps nothing; `next` is the address to go to then."""

    passphrase = StringField()
    next = StringField()


class KitForm(TypedForm):
    """The recovery kit as typed from paper."""

    kit = StringField()


class RecoverForm(TypedForm):
    """The recovery kit and a new passphrase."""

    kit = StringField()
    passphrase = StringField()
    again = StringField()


class ChangeForm(TypedForm):
    """The old passphrase and a new one; `seen` is the generation of the keys when the page was made."""

    seen = StringField()
    old = StringField()
    passphrase = StringField()
    again = StringField()


class NewKitForm(TypedForm):
    """The passphrase, and a new one where the cases come from a backup."""

    old = StringField()
    passphrase = StringField()
    again = StringField()


class DayForm(TypedForm):
    """The day that it is, said by somebody who looked at a calendar."""

    day = StringField()
    month = StringField()
    year = StringField()


def typed_day(form: DayForm) -> date:
    """Return the day that was typed, the year in at most four digits. Raises ValueError if there is no such day."""
    parts = [(field.data or "").strip() for field in (form.year, form.month, form.day)]
    if not all(part.isascii() and part.isdigit() and len(part) <= len("2026") for part in parts):
        raise ValueError("no day")
    return date(*map(int, parts))


class ShutForm(FlaskForm):
    """What asks to shut the lock, and the form of the page that was not saved yet.

    `to` is "lock" or "quiet", the page to go to; or "idle" or "left", which a page sends by itself (shutting.py).
    `path` and `body` are address and body of the form. `lost` is "1" if the form is too long to be sent along.
    """

    to = StringField()
    path = StringField()
    body = StringField()
    lost = StringField()
