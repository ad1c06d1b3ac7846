"""A connection to a database file is closed where it is opened: Python 3.13 calls one that is left open a fault."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
LEFT_OPEN = re.compile(r"with sqlite3\.connect\(")  # it ends the transaction and leaves the connection open


def test_no_connection_to_a_database_file_is_left_open():
    files = [path for room in ("screening", "tests") for path in (ROOT / room).rglob("*.py")]
    found = [path.name for path in files if path != Path(__file__) and LEFT_OPEN.search(path.read_text("utf-8"))]
    assert found == []
