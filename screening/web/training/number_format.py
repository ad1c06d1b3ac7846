"""Figures of a group in the page's language."""

from babel.numbers import format_decimal

from screening.web.http.language import translator


def decimal(value: float | None) -> str:
    """Two places, or a dash."""
    return "–" if value is None else format_decimal(value, "0.00", locale=translator().language)


def percent(value: float | None) -> str:
    """A whole percentage, or a dash."""
    return "–" if value is None else f"{round(value * 100)}%"
