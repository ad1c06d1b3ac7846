"""What is typed at the lock. A passphrase is never put back on the page."""

from datetime import date

from flask_wtf import FlaskForm
from wtforms import Field, StringField


class TypedForm(FlaskForm):
    """A form whose faults are set by what the lock says."""

    @property
    def faults(self) -> list[Field]:
        """The fields with an error, in the order of the page."""
        return [field for field in self if field.errors]


class PassphraseForm(TypedForm):
    """A new passphrase, twice."""

    passphrase = StringField()
    again = StringField()


class UnlockForm(TypedForm):
    """The passphrase, or the word where nothing is kept; and where to go then."""

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
    """The old passphrase and a new one; `seen` names the keys that the page was made for."""

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
    """Return the day that was typed. Raises ValueError if there is no such day."""
    parts = [(field.data or "").strip() for field in (form.year, form.month, form.day)]
    if not all(part.isascii() and part.isdigit() and len(part) <= len("2026") for part in parts):
        raise ValueError("no day")
    return date(*map(int, parts))


class ShutForm(FlaskForm):
    """Why the lock is shut, and a form on the page that was not saved yet; `lost`: it is too long to go along."""

    to = StringField()
    path = StringField()
    body = StringField()
    lost = StringField()
