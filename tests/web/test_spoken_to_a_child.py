"""What is said to a child is what the tool does: a child's name is written down and sent without agreement."""

import re

import pytest

from screening.translation import Translator, person_languages
from tests.web.referral import fill

ADULT = "Nazwisko zapiszę tylko za"
CHILD = "Zapisuję też, jak się nazywasz"
# What an adult is promised and a child is not.
PROMISED = re.compile(
    r"za (?:\S+ )?zgodą|bez zgody nie|tylko gdy się zgodzisz|bez (?:podawania )?nazwiska|bez policji|%\(kept_for\)s"
)


@pytest.mark.parametrize(
    ("age", "said", "unsaid"), [("adult", ADULT, CHILD), ("child", CHILD, ADULT), ("uncertain", CHILD, ADULT)]
)
def test_each_hears_what_is_done_with_the_name(visitor, opened, age, said, unsaid):
    opened(until="talk", age=age)
    assert said in visitor.page.text and unsaid not in visitor.page.text


def test_a_child_hears_that_nothing_is_its_fault_only_after_it_has_spoken(visitor, opened):
    opened(until="talk", age="child")
    before, _, after = visitor.page.text.partition("Gdy dziecko już coś powie:")
    assert "twoja wina" not in before and after.strip().startswith("To nie twoja wina.")


def test_before_the_age_is_known_nothing_is_promised_about_the_name(visitor, task_list):
    visitor.get(f"{task_list}/talk")
    assert ADULT not in visitor.page.text and CHILD not in visitor.page.text
    assert "Nie podano jeszcze wieku" in visitor.page.text
    fill(visitor, task_list, "safety", alone="yes", interpreter="independent", age="child")
    visitor.get(f"{task_list}/talk")
    assert CHILD in visitor.page.text


def test_no_text_for_a_child_promises_what_only_an_adult_gets(content):
    heard = {id_: text for id_, text in content.guidance.items() if id_.startswith("introduction_") and "child" in id_}
    heard |= {id_: text for id_, text in content.leaflet.items() if id_.startswith("child_")}
    heard |= {row.id: row.child_question for row in content.catalogue.indicators.values() if row.child_question}
    assert len(heard) > 15
    assert not {id_: text.polish for id_, text in heard.items() if PROMISED.search(text.polish)}


def test_the_words_on_a_childs_name_stand_in_every_language_of_the_person(content):
    text = content.guidance["introduction_written_child"]
    found = {code: Translator(code).text(text) for code in person_languages()}
    assert len(set(found.values())) == len(found) >= 9
