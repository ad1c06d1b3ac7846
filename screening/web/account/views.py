"""The addresses of the lock."""

import calendar

from flask import Blueprint, Response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge, UnsupportedMediaType

from screening.casework.lock import TooSoon
from screening.casework.passphrases import weakness
from screening.storage import Locked, State, WrongKey, is_spelt
from screening.web import notices, start_token
from screening.web.account.forms import ChangeForm, KitForm, PassphraseForm, RecoverForm, ShutForm, UnlockForm
from screening.web.account.words import misspelt, typed_again, weak, wrong, wrong_kit
from screening.web.desk import data_folder, desk
from screening.web.edge import DamagedBody
from screening.web.errors import answer
from screening.web.gate import NotAdmitted, ShutGate, admitted, hold, new_name, own_origin, state, visitor
from screening.web.language import chosen
from screening.web.paths import leads_to, own_path

account = Blueprint("account", __name__)
STAYS = ("language", "csrf_token")  # a page that stands open in another tab is still sent by the same browser


@account.get("/start/<token>")
def enter(token: str) -> ResponseReturnValue:
    """Let a browser in by a one-time link."""
    if request.method == "HEAD":
        raise MethodNotAllowed
    if not start_token.take(data_folder(), token):
        desk().refused()
        raise NotAdmitted
    before, kept = session.get("visitor"), {name: session[name] for name in STAYS if name in session}
    session.clear()
    session.update(kept, visitor=new_name())
    if before:
        desk().lock.hand_over(before, session["visitor"])
    return redirect(url_for("account.arrived"), code=303)


@account.get("/started")
def arrived() -> ResponseReturnValue:
    """Go on to the start page. A browser that kept no cookie is not admitted here, and that page names the cause."""
    return redirect(url_for("start.home"), code=303)


def _set_up_page(form: PassphraseForm, *, status: int = 200) -> ResponseReturnValue:
    offered = desk().lock.offered(visitor())
    return render_template("account/set_up.html", form=form, offered=offered), status


@account.get("/set-up")
def set_up() -> ResponseReturnValue:
    """Choose a passphrase, or keep nothing."""
    if state() is not State.NEW:
        return redirect(url_for("cases.index"), code=303)
    return _set_up_page(PassphraseForm(formdata=None))


@account.post("/set-up")
def choose_passphrase() -> ResponseReturnValue:
    """Make keys for a passphrase; the kit comes next."""
    form = PassphraseForm()
    passphrase, again = form.passphrase.data or "", form.again.data or ""
    weakness_found = weakness(passphrase, again)
    if weakness_found:
        form.passphrase.errors = [weak(weakness_found)]
        return _set_up_page(form, status=422)
    desk().lock.prepare(visitor(), passphrase)
    return redirect(url_for("account.kit"), code=303)


@account.post("/keep-nothing")
def keep_nothing() -> ResponseReturnValue:
    """Open with keys that live in memory alone."""
    notices.leave("word", desk().lock.keep_nothing(visitor()))
    return redirect(url_for("cases.index"), code=303)


def _kit_page(form: KitForm, *, status: int = 200) -> ResponseReturnValue:
    kit = desk().lock.kit(visitor())
    if kit is None:
        return redirect(url_for("account.set_up"), code=303)
    groups = [kit[at : at + 4] for at in range(0, len(kit), 4)]
    return render_template("account/kit.html", form=form, groups=groups, today=desk().today()), status


@account.get("/kit")
def kit() -> ResponseReturnValue:
    """The recovery kit, to be printed or copied."""
    return _kit_page(KitForm(formdata=None))


@account.post("/kit")
def try_kit() -> ResponseReturnValue:
    """Complete the set-up with the kit as typed."""
    form = KitForm()
    try:
        desk().lock.complete(visitor(), form.kit.data or "")
    except WrongKey as problem:
        form.kit.errors = [wrong_kit(problem)]
        return _kit_page(form, status=422)
    return redirect(url_for("cases.index"), code=303)


def unlock_page(form: UnlockForm | None = None, *, kept: bool = False, status: int = 423) -> ResponseReturnValue:
    """The page that asks for the passphrase; it goes on where the officer was."""
    form = form or UnlockForm(formdata=None, data={"next": request.path if request.method == "GET" else ""})
    keeps_nothing = desk().lock.keeps_nothing
    return render_template("account/lock.html", form=form, kept=kept, keeps_nothing=keeps_nothing), status


@account.app_errorhandler(ShutGate)
def shut_gate(gate: ShutGate) -> ResponseReturnValue:
    """The lock or the question about the clock, in place of the page that was asked for."""
    doubtful = desk().retention.doubtful()
    if gate.clock and doubtful:
        return render_template("account/clock.html", doubtful=doubtful, kept=gate.kept), 409
    return unlock_page(kept=gate.kept)


@account.get("/unlock")
def locked() -> ResponseReturnValue:
    """The lock, unless it is open."""
    return redirect(url_for("cases.index"), code=303) if state() is State.OPEN else unlock_page()


@account.post("/unlock")
def unlock() -> ResponseReturnValue:
    """Open the lock and go on."""
    if state() is State.NEW:
        return redirect(url_for("account.set_up"), code=303)
    form = UnlockForm()
    try:
        desk().lock.unlock(visitor(), form.passphrase.data or "")
    except (WrongKey, TooSoon) as problem:
        if state() is State.NEW:
            return redirect(url_for("account.set_up"), code=303)
        form.passphrase.errors = [wrong(problem)]
        return unlock_page(form, status=422 if isinstance(problem, WrongKey) else 429)
    return redirect(own_path(form.next.data or "", url_for("cases.index")), code=303)


@account.get("/recover")
def recover_page() -> ResponseReturnValue:
    """The way in with the recovery kit."""
    if state() is not State.LOCKED or desk().lock.keeps_nothing:
        return redirect(url_for("cases.index"), code=303)
    return render_template("account/recover.html", form=RecoverForm(formdata=None))


@account.post("/recover")
def recover() -> ResponseReturnValue:
    """Open with the kit and set a new passphrase. Neither is put back on the page."""
    if state() is not State.LOCKED or desk().lock.keeps_nothing:
        return redirect(url_for("cases.index"), code=303)
    form = RecoverForm()
    passphrase, again = form.passphrase.data or "", form.again.data or ""
    try:
        desk().lock.check_turn()
        if weakness_found := weakness(passphrase, again):
            form.kit.errors = [typed_again() if is_spelt(form.kit.data or "") else misspelt()]
            form.passphrase.errors = [weak(weakness_found)]
            return render_template("account/recover.html", form=form), 422
        desk().lock.recover(visitor(), form.kit.data or "", passphrase)
    except (WrongKey, TooSoon) as problem:
        form.kit.errors = [wrong_kit(problem)]
        return render_template("account/recover.html", form=form), 422 if isinstance(problem, WrongKey) else 429
    return redirect(url_for("cases.index"), code=303)


@account.get("/passphrase")
def passphrase_page() -> ResponseReturnValue:
    """A new passphrase in place of the old."""
    if state() is not State.OPEN or desk().lock.keeps_nothing:
        return redirect(url_for("cases.index"), code=303)
    return render_template("account/passphrase.html", form=ChangeForm(formdata=None), changed="changed" in request.args)


@account.post("/passphrase")
def change_passphrase() -> ResponseReturnValue:
    """Set a new passphrase."""
    if state() is not State.OPEN or desk().lock.keeps_nothing:
        raise Locked
    form = ChangeForm()
    passphrase, again = form.passphrase.data or "", form.again.data or ""
    try:
        desk().lock.check_turn()
        if weakness_found := weakness(passphrase, again):
            form.passphrase.errors = [weak(weakness_found)]
            return render_template("account/passphrase.html", form=form, changed=False), 422
        desk().lock.change_passphrase(visitor(), form.old.data or "", passphrase)
    except (WrongKey, TooSoon) as problem:
        form.old.errors = [wrong(problem)]
        return render_template("account/passphrase.html", form=form, changed=False), 422
    return redirect(url_for("account.passphrase_page", changed=1), code=303)


def _short(text: str, status: int) -> Response:
    return Response(text, status, mimetype="text/plain")


@account.post("/lock")
def shut() -> ResponseReturnValue:
    """Shut the lock: to the lock page, to the neutral page, or only if nobody worked for the idle time."""
    form = ShutForm()
    path, body = form.path.data or "", form.body.data or ""
    if body and leads_to(path, "POST") == "cases.save":
        hold(visitor(), path, body.encode())
    if form.lost.data:
        notices.leave("not_taken")
    if form.to.data == "idle":
        return _short("", 204) if state() is not State.OPEN else _short(str(int(desk().lock.seconds_left())), 200)
    return _shut_now(form.to.data)


def _shut_now(to: str | None) -> ResponseReturnValue:
    if state() is State.OPEN:
        desk().lock.shut()
    return redirect(url_for("account.quiet" if to == "quiet" else "account.locked"), code=303)


@account.errorhandler(DamagedBody)
@account.errorhandler(RequestEntityTooLarge)
@account.errorhandler(UnsupportedMediaType)
@account.errorhandler(CSRFError)
def unread(problem: HTTPException) -> ResponseReturnValue:
    """Shut the lock whatever was sent along: a page of ours asks for it, and an open lock would show the case.

    Only a token that is wrong needs a browser that says where the request comes from; then the rest can be believed.
    """
    wrong_token = isinstance(problem, CSRFError)
    if request.endpoint != "account.shut" or not admitted() or not own_origin(unsaid=not wrong_token):
        return answer(problem)
    if wrong_token:
        return shut()
    notices.leave("not_taken")
    return _shut_now(request.args.get("to"))


@account.post("/stay")
def stay() -> ResponseReturnValue:
    """Somebody works: the idle time begins anew (every request of an open lock does that). Raises Locked."""
    if state() is not State.OPEN:
        raise Locked
    return _short("", 204)


@account.get("/quiet")
def quiet() -> str:
    """A page that says nothing: the calendar of this month."""
    today = desk().today()
    weeks = calendar.Calendar().monthdayscalendar(today.year, today.month)
    return render_template("account/quiet.html", today=today, weeks=weeks, language=chosen())


@account.get("/clock")
def clock_page() -> ResponseReturnValue:
    """What is wrong with the clock of this machine."""
    doubtful = desk().retention.doubtful()
    if not doubtful:
        return redirect(url_for("cases.index"), code=303)
    return render_template("account/clock.html", doubtful=doubtful, kept=False), 409


@account.post("/clock")
def confirm_clock() -> ResponseReturnValue:
    """The officer says that the clock is right."""
    if state() is not State.OPEN:
        raise Locked
    if desk().retention.doubtful():
        desk().retention.confirm()
    return redirect(url_for("cases.index"), code=303)
