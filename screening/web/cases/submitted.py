"""What a page of a case sent: rows of indicators, a form, or both. All three are `Submitted`."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Protocol
from uuid import UUID

from flask import request
from werkzeug.exceptions import BadRequest, NotFound

from screening.casework import OpenCase
from screening.casework.number_notices import pointed_out
from screening.core.journey import Page, Step
from screening.core.record.case import Case
from screening.core.record.fields import Number
from screening.core.referral.identity import identity_erased
from screening.core.rules.outside import no_longer_counted
from screening.core.rules.questions import reworded
from screening.local_time import in_poland
from screening.web.cases.forms.fields import StepForm
from screening.web.cases.forms.from_fields import RecordForm
from screening.web.cases.forms.not_known import WithNotKnown
from screening.web.cases.forms.replies import ReadReplies, apply, expected, read_replies
from screening.web.cases.forms.short import ShortForm
from screening.web.cases.offered import with_offers
from screening.web.cases.onward import answers, as_seen, before_of
from screening.web.cases.own_unit import REMEMBER
from screening.web.cases.pages import FORMS, changed_since, show_form, show_rows, submitted_form
from screening.web.cases.staleness import was_shown
from screening.web.services import case_service, services

CONFIRMED = "uncounted"  # the field with the rows of which the page said that they no longer count, or are reworded
ERASED = "identity"  # in place of a row there: name, birth date and citizenship are erased
# Fields of any page of a case that say nothing of the case: the state that the page shows, and where its button leads.
TECHNICAL = frozenset(
    (
        "csrf_token", "revision", "seen", before_of("revision"), before_of("seen"), "waited", "leave", "remain", "go",
        "then", "page_language", REMEMBER, CONFIRMED,
    )
)  # fmt: skip


class Submitted(Protocol):
    """A page as it was sent: whether it may be saved, what it changes in a case, and the page that shows it again."""

    @property
    def valid(self) -> bool:
        """Whether nothing that was filled in is wrong."""

    def changes(self, case: Case) -> bool:
        """Return whether anything was filled in that differs from the case."""

    def apply(self, case: Case) -> Case:
        """Return the case with what was submitted."""

    def numbers(self) -> tuple[Number, ...]:
        """Return the kinds of numbers that could lead to a person, where the page asks for no such number."""

    def shown(self, open_case: OpenCase, problem: str = "", changed_parts: frozenset[str] = frozenset()) -> str:
        """Return the HTML of the page with everything that was typed.

        `problem` is the code of why it was not saved; `changed_parts` names what was changed in between.
        """

    def changed_parts(self, open_case: OpenCase) -> frozenset[str]:
        """Return what was changed since the page was shown: "own" for a value on it, a `Part` for one it depends on.

        "case" is among them where the page depends on the whole case. Raises BadRequest if the page sent no revision.
        """


@dataclass(frozen=True, slots=True)
class _Rows:
    """A page of indicators, or a part of it."""

    step: Step
    read: ReadReplies

    @property
    def valid(self) -> bool:
        return not self.read.faults

    def changes(self, case: Case) -> bool:
        ticked = case.signs & frozenset(self.step.items)
        return self.read.signs != ticked or any(case.reply(id_) != new for id_, new in self.read.replies.items())

    def apply(self, case: Case) -> Case:
        return apply(case, self.read, self.step.items)

    def numbers(self) -> tuple[Number, ...]:
        notes = "\n".join(reply.note for reply in self.read.replies.values())
        return pointed_out(notes, services().content)

    def shown(self, open_case: OpenCase, problem: str = "", changed_parts: frozenset[str] = frozenset()) -> str:
        return show_rows(open_case, self.step, self.read, problem, changed_parts)

    def changed_parts(self, open_case: OpenCase) -> frozenset[str]:
        return _changed_since_shown(open_case, self.step)


@dataclass(frozen=True, slots=True)
class _Form:
    """A page with a form of fields."""

    step: Step
    form: StepForm
    valid: bool

    def changes(self, case: Case) -> bool:
        return self.form.changes(case) and self.form.changes(with_offers(case, self.step))

    def apply(self, case: Case) -> Case:
        return self.form.apply(case)

    def numbers(self) -> tuple[Number, ...]:
        return self.form.numbers

    def shown(self, open_case: OpenCase, problem: str = "", changed_parts: frozenset[str] = frozenset()) -> str:
        return show_form(open_case, self.step, self.form, problem, changed_parts)

    def changed_parts(self, open_case: OpenCase) -> frozenset[str]:
        return _changed_since_shown(open_case, self.step)


@dataclass(frozen=True, slots=True)
class _Short:
    """The short page: its rows, and its form on the safety of the talk."""

    rows: _Rows
    form: RecordForm

    @property
    def valid(self) -> bool:
        return self.form.validate_on_submit() and self.rows.valid

    def changes(self, case: Case) -> bool:
        return self.rows.changes(case) or self.form.changes(case)

    def apply(self, case: Case) -> Case:
        return self.form.apply(self.rows.apply(case))

    def numbers(self) -> tuple[Number, ...]:
        return self.rows.numbers()

    def shown(self, open_case: OpenCase, problem: str = "", changed_parts: frozenset[str] = frozenset()) -> str:
        return show_rows(open_case, self.rows.step, self.rows.read, problem, changed_parts, self.form)

    def changed_parts(self, open_case: OpenCase) -> frozenset[str]:
        return self.rows.changed_parts(open_case)


def _changed_since_shown(open_case: OpenCase, step: Step) -> frozenset[str]:
    return changed_since(open_case, step, seen_revision(), as_seen("seen"))


def submitted_page(open_case: OpenCase, step: Step) -> Submitted:
    """Return the page that was sent.

    Raises BadRequest for fields that are not on it or a page without its revision, NotFound for a page that only shows.
    """
    if step.items or step.page in (Page.OUTSIDE, Page.OVERVIEW):
        short = step.id == Page.SHORT and open_case.case.site
        step = _with_rows_sent(step) if step.page is Page.OVERVIEW else _page_sent(open_case, step)
        step = replace(step, id=Page.SHORT, page=Page.SHORT) if short else step  # whatever its rows were
        form = ShortForm(formdata=request.form) if short else None
        _refuse_unknown_fields(expected(step.items) | (ShortForm.unbound().keys() if form else set()))
        rows = _Rows(step, read_replies(request.form, step.items))
        return _Short(rows, form) if form else rows
    if step.page not in FORMS:
        raise NotFound
    form = submitted_form(open_case, step)
    if isinstance(form, WithNotKnown):
        form.keep_newer(partial(was_shown, as_seen("seen")))
    _refuse_unknown_fields(frozenset(field.short_name for field in form))
    valid = form.validate_on_submit() and form.fits(
        form.apply(open_case.case), in_poland(case_service().now()), case_service().today()
    )
    return _Form(step, form, valid)


def rows_sent() -> tuple[str, ...]:
    """Return the ids of the rows that the form says something of, in catalogue order."""
    catalogue = services().content.catalogue
    return catalogue.in_order({name.partition(".")[2] for name in request.form} & catalogue.indicators.keys())


def _with_rows_sent(step: Step) -> Step:
    """Return the overview as a page of the rows that were answered there. Raises NotFound if none was."""
    if not (rows := rows_sent()):
        raise NotFound
    return Step(step.id, step.page, rows)


def _page_sent(open_case: OpenCase, step: Step) -> Step:
    """Return the page with the rows that were sent: other ones than today if form or age were changed since.

    Such a page is read as a page of answers outside the chosen form, which may have any rows.
    """
    catalogue = services().content.catalogue
    sent = {
        id_ for kind, _, id_ in (name.partition(".") for name in request.form) if kind in ("answer", "note", "sign")
    }
    rows = catalogue.in_order(sent & catalogue.indicators.keys())
    outside = step.page is Page.OUTSIDE
    stale = seen_revision() != open_case.revision
    asked = {id_ for id_ in step.items if id_ in catalogue.indicators}
    if set(rows) == asked or (set(rows) < asked and not stale) or not (rows and (outside or stale)):
        return step
    name = step.id if outside else f"{Page.OUTSIDE}-{catalogue.indicators[rows[0]].dimension}"
    return Step(name, Page.OUTSIDE, (*rows, *(id_ for id_ in catalogue.signs if id_ in sent)))


def uncounted(before: Case, after: Case) -> frozenset[str]:
    """Return the ids of the rows that a new form or age leaves uncounted or words otherwise, and ERASED for the name.

    What the page that was sent has named already is left out.
    """
    catalogue = services().content.catalogue
    told = frozenset(no_longer_counted(catalogue, before, after)) | frozenset(reworded(catalogue, before, after))
    if identity_erased(before, after) == "age":
        told |= {ERASED}
    return told - frozenset(request.form.getlist(CONFIRMED) if answers() else ())


def _refuse_unknown_fields(names: frozenset[str]) -> None:
    """Raise BadRequest if a field was sent that is none of these and none of TECHNICAL."""
    if not request.form.keys() <= names | TECHNICAL:
        raise BadRequest


def sent_by_pages() -> frozenset[str]:
    """Return the names of all fields that pages of a case with rows or a form send."""
    catalogue = services().content.catalogue
    of_forms = {name for form in FORMS.values() for name in form.unbound()}
    return TECHNICAL | expected((*catalogue.indicators, *catalogue.signs)) | of_forms


def seen_revision() -> int:
    """Return the revision that the page was made from. Raises BadRequest if the page sent none."""
    revision = as_seen("revision")
    if not (revision.isascii() and revision.isdigit() and len(revision) < 10):
        raise BadRequest
    return int(revision)


def id_of_new_case() -> UUID | None:
    """Return the id that the page made for the case it opens, or None where it made none.

    Raises BadRequest for what is no id.
    """
    text = request.form.get("new_case", "")
    try:
        return UUID(text) if text else None
    except ValueError:
        raise BadRequest from None


def seen_day() -> datetime | None:
    """Return the moment of erasure that the page showed, in its field `day`; None where it showed none.

    Raises BadRequest for what is no moment with an offset.
    """
    text = request.form.get("day", "")
    try:
        day = datetime.fromisoformat(text) if text else None
    except ValueError:
        raise BadRequest from None
    if day and not day.tzinfo:
        raise BadRequest
    return day
