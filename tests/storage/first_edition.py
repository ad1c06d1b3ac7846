"""Vault files, databases and backups as the first edition wrote them."""

import base64
import json
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select

from screening.storage import Store, age_encryption
from screening.storage.backup import name_of
from screening.storage.sealing import seal
from screening.storage.tables import audit, cases, owner, unit_keys
from tests.inside.storage import PLACE_OF_KEYS, in_first_format, opener_and_head

COLUMNS = [column for column in cases.c if column.name not in ("wrapped_key", "bound")]
LATER_IN_TRAIL = ("number", "erase_after")


def vault_of(store: Store) -> bytes:
    """The open vault of a store as the first edition would have written it: nothing but the keys is sealed."""
    keys, (opener, head) = store.vault.keys, opener_and_head(store.vault)
    plain = json.dumps({"roots": [root.hex() for root in keys.roots.values()], "inbox": keys.inbox_identity}).encode()
    content = {
        "format": "rozpoznaj-vault/1",
        "argon2id": {"salt": opener.salt.hex(), **asdict(opener.cost)},
        "sealed": base64.b64encode(seal(opener.key, plain, PLACE_OF_KEYS)).decode(),
        "kit": {
            "recipient": head.recipient,
            "sealed": base64.b64encode(age_encryption.encrypt(plain, head.recipient)).decode(),
        },
        "inbox": keys.inbox_recipient,
    }
    return json.dumps(content, indent=1).encode()


def go_back(store: Store, path: Path) -> None:
    """Make of the folder of a store what the first edition left, as far as it can be told apart; the store closes."""
    path.write_bytes(vault_of(store))
    with store.database.writing() as connection:
        connection.execute(cases.update().values(bound=None))
        connection.execute(owner.delete())
    store.close()


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    assert isinstance(value, datetime)
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def lines_of(store: Store, now: datetime) -> tuple[list[dict], list[dict]]:
    """The lines of a data file and of the sealed part of a keys file."""
    with store.database.reading() as connection:

        def rows(query, table):
            return [{"table": table, "row": dict(row)} for row in connection.execute(query).mappings()]

        found = rows(select(*COLUMNS).order_by(cases.c.id), "cases")
        data = [{"format": "rozpoznaj-data-backup/1", "revision": "0004", "cases": len(found)}, *found]
        told, head = in_first_format(
            store.trail, connection.execute(select(audit).order_by(audit.c.id)).mappings().all()
        )
        for row in told:
            data.append({"table": "audit", "row": {key: row[key] for key in row if key not in LATER_IN_TRAIL}})
        data.append({"table": "audit_head", "row": head})
        wrapped = select(cases.c.public_id, cases.c.wrapped_key).where(cases.c.wrapped_key.is_not(None))
        keys = [
            {
                "format": "rozpoznaj-keys-backup/1",
                "made_at": now.astimezone(UTC).isoformat(),
                "realm": store.realm,
                "audit_key": store.trail.key,
            },
            *rows(select(unit_keys), "unit_keys"),
            *rows(wrapped, "case_keys"),
        ]
    return [json.loads(json.dumps(part, default=_text)) for part in (data, keys)]


def write_backup(store: Store, folder: Path, now: datetime, change=lambda data, keys: None) -> Path:
    """The two files of a backup, their lines changed before they are encrypted; gives the keys file."""
    folder.mkdir(exist_ok=True)
    data, keys = lines_of(store, now)
    change(data, keys)

    def encrypted(lines: list) -> bytes:
        return age_encryption.encrypt(
            b"".join(json.dumps(line).encode() + b"\n" for line in lines), *store.vault.recipients()
        )

    content = encrypted(data)
    (folder / name_of(now, "data.age")).write_bytes(content)
    keys[0]["data_sha256"] = sha256(content).hexdigest()
    head = {name: keys[0][name] for name in ("format", "made_at", "data_sha256")}
    file = folder / name_of(now, "keys.json")
    sealed = base64.b64encode(encrypted(keys)).decode()
    file.write_text(json.dumps({**head, "vault": vault_of(store).decode(), "sealed": sealed}))
    return file
