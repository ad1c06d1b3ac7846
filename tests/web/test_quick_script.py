"""What the quick check sends of its scripts: every line of program, and no more bytes than it must."""

import re
from pathlib import Path

import screening.web
from screening.web.quick.bundle import SCRIPTS, sent

STATIC = Path(screening.web.__file__).parent / "static"


def test_no_text_goes_over_several_lines_so_that_indentation_and_comments_can_be_left_out():
    for name in SCRIPTS:
        for line in (STATIC / name).read_text("utf-8").splitlines():
            assert line.count("`") % 2 == 0 and "/*" not in line, (name, line)


def test_what_is_sent_is_every_line_without_its_indentation_and_nothing_else():
    whole = b"".join((STATIC / name).read_bytes() for name in SCRIPTS)
    lines = [line.strip() for line in whole.decode().splitlines()]
    assert sent(whole).decode().splitlines() == [line for line in lines if not line.startswith("//")]
    assert not re.search(r"^\s*//", sent(whole).decode(), re.MULTILINE)
