"""What can go wrong with the store: one family, each kind with a sentence of its own.

Nothing else leaves the store: errors of the database, of files and of Argon2 are turned into one of these. `str()` of
each is one sentence that says what to do; the web has a page for each, the command line says the sentence.
"""

import errno
from pathlib import Path


class StorageError(Exception):
    """Something that the store cannot do."""

    sentence = "The store cannot do this."

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or self.sentence)


class StoreError(StorageError):
    """The store cannot be used; the message is one sentence that says what to do."""

    sentence = "The store cannot be used; restore a backup, or check the data folder."


class KeyFileError(StoreError):
    """A key file cannot be used; `name` is its name without its folder."""

    def __init__(self, path: Path, sentence: str) -> None:
        super().__init__(sentence)
        self.name = path.name


class KeyFileDamaged(KeyFileError):
    """A key file holds something else than it should."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, f"The key file {path} is damaged; restore it from your backup.")


class KeyFileAltered(KeyFileError):
    """A key file is not as this program left it, so nothing is sealed to the inbox that it names."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"The key file {path} was altered since it was written; open the lock, read what it says, and try again.",
        )


class KeyFileExposed(KeyFileError):
    """A key file can be read by other users of this computer."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, f"The key file {path} can be read by others; run: chmod 600 {path}")


class KeyFileUnreadable(KeyFileError):
    """A key file is missing, is no file, or may not be read."""

    def __init__(self, path: Path, problem: OSError) -> None:
        reason = problem.strerror or problem
        remedy = "put it back, or restore it from your backup"
        if isinstance(problem, PermissionError):
            remedy = "it belongs to another user: give it to the user who runs Rozpoznaj (chown)"
        super().__init__(path, f"The key file {path} cannot be read ({reason}); {remedy}.")


class KeyFileMissing(KeyFileError):
    """The key file is gone, and the database holds cases that only its keys open."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, f"The key file {path} is missing, and the cases here open with it alone; put it back from a backup."
        )


class KeysMissing(StoreError):
    """The keys of these cases are not here: the vault is another one, or a unit key is missing or damaged."""

    sentence = "The vault does not hold the root key of these cases; restore the vault file they need."


class DatabaseDamaged(StoreError):
    """The database cannot be read."""

    sentence = "The database cannot be read: it is damaged; restore a backup."


class DiskUnreadable(DatabaseDamaged):
    """The disk does not answer, as with a loose cable; what is on it may be whole."""

    sentence = (
        "The disk of the database cannot be read; look at the disk and its cable, and start again before you restore "
        "a backup."
    )


class TooLittleMemory(StoreError):
    """Argon2 got less memory than one try of a passphrase needs."""

    sentence = "There is too little memory to try a passphrase (256 MiB); close other programs and try again."


class Locked(StorageError):
    """The keys are locked away; a passphrase, the word of a lock that keeps nothing, or a recovery kit opens them."""

    sentence = "The lock is shut; open it and do this once more."


class WrongKey(StorageError):
    """This passphrase, word or recovery kit does not open the keys."""

    sentence = "This does not open the keys; nothing was changed."


class OlderKeyFile(WrongKey):
    """This does not open the keys, and the key file is older than the trail says.

    The passphrase may well be that of today, which an older key file does not know.
    """

    sentence = (
        "This does not open the keys, and the key file vault.json is an older one than the newest; "
        "put the newest one back, and try again."
    )


class Misspelt(WrongKey):
    """What was typed is no recovery key at all: its checksum shows a typing error. It does not count as a wrong try."""

    sentence = "This key has a slip of the pen, or a character is missing; compare it with the paper."


class NoSuchCase(StorageError, LookupError):
    """There never was a case with this id here."""

    sentence = "There is no such case."


class CaseErased(StorageError, LookupError):
    """The case was erased; nothing of it is left."""

    sentence = "This case has been erased."


class CaseThere(StorageError):
    """A case with this id is here already; nothing was written."""

    sentence = "This case is here already; nothing was written."


class CaseFinished(StorageError):
    """The case is finished and only kept for a while; it cannot be changed."""

    sentence = "This case is finished and can no longer be changed."


class NewerRecord(StorageError):
    """A newer version of the program wrote the record of one case; it is whole, and this version cannot read it."""

    sentence = "A newer version of Rozpoznaj saved this case; start that version to open it. Nothing was changed."


class StaleRevision(StorageError):
    """Somebody saved the case in between; nothing was written."""

    sentence = "Somebody saved this case in between; nothing was written."


class SealBroken(StorageError):
    """A sealed record was altered, moved, or belongs to another key; it cannot be opened."""

    sentence = "A record was altered or damaged and does not open; restore it from a backup."


class CaseDamaged(SealBroken):
    """The row, the key or the record of one case was altered; the others are whole. `number` is its row."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"Case no. {number} was altered or damaged and does not open; restore it from a backup, or erase it."
        )
        self.number = number


class NotSaved(StorageError):
    """It cannot be written; nothing was written, what was saved before is kept."""

    sentence = "The disk cannot be written; nothing was saved. Check the data folder and its permissions."


class DiskFull(NotSaved):
    """The disk is full; nothing was written, what was saved before is kept."""

    sentence = "The disk is full; nothing was saved. Free some space and try again."


class Busy(NotSaved):
    """Another program has been writing for too long; nothing was written."""

    sentence = "Another program works with the database just now; nothing was saved. Try again in a moment."


class KeysChanged(NotSaved):
    """The keys were changed and hold from now on; the rows of the database could not be written.

    They follow at the next opening.
    """

    sentence = "The keys were changed and hold, but this could not be written down; free some space, then unlock again."


class DataMoved(NotSaved):
    """The data folder, or a file in it, was moved, exchanged, cut or deleted under the program; nothing was written."""

    sentence = (
        "The data folder, or a file in it, was moved, exchanged, cut or deleted while the program ran; "
        "nothing was saved. Stop the program, put the folder back or restore a backup, and start it again."
    )


def is_full(problem: OSError) -> bool:
    """Return whether the system says that there is no space left."""
    return problem.errno in (errno.ENOSPC, errno.EDQUOT)


def not_saved(problem: OSError) -> NotSaved:
    """Return the error for a file that cannot be written: DiskFull, or NotSaved with the reason."""
    if is_full(problem):
        return DiskFull()
    return NotSaved(f"The disk cannot be written ({problem.strerror or problem}); nothing was saved.")


def cannot_write(data: Path, problem: OSError) -> StoreError:
    """Return the error for a data folder that cannot be made or written, with the reason and what to do."""
    remedy = "free some space" if is_full(problem) else "check its permissions"
    return StoreError(
        f"The data folder {data} cannot be written ({problem.strerror or problem}); "
        f"{remedy}, or choose another folder with ROZPOZNAJ_DATA."
    )
