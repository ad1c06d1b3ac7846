"""Which browsers a person holds: until the officer takes the device back, nothing else of the cases opens there.

The browser's own Back, a link of an earlier page and the list of cases lead to the person's screen instead. The screen
of the quick check is drawn by the browser alone and has no address, so there they lead to the page between. It is in
memory, until the lock shuts: whoever opens it is the officer.

The word of a handing over is a random text that each page of the person's screen sends, so that a page of an earlier
handing over is known. `bare` is the name of the buttons on these pages.
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

OPEN = "open"  # what `bare` is when the officer opens the cases from a page between


def hand_over(address: str) -> None:
    """Remember that a person holds this browser, and the address of the person's screen.

    The browser lets go of every page of the case that it has in memory for Back.
    """
    if not is_handed_over():
        let_pages_go()
        services().handed_over[who()] = address, secrets.token_urlsafe(8)


def take_back() -> None:
    """Forget that a person holds this browser: the officer has the device."""
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
    """Forget that a person answers the quick check in this browser; one that was lent from a case stays lent."""
    if is_handed_over_from_quick():
        take_back()


def is_handed_over_from_quick() -> bool:
    """Return whether a person answers the quick check in this browser."""
    return services().handed_over.get(who(), ("", ""))[0] == url_for(BETWEEN)


def follow_the_quick_check() -> ResponseReturnValue | None:
    """Hand this browser over, take it back, or shut the lock, by what a form of the quick check without script says.

    Return the answer `there_now` to a page of an earlier handing over; else None, and the check answers.
    """
    endpoint, word = requested_endpoint(), request.form.get(WORD, "")
    if endpoint.hands_over and word and is_of_an_earlier_one(word):
        return there_now()
    if endpoint.hands_over and request.form.get("bare") == HIDE:
        hide_from_quick()
    elif endpoint.hands_over:
        hand_over_from_quick()
    elif endpoint.takes_back and is_opened_by(request.form.get("bare", ""), word):
        take_back_from_quick()
    return None


def is_handed_over() -> bool:
    """Return whether a person holds this browser."""
    return who() in services().handed_over


def word_of_now() -> str:
    """Return the word of this handing over; an empty text where there is none."""
    return services().handed_over.get(who(), ("", ""))[1]


def is_of_an_earlier_one(word: str) -> bool:
    """Return whether the word is of another handing over: a browser that went back to such a page sends it again."""
    return is_handed_over() and word != word_of_now()


def is_opened_by(pressed: str, word: str) -> bool:
    """Return whether the officer pressed "open" on the page between of this handing over, not of an earlier one."""
    return pressed == OPEN and not is_of_an_earlier_one(word)


def of_this_handing_over() -> list[tuple[str, str]]:
    """Return the fields that each page of the person's screen sends to say of which handing over it is."""
    return [(WORD, word_of_now())] if is_handed_over() else []


def there_now() -> ResponseReturnValue:
    """Return a redirect to the person's screen, or to the page between where the browser alone draws that screen."""
    there, _ = services().handed_over.get(who(), ("", ""))
    return redirect(there or url_for("start.home"), code=303)


def stay_there() -> ResponseReturnValue | None:
    """Return a redirect to the person's screen if a person holds this browser and a page of cases is asked for.

    The person's screen of another page, lent before, is refused too. A form that is sent is held, as at the shut lock,
    until the officer has the device. Return None where the page may open.
    """
    there, _ = services().handed_over.get(who(), ("", ""))
    is_another_screen = requested_endpoint().in_the_persons_hand and request.path != there
    if not (there and request.endpoint and (is_another_screen or requested_endpoint().is_shut_in_the_persons_hand)):
        return None
    outcome = hold_request_form(who())
    if outcome and outcome.became is not Outcome.KEPT:
        notices.leave("not_kept")
    return redirect(there, code=303)


def address_of(case_id: object, step_id: str) -> str:
    """Return the address of the person's screen for a page of questions."""
    return url_for("cases.lend", case_id=case_id, step_id=step_id)
