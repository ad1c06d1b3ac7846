"""Case files in and out: encrypted with a passphrase that is told by telephone; nothing is ever sent."""

from screening.casework.desk import Desk, OpenCase
from screening.casework.documents import document
from screening.casework.passphrases import weakness
from screening.core.case import Case
from screening.exchange import envelope, sealed_pdf
from screening.exchange.case_file import CaseFileError, read_case, write_case
from screening.printing import Printer

AGE, PDF = "age", "pdf"
HOW = (AGE, PDF)


class Weak(ValueError):
    """The passphrase is short, long or common."""


class CannotHandOut(ValueError):
    """The case has no age group or no form yet; the message is one sentence."""


def sealed(
    desk: Desk, printer: Printer | None, on_desk: OpenCase, how: str, passphrase: str, language: str = "pl"
) -> bytes:
    """The case file of a case, encrypted. Raises Weak, CannotHandOut, and for a PDF NoSheet and PrintingError."""
    if weakness(passphrase, passphrase) or "\n" in passphrase:
        raise Weak
    try:
        case_file = write_case(on_desk.case)
    except CaseFileError as problem:
        raise CannotHandOut(str(problem)) from None
    if how == AGE or printer is None:
        return envelope.seal(case_file, passphrase)
    made = document("referral", on_desk.case, desk.content, code=on_desk.code, now=desk.now())
    return sealed_pdf.seal(printer.pdf(made, language).pdf, case_file, passphrase)


def file_to_hand_out(
    desk: Desk, printer: Printer | None, on_desk: OpenCase, how: str, passphrase: str, language: str = "pl"
) -> bytes:
    """The sealed file; that it is given away is written down before it leaves."""
    data = sealed(desk, printer, on_desk, how, passphrase, language)
    desk.handed_out(on_desk)
    return data


def case_of(desk: Desk, data: bytes, passphrase: str) -> Case:
    """The case of a file from elsewhere. Raises BadEnvelope and CaseFileError; nothing is stored."""
    return read_case(envelope.opened(data, passphrase), desk.content.catalogue, desk.today())
