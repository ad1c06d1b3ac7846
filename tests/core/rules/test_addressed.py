"""A question is put to a man and to a woman in their own form, and without either to whoever stated neither."""

import pytest

from screening.core.instrument.addressing import addressed, badly_marked, has_slash_form
from screening.core.instrument.vocabulary import Sex
from screening.core.rules.questions import wording
from screening.translation import Translator
from tests.builders import CATALOGUE, a_case

MARKED = "Musi to zrobić także bez {Pana |Pani |}zgody. Kto żyje z {Pana|Pani|tych samych} pieniędzy?"


@pytest.mark.parametrize(
    ("sex", "said"),
    [
        (Sex.MALE, "Musi to zrobić także bez Pana zgody. Kto żyje z Pana pieniędzy?"),
        (Sex.FEMALE, "Musi to zrobić także bez Pani zgody. Kto żyje z Pani pieniędzy?"),
        (Sex.OTHER, "Musi to zrobić także bez zgody. Kto żyje z tych samych pieniędzy?"),
        (Sex.NOT_STATED, "Musi to zrobić także bez zgody. Kto żyje z tych samych pieniędzy?"),
        (None, "Musi to zrobić także bez zgody. Kto żyje z tych samych pieniędzy?"),
    ],
)
def test_each_sex_as_stated_has_its_wording(sex, said):
    assert addressed(MARKED, sex) == said


@pytest.mark.parametrize(("sex", "said"), [("female", "U kogo były Pani dokumenty"), (None, "U kogo były dokumenty")])
def test_a_question_of_a_case_is_in_the_form_for_the_person(sex, said):
    asked = wording(CATALOGUE.indicators["rec_documents"], a_case(sex=sex), None)
    assert asked and Translator("pl").text(asked).startswith(said)
    assert Translator("uk").text(asked) == Translator("uk").text(CATALOGUE.indicators["rec_documents"].question)


def test_a_question_to_the_adult_beside_a_child_goes_by_nobodys_sex():
    for id_ in ("dest_no_guardian", "child_as_prop"):
        question = CATALOGUE.indicators[id_].question
        assert question and question.said_to(Sex.FEMALE) is question


@pytest.mark.parametrize("text", ["bez {Pana|Pani} zgody", "bez {Pana|Pani|}| zgody", "{a|{b|c|d}|e}", "{Pana", "}"])
def test_a_mark_that_is_not_whole_is_seen(text):
    assert badly_marked(text) and not badly_marked(MARKED)


def test_a_slash_between_letters_is_a_slash_form_and_a_number_of_a_street_or_a_pause_is_none():
    assert has_slash_form("bez Pana/Pani zgody") and has_slash_form("sama/sam")
    assert not has_slash_form("tak / nie")
