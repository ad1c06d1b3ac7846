"""How the statistics of a class are written in the page's language."""

from collections.abc import Callable

from babel.numbers import format_decimal

from screening.core.training.class_statistics import Statistic, Value, ValueKind
from screening.web.http.language import translator


def decimal(value: float | None) -> str:
    """Return the value with two decimal places; a dash for None."""
    return "–" if value is None else format_decimal(value, "0.00", locale=translator().language)


def percent(value: float | None) -> str:
    """Return a share from 0 to 1 as a whole percentage; a dash for None."""
    return "–" if value is None else f"{round(value * 100)}%"


# How a value of each kind is written; the second argument is the number of trainees.
WRITTEN: dict[ValueKind, Callable[[Value, int], str]] = {
    ValueKind.COUNT: lambda value, _: "–" if value is None else str(value),
    ValueKind.OUT_OF_ALL: lambda value, trainees: "–" if value is None else f"{value}/{trainees}",
    ValueKind.SHARE: lambda value, _: percent(value),
    ValueKind.COEFFICIENT: lambda value, _: decimal(value),
}


def statistic(value: Value, row: Statistic, trainees: int) -> str:
    """Return the value of a statistic as its kind is written; `trainees` is the number of those counted."""
    return WRITTEN[row.kind](value, trainees)
