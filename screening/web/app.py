"""The composition root: settings, content, case service and printer become a Flask application."""

import secrets
from collections.abc import Collection
from pathlib import Path
from uuid import uuid4

from flask import Flask
from flask_wtf.csrf import CSRFProtect

from screening.casework import CaseService
from screening.casework.private_files import read_private, replace, write_new
from screening.content import outdated_entries
from screening.local_time import day_in_poland
from screening.printing import Printer
from screening.settings import LOOPBACK, TRAINING, Settings, folder
from screening.translation import languages
from screening.web import errors, notices
from screening.web.access import table
from screening.web.access.entrance import Entrance
from screening.web.access.lock_gate import LockGate
from screening.web.account import account
from screening.web.administration.views import administration
from screening.web.cases import cases
from screening.web.cases.handed_over import follow_the_quick_check, is_handed_over, of_this_handing_over, stay_there
from screening.web.cases.person_language import aloud
from screening.web.cases.submitted import sent_by_pages
from screening.web.composition import begin, install_texts
from screening.web.http import language, request_filter, request_heads
from screening.web.quick import quick
from screening.web.services import Services, services_of
from screening.web.start_page import start

SESSION_KEY = 32  # bytes


def _session_key(data: Path) -> bytes:
    """The key that signs the cookie of the browser session, made once and kept in a file that only its owner may read.

    A key of another length is damaged, and is replaced: no backup holds it, and what it signed ends with the program.
    """
    path = data / "session.key"
    if not path.exists():
        write_new(path, secrets.token_bytes(SESSION_KEY))
    key = read_private(path)
    if len(key) != SESSION_KEY:
        key = secrets.token_bytes(SESSION_KEY)
        replace(path, key)
    return key


def create_app(
    settings: Settings,
    case_service: CaseService,
    printer: Printer,
    *,
    run: str = "",
    name: str = "",
    names_before: Collection[str] = (),
    entrance: Entrance | None = None,
) -> Flask:
    """Return the application of service or of training, as the settings say. Raises TableFault.

    `run` names this run of the program, and admissions end with it; without one a random name is made. `name` is the
    host name of this start, `names_before` those of the starts before: their pages may still send a form. Without a
    name the application answers under those of the settings.
    """
    app = Flask(__name__, template_folder=str(folder("templates")), static_folder="static")
    _configure(app, settings, name, names_before)
    entrance = entrance or LockGate(account)
    app.session_interface = entrance.session_interface
    begin(app, _services(settings, case_service, printer, entrance, run=run, name=name, names_before=names_before))
    case_service.lock.openings.also_forget(services_of(app).handed_over.clear)  # whoever opens the lock is the officer
    csrf = _install_checks(app, settings, entrance)
    language.install(app)
    errors.install(app)
    _install_templates(app, settings, case_service)
    _register_pages(app, settings, entrance)
    table.check(app, table.Application.TRAINING if settings.realm == TRAINING else table.Application.SERVICE)
    _ask_no_token(app, csrf)
    return app


def _configure(app: Flask, settings: Settings, name: str, names_before: Collection[str]) -> None:
    """Say to Flask and its extensions which host names, cookie and token there are."""
    app.config.update(
        SECRET_KEY=_session_key(settings.data),
        TRUSTED_HOSTS=[name, *names_before, *network_names(settings)] if name else list(settings.hosts),
        SESSION_COOKIE_NAME=f"{'' if settings.plain_http else '__Host-'}rozpoznaj-{settings.realm}",
        SESSION_COOKIE_SECURE=not settings.plain_http,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        WTF_CSRF_TIME_LIMIT=None,  # a page may stay open for long: its token is good as long as the session
        WTF_CSRF_SSL_STRICT=False,  # the strict check asks for a referrer, and our pages send none
        WTF_CSRF_FIELD_NAME="csrf_token",
    )


def _services(
    settings: Settings,
    case_service: CaseService,
    printer: Printer,
    entrance: Entrance,
    *,
    run: str,
    name: str,
    names_before: Collection[str],
) -> Services:
    """Return the parts of the application."""
    return Services(
        case_service,
        printer,
        settings.realm,
        settings.data,
        sent_by_pages,
        entrance,
        drafts=settings.drafts,
        plain_http=settings.plain_http,
        run=run or secrets.token_urlsafe(8),
        own_names=(name,) if name else LOOPBACK,
        names_before=frozenset(names_before),
        class_address=(settings.listen if settings.plain_http or not name else name, settings.port),
    )


def _install_checks(app: Flask, settings: Settings, entrance: Entrance) -> CSRFProtect:
    """Install what every request passes, in this order: its head, its body, its token, the entrance, its length."""
    notices.install(app)
    request_heads.install(app, _head_checks(settings, entrance), told=entrance.refused)
    request_filter.install(app, entrance.is_ours)
    csrf = CSRFProtect(app)
    _install_entrance(app, entrance)
    request_filter.install_length(app)
    return csrf


def _install_templates(app: Flask, settings: Settings, case_service: CaseService) -> None:
    """Make the content available to templates, and the values that the quick check alone has not."""
    install_texts(app, case_service.content, realm=settings.realm, today=case_service.today)
    app.jinja_env.globals.update(
        new_case_id=uuid4,
        full_tool=True,
        lends_from_quick=settings.realm != TRAINING,
        of_this_handing_over=of_this_handing_over,
        is_handed_over=is_handed_over,
        plain_http=settings.plain_http,
        aloud=aloud,
        people_speak={each.code: each.name for each in languages().values()},
        outdated_entries=lambda: outdated_entries(case_service.content, case_service.today()),
    )
    app.jinja_env.filters["day_in_poland"] = day_in_poland


def _register_pages(app: Flask, settings: Settings, entrance: Entrance) -> None:
    """Register the pages of every room, and those of training where this is its realm."""
    for pages in (start, quick, *entrance.blueprints, cases, administration):
        app.register_blueprint(pages)
    if settings.realm == TRAINING:
        _install_training(app)


def _install_entrance(app: Flask, entrance: Entrance) -> None:
    """Install the entrance, after the check of tokens: so no form of another site is ever held."""
    app.before_request(entrance.check)
    app.before_request(stay_there)
    app.before_request(follow_the_quick_check)
    app.after_request(entrance.answered)
    app.context_processor(entrance.for_templates)


def _ask_no_token(app: Flask, csrf: CSRFProtect) -> None:
    """Let the forms pass whose row in the table of endpoints asks no token of them."""
    for row in table.TABLE:
        if row.proof is not table.Proof.TOKEN and row.name in app.view_functions:
            csrf.exempt(app.view_functions[row.name])


def network_names(settings: Settings) -> tuple[str, ...]:
    """Return the names under which the telephones of a class reach this program; none if it listens on this machine
    alone.
    """
    return tuple(each for each in settings.hosts if each not in LOOPBACK) if settings.plain_http else ()


def _head_checks(settings: Settings, entrance: Entrance) -> tuple[request_heads.Check, ...]:
    """The checks by which the head of a request is judged, in their order."""
    first, last = (
        (request_filter.foreign_host, *entrance.head_checks),
        (request_filter.unfit_length,),
    )
    if settings.realm != TRAINING:
        return first + last
    from screening.web.training.access import not_for_trainees

    return (*first, not_for_trainees, *last)


def _install_training(app: Flask) -> None:
    """Register the pages of training. They are imported here alone, so that service never loads them."""
    from screening.web import training

    training.install(app)
