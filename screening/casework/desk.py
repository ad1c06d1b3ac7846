"""The use cases of one desk: open a case, read it, save an answer, erase it. Only this room knows store and clock."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from screening.casework.code_names import code_name
from screening.content import Content
from screening.core.case import Case, Context
from screening.core.terms import Profession
from screening.exchange import record
from screening.storage import Store, Stored

KEPT_FOR = timedelta(hours=72)


def utc_now() -> datetime:
    """The time of this machine, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case as it lies on the desk: its content, its neutral name, its revision, and when it will be erased."""

    id: UUID
    code: str
    case: Case
    revision: int
    opened_at: datetime
    changed_at: datetime
    erase_after: datetime

    def hours_left(self, now: datetime) -> int:
        """Whole hours until it is erased; never negative."""
        return max(0, int((self.erase_after - now) / timedelta(hours=1)))


@dataclass(frozen=True, slots=True)
class ListedCase:
    """A line of the list of open cases; nothing in it is about the person."""

    id: UUID
    code: str
    opened_at: datetime
    hours_left: int


class Desk:
    """Cases of one institution's machine. All methods raise storage's NoSuchCase or CaseErased where a case is gone."""

    def __init__(self, store: Store, content: Content, clock: Callable[[], datetime] = utc_now) -> None:
        self._store = store
        self.content = content
        self.now = clock

    def _on_desk(self, stored: Stored) -> OpenCase:
        case_id = UUID(stored.public_id)
        return OpenCase(
            id=case_id,
            code=code_name(case_id, self.content.words),
            case=record.load(stored.plain),
            revision=stored.revision,
            opened_at=stored.opened_at,
            changed_at=stored.changed_at,
            erase_after=stored.erase_after,
        )

    def open(self, profession: Profession | None) -> OpenCase:
        """Open an empty case under a code name that no other open case bears."""
        taken = {listed.code for listed in self.cases()}
        case_id = uuid4()
        while code_name(case_id, self.content.words) in taken and len(taken) < len(self.content.words):
            case_id = uuid4()
        case = Case(edition=self.content.catalogue.edition, context=Context(profession=profession))
        now = self.now()
        return self._on_desk(
            self._store.create(
                str(case_id), record.dump(case), edition=case.edition, now=now, erase_after=now + KEPT_FOR
            )
        )

    def read(self, case_id: UUID) -> OpenCase:
        """The case as last saved. A case whose time is over is erased here and raises CaseErased."""
        on_desk = self._on_desk(self._store.read(str(case_id)))
        if on_desk.erase_after <= self.now():
            self._store.erase(str(case_id), self.now())
            return self._on_desk(self._store.read(str(case_id)))
        return on_desk

    def save(self, before: OpenCase, case: Case, *, seen_revision: int) -> OpenCase:
        """Save a changed case. Raises StaleRevision if somebody saved in between, NotSaved if it cannot be written."""
        now = self.now()
        return self._on_desk(
            self._store.save(
                str(before.id),
                record.dump(case),
                seen_revision=seen_revision,
                edition=case.edition,
                now=now,
                erase_after=now + KEPT_FOR,
            )
        )

    def decided(self, case: Case) -> Case:
        """The case with the time of its decision."""
        if case.decision is None:
            return case
        at = self.now().isoformat(timespec="minutes")
        return replace(case, decision=replace(case.decision, decided_at=at))

    def cases(self) -> list[ListedCase]:
        """The open cases, oldest first; overdue ones are erased before."""
        now = self.now()
        self._store.erase_overdue(now)
        return [
            ListedCase(
                id=UUID(listed.public_id),
                code=code_name(UUID(listed.public_id), self.content.words),
                opened_at=listed.opened_at,
                hours_left=max(0, int((listed.erase_after - now) / timedelta(hours=1))),
            )
            for listed in self._store.open_cases()
        ]

    def erase(self, case_id: UUID) -> None:
        """Destroy the case's key and content. Nothing is left to restore."""
        self._store.erase(str(case_id), self.now())
