"""Printing: documents become PDF in a warm process of its own that fetches nothing and holds no key."""

from screening.printing.glyphs import names_of, unshown
from screening.printing.marked import beside, marked, upper_first
from screening.printing.page import page_html
from screening.printing.printer import Printed, Printer, PrinterBusy, PrintingError
from screening.printing.quoting import numbers_kept

__all__ = [
    "Printed",
    "Printer",
    "PrinterBusy",
    "PrintingError",
    "beside",
    "marked",
    "names_of",
    "numbers_kept",
    "page_html",
    "unshown",
    "upper_first",
]
