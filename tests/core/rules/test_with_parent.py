"""At "consult" a child whose guardian is confirmed stays with the parent; any doubt keeps the first step as it is.

What a poor family lives with is named here once more, by form: nothing else may be recorded beside the sentence.
"""

from dataclasses import replace

import pytest

from screening.casework.advising import advised
from screening.core.instrument.vocabulary import Alone, Answer, Form, FormGroup, Profession
from screening.core.record.case import Reply
from screening.core.rules.with_parent import stays_with_parent
from tests.builders import CATALOGUE, CONTENT, a_case
from tests.printing.test_said import said

MOTHER = {"age": "child", "forms": "begging", "alone": "yes", "interpreter": "not_needed", "no": "dest_no_guardian"}
POOR = [
    "vuln_economic",
    "vuln_context",
    "vuln_family_situation",
    "vuln_personal_situation",
    "vuln_past",
    "vuln_authorities",
    "dest_economic",
    "dest_family",
    "dest_past",
    "dest_personal",
    "dest_authorities",
    "bad_living",
]
OF_FORM = {
    FormGroup.LABOUR: ["no_education", "labour_law_breach", "low_no_pay", "wage_manipulation", "no_private_space"],
    FormGroup.SEXUAL: ["no_education"],
    FormGroup.BEGGING: ["no_education"],
    FormGroup.FURTHER: [],
}
OFTEN_THE_PARENT = {Form.MARRIAGE, Form.ADOPTION}
STAYS, FIRST = "Dziecko zostaje z rodzicem", "Nie oddawaj dziecka dorosłemu"


def holds(**more) -> bool:
    case = a_case(**{**MOTHER, **more})
    return stays_with_parent(case, advised(case, CONTENT).advice)


def test_a_child_with_its_mother_stays_with_her():
    assert holds()


@pytest.mark.parametrize(
    "doubt",
    [
        {"age": "adult"},
        {"no": ()},
        {"danger": True},
        {"alone": "no"},
        {"interpreter": "unknown"},
        {"children_signs": "ill"},
        {"yes": "threats_violence"},
        {"signs": "obs_injuries"},
    ],
    ids=str,
)
def test_any_doubt_keeps_the_first_step(doubt):
    assert not holds(**doubt)


def test_an_unclear_answer_confirms_no_guardian():
    assert not holds(no=(), unclear="dest_no_guardian")


@pytest.mark.parametrize("form", Form)
def test_only_what_a_poor_family_lives_with_may_be_answered_yes_in_the_form_or_outside_it(form):
    may = {*POOR, *OF_FORM[form.group]} if form not in OFTEN_THE_PARENT else set()
    rows = CONTENT.catalogue.indicators.keys() - {"dest_no_guardian"}
    assert {id_ for id_ in rows if holds(forms=form.value, yes=id_)} == may
    assert holds(forms=form.value) is (form not in OFTEN_THE_PARENT)


@pytest.mark.parametrize("answer", [Answer.UNCLEAR, Answer.DECLINED])
def test_what_is_unclear_or_declined_is_a_doubt_unless_it_is_poverty(answer):
    assert not holds(**{answer.value: "child_commercial_sex"})
    assert holds(**{answer.value: ["vuln_economic", "no_education"]})
    assert holds(no=["dest_no_guardian", "child_commercial_sex"])


def test_a_form_that_was_corrected_does_not_send_the_child_back_to_who_may_sell_it():
    rows = ["child_commercial_sex", "recordings_blackmail"]
    assert "refer" in {each.code for each in advised(a_case(**MOTHER | {"forms": "sexual"}, yes=rows), CONTENT).advice}
    corrected = a_case(**MOTHER, yes=rows)
    assert FIRST in said(corrected, "steps") and STAYS not in said(corrected, "steps")
    assert "Bieda nie jest powodem" not in said(corrected, "steps")


@pytest.mark.parametrize("sign", CATALOGUE.signs)
def test_any_sign_keeps_the_first_step_of_whatever_weight_it_is(sign):
    assert not holds(signs=[sign])


def test_what_is_only_planned_keeps_the_first_step_though_another_form_is_not():
    assert not holds(intended="begging")
    assert not holds(forms=["begging", "labour"], intended="labour")


def test_an_answer_to_a_row_that_this_edition_has_not_is_a_doubt():
    case = a_case(**MOTHER)
    case = replace(case, replies={**case.replies, "of_another_edition": Reply(Answer.YES)})
    assert not stays_with_parent(case, advised(case, CONTENT).advice)


@pytest.mark.parametrize("profession", Profession)
def test_paper_says_so_and_sends_no_social_worker_to_herself(profession):
    case = a_case(**MOTHER, profession=profession)
    assert STAYS in said(case, "steps") and FIRST not in said(case, "steps")
    assert ("Zapytaj OPS" in said(case, "steps")) is (profession is not Profession.SOCIAL_WORKER)
    unsafe = replace(case, safety=replace(case.safety, alone=Alone.NO))
    assert FIRST in said(unsafe, "steps") and STAYS not in said(unsafe, "steps")
