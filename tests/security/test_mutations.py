"""The lines that `make mutation-check` breaks are there, so that the check means something."""

import pytest

from tests.security.mutations import MUTATIONS, ROOT


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: f"{mutation.file}: {mutation.line.strip()[:40]}")
def test_a_line_that_the_mutation_check_breaks_stands_once_and_its_tests_exist(mutation):
    assert (ROOT / mutation.file).read_text(encoding="utf-8").count(mutation.line) == 1
    assert (ROOT / mutation.tests.partition("::")[0]).exists()
