"""The parts of an application, such as its case service: made once when it is composed, and read by its views."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, current_app, has_request_context

from screening.casework import CaseService
from screening.printing import Printer
from screening.settings import LOOPBACK, TRAINING, folder

if TYPE_CHECKING:
    from screening.casework import Content
    from screening.web.access.entrance import Entrance
    from screening.web.background import Keeper
    from screening.web.http.request_heads import Check
    from screening.web.notices import Notices
    from screening.web.quick.bundle import Bundle
    from screening.web.quick_app import QuickServices

NAME = "rozpoznaj"  # under this name Flask keeps the parts, in `app.extensions`


@dataclass(slots=True)
class Services:
    """The parts of one application. None stands for a part that it has not: the quick check alone has no folder.

    `sent_by_pages` returns the names of the fields that pages of a case send. `entrance` is None where nobody has to be
    let in. `drafts` is "hide" where no language of the person is shown before it is reviewed. `head_checks` are the
    checks of the head of a request. `ours` returns whether a browser that was let in sends a page of ours; without an
    entrance it is `bool`, which returns False. The quick check keeps in `bundle`, `checklists` and `sheets` what it
    made once. `class_before` is when the class was opened that ended with an earlier start. `handed_over` has, by the
    name of each browser that a person holds, the address of the person's screen and the random word that its forms
    carry. `run` names this run of the program, and an admission ends with it; `own_names` are its host names,
    `names_before` those of the starts before, `class_address` the host and the port that telephones type.
    """

    case_service: "CaseService | QuickServices"
    printer: Printer
    realm: str
    data: Path | None = None
    sent_by_pages: Callable[[], frozenset[str]] = frozenset
    entrance: "Entrance | None" = None
    drafts: str = ""
    plain_http: bool = False
    run: str = ""
    own_names: tuple[str, ...] = LOOPBACK
    names_before: frozenset[str] = frozenset()
    class_address: tuple[str, int] = ("", 0)
    translations: Path = field(default_factory=lambda: folder("translations"))
    notices: "Notices | None" = None
    keeper: "Keeper | None" = None
    head_checks: "tuple[Check, ...]" = ()
    ours: Callable[[], bool] = bool
    class_before: datetime | None = None
    handed_over: dict[str, tuple[str, str]] = field(default_factory=dict)
    bundle: "Bundle | None" = None
    checklists: dict[tuple[str, str], str] | None = field(default=None, repr=False)
    sheets: tuple[date, dict[str, str]] | None = field(default=None, repr=False)

    @property
    def content(self) -> "Content":
        """What experts own: the instrument, its words, contacts and exercises."""
        return self.case_service.content


def services_of(app: Flask) -> Services:
    """Return the parts of this application."""
    parts: Services = app.extensions[NAME]
    return parts


def services() -> Services:
    """Return the parts of the application that answers now."""
    return services_of(current_app)


def _who(parts: Services) -> str:
    return parts.entrance.who() if parts.entrance and has_request_context() else ""


def who() -> str:
    """Return the name under which the browser that asks was let in; an empty text for any other, and for no browser."""
    return _who(services())


def case_service() -> CaseService:
    """Return the use cases for the browser that sent this request."""
    parts = services()
    # The quick check alone has QuickServices, and no view there asks more of it than content and clock.
    return parts.case_service.of(_who(parts))  # type: ignore[return-value]


def printer() -> Printer:
    """Return the printing process."""
    return services().printer


def in_training() -> bool:
    """Return whether this application is for practice, with made-up cases."""
    return services().realm == TRAINING


def data_folder() -> Path:
    """Return the data folder. Raises LookupError in an application without one."""
    data = services().data
    if data is None:
        raise LookupError("this application has no data folder")
    return data
