"""The order in which `make test` starts its groups names groups that exist."""

from pathlib import Path

from tests.order import BROWSER, SLOW, group_of

ROOT = Path(__file__).parents[1]


def test_every_slow_group_is_a_module_of_tests_or_the_browser():
    assert [name for name in SLOW if name != BROWSER and not (ROOT / name).is_file()] == []
    assert len(SLOW) == len(set(SLOW))


def test_a_test_belongs_to_the_group_of_its_module(request):
    assert group_of(request.node) == "tests/test_order.py"
