"""The question what day it is, and what is shown in place of a page that does not open yet."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from screening.casework.errors import Locked
from screening.casework.lock import VaultState
from screening.casework.put_right import confirm_day
from screening.casework.retention import ClockDoubted, DoubtfulClock, OtherDay
from screening.web.access.entrance import Barrier, EntranceShut, state
from screening.web.access.held_forms import FormOutcome, hold_request_form
from screening.web.account.forms import DayForm, NewKitForm, PassphraseForm, typed_day
from screening.web.account.lock_messages import no_such_day, other_day
from screening.web.account.views import (
    account,
    offered_first,
    outcome_shown,
    renewal_page,
    set_up_page,
    unlock_page,
    word_to_show,
)
from screening.web.services import case_service, who


@account.app_errorhandler(EntranceShut)
def entrance_shut(shut: EntranceShut) -> ResponseReturnValue:
    """Return the page of what must be done first, in place of the one that was asked for."""
    doubtful = case_service().retention.doubtful()
    if shut.barrier is Barrier.DAY and doubtful:
        return _asked(DayForm(formdata=None), doubtful, outcome=shut.outcome)
    if shut.barrier is Barrier.SET_UP:
        return set_up_page(PassphraseForm(formdata=None), outcome=shut.outcome, status=423)
    if shut.barrier is Barrier.NEW_KIT:
        return renewal_page(NewKitForm(formdata=None), outcome=shut.outcome, status=423)
    return unlock_page(outcome=shut.outcome)


def _asked(form: DayForm, doubtful: DoubtfulClock, *, outcome: FormOutcome | None = None) -> ResponseReturnValue:
    """The page that asks what day it is, with the faults of `form` and what became of a form that was sent."""
    status = 422 if form.errors else 409
    said = {"word": word_to_show(), **outcome_shown(outcome)}
    return render_template("account/clock.html", form=form, doubtful=doubtful, **said), status


@account.app_errorhandler(ClockDoubted)
def clock_doubted(_: ClockDoubted) -> ResponseReturnValue:
    """Return the question what day it is, in place of a case whose time may be over; a form is held first."""
    outcome = hold_request_form(who())
    if outcome:
        return entrance_shut(EntranceShut(Barrier.DAY, outcome))
    return redirect(url_for("account.clock_page"), code=303)


@account.get("/clock")
def clock_page() -> ResponseReturnValue:
    """Return what is wrong with the clock of this machine, and the question what day it is."""
    doubtful = case_service().retention.doubtful()
    if not doubtful or state() is not VaultState.OPEN:  # the answer is taken with the lock open
        return redirect(url_for("cases.index"), code=303)
    return _asked(DayForm(formdata=None), doubtful)


@account.post("/clock")
def confirm_clock() -> ResponseReturnValue:
    """Read what day the officer says it is; if the clock shows the same day, it is believed from now on."""
    if state() is VaultState.NEW:
        return redirect(url_for("account.set_up"), code=303)
    if state() is not VaultState.OPEN:
        raise Locked
    doubtful = case_service().retention.doubtful()
    if not doubtful:
        return redirect(url_for("cases.index"), code=303)
    form = DayForm()
    try:
        confirm_day(case_service(), typed_day(form))
    except (OtherDay, ValueError) as problem:
        form.day.errors = [no_such_day() if isinstance(problem, ValueError) else other_day(doubtful.now)]
        return _asked(form, doubtful)
    return redirect(offered_first(url_for("cases.index")), code=303)
