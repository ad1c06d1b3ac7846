"""The quick check alone: an application without store, key, session or cookie.

It runs behind a TLS proxy, or on a laptop at 127.0.0.1. There another program may have listened before and left cookies
in the browser (decision 0023), so none is read.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

from flask import Flask, Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, NotFound, SecurityError, ServiceUnavailable

from screening.casework.clocks import Clock
from screening.casework.held_forms import PLACES, HeldFormSender, WhyNotKept
from screening.content import Content
from screening.local_time import day_in_poland, utc_now
from screening.printing import Printer, PrintingError
from screening.settings import Settings, folder
from screening.translation import person_languages
from screening.web.access import lock_gate, table
from screening.web.composition import begin, install_texts
from screening.web.http import language, request_filter, request_heads
from screening.web.http.server_pages import foreign_host
from screening.web.quick import quick
from screening.web.quick.submission import InvalidSubmission, answered, hidden, read_submission
from screening.web.quick.views import page
from screening.web.services import Services, services

PUBLIC_NAMES = ("127.0.0.1", "localhost")  # where nobody needs a start link; the cases have a host name of their own
MOST_HELD_FROM_QUICK = PLACES[HeldFormSender.QUICK]  # quick checks that can wait for whoever opens the lock
Hold = Callable[[bytes], WhyNotKept | None]  # holds the body of a form; returns why it is not kept, None if it is


@dataclass(frozen=True, slots=True)
class QuickServices:
    """The part of a case service that the quick check needs: content and clock, and no case."""

    content: Content
    now: Clock = utc_now

    def of(self, who: str) -> "QuickServices":
        """Return these services: the quick check is the same for everybody."""
        return self

    def today(self) -> date:
        """Return the calendar day in Poland."""
        return day_in_poland(self.now())


def _problem(error: HTTPException) -> ResponseReturnValue:
    """The page of an error of HTTP; of a redirect, which is one for Flask, the redirect."""
    if error.code in (301, 302, 303, 307, 308):
        return error
    if isinstance(error, SecurityError):
        headers, body = foreign_host()
        return body, 400, headers
    g.setdefault("page_language", "pl")
    html, _ = page("problem")
    return html, error.code or 500


def _within_this_site(response: Response) -> Response:
    """Return the answer with a relative address: behind a proxy, scheme and port here are not those typed."""
    if response.location:
        _, _, path, query, fragment = urlsplit(response.location)
        response.location = urlunsplit(("", "", f"/{path.lstrip('/')}", query, fragment))
    return response


def create_public_app(settings: Settings, content: Content, printer: Printer, hold: Hold | None) -> Flask:
    """Return the application at 127.0.0.1: the quick check, and a page that says how to open the cases.

    `hold` keeps the answers for whoever opens the lock next; without it no page offers to open a case with them, and
    the endpoint that takes them is not there. Raises TableFault.
    """
    app = create_quick_app(
        replace(settings, hosts=PUBLIC_NAMES), content, printer, checks=(lock_gate.form_of_another_site,)
    )
    app.jinja_env.globals.update(plain_http=settings.plain_http)
    app.view_functions["start"] = lambda: _in_polish("how_to_open")
    app.register_error_handler(NotFound, lambda _: _in_polish("how_to_open", 404))
    if hold:
        app.jinja_env.globals.update(full_tool=True, new_case_id=uuid4)
        app.add_url_rule("/cases/from-quick", table.FROM_QUICK, lambda: _hold_form(hold), methods=["POST"])
        table.check(app, table.Application.PUBLIC)
    return app


def _in_polish(name: str, status: int = 200) -> ResponseReturnValue:
    """A page of the quick check, in Polish if the request names no language of the pages."""
    g.setdefault("page_language", "pl")
    return page(name, status, here="")


def _hold_form(hold: Hold) -> ResponseReturnValue:
    """Hold the answers of the quick check, if they are what a form of ours sends."""
    g.page_language = "pl"
    try:
        given = read_submission(request.form, services().content.catalogue, person_languages())
    except InvalidSubmission:
        return page("problem", 422)
    why_not = hold(request.get_data())
    # The id of the case to be: who sends the answers again makes no second case.
    id_of_new_case = [(name, value) for name, value in request.form.items() if name == "new_case"]
    fields = [*id_of_new_case, *hidden(given), *answered(given)]
    return page("kept", 409 if why_not else 200, why_not=why_not, places=MOST_HELD_FROM_QUICK, fields=fields, here="")


def create_quick_app(
    settings: Settings, content: Content, printer: Printer, *, checks: tuple[request_heads.Check, ...] = ()
) -> Flask:
    """Return the application of `screening serve --only quick`, on which the public one is built.

    `checks` are further checks of the head of a request.
    """
    app = Flask(__name__, template_folder=str(folder("templates")), static_folder="static")
    app.config.update(TRUSTED_HOSTS=list(settings.hosts))
    quick_services = QuickServices(content)
    begin(app, Services(quick_services, printer, settings.realm, drafts=settings.drafts))
    request_heads.install(app, (request_filter.foreign_host, *checks, request_filter.unfit_length))
    request_filter.install(app)
    language.install(app)
    install_texts(app, content, realm=settings.realm, today=quick_services.today)
    # No case is open in this application: no script shuts it, and no page has the fields of a handing over.
    app.jinja_env.globals.update(full_tool=False, lends_from_quick=False, of_this_handing_over=list)
    app.register_blueprint(quick)
    app.register_error_handler(HTTPException, _problem)
    app.register_error_handler(PrintingError, lambda _: _problem(ServiceUnavailable()))
    app.after_request(_within_this_site)
    app.add_url_rule("/", "start", lambda: redirect(url_for("quick.home"), code=303))
    table.check(app, table.Application.QUICK)
    return app
