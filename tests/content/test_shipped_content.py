"""The shipped content is clean, and holds what the instrument says it holds."""

import re
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

from screening.content import Content
from screening.content.loader import inspect
from screening.content.texts import all_texts, texts_of_domain
from screening.core.instrument.catalogue import Catalogue
from screening.core.instrument.vocabulary import CriminalAct, Method
from screening.settings import folder


def test_the_shipped_content_has_no_fault():
    content, problems = inspect(folder("indicators"), None)
    assert [str(each) for each in problems] == []
    assert content


def test_every_text_has_a_key_of_its_own(content: Content):
    texts = list(all_texts(content))
    assert len({text.key for text in texts}) == len(texts)
    domains = ("content", "person", "exercises")
    assert sum(len(texts_of_domain(content, domain)) for domain in domains) == len(texts)


def test_what_the_person_hears_is_in_the_person_domain(content: Content):
    person = texts_of_domain(content, "person")
    for row in content.catalogue.indicators.values():
        heard = [row.question, row.question_at_home, row.question_not_begun, row.statement, row.child_question]
        heard += [row.statement_not_begun, row.child_question_not_begun]
        heard += [*row.questions_by_form.values(), *row.statements_by_form.values()]
        assert all(text.key in person for text in heard if text)
        assert row.label.key not in person
    for id_, text in content.guidance.items():
        assert (text.key in person) is id_.startswith("introduction_")


def test_triage_rows_that_may_be_asked_of_an_adult_have_a_statement(content: Content):
    for profile in content.catalogue.profiles.values():
        assert len(profile.triage) == 12
        if profile.child:
            continue
        for id_ in profile.triage:
            row = content.catalogue.indicators.get(id_)
            if row and Method.ASKED in row.established_by and profile.group not in row.not_asked_in:
                assert row.statement or profile.group in row.statements_by_form


def test_the_law_names_every_act_and_six_means(content: Content):
    assert set(content.law.acts) == set(CriminalAct)
    assert list(content.law.means) == ["1", "2", "3", "4", "5", "6"]


def parts_of(catalogue: Catalogue) -> list[object]:
    """What a catalogue was made of; a catalogue itself is equal to none but itself."""
    return [getattr(catalogue, each.name) for each in fields(catalogue)]


def test_an_overdue_review_warns_and_never_fails(content: Content):
    last = max(contact.review_by for contact in content.contacts.values())
    later, problems = inspect(folder("indicators"), max(last, date(2028, 1, 1)) + timedelta(days=1))
    dated = (folder("indicators") / "guidance.yaml").read_text(encoding="utf-8").count("review_by: ")
    assert dated and replace(later, catalogue=content.catalogue) == content
    assert parts_of(later.catalogue) == parts_of(content.catalogue)
    assert len(problems) == len(content.contacts) + len(content.law.entries) + dated
    assert all(each.warning and "the review was due on" in each.sentence for each in problems)


def test_on_the_last_day_of_review_nothing_warns(content: Content):
    days = re.findall(r"review_by: (\S+)", (folder("indicators") / "guidance.yaml").read_text(encoding="utf-8"))
    first = min(*map(date.fromisoformat, days), *(contact.review_by for contact in content.contacts.values()))
    assert inspect(folder("indicators"), first)[1] == []


def test_a_missing_folder_is_one_fault_a_file(tmp_path: Path):
    content, problems = inspect(tmp_path / "nowhere", None)
    assert content is None
    assert all(each.line == 1 and "cannot be read" in each.sentence for each in problems)
