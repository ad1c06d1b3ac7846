"""Whatever the store cannot do ends every command with one sentence."""

import pytest

from tests.storage.troubles import KINDS, trouble

COMMANDS = ("audit", "verify"), ("rotate",), ("backup", "copies"), ("export", "x", "-o", "y")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_kind_of_trouble_of_the_store_is_one_sentence(run, place, monkeypatch, kind, command):
    def fail(*_):
        raise trouble(kind)

    monkeypatch.setattr("screening.storage.open_store", fail)
    code, out, said = run(*command)
    assert (code, out) == (2, b"") and said.count("\n") == 1 and "does not expect" not in said
    assert str(trouble(kind)) in said or command == ("rotate",)
