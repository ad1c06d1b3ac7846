"""How the statistics of a class are written in the page's language."""

from collections.abc import Callable

from babel.numbers import format_decimal

from screening.core.training.class_statistics import Statistic, Value, ValueKind
from screening.web.http.language import translator


def decimal(value: float | None) -> str:
    """Return two places, or a dash."""
    return "–" if value is None else format_decimal(value, "0.00", locale=translator().language)


def percent(value: float | None) -> str:
    """Return a whole percentage, or a dash."""
    return "–" if value is None else f"{round(value * 100)}%"


WRITTEN: dict[ValueKind, Callable[[Value, int], str]] = {
    ValueKind.COUNT: lambda value, _: "–" if value is None else str(value),
    ValueKind.OUT_OF_ALL: lambda value, trainees: "–" if value is None else f"{value}/{trainees}",
    ValueKind.SHARE: lambda value, _: percent(value),
    ValueKind.COEFFICIENT: lambda value, _: decimal(value),
}


def statistic(value: Value, row: Statistic, trainees: int) -> str:
    """Return the value of a statistic of so many trainees, as its kind is written."""
    return WRITTEN[row.kind](value, trainees)
