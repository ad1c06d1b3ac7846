"""Agreement of raters from counts: published figures, figures worked by hand, and where there is nothing to say."""

import krippendorff
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.core.training.rater_agreement import (
    comparable,
    fleiss_kappa,
    gwet_ac1,
    is_mixed,
    krippendorff_alpha,
    percent_agreement,
)
from tests.core.ratings import (
    ALIKE,
    MIXED,
    PUBLISHED,
    PUBLISHED_ITEMS,
    SCALE,
    TWO_OBSERVERS,
    YES_NO,
    items_of,
    yes_counts,
)

THREE_DECIMALS = 0.0005


def test_the_ratings_are_the_published_ones():
    assert len(PUBLISHED_ITEMS) == 12
    assert sum(sum(item.values()) for item in PUBLISHED_ITEMS) == 41


def test_percent_agreement_is_as_published():
    assert percent_agreement(PUBLISHED_ITEMS) == pytest.approx(PUBLISHED["percent"], abs=THREE_DECIMALS)


def test_gwets_ac1_is_as_published():
    assert gwet_ac1(PUBLISHED_ITEMS, SCALE) == pytest.approx(PUBLISHED["ac1"], abs=THREE_DECIMALS)


def test_fleiss_kappa_is_as_published():
    assert fleiss_kappa(PUBLISHED_ITEMS, SCALE) == pytest.approx(PUBLISHED["kappa"], abs=THREE_DECIMALS)


def test_krippendorffs_alpha_is_as_published():
    assert krippendorff_alpha(PUBLISHED_ITEMS) == pytest.approx(PUBLISHED["alpha"], abs=THREE_DECIMALS)


@pytest.mark.parametrize(("observers", "alpha"), TWO_OBSERVERS, ids=["two categories", "five categories"])
def test_krippendorffs_alpha_of_two_observers_is_as_published(observers, alpha):
    assert krippendorff_alpha(items_of(observers)) == pytest.approx(alpha, abs=THREE_DECIMALS)


def test_alpha_of_two_raters_without_blanks_is_worked_by_hand():
    # Observed disagreement 1/2; expected 2*3*1/(4*3) = 1/2.
    assert krippendorff_alpha(items_of(("ab", "aa"))) == pytest.approx(0.0)


def test_an_item_that_fewer_than_two_rated_changes_nothing_in_alpha():
    assert krippendorff_alpha([*PUBLISHED_ITEMS, {}, {"4": 1}]) == krippendorff_alpha(PUBLISHED_ITEMS)


@pytest.mark.parametrize("items", [[], [{}], [{"yes": 1}, {"no": 1}], yes_counts(20, 20), [{"yes": 3, "no": 0}]])
def test_alpha_is_not_said_where_all_chose_one_answer_or_nobody_can_be_compared(items):
    assert krippendorff_alpha(items) is None


@pytest.mark.parametrize(
    ("counts", "percent", "kappa", "ac1"),
    [(ALIKE, 0.922, -0.014, 0.916), (MIXED, 0.882, 0.758, 0.770)],
    ids=["nearly all yes", "mixed"],
)
def test_the_two_worked_rows_of_twenty_raters(counts, percent, kappa, ac1):
    items = yes_counts(*counts)
    assert percent_agreement(items) == pytest.approx(percent, abs=THREE_DECIMALS)
    assert fleiss_kappa(items, YES_NO) == pytest.approx(kappa, abs=THREE_DECIMALS)
    assert gwet_ac1(items, YES_NO) == pytest.approx(ac1, abs=THREE_DECIMALS)


@pytest.mark.parametrize("yes", [1, 5, 10, 19])
def test_kappa_of_one_item_says_nothing_whatever_the_agreement(yes):
    assert fleiss_kappa(yes_counts(yes), YES_NO) == pytest.approx(-1 / 19)


def test_where_all_are_alike_kappa_has_no_meaning_and_ac1_is_full():
    alike = yes_counts(20, 20, 20)
    assert (percent_agreement(alike), fleiss_kappa(alike, YES_NO), gwet_ac1(alike, YES_NO)) == (1, None, 1)


@pytest.mark.parametrize("items", [[], [{}], [{"yes": 1}], [{}, {"no": 1}], [{"yes": 0}]], ids=str)
def test_where_nobody_can_be_compared_nothing_is_said(items):
    assert percent_agreement(items) is None
    assert gwet_ac1(items, YES_NO) is None
    assert fleiss_kappa(items, YES_NO) is None


def test_two_who_differ_agree_in_nothing():
    items = [{"yes": 1, "no": 1}]
    assert percent_agreement(items) == 0
    assert gwet_ac1(items, YES_NO) == -1


def test_an_item_rated_by_one_counts_for_chance_and_not_for_agreement():
    rated = yes_counts(2, 1, of=2)
    assert percent_agreement([*rated, {"no": 1}]) == percent_agreement(rated) == 0.5
    assert gwet_ac1([*rated, {"no": 1}], YES_NO) != gwet_ac1(rated, YES_NO)


def test_blank_items_change_nothing():
    for of in (gwet_ac1, fleiss_kappa):
        assert of([*PUBLISHED_ITEMS, {}, {"1": 0}], SCALE) == of(PUBLISHED_ITEMS, SCALE)


def test_categories_that_nobody_chose_count_in_ac1_alone():
    items = yes_counts(*MIXED)
    assert fleiss_kappa(items, (*YES_NO, "unclear")) == fleiss_kappa(items, YES_NO)
    assert gwet_ac1(items, (*YES_NO, "unclear")) > gwet_ac1(items, YES_NO)


def test_items_are_mixed_if_more_than_one_answer_is_the_commonest_of_some_item():
    assert is_mixed(yes_counts(*MIXED))
    assert not is_mixed(yes_counts(*ALIKE))
    assert not is_mixed([])


def test_an_item_that_nobody_or_one_rated_does_not_make_them_mixed():
    assert not is_mixed([*yes_counts(*ALIKE), {"no": 1}])
    assert not is_mixed([*yes_counts(*ALIKE), {}])


ITEMS = st.lists(st.dictionaries(st.sampled_from(SCALE), st.integers(0, 30), max_size=5), min_size=1, max_size=12)


@given(items=ITEMS)
def test_no_figure_is_above_full_agreement_and_ac1_never_below_minus_one(items):
    percent = percent_agreement(items)
    assert percent is None or 0 <= percent <= 1
    ac1, kappa = gwet_ac1(items, SCALE), fleiss_kappa(items, SCALE)
    assert ac1 is None or -1 - 1e-9 <= ac1 <= 1 + 1e-9
    assert kappa is None or kappa <= 1 + 1e-9


@given(items=ITEMS)
def test_the_order_of_items_and_the_names_of_answers_do_not_matter(items):
    renamed = [{SCALE[-1 - SCALE.index(name)]: count for name, count in item.items()} for item in reversed(items)]
    for of in (gwet_ac1, fleiss_kappa, lambda rated, scale: krippendorff_alpha(rated)):
        before, after = of(items, SCALE), of(renamed, SCALE)
        assert (before is None) == (after is None)
        assert before is None or after == pytest.approx(before)


@given(items=ITEMS)
def test_alpha_is_that_of_the_library_of_the_same_name(items):
    counts = [[item.get(name, 0) for name in SCALE] for item in comparable(items)]
    chosen = sum(map(any, zip(*counts, strict=True)))
    if chosen < 2:
        assert krippendorff_alpha(items) is None
    else:
        theirs = krippendorff.alpha(value_counts=counts, level_of_measurement="nominal")
        assert krippendorff_alpha(items) == pytest.approx(float(theirs), abs=1e-9)
