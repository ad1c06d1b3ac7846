"""Commands that move case files in and out of the store; encrypted unless `--plain` is given."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from uuid import UUID

import click

from screening.cli.common import (
    Refused,
    asked_secret,
    chosen_settings,
    close,
    opened_file,
    readable_name,
    shipped_content,
    tell,
)
from screening.cli.output_file import output_file
from screening.cli.store import look_at_clock, store_set_up, tell_noticed
from screening.core.instrument.vocabulary import Profession

if TYPE_CHECKING:
    from screening.casework import CaseService


SHORTEST = 8
WITHHELD = "Without agreement the file holds no more than the referral sheet: no name, no contact."


@contextmanager
def _open_case_service() -> Iterator["CaseService"]:
    """A case service with its lock open: the passphrase is asked for, wrong tries are written down and slow down."""
    from screening.casework import CaseService
    from screening.casework.unlock_attempts import TooSoon

    content = shipped_content()
    store = store_set_up()
    try:
        look_at_clock(store)
        case_service = CaseService(store, content)
        case_service.lock.unlock("terminal", asked_secret("Passphrase of Rozpoznaj"))
        tell_noticed(case_service.lock)
        if case_service.lock.must_renew:
            raise Refused("These cases come from a backup; set a new passphrase and kit first, with 'screening kit'.")
        yield case_service
    except TooSoon as problem:
        raise Refused(f"Too many wrong tries; try again in {problem.seconds} seconds.") from problem
    finally:
        close(store)


def _id_of(case_service: "CaseService", name: str) -> UUID:
    """The case with this code name or id. Where the locale has no Polish letters, its bytes are UTF-8 all the same."""
    name = os.fsencode(name).decode("utf-8", "replace")
    for listed in case_service.cases():
        if name in (listed.code, str(listed.id)):
            return listed.id
    raise Refused(f"{name}: there is no open case of this name.")


@click.command("export")
@click.argument("case", metavar="CASE-ID")
@click.option("-o", "output", metavar="FILE", required=True, help="File to write.")
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
@click.option("--pdf", "as_pdf", is_flag=True, help="Write the sheet as AES-256 PDF, the case file inside.")
@click.option("--language", default="pl", show_default=True, help="Language of the sheet, with --pdf.")
@click.option("--plain", is_flag=True, help="Write the case file in clear.")
def export_case(case: str, output: str, force: bool, as_pdf: bool, language: str, plain: bool) -> None:
    """Write the case file of a stored case, by its code name or id; encrypted unless --plain."""
    from screening.casework.documents import NoSheet
    from screening.casework.transfer import (
        FILE_KINDS,
        CannotHandOut,
        TooLong,
        Unprintable,
        WeakPassphrase,
        file_to_hand_out,
        plain_file,
    )
    from screening.core.referral.identity import agreement_missing
    from screening.exchange.envelope import LONGEST_PASSPHRASE
    from screening.printing import Printer, PrintingError
    from screening.translation import page_languages

    offered = [each.code for each in page_languages()]
    if language not in offered:
        raise Refused(f"--language: this must be one of {', '.join(offered)}.")
    if plain and as_pdf:
        raise Refused("--plain: a PDF is always encrypted; choose one of the two.")
    target = output_file(output, settings=chosen_settings(), force=force)
    printer = Printer() if as_pdf else None
    try:
        with _open_case_service() as case_service:
            open_case = case_service.read(_id_of(case_service, case))
            if agreement_missing(open_case.case):
                tell(WITHHELD)
            if plain:
                data = plain_file(case_service, open_case)
            else:
                row = next(each for each in FILE_KINDS if each.is_encrypted and each.has_sheet == as_pdf)
                chosen = _new_passphrase()
                data = file_to_hand_out(case_service, printer, open_case, row.kind, chosen, language, shortest=SHORTEST)
            target.write(data)
    except TooLong:
        raise Refused(
            f"A passphrase has at most {LONGEST_PASSPHRASE} bytes, and a letter such as ą counts as two; "
            "nothing was written."
        ) from None
    except Unprintable:
        raise Refused("The passphrase holds a character that cannot be typed; nothing was written.") from None
    except WeakPassphrase:
        raise Refused(f"A passphrase of at least {SHORTEST} characters is needed; nothing was written.") from None
    except (CannotHandOut, NoSheet, PrintingError) as problem:
        raise Refused(f"{case}: {problem}") from problem
    finally:
        if printer:
            printer.close()


def _new_passphrase() -> str:
    """A passphrase for a file, typed twice; a weak one is warned of."""
    from screening.casework.passphrases import weakness

    chosen = asked_secret("Passphrase of the file (tell it by telephone)")
    if chosen != asked_secret("The same once more"):
        raise Refused("The two passphrases differ; nothing was written.")
    if weakness(chosen, chosen):
        tell("This passphrase can be guessed; seven random words are better.")
    return chosen.strip()


@click.command("import")
@click.argument("file", metavar="FILE")
@click.option(
    "--profession",
    type=click.Choice([each.value for each in Profession]),
    help="Your service; left out, it stays unsaid.",
)
def import_case(file: str, profession: str | None) -> None:
    """Store the case of a case file as a new case, and print its code name.

    Whoever takes it in is the one who calls KCIK: caller and decisions of the sender are not kept.
    """
    from screening.casework.number_notices import unknown_phones
    from screening.casework.transfer import LARGEST, case_of, file_kind
    from screening.exchange.case_file import CaseFileError
    from screening.exchange.envelope import BadEnvelope
    from screening.local_time import today
    from screening.wording import WORDS

    with opened_file(file) as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Refused(f"{readable_name(file)}: the file is larger than any case file.")
    row = file_kind(data)
    try:
        secret = ""
        if row.is_encrypted:
            secret = asked_secret("Passphrase of the file")
        service = Profession(profession) if profession else None
        case = case_of(shipped_content(), data, secret, today(), service)
    except (BadEnvelope, CaseFileError) as problem:
        raise Refused(f"{readable_name(file)}: {problem}") from problem
    with _open_case_service() as case_service:
        code = case_service.take_in(case).code
        phones = unknown_phones(case, case_service.content)
    if case.came_from:
        tell(f"File from: {case.came_from}. Now you are the one who calls: fill in who calls.")
    if row.kind in WORDS["FileKindTakenIn"]:
        tell(WORDS["FileKindTakenIn"][row.kind])
    if phones:
        tell(f"Words in the file hold {len(phones)} telephone number(s) that this tool does not know.")
    click.echo(code)
