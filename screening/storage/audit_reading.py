"""What the rows of the audit trail say of cases and keys. Nothing here checks them: `AuditTrail.verify` does."""

from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from screening.storage.audit import MOST_ROWS, AuditEvent, TrailFault
from screening.storage.tables import audit, cases, spelt

# The `revision` of these rows is the generation of the keys: how often they were changed.
OF_KEYS = frozenset(
    (
        *(AuditEvent.SET_UP, AuditEvent.CHANGE_PASSPHRASE, AuditEvent.RECOVER, AuditEvent.NEW_KIT, AuditEvent.ROTATE),
        *(AuditEvent.KEYS_UPGRADED, AuditEvent.KEYS_UNTOLD),
    )
)
ERASURES = frozenset((AuditEvent.ERASE, AuditEvent.ERASE_OVERDUE, AuditEvent.ERASE_UNREADABLE))


def case_put_back(connection: Connection) -> TrailFault | None:
    """Return the first row that a case contradicts, or None: the case is older than it says, or is not erased."""
    gone = audit.c.act.in_([act.value for act in ERASURES])
    contradicted = (
        select(audit.c.id, gone.label("erased"))
        .join(cases, cases.c.public_id == audit.c.case_id)
        .where(cases.c.state != "erased", or_(gone, audit.c.revision > cases.c.revision))
        .order_by(audit.c.id)
        .limit(1)
    )
    row = connection.execute(contradicted).first()
    if row is None:
        return None
    return TrailFault(row.id, "its case is there again" if row.erased else "its case was put back to an older state")


def recorded_generation(connection: Connection) -> int:
    """Return the newest generation of the keys that the trail records; 0 if it records none.

    A row with a number that no generation can have was altered, and is left out.
    """
    told = select(func.coalesce(func.max(audit.c.revision), 0)).where(
        audit.c.act.in_([act.value for act in OF_KEYS]), audit.c.revision.between(0, MOST_ROWS)
    )
    return int(connection.execute(told).scalar_one())


def made_where_nothing_was_kept(connection: Connection, *, with_key_file: bool) -> frozenset[str]:
    """Return the ids of the cases that were created while nothing was kept.

    By the trail these come after "nothing is kept", without an act on a key file in between. Opening the lock is such
    an act only where there is a key file; where there is none, the word of a program that keeps nothing opened it.
    """
    of_a_file = {*OF_KEYS, AuditEvent.RESTORE, *((AuditEvent.UNLOCK,) if with_key_file else ())}
    told = select(audit.c.act, audit.c.case_id).where(
        audit.c.act.in_([*of_a_file, AuditEvent.KEEP_NOTHING, AuditEvent.CREATE])
    )
    is_nothing_kept, found = False, set()
    for act, case_id in connection.execute(told.order_by(audit.c.id)):
        if act != AuditEvent.CREATE:
            is_nothing_kept = act == AuditEvent.KEEP_NOTHING
        elif is_nothing_kept:
            found.add(case_id)
    return frozenset(found)


def vanished(connection: Connection) -> list[str]:
    """Return the cases that were opened, by the trail, and are missing although no row records an erasure.

    An id that was altered to bytes still counts as the text that they spell. What is not ASCII is no id, and names no
    case; a check of the trail reports its row.
    """

    def ids(wanted: Select[Any]) -> dict[str, None]:
        return dict.fromkeys(spelt(each) for each in connection.execute(wanted).scalars())

    there = ids(select(cases.c.public_id).where(cases.c.state != "erased"))
    erased = ids(select(audit.c.case_id).where(audit.c.act.in_([act.value for act in ERASURES])))
    told = ids(select(audit.c.case_id).where(audit.c.act == AuditEvent.CREATE.value).order_by(audit.c.id))
    return [each for each in told if each.isascii() and each not in there and each not in erased]
