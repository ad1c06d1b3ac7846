"""One clear page for everything that goes wrong; nothing of the request is repeated in it."""

from collections.abc import Callable

from flask import Flask, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from screening.casework import errors as refused
from screening.printing import PrinterBusy, PrintingError
from screening.web.http import logs
from screening.web.http.request_filter import SECRETS, SENTINEL, DamagedBody

Answer = tuple[str, int]
RETRY = {"Retry-After": "5"}  # seconds


class AheadOfPath(Exception):
    """A page was asked for that comes later on the path of this case; `address` is where to go on."""

    def __init__(self, address: str) -> None:
        super().__init__("a later step of the case")
        self.address = address


# The page of each error, in templates/errors/, and its status.
PAGES: dict[type[Exception], tuple[str, int]] = {
    CSRFError: ("form_expired", 400),
    DamagedBody: ("damaged", 400),
    refused.StoreError: ("store", 503),
    refused.KeyFileError: ("key_file", 503),
    refused.KeyFileDamaged: ("key_file", 503),
    refused.KeyFileExposed: ("key_file", 503),
    refused.KeyFileAltered: ("key_file", 503),
    refused.KeyFileUnreadable: ("key_file", 503),
    refused.KeyFileMissing: ("key_file_missing", 503),
    refused.KeysMissing: ("keys_missing", 503),
    refused.DatabaseDamaged: ("database_damaged", 503),
    refused.DiskUnreadable: ("disk_unreadable", 503),
    refused.TooLittleMemory: ("too_little_memory", 503),
    refused.Locked: ("locked", 423),  # but where the lock is open: `locked_meanwhile` in account/held_forms.py
    refused.WrongKey: ("wrong_key", 422),
    refused.OlderKeyFile: ("wrong_key", 422),
    refused.Misspelt: ("wrong_key", 422),
    refused.NoSuchCase: ("no_such_case", 404),
    refused.CaseErased: ("case_erased", 410),
    refused.CaseThere: ("case_there", 409),
    refused.CaseFinished: ("case_finished", 409),
    refused.StaleRevision: ("stale", 409),
    refused.SealBroken: ("record_damaged", 503),
    refused.CaseDamaged: ("case_damaged", 409),
    refused.NewerRecord: ("newer_record", 409),
    refused.NotSaved: ("not_saved", 507),
    refused.DiskFull: ("disk_full", 507),
    refused.Busy: ("busy", 503),
    refused.KeysChanged: ("keys_changed", 507),
    refused.DataMoved: ("data_moved", 507),
    PrintingError: ("printing", 503),
}


def error_page_of(problem: Exception) -> tuple[str, int]:
    """Return the page of an error, or of the nearest kind that has one, and its status.

    Raises KeyError if there is none.
    """
    return next((PAGES[kind] for kind in type(problem).__mro__ if kind in PAGES), None) or PAGES[type(problem)]


def page(name: str, status: int, **more: object) -> Answer:
    """Return the error page `errors/<name>.html` with its status."""
    return render_template(f"errors/{name}.html", **more), status


def _http(error: HTTPException) -> Answer:
    if isinstance(error, SecurityError):
        return page("foreign_host", 400)
    names = {404: "not_found", 405: "not_found", 413: "too_large", 415: "damaged"}
    return page(names.get(error.code or 500, "not_understood"), error.code or 500)


def answer(error: HTTPException) -> Answer:
    """Return the error page for an error that no view answers with a page of its own."""
    name, status = PAGES.get(type(error), ("", 0))
    return page(name, status) if name else _http(error)


def _unexpected(app: Flask) -> Callable[[Exception], Answer]:
    """Return the function that answers an error without a page; a test gets the error itself.

    If the page cannot be drawn, it is drawn once more without the error.
    """

    def answer_unexpected(error: Exception) -> Answer:
        if app.testing:
            raise error
        logs.unexpected(error)
        try:
            return page("unexpected", 500, problem=error)
        except Exception as another:
            logs.unexpected(another)
            return page("unexpected", 500)

    return answer_unexpected


def _printer_busy(_: PrinterBusy) -> tuple[str, int, dict[str, str]]:
    """A page from which the form that asked for a paper can be sent again; a form with a passphrase is typed again."""
    fields = [] if SECRETS & request.form.keys() else [*request.form.items(multi=True), SENTINEL]
    return *page("printer_busy", 503, fields=fields), RETRY


def install(app: Flask) -> None:
    """Register the pages."""
    for kind, (name, status) in PAGES.items():
        app.register_error_handler(kind, lambda problem, name=name, status=status: page(name, status, problem=problem))
    app.register_error_handler(AheadOfPath, lambda error: page("ahead", 409, address=error.address, problem=error))
    app.register_error_handler(PrinterBusy, _printer_busy)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected(app))
