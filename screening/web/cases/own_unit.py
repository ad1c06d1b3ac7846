"""The box "keep these details as my unit" on the page that asks who calls."""

from flask import request

from screening.casework.errors import StorageError
from screening.core.record.case import Case
from screening.core.record.own_unit import unit_of
from screening.web import notices
from screening.web.services import case_service, in_training

REMEMBER = "remember"  # the name of the box
KEPT, REMOVED, NOT_KEPT = "kept", "removed", "not_kept"  # values of the notice `own_unit`


def may_be_kept(case: Case) -> bool:
    """Return whether the box is shown: the case has no details of the unit yet, or others than are kept."""
    own = unit_of(case)
    return not in_training() and (not own or own != case_service().own_unit.known())


def asks_to_keep() -> bool:
    """Return whether the box was ticked."""
    return bool(request.form.get(REMEMBER)) and not in_training()


def keep_if_asked(case: Case) -> None:
    """Keep what a saved case says of the unit, if the box was ticked. Never fails: the next page says if it is kept."""
    if not asks_to_keep():
        return
    try:
        case_service().own_unit.keep(unit_of(case))
    except StorageError:
        notices.leave("own_unit", NOT_KEPT)
    else:
        notices.leave("own_unit", KEPT)
