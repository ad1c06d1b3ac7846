"""The kinds of file in which a case travels, one row each: what begins it, who makes it and how, and how it is read.

The command line, the pages and the reader of files take their choices, names and types from here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from screening.exchange import age_passphrase, sealed_pdf
from screening.exchange.limited_process import BadEnvelope, NotOpened, Way, sealed

HEAD = age_passphrase.VERSION + b"\n"
ARMOUR = b"-----BEGIN AGE ENCRYPTED FILE-----"  # age files as text: known here, and refused by `_check_age`
LONGEST_HEAD = 256  # bytes; a head with one stanza has some 160


class Kind(StrEnum):
    """How a file is wrapped."""

    PLAIN = "plain"
    AGE = "age"
    PDF = "pdf"


class NoPassphrase(NotOpened):
    """An empty passphrase protects nothing; a file that was sealed with it could have been sealed by anybody."""

    def __init__(self) -> None:
        BadEnvelope.__init__(self, "An empty passphrase opens no file; type the one that you were told.")


class Maker(StrEnum):
    """Where an officer can make a file of a kind."""

    PAGE = "page"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its code, the end of its name, its media type, its first letters, and where it is made.

    `write` gets the printed sheet (empty for a kind without one), the case file and the passphrase. `holds` is the kind
    of what is inside, None for a file that is read as it is; `check` raises BadEnvelope for what is not to be opened,
    `opened_by` says how the process does it. `option` and `help` are those of the command `export`, which without an
    option writes the kind that has none.
    """

    kind: Kind
    extension: str
    media_type: str
    begins: tuple[bytes, ...]
    made_by: frozenset[Maker]
    write: Callable[[bytes, bytes, str], bytes]
    holds: Kind | None = None
    opened_by: Way | None = None
    option: str = ""
    help: str = ""
    has_sheet: bool = False
    check: Callable[[bytes, str], None] = lambda _data, _passphrase: None

    def __post_init__(self) -> None:
        if (self.holds is None) != (self.opened_by is None):
            raise ValueError(f"{self.kind}: `holds` and `opened_by` are given together or not at all.")

    @property
    def is_encrypted(self) -> bool:
        """Whether a passphrase opens it."""
        return self.holds is not None


def seal(plain: bytes, passphrase: str) -> bytes:
    """Return the bytes, encrypted with a passphrase (age-encryption.org/v1); scrypt makes each guess slow.

    Raises BadEnvelope if it could not be made, ReaderBusy.
    """
    return sealed(plain, passphrase)


def seal_pdf(sheet: bytes, plain: bytes, passphrase: str) -> bytes:
    """Return the sheet as an encrypted PDF that carries the bytes as an age file, both under this passphrase.

    Raises as `seal` does.
    """
    return sealed_pdf.seal(sheet, seal(plain, passphrase), passphrase)


def _check_age(data: bytes, passphrase: str) -> None:
    found = age_passphrase.HEAD.match(data[:LONGEST_HEAD])
    if found is None or int(found[2]) > age_passphrase.GREATEST_WORK:
        raise BadEnvelope("The file is damaged, or was not made by this tool.")
    if not passphrase.strip():
        raise NoPassphrase


def _age_opened(data: bytes, passphrase: str) -> bytes:
    try:
        return age_passphrase.unseal(data, passphrase)
    except age_passphrase.NotOpened:
        raise NotOpened from None


FILE_KINDS = (
    FileKind(
        Kind.PDF,
        ".pdf",
        "application/pdf",
        begins=(sealed_pdf.HEAD,),
        made_by=frozenset(Maker),
        write=seal_pdf,
        holds=Kind.AGE,
        opened_by=Way(sealed_pdf.carried, 384 * 1024**2, 5, cost_known=False),
        option="--pdf",
        help="Write the sheet as AES-256 PDF, the case file inside.",
        has_sheet=True,
    ),
    FileKind(
        Kind.AGE,
        ".age",
        "application/octet-stream",
        begins=(HEAD, ARMOUR),
        made_by=frozenset(Maker),
        write=lambda _, case_file, secret: seal(case_file, secret),
        holds=Kind.PLAIN,
        check=_check_age,
        # scrypt with the greatest work factor that the head of an age file may name takes 1 GiB, and up to ten seconds
        # of an old processor. The head was checked, so the cost is known.
        opened_by=Way(_age_opened, (1024 + 256) * 1024**2, 120),
    ),
    FileKind(
        Kind.PLAIN,
        ".json",
        "application/json",
        begins=(b"",),
        made_by=frozenset((Maker.COMMAND,)),
        write=lambda _, case_file, _secret: case_file,
        option="--plain",
        help="Write the case file in clear.",
    ),
)
BY_KIND = {row.kind: row for row in FILE_KINDS}


def file_kind(data: bytes) -> FileKind:
    """Return the kind of these bytes, by the first of them; the last row takes what no other does."""
    return next(row for row in FILE_KINDS if data.startswith(row.begins))


def made_at(maker: Maker) -> dict[str, FileKind]:
    """Return the kinds that `maker` can make, a page or the command, by their codes."""
    return {row.kind.value: row for row in FILE_KINDS if maker in row.made_by}
