"""What lists show of the open cases: who they are about by age and form, the advice, what is still open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from screening.casework.advising import advised
from screening.casework.lock import Lock
from screening.casework.open_case import ListedCase, OpenCase, Persons, opened_case
from screening.content import Content
from screening.core.instrument.catalogue import Text
from screening.core.record.case import Case
from screening.core.referral.next_act import code_told
from screening.core.referral.still_open import StillOpen, is_early, still_open
from screening.core.rules.advice import AdviceCode
from screening.core.rules.strongest import strongest_fact
from screening.storage import (
    AuditEvent,
    CaseDamaged,
    CaseErased,
    KeysMissing,
    NewerRecord,
    NoSuchCase,
    NotSaved,
    Store,
    Stored,
    VaultState,
)

MOST_READ = 100  # cases that a list opens; whoever keeps more of them looks for one by its code name


class Unread(StrEnum):
    """Why a list shows nothing of a case but its name and its time."""

    DAMAGED = "damaged"
    NEWER = "newer"  # it raised NewerRecord
    IN_DOUBT = "in_doubt"  # its time may be over, and the clock is doubted
    NOT_TOLD = "not_told"  # the trail could not be written, so nothing may be shown
    TOO_MANY = "too_many"  # not among the newest MOST_READ


@dataclass(frozen=True, slots=True)
class Work:
    """What a list says of a case that was read. `advice` has the codes that its papers tell, in order.

    `early`: the advice says nothing yet (`is_early`). `fact`: the strongest fact. `open`: what is still to be done.
    """

    case: Case
    advice: tuple[AdviceCode, ...]
    early: bool
    fact: Text | None
    open: tuple[StillOpen, ...]


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A line of a list: the case, what was read of it or why nothing was, and how many papers were made of it."""

    listed: ListedCase
    work: Work | None
    unread: Unread | None = None
    papers: int = 0

    @property
    def site(self) -> str:
        """The inspection that it belongs to, or an empty text."""
        return self.work.case.site.id if self.work and self.work.case.site else ""

    @property
    def number(self) -> int:
        """The person's number in the inspection; 0 without one."""
        return self.work.case.site.number if self.work and self.work.case.site else 0

    @property
    def waits(self) -> bool:
        """Whether it waits for the officer. A case that was not read does, since nobody knows."""
        return not self.listed.finished and bool(self.work is None or self.work.open)


class WorkList:
    """The open cases for lists. What follows from a case (`Work`) is kept in memory until it changes or the lock shuts.

    Each case is read every time, so that one that was altered is found; its `Work` is not made again.
    """

    def __init__(self, store: Store, content: Content, lock: Lock) -> None:
        self._store, self._content, self._lock = store, content, lock
        self._kept: dict[str, tuple[int, OpenCase, Work]] = {}
        lock.openings.also_forget(self._kept.clear)

    def _of(self, stored: Stored) -> tuple[OpenCase, Work]:
        """Return the case of a record, and what follows from it. Raises NewerRecord."""
        kept = self._kept.get(stored.public_id)
        if kept and (kept[0], kept[1].erase_after, kept[1].finished) == (
            stored.revision,
            stored.erase_after,
            stored.finished,
        ):
            return kept[1:]
        open_case = opened_case(stored, self._content)
        work = self._worked_out(open_case.case)
        self._kept[stored.public_id] = stored.revision, open_case, work
        if self._store.vault.state is not VaultState.OPEN:  # the lock shut meanwhile, before this was here to forget
            self._kept.clear()
        return open_case, work

    def _worked_out(self, case: Case) -> Work:
        catalogue, advice = self._content.catalogue, advised(case, self._content).advice
        return Work(
            case=case,
            advice=tuple(dict.fromkeys(code_told(case, each.code) for each in advice)),
            early=is_early(catalogue, case, advice),
            fact=strongest_fact(catalogue, case, advice),
            open=still_open(catalogue, case, advice),
        )

    def _read(self, listed: ListedCase) -> tuple[OpenCase, Work] | Unread | None:
        """Return a case and what follows from it; why it does not open; None for one that was erased meanwhile."""
        try:
            return self._of(self._store.read(str(listed.id)))
        except (CaseDamaged, KeysMissing):
            return Unread.DAMAGED
        except NewerRecord:
            return Unread.NEWER
        except (CaseErased, NoSuchCase):
            return None

    def lines(self, who: str, cases: Sequence[ListedCase], *, in_doubt: bool) -> list[WorkLine]:
        """Return a line for each case, in order. Before a case is shown to the visitor `who` first, that is recorded.

        `in_doubt`: nobody can say what day it is, so a case whose time may be over is not opened.
        """
        opened = {each.id for each in cases[-MOST_READ:]}
        lines: list[WorkLine] = []
        for listed in cases:
            if in_doubt and not listed.hours_left:
                lines.append(WorkLine(listed, None, Unread.IN_DOUBT))
            elif listed.id not in opened:
                lines.append(WorkLine(listed, None, Unread.TOO_MANY))
            elif isinstance(found := self._read(listed), Unread):
                lines.append(WorkLine(listed, None, found))
            elif found:
                lines.append(WorkLine(listed, found[1]))
        shown = [str(line.listed.id) for line in lines if line.work]
        try:
            self._lock.openings.note(who, shown)
        except NotSaved:
            return [WorkLine(each.listed, None, each.unread or Unread.NOT_TOLD) for each in lines]
        return self._with_papers(lines)

    def _with_papers(self, lines: list[WorkLine]) -> list[WorkLine]:
        made = self._store.count_acts(AuditEvent.PRINT, [str(line.listed.id) for line in lines if line.work])
        return [WorkLine(each.listed, each.work, each.unread, made.get(str(each.listed.id), 0)) for each in lines]

    def persons(self, who: str, site_id: str, cases: Sequence[ListedCase], damaged: Sequence[int]) -> Persons:
        """Return the open cases of a site in the order of their numbers, recording it as `lines` does.

        `damaged`: the numbers of the cases that no list can show. Raises NotSaved.
        """
        lines, not_opened, newer = [], set(), []
        found_cases: dict[str, OpenCase] = {}
        for listed in cases:
            found = self._read(listed)
            if found is Unread.DAMAGED:
                not_opened.add(str(listed.id))
            elif found is Unread.NEWER:
                newer.append(listed.code)
            elif isinstance(found, tuple) and found[0].case.site and found[0].case.site.id == site_id:
                lines.append(WorkLine(listed, found[1]))
                found_cases[str(listed.id)] = found[0]
        self._lock.openings.note(who, found_cases)
        lines.sort(key=lambda line: line.number)
        numbers = [row.number for row in self._store.open_cases() if row.public_id in not_opened]
        return Persons(
            [found_cases[str(line.listed.id)] for line in lines],
            [*damaged, *numbers],
            newer,
            self._with_papers(lines),
        )


def by_site(lines: Iterable[WorkLine]) -> list[list[WorkLine]]:
    """Return the lines in groups: the persons of one inspection together by their numbers, each other case alone."""
    groups: dict[str, list[WorkLine]] = {}
    for line in lines:
        groups.setdefault(line.site or str(line.listed.id), []).append(line)
    return [sorted(group, key=lambda line: line.number) for group in groups.values()]
