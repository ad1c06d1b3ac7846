"""A process killed at any moment loses nothing that was acknowledged."""

import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from tests.storage.opening import open_quick

SAVING = """
import sys
from pathlib import Path
from tests.storage.conftest import WHEN
from tests.storage.opening import open_quick
store = open_quick(Path(sys.argv[1]))
revision = store.read("a").revision
while True:
    revision = store.save("a", str(revision + 1).encode() * 400, seen_revision=revision, **WHEN).revision
    print(revision, flush=True)
"""


def _rounds(tmp_path: Path, rounds: int) -> None:
    from tests.storage.conftest import WHEN

    store = open_quick(tmp_path)
    store.create("a", b"1" * 400, **WHEN)
    store.close()
    chance = Random(7)
    for number in range(rounds):
        saving = subprocess.Popen([sys.executable, "-c", SAVING, tmp_path], stdout=subprocess.PIPE, text=True)
        first = saving.stdout.readline()
        time.sleep(chance.random() * 0.1)
        saving.kill()
        acknowledged = [line for line in (first + saving.stdout.read()).split("\n") if line]
        saving.wait()
        saving.stdout.close()
        store = open_quick(tmp_path)
        stored = store.read("a")
        store.close()
        assert stored.revision >= int(acknowledged[-1])
        assert stored.plain == str(stored.revision).encode() * 400
        if number % 50 == 49:
            print(f"{number + 1} of {rounds} rounds")


def test_a_killed_process_loses_no_acknowledged_save(tmp_path):
    _rounds(tmp_path, 8)


@pytest.mark.full
def test_two_hundred_killed_processes_lose_no_acknowledged_save(tmp_path):
    _rounds(tmp_path, 200)
