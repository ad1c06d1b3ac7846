"""Many cases in one stream, one a line: whatever a line holds, the next one is read."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from screening.core.instrument.catalogue import Catalogue
from screening.core.rules.assessment import assess
from screening.exchange.assessment_file import assessment_json
from screening.exchange.case_file import CaseFileError, read_case
from screening.exchange.strict_json import LARGEST

CHUNK = 65_536  # bytes read at once of a line that is too long

_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, check_circular=False).encode


def _skip_line(stream: BinaryIO) -> None:
    while (chunk := stream.readline(CHUNK)) and not chunk.endswith(b"\n"):
        pass


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Every line without its end; None for a line over 1 MB. No more than 1 MB of a line is in memory."""
    most = LARGEST + len(b"\r\n")
    while line := stream.readline(most):
        whole = line.endswith(b"\n")
        line = line.removesuffix(b"\n").removesuffix(b"\r")
        if not whole and len(line) > LARGEST:
            _skip_line(stream)
        yield line if len(line) <= LARGEST else None


def _answer(line: bytes | None, catalogue: Catalogue) -> dict[str, object]:
    if line is None:
        return {"error": f"the case file: a line of more than {LARGEST:,} bytes is not accepted."}
    try:
        case = read_case(line, catalogue)
    except CaseFileError as problem:
        return {"error": str(problem)}
    return assessment_json(case, assess(catalogue, case))


def assess_lines(stream: BinaryIO, catalogue: Catalogue) -> Iterator[bytes]:
    """Yield for every line one line of JSON: its assessment, or `{"error": "sentence"}` if it is no case file."""
    for line in _lines(stream):
        yield _encode(_answer(line, catalogue)).encode("utf-8") + b"\n"
