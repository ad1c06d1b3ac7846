"""What the quick check sends of its scripts: every line of program, and no more bytes than it must."""

import re
from pathlib import Path

import screening.web
from screening.web.quick.bundle import SCRIPTS, STRICT, sent

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
    first, *rest = [line for line in lines if not line.startswith("//")]
    program = [first, *(line for line in rest if line != STRICT.decode().strip())]
    said = sent(whole).decode()
    needless = r"[ \n]|[,;](?=\s*\})|,(?=\s*[\])])"
    assert re.sub(needless, "", said) == re.sub(needless, "", "".join(program))
    texts = re.compile(r'"[^"\n]*"|`[^`\n]*`')
    assert texts.findall(said) == texts.findall("\n".join(program))
    assert not re.search(r"(^|[ ])//[ ]", sent(whole).decode(), re.MULTILINE)


def test_a_line_ends_where_a_statement_may_end():
    assert sent(b"f(\n  one, // the first\n  [\n    two,\n  ],\n);\nconst three = 3; // a number\n") == (
        b"f(one,[two]);const three=3;"
    )
    assert sent(b"const one = (two) =>\n  two\n\n// a remark\nthree()\n") == b"const one=(two)=>two\nthree()\n"


def test_a_space_in_a_text_and_between_words_stays():
    line = b'const say = (id) => id === "a, b : c" ? `x = ${id}, y` : {kind: typeof id, of: 1};\n'
    assert sent(line) == b'const say=(id)=>id==="a, b : c"?`x = ${id}, y`:{kind:typeof id,of:1};'


def test_every_text_of_a_line_ends_in_it_and_holds_none_in_itself():
    for name in SCRIPTS:
        for line in (STATIC / name).read_text("utf-8").splitlines():
            program = "" if line.strip().startswith("//") else line.partition(" // ")[0]
            beside = re.sub(r'"[^"\n]*"|`[^`\n]*`', "", program)
            assert not set("\"'`") & set(beside) and "${" not in beside, (name, line)


def test_no_line_ends_where_it_goes_on():
    whole = b"".join((STATIC / name).read_bytes() for name in SCRIPTS)
    lines = [line for line in sent(whole).decode().split("\n") if line]
    assert all(line[-1] not in ";,{([" and not line.endswith("=>") for line in lines[:-1]) and all(
        line[0] not in "}])?:.&|" for line in lines
    )


def test_a_mark_that_a_bracket_makes_needless_is_left_out_and_one_in_a_text_stays():
    assert sent(b'if (a) {\n  f("x,}", [1,\n  2,\n  ]);\n}\n') == b'if (a){f("x,}",[1,2])}\n'
