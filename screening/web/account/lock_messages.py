"""The sentences of the lock when a passphrase, a recovery key or a day was not taken."""

from datetime import datetime

from screening.casework.errors import Misspelt, OlderKeyFile
from screening.casework.passphrases import LONGEST, SHORTEST, Weakness
from screening.casework.unlock_attempts import TooSoon
from screening.web.http.language import gettext as _
from screening.web.http.language import ngettext, translator


def weak(why: Weakness) -> str:
    """Return why a passphrase cannot be used, and what to do."""
    return {
        Weakness.SHORT: _("Write a longer passphrase: at least %(least)s characters.") % {"least": SHORTEST},
        Weakness.LONG: _("Write a shorter passphrase: at most %(most)s characters.") % {"most": LONGEST},
        Weakness.COMMON: _(
            "This passphrase is easy to guess. Take the seven words offered, or write something unusual."
        ),
        Weakness.DIFFERENT: _("The two passphrases differ. Write the same one twice."),
    }[why]


def wrong(problem: Exception) -> str:
    """Return why a passphrase was not taken, and what to do."""
    if isinstance(problem, TooSoon):
        return ngettext(
            "Too many wrong tries. Try again in %(num)s second.",
            "Too many wrong tries. Try again in %(num)s seconds.",
            problem.seconds,
        )
    if isinstance(problem, OlderKeyFile):
        return _(
            "This does not open the lock, and the key file vault.json in the data folder is not the newest one. "
            "Put the newest one back, and try again."
        )
    return _("This does not open the lock. Nothing was lost; check every word and try again.")


def misspelt() -> str:
    """Return what to do about a recovery key that was copied with a mistake."""
    return _(
        "This key has a slip of the pen, or a character is missing. Compare it with the paper, character by character, "
        "and type it again. This try does not count."
    )


def typed_again() -> str:
    """Return why a recovery key that is right has to be typed again."""
    return _("The key is not shown again, so that no one else sees it. Type it again.")


def wrong_kit(problem: Exception) -> str:
    """Return why a recovery key did not open the lock, and what to do."""
    if isinstance(problem, Misspelt):
        return misspelt()
    if isinstance(problem, TooSoon | OlderKeyFile):
        return wrong(problem)
    return _("This key does not open the lock. Nothing was lost. Check whether the paper belongs to this computer.")


def not_of_this_kit(problem: Exception) -> str:
    """Return why the key that was typed to try a kit is not the one of that kit, and what to do."""
    if isinstance(problem, Misspelt):
        return misspelt()
    return _("This is not the key of the kit on this page. Copy the key from the paper of this kit.")


def no_such_day() -> str:
    """Return what to do about a day that the calendar does not have."""
    return _("Write the day, the month and the year as numbers.")


def other_day(now: datetime) -> str:
    """Return what to do when the clock of the computer shows another day."""
    return _(
        "The clock of this computer shows %(now)s. Look at a calendar once more. If it is another day, correct the "
        "clock in the settings of the computer and answer again."
    ) % {"now": translator().moment(now)}
