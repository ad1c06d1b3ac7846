"""What a page of a case offers where nothing is saved yet: no record holds it before somebody saves the page."""

from screening.core.journey import Page, Step
from screening.core.record.case import Case
from screening.web.services import case_service


def with_offers(case: Case, step: Step) -> Case:
    """Return the case as its page first shows it: on the page of the talk, with the setting of the last one."""
    service = case_service()
    return service.last_setting.offered_to(case, service.today()) if step.page is Page.TALK else case
