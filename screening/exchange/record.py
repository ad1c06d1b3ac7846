"""The stored record of a case: every field, as compact JSON. The store seals it; nothing here encrypts."""

import json

from screening.core.record.case import Case
from screening.exchange.dataclass_json import from_plain, to_plain

FORMAT = "rozpoznaj-record/1"

_encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


class BadRecord(ValueError):
    """The record was not written by this program, or by a newer one; the message is one sentence."""


def dump(case: Case) -> bytes:
    """Return the record of a case; `load` returns an equal case."""
    return _encode({"format": FORMAT, "case": to_plain(case)}).encode("ascii")


def load(data: bytes) -> Case:
    """Return the case of a record. Replies to indicators that the shipped edition no longer has are kept.

    Raises BadRecord for anything that `dump` did not write; the message holds nothing of the record.
    """
    try:
        plain = json.loads(data)
        if plain["format"] != FORMAT:
            raise BadRecord(f"The record has another format than {FORMAT}.")
        return from_plain(Case, plain["case"])
    except BadRecord:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BadRecord("The record cannot be read.") from None
