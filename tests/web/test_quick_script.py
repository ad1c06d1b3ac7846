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


def test_a_comment_behind_a_line_of_program_stands_in_no_text_and_holds_no_mark_of_one():
    for name in SCRIPTS:
        for line in (STATIC / name).read_text("utf-8").splitlines():
            before, found, comment = line.partition(" // ")
            if found and before.strip():
                assert all(before.count(mark) % 2 == 0 and mark not in comment for mark in "\"'`"), (name, line)


def test_what_is_sent_is_every_line_without_indentation_and_comment_and_nothing_else():
    whole = b"".join((STATIC / name).read_bytes() for name in SCRIPTS)
    lines = [line.strip().partition(" // ")[0] for line in whole.decode().splitlines()]
    program = [line for line in lines if not line.startswith("//")]
    assert sent(whole).decode().replace("\n", "") == "".join(program)
    assert not re.search(r"(^|[ ])//[ ]", sent(whole).decode(), re.MULTILINE)


def test_a_line_ends_where_a_statement_may_end():
    whole = b"".join((STATIC / name).read_bytes() for name in SCRIPTS)
    assert sent(b"f(\n  one, // the first\n  [\n    two,\n  ],\n);\nconst three = 3; // a number\n") == (
        b"f(one,[two,],);\nconst three = 3;\n"
    )
    assert all(line[-1] not in ",{([" for line in sent(whole).decode().split("\n") if line)
