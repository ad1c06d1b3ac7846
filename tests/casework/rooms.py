"""A class without a server, whose clock moves when told and whose cases are kept in a table."""

import time
from collections.abc import Callable
from uuid import UUID, uuid4

from screening.casework.training.classroom import Classroom
from screening.core.record.case import Case
from tests.builders import a_case

CASE = a_case(yes=["debt_bondage"])
OTHER = a_case(no=["debt_bondage"])
HERE, FLOOD = "192.0.2.1", "192.0.2.66"


class Room:
    """A class whose clock moves when told and whose cases are kept in a table."""

    def __init__(self) -> None:
        self.ran = 0.0
        self.kept: dict[UUID, Case] = {}
        self.room = Classroom(lambda: self.ran, self.kept.get)
        self.code = self.room.open()

    def make(self, case: Case = CASE) -> UUID:
        case_id = uuid4()
        time.sleep(0)  # another thread may go on here, as it may while a database is written
        self.kept[case_id] = case
        return case_id

    def join(self, *visitors: str) -> None:
        for visitor in visitors:
            self.room.join(self.code, visitor, f"address of {visitor}")

    def begin(self, visitor: str, make: Callable[[], UUID]) -> UUID:
        return self.room.begin(visitor, lambda _: make())

    def work(self, *visitors: str) -> None:
        for visitor in visitors:
            self.begin(visitor, self.make)
            self.room.finish(visitor)
