"""Commands on content and case files; they need neither data folder nor passphrase."""

from datetime import UTC, date, datetime

import click

from screening import settings
from screening.cli.common import (
    Refused,
    case_of,
    chosen_settings,
    opened,
    put,
    put_json,
    replace_file,
    shipped_content,
    target_of,
)

FAULTS_FOUND = 1
DOCUMENTS = ("referral", "consultation", "note", "notification", "script", "steps")


@click.command()
@click.pass_context
def check(context: click.Context) -> None:
    """Check all content; one problem a line."""
    from screening.content import check as problems_of

    problems = problems_of(settings.folder("indicators"), date.today())
    put("".join(f"{problem}\n" for problem in problems).encode("utf-8", "backslashreplace"))
    if any(not problem.warning for problem in problems):
        context.exit(FAULTS_FOUND)


@click.command()
@click.argument("case_file", metavar="[CASE.json]", required=False)
@click.option("--lines", metavar="FILE", help="Read one case a line instead; print one assessment a line.")
def assess(case_file: str | None, lines: str | None) -> None:
    """Print the assessment of a case file as JSON; - reads standard input."""
    if (case_file is None) == (lines is None):
        raise Refused("CASE.json: give either a case file or --lines FILE.")
    content = shipped_content()
    if lines is not None:
        from screening.exchange.lines import assess_lines

        with opened(lines) as stream:
            for line in assess_lines(stream, content.catalogue):
                put(line)
        return
    from screening.core.assessment import assess as assessment_of
    from screening.exchange.assessment_file import assessment_json

    case = case_of(case_file, content)
    put_json(assessment_json(case, assessment_of(content.catalogue, case)))


@click.command("print")
@click.argument("document", type=click.Choice(DOCUMENTS))
@click.argument("case_file", metavar="CASE.json")
@click.option("--language", default="pl", show_default=True, help="Language of the document.")
@click.option("-o", "output", metavar="FILE.pdf", required=True, help="PDF to write; replaced if it exists.")
def print_document(document: str, case_file: str, language: str, output: str) -> None:
    """Write a document of a case file as PDF; - reads standard input."""
    from screening.translation import page_languages

    offered = [each.code for each in page_languages()]
    if language not in offered:
        raise Refused(f"--language: this must be one of {', '.join(offered)}.")
    target, realm, content = target_of(output), chosen_settings().realm, shipped_content()
    case = case_of(case_file, content)

    from screening.casework.documents import NoSheet
    from screening.casework.documents import document as document_of
    from screening.printing import Printer, PrintingError

    printer = Printer()
    try:
        sheet = document_of(document, case, content, now=datetime.now(UTC), realm=realm)
        printed = printer.pdf(sheet, language)
    except (NoSheet, PrintingError) as problem:
        raise Refused(f"{document}: {problem}") from problem
    finally:
        printer.close()
    replace_file(target, printed.pdf)
    if printed.replaced:
        click.echo(f"{output}: some characters have no printed form and stand as [U+…].", err=True)


@click.command()
def codes() -> None:
    """Print every code of the formats as JSON."""
    from screening.exchange.codes import all_codes

    put_json(all_codes(shipped_content().catalogue))


@click.command()
def schema() -> None:
    """Print the JSON Schema of the case file."""
    from screening.exchange.schema import case_schema

    put_json(case_schema(shipped_content().catalogue))
