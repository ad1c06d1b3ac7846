"""What happens to a form sent while the lock is shut: it is held and later sent on, or the answer shows its texts."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from urllib.parse import urlencode

from flask import Response, current_app, has_request_context, request
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response as BaseResponse

from screening.casework.errors import StorageError
from screening.casework.held_forms import HeldForm, HeldFormSender, NoPlace, Waiting, WhyNotKept
from screening.core.journey import Page, moved
from screening.core.record.case import Case
from screening.core.record.fields import leaves
from screening.core.record.moments import NOW, written_moment
from screening.core.record.text_kinds import Dated
from screening.local_time import written_in_poland
from screening.web.access.table import requested_endpoint, row_of
from screening.web.http.paths import found_at
from screening.web.http.request_filter import FORM_TYPE, SENTINEL, DamagedBody, Pairs, fields, readable
from screening.web.services import case_service, in_training, services

DESTROYS = frozenset((Page.FINISH.value,))  # the page of a case whose form ends or erases the case: it is never held
SAYS_WHERE_FROM = ("HTTP_SEC_FETCH_SITE", "HTTP_ORIGIN")  # of the environ: the headers Sec-Fetch-Site and Origin
# The first that the User-Agent holds counts: Edge and Opera name Chrome too, and Chrome names Safari.
BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrom", "Chrome"), ("Safari/", "Safari"))
TOKEN = "csrf_token"  # noqa: S105
# The names of the fields with a time, in which a button may send NOW for the time at which the form comes.
MOMENTS = {leaf.path[-1] for leaf in leaves(Case) if isinstance(leaf.mark, Dated) and leaf.mark.time}
CAME_AT = "rozpoznaj.came_at"  # in the environ of a held form that is sent on; no header can set it
WAITED = "waited"  # the field of a page that shows a held form which was refused: the id of that form


class Outcome(StrEnum):
    """What became of a form that was sent while the lock was shut."""

    KEPT = "kept"
    NOT_KEPT = "not_kept"
    """It is not held; the answer shows its texts."""
    NOT_DONE = "not_done"
    """It would have finished or erased a case, and nothing was done."""


@dataclass(frozen=True, slots=True)
class FormOutcome:
    """What became of a form, and, if it was not kept, the fields that can still be read.

    `step` is the page of the case from which it was sent, or an empty text. `broken`: it did not arrive whole. `why`:
    why it was not kept.
    """

    became: Outcome
    fields: Pairs
    step: str = ""
    broken: bool = False
    why: WhyNotKept = WhyNotKept.OTHER


def _browser() -> str:
    """The family of the browser that asks, as it calls itself; an empty text for any other."""
    said = request.headers.get("User-Agent", "") if has_request_context() else ""
    return next((name for mark, name in BROWSERS if mark in said), "")


def _sender(visitor: str, *, of_a_case: bool) -> HeldFormSender:
    """Whose places a form takes: each kind of sender has its number of them."""
    if case_service().lock.was_open_for(visitor):
        return HeldFormSender.UNLOCKED
    return HeldFormSender.ADMITTED if of_a_case else HeldFormSender.QUICK


def with_its_time(pairs: Pairs, came: datetime | None) -> Pairs:
    """Return the fields with the time at which they came in place of NOW; an empty text if the time is not known."""
    time = written_moment(written_in_poland(came.isoformat())) if came else ""
    return [(name, time if value == NOW and name in MOMENTS else value) for name, value in pairs]


def _readable(body: bytes) -> Pairs:
    """The fields that can be read of a body that came now."""
    return with_its_time(readable(body), case_service().retention.believed())


def hold_form(visitor: str, path: str, body: bytes) -> FormOutcome | None:
    """Hold a form for the next person who opens the lock. Return what became of it, None if no form is held from there.

    A form with a field that no page of a case sends is not kept; in training no form is.
    """
    endpoint, values = found_at(path, "POST")
    row = row_of(endpoint)
    if not row.held:
        return None
    step = str(values.get("step_id", ""))
    if step in DESTROYS:
        return FormOutcome(Outcome.NOT_DONE, [])
    known = not row.is_case_page or step in set(Page) or moved(services().content.catalogue, step)
    try:
        if not known or in_training():
            raise NoPlace
        pairs = fields(body)
        if row.is_case_page and not {name for name, _ in pairs} <= services().sent_by_pages():
            raise NoPlace
        form = HeldForm(str(values.get("case_id", "")), path, body, _browser(), visitor)
        case_service().held_forms.put(form, _sender(visitor, of_a_case=row.is_case_page))
    except DamagedBody:
        return FormOutcome(Outcome.NOT_KEPT, _readable(body), step, broken=True)
    except NoPlace as problem:
        return FormOutcome(Outcome.NOT_KEPT, _readable(body), step, why=problem.why)
    return FormOutcome(Outcome.KEPT, [])


def drawn_from() -> list[Waiting]:
    """Return the held forms whose ids the form of this request carries: its page was refused. Never fails."""
    with suppress(StorageError, DamagedBody):
        if named := set(request.form.getlist(WAITED)):
            waiting = case_service().held_forms.forms()
            return [each for each in waiting if each.id in named and each.form and each.form.path == request.path]
    return []


def take_out_saved() -> None:
    """Take out the held forms that the page just saved shows. Never fails."""
    with suppress(StorageError):
        for each in drawn_from():
            case_service().held_forms.drop(each.id)


def step_of(path: str) -> str:
    """Return the code of the page of a case that has this address; an empty text for any other address."""
    return str(found_at(path, "POST")[1].get("step_id", ""))


def hold_request_form(visitor: str) -> FormOutcome | None:
    """Hold the form of this request, and return what became of it; None if it is none that may be held."""
    if request.method != "POST" or not requested_endpoint().held:
        return None
    return hold_form(visitor, request.path, request.get_data())


def sent_back() -> FormOutcome | None:
    """Return the fields of this request, to be shown on the answer that refuses it; None if it sends no form."""
    return FormOutcome(Outcome.NOT_KEPT, _readable(request.get_data())) if request.method == "POST" else None


def came_at() -> datetime:
    """Return the time at which the form of this request came; of a held form, the time at which it was first sent."""
    came: datetime | None = request.environ.get(CAME_AT)
    return came or case_service().now()


def send(form: HeldForm, id_: str, came: datetime | None) -> Response:
    """Return the answer to a held form, sent through the whole application in the session of who asks now.

    The form gets a token of that session; the one it came with was checked then. It carries its own id, so that a page
    that shows it again, after a refusal, takes it out of the held forms once it is saved. What a save dates by itself
    gets the time at which the form came.
    """
    pairs = [(name, value) for name, value in with_its_time(fields(form.body), came) if name != TOKEN]
    added = [(TOKEN, generate_csrf()), (WAITED, id_)] if form.case_id else []  # forms of the quick check carry neither
    body = urlencode([*pairs, *added, SENTINEL])
    of_this_request = ("werkzeug.", "flask.", *SAYS_WHERE_FROM)
    environ = {
        **{name: value for name, value in request.environ.items() if not name.startswith(of_this_request)},
        "REQUEST_METHOD": "POST",
        "PATH_INFO": form.path,
        "QUERY_STRING": "",
        "CONTENT_TYPE": FORM_TYPE,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body.encode()),
        CAME_AT: came,
    }
    answer = BaseResponse.from_app(current_app.wsgi_app, environ, buffered=True)
    return Response(answer.get_data(), answer.status_code, answer.headers)
