"""How many requests the trail says were refused."""

from screening.casework import CaseService
from screening.storage import AuditEvent


def refusals(desk: CaseService) -> int:
    """The refused requests, those of the minute that runs included."""
    desk._store._untold.end_counts()
    desk._store._tell()
    return sum(entry.number for entry, _ in desk.acts(500) if entry.act is AuditEvent.REFUSED_PERMISSION)
