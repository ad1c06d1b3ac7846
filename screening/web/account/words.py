"""What the lock says when it stays shut."""

from screening.casework.lock import TooSoon
from screening.casework.passphrases import LONGEST, SHORTEST, Weak
from screening.web.language import gettext as _
from screening.web.language import ngettext


def weak(why: Weak) -> str:
    """Why a passphrase cannot be used, and what to do."""
    return {
        Weak.SHORT: _("Write a longer passphrase: at least %(least)s characters.") % {"least": SHORTEST},
        Weak.LONG: _("Write a shorter passphrase: at most %(most)s characters.") % {"most": LONGEST},
        Weak.COMMON: _("This passphrase is easy to guess. Take the seven words offered, or write something unusual."),
        Weak.DIFFERENT: _("The two passphrases differ. Write the same one twice."),
    }[why]


def wrong(problem: Exception) -> str:
    """Why the lock stayed shut, and what to do."""
    if isinstance(problem, TooSoon):
        return ngettext(
            "Too many wrong tries. Try again in %(num)s second.",
            "Too many wrong tries. Try again in %(num)s seconds.",
            problem.seconds,
        )
    return _("This does not open the lock. Nothing was lost; check every word and try again.")
