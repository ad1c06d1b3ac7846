"""What the papers say of act, means and purpose, and of what a person may have been forced to do."""

import re
from dataclasses import replace

import pytest

from screening.casework.documents import document
from screening.core.instrument.vocabulary import Answer, Form, Profession
from screening.core.record.case import Case, Reply
from screening.core.referral.disclosure import as_handed_on
from screening.core.rules.named_rows import OWN_ACTS
from screening.printing import page_html
from tests.builders import CONTENT, a_case

FOR_KCIK = ("referral", "consultation")
NOTHING = "dotąd nic nie odnotowano"
JUDGED = "Czyny, do których osoba mogła być zmuszona, ocenia prokurator."
REMINDER = "Osoba mogła być do czegoś zmuszana. Nie pytać o to bez jej adwokata."


def block(case: Case, kind: str = "consultation") -> str:
    """The checklist of a paper, on one line."""
    html = page_html(document(kind, case, CONTENT), "pl")
    (lines,) = re.findall(r'<div class="law">(.*?)</div>', html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", lines).split())


def purpose(case: Case, kind: str = "consultation") -> str:
    return block(case, kind).rpartition("Cel ")[2]


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("kind", FOR_KCIK)
def test_a_chosen_form_that_nothing_points_to_is_named_as_suspected_and_never_as_not_recorded(form, kind):
    label = CONTENT.law.purposes[form].polish
    assert purpose(a_case(forms=form, concerned=True), kind) == f"podejrzewana forma: {label}"


def test_another_form_says_that_the_list_of_purposes_is_open():
    assert "lista celów jest otwarta" in purpose(a_case(forms="other", concerned=True))


def test_slavery_and_organs_are_purposes_of_their_own_beside_what_is_only_suspected():
    found = purpose(
        a_case(forms=["labour", "organs", "begging"], yes=["eats_leftovers", "never_out_alone", "organ_offer_or_debt"])
    )
    assert "niewolnictwo lub inna forma poniżająca godność człowieka: " in found
    assert "pozyskanie narządów, komórek lub tkanek wbrew ustawie: " in found
    assert found.endswith("podejrzewana forma: żebractwo")


def test_what_no_answer_points_to_is_not_called_unrecorded_while_something_is_recorded():
    assert NOTHING in block(a_case(concerned=True))
    found = block(a_case(yes="bad_living"))
    assert NOTHING not in found and "Sposób działania na razie żadna odpowiedź na to nie wskazuje" in found


def test_where_nobody_knows_the_form_none_is_suspected():
    case = a_case(forms=["labour", "sexual", "begging"], concerned=True)
    case = replace(case, context=replace(case.context, form_unsure=True))
    assert "podejrzewana forma" not in block(case)


@pytest.mark.parametrize("kind", FOR_KCIK)
def test_of_forced_crime_kcik_is_told_not_to_ask_and_reads_no_detail_of_an_act(kind):
    case = a_case(forms="crime", yes=["crime_for_others", "debt_bondage"])
    told = {"crime_for_others": "trzy kradzieże", "debt_bondage": "za przejazd"}
    case = replace(case, replies={id_: Reply(Answer.YES, note=note) for id_, note in told.items()})
    html = page_html(document(kind, case, CONTENT), "pl")
    assert html.count(REMINDER) == 1
    assert "trzy kradzieże" not in html and ("za przejazd" in html) is (kind == "referral")
    assert "inny czyn zabroniony na polecenie" in html, "the yes itself is said"
    dropped = replace(case, forms=frozenset({Form.LABOUR}))
    html = page_html(document(kind, dropped, CONTENT), "pl")
    assert html.count(REMINDER) == 1 and "trzy kradzieże" not in html, "what was said stays where the form is corrected"
    unsaid = replace(dropped, replies={"debt_bondage": Reply(Answer.YES)})
    assert REMINDER not in page_html(document(kind, unsaid, CONTENT), "pl")


@pytest.mark.parametrize("act", OWN_ACTS)
def test_the_note_says_who_judges_each_act_of_which_kcik_is_told_not_to_ask(act):
    case = a_case(forms="labour", yes=[act])
    assert REMINDER in page_html(document("referral", case, CONTENT), "pl")
    assert JUDGED in page_html(document("note", case, CONTENT), "pl")


def test_kcik_may_ask_of_begging_though_it_may_be_punished():
    case = a_case(forms="begging", yes=["debt_bondage"])
    assert JUDGED in page_html(document("note", case, CONTENT), "pl")
    assert REMINDER not in page_html(document("referral", case, CONTENT), "pl")


@pytest.mark.parametrize("forms", [["crime", "labour"], ["labour"], ["begging"]])
def test_of_forced_crime_a_file_that_is_handed_on_has_no_detail_of_an_act_either(forms):
    told = {"crime_for_others": "trzy kradzieże", "forced_illicit": "przewóz", "debt_bondage": "za przejazd"}
    replies = {id_: Reply(Answer.YES, note=note) for id_, note in told.items()}
    case = replace(a_case(forms=forms), replies=replies)
    notes = {id_: reply.note for id_, reply in as_handed_on(case).replies.items()}
    assert notes == {"crime_for_others": "", "forced_illicit": "", "debt_bondage": "za przejazd"}


@pytest.mark.parametrize("kind", ["note", "notification"])
def test_no_paper_says_that_it_does_not_describe_what_somebody_noted_on_it(kind):
    replies = {"crime_for_others": Reply(Answer.YES, note="trzy kradzieże")}
    html = page_html(document(kind, replace(a_case(forms="crime"), replies=replies), CONTENT), "pl")
    assert "trzy kradzieże" in html and "nie opisuje" not in html


@pytest.mark.parametrize("profession", [None, *Profession])
@pytest.mark.parametrize(
    ("yes", "said"), [("low_no_pay", "Odnotowano złe warunki pracy"), ([], "To nikogo nie wyklucza")]
)
def test_a_note_speaks_of_no_crime_while_first_questions_are_open_and_nothing_points_to_force(yes, said, profession):
    case = a_case(yes=yes, alone="yes", interpreter="not_needed", profession=profession)
    note = page_html(document("note", case, CONTENT), "pl")
    assert said in note and "może wskazywać na przestępstwo" not in note
    forced = a_case(yes=[*case.replies, "debt_bondage"], alone="yes", interpreter="not_needed", profession=profession)
    assert "może wskazywać na przestępstwo" in page_html(document("note", forced, CONTENT), "pl")


CRIME = "może wskazywać na przestępstwo"
ANSWERED_NO = {"no": ["dest_no_guardian", "child_begging_for_others", "violence"], "forms": "begging"}


@pytest.mark.parametrize("age", ["child", "uncertain", "adult"])
@pytest.mark.parametrize("alone", ["yes", "no", None])
def test_where_nothing_is_recorded_the_note_speaks_of_no_crime_however_old_the_person_is(age, alone):
    note = page_html(document("note", a_case(age=age, alone=alone, **ANSWERED_NO), CONTENT), "pl")
    assert "To nikogo nie wyklucza" in note and "instytucja zawiadamia prokuratora" in note
    assert CRIME not in note and "zawiadamia niezwłocznie" not in note


@pytest.mark.parametrize("age", ["child", "uncertain"])
@pytest.mark.parametrize(
    "more",
    [
        {"yes": "no_education"},
        {"yes": "child_commercial_sex"},
        {"signs": "obs_no_address"},
        {"acts": "recruitment"},
        {"intended": "begging"},
        {"forms": "other"},
        {"danger": True},
        {"concerned": True},
        {"urgent": "sexual_violence"},
    ],
    ids=str,
)
def test_anything_recorded_of_a_child_is_told_as_what_may_point_to_a_crime(age, more):
    note = page_html(document("note", a_case(age=age, **{**ANSWERED_NO, **more}), CONTENT), "pl")
    assert "To nikogo nie wyklucza" not in note and CRIME in note


@pytest.mark.parametrize("age", ["child", "uncertain", "adult"])
@pytest.mark.parametrize("more", [{"urgent": "doctor"}, {"urgent": "crisis"}, {"children_signs": "sleepy"}], ids=str)
def test_that_somebody_is_ill_is_no_information_on_a_crime(age, more):
    note = page_html(document("note", a_case(age=age, alone="yes", **{**ANSWERED_NO, **more}), CONTENT), "pl")
    assert "To nikogo nie wyklucza" in note and CRIME not in note


def test_a_sign_or_an_act_alone_is_not_said_to_be_nothing():
    for more in ({"signs": "obs_phone_calls"}, {"acts": "recruitment"}):
        note = page_html(document("note", a_case(alone="yes", interpreter="not_needed", **more), CONTENT), "pl")
        assert "To nikogo nie wyklucza" not in note, more


def test_nobody_is_said_to_take_the_money_of_a_person_who_is_paid_too_little():
    reasons = {id_: text.polish for id_, text in CONTENT.guidance.items() if id_.startswith("reason_gain_taken")}
    assert len(reasons) == 3 and all("nie płaci" in each for each in reasons.values())
