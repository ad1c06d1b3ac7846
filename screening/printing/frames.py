"""Frames on a pipe: a length of four bytes, then so many bytes."""

from typing import BinaryIO

LENGTH = 4  # bytes


class PipeClosed(EOFError):
    """The other side has gone."""


def _exactly(pipe: BinaryIO, size: int) -> bytes:
    data = pipe.read(size)
    if data is None or len(data) < size:
        raise PipeClosed
    return data


def read_frame(pipe: BinaryIO) -> bytes:
    """Return the next frame. Raises PipeClosed."""
    return _exactly(pipe, int.from_bytes(_exactly(pipe, LENGTH), "big"))


def write_frame(pipe: BinaryIO, data: bytes) -> None:
    """Send a frame. Raises BrokenPipeError if the other side is gone."""
    pipe.write(len(data).to_bytes(LENGTH, "big") + data)
    pipe.flush()
