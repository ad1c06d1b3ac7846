"""The use cases: open a case, read it, save an answer, erase it. Pages reach the store and the clock through them."""

import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import Self
from uuid import UUID, uuid4, uuid5

from screening.casework.clocks import Clock, RunningClock, running
from screening.casework.code_names import code_name
from screening.casework.held_forms import HeldForms
from screening.casework.last_setting import LastSetting
from screening.casework.lock import Lock
from screening.casework.open_case import ListedCase, OpenCase, Persons, Rules, hours_between, opened_case
from screening.casework.own_unit import OwnUnit
from screening.casework.papers_made import PapersMade
from screening.casework.retention import ClockDoubted, Retention
from screening.casework.work_list import WorkLine, WorkList
from screening.content import Content
from screening.core.durations import CASE_KEPT_FOR
from screening.core.instrument.vocabulary import Age, Profession
from screening.core.record.case import Case, Context, Site
from screening.core.record.inspection import MOST_PERSONS, next_person
from screening.core.referral.calling import with_times
from screening.core.referral.identity import identity_erased, without_unagreed_identity
from screening.core.training.exercise import Exercise
from screening.exchange import record
from screening.local_time import day_in_poland, in_poland, utc_now
from screening.storage import (
    AuditEntry,
    AuditEvent,
    CaseErased,
    CaseThere,
    Listed,
    NoSuchCase,
    StaleRevision,
    StorageError,
    Store,
    Stored,
    TrailFault,
)


def _id_of(text: str) -> UUID | None:
    """Return the id that a text of the store is, or None for one that is no id: its row is damaged."""
    try:
        return UUID(text)
    except ValueError:
        return None


class SiteFull(Exception):
    """An inspection has as many persons as it may have."""


class CaseService:
    """The cases of one machine, its lock and its dates of erasure.

    `of` returns these use cases for one visitor, of whom the trail gets a row when a case is first opened. All methods
    about a case raise NoSuchCase or CaseErased where it is gone, and Locked while locked; those that read one raise
    NewerRecord as well.
    """

    LOCK: type[Lock] = Lock  # practice has a lock and a retention that behave otherwise
    RETENTION: type[Retention] = Retention

    def __init__(
        self,
        store: Store,
        content: Content,
        clock: Clock = utc_now,
        running_clock: RunningClock = running,
        rules: Rules = Rules(),
    ) -> None:
        self._store = store
        self.content = content
        self.now = clock
        self.lock = self.LOCK(store, content.passphrase_words, clock, running_clock, rules.idle)
        self.retention = self.RETENTION(store, clock, running_clock, rules.finished_for)
        self.held_forms = HeldForms(store, self.retention.believed, self.lock.openings)
        self.own_unit = OwnUnit(store, clock)
        self._work = WorkList(store, content, self.lock)
        self.papers_made = PapersMade()
        self.lock.openings.also_forget(self.papers_made.forget)
        self.last_setting = LastSetting()
        self.lock.openings.also_forget(self.last_setting.forget)
        self._who = ""
        self._opening = threading.RLock()

    def of(self, who: str) -> Self:
        """Return the same use cases for the visitor `who`; they share everything but this name."""
        bound = object.__new__(type(self))
        bound.__dict__.update(self.__dict__, _who=who)
        return bound

    def _open_case(self, stored: Stored) -> OpenCase:
        return opened_case(stored, self.content)

    def open(
        self, profession: Profession | None, *, for_referral: bool = False, new_id: UUID | None = None
    ) -> OpenCase:
        """Open a new case with nothing in it but the profession, and what `take_in` adds; return it."""
        edition, context = self.content.catalogue.edition, Context(profession=profession)
        return self.take_in(Case(edition=edition, context=context, for_referral=for_referral), new_id)

    def take_in(self, case: Case, new_id: UUID | None = None, opened: datetime | None = None) -> OpenCase:
        """Open a case with what is known already, and the details of the own unit where it has none; return it.

        `opened`: when it was begun, if before now. `new_id`: the random id that the page made for it. A case that has
        this id already is returned if it is still as the first press opened it. Else another case is opened, so that
        nobody's case is taken for somebody else's when a browser shows a page again that it kept.
        Raises CaseErased if the case was erased since.
        """
        return self.open_unfilled(self.own_unit.filled_in(case), new_id, opened)

    def open_unfilled(self, case: Case, new_id: UUID | None = None, opened: datetime | None = None) -> OpenCase:
        """Open a case as `take_in` does, with nothing filled in, and return it."""
        kept = without_unagreed_identity(case)
        with self._opening:
            case_id = self._free_id(new_id or uuid4())
            now = self.now()
            try:
                ends, edition = now + CASE_KEPT_FOR, case.edition
                stored = self._store.create(
                    str(case_id), record.dump(kept), edition=edition, now=now, erase_after=ends, opened=opened
                )
            except CaseThere:
                there = self.read(case_id)
                return there if there.revision == 1 and there.case == kept else self.open_unfilled(case, opened=opened)
        self.lock.openings.remember(self._who, stored.public_id)
        return self._open_case(stored)

    def _free_id(self, new_id: UUID) -> UUID:
        """Return the id asked for, or the first made of it whose code name no other open case has; always the same."""
        words = self.content.words
        ids = {UUID(listed.public_id) for listed in self._readable()}
        taken = {code_name(each, words) for each in ids}
        while new_id not in ids and code_name(new_id, words) in taken and len(taken) < len(words):
            new_id = uuid5(new_id, "next")
        return new_id

    def _readable(self) -> list[Listed]:
        """Return the open cases whose id can be read."""
        return [listed for listed in self._store.open_cases() if _id_of(listed.public_id)]

    def read(self, case_id: UUID) -> OpenCase:
        """Return the case as last saved. A case whose time is over raises CaseErased, erased or not yet.

        Raises ClockDoubted where nobody can say whether its time is over.
        """
        stored = self._store.read(str(case_id))
        if stored.erase_after <= self.now():
            if self.retention.doubtful():
                raise ClockDoubted
            if stored.public_id in self.retention.overdue():
                raise CaseErased
        open_case = self._open_case(stored)
        self.lock.openings.note(self._who, [stored.public_id])
        return open_case

    def exercise_of(self, case_id: UUID) -> Exercise | None:
        """Return the exercise that a case belongs to; in service there is none."""
        return None

    def issue(self, open_case: OpenCase, kinds: Sequence[str]) -> None:
        """Record that documents of these kinds are printed, before they are sent. The trail counts them alone."""
        now = self.now()
        self._store.note_each(AuditEvent.PRINT, now, [str(open_case.id)] * len(kinds))
        self.papers_made.note(open_case, kinds, now)

    def handed_out(self, open_case: OpenCase) -> None:
        """Record that the file of a case is handed on, before it is written."""
        self._store.note(AuditEvent.EXPORT, self.now(), case_id=str(open_case.id))

    def save(self, before: OpenCase, case: Case, *, seen_revision: int) -> OpenCase:
        """Save a changed case and return it; identity no longer agreed to is not kept, nor left readable on the disk.

        Raises StaleRevision if somebody saved in between, NotSaved if it cannot be written.
        """
        now, kept = self.now(), without_unagreed_identity(case)
        saved = self._open_case(
            self._store.save(
                str(before.id),
                record.dump(kept),
                seen_revision=seen_revision,
                edition=case.edition,
                now=now,
                erase_after=max(before.erase_after, now + CASE_KEPT_FOR),
                forgets=bool(identity_erased(before.case, kept)),
            )
        )
        if case.context.setting is not before.case.context.setting:
            self.last_setting.note(case, self.today())
        return saved

    def today(self) -> date:
        """Return the day that it is in Poland."""
        return day_in_poland(self.now())

    def decided(self, before: Case, case: Case, at: datetime) -> Case:
        """Return the case with the time `at`, as in Poland, in each decision that is new or was changed."""
        return with_times(before, case, in_poland(at).isoformat(timespec="minutes"))

    def cases(self) -> list[ListedCase]:
        """Return the cases that are kept, oldest first, without those whose time is over. Needs no key."""
        now, overdue = self.now(), self.retention.overdue()
        return [
            ListedCase(
                id=UUID(listed.public_id),
                code=code_name(UUID(listed.public_id), self.content.words),
                opened_at=listed.opened_at,
                hours_left=hours_between(now, listed.erase_after),
                finished=listed.finished,
            )
            for listed in self._readable()
            if listed.public_id not in overdue
        ]

    def damaged(self) -> list[int]:
        """Return the numbers (`Listed.number`) of the cases that no list can show; needs no key."""
        unnamed = [listed.number for listed in self._store.open_cases() if not _id_of(listed.public_id)]
        return sorted([*self._store.damaged(), *unnamed])

    def erase_damaged(self, number: int) -> None:
        """Destroy the key and record of a case that does not open. Raises NoSuchCase for one that does."""
        self._store.erase_damaged(number, self.now())

    @property
    def log_holds_erased(self) -> bool:
        """Whether something erased is still in the log of the database; emptying it is tried again and again."""
        return self._store.log_holds_erased

    def persons_of(self, site_id: str) -> Persons:
        """Return the open cases of a site in the order of their numbers; each first opening is written down."""
        return self._work.persons(self._who, site_id, self.cases(), self.damaged())

    def work_list(self) -> list[WorkLine]:
        """Return a line for each open case, oldest first; each first showing is written down as an opening."""
        return self._work.lines(self._who, self.cases(), in_doubt=bool(self.retention.doubtful()))

    def next_person(
        self, open_case: OpenCase, *, seen_revision: int, new_id: UUID | None = None, age: Age | None = None
    ) -> OpenCase:
        """Return the new case of the next person of the same inspection; a second press finds the same case.

        Where another age was pressed on a page that the browser kept, that is another person, or a correction: the case
        of the first press is not taken for it.

        Raises SiteFull, and StaleRevision or NotSaved if the first person's case cannot be given its number.
        """
        with self._opening:
            if new_id and (opened := self._opened_as(new_id)) and opened.case.age is age:
                return opened
            site = open_case.case.site
            if site is None:
                site = Site(str(uuid4()), 1)
                self.save(open_case, replace(open_case.case, site=site), seen_revision=seen_revision)
            elif open_case.revision != seen_revision:
                raise StaleRevision
            taken = {each.case.site.number for each in self.persons_of(site.id).found if each.case.site}
            if len(taken) >= MOST_PERSONS:
                raise SiteFull
            free = max(taken) + 1 if max(taken) < MOST_PERSONS else min(set(range(1, MOST_PERSONS + 1)) - taken)
            following = next_person(open_case.case, replace(site, number=free), self.content.catalogue.edition, age)
            return self.open_unfilled(following, new_id)

    def _opened_as(self, new_id: UUID) -> OpenCase | None:
        """Return the case that an earlier press opened with this id and that nobody has changed since, or None."""
        try:
            opened = self.read(self._free_id(new_id))
        except NoSuchCase:
            return None
        return opened if opened.revision == 1 else None

    def erase(self, case_id: UUID, *, seen_revision: int | None = None) -> None:
        """Destroy the case's key and content. Nothing is left to restore.

        Raises StaleRevision if a revision was seen and the case has another one.
        """
        self._store.erase(str(case_id), self.now(), seen_revision=seen_revision)

    def start(self, *, owns_database: bool) -> None:
        """Do what a start of the program does: erase what is overdue, and record a doubt about the clock.

        Only the start that owns the database clears what nobody can open. Raises NotSaved.
        """
        if owns_database:
            self.retention.erase_unreadable()
        self.retention.erase_overdue()

    def erase_in_time(self) -> None:
        """Erase what is overdue, and what waited at the lock for too long without a case; nothing in doubt."""
        self.retention.erase_overdue()
        if not self.retention.doubtful():
            self.held_forms.end_overdue()

    def ends(self) -> list[str]:
        """Do what the end of the program needs: record a jump of the clock, put back a key file that is gone, write the
        rows that wait, close the store. Never fails. The next start could not see the jump, nor put back the key file.
        Return the rows of the trail, as texts, that could not be written and are lost.
        """
        for duty in (self.retention.notice, self.lock.keep_key_file):
            with suppress(StorageError):
                duty()
        self._store.settle(self.now())
        return [str(row) for row in self._store.close()]

    def code_of(self, case_id: str) -> str:
        """Return the code name of a case, or the text itself if it is no id."""
        known = _id_of(case_id)
        return code_name(known, self.content.words) if known else case_id

    def finish(self, open_case: OpenCase) -> bool:
        """Finish a case: it is erased at once, or after `finished_for`; one that is finished already is erased at once.

        Return whether it is erased now. Raises StaleRevision if it was changed since it was read.
        """
        if open_case.finished or not self.retention.finished_for:
            self.erase(open_case.id, seen_revision=open_case.revision)
            return True
        self.retention.finish(str(open_case.id), seen_revision=open_case.revision)
        return False

    def extend(self, open_case: OpenCase, reason: str, seen: datetime | None = None) -> None:
        """Keep a case longer by one EXTENSION than `seen`, the moment of erasure on the page: `Retention.extend`."""
        self.retention.extend(str(open_case.id), seen or open_case.erase_after, reason)

    def acts(self, number: int) -> list[tuple[AuditEntry, str]]:
        """Return the newest acts with the code names of their cases, newest first."""
        return [(entry, self.code_of(entry.case_id)) for entry in self._store.newest_acts(number)]

    def noticed(self) -> list[tuple[str, list[str]]]:
        """Return what differed when the lock was opened last: each `Difference`, with the code names of its cases."""
        return [(each.what.value, [self.code_of(case_id) for case_id in each.cases]) for each in self.lock.noticed]

    def verify_trail(self) -> TrailFault | None:
        """Return the first row of the audit trail that does not fit, and why, or None."""
        return self._store.verify_trail()

    def peers_unseen(self) -> None:
        """Record that the system does not say which user's program connects. Raises NotSaved."""
        self._store.note(AuditEvent.PEERS_UNSEEN, self.now())

    def refused(self) -> None:
        """Record a request without permission; many of one minute share a row."""
        self._store.note_counted(AuditEvent.REFUSED_PERMISSION, self.now())
