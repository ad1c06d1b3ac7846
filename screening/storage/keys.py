"""The keys that are in memory while the store is open: root keys, inboxes, and the unit keys opened so far."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from screening.storage.age_encryption import new_identity, recipient_of
from screening.storage.sealing import KEY, new_key

MEMORY = "memory-"  # how the id of a root key begins that never reaches a disk
KEPT_INBOXES = 64  # at most


def key_id(key: bytes) -> str:
    """Return the id of a key, which may be in clear: it distinguishes keys and reveals nothing about them."""
    return hashlib.sha256(b"rozpoznaj key id" + key).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Keys:
    """Root keys by id, and the inboxes, each with the newest last.

    An inbox is a pair of keys of age. Its private one, the identity, opens held forms and backups, which are encrypted
    to its public one, the recipient. `units` are the unit keys that were opened so far.
    """

    roots: dict[str, bytes]
    inbox_identities: tuple[str, ...]
    units: dict[str, bytes] = field(default_factory=dict)

    @property
    def newest(self) -> str:
        """Id of the root key that wraps new unit keys."""
        return list(self.roots)[-1]

    @property
    def inbox_identity(self) -> str:
        """The newest identity: it opens the held forms and backups that are made from now on."""
        return self.inbox_identities[-1]

    @property
    def inbox_recipient(self) -> str:
        """The public key to which forms that are sent while the store is locked, and backups, are encrypted."""
        return recipient_of(self.inbox_identity)


def new_keys(*, in_memory: bool = False) -> Keys:
    """Return one fresh root key and one inbox; the id of a root key says so if it never reaches a disk."""
    root = new_key()
    return Keys({(MEMORY if in_memory else "") + key_id(root): root}, (new_identity(),))


def with_new_root(keys: Keys) -> Keys:
    """Return the keys with one more root and one more inbox, which are the newest.

    Older inboxes open the forms held before: such a form may wait while the keys are changed many times. Their number
    is bounded, so that the key file stays small. Opened unit keys are left out; they are opened again when needed.
    """
    root = new_key()
    return Keys({**keys.roots, key_id(root): root}, (*keys.inbox_identities[1 - KEPT_INBOXES :], new_identity()))


def with_roots(keys: Keys, needed: frozenset[str]) -> Keys:
    """Return the keys with the newest root and those older ones that are still needed."""
    kept = {id_: root for id_, root in keys.roots.items() if id_ in needed or id_ == keys.newest}
    return Keys(kept, keys.inbox_identities, keys.units)


def dump(keys: Keys, lines: dict[str, Any]) -> bytes:
    """Return, as JSON to be sealed, the keys and the lines of the key file that are in clear as well (`Head.lines`)."""
    roots = [key.hex() for key in keys.roots.values()]
    return json.dumps({"roots": roots, "inboxes": keys.inbox_identities, "head": lines}).encode()


def load(plain: bytes) -> tuple[Keys, dict[str, Any] | None]:
    """Return what `dump` took; None for the lines, which the first format did not have. Raises ValueError (damage)."""
    try:
        found = json.loads(plain)
        roots = [bytes.fromhex(text) for text in found["roots"]]
        inboxes, lines = tuple(found.get("inboxes") or [found["inbox"]]), found.get("head")
    except (KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise ValueError("no keys") from problem
    is_text = all(isinstance(inbox, str) for inbox in inboxes)
    if not roots or any(len(root) != KEY for root in roots) or not is_text or not isinstance(lines, dict | None):
        raise ValueError("no keys")
    return Keys({key_id(root): root for root in roots}, inboxes), lines
