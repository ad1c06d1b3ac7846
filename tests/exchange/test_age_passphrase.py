"""Files that age makes with a passphrase: ours open there, theirs open here, on a slow machine as on a fast one."""

from base64 import b64decode
from pathlib import Path

import pyrage
import pytest

from screening.exchange import age_passphrase, envelope, file_kinds
from screening.exchange.age_passphrase import CHUNK, NotOpened, seal, unseal
from tests.inside.exchange import base64_read, base64_written, seal_pieces, wrap_keys_with

PASSPHRASE, PLAIN = "zażółć gęślą jaźń", b'{"format": "rozpoznaj-case/1"}'
QUICK = 4
# Sealed by pyrage 1.4.0, on a clock that let it take a small work factor.
OF_PYRAGE = b64decode(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBnWFFydHNTSSt0aXBTMFhZQzJwV21RIDEwCmlnK3lPZ05xUnhiWFRvajUwT1NQNFVENkQ4"
    "dmNTdDRYcUFZc0RXVkF4Z0UKLS0tIHllNlpyKzRNN0t6b3hkSHJ0eGFOYm9XYkJSTGM3VWs0dENoYzVESFJmYTgKLBnPMCkntqmjHApQSuRGA6hf"
    "NB5pyDOYWBDq4NfAmGZfS9nTMQMnfwhEuXtpHxwGsrC37nwvkBGM76eH1Y4="
)
SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK - 5)


def test_what_age_sealed_opens_here():
    assert unseal(OF_PYRAGE, PASSPHRASE) == PLAIN
    assert envelope.opened(OF_PYRAGE, PASSPHRASE) == PLAIN


@pytest.mark.parametrize("size", SIZES)
def test_what_is_sealed_here_opens_with_age_and_here(size):
    plain = bytes(index % 251 for index in range(size))
    sealed = seal(plain, PASSPHRASE, QUICK)
    assert bytes(pyrage.passphrase.decrypt(sealed, PASSPHRASE)) == plain
    assert unseal(sealed, PASSPHRASE) == plain


def test_nothing_lets_age_measure_how_fast_this_machine_is():
    """What it measures decides how hard a file is to guess, and whether a right passphrase is refused."""
    root = Path(age_passphrase.__file__).parents[1]
    users = [source for source in root.rglob("*.py") if "import pyrage" in source.read_text(encoding="utf-8")]
    assert {source.parent.name for source in users} == {"storage"}
    assert not [source for source in users if "pyrage.passphrase" in source.read_text(encoding="utf-8")]


def test_each_file_is_as_hard_to_guess_as_age_makes_it():
    assert int(age_passphrase.HEAD.match(file_kinds.seal(PLAIN, PASSPHRASE))[2]) == 18


@pytest.mark.full
@pytest.mark.parametrize("work", [18, 19, 20])
def test_a_right_passphrase_opens_up_to_the_greatest_work_factor(work):
    assert envelope.opened(seal(PLAIN, PASSPHRASE, work), PASSPHRASE) == PLAIN


def test_more_work_than_that_is_not_begun(monkeypatch):
    wrap_keys_with(monkeypatch, lambda *_: pytest.fail("it was begun"))
    with pytest.raises(NotOpened):
        unseal(OF_PYRAGE.replace(b" 10\n", b" 21\n"), PASSPHRASE)


def refused(data: bytes) -> None:
    with pytest.raises(NotOpened):
        unseal(data, PASSPHRASE)


def test_no_changed_byte_passes():
    sealed = seal(PLAIN, PASSPHRASE, QUICK)
    with pytest.raises(NotOpened):
        unseal(sealed, PASSPHRASE + " ")
    for place in range(len(sealed)):
        refused(sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :])
        refused(sealed[:place])


def test_no_piece_is_left_out_exchanged_or_added():
    sealed = seal(bytes(3 * CHUNK), PASSPHRASE, QUICK)
    begins = age_passphrase.HEAD.match(sealed).end() + age_passphrase.NONCE
    size = CHUNK + age_passphrase.TAG
    first, second, third = (sealed[begins + at * size : begins + (at + 1) * size] for at in range(3))
    head = sealed[:begins]
    for pieces in (
        (),
        (first,),
        (first, second),
        (second, third),
        (first, third),
        (second, first, third),
        (first, second, third, third),
        (first, second, third, b"\0"),
    ):
        refused(head + b"".join(pieces))


def test_a_file_ends_with_a_piece_that_holds_something(monkeypatch):
    pieces = [(bytes(12), bytes(CHUNK)), (bytes(10) + b"\1\1", b"")]
    with monkeypatch.context() as patched:
        seal_pieces(patched, pieces)
        sealed = seal(b"", PASSPHRASE, QUICK)
    with pytest.raises(pyrage.DecryptError):
        pyrage.passphrase.decrypt(sealed, PASSPHRASE)
    refused(sealed)


def test_one_file_has_one_spelling():
    """The last letter of a base64 has bits that say nothing; a file with them set is none of age."""
    for text in (b"QUJD", b"QUI", b"QQ"):
        assert base64_written(base64_read(text)) == text
    for text in (b"QUJ", b"QR"):
        with pytest.raises(NotOpened):
            base64_read(text)
