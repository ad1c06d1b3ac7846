"""The order in which `make test` starts its groups names groups that exist."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.order import BROWSER, SLOW, group_of

ROOT = Path(__file__).parents[1]
SOME = ("tests/test_moments_in_words.py", "tests/test_settings.py")


def test_every_slow_group_is_a_module_of_tests_or_the_browser():
    assert [name for name in SLOW if name != BROWSER and not (ROOT / name).is_file()] == []
    assert len(SLOW) == len(set(SLOW))


def test_a_test_belongs_to_the_group_of_its_module(request):
    assert group_of(request.node.nodeid) == "tests/test_order.py"


@pytest.mark.rest
def test_several_processes_take_whole_groups():
    """Asked of a run of its own: a scheduler that drops the groups runs every test as well, only more slowly."""
    run = [sys.executable, "-m", "pytest", *SOME, "-n", "2", "--no-loadscope-reorder", "-v", "-p", "no:cacheprovider"]
    said = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    ran = {(module, process) for process, module in re.findall(r"\[(gw\d)\] .*?PASSED (.*?)::", said)}
    assert sorted(module for module, _ in ran) == sorted(SOME), ran
