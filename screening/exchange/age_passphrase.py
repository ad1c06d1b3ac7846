"""Files as age makes them with a passphrase, at a work factor that we choose and not the speed of this machine.

Source: the age file format (c2sp.org/age), sections on the scrypt recipient and on the payload. pyrage measures the
machine at each call, so that it would refuse a right passphrase when other programs are at work.
"""

import hmac
import os
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

VERSION = b"age-encryption.org/v1"
WORK = 18  # the binary logarithm of scrypt's N, as age itself has it: 256 MiB of memory, about a second
GREATEST_WORK = 20  # 1 GiB of memory
ZEROS = bytes(12)  # the nonce that age takes here: each wrapping key encrypts one file key and nothing else
NONCE, TAG, CHUNK = 16, 16, 64 * 1024  # bytes

# One stanza and no more, as age itself demands of a file with a passphrase.
HEAD = re.compile(
    re.escape(VERSION) + rb"\n-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n([A-Za-z0-9+/]{43})\n"
    rb"--- ([A-Za-z0-9+/]{43})\n"
)


class NotOpened(ValueError):
    """The passphrase does not open the file, or the file is damaged."""


def seal(plain: bytes, passphrase: str, work: int = WORK) -> bytes:
    """Return the bytes as an age file."""
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(NONCE)
    wrapped = ChaCha20Poly1305(_wrapping(passphrase, salt, work)).encrypt(ZEROS, file_key, None)
    head = VERSION + b"\n-> scrypt %b %d\n%b\n---" % (_base64(salt), work, _base64(wrapped))
    payload = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    pieces = [payload.encrypt(place, piece, None) for place, piece in _pieces(plain, CHUNK)]
    return b"%b %b\n%b%b" % (head, _base64(_mac(file_key, head)), nonce, b"".join(pieces))


def unseal(data: bytes, passphrase: str) -> bytes:
    """Return the plain bytes of an age file. Raises NotOpened, and MemoryError if scrypt gets too little."""
    head = HEAD.match(data)
    if head is None or int(head[2]) > GREATEST_WORK:
        raise NotOpened
    salt, wrapped, mac = (_bytes(head[part]) for part in (1, 3, 4))
    try:
        file_key = ChaCha20Poly1305(_wrapping(passphrase, salt, int(head[2]))).decrypt(ZEROS, wrapped, None)
        if not hmac.compare_digest(_mac(file_key, data[: head.end(3)] + b"\n---"), mac):
            raise NotOpened
        nonce, sealed = data[head.end() : head.end() + NONCE], data[head.end() + NONCE :]
        payload = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
        pieces = [payload.decrypt(place, piece, None) for place, piece in _pieces(sealed, CHUNK + TAG)]
    except InvalidTag:
        raise NotOpened from None
    if len(pieces) > 1 and not pieces[-1]:
        raise NotOpened  # age ends no file with an empty piece
    return b"".join(pieces)


def _pieces(data: bytes, size: int) -> Iterator[tuple[bytes, bytes]]:
    """Each piece after its nonce: its number in eleven bytes, and one byte that is 1 for the last. Of no bytes, one."""
    last = max(len(data) - 1, 0) // size
    for number in range(last + 1):
        yield number.to_bytes(11, "big") + bytes([number == last]), data[number * size : (number + 1) * size]


def _wrapping(passphrase: str, salt: bytes, work: int) -> bytes:
    """The key that encrypts the key of the file."""
    return Scrypt(salt=VERSION + b"/scrypt" + salt, length=32, n=1 << work, r=8, p=1).derive(passphrase.encode())


def _derived(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, purpose).derive(key)


def _mac(file_key: bytes, head: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), head, "sha256")


def _base64(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")


def _bytes(text: bytes) -> bytes:
    """The bytes of a base64 without padding. Raises NotOpened where another text means the same bytes."""
    found = b64decode(text + b"=" * (-len(text) % 4))
    if _base64(found) != text:
        raise NotOpened
    return found
