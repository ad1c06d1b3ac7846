"""The lock gate: lets a browser pass that used a start link, if the lock is open and the clock can be believed.

Everything is locked. What needs less says so in its row of the table of endpoints: any other endpoint, also one that is
added later, needs a start link of this run of the program and an open lock.

Whatever must be done before a page opens (the set-up, the lock, the day, a new kit), a form that may be held is
first held, or given back on the answer. The next person who opens the lock is asked about it.
"""

import secrets
from collections.abc import Callable
from contextlib import suppress
from functools import cache

from flask import Blueprint, Flask, Response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden

from screening.casework.errors import CaseErased, StorageError
from screening.casework.held_forms import WhyNotKept
from screening.casework.lock import VaultState
from screening.web.access.entrance import Barrier, EntranceShut, NotAdmitted
from screening.web.access.held_forms import Outcome, hold_form, hold_request_form, sent_back
from screening.web.access.lost_answers import answer_is_lost
from screening.web.access.session_cookie import Cookies
from screening.web.access.table import FROM_QUICK, Act, Needs, Proof, Role, requested_endpoint, row_of
from screening.web.services import case_service, in_training, services, who

FROM_OTHER_SITES = frozenset(("same-site", "cross-site"))
NOT_LET_IN = ""  # the name of the visitor for a form that came from a browser that was not let in


def needs(endpoint: str | None) -> Needs:
    """Return what an endpoint asks of the browser; one without a row needs the open lock.

    In training nothing is asked for what newcomers use, such as the choice of a language. An address that leads nowhere
    has no endpoint, and shows its error page.
    """
    if endpoint is None:
        return Needs.NOTHING
    row = row_of(endpoint)
    return Needs.NOTHING if in_training() and row.in_training is Role.NEWCOMERS else row.needs


def new_name() -> str:
    """Return a name for a browser session that is let in now; it holds for this run of the program."""
    return f"{services().run}.{secrets.token_urlsafe(16)}"


def own_origin(*, unsaid: bool) -> bool:
    """Return whether the browser says that this request comes from a page of ours.

    An older browser says it by `Origin` alone, or not at all: then `unsaid` decides. Our pages send no referrer, so
    such a browser may call the origin of our own page "null": that says nothing either.
    """
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin", "null")
    if site in ("same-origin", "none", None) and origin == "null":
        return unsaid or site == "same-origin"
    return site in ("same-origin", None) and origin == request.host_url.rstrip("/")


def of_another_site() -> Exception | None:
    """Return the refusal of whatever another site asks for, except by links that may lead here; else None."""
    asks = request.headers.get("Sec-Fetch-Site") in FROM_OTHER_SITES and not requested_endpoint().from_elsewhere
    return Forbidden() if asks else form_of_another_site()


def form_of_another_site() -> Exception | None:
    """Return the refusal of a form of another site, else None.

    If a form has no token, its browser must say that it comes from a page of ours, or say nothing at all, as older
    browsers do.
    """
    says_nothing = not {"Sec-Fetch-Site", "Origin"} & set(request.headers.keys())
    if request.method == "POST" and not own_origin(
        unsaid=says_nothing or requested_endpoint().proof is not Proof.ORIGIN
    ):
        return Forbidden()
    return None


def _of_an_earlier_run() -> bool:
    """Whether a browser that an earlier run let in, and this one did not, sends a form that is held, or given back.

    The form must carry a token, which is checked before it is held; if it has none, its browser must say that it comes
    from a page of ours.
    """
    row = requested_endpoint()
    if in_training() or who() or "visitor" not in session or request.method != "POST":
        return False
    return row.held if row.proof is Proof.TOKEN else own_origin(unsaid=False)


def not_let_in() -> Exception | None:
    """Return the refusal of a browser that needs a start link, and that this run of the program did not let in."""
    if _of_an_earlier_run():
        return None
    open_to_all = needs(request.endpoint) is Needs.NOTHING and not under_a_name_before()
    return None if open_to_all or who() else NotAdmitted()


def under_a_name_before() -> bool:
    """Return whether the request names the host name of an earlier start, whose pages may still be open somewhere."""
    return request.host.partition(":")[0] in services().names_before


def _is_work() -> bool:
    """Whether this is work: a person asks for it now, on a page of ours or by typing the address."""
    by_a_person = request.headers.get("Sec-Fetch-Site", "none") in ("same-origin", "none")
    fetched_ahead = "Sec-Purpose" in request.headers  # the browser guesses what may be opened next
    return requested_endpoint().is_work and by_a_person and not fetched_ahead


def holder_for(app: Flask) -> Callable[[bytes], WhyNotKept | None]:
    """Return a function that holds the answers of the public quick check for the next person to open this lock.

    It takes the body of the form, and returns why the answers are not kept, None if they are.
    """

    def hold(body: bytes) -> WhyNotKept | None:
        with app.app_context():
            outcome = hold_form(NOT_LET_IN, app.url_map.bind("").build(FROM_QUICK), body)
            if outcome is None:
                return WhyNotKept.OTHER
            return None if outcome.became is Outcome.KEPT else outcome.why

    return hold


class LockGate:
    """The entrance of a laptop: a start link of this run of the program, then the lock of the machine."""

    head_checks = (of_another_site, not_let_in)

    def __init__(self, *blueprints: Blueprint) -> None:
        self.blueprints = blueprints
        self.session_interface = Cookies()

    def who(self) -> str:
        """Return the name of this browser session; an empty text if this run of the program let none in."""
        name = str(session.get("visitor", ""))
        return name if name.startswith(f"{services().run}.") else ""

    def state(self) -> VaultState:
        """Return the state of the lock for this browser; locked if it was not let in."""
        name = self.who()
        return case_service().lock.state(name) if name else VaultState.LOCKED

    def barrier(self) -> Barrier | None:
        """Return what must be done before a page opens that needs the open lock; None if it opens."""
        return self._barrier(self.state())

    def is_ours(self) -> bool:
        """Return whether a page of ours sent this, in a browser that this run or an earlier one let in.

        False in a class with telephones: more is read of what is ours, and one telephone could keep the others waiting.
        """
        return "visitor" in session and own_origin(unsaid=True) and not services().plain_http

    def check(self) -> ResponseReturnValue | None:
        """Return None if the row of the endpoint lets this request pass, else a redirect to what must be done first.

        A form that may be held is held before. Raises what Entrance.check names, and what `_before` names.
        """
        asked = needs(request.endpoint)
        if asked is Needs.NOTHING and not under_a_name_before():
            return None
        if not self.who():
            case_service().refused()
            raise NotAdmitted(hold_request_form(NOT_LET_IN) or sent_back())
        now = self.state()
        barrier = self._barrier(now) if asked is Needs.OPEN_LOCK else None
        if now is VaultState.OPEN and barrier is not Barrier.DAY and _is_work():
            case_service().lock.touch()
        return self._before(barrier, now) if barrier else None

    def _barrier(self, now: VaultState) -> Barrier | None:
        """What must be done before a page opens that needs the open lock.

        If a form comes while the clock is in doubt, the doubt is written in the trail.
        """
        doubtful = case_service().retention.doubtful()
        if doubtful and request.method == "POST":
            with suppress(StorageError):  # it is written down later; the form comes first
                case_service().retention.notice()
        if now is VaultState.NEW:
            return Barrier.SET_UP
        if now is not VaultState.OPEN:
            return Barrier.LOCK
        if doubtful:
            return Barrier.DAY
        renews = case_service().lock.must_renew and requested_endpoint().act is not Act.RENEWAL
        return Barrier.NEW_KIT if renews else None

    def _before(self, barrier: Barrier, now: VaultState) -> ResponseReturnValue:
        """Hold the form, then return a redirect to what must be done first, or raise EntranceShut, whose page says that
        too, and gives back the texts of a form that was not kept.

        Raises KeyFileMissing, and CaseErased for a page of a case that was kept in memory alone and is gone.
        """
        if now is VaultState.MISSING:
            case_service().lock.need_key_file()
        if barrier is Barrier.SET_UP and request.method == "POST" and requested_endpoint().is_case_page:
            raise CaseErased
        answer_is_lost()
        outcome = hold_request_form(self.who())
        nothing_lost = outcome is None or outcome.became is Outcome.KEPT
        if barrier is Barrier.SET_UP and nothing_lost:
            return redirect(url_for("account.set_up"), code=303)
        if barrier is Barrier.NEW_KIT and nothing_lost:
            return redirect(url_for("account.new_kit_page"), code=303)
        raise EntranceShut(barrier, outcome)

    def answered(self, response: Response) -> Response:
        """Return the answer. A refusal of another site's request sets no cookie.

        The browser sent none with that request, so a new one would replace the one in use.
        """
        if response.status_code >= 400 and request.headers.get("Sec-Fetch-Site") in FROM_OTHER_SITES:
            session.modified = False
        return response

    def refused(self, refusal: Exception) -> None:
        """Write down that somebody without permission asked for something."""
        if isinstance(refusal, Forbidden):
            case_service().refused()

    def for_templates(self) -> dict[str, object]:
        """Return the values of the lock for every template."""
        return {
            "lock_state": cache(self.state),  # one answer for a whole page
            "has_passphrase": lambda: not case_service().lock.keeps_nothing,
            "idle_seconds": int(case_service().lock.idle.total_seconds()),
            "some_wait": lambda: case_service().held_forms.some_wait,
            "waits_for_keys": lambda: case_service().held_forms.unsealed,
            "must_renew": lambda: case_service().lock.must_renew,
        }
