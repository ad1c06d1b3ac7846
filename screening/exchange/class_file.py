"""Results of a class, `rozpoznaj-class/1`: counts and shares, no persons; strict JSON."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from screening.core.instrument.catalogue import Catalogue
from screening.core.instrument.vocabulary import Answer
from screening.core.training.class_answers import GroupAnswers, RaterAgreement
from screening.core.training.exercise import Exercises
from screening.exchange.strict_json import BadJson, parse

FORMAT = "rozpoznaj-class/1"
MOST_ROUNDS = 100
Count = Annotated[int, Field(ge=0, le=1000)]
Share = Annotated[float, Field(ge=-1, le=1)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,80}$")]


class ClassFileError(ValueError):
    """The file is no result of a class that can be used here; the message is one sentence."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ClassRound(_Strict):
    """One round of one exercise."""

    exercise: Id
    round: Annotated[int, Field(ge=1, le=MOST_ROUNDS)]
    trainees: Count
    same_advice: Count
    refer: Count
    share_as_key: Share | None = None
    percent: Share | None = None
    ac1: Share | None = None
    alpha: Share | None = None
    answers: dict[Id, dict[Literal["yes", "no", "unclear", "declined", "not_asked"], Count]]

    @model_validator(mode="after")
    def _nobody_is_counted_twice(self) -> "ClassRound":
        counts = (self.same_advice, self.refer, *(sum(row.values()) for row in self.answers.values()))
        if max(counts) > self.trainees:
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


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def class_json(
    catalogue: Catalogue, day: date, rounds: Sequence[tuple[GroupAnswers, RaterAgreement]]
) -> dict[str, object]:
    """The file of a class as JSON values."""
    return {
        "format": FORMAT,
        "catalogue": catalogue.edition,
        "date": day.isoformat(),
        "rounds": [
            {
                "exercise": answers.exercise,
                "round": answers.number,
                "trainees": answers.trainees,
                "same_advice": answers.same_advice,
                "refer": answers.refer.get("refer", 0),
                "share_as_key": _rounded(answers.share_as_key),
                "percent": _rounded(agreement.percent),
                "ac1": _rounded(agreement.ac1),
                "alpha": _rounded(agreement.alpha),
                "answers": {
                    row.id: {answer.value: row.counts[answer] for answer in Answer if row.counts.get(answer)}
                    for row in answers.rows
                },
            }
            for answers, agreement in rounds
        ],
    }


def read_class(data: bytes, catalogue: Catalogue, exercises: Exercises) -> ClassFile:
    """The results of a file. Raises ClassFileError for another format or edition, and for unknown exercises."""
    try:
        parse(data)
        found = ClassFile.model_validate_json(data)
    except (BadJson, ValidationError) as problem:
        raise ClassFileError("This is no file of results of a class.") from problem
    if found.catalogue != catalogue.edition:
        raise ClassFileError(f"The file is of edition {found.catalogue}; this program has {catalogue.edition}.")
    for each in found.rounds:
        if each.exercise not in exercises.cases or not each.answers.keys() <= catalogue.indicators.keys():
            raise ClassFileError("The file names an exercise or indicator that is not in this edition.")
    return found
