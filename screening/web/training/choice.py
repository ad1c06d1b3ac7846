"""Which exercises a trainer chooses from: filters in the address of the page of the class."""

from collections.abc import Callable, Iterable, Mapping

from screening.core.instrument.vocabulary import Form, Profession
from screening.core.training.exercise import Exercise

MOST_MINUTES = ("6", "7", "8")  # what an exercise may take at most
# By the name of a filter in the address: whether an exercise fits the code that is chosen in it.
FILTERS: dict[str, Callable[[Exercise, str], bool]] = {
    "form": lambda exercise, code: code in exercise.given.forms,
    "service": lambda exercise, code: exercise.given.context.profession == code,
    "minutes": lambda exercise, most: exercise.minutes <= int(most),
    "level": lambda exercise, number: str(exercise.difficulty) == number,
}


def offered(exercises: Iterable[Exercise]) -> dict[str, list[str]]:
    """Return the codes that each filter offers: those that at least one exercise fits."""
    codes: dict[str, tuple[str, ...]] = {
        "form": tuple(Form),
        "service": tuple(Profession),
        "minutes": MOST_MINUTES,
        "level": ("1", "2", "3"),
    }
    there = tuple(exercises)
    return {
        name: [code for code in codes[name] if any(fits(each, code) for each in there)]
        for name, fits in FILTERS.items()
    }


def chosen(asked: Mapping[str, str], choices: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return the code that was asked for in each filter; an empty text if it is none of `choices`."""
    return {name: code if (code := asked.get(name, "")) in codes else "" for name, codes in choices.items()}


def by_form(exercises: Iterable[Exercise]) -> dict[str, list[Exercise]]:
    """Return the exercises of each form, in their order; those of several forms, last, under an empty name."""
    there = tuple(exercises)
    of_one = {form.value: [each for each in there if each.given.forms == {form}] for form in Form}
    return {**of_one, "": [each for each in there if len(each.given.forms) > 1]}


def fitting(exercises: Iterable[Exercise], by: Mapping[str, str]) -> list[Exercise]:
    """Return the exercises that fit every filter in which something is chosen."""
    return [each for each in exercises if all(FILTERS[name](each, code) for name, code in by.items() if code)]
