"""Claims of papers that hold: numbers on each, an age in doubt, an hour that is over, a zero, a note after the fact."""

import re
from dataclasses import replace

import pytest

from screening.core.documents import DOCUMENTS
from screening.core.instrument.vocabulary import Age, Answer, Citizenship, Form, Profession
from screening.core.record.case import NOTE_LIMIT, Case, Reply
from screening.core.record.referral import Agreement, Decisions, Done, Status
from screening.core.record.vocabulary import Authority, ContactAgreement, NotKnown, YesNoUnknown
from screening.printing import page_html
from screening.printing.quoting import within_quotes
from tests.contacts import KCIK
from tests.printing.sheets import sheet, typical_case


def said(case: Case, kind: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", page_html(sheet(case, kind), "pl")).split())


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_paper_of_a_case_has_the_numbers_of_kcik_and_112(kind):
    text = said(typical_case(), kind).partition("Wydanie narzędzia")[0]
    assert KCIK in text and re.search(r"\b112\b", text)


@pytest.mark.parametrize("kind", ["referral", "consultation", "script"])
def test_an_age_in_doubt_is_not_said_to_be_that_of_a_child(kind):
    text = said(replace(typical_case(), age=Age.UNCERTAIN), kind).lower()
    assert re.search(r"wiek (jest )?niepewny, więc", text)
    assert "chodzi o dziecko, więc" not in text and "dziecko: zgoda niepotrzebna" not in text


@pytest.mark.parametrize("kind", ["referral", "consultation", "script"])
def test_an_hour_is_marked_as_over_as_soon_as_it_has_passed(kind):
    case = typical_case()
    for until, over in (
        ("2026-11-22T18:00", True),
        ("2026-11-23T14:39", True),
        ("2026-11-23T14:41", False),
        ("", False),
    ):
        text = said(replace(case, safety=replace(case.safety, safe_until=until)), kind)
        assert (f"{until[-5:]} – minęło" in text) is over, until


def test_that_no_children_are_among_the_others_is_said_as_an_answer():
    case = typical_case()
    assert "Dzieci wśród nich nie ma." in said(case, "script")
    unasked = replace(case, safety=replace(case.safety, others_children=None))
    assert "Dzieci wśród nich nie ma." not in said(unasked, "script")


def test_after_a_notification_that_was_made_nobody_is_asked_to_sign_it():
    done = Done(notified=YesNoUnknown.YES, notified_bodies=frozenset({Authority.POLICE}))
    case = replace(typical_case(), decisions=Decisions(), done=done)
    assert "podpisanie zawiadomienia" not in said(case, "note")
    assert "decyzję w sprawie zawiadomienia" in said(replace(case, done=Done()), "note")


def test_a_text_of_line_ends_loses_no_word_and_has_no_more_lines_than_can_be_printed():
    text = "\n".join("x" * (NOTE_LIMIT // 2))
    shown = within_quotes(text)
    assert len(shown.split("\n")) == 40 and shown.count("x") == NOTE_LIMIT // 2
    assert within_quotes("a\nb") == "a\nb"


def test_a_language_alone_does_not_say_that_a_leaflet_was_given():
    assert "ulotka: nie pytano, język: rumuński" in said(
        replace(typical_case(), done=Done(leaflet_language="ro")), "referral"
    )
    assert "ulotka:" not in said(replace(typical_case(), done=Done()), "referral")


def test_of_nobody_who_stayed_no_paper_says_that_children_are_not_known():
    case = typical_case()
    nobody = replace(case.safety, others=0, others_children=None, not_known=frozenset({NotKnown.OTHERS_CHILDREN}))
    for kind in ("script", "referral", "note"):
        text = said(replace(case, safety=nobody), kind)
        assert not re.search("wśród nich|wśród tych innych|w tym dzieci|dzieci wśród", text), kind
        assert re.search("wśród nich|w tym dzieci", said(case, kind)), kind


def test_a_sentence_of_the_script_does_not_touch_the_one_before():
    done = Done(notified=YesNoUnknown.YES, notified_bodies=frozenset({Authority.POLICE}), notified_who="dyżurny")
    text = said(replace(typical_case(), done=done), "script")
    assert "Zawiadomiono: Policję. Jednostka i osoba: „dyżurny”." in text
    assert ". Potrzeby:" in text and ".Potrzeby" not in text


def test_the_note_speaks_of_acts_made_to_do_only_where_such_are_suspected():
    case = typical_case()
    for form, told in ((Form.CRIME, True), (Form.BEGGING, True), (Form.LABOUR, False)):
        assert (
            "Czyny, do których osoba mogła być zmuszona" in said(replace(case, forms=frozenset({form})), "note")
        ) is told


def test_of_a_purpose_the_sheet_names_the_strongest_indicator():
    replies = {id_: Reply(Answer.YES) for id_ in ("no_education", "child_begging_for_others")}
    child = replace(typical_case(), age=Age.CHILD, forms=frozenset({Form.BEGGING}), replies=replies)
    assert "żebractwo: dziecko żebrze na rzecz innej osoby" in said(child, "referral")


def test_a_polish_citizen_is_told_nothing_that_is_for_foreigners():
    case = typical_case()
    for citizenship, told in ((Citizenship.POLAND, False), (Citizenship.THIRD_COUNTRY, True)):
        context = replace(case.context, citizenship=citizenship, profession=Profession.POLICE)
        text = said(replace(case, context=context, status=Status()), "steps")
        assert ("organ wydaje cudzoziemcowi zaświadczenie z art. 170" in text) is told


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("contact", ["yes", "no"])
def test_an_agreement_that_was_asked_is_not_said_to_be_unasked(language, contact):
    unasked = {"pl": "Nie pytano:", "en": "Not asked:"}[language]
    case = replace(typical_case(), agreement=Agreement(contact=ContactAgreement(contact)))
    html = page_html(sheet(case), language)
    said_open = " ".join(re.sub(r"<[^>]+>", "", html).split()).split(unasked)[1]
    groups = [each.strip() for each in re.sub(r"\(.*?\)", "(…)", said_open.split(".")[0]).split(";")]
    assert {"pl": "zgoda (…)", "en": "agreement (…)"}[language] in groups


@pytest.mark.parametrize("age", [Age.CHILD, Age.UNCERTAIN])
def test_of_a_child_it_is_asked_whether_the_child_was_told_and_never_whether_it_agrees(age):
    text = said(replace(typical_case(), age=age, agreement=Agreement()), "referral").split("Nie pytano:")[1]
    assert re.search(r"zgoda \([^)]*powiedziano, co się stanie", text.split(".")[0])


@pytest.mark.parametrize("contact", ContactAgreement)
def test_of_the_leaflet_the_steps_speak_once(contact):
    text = said(replace(typical_case(), agreement=Agreement(contact=contact)), "steps")
    assert len(re.findall(r"niech zapamięta numer", text)) == 1
