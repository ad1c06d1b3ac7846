"""Printing: a separate process, started early, makes PDF of documents; it fetches nothing and holds no key."""

from screening.printing.glyphs import names_of, unshown
from screening.printing.marked import beside, marked, upper_first
from screening.printing.page import page_html
from screening.printing.printer import Printed, Printer, PrinterBusy, PrintingError
from screening.printing.quoting import as_written

__all__ = [
    "Printed",
    "Printer",
    "PrinterBusy",
    "PrintingError",
    "as_written",
    "beside",
    "marked",
    "names_of",
    "page_html",
    "unshown",
    "upper_first",
]
