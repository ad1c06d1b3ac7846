"""Loads signs.yaml: what can be seen on the spot."""

from screening.content import limits
from screening.content.folder import BuiltEntry, Folder
from screening.content.sources import Sources, sources_of
from screening.core.instrument.catalogue import SIGN_PREFIX, Sign
from screening.core.instrument.vocabulary import PROFILE_IDS

FILE = "signs.yaml"
KEYS = ("id", "label", "profiles", "serious", "urgent", "sources")
Signs = dict[str, BuiltEntry[Sign]]


def load_signs(folder: Folder, sources: Sources) -> Signs:
    """Return the signs by id. Their ids begin with SIGN_PREFIX, so that no reply is ever mistaken for one."""
    signs: Signs = {}
    for row in folder.rows(FILE, "sign", KEYS):
        fields = row.fields
        if not row.id.startswith(SIGN_PREFIX):
            fields.fault("id", f"the id of a sign begins with {SIGN_PREFIX}; rename it.")
        sign = Sign(
            id=row.id,
            label=fields.text("label", f"sign.{row.id}.label", limits.LABEL),
            profiles=frozenset(fields.codes("profiles", PROFILE_IDS)),
            sources=sources_of(fields, sources),
            serious=fields.flag("serious"),
            urgent=fields.flag("urgent"),
        )
        signs[row.id] = BuiltEntry(sign, fields)
    return signs
