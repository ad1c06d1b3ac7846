"""The keys that are in memory while the store is open: roots, and the unit keys they opened so far."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from screening.storage.age_encryption import new_identity, recipient_of
from screening.storage.sealing import KEY, new_key

MEMORY = "memory-"
KEPT_INBOXES = 64


def key_id(key: bytes) -> str:
    """Return the public name of a key: it distinguishes keys and reveals nothing about them."""
    return hashlib.sha256(b"rozpoznaj key id" + key).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Keys:
    """Root keys by id and the age identities that open what was put aside while locked, each with the newest last.

    `units` are the unit keys that were opened so far.
    """

    roots: dict[str, bytes]
    inboxes: tuple[str, ...]
    units: dict[str, bytes] = field(default_factory=dict)

    @property
    def newest(self) -> str:
        """Id of the root key that wraps new unit keys."""
        return list(self.roots)[-1]

    @property
    def inbox(self) -> str:
        """The identity that opens what is put aside from now on."""
        return self.inboxes[-1]

    @property
    def inbox_recipient(self) -> str:
        """To whom a save is sealed while the store is locked."""
        return recipient_of(self.inbox)


def new_keys(*, in_memory: bool = False) -> Keys:
    """Return one fresh root key; its id says so if it never reaches a disk."""
    root = new_key()
    return Keys({(MEMORY if in_memory else "") + key_id(root): root}, (new_identity(),))


def with_new_root(keys: Keys) -> Keys:
    """Return the keys with one more root and one more inbox, which are the newest.

    Older inboxes open what was put aside before, and it may wait over many changes; the key file stays small with them.
    """
    root = new_key()
    return Keys({**keys.roots, key_id(root): root}, (*keys.inboxes[1 - KEPT_INBOXES :], new_identity()))


def with_roots(keys: Keys, needed: frozenset[str]) -> Keys:
    """Return the keys with the newest root and those older ones that are still needed."""
    kept = {id_: root for id_, root in keys.roots.items() if id_ in needed or id_ == keys.newest}
    return Keys(kept, keys.inboxes, keys.units)


def dump(keys: Keys, head: dict[str, Any]) -> bytes:
    """Return keys and head as JSON, to be sealed."""
    roots = [key.hex() for key in keys.roots.values()]
    return json.dumps({"roots": roots, "inboxes": keys.inboxes, "head": head}).encode()


def load(plain: bytes) -> tuple[Keys, dict[str, Any] | None]:
    """Return keys and head from JSON; the first edition sealed no head. Raises ValueError if it does not hold keys."""
    try:
        found = json.loads(plain)
        roots = [bytes.fromhex(text) for text in found["roots"]]
        inboxes, head = tuple(found.get("inboxes") or [found["inbox"]]), found.get("head")
    except (KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise ValueError("no keys") from problem
    is_text = all(isinstance(inbox, str) for inbox in inboxes)
    if not roots or any(len(root) != KEY for root in roots) or not is_text or not isinstance(head, dict | None):
        raise ValueError("no keys")
    return Keys({key_id(root): root for root in roots}, inboxes), head
