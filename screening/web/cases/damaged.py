"""The page for a save that did not arrive whole, or cannot be stored: what can still be read is shown to its sender."""

from flask import request, session
from flask.typing import ResponseReturnValue
from wtforms.fields.core import UnboundField

from screening.core.terms import Answer
from screening.storage import State, StorageError
from screening.web.cases.fields import LineField
from screening.web.cases.pages import FORMS
from screening.web.cases.views import cases
from screening.web.desk import desk
from screening.web.edge import DamagedBody, Pairs
from screening.web.errors import page as error_page
from screening.web.gate import own_origin, state

OWN_WORDS = frozenset(
    name
    for form in FORMS.values()
    for name in dir(form)
    if isinstance(field := getattr(form, name), UnboundField) and issubclass(field.field_class, LineField)
)


def _texts(kept: Pairs) -> list[str]:
    """What was typed; nothing else is shown, so neither a token nor a secret can be."""
    return [text.strip() for name, text in kept if text.strip() and (name in OWN_WORDS or name.startswith("note."))]


def _answers(kept: Pairs) -> list[tuple[object, str]]:
    """The labels of the indicators answered, and the answers."""
    known = desk().content.catalogue.indicators
    found = []
    for name, code in kept:
        kind, _, id_ = name.partition(".")
        if kind == "answer" and id_ in known and code in set(Answer) - {Answer.NOT_ASKED}:
            found.append((known[id_].label, code))
    return found


@cases.app_template_global()
def typed(problem: object) -> list[str]:
    """The texts of a page of a case that the store could not save, for the page of its trouble; none while locked."""
    asked = request.endpoint == "cases.save" and request.method == "POST"
    if not (asked and isinstance(problem, StorageError) and state() is State.OPEN):
        return []
    return _texts(list(request.form.items(multi=True)))


@cases.errorhandler(DamagedBody)
def damaged(problem: DamagedBody) -> ResponseReturnValue:
    """The texts and answers of a page of a case, to be copied; nothing of what another site sends."""
    ours = "visitor" in session and own_origin(unsaid=True)
    kept = problem.kept if ours and request.endpoint == "cases.save" else []
    return error_page("damaged", 400, texts=_texts(kept), answers=_answers(kept))
