"""A sentence of a list is said in its conditions, and in the first wording that fits."""

from dataclasses import replace

from screening.core.instrument.catalogue import Text
from screening.core.instrument.sentences import CONDITIONS, Condition, Sentence, said
from screening.core.instrument.vocabulary import Age, Profession
from screening.core.record.variants import conditions_of
from tests.builders import a_case

COMMON, CHILD, POLICE = (Text(f"guidance.{name}.text", name) for name in ("wszyscy", "dziecko", "policja"))


def test_a_sentence_is_left_out_where_its_only_condition_fails_or_its_unless_holds():
    only, unless = Sentence(COMMON, only="adult"), Sentence(COMMON, unless="certificate_issued")
    assert said((only, unless), {"adult"}) == (COMMON, COMMON)
    assert said((only, unless), {"adult", "certificate_issued"}) == (COMMON,)
    assert said((only, unless)) == (COMMON,)
    assert said((only,), {"child"}) == ()


def test_of_the_variants_that_fit_the_first_is_said_and_else_the_common_wording():
    sentence = Sentence(COMMON, {"child": CHILD, "police": POLICE})
    assert said((sentence,), {"police", "child"}) == (CHILD,)
    assert said((sentence,), {"police"}) == (POLICE,)
    assert said((sentence,), {"social_worker"}) == (COMMON,)


def test_the_conditions_of_a_case_are_of_the_vocabulary():
    for profession in (None, *Profession):
        case = a_case(profession=profession)
        assert conditions_of(case, child=False, more=list(Condition)) <= set(CONDITIONS)
        assert conditions_of(case, child=True) == {
            Condition.CHILD, Condition.FOREIGNERS_ACT, Condition.TEMPORARY_PROTECTION,
            *([profession] if profession else []),
        }  # fmt: skip


def test_an_age_that_is_neither_a_childs_nor_an_adults_is_in_doubt():
    for age, doubted in ((Age.CHILD, False), (Age.ADULT, False), (Age.UNCERTAIN, True), (None, True)):
        case = replace(a_case(), age=age)
        assert (Condition.AGE_IN_DOUBT in conditions_of(case, child=case.child_path)) is doubted
