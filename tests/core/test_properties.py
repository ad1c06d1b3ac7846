"""What holds for every case (docs/rules.md: Advice)."""

import json
import random

from hypothesis import strategies as st

from screening.core.instrument.vocabulary import Age, Citizenship, CriminalAct, Sex
from screening.core.record.vocabulary import ChildSign, Urgent
from screening.core.rules.assessment import profiles_of
from screening.exchange.case_file import read_case
from tests.builders import CATALOGUE, a_case, case_file
from tests.core.engine import codes, reasons, said
from tests.core.lines import SAFE
from tests.core.sampling import FORM_COMBINATIONS, FORMS, IDS, SIGNS, for_all, sizes, some, told, values

STEPS = ("nothing_recorded", "consult", "refer")
BELOW_CONSULT = {"second_talk", "nothing_recorded"}
OFFENCES = {"forced_illicit", "crime_for_others", "crime_gain_taken"}


def height(assessment: dict) -> int:
    """How far the advice goes towards KCIK: 2 refer, 1 consult, 0 neither."""
    return max(STEPS.index(code) if code in STEPS else 0 for code in codes(assessment))


def never_less(before: dict, after: dict) -> None:
    assert height(after) >= height(before), (codes(before), codes(after))
    assert "act_now" not in codes(before) or "act_now" in codes(after)


def without_questions(assessment: dict, but: frozenset[str] | set[str] = frozenset()) -> dict:
    advice = [each for each in assessment["advice"] if each["code"] not in but]
    return {key: value for key, value in assessment.items() if key != "next_questions"} | {"advice": advice}


def rows_of_case(what: dict) -> set[str]:
    case = a_case(**what)
    return {row.id for profile in profiles_of(CATALOGUE, case) for row in CATALOGUE.rows_of(profile)}


@sizes
def test_a_case_file_says_the_same_as_the_case(examples):
    def check(what):
        data = json.dumps(case_file(**what)).encode()
        assert read_case(data, CATALOGUE) == a_case(**what)

    for_all(examples, told(), check)


@sizes
def test_the_order_of_answers_does_not_matter(examples):
    def check(drawn):
        what, seed = drawn
        shuffled = dict(what)
        for key in ("replies", "signs", "acts", "intended", "forms", "urgent", "children_signs", "exploited_in"):
            entries = list(what[key].items() if key == "replies" else what[key])
            random.Random(seed).shuffle(entries)
            shuffled[key] = dict(entries) if key == "replies" else entries
        assert said(**shuffled) == said(**what)

    for_all(examples, st.tuples(told(), st.integers(0, 9)), check)


@sizes
def test_another_yes_never_removes_act_now_and_never_lowers_refer_or_consult(examples):
    def check(drawn):
        what, more = drawn
        never_less(said(**what), said(**what | {"replies": what["replies"] | dict.fromkeys(more, "yes")}))

    for_all(examples, st.tuples(told(), st.lists(st.sampled_from(IDS), min_size=1, max_size=3)), check)


def test_one_more_yes_on_any_row_never_lowers_the_advice_of_one_yes():
    for forms in FORM_COMBINATIONS[:4]:
        for age in ("adult", "child"):
            for first in ("low_no_pay", "no_education", "documents_withheld", "deceived_wages"):
                before = said(forms=forms, age=age, yes=[first])
                for second in set(IDS) - {first}:
                    never_less(before, said(forms=forms, age=age, yes=[first, second]))


@sizes
def test_another_sign_or_act_never_lowers_the_advice(examples):
    def check(drawn):
        what, sign, act = drawn
        never_less(said(**what), said(**what | {"signs": {*what["signs"], sign}}))
        never_less(said(**what), said(**what | {"acts": {*what["acts"], act}}))

    for_all(examples, st.tuples(told(), st.sampled_from(SIGNS), st.sampled_from(values(CriminalAct))), check)


@sizes
def test_another_form_never_lowers_the_advice(examples):
    def check(drawn):
        what, form = drawn
        never_less(said(**what), said(**what | {"forms": {*what["forms"], form}}))

    for_all(examples, st.tuples(told(), st.sampled_from(FORMS)), check)


@sizes
def test_another_intended_form_never_lowers_the_advice(examples):
    def check(what):
        never_less(said(**what), said(**what | {"intended": what["forms"]}))

    for_all(examples, told(), check)


@sizes
def test_another_urgent_need_or_sign_of_a_child_never_lowers_the_advice(examples):
    def check(drawn):
        what, need, sign = drawn
        never_less(said(**what), said(**what | {"urgent": {*what["urgent"], need}}))
        never_less(said(**what), said(**what | {"children_signs": {*what["children_signs"], sign}}))

    for_all(examples, st.tuples(told(), st.sampled_from(values(Urgent)), st.sampled_from(values(ChildSign))), check)


@sizes
def test_a_change_of_sex_changes_nothing(examples):
    def check(what):
        assert len({json.dumps(said(**what | {"sex": sex})) for sex in values(Sex)}) == 1

    for_all(examples, told(), check)


@sizes
def test_a_change_of_citizenship_changes_nothing_but_questions_at_home(examples):
    """For a Polish citizen exploited in Poland alone, journey questions are left out."""

    def check(what):
        foreign = said(**what | {"citizenship": "third_country"})
        for citizenship in values(Citizenship):
            other = said(**what | {"citizenship": citizenship})
            at_home = citizenship == "poland" and what["exploited_in"] == ["poland"]
            left_out = {
                "deceived_legal_status",
                "vuln_illegal_status",
                "deceived_family_reunification",
            }
            expected = [id_ for id_ in foreign["next_questions"] if not at_home or id_ not in left_out]
            assert without_questions(other) == without_questions(foreign)
            assert other["next_questions"] == expected

    for_all(examples, told(), check)


@sizes
def test_the_profession_changes_no_more_than_the_questions_it_must_not_ask(examples):
    def check(what):
        free = said(**what | {"profession": None})
        for profession in ("police", "border_guard", "labour_inspector", "social_worker"):
            other = said(**what | {"profession": profession})
            barred = OFFENCES if profession in ("labour_inspector", "social_worker") else set()
            assert without_questions(other, but={*BELOW_CONSULT}) == without_questions(free, but={*BELOW_CONSULT})
            assert "nothing_recorded" not in codes(other) or codes(other) == codes(free), "an open question stays open"
            assert other["next_questions"] == [i for i in free["next_questions"] if i not in barred]

    for_all(examples, told(), check)


@sizes
def test_not_asked_is_never_no(examples):
    def check(what):
        asked = {id_: answer for id_, answer in what["replies"].items() if answer != "not_asked"}
        assert said(**what | {"replies": asked}) == said(**what)
        without_no = {id_: answer for id_, answer in asked.items() if answer != "no"}
        for profile in said(**what | {"replies": without_no})["profiles"]:
            assert all(dimension["state"] != "unreachable" for dimension in profile["dimensions"])

    for_all(examples, told(), check)


def test_a_row_left_out_keeps_a_dimension_reachable_where_a_no_closes_it():
    rows = [row.id for row in CATALOGUE.scored(CATALOGUE.profiles["labour_adult"], "destination_vulnerability")]
    for last, state in (("not_asked", "reachable"), ("no", "unreachable")):
        replies = dict.fromkeys(rows, "no") | dict.fromkeys(rows[:2], "yes") | {rows[-1]: last}
        dimension = said(replies=replies, **SAFE)["profiles"][0]["dimensions"][5]
        assert (dimension["id"], dimension["state"]) == ("destination_vulnerability", state)


@sizes
def test_an_unsafe_talk_rules_nothing_out(examples):
    def check(drawn):
        what, unsafe, refused = drawn
        replies = dict.fromkeys(refused, "no") | what["replies"]
        assessment = said(**what | {"replies": replies, **unsafe})
        for profile in assessment["profiles"]:
            assert all(dimension["state"] != "unreachable" for dimension in profile["dimensions"])
        assert height(assessment) >= 1

    unsafe = [{"alone": "no"}, *({"interpreter": who} for who in ("companion", "group", "none_but_needed"))]
    for_all(examples, st.tuples(told(), st.sampled_from(unsafe), some(IDS, len(IDS))), check)


def test_all_rows_answered_no_close_every_dimension_in_a_safe_talk_and_none_in_another():
    for circumstances, state in (
        (SAFE, "unreachable"),
        (SAFE | {"alone": "no"}, "reachable"),
        (SAFE | {"interpreter": "machine"}, "reachable"),
        ({}, "reachable"),
    ):
        for form in FORMS:
            for age in ("adult", "child"):
                result = said(forms=form, age=age, no=IDS, **circumstances)["profiles"][0]
                assert {dimension["state"] for dimension in result["dimensions"]} == {state}


@sizes
def test_every_answer_set_gets_advice_and_every_advice_a_reason(examples):
    def check(what):
        assessment = said(**what)
        assert assessment["advice"]
        assert all(advice["reasons"] for advice in assessment["advice"])
        assert len(set(codes(assessment))) == len(codes(assessment))
        assert "nothing_recorded" not in codes(assessment) or len(codes(assessment)) == 1

    for_all(examples, told(), check)


@sizes
def test_what_stands_behind_an_advice_was_answered_in_a_chosen_profile_or_is_said_to_be_outside(examples):
    def check(what):
        rows, assessment = rows_of_case(what), said(**what)
        for advice in assessment["advice"]:
            behind = {what["replies"].get(id_) for id_ in advice["indicators"]}
            assert set(advice["indicators"]) <= rows | set(assessment["outside"]) or advice["code"] == "second_talk"
            if advice["code"] != "second_talk":
                vague = {"unclear", "declined"} if "open_force" in advice["reasons"] else set()
                assert behind <= {"yes"} | vague

    for_all(examples, told(), check)


@sizes
def test_a_child_or_an_age_in_doubt_is_always_referred_or_consulted(examples):
    def check(what):
        child, uncertain = (said(**what | {"age": age}) for age in ("child", "uncertain"))
        assert child == uncertain
        assert height(child) >= 1
        assert set(codes(child)) <= {"act_now", "refer", "consult"}
        assert not child["law"]["means_required"]

    for_all(examples, told(), check)


LEFT_OUT = {"labour_law_breach", "no_social_protection"}


def without_advice(assessment: dict) -> dict:
    return {key: value for key, value in assessment.items() if key not in ("advice", "outside")}


@sizes
def test_a_reply_outside_the_chosen_profiles_has_no_effect_but_that_a_yes_is_consulted_or_talked_over(examples):
    def check(drawn):
        what, answers = drawn
        rows = rows_of_case(what) | LEFT_OUT
        outside = {id_: answer for id_, answer in answers.items() if id_ not in rows}
        inside = {id_: answer for id_, answer in what["replies"].items() if id_ in rows}
        before, after = said(**what | {"replies": inside}), said(**what | {"replies": inside | outside})
        assert without_advice(after) == without_advice(before)
        yes = [id_ for id_ in IDS if outside.get(id_) == "yes"]
        assert [id_ for id_ in after["outside"] if id_ not in rows] == yes
        if not yes or "refer" in codes(before):
            assert after["advice"] == before["advice"]
        else:
            assert set(codes(before)) <= {*codes(after), *BELOW_CONSULT}
            assert "consult" in codes(after) or "outside_yes" in reasons(after, "second_talk")

    answers = st.dictionaries(st.sampled_from(IDS), st.sampled_from(["yes", "no", "declined"]), max_size=20)
    for_all(examples, st.tuples(told(), answers), check)


@sizes
def test_after_any_change_of_age_and_forms_a_yes_is_never_nothing(examples):
    def check(drawn):
        what, forms, age = drawn
        after = said(**what | {"forms": forms, "age": age, "intended": []})
        if "yes" in what["replies"].values():
            assert "nothing_recorded" not in codes(after)

    changes = st.tuples(told(), st.sampled_from(FORM_COMBINATIONS), st.sampled_from(values(Age)))
    for_all(examples, changes, check)


@sizes
def test_consult_is_never_said_beside_refer_nor_an_adults_advice_beside_it(examples):
    def check(what):
        given = set(codes(said(**what)))
        if "refer" in given:
            assert given <= {"act_now", "refer"}
        if "consult" in given:
            assert "second_talk" not in given

    for_all(examples, told(), check)


def test_an_unsafe_talk_is_said_among_the_reasons():
    assert "unsafe_talk" in reasons(said(alone="no", no="documents_withheld"), "consult")


def test_every_age_has_its_profiles():
    for age in Age:
        profile = said(age=age.value)["profiles"][0]["id"]
        assert profile == ("labour_adult" if age is Age.ADULT else "labour_child")
