"""Case files in and out: encrypted with a passphrase that is passed on by telephone; nothing is ever sent."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from screening.casework.cases import CaseService
from screening.casework.documents import document
from screening.casework.open_case import OpenCase
from screening.casework.passphrases import as_generated, of_a_file, weakness
from screening.content import Content
from screening.core.instrument.vocabulary import Profession
from screening.core.record.case import Case
from screening.core.record.imported import taken_over
from screening.core.referral.disclosure import as_handed_on
from screening.exchange import envelope
from screening.exchange.case_file import Bad, CaseFileError, read_case, write_case
from screening.exchange.envelope import LARGEST
from screening.exchange.file_kinds import FILE_KINDS, FileKind, Maker, file_kind, made_at
from screening.printing import Printer
from screening.translation import Translator, language_code

__all__ = [
    "FILE_KINDS",
    "LARGEST",
    "CannotHandOut",
    "FileKind",
    "Maker",
    "NotConsistent",
    "NotReadBack",
    "TooLong",
    "Unprintable",
    "WeakPassphrase",
    "case_of",
    "file_kind",
    "file_to_hand_out",
    "made_at",
    "plain_file",
]


class WeakPassphrase(ValueError):
    """The passphrase is short, long or common."""


class TooLong(WeakPassphrase):
    """The passphrase has more bytes than every envelope can carry."""


class Unprintable(WeakPassphrase):
    """The passphrase holds a character that nobody can say by telephone."""


class CannotHandOut(ValueError):
    """The case has no age group or no form yet, or what was asked for cannot be made; the message is one sentence."""


class NotConsistent(CannotHandOut):
    """An age or a date of the case does not fit today, so a colleague's program would refuse the file."""


class NotReadBack(CannotHandOut):
    """The file could not be made, or not be opened again, so none leaves."""


def _case_file(case_service: CaseService, open_case: OpenCase) -> bytes:
    """Return the case file of what may leave of a case; in it a language that has a code has its Polish name.

    The file is read once, as a colleague's program will read it. Raises CannotHandOut.
    """
    away = as_handed_on(open_case.case)
    spoken = open_case.case.context.language
    if not away.context.language and language_code(spoken):
        away = replace(away, context=replace(away.context, language=Translator("pl").language_name(spoken)))
    try:
        data = write_case(away)
    except CaseFileError as problem:
        raise CannotHandOut(str(problem)) from None
    try:
        read_case(data, case_service.content.catalogue, case_service.today())
    except CaseFileError as problem:
        raise NotConsistent(f"{problem} Correct it on the page of the case first.") from None
    return data


def plain_file(case_service: CaseService, open_case: OpenCase) -> bytes:
    """Return the case file in clear, after recording that it is handed on. Raises CannotHandOut."""
    data = _case_file(case_service, open_case)
    case_service.handed_out(open_case)
    return data


def file_to_hand_out(
    case_service: CaseService,
    printer: Printer | None,
    open_case: OpenCase,
    how: str,
    passphrase: str,
    language: str = "pl",
    *,
    shortest: int = 0,
) -> bytes:
    """Return the case file as the encrypted kind of file with the code `how`; one with the referral needs a printer.

    First the file is opened once, and the trail records that it is handed on. A passphrase must be strong; for a caller
    that has warned of a weak one it must have `shortest` characters. Raises WeakPassphrase or CannotHandOut or a kind
    of them, for a PDF NoSheet and PrintingError.
    """
    if not passphrase.isprintable():
        raise Unprintable
    passphrase = of_a_file(passphrase)
    if len(passphrase.encode()) > envelope.LONGEST_PASSPHRASE:
        raise TooLong
    if len(passphrase) < shortest if shortest else weakness(passphrase, passphrase) is not None:
        raise WeakPassphrase
    case_file = _case_file(case_service, open_case)
    row = next((each for each in FILE_KINDS if each.kind == how and each.is_encrypted), None)
    if row is None or (row.has_sheet and printer is None):
        raise CannotHandOut("A PDF was asked for, and there is no printer here; choose the file of the tool.")
    sheet = b""
    if row.has_sheet and printer:
        made = document(
            "referral",
            open_case.case,
            case_service.content,
            code=open_case.code,
            now=case_service.now(),
            opened=open_case.opened_at,
            saved=open_case.changed_at,
        )
        sheet = printer.pdf(made, language).pdf
    data = _sealed(row, sheet, case_file, passphrase)
    case_service.handed_out(open_case)
    return data


def _sealed(row: FileKind, sheet: bytes, case_file: bytes, passphrase: str) -> bytes:
    """Return the case file as this kind of file, opened once as a colleague will open it. Raises NotReadBack."""
    try:
        data = row.write(sheet, case_file, passphrase)
        same = envelope.opened(data, passphrase) == case_file
    except envelope.BadEnvelope:
        same = False
    if not same:
        raise NotReadBack(
            "The file could not be made, or not be opened again afterwards, so none was given away; "
            "close other programs and try again."
        )
    return data


def case_of(content: Content, data: bytes, passphrase: str, today: date, profession: Profession | None) -> Case:
    """Return the case of a file from elsewhere as a new case. Raises BadEnvelope, CaseFileError. Stores nothing.

    An exercise is refused: practice takes in no files, and a made-up person must not be among the cases of service.
    """
    plain = _opened(data, _spellings(passphrase.strip(), content.passphrase_words))
    case = read_case(plain, content.catalogue, today)
    if case.exercise:
        raise CaseFileError("this is an exercise, a made-up case, and is not taken into service.", Bad.EXERCISE)
    return taken_over(case, profession)


def _spellings(typed: str, words: Sequence[str]) -> tuple[str, ...]:
    """Return the spellings to try, one or two: each costs an opening, so only likely ones are tried.

    The first is how this tool seals it. If all of it are words of our list, it is as the list spells them, for words
    that were dictated may be typed with capitals. The second is for a passphrase of one's own with such capitals, or
    one that another tool sealed with other spaces or with decomposed accents.
    """
    sealed_here = of_a_file(typed)
    generated = as_generated(sealed_here, words)
    return tuple(dict.fromkeys((generated, typed if generated == sealed_here else sealed_here)))


def _opened(data: bytes, spellings: Sequence[str]) -> bytes:
    """Return the case file in clear, opened by the first spelling that opens it. Raises BadEnvelope."""
    for spelling in spellings[:-1]:
        with suppress(envelope.NotOpened):
            return envelope.opened(data, spelling)
    return envelope.opened(data, spellings[-1])
