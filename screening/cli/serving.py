"""The command `serve`, which starts the program."""

from dataclasses import replace

import click

from screening.cli.common import Refused, chosen_settings, shipped_content


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
@click.option("--only", type=click.Choice(["quick"]), help="Serve the quick check alone: no store, no key.")
def serve(port: int | None, no_browser: bool, only: str | None) -> None:
    """Start Rozpoznaj on this machine."""
    chosen = chosen_settings()
    content = shipped_content(whole=True)

    from screening.printing import PrintingError
    from screening.web.access.table import TableFault
    from screening.web.server import PortTaken, RunsElsewhere, run, run_quick

    chosen = replace(chosen, port=port) if port else chosen
    try:
        if only:
            return run_quick(chosen, content)
        run(chosen, content, open_browser=not no_browser)
    except (PrintingError, PortTaken, RunsElsewhere, TableFault) as problem:
        raise Refused(str(problem)) from problem
