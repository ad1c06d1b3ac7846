"""What can go wrong with the store, each as a type of its own."""

from pathlib import Path


class StoreError(Exception):
    """The store cannot be used; the message is one sentence that says what to do."""


def cannot_write(data: Path, problem: OSError) -> StoreError:
    """What to say of a data folder that cannot be made or written."""
    return StoreError(
        f"The data folder {data} cannot be written ({problem.strerror or problem}); "
        "free some space, or choose another folder with ROZPOZNAJ_DATA."
    )


class Locked(Exception):
    """The keys are locked away; a passphrase, word or recovery kit opens them."""


class WrongKey(Exception):
    """This passphrase, word or recovery kit does not open the keys."""


class Misspelt(WrongKey):
    """What was typed is no recovery key at all: its checksum shows a slip of the pen. It is no try to guess one."""


class NoSuchCase(LookupError):
    """There never was a case with this id here."""


class CaseErased(LookupError):
    """The case was erased; nothing of it is left."""


class CaseFinished(Exception):
    """The case is finished and only kept for a while; it cannot be changed."""


class StaleRevision(Exception):
    """Somebody saved the case in between; nothing was written."""


class NotSaved(Exception):
    """The disk is full or cannot be written; nothing was written, what was saved before is kept."""


class SealBroken(Exception):
    """A sealed record was altered, moved, or belongs to another key; it cannot be opened."""
