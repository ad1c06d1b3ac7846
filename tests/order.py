"""In which order, and with which others in one process, `make test` runs a test.

Each module is a group, so that what it prepares is prepared once; all that share a browser are one group. The costly
groups start first: one that starts last keeps one processor waiting.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

BROWSER = "browser"
SLOW = (
    BROWSER,
    "tests/printing/test_printer.py",
    "tests/core/test_documents.py",
    "tests/test_cli.py",
    "tests/journeys/test_firefox.py",
    "tests/cli/test_environment.py",
    "tests/security/test_payloads.py",
    "tests/web/test_referral.py",
    "tests/web/test_handing.py",
    "tests/printing/test_pdf.py",
    "tests/content/test_needed_ids.py",
    "tests/security/test_time_against_length.py",
    "tests/content/test_missing_texts.py",
    "tests/storage/test_backup_files.py",
    "tests/exchange/test_schema_and_codes.py",
    "tests/core/test_properties.py",
    "tests/security/test_fuzz.py",
    "tests/storage/test_backup.py",
    "tests/test_cli_keeping.py",
)


def group_of(nodeid: str) -> str:
    """The group of a test: those of one module, or all that share a browser."""
    module = nodeid.partition("::")[0]
    return BROWSER if module.startswith("tests/journeys/") and module not in SLOW else module


def arrange(items: list[pytest.Item]) -> None:
    """Put the slow groups first; the others keep their order."""
    ranks = {name: rank for rank, name in enumerate(SLOW)}
    items.sort(key=lambda item: ranks.get(group_of(item.nodeid), len(SLOW)))


class ByGroup(LoadScopeScheduling):
    """Hands each group to one process as a whole.

    Marks of `--dist loadgroup` are dropped without a word where pytest no longer lets its ids be changed (from 9.2 on).
    """

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)
