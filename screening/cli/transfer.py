"""The commands `export` and `import`: a case goes out of the store as a file, or comes in from one."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
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
    tell_of_age,
)
from screening.cli.output_file import output_file
from screening.cli.store import VISITOR, look_at_clock, store_set_up, tell_noticed
from screening.core.instrument.vocabulary import Profession

if TYPE_CHECKING:
    from screening.casework import CaseService
    from screening.exchange.file_kinds import FileKind


SHORTEST = 8  # characters of the passphrase of a file
OF_THE_SENDER = (
    "The file holds nothing of what the earlier institution told and nobody here has answered: {fields}. "
    "If you know it, answer it on the page of the case first."
)
WITHHELD = "Without agreement the file holds no more than the referral sheet: no name, no contact."


@contextmanager
def _open_case_service() -> Iterator["CaseService"]:
    """Yield a case service with its lock open; the passphrase is asked for, and the store is closed at the end.

    Wrong tries are written in the trail, and after too many the next has to wait. Raises Refused and errors of the
    store.
    """
    from screening.casework import CaseService
    from screening.casework.unlock_attempts import TooSoon

    content = shipped_content()
    store = store_set_up()
    try:
        look_at_clock(store)
        case_service = CaseService(store, content)
        case_service.lock.unlock(VISITOR, asked_secret("Passphrase of Rozpoznaj"))
        tell_noticed(case_service.lock)
        if case_service.lock.must_renew:
            raise Refused("These cases come from a backup; set a new passphrase and kit first, with 'screening kit'.")
        yield case_service
    except TooSoon as problem:
        raise Refused(f"Too many wrong tries; try again in {problem.seconds} seconds.") from problem
    finally:
        close(store)


def _id_of(case_service: "CaseService", name: str) -> UUID:
    """The id of the open case with this code name or id. Raises Refused.

    In a locale without Polish letters Python has the bytes of the name as surrogates: they are UTF-8 all the same.
    """
    name = os.fsencode(name).decode("utf-8", "replace")
    for listed in case_service.cases():
        if name in (listed.code, str(listed.id)):
            return listed.id
    raise Refused(f"{name}: there is no open case of this name.")


class _OfAKind(click.Command):
    """A command with an option for each kind of file but the usual one.

    The table of kinds is read only when the command is called, so that no other command waits for it.
    """

    @cached_property
    def _kinds(self) -> list[click.Parameter]:
        from screening.exchange.file_kinds import FILE_KINDS

        return [
            click.Option([row.option, row.kind.value], is_flag=True, help=row.help) for row in FILE_KINDS if row.option
        ]

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the options of the kinds and those of the command."""
        return [*self._kinds, *super().get_params(ctx)]


def _chosen_kind(kinds: Mapping[str, bool]) -> "FileKind":
    """The kind of file whose option was given, or the usual one. Raises Refused."""
    from screening.exchange.file_kinds import FILE_KINDS

    usual = next(row for row in FILE_KINDS if not row.option)
    given = [row for row in FILE_KINDS if kinds.get(row.kind.value)]
    if len(given) > 1:
        raise Refused(f"{' and '.join(row.option for row in given)} name two kinds of file; choose one.")
    return (given or [usual])[0]


@click.command("export", cls=_OfAKind)
@click.argument("case", metavar="CASE-ID")
@click.option("-o", "output", metavar="FILE", required=True, help="File to write.")
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
@click.option("--language", default="pl", show_default=True, help="Language of the sheet, with --pdf.")
def export_case(case: str, output: str, force: bool, language: str, **kinds: bool) -> None:
    """Write the case file of a stored case, by its code name or id; encrypted unless --plain."""
    from screening.casework.documents import NoSheet
    from screening.casework.transfer import (
        CannotHandOut,
        TooLong,
        Unprintable,
        WeakPassphrase,
        file_to_hand_out,
        plain_file,
    )
    from screening.core.record.imported import asked_anew
    from screening.core.referral.identity import agreement_missing
    from screening.exchange.envelope import LONGEST_PASSPHRASE
    from screening.printing import Printer, PrintingError
    from screening.translation import page_languages

    offered = [each.code for each in page_languages()]
    if language not in offered:
        raise Refused(f"--language: this must be one of {', '.join(offered)}.")
    row = _chosen_kind(kinds)
    target = output_file(output, settings=chosen_settings(), force=force)
    printer = Printer() if row.has_sheet else None
    try:
        with _open_case_service() as case_service:
            open_case = case_service.read(_id_of(case_service, case))
            if agreement_missing(open_case.case):
                tell(WITHHELD)
            tell_of_age(open_case.case)
            if fields := asked_anew(open_case.case):
                tell(OF_THE_SENDER.format(fields=", ".join(sorted(fields))))
            if not row.is_encrypted:
                data = row.write(b"", plain_file(case_service, open_case), "")
            else:
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
    """A passphrase for a file, typed twice. A weak one is taken with a warning. Raises Refused if the two differ."""
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
        tell_of_age(case)
        phones = unknown_phones(case, case_service.content)
    if case.came_from:
        tell(f"File from: {case.came_from}. Now you are the one who calls: fill in who calls.")
    if row.kind in WORDS["FileKindTakenIn"]:
        tell(WORDS["FileKindTakenIn"][row.kind])
    if phones:
        tell(f"Words in the file hold {len(phones)} telephone number(s) that this tool does not know.")
    click.echo(code)
