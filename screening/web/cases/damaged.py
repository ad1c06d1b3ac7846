"""The page for a save that did not arrive whole, or cannot be stored: what can still be read is shown to its sender."""

from flask import request, session
from flask.typing import ResponseReturnValue

from screening.storage import State, StorageError
from screening.web.cases.typed import answers_of, texts_of
from screening.web.cases.views import cases
from screening.web.edge import DamagedBody
from screening.web.errors import page as error_page
from screening.web.gate import own_origin, state


@cases.app_template_global()
def typed(problem: object) -> list[str]:
    """The texts of a page of a case that the store could not save, for the page of its trouble; none while locked."""
    asked = request.endpoint == "cases.save" and request.method == "POST"
    if not (asked and isinstance(problem, StorageError) and state() is State.OPEN):
        return []
    return texts_of(list(request.form.items(multi=True)))


@cases.errorhandler(DamagedBody)
def damaged(problem: DamagedBody) -> ResponseReturnValue:
    """The texts and answers of a page of a case, to be copied; nothing of what another site sends."""
    ours = "visitor" in session and own_origin(unsaid=True)
    kept = problem.kept if ours and request.endpoint == "cases.save" else []
    return error_page("damaged", 400, texts=texts_of(kept), answers=answers_of(kept))
