"""Looking for a mark in every file of a folder: as it is, in UTF-16, base64, hex, and inside compressed streams."""

import base64
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

HEADS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda", b"\x1f\x8b\x08")
LARGEST_STREAM = 4 * 1024 * 1024


def _in_base64(plain: bytes) -> Iterator[bytes]:
    """What stands in base64 text wherever the mark begins, without the letters that its neighbours decide."""
    for shift in range(3):
        whole = base64.b64encode(b"\0" * shift + plain)
        yield whole[4 if shift else 0 : len(whole) - 4]


def forms_of(mark: str) -> list[bytes]:
    """The bytes to look for."""
    plain = mark.encode()
    hexadecimal = [plain.hex().encode(), plain.hex().upper().encode()]
    return [plain, mark.encode("utf-16-le"), mark.encode("utf-16-be"), *_in_base64(plain), *hexadecimal]


def _streams(content: bytes) -> Iterator[bytes]:
    for head in HEADS:
        at = content.find(head)
        while at >= 0:
            inflate = zlib.decompressobj(zlib.MAX_WBITS | 32)
            with suppress(zlib.error):
                yield inflate.decompress(content[at:], LARGEST_STREAM)
            at = content.find(head, at + 1)


def files_with(folder: Path, mark: str) -> list[str]:
    """The files in which the mark stands in any form, and those whose names bear it."""
    forms, found = forms_of(mark), []
    for path in sorted(folder.rglob("*")):
        content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        here = any(form in content for form in forms) or mark in path.name
        if here or any(form in stream for stream in _streams(content) for form in forms):
            found.append(str(path.relative_to(folder)))
    return found
