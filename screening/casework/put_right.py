"""Times that a wrong clock wrote into decisions, calls and notifications of cases, put right with the clock."""

from contextlib import suppress
from datetime import date

from screening.casework.cases import CaseService
from screening.core.referral.wrong_clock import put_right
from screening.storage import StorageError


def confirm_day(case_service: CaseService, day: date) -> None:
    """Settle the doubt about the clock, then put right each time that the wrong clock wrote. Needs the open lock.

    Raises OtherDay and NotSaved, and nothing is changed then. A case that does not open stays as it is.
    """
    moved, from_ = case_service.retention.difference(), case_service.retention.measured_from()
    case_service.retention.confirm(day)
    for listed in case_service.cases():
        with suppress(StorageError):
            open_case = case_service.read(listed.id)
            case = put_right(open_case.case, case_service.now(), moved, from_)
            if case != open_case.case:
                case_service.save(open_case, case, seen_revision=open_case.revision)
