"""How many requests the trail says were refused."""

from screening.casework import CaseService
from screening.storage import AuditEvent
from tests.inside.casework import store_of
from tests.inside.storage import write_waiting_rows


def refusals(desk: CaseService) -> int:
    """The refused requests, those of the minute that runs included."""
    write_waiting_rows(store_of(desk))
    return sum(entry.number for entry, _ in desk.acts(500) if entry.act is AuditEvent.REFUSED_PERMISSION)
