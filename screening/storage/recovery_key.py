"""The recovery key as people copy it by hand: which mistakes are corrected, and which ones its checksum finds.

The key is an age identity in Bech32 (BIP 173): a fixed beginning, then 58 signs of an alphabet without 1, B, I and O.
So these four can only be misread. The last six signs are a checksum: it finds a copying mistake, and another key
passes it.
"""

import string
import unicodedata

from screening.storage import age_encryption
from screening.storage.errors import Misspelt, WrongKey

BEGINNING = "AGE-SECRET-KEY-1"
ALPHABET = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
SIGNS = 58
LONGEST = 1000  # characters of what was typed; the rest is not read
_LOOKS_LIKE = {"1": "L", "B": "8", "I": "L", "O": "0"}
_READ_AS = str.maketrans(
    {sign: _LOOKS_LIKE[sign] for sign in string.ascii_uppercase + string.digits if sign not in ALPHABET}
)


def read_kit_key(typed: str) -> str:
    """Return the key as age writes it: any case, any dash, blank or line break, a look-alike for a sign it never has.

    The fixed beginning may be wrong or missing, for it says nothing. Raises Misspelt if no key is spelt like this.
    """
    letters = [sign for sign in unicodedata.normalize("NFKC", typed[:LONGEST]).upper() if sign.isalnum()]
    key = BEGINNING + "".join(letters[-SIGNS:]).translate(_READ_AS)
    try:
        age_encryption.recipient_of(key)
    except WrongKey:
        raise Misspelt from None
    return key


def is_spelt(typed: str) -> bool:
    """Return whether what was typed is a key; if not, it was copied with a mistake."""
    try:
        read_kit_key(typed)
    except Misspelt:
        return False
    return True
