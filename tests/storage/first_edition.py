"""Vault files and databases as the first edition wrote them."""

import base64
import json
from dataclasses import asdict
from pathlib import Path

from screening.storage import Store, age
from screening.storage.sealing import seal
from screening.storage.tables import cases, owner
from screening.storage.vault import _place


def vault_of(store: Store) -> bytes:
    """The open vault of a store as the first edition would have written it: nothing but the keys is sealed."""
    keys, opener, head = store.vault.keys, store.vault._opener, store.vault._head
    plain = json.dumps({"roots": [root.hex() for root in keys.roots.values()], "inbox": keys.inbox}).encode()
    content = {
        "format": "rozpoznaj-vault/1",
        "argon2id": {"salt": opener.salt.hex(), **asdict(opener.cost)},
        "sealed": base64.b64encode(seal(opener.key, plain, _place("keys"))).decode(),
        "kit": {
            "recipient": head.recipient,
            "sealed": base64.b64encode(age.encrypt(plain, head.recipient)).decode(),
        },
        "inbox": keys.inbox_recipient,
    }
    return json.dumps(content, indent=1).encode()


def go_back(store: Store, path: Path) -> None:
    """Make of the folder of a store what the first edition left, as far as it can be told apart; the store closes."""
    path.write_bytes(vault_of(store))
    with store._database.writing() as connection:
        connection.execute(cases.update().values(bound=None))
        connection.execute(owner.delete())
    store.close()
