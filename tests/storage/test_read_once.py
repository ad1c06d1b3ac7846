"""What the trail says of cases is read once in a run: a long trail costs time once, and later changes of it nothing."""

import hmac
import random
from datetime import timedelta

import pytest

from screening.core.durations import EXTENSION
from screening.storage import AuditEvent, NotSaved
from screening.storage.kept import KeptCases
from tests.storage.conftest import LATER, NOW
from tests.storage.test_put_back import WEEK_MORE, extended, finished
from tests.storage.test_renewal import again, place, put

__all__ = ["place"]
HOUR = timedelta(hours=1)


def _told(store, kept=None):
    with store.database.reading() as connection:
        return (kept or store.kept).by_trail(connection)


def _afresh(store):
    """What a program that starts now reads."""
    return _told(store, KeptCases(store.trail))


def _alter(store, change: str) -> None:
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER IF EXISTS audit_no_update")
        connection.exec_driver_sql("DROP TRIGGER IF EXISTS audit_no_delete")
        connection.exec_driver_sql(change)


@pytest.fixture
def marks(monkeypatch):
    """How many marks of rows were worked out since it was cleared."""
    made, new = [], hmac.new
    monkeypatch.setattr("screening.storage.audit.hmac.new", lambda *given: (made.append(1), new(*given))[1])
    return made


def test_a_row_that_was_checked_in_this_run_is_not_checked_again(place, marks):
    for _ in range(200):
        place.note(AuditEvent.OPEN, NOW, case_id="a")
    for whole in (True, False, False):
        marks.clear()
        again(place)
        assert (len(marks) > 200) is whole and (len(marks) < 20) is not whole
        assert place.erase_overdue(LATER - HOUR) == []
    marks.clear()
    assert place.verify_trail() is None and len(marks) > 200


def test_a_list_with_an_overdue_case_that_a_page_holds_checks_no_row(place, marks):
    place.held_in_memory = lambda: [("a", LATER - HOUR), ("b", LATER - HOUR)]
    marks.clear()
    assert place.overdue(LATER + HOUR) == [] and marks == []


def test_rows_that_were_altered_after_they_were_read_erase_no_case_early(place):
    extended(place)
    assert again(place) == []
    place.lock.shut()
    put(place, erase_after=LATER.isoformat(timespec="microseconds"))
    _alter(place, "UPDATE audit SET erase_after = NULL, act = 'open' WHERE act LIKE 'extend%'")
    assert "a" not in place.erase_overdue(LATER) and place.verify_trail()
    assert "a" not in place.erase_overdue(WEEK_MORE - HOUR)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET at = '2099-01-01T00:00:00.000000+00:00' WHERE id = (SELECT max(id) FROM audit)",
        "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)",
        "UPDATE audit_head SET sequence = 1",
        "INSERT INTO audit SELECT id + 1, at, actor, act, case_id, revision, mark, format, number, erase_after "
        "FROM audit ORDER BY id DESC LIMIT 1",
    ],
    ids=["altered", "taken away", "head", "put in"],
)
def test_a_row_that_is_new_is_believed_only_if_it_is_whole(place, change):
    assert _told(place)
    extended(place)
    _alter(place, change)
    assert _told(place) == {} == _afresh(place)


def test_what_a_transaction_read_that_was_undone_is_forgotten(place):
    before = dict(_told(place))
    with pytest.raises(NotSaved), place.database.writing() as connection:
        place.trail.append(connection, AuditEvent.FINISH, at=NOW, case_id="a", erase_after=WEEK_MORE)
        assert place.kept.by_trail(connection)["a"].finished
        raise NotSaved
    assert _told(place) == before == _afresh(place)
    finished(place)
    assert _told(place) == _afresh(place) != before


def test_a_row_that_another_program_writes_during_the_check_is_read_once_and_later(place, monkeypatch):
    before, check = dict(_told(place)), place.trail.checked

    def slow(*given):
        found = check(*given)
        with monkeypatch.context() as patch:
            patch.setattr(place.trail, "checked", check)
            finished(place)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(place.trail, "checked", slow)
        assert _told(place) == before
    assert _told(place) == _afresh(place) != before


@pytest.mark.parametrize("seed", range(5))
def test_read_bit_by_bit_the_trail_says_what_it_says_read_whole(place, seed):
    draw = random.Random(seed)
    now, said = NOW, dict(_told(place))
    for turn in range(40):
        now += timedelta(hours=draw.randint(0, 30))
        act = draw.choice(["create", "save", "extend", "clock", "finish", "nothing"])
        one = draw.choice(["a", "b", *said])
        values = {"at": now, "case_id": one, "erase_after": draw.choice([None, now + EXTENSION])}
        with place.database.writing() as connection:
            if act == "create":
                place.trail.append(connection, AuditEvent.CREATE, **{**values, "case_id": f"n{turn}"})
            elif act == "clock":
                place.trail.append(connection, AuditEvent.CLOCK_CONFIRMED, at=now)
            elif act != "nothing":
                kinds = {"save": AuditEvent.CHANGE, "extend": AuditEvent.EXTEND_KCIK, "finish": AuditEvent.FINISH}
                place.trail.append(connection, kinds[act], **values)
        told = _told(place)
        assert told == _afresh(place)
        if act == "nothing":
            assert told == said
        said = dict(told)
