"""Commands on content and case files; they need neither the store nor a passphrase."""

import click

from screening import settings
from screening.cli.common import (
    Refused,
    case_of_file,
    chosen_settings,
    opened_file,
    put,
    put_json,
    shipped_content,
    tell,
)
from screening.cli.output_file import output_file
from screening.core.documents import BY_NAME, GUIDES, TABLE, GuideDocument, Languages, Reader

FAULTS_FOUND = 1  # exit code
# The papers that can be made of a case file: not those of a class, and no guide, which has a command of its own.
FROM_A_FILE = [each.name for each in TABLE if each.reader is not Reader.CLASS and not isinstance(each, GuideDocument)]


@click.command()
@click.pass_context
def check(context: click.Context) -> None:
    """Check all content; one problem a line."""
    from screening.content import check as problems_of
    from screening.local_time import today

    problems = problems_of(settings.folder("indicators"), today())
    put("".join(f"{problem}\n" for problem in problems).encode("utf-8", "backslashreplace"))
    if any(not problem.warning for problem in problems):
        context.exit(FAULTS_FOUND)


@click.command()
@click.argument("case_file", metavar="[CASE.json]", required=False)
@click.option("--lines", metavar="FILE", help="Read one case a line; print one assessment, or one error, a line.")
def assess(case_file: str | None, lines: str | None) -> None:
    """Print the assessment of a case file as JSON; - reads standard input."""
    if (case_file is None) == (lines is None):
        raise Refused("CASE.json: give either a case file or --lines FILE.")
    content = shipped_content()
    if lines is not None:
        from screening.exchange.json_lines import assess_lines

        with opened_file(lines) as stream:
            for line in assess_lines(stream, content.catalogue):
                put(line)
        return
    from screening.core.rules.assessment import assess as assessment_of
    from screening.exchange.assessment_file import assessment_json

    case = case_of_file(case_file or "", content)
    put_json(assessment_json(case, assessment_of(content.catalogue, case)))


@click.command("print")
@click.argument("document", type=click.Choice(FROM_A_FILE))
@click.argument("case_file", metavar="CASE.json")
@click.option("--language", default="pl", show_default=True, help="Language of the document.")
@click.option("-o", "output", metavar="FILE.pdf", required=True, help="PDF to write; an older PDF is replaced.")
@click.option("--force", is_flag=True, help="Replace a file that is no PDF, too.")
def print_document(document: str, case_file: str, language: str, output: str, force: bool) -> None:
    """Write a document of a case file as PDF; - reads standard input.

    Leaflet and leaflet-card are printed in a language of the person; the card in Polish, with that language beside it.
    """
    from screening.translation import page_languages, person_languages

    languages = BY_NAME[document].languages
    of_pages = [each.code for each in page_languages()]
    offered = of_pages if languages is Languages.OF_PAGES else list(person_languages())
    if language not in offered:
        raise Refused(f"--language: this must be one of {', '.join(offered)}.")
    chosen = chosen_settings()
    target = output_file(output, settings=chosen, source=case_file, pdf=True, force=force)
    content = shipped_content()
    case = case_of_file(case_file, content)

    from screening.casework.documents import DraftHidden, NoSheet, made_from_file
    from screening.local_time import utc_now
    from screening.printing import Printer, PrintingError, names_of

    printer = Printer()
    try:
        made = made_from_file(
            document, case, content, language, now=utc_now(), realm=chosen.realm, drafts=chosen.drafts
        )
        printed = printer.pdf(made, "pl" if languages is Languages.BESIDE_POLISH else language)
    except (NoSheet, DraftHidden, PrintingError) as problem:
        raise Refused(f"{document}: {problem}") from problem
    finally:
        printer.close()
    target.write(printed.pdf)
    if printed.replaced:
        tell(f"{output}: no printed form, written as [U+…]: {names_of(printed.replaced)}.")


@click.command("guide")
@click.argument("reader", type=click.Choice(list(GUIDES)))
@click.option("-o", "output", metavar="FILE.pdf", required=True, help="PDF to write; an older PDF is replaced.")
@click.option("--force", is_flag=True, help="Replace a file that is no PDF, too.")
def print_guide(reader: str, output: str, force: bool) -> None:
    """Write a guide to the program as PDF: one page A4, in Polish.

    Officer is for the Police, the Border Guard and the Labour Inspectorate, social for social workers and those who
    protect children, trainer for those who teach a class.
    """
    target = output_file(output, settings=chosen_settings(), pdf=True, force=force)
    content = shipped_content()

    from screening.casework.guides import POLISH, guide
    from screening.local_time import utc_now
    from screening.printing import Printer, PrintingError

    printer = Printer()
    try:
        target.write(printer.pdf(guide(reader, content, now=utc_now()), POLISH).pdf)
    except PrintingError as problem:
        raise Refused(f"{reader}: {problem}") from problem
    finally:
        printer.close()


@click.command("languages")
@click.option("--missing", is_flag=True, help="List the missing texts instead: code, domain, key.")
def list_languages(missing: bool) -> None:
    """Print a table of languages: how much of each domain is translated, how much is missing, whether it is offered.

    A language is offered for a domain while nine tenths of its texts are translated; the others are shown in Polish,
    marked.
    """
    from screening.translation import DOMAINS, coverage, languages

    rows = [("code", "domain", "translated", "missing", "offered", "state", "name")]
    absent = []
    for each in languages().values():
        for domain in DOMAINS:
            if domain in each.source_of:
                rows.append((each.code, domain, "source", "0", "yes", each.state, each.name))
            elif domain in each.domains:
                found = coverage(each.code, domain)
                offered = "yes" if each.offers(domain) else "no"
                rows.append((each.code, domain, found.share, str(len(found.missing)), offered, each.state, each.name))
                absent += [f"{each.code} {domain} {key}\n" for key in found.missing]
    table = ["{:5} {:10} {:>8} {:>8} {:8} {:9} {}\n".format(*row) for row in rows]
    put("".join(absent if missing else table).encode())


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print exercises with the case of their key, for other programs.")
def exercises(as_json: bool) -> None:
    """List the exercises; with --json, each with the case of its key and the advice it leads to."""
    from screening.exchange.case_file import case_json

    content = shipped_content()
    found = content.exercises.by_id.values()
    if not as_json:
        put("".join(f"{each.difficulty}  {each.id:28} {each.title.polish}\n" for each in found).encode())
        return
    put_json(
        [
            {
                "id": each.id,
                "title": each.title.polish,
                "difficulty": each.difficulty,
                "case": case_json(each.solved(content.catalogue)),
                "advice": list(each.advice),
            }
            for each in found
        ]
    )


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
