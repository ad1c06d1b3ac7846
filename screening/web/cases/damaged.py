"""The page for a save that was not done: it did not arrive whole, is too long, its token no longer counts, or the store
could not take it.

What can still be read is shown to whoever sent it, by the labels of the page it comes from, and is not stored. What may
be shown is named here, never what may not, so neither a token nor a secret can be among it.
"""

from dataclasses import dataclass

from flask import get_template_attribute, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from markupsafe import Markup
from wtforms.fields.core import UnboundField

from screening.core.case import NOTE_LIMIT
from screening.core.flow import Page
from screening.core.terms import Answer
from screening.storage import State, StorageError
from screening.web.cases.fields import LINE, BirthField, CodeField, CodesField, DatedField, LineField
from screening.web.cases.labels import form_labels
from screening.web.cases.pages import FORMS
from screening.web.cases.replies import BASES
from screening.web.cases.views import cases
from screening.web.desk import desk
from screening.web.edge import DamagedBody, Pairs, TooLong
from screening.web.errors import page as error_page
from screening.web.gate import ours, state
from screening.web.language import gettext as _
from screening.web.language import text as in_page_language


@dataclass(frozen=True, slots=True)
class Typed:
    """A text as it was typed, the label of its field, and how many characters fit there."""

    label: str
    text: str
    limit: int


Values = list[tuple[str, str]]
WITH_FORM = frozenset(FORMS) - {Page.FINISH}  # on the last page nothing is filled in


def _fields(page: Page) -> dict[str, UnboundField]:
    form = FORMS[page]
    found = ((name, getattr(form, name)) for name in dir(form))
    return {name: field for name, field in found if isinstance(field, UnboundField)}


def _is_text(field: UnboundField) -> bool:
    kind = field.field_class
    return issubclass(kind, LineField) and (kind is BirthField or not issubclass(kind, DatedField))


def _of_form(page: Page, kept: Pairs) -> tuple[list[Typed], Values]:
    """What was filled in on a page with a form."""
    texts: list[Typed] = []
    words: dict[str, list[str]] = {}
    fields, labels = _fields(page), form_labels(page)
    for name, value in kept:
        if not value or name not in fields or name not in labels:
            continue
        field, label = fields[name], labels[name]
        if _is_text(field):
            texts.append(Typed(label.text, value, field.kwargs.get("limit", LINE)))
        elif value in label.words:
            words.setdefault(name, []).append(label.words[value])
        elif not issubclass(field.field_class, CodeField | CodesField):
            words.setdefault(name, []).append(value.replace("T", " "))
    return texts, [(labels[name].text, Markup("; ").join(said)) for name, said in words.items()]


def _of_rows(kept: Pairs) -> tuple[list[Typed], Values]:
    """What was answered, noted and ticked on a page of indicators."""
    answer_word = get_template_attribute("components/words.html", "answer_word")
    basis_word = get_template_attribute("components/words.html", "basis_word")
    catalogue = desk().content.catalogue
    texts: list[Typed] = []
    words: dict[str, list[str]] = {}
    for name, value in kept:
        kind, _dot, id_ = name.partition(".")
        row = catalogue.indicators.get(id_)
        if kind == "sign" and id_ in catalogue.signs and value == "1":
            words[in_page_language(catalogue.signs[id_].label)] = [_("yes")]
        elif kind == "note" and row and value:
            texts.append(Typed(in_page_language(row.label), value, NOTE_LIMIT))
        elif kind == "answer" and row and value in set(Answer) - {Answer.NOT_ASKED}:
            words.setdefault(in_page_language(row.label), []).append(answer_word(value))
        elif kind == "basis" and row and value in BASES:
            words.setdefault(in_page_language(row.label), []).append(basis_word(value))
    return texts, [(label, Markup("; ").join(said)) for label, said in words.items()]


def _readable(kept: Pairs) -> dict[str, object]:
    """What was typed, for the page that shows it again; nothing of what another site sends."""
    if not (ours() and request.endpoint == "cases.save"):
        return {}
    step_id, filled = (request.view_args or {})["step_id"], [(name, value.strip()) for name, value in kept]
    texts, values = _of_form(Page(step_id), filled) if step_id in WITH_FORM else _of_rows(filled)
    return {"texts": texts, "values": values}


@cases.app_template_global()
def typed(problem: object) -> dict[str, object]:
    """What was typed on a page of a case that the store could not save, for the page of its trouble; while open."""
    asked = request.endpoint == "cases.save" and request.method == "POST"
    if not (asked and isinstance(problem, StorageError) and state() is State.OPEN):
        return {}
    return _readable(list(request.form.items(multi=True)))


@cases.errorhandler(DamagedBody)
def damaged(problem: DamagedBody) -> ResponseReturnValue:
    """What still arrived of a page of a case, to be copied."""
    return error_page("damaged", 400, **_readable(problem.kept))


@cases.errorhandler(TooLong)
def too_long(problem: TooLong) -> ResponseReturnValue:
    """What was typed on a page of a case that is too long to be saved, to be copied and shortened."""
    return error_page("too_long", 413, **_readable(problem.kept))


@cases.errorhandler(CSRFError)
def expired(_problem: CSRFError) -> ResponseReturnValue:
    """What was typed on a page whose token no longer counts, to be copied into a fresh one."""
    return error_page("form_expired", 400, **_readable(list(request.form.items(multi=True))))
