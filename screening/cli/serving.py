"""The command that serves."""

from dataclasses import replace

import click

from screening.cli.common import Refused, chosen_settings, shipped_content


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
def serve(port: int | None, no_browser: bool) -> None:
    """Start Rozpoznaj on this machine."""
    chosen = chosen_settings()
    content = shipped_content()

    from screening.printing import PrintingError
    from screening.storage import StoreError
    from screening.web.serve import PortTaken, run

    try:
        run(replace(chosen, port=port) if port else chosen, content, open_browser=not no_browser)
    except (StoreError, PrintingError, PortTaken) as problem:
        raise Refused(str(problem)) from problem
