"""In which sentences an advice is said (docs/rules.md: What the advice says besides)."""

from dataclasses import replace

import pytest

from screening.casework.advising import advised
from screening.core.record.case import Case
from screening.core.record.vocabulary import Stay
from screening.core.rules.triage import first_questions
from tests.builders import CATALOGUE, CONTENT, a_case

FORCE_OPEN, STAY = "advice_labour_rights_force_open", "advice_labour_rights_stay"
ALONE, BESIDE = "advice_labour_rights_text", "advice_labour_rights_beside_consult"
PARTNER, WAGES = "advice_refer_partner", "advice_child_wages"
SAFE = {"alone": "yes", "interpreter": "independent"}


def said(case: Case, code: str) -> tuple[str, ...]:
    """The ids of the sentences of one advice; empty where it is not given."""
    return next((each.sentences for each in advised(case, CONTENT).advice if each.code == code), ())


def all_denied(yes: str, **what: object) -> Case:
    """A talk in which every first question but this one was answered "no"."""
    asked = set(first_questions(CATALOGUE, a_case(**what))) - {yes}
    return a_case(**what, yes=yes, no=sorted(asked))


def test_bad_conditions_alone_say_that_force_was_not_asked_while_a_first_question_of_it_is_open():
    assert said(all_denied("low_no_pay", citizenship="poland", **SAFE), "labour_rights") == (ALONE,)
    one_open = a_case(
        **SAFE, citizenship="poland", yes="low_no_pay",
        no=sorted(set(first_questions(CATALOGUE, a_case(**SAFE))) - {"low_no_pay", "documents_withheld"}),
    )  # fmt: skip
    assert said(one_open, "labour_rights") == (ALONE, FORCE_OPEN)


def test_a_no_of_an_uncertain_talk_is_no_answer_that_counts():
    uncertain = {"alone": "yes", "interpreter": "machine", "citizenship": "poland"}
    assert said(all_denied("low_no_pay", **uncertain), "labour_rights") == (ALONE, FORCE_OPEN)


def test_an_open_question_of_another_matter_does_not_say_that_force_was_not_asked():
    asked = set(first_questions(CATALOGUE, a_case(**SAFE)))
    open_ = next(id_ for id_ in asked if CATALOGUE.indicators[id_].dimension == "deceptive_recruitment")
    case = a_case(**SAFE, citizenship="poland", yes="low_no_pay", no=sorted(asked - {"low_no_pay", open_}))
    assert said(case, "labour_rights") == (ALONE,)


def test_beside_consult_bad_conditions_rule_out_no_force():
    case = a_case(**SAFE, citizenship="poland", yes="excessive_hours")
    assert said(case, "consult") == ("advice_consult_text",)
    assert said(case, "labour_rights") == (BESIDE,)


@pytest.mark.parametrize(
    ("citizenship", "stay", "warned"),
    [
        ("poland", None, False),
        ("eu", Stay.UNKNOWN, False),
        ("third_country", Stay.LEGAL, False),
        ("third_country", Stay.ASYLUM, False),
        ("third_country", Stay.TEMPORARY_PROTECTION, False),
        ("third_country", Stay.TO_BE_CLEARED, True),
        ("third_country", Stay.UNKNOWN, True),
        ("stateless", None, True),
        (None, None, True),
    ],
)
def test_whoever_may_have_no_right_to_stay_is_not_sent_to_the_labour_inspectorate_first(citizenship, stay, warned):
    for case in (all_denied("low_no_pay", citizenship=citizenship, **SAFE), a_case(yes="excessive_hours")):
        case = replace(
            case, context=replace(case.context, citizenship=a_case(citizenship=citizenship).context.citizenship)
        )
        assert (STAY in said(replace(case, status=replace(case.status, stay=stay)), "labour_rights")) is warned


def test_where_somebody_hurts_and_nobody_earns_the_referral_names_the_help_for_violence_of_a_partner():
    hurt = {"yes": ("violence", "threats_violence")}
    assert said(a_case(**hurt), "refer") == ("advice_refer_text", PARTNER)
    assert PARTNER not in said(a_case(yes=(*hurt["yes"], "low_no_pay")), "refer")
    assert PARTNER not in said(a_case(yes=(*hurt["yes"], "earnings_handed_over"), forms="begging"), "refer")
    assert PARTNER not in said(a_case(yes=("debt_bondage", "documents_withheld")), "refer")
    assert PARTNER not in said(a_case(**hurt, age="child"), "refer")


@pytest.mark.parametrize("age", ["child", "uncertain"])
def test_a_childs_page_of_labour_says_that_owed_wages_go_to_the_labour_inspectorate_too(age):
    assert said(a_case(age=age), "consult") == ("advice_consult_text", WAGES)
    assert said(a_case(age=age, yes="excessive_hours"), "refer") == ("advice_refer_text", WAGES)
    assert WAGES not in said(a_case(age=age, forms="begging"), "consult")
    assert WAGES not in said(a_case(concerned=True), "consult")


def test_the_words_promise_nothing_that_is_not_recorded():
    text = {id_: CONTENT.guidance[id_].polish for id_ in (ALONE, BESIDE, FORCE_OPEN)}
    assert "Żadnej przesłanki przymusu z listy dla pracy na razie nie odnotowano." in text[ALONE]
    assert "nie odnotowano" not in text[BESIDE] and "nie wykluczają przymusu" in text[BESIDE]
