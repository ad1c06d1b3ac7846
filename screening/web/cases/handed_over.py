"""Which browsers a person holds: until the officer takes the device back, nothing else of the cases opens there.

The browser's own Back, a link of an earlier page and the list of cases lead to the person's screen instead; from the
quick check, whose screen is the browser's alone, to the page between. It is in memory, until the lock shuts: whoever
opens it is the officer.
"""

import secrets

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from screening.casework.lock import VaultState
from screening.web import notices
from screening.web.access.entrance import state
from screening.web.access.held_forms import Outcome, hold_request_form
from screening.web.access.table import BETWEEN, requested_endpoint
from screening.web.http.headers import let_pages_go
from screening.web.quick.submission import HIDE, WORD
from screening.web.services import case_service, in_training, services, who

OPEN = "open"  # what the officer presses on a page between


def hand_over(address: str) -> None:
    """Remember that a person holds this browser, and the address of the person's screen.

    The browser lets go of every page of the case that it has in memory for Back.
    """
    if not is_handed_over():
        let_pages_go()
        services().handed_over[who()] = address, secrets.token_urlsafe(8)


def take_back() -> None:
    """Forget it: the officer has the device."""
    services().handed_over.pop(who(), None)


def hand_over_from_quick() -> None:
    """Remember that a person answers the quick check in this browser, if the cases are open in it."""
    if not in_training() and who() and state() is VaultState.OPEN:
        hand_over(url_for(BETWEEN))


def hide_from_quick() -> None:
    """Shut the lock that is open in this browser: somebody made the person hide the screen, and may look here next."""
    if not in_training() and who() and state() is VaultState.OPEN:
        case_service().lock.shut()


def take_back_from_quick() -> None:
    """Forget it; a browser that was lent from a case stays so."""
    if is_handed_over_from_quick():
        take_back()


def is_handed_over_from_quick() -> bool:
    """Return whether a person answers the quick check in this browser."""
    return services().handed_over.get(who(), ("", ""))[0] == url_for(BETWEEN)


def follow_the_quick_check() -> ResponseReturnValue | None:
    """Hand this browser over, take it back, or shut the lock, as the forms of the quick check without script do.

    Return the way to where the person is now for a page of an earlier handing over, else None.
    """
    row, word = requested_endpoint(), request.form.get(WORD, "")
    if row.hands_over and word and is_of_an_earlier_one(word):
        return there_now()
    if row.hands_over and request.form.get("bare") == HIDE:
        hide_from_quick()
    elif row.hands_over:
        hand_over_from_quick()
    elif row.takes_back and is_opened_by(request.form.get("bare", ""), word):
        take_back_from_quick()
    return None


def is_handed_over() -> bool:
    """Return whether a person holds this browser."""
    return who() in services().handed_over


def word_of_now() -> str:
    """Return the word of this handing over, empty where there is none."""
    return services().handed_over.get(who(), ("", ""))[1]


def is_of_an_earlier_one(word: str) -> bool:
    """Return whether a page of another handing over was sent: a browser that went back to it sends it again."""
    return is_handed_over() and word != word_of_now()


def is_opened_by(pressed: str, word: str) -> bool:
    """Return whether this is the officer's press on the page between of this handing over; a page that was sent before
    it is none.
    """
    return pressed == OPEN and not is_of_an_earlier_one(word)


def of_this_handing_over() -> list[tuple[str, str]]:
    """Return the fields by which each page of the person's screen says of which handing over it is."""
    return [(WORD, word_of_now())] if is_handed_over() else []


def there_now() -> ResponseReturnValue:
    """Return the way to the person's screen, or to the page between where the browser alone draws that screen."""
    there, _ = services().handed_over.get(who(), ("", ""))
    return redirect(there or url_for("start.home"), code=303)


def stay_there() -> ResponseReturnValue | None:
    """Return the way back to the person's screen for a page of cases while a person holds this browser.

    The screen of somebody else, to whom the device was lent before, is such a page too. What is sent from a page waits,
    as at the shut lock, until the officer has the device.
    """
    there, _ = services().handed_over.get(who(), ("", ""))
    somebody_elses = requested_endpoint().in_the_persons_hand and request.path != there
    if not (there and request.endpoint and (somebody_elses or requested_endpoint().is_shut_in_the_persons_hand)):
        return None
    outcome = hold_request_form(who())
    if outcome and outcome.became is not Outcome.KEPT:
        notices.leave("not_kept")
    return redirect(there, code=303)


def address_of(case_id: object, step_id: str) -> str:
    """Return the address of the person's screen from a page of questions."""
    return url_for("cases.lend", case_id=case_id, step_id=step_id)
