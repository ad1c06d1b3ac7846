"""How far a class agrees, with the interval of each figure; the statistics themselves are in core (decision 0012)."""

from collections.abc import Callable, Sequence
from random import Random

from screening.core.training.class_answers import FEWEST_FOR_KAPPA, OTHERWISE, REFER, SAID, GroupAnswers, RaterAgreement
from screening.core.training.rater_agreement import (
    Item,
    comparable,
    fleiss_kappa,
    gwet_ac1,
    is_mixed,
    krippendorff_alpha,
    percent_agreement,
)

ANSWERS = tuple(answer.value for answer in SAID)
LED_TO = (REFER, OTHERWISE)  # whether a trainee's answers lead to a referral
SAMPLES = 1_000  # how often the items are drawn again
SEED = 20261125  # so that the draws are always the same


def interval(
    items: Sequence[Item], of: Callable[[Sequence[Item]], float | None], *, samples: int = SAMPLES
) -> tuple[float, float] | None:
    """Return the middle 95 % of the statistic `of` over resampled items (percentile bootstrap, always the same draws).

    None for fewer than two items that can be compared, and if `of` returns None for more than half of the draws.
    """
    compared = comparable(items)
    if len(compared) < 2:
        return None
    chance = Random(SEED)  # noqa: S311
    drawn = [of(chance.choices(compared, k=len(compared))) for _ in range(samples)]
    known = sorted(value for value in drawn if value is not None)
    if len(known) < samples // 2:
        return None
    return known[int(0.025 * len(known))], known[min(len(known) - 1, int(0.975 * len(known)))]


def _agreement(items: Sequence[Item], categories: Sequence[str]) -> RaterAgreement:
    return RaterAgreement(
        percent=percent_agreement(items),
        ac1=gwet_ac1(items, categories),
        ac1_interval=interval(items, lambda drawn: gwet_ac1(drawn, categories)),
        alpha=krippendorff_alpha(items),
        alpha_interval=interval(items, krippendorff_alpha),
    )


def agreement_in(answers: GroupAnswers) -> RaterAgreement:
    """Return how far a class agrees in one exercise. Its items are the indicators; who did not ask gave no answer."""
    return _agreement([row.said for row in answers.rows if row.said], ANSWERS)


def agreement_over(rounds: Sequence[GroupAnswers]) -> RaterAgreement:
    """Return how far a class agrees over several exercises on whether to refer; its items are the exercises."""
    return _agreement([each.refer for each in rounds], LED_TO)


def kappa_over(rounds: Sequence[GroupAnswers]) -> float | None:
    """Return Fleiss' kappa over exercises; None if fewer than five can be compared, or if they are not mixed."""
    items = [each.refer for each in rounds]
    exercises = {each.exercise for each in rounds if comparable([each.refer])}
    if len(exercises) < FEWEST_FOR_KAPPA or not is_mixed(items):
        return None
    return fleiss_kappa(items, LED_TO)
