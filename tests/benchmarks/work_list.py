"""The list of 20 open cases: what it costs again, against reckoning each case anew and against the bare list."""

import tempfile
from pathlib import Path

from screening.casework import CaseService
from screening.casework.work_list import WorkList
from tests.benchmarks.measure import paired
from tests.builders import CATALOGUE, CONTENT, a_case
from tests.inside.casework import store_of
from tests.storage.opening import open_quick

CASES = 20


def run(*, rounds: int = 60) -> None:
    """Print both ratios."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_quick(Path(folder))
        desk = CaseService(store, CONTENT)
        ids = list(CATALOGUE.indicators)
        for _ in range(CASES):
            desk.take_in(a_case(yes=ids[1:12], no=ids[12:30]))
        desk.work_list()

        def anew() -> object:
            fresh = WorkList(store_of(desk), CONTENT, desk.lock)
            return fresh.lines("", desk.cases(), in_doubt=False)

        again, first, ratio = paired(desk.work_list, anew, rounds=rounds)
        print(f"list of {CASES} cases, again / reckoned anew (at most 0.5): {ratio:.2f}x")
        print(f"  {again * 1e3:.2f} ms / {first * 1e3:.2f} ms")
        again, bare, ratio = paired(desk.work_list, desk.cases, rounds=rounds)
        print(f"list of {CASES} cases, again / names and times alone: {ratio:.1f}x ({bare * 1e3:.2f} ms)", flush=True)
        store.close()
