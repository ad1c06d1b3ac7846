"""The addresses of the lock."""

from flask import Blueprint, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import MethodNotAllowed

from screening.casework.errors import Locked, Misspelt, WrongKey
from screening.casework.lock import VaultState
from screening.casework.passphrases import is_spelt, weakness
from screening.casework.unlock_attempts import TooSoon
from screening.web import notices
from screening.web.access import start_link
from screening.web.access.entrance import NotAdmitted, state, visitor
from screening.web.access.held_forms import FormOutcome
from screening.web.access.lock_gate import new_name
from screening.web.account.forms import (
    ChangeForm,
    KitForm,
    NewKitForm,
    PassphraseForm,
    RecoverForm,
    UnlockForm,
)
from screening.web.account.lock_messages import misspelt, not_of_this_kit, typed_again, weak, wrong, wrong_kit
from screening.web.cases.forms.typed import typed_on
from screening.web.http import logs
from screening.web.http.paths import own_path
from screening.web.services import case_service, data_folder, who

account = Blueprint("account", __name__)
# What a browser session keeps when it is let in anew: with its token, a page open in another tab can still be sent.
STAYS = ("language", "csrf_token")


@account.get("/start/<token>")
def enter(token: str) -> ResponseReturnValue:
    """Let a browser in by a start link. The answer is a page that leads on, not a redirect: a browser sends no cookie
    with what another program opened, redirects included.
    """
    if request.method == "HEAD":  # what only looks at a link does not use it up
        raise MethodNotAllowed
    g.by_a_link = start_link.take(data_folder(), token)
    # The class reads `by_a_link` (training/access.py). A spent link is refused, but not to a browser that is in.
    if not g.by_a_link and not who():
        case_service().refused()  # a row of the trail
        raise NotAdmitted
    if not who():  # a browser that was let in keeps its session: pages open in its other tabs can still be saved
        kept = {name: session[name] for name in STAYS if name in session}
        session.clear()
        session.update(kept, visitor=new_name())
    return render_template("account/started.html")


@account.get("/started")
def arrived() -> ResponseReturnValue:
    """Go on to the start page. A browser that refuses cookies gets the page "not admitted", which names this cause."""
    return redirect(url_for("start.home"), code=303)


def set_up_page(form: PassphraseForm, *, outcome: FormOutcome | None = None, status: int = 200) -> ResponseReturnValue:
    """Return the page of the set-up: seven words offered as a passphrase, how many quick checks wait for the keys, and
    what became of a form.
    """
    words = case_service().lock.offered(visitor())
    return render_template("account/set_up.html", form=form, offered_words=words, **outcome_shown(outcome)), status


@account.get("/set-up")
def set_up() -> ResponseReturnValue:
    """Return the page that asks whether to choose a passphrase or to keep nothing."""
    if state() is not VaultState.NEW:
        return redirect(url_for("cases.index"), code=303)
    return set_up_page(PassphraseForm(formdata=None))


@account.post("/set-up")
def choose_passphrase() -> ResponseReturnValue:
    """Make keys for the passphrase that was chosen, and lead to the kit; they count once the kit was tried."""
    form = PassphraseForm()
    passphrase, again = form.passphrase.data or "", form.again.data or ""
    weakness_found = weakness(passphrase, again)
    if weakness_found:
        form.passphrase.errors = [weak(weakness_found)]
        return set_up_page(form, status=422)
    case_service().lock.prepare(visitor(), passphrase)
    return redirect(url_for("account.kit"), code=303)


@account.post("/keep-nothing")
def keep_nothing() -> ResponseReturnValue:
    """Open the lock with keys that are kept in memory alone, and seal the quick checks that waited for keys."""
    case_service().lock.keep_nothing(visitor())
    notices.leave("word")
    case_service().held_forms.seal()
    return redirect(offered_first(url_for("cases.index")), code=303)


def _kit_page(form: KitForm, *, status: int = 200) -> ResponseReturnValue:
    """The page of the kit that this browser has to try; a redirect to the set-up if there is none."""
    kit = case_service().lock.kit(visitor())
    if kit is None:
        return redirect(url_for("account.set_up"), code=303)
    return _shown_kit(form, kit, replaces=False, status=status)


def _shown_kit(form: KitForm, kit: str, *, replaces: bool, status: int) -> ResponseReturnValue:
    """The page with a kit, to be printed and typed; `replaces`: whether it takes the place of an older kit."""
    groups = [kit[at : at + 4] for at in range(0, len(kit), 4)]
    page = render_template(
        "account/kit.html", form=form, groups=groups, today=case_service().today(), replaces=replaces
    )
    return page, status


@account.get("/kit")
def kit() -> ResponseReturnValue:
    """Return the page of the recovery kit, to be printed or copied."""
    return _kit_page(KitForm(formdata=None))


@account.post("/kit")
def try_kit() -> ResponseReturnValue:
    """Complete the set-up if the kit was typed as it is; else return its page with status 422."""
    form = KitForm()
    try:
        case_service().lock.complete(visitor(), form.kit.data or "")
    except WrongKey as problem:
        form.kit.errors = [not_of_this_kit(problem)]
        return _kit_page(form, status=422)
    case_service().held_forms.seal()
    return redirect(offered_first(url_for("cases.index")), code=303)


def outcome_shown(outcome: FormOutcome | None) -> dict[str, object]:
    """Return the values for a template that says what became of a form: `became`, the code of its Outcome or an empty
    text where there is no form, and the texts if it was not kept.
    """
    if outcome is None:
        return {"became": ""}
    return {"became": outcome.became.value, "broken": outcome.broken, **typed_on(outcome.step, outcome.fields)}


def word_to_show() -> str:
    """Return the word of a lock that keeps nothing until the list of cases has shown it; then an empty text."""
    return case_service().lock.word if notices.is_left("word") else ""


def offered_first(onward: str) -> str:
    """Return the address to which an opened lock leads: the page of held forms if one waits, else `onward`."""
    return url_for("account.waiting", next=onward) if case_service().held_forms.some_wait else onward


def unlock_page(
    form: UnlockForm | None = None, *, outcome: FormOutcome | None = None, status: int = 423
) -> ResponseReturnValue:
    """Return the page that asks for the passphrase. A new form leads back to the page that was asked for."""
    form = form or UnlockForm(formdata=None, data={"next": request.path if request.method == "GET" else ""})
    keeps_nothing = case_service().lock.keeps_nothing
    return render_template(
        "account/lock.html", form=form, keeps_nothing=keeps_nothing, **outcome_shown(outcome)
    ), status


@account.get("/unlock")
def locked() -> ResponseReturnValue:
    """Return the lock page; lead to the set-up if there are no keys yet, to the cases if the lock is open.

    Raises KeyFileMissing.
    """
    if state() is VaultState.NEW:
        return redirect(url_for("account.set_up"), code=303)
    if state() is VaultState.MISSING:
        case_service().lock.need_key_file()
    return redirect(url_for("cases.index"), code=303) if state() is VaultState.OPEN else unlock_page()


@account.post("/unlock")
def unlock() -> ResponseReturnValue:
    """Open the lock and go on. A wrong passphrase gets the lock page with status 422, a try that came too soon 429."""
    if state() is VaultState.NEW:
        return redirect(url_for("account.set_up"), code=303)
    form = UnlockForm()
    onward = own_path(form.next.data or "", url_for("cases.index"))
    if state() is VaultState.OPEN:
        return redirect(onward, code=303)
    try:
        case_service().lock.unlock(visitor(), form.passphrase.data or "")
    except (WrongKey, TooSoon) as problem:
        if (form.passphrase.data or "").strip():
            _tell_the_others()
        if state() is VaultState.NEW:  # a lock that keeps nothing erases all at the fifth wrong word
            return redirect(url_for("account.set_up"), code=303)
        form.passphrase.errors = [wrong(problem)]
        return unlock_page(form, status=_status(problem))
    _tell_noticed()
    return redirect(offered_first(onward), code=303)


@account.get("/recover")
def recover_page() -> ResponseReturnValue:
    """Return the page that opens the lock with the recovery kit."""
    if state() is not VaultState.LOCKED or case_service().lock.keeps_nothing:
        return redirect(url_for("cases.index"), code=303)
    return render_template("account/recover.html", form=RecoverForm(formdata=None))


@account.post("/recover")
def recover() -> ResponseReturnValue:
    """Open the lock with the kit and set a new passphrase. Neither is put back on the page. Raises Locked."""
    if state() is VaultState.OPEN:
        raise Locked  # an older page: `locked_meanwhile` in held_forms.py answers that this changed nothing
    if state() is not VaultState.LOCKED or case_service().lock.keeps_nothing:
        return redirect(url_for("cases.index"), code=303)
    form = RecoverForm()
    passphrase, again = form.passphrase.data or "", form.again.data or ""
    try:
        case_service().lock.check_turn(visitor(), kit=True)
        if weakness_found := weakness(passphrase, again):
            form.kit.errors = [typed_again() if is_spelt(form.kit.data or "") else misspelt()]
            form.passphrase.errors = [weak(weakness_found)]
            return render_template("account/recover.html", form=form), 422
        case_service().lock.recover(visitor(), form.kit.data or "", passphrase)
    except (WrongKey, TooSoon) as problem:
        if not isinstance(problem, Misspelt):  # a slip of the pen is no try
            _tell_the_others()
        form.kit.errors = [wrong_kit(problem)]
        return render_template("account/recover.html", form=form), _status(problem)
    _tell_noticed()
    return redirect(offered_first(url_for("cases.index")), code=303)


def _status(problem: WrongKey | TooSoon) -> int:
    return 429 if isinstance(problem, TooSoon) else 422


def _tell_the_others() -> None:
    """Leave a notice for the browsers with an open lock that a wrong word, passphrase or kit was tried elsewhere."""
    for name in case_service().lock.open_for() - {visitor()}:
        notices.leave_for(name, "elsewhere")


def _tell_noticed() -> None:
    """Leave a notice for the next page about what was altered in the store since the lock was last open.

    It never fails: the lock is open or the passphrase changed by then, and the answer has to say so. If the cases of a
    notice cannot be named, the notice names none.
    """
    try:
        found = case_service().noticed()
    except Exception as problem:
        logs.unexpected(problem)
        found = [(each.what.value, []) for each in case_service().lock.noticed]
    if found:
        notices.leave("noticed", found)


def _passphrase_page(form: ChangeForm, *, changed: bool = False, status: int = 200) -> ResponseReturnValue:
    """The page that asks for a new passphrase; `changed`: it says that the passphrase was changed."""
    return render_template(
        "account/passphrase.html", form=form, changed=changed, seen=case_service().lock.generation
    ), status


@account.get("/passphrase")
def passphrase_page() -> ResponseReturnValue:
    """Return the page that asks for a new passphrase in place of the old."""
    if state() is not VaultState.OPEN or case_service().lock.keeps_nothing:
        return redirect(url_for("cases.index"), code=303)
    return _passphrase_page(ChangeForm(formdata=None), changed="changed" in request.args)


@account.post("/passphrase")
def change_passphrase() -> ResponseReturnValue:
    """Set a new passphrase. Raises Locked."""
    if state() is not VaultState.OPEN or case_service().lock.keeps_nothing:
        raise Locked
    form = ChangeForm()
    passphrase, again = form.passphrase.data or "", form.again.data or ""
    try:
        case_service().lock.check_turn(visitor())
        if weakness_found := weakness(passphrase, again):
            form.passphrase.errors = [weak(weakness_found)]
            return _passphrase_page(form, status=422)
        case_service().lock.change_passphrase(visitor(), form.old.data or "", passphrase, seen=form.seen.data or "")
    except (WrongKey, TooSoon) as problem:
        form.old.errors = [wrong(problem)]
        return _passphrase_page(form, status=_status(problem))
    return redirect(url_for("account.passphrase_page", changed=1), code=303)


def renewal_page(form: NewKitForm, *, outcome: FormOutcome | None = None, status: int = 200) -> ResponseReturnValue:
    """Return the page that asks for the passphrase before a new kit is made; after a restore for a new one as well."""
    must, done = case_service().lock.must_renew, "done" in request.args
    shown = outcome_shown(outcome)
    return render_template("account/new_kit.html", form=form, restored=must, done=done, **shown), status


@account.get("/new-kit")
def new_kit_page() -> ResponseReturnValue:
    """Return the page that asks for the passphrase; once the new kit is made, the kit, to be printed and tried."""
    if state() is not VaultState.OPEN or case_service().lock.keeps_nothing:
        return redirect(url_for("cases.index"), code=303)
    made = case_service().lock.new_kit(visitor())
    if made is None or "done" in request.args:
        return renewal_page(NewKitForm(formdata=None))
    return _shown_kit(KitForm(formdata=None), made, replaces=True, status=200)


@account.post("/new-kit")
def make_kit() -> ResponseReturnValue:
    """Make a new kit, which counts once it was tried; after a restore a new passphrase with it. Raises Locked."""
    if state() is not VaultState.OPEN or case_service().lock.keeps_nothing:
        raise Locked
    form = NewKitForm()
    passphrase, again = form.passphrase.data or "", form.again.data or ""
    must = case_service().lock.must_renew
    try:
        case_service().lock.check_turn(visitor())
        if must and (weakness_found := weakness(passphrase, again)):
            form.passphrase.errors = [weak(weakness_found)]
            return renewal_page(form, status=422)
        case_service().lock.prepare_kit(visitor(), form.old.data or "", passphrase if must else None)
    except (WrongKey, TooSoon) as problem:
        form.old.errors = [wrong(problem)]
        return renewal_page(form, status=_status(problem))
    return redirect(url_for("account.new_kit_page"), code=303)


@account.post("/new-kit/try")
def try_new_kit() -> ResponseReturnValue:
    """Put the new kit in the place of the old one, if it was typed as it is.

    A second press finds no new kit waiting; it leads to the same page, if the kit that counts now was typed.
    """
    form = KitForm()
    made = case_service().lock.new_kit(visitor()) if state() is VaultState.OPEN else None
    if made is None:
        holds = state() is VaultState.OPEN and case_service().lock.has_new_kit(visitor(), form.kit.data or "")
        done = 1 if holds else None
        return redirect(url_for("account.new_kit_page", done=done), code=303)
    try:
        case_service().lock.complete_kit(visitor(), form.kit.data or "")
    except WrongKey as problem:
        form.kit.errors = [not_of_this_kit(problem)]
        return _shown_kit(form, made, replaces=True, status=422)
    return redirect(url_for("account.new_kit_page", done=1), code=303)
