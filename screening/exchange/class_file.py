"""Results of a class, `rozpoznaj-class/1`: counts and shares, no persons; strict JSON.

A round is one exercise that the whole class did; its statistics are the rows of STATISTICS.
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model, model_validator

from screening.core.instrument.catalogue import Catalogue
from screening.core.instrument.vocabulary import Answer
from screening.core.training.class_answers import GroupAnswers, RaterAgreement
from screening.core.training.class_statistics import COUNTS, STATISTICS, Statistic, Value, ValueKind
from screening.core.training.exercise import Exercises
from screening.exchange.strict_json import BadJson, parse

FORMAT = "rozpoznaj-class/1"
MOST_ROUNDS = 100
Count = Annotated[int, Field(ge=0, le=1000)]
Share = Annotated[float, Field(ge=-1, le=1)]  # below 0 where raters agree less than by chance
Id = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,80}$")]


class ClassFileError(ValueError):
    """The file is no result of a class that can be used here; the message is one sentence."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _field(row: Statistic) -> Any:
    kind = Count if row.kind in COUNTS else Share
    return kind if row.needed else (kind | None, None)


_Statistics: Any = create_model("_Statistics", __base__=_Strict, **{row.id: _field(row) for row in STATISTICS})


class ClassRound(_Statistics):  # type: ignore[misc]
    """One round of one exercise, with a field for each row of STATISTICS."""

    exercise: Id
    round: Annotated[int, Field(ge=1, le=MOST_ROUNDS)]
    # By indicator: how many trainees gave each answer.
    answers: dict[Id, dict[Literal["yes", "no", "unclear", "declined", "not_asked"], Count]]

    @model_validator(mode="after")
    def _nobody_is_counted_twice(self) -> "ClassRound":
        of_all = [getattr(self, row.id) or 0 for row in STATISTICS if row.kind is ValueKind.OUT_OF_ALL]
        if max(0, *of_all, *(sum(row.values()) for row in self.answers.values())) > self.trainees:
            raise ValueError("more answers than trainees")
        return self


class ClassFile(_Strict):
    """What a class answered."""

    format: Literal["rozpoznaj-class/1"]
    catalogue: Annotated[str, Field(pattern=r"^[0-9]{4}\.[0-9]{1,3}$")]
    date: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    rounds: Annotated[list[ClassRound], Field(min_length=1, max_length=MOST_ROUNDS)]

    @model_validator(mode="after")
    def _on_a_day_of_the_calendar(self) -> "ClassFile":
        date.fromisoformat(self.date)
        return self


def _value(row: Statistic, answers: GroupAnswers, agreement: RaterAgreement) -> Value:
    value = row.of(answers, agreement)
    return value if value is None or row.kind in COUNTS else round(value, 4)


def class_json(
    catalogue: Catalogue, day: date, rounds: Sequence[tuple[GroupAnswers, RaterAgreement]]
) -> dict[str, object]:
    """Return the file of a class as JSON values."""
    return {
        "format": FORMAT,
        "catalogue": catalogue.edition,
        "date": day.isoformat(),
        "rounds": [
            {
                "exercise": answers.exercise,
                "round": answers.number,
                **{row.id: _value(row, answers, agreement) for row in STATISTICS},
                "answers": {
                    row.id: {answer.value: row.counts[answer] for answer in Answer if row.counts.get(answer)}
                    for row in answers.rows
                },
            }
            for answers, agreement in rounds
        ],
    }


def read_class(data: bytes, catalogue: Catalogue, exercises: Exercises) -> ClassFile:
    """Return the results of a file.

    Raises ClassFileError for another format or edition, and for an unknown exercise or indicator.
    """
    try:
        parse(data)
        found = ClassFile.model_validate_json(data)
    except (BadJson, ValidationError) as problem:
        raise ClassFileError("This is no file of results of a class.") from problem
    if found.catalogue != catalogue.edition:
        raise ClassFileError(f"The file is of edition {found.catalogue}; this program has {catalogue.edition}.")
    for each in found.rounds:
        if each.exercise not in exercises.by_id or not each.answers.keys() <= catalogue.indicators.keys():
            raise ClassFileError("The file names an exercise or indicator that is not in this edition.")
    return found
