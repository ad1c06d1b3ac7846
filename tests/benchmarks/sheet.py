"""The warm referral sheet against a naive table of the same text: CPU time, order swapped, in one process."""

import re
import time
from datetime import UTC, datetime
from html import escape
from statistics import median

from screening import settings
from screening.casework.documents import document as document_of
from screening.content import load
from screening.printing.codec import dump
from screening.printing.codec import load as received
from screening.printing.page import document_html
from tests.benchmarks.example import a_typical_case

NAIVE = (
    "<style>body { font: 9pt 'Noto Sans' } table { border-collapse: collapse } td { border: 1px solid #000 }</style>"
)


def naive_html(html: str) -> str:
    """The same words in one auto-layout table of five columns, sixty rows."""
    words = re.sub(r"<[^>]+>", " ", html.partition("<body")[2].partition(">")[2]).split()
    cells = 60 * 5
    size = max(1, len(words) // cells + 1)
    texts = [" ".join(words[n : n + size]) for n in range(0, len(words), size)]
    rows = [texts[n : n + 5] for n in range(0, len(texts), 5)]
    body = "".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in rows)
    return f"<html lang=pl><head><title>x</title>{NAIVE}</head><body><table>{body}</table></body></html>"


def run(rounds: int = 9) -> None:
    """Print the ratio."""
    from weasyprint import HTML

    from screening.printing.drawing import Drawing

    content = load(settings.folder("indicators"))
    document = document_of("referral", a_typical_case(), content, code="bursztyn-07", now=datetime.now(UTC))
    wire = received(dump(document))
    drawing = Drawing()
    naive = naive_html(document_html("print/document.html", {**wire, "kind": "referral"}, "pl"))

    def ours() -> None:
        drawing.pdf([("referral", wire)], "pl")

    def theirs() -> None:
        HTML(string=naive).write_pdf()

    ours(), theirs()
    ratios, times = [], []
    for number in range(rounds):
        spent = {}
        for call in (ours, theirs)[:: 1 if number % 2 else -1]:
            start = time.process_time()
            call()
            spent[call] = time.process_time() - start
        ratios.append(spent[ours] / spent[theirs])
        times.append(spent[ours])
    print("warm tagged referral sheet / naive auto-layout 5-column table of the same text (at most 0.65, aim 0.55):")
    print(f"  {median(ratios):.2f}x ({min(ratios):.2f} to {max(ratios):.2f}; ours {median(times) * 1e3:.0f} ms of CPU)")
