"""Whose program is at the other end of a connection of this machine, from the system's table of connections."""

import ipaddress
import os
import socket
import struct
from pathlib import Path

TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
ESTABLISHED = "01"
UID_AFTER = 3  # queues, timer and retransmissions stand between the state and the user id

Address = tuple[str, int]


class Unreadable(Exception):
    """The table cannot be read here."""


def _words(packed: bytes) -> str:
    return "".join(f"{word:08X}" for word in struct.unpack(f"={len(packed) // 4}I", packed))


def _written(address: Address) -> tuple[str, ...]:
    """How the tables write an address: one of IPv4 also as the sockets of IPv6 see it."""
    packed = ipaddress.ip_address(address[0]).packed
    mapped = bytes(10) + b"\xff\xff" + packed if len(packed) == 4 else packed
    return tuple(f"{_words(each)}:{address[1]:04X}" for each in dict.fromkeys((packed, mapped)))


def uid_of(peer: Address, own: Address, tables: tuple[Path, ...] = TABLES) -> int | None:
    """The user id of the program that connected from `peer` to `own`; None if no such connection stands.

    Raises Unreadable.
    """
    rows = [f" {theirs} {ours} {ESTABLISHED} " for theirs, ours in zip(_written(peer), _written(own), strict=True)]
    read = 0
    for table in tables:
        try:
            text = table.read_text("ascii")
        except (OSError, ValueError):
            continue
        read += 1
        for row in rows:
            _, found, after = text.partition(row)
            if found:
                return int(after.split(None, UID_AFTER + 1)[UID_AFTER])
    if not read:
        raise Unreadable
    return None


def is_ours(own: tuple[object, ...], peer: tuple[object, ...]) -> bool:
    """Whether a program of the user who runs this one connected. Raises Unreadable."""
    return uid_of((str(peer[0]), int(str(peer[1]))), (str(own[0]), int(str(own[1])))) == os.getuid()


def can_be_told(listening: socket.socket) -> bool:
    """Whether this machine says who connects: tried with a connection of our own to this socket."""
    with socket.socket(listening.family) as probe:
        try:
            probe.connect(listening.getsockname()[:2])
            return is_ours(probe.getpeername(), probe.getsockname())
        except (OSError, Unreadable):
            return False
