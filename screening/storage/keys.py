"""The keys that are in memory while the store is open: roots, and the unit keys they opened so far."""

import hashlib
import json
from dataclasses import dataclass, field

from screening.storage.age import new_identity, recipient_of
from screening.storage.sealing import KEY, new_key

MEMORY = "memory-"


def key_id(key: bytes) -> str:
    """The public name of a key: it tells keys apart and tells nothing of them."""
    return hashlib.sha256(b"rozpoznaj key id" + key).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Keys:
    """Root keys by id, the newest last; the age identity that opens saves held while locked; opened unit keys."""

    roots: dict[str, bytes]
    inbox: str
    units: dict[str, bytes] = field(default_factory=dict)

    @property
    def newest(self) -> str:
        """Id of the root key that wraps new unit keys."""
        return list(self.roots)[-1]

    @property
    def inbox_recipient(self) -> str:
        """To whom a save is sealed while the store is locked."""
        return recipient_of(self.inbox)


def new_keys(*, in_memory: bool = False) -> Keys:
    """One fresh root key; its id says so if it never reaches a disk."""
    root = new_key()
    return Keys({(MEMORY if in_memory else "") + key_id(root): root}, new_identity())


def with_new_root(keys: Keys) -> Keys:
    """The keys with one more root, which is the newest."""
    root = new_key()
    return Keys({**keys.roots, key_id(root): root}, keys.inbox)


def with_newest_root_only(keys: Keys) -> Keys:
    """The keys without the older roots."""
    return Keys({keys.newest: keys.roots[keys.newest]}, keys.inbox)


def dump(keys: Keys) -> bytes:
    """As JSON, to be sealed."""
    return json.dumps({"roots": [key.hex() for key in keys.roots.values()], "inbox": keys.inbox}).encode()


def load(plain: bytes) -> Keys:
    """From JSON. Raises ValueError if it does not hold keys."""
    try:
        found = json.loads(plain)
        roots = [bytes.fromhex(text) for text in found["roots"]]
        inbox = found["inbox"]
    except (KeyError, TypeError) as problem:
        raise ValueError("no keys") from problem
    if not roots or any(len(root) != KEY for root in roots):
        raise ValueError("no keys")
    return Keys({key_id(root): root for root in roots}, inbox)
