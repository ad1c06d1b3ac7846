"""The root keys, in a file that only its owner may read; they wrap the keys of cases."""

import base64
import binascii
import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from screening.storage.errors import StoreError
from screening.storage.key_file import read_private, write_new
from screening.storage.sealing import KEY, Place, new_key, seal, unseal

FORMAT = "rozpoznaj-keyring/1"


@dataclass(frozen=True, slots=True)
class Keyring:
    """Root keys by id, the newest last. A case key is wrapped by the newest and opened by the one it names."""

    keys: dict[str, bytes]

    @property
    def newest(self) -> str:
        """Id of the key that wraps new case keys."""
        return list(self.keys)[-1]

    def wrap(self, case_key: bytes, *, realm: str, case_id: str) -> tuple[str, bytes]:
        """Id of the root key, and the wrapped case key."""
        place = Place(realm, "cases", case_id, "case_key", 0, self.newest)
        return self.newest, seal(self.keys[self.newest], case_key, place)

    def unwrap(self, key_id: str, wrapped: bytes, *, realm: str, case_id: str) -> bytes:
        """The case key. Raises StoreError if the root key is not in the ring, SealBroken for any damage."""
        if key_id not in self.keys:
            raise StoreError("The key file does not hold the key of this case; restore the right key file.")
        return unseal(self.keys[key_id], wrapped, Place(realm, "cases", case_id, "case_key", 0, key_id))


def _write(path: Path, keys: dict[str, bytes]) -> None:
    rows = [{"id": id_, "key": base64.b64encode(key).decode()} for id_, key in keys.items()]
    write_new(path, json.dumps({"format": FORMAT, "keys": rows}).encode())


def _read(path: Path) -> dict[str, bytes]:
    content = read_private(path)
    try:
        found = json.loads(content)
        keys = {row["id"]: base64.b64decode(row["key"], validate=True) for row in found["keys"]}
    except (ValueError, KeyError, TypeError, binascii.Error):
        raise StoreError(f"The key file {path} is damaged; restore it from your copy.") from None
    if found.get("format") != FORMAT or not keys or any(len(key) != KEY for key in keys.values()):
        raise StoreError(f"The key file {path} is damaged; restore it from your copy.")
    return keys


def open_or_create(path: Path) -> Keyring:
    """The keyring of a file, made with one fresh key where there is none. Raises StoreError with one sentence."""
    if not path.exists():
        _write(path, {secrets.token_hex(8): new_key()})
    return Keyring(_read(path))
