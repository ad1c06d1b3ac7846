"""Files for a recipient, read only if their head is no longer than ours."""

import io
from time import process_time

import pytest

from screening.storage import age_encryption
from screening.storage.errors import WrongKey

IDENTITIES = [age_encryption.new_identity() for _ in range(3)]
SEALED = age_encryption.encrypt(b"plain", *map(age_encryption.recipient_of, IDENTITIES))


def streamed(sealed: bytes) -> bytes:
    found = io.BytesIO()
    age_encryption.decrypt_stream(io.BytesIO(sealed), found, IDENTITIES[0])
    return found.getvalue()


WAYS = {"at once": lambda sealed: age_encryption.decrypt(sealed, IDENTITIES[0]), "piece by piece": streamed}


@pytest.mark.parametrize("read", WAYS.values(), ids=WAYS)
def test_what_is_for_three_recipients_is_read(read):
    assert read(SEALED) == b"plain"


@pytest.mark.parametrize("read", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("stanzas", [1_000, 4_000])
def test_a_head_of_many_stanzas_costs_no_time(read, stanzas):
    began = process_time()
    with pytest.raises(WrongKey):
        read(SEALED.replace(b"\n", b"\n-> g x\n" * stanzas, 1))
    assert process_time() - began < 0.2


def test_the_heads_that_are_written_are_far_shorter_than_those_that_are_read():
    heads = [
        age_encryption.encrypt(b"", *map(age_encryption.recipient_of, IDENTITIES)).index(age_encryption.END_OF_HEAD)
        for _ in range(200)
    ]
    print(f"at most {max(heads)} bytes")
    assert max(heads) < age_encryption.LONGEST_HEAD / 2
