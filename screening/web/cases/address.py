"""Finding the case and the page that an address names, and the address of a page."""

from uuid import UUID

from flask import url_for
from werkzeug.exceptions import NotFound

from screening.casework import OpenCase
from screening.core.journey import Step, hub_is_open, is_open, moved, short_page, step_after, steps, where_to_go_on
from screening.core.record.case import Case
from screening.web.errors import AheadOfPath
from screening.web.services import case_service, services


def address(case_id: UUID, step: Step) -> str:
    """Return the address of a page of a case."""
    return url_for("cases.show", case_id=case_id, step_id=step.id)


def go_on(open_case: OpenCase) -> str:
    """Return the address of the page on which work on a case goes on; for a further person of an inspection, before any
    page was saved, that is the short page.
    """
    catalogue, case = services().content.catalogue, open_case.case
    short = None if case.visited else short_page(catalogue, case)
    return address(open_case.id, short or where_to_go_on(catalogue, case))


def instead(open_case: OpenCase, step: Step) -> str:
    """Return the address to show in place of a page without rows that moved: what follows it, or where work goes on."""
    catalogue = services().content.catalogue
    return after(open_case.id, open_case.case, step) if hub_is_open(catalogue, open_case.case) else go_on(open_case)


def after(case_id: UUID, case: Case, step: Step) -> str:
    """Return the address that follows a saved page."""
    return address(case_id, step_after(services().content.catalogue, case, step))


def find(case_id: UUID, step_id: str) -> tuple[OpenCase, Step]:
    """Return the case and its page with this id; for a page that it no longer has, the one in its place (`moved`).

    Raises NotFound for an unknown page, and AheadOfPath for one that is not open yet.
    """
    open_case = case_service().read(case_id)
    catalogue = services().content.catalogue
    here = steps(catalogue, open_case.case)
    step = next((each for each in here if each.id == step_id), None) or moved(catalogue, step_id)
    if step is None:
        raise NotFound
    if step in here and not is_open(catalogue, open_case.case, step):
        raise AheadOfPath(go_on(open_case))
    return open_case, step
