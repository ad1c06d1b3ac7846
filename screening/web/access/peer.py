"""Whose program is at the other end of a connection of this machine.

The kernel is asked for this one connection. Where it does not answer, its table of all connections is read, which
takes longer the more there are.
"""

import ipaddress
import os
import socket
import struct
from collections.abc import Callable, Sequence
from pathlib import Path

TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
ESTABLISHED = 1
UID_AFTER = 3  # queues, timer and retransmissions come between the state and the user id
# linux/netlink.h, linux/sock_diag.h and linux/inet_diag.h: what is asked, and what is answered.
SOCK_DIAG, BY_FAMILY, REQUEST, ANY = 4, 20, 1, 0xFFFFFFFF
HEADER = struct.Struct("=IHHII")  # length, kind, flags, number, sender
ASKED = struct.Struct("=4BI")  # family, protocol, nothing more, padding, states
ENDS = struct.Struct("!HH16s16s")  # ports and addresses: of the socket that is looked for, then of its other end
DEVICE_AND_COOKIE = struct.Struct("=III")
ANSWER = struct.Struct(f"=BBxx{ENDS.size + DEVICE_AND_COOKIE.size}x3I2I")  # family, state; three numbers, user, inode

Address = tuple[str, int]  # IP address and port
Lookup = Callable[[Address, Address], int | None]  # from the other end and our own to a user id, None if not found


def _question(peer: Address, own: Address) -> bytes:
    """What is sent to the kernel to ask for the socket of the program at the other end."""
    family = socket.AF_INET6 if ":" in peer[0] else socket.AF_INET
    addresses = (ipaddress.ip_address(host).packed for host, _ in (peer, own))
    asked = (
        ASKED.pack(family, socket.IPPROTO_TCP, 0, 0, 1 << ESTABLISHED)
        + ENDS.pack(peer[1], own[1], *addresses)
        + DEVICE_AND_COOKIE.pack(0, ANY, ANY)
    )
    return HEADER.pack(HEADER.size + len(asked), BY_FAMILY, REQUEST, 0, 0) + asked


def _uid_in(answer: bytes) -> int | None:
    """The user id in an answer of the kernel; None if it names no established connection.

    Where no connection fits, the kernel names a socket that listens at that address, if there is one.
    """
    if len(answer) < HEADER.size + ANSWER.size or HEADER.unpack_from(answer)[1] != BY_FAMILY:
        return None
    _family, state, _expires, _read, _written, uid, _inode = ANSWER.unpack_from(answer, HEADER.size)
    return int(uid) if state == ESTABLISHED else None


def uid_by_kernel(peer: Address, own: Address) -> int | None:
    """Return the user id of the program that connected from `peer` to `own`; None if there is no such connection."""
    try:
        with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, SOCK_DIAG) as asking:
            asking.sendto(_question(peer, own), (0, 0))
            answer, (sender, _) = asking.recvfrom(4096, socket.MSG_DONTWAIT)
    except OSError:
        return None
    return _uid_in(answer) if sender == 0 else None  # only the kernel has the number 0


def _words(packed: bytes) -> str:
    """A packed address as the tables write it: each four bytes as one number of this machine, in hexadecimal digits."""
    return "".join(f"{word:08X}" for word in struct.unpack(f"={len(packed) // 4}I", packed))


def _written(address: Address) -> tuple[str, ...]:
    """How the tables write an address; one of IPv4 also as a socket of IPv6 sees it, mapped into IPv6."""
    packed = ipaddress.ip_address(address[0]).packed
    mapped = bytes(10) + b"\xff\xff" + packed if len(packed) == 4 else packed
    return tuple(f"{_words(each)}:{address[1]:04X}" for each in dict.fromkeys((packed, mapped)))


def uid_by_tables(peer: Address, own: Address, tables: tuple[Path, ...] = TABLES) -> int | None:
    """Return the same user id from the tables of all connections; None also where they cannot be read."""
    ends = zip(_written(peer), _written(own), strict=True)
    rows = [f" {theirs} {ours} {ESTABLISHED:02X} " for theirs, ours in ends]
    for table in tables:
        try:
            text = table.read_text("ascii")
        except (OSError, ValueError):
            continue
        for row in rows:
            _, found, after = text.partition(row)
            if found:
                return int(after.split(None, UID_AFTER + 1)[UID_AFTER])
    return None


def is_ours(lookup: Lookup, own: tuple[object, ...], peer: tuple[object, ...]) -> bool:
    """Return whether a program of the user who runs this one connected; False also if its user cannot be found."""
    return lookup((str(peer[0]), int(str(peer[1]))), (str(own[0]), int(str(own[1])))) == os.getuid()


def _tells(lookup: Lookup, listening: socket.socket) -> bool:
    """Whether this way finds that a connection which is made here to try it is one of our own user."""
    with socket.socket(listening.family) as probe:
        try:
            probe.connect(listening.getsockname()[:2])
            return is_ours(lookup, probe.getpeername(), probe.getsockname())
        except OSError:
            return False


def lookup_for(listening: Sequence[socket.socket]) -> Lookup | None:
    """Return the cheapest way to find whose program connects to these sockets; None if the system does not say it.

    Each is tried with connections of our own.
    """
    ways: tuple[Lookup, ...] = (uid_by_kernel, uid_by_tables)
    return next((way for way in ways if all(_tells(way, each) for each in listening)), None)
