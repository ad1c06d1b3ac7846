"""What is computed of a class in one round, one row a statistic; file, page and comparison are drawn from this table.

The order is that of the file, of the rows of the page and of the columns of the comparison. Labels are in
`screening/wording/program.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from screening.core.training.class_answers import REFER, GroupAnswers, RaterAgreement

Value = int | float | None
Interval = tuple[float, float] | None


class ValueKind(Enum):
    """What a value is: trainees, trainees out of all, a share from 0 to 1, or a coefficient of at most 1."""

    COUNT = auto()
    OUT_OF_ALL = auto()
    SHARE = auto()
    COEFFICIENT = auto()


COUNTS = frozenset((ValueKind.COUNT, ValueKind.OUT_OF_ALL))


@dataclass(frozen=True, slots=True)
class Statistic:
    """A statistic: its id in the file of a class, how it is computed, and what it is.

    `on_page`: the page of the trainer shows it, with `interval`, its 95 % interval. `compared`: the comparison of
    saved classes has a column for it. `needed`: a file without it is not read. One that is not needed may be null
    (it cannot be computed) or missing (it was added later).
    """

    id: str
    kind: ValueKind
    of: Callable[[GroupAnswers, RaterAgreement], Value]
    on_page: bool = False
    compared: bool = False
    interval: Callable[[RaterAgreement], Interval] = lambda _: None
    needed: bool = False


STATISTICS = (
    Statistic(
        "trainees", ValueKind.COUNT, lambda answers, _: answers.trainees, on_page=True, compared=True, needed=True
    ),
    # whose answers lead to the same advice as the key
    Statistic("same_advice", ValueKind.OUT_OF_ALL, lambda answers, _: answers.same_advice, compared=True, needed=True),
    Statistic("refer", ValueKind.OUT_OF_ALL, lambda answers, _: answers.refer.get(REFER, 0), needed=True),
    Statistic("share_as_key", ValueKind.SHARE, lambda answers, _: answers.share_as_key, compared=True),
    # the share of pairs of answers that agree, and two coefficients of agreement (class_agreement.py)
    Statistic("percent", ValueKind.SHARE, lambda _, agreement: agreement.percent, on_page=True, compared=True),
    Statistic(
        "ac1",
        ValueKind.COEFFICIENT,
        lambda _, agreement: agreement.ac1,
        on_page=True,
        compared=True,
        interval=lambda agreement: agreement.ac1_interval,
    ),
    Statistic(
        "alpha",
        ValueKind.COEFFICIENT,
        lambda _, agreement: agreement.alpha,
        on_page=True,
        interval=lambda agreement: agreement.alpha_interval,
    ),
)
ON_PAGE = tuple(each for each in STATISTICS if each.on_page)
COMPARED = tuple(each for each in STATISTICS if each.compared)
