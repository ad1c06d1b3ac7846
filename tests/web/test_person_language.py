"""The person's language in a full case: pressed, kept as a code, and shown beside what the person is asked."""

import re
from dataclasses import replace

import pytest

from screening.web.services import services_of
from tests.missing_texts import missing
from tests.web.referral import fill, stored

FOREIGN = {"language": "uk", "interpreter": "independent"}


def _pressed(visitor) -> list[str]:
    return [value for name, value in visitor.page.form["fields"] if name == "language" and value]


def _beside(html: str, language: str) -> list[str]:
    return re.findall(
        rf'<p class="[^"]*beside" lang="{language}" dir="auto"[^>]*><span>(.*?)</span></p>', html, re.DOTALL
    )


def test_a_pressed_language_is_kept_as_its_code_and_read_back(visitor, opened, desk):
    address = opened(until="triage")
    fill(visitor, address, "safety", **FOREIGN)
    assert stored(desk, address).context.language == "uk"
    visitor.get(f"{address}/safety")
    assert _pressed(visitor) == ["uk"]
    visitor.get(f"{address}/triage")
    visitor.send()
    assert visitor.path == f"{address}/overview" and "ukraiński" in visitor.page.text


@pytest.mark.parametrize(("typed", "chip"), [("Українська", "uk"), ("ukraiński", "uk"), ("dari", "other")])
def test_a_name_from_before_keeps_its_value_until_another_language_is_chosen(visitor, opened, desk, typed, chip):
    address = opened(until="talk")
    there = desk.read(next(iter(desk.cases())).id)
    was = replace(there.case, context=replace(there.case.context, language=typed))
    desk.save(there, was, seen_revision=there.revision)
    visitor.get(f"{address}/safety")
    assert _pressed(visitor)[0] == chip
    visitor.send(interpreter="independent", urgent=["doctor"])
    assert stored(desk, address).needs.urgent and stored(desk, address).context.language == typed
    fill(visitor, address, "safety", language=["ro", ""])
    assert stored(desk, address).context.language == "ro"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (["uk", "dari"], "Wybierz jeden język albo wpisz inny, nie oba naraz."),
        (["other", ""], "Wpisz, jaki to język."),
        (["other", "x" * 36], "najwyżej 35 znaków"),
    ],
)
def test_a_language_that_is_not_clear_is_refused_and_what_was_typed_stays(visitor, opened, sent, said):
    address = opened(until="talk")
    fill(visitor, address, "safety", language=sent)
    assert visitor.response.status_code == 422 and said in visitor.page.text
    assert _pressed(visitor) == [value for value in sent if value]


def test_who_interprets_is_asked_unless_the_talk_is_in_polish(visitor, desk):
    visitor.get("/cases/")
    visitor.send(profession="police")
    address = visitor.path.rsplit("/", 1)[0]
    visitor.send(alone="yes", age="adult")
    assert (
        visitor.response.status_code == 422 and "Wybierz język osoby albo zaznacz, kto tłumaczy." in visitor.page.text
    )
    visitor.send(language="uk")
    assert visitor.response.status_code == 422 and "Zaznacz, kto tłumaczy." in visitor.page.text
    visitor.send(language="pl")
    assert stored(desk, address).safety.interpreter == "not_needed"
    fill(visitor, address, "safety", language="uk")
    assert visitor.response.status_code == 422, "that nobody was needed in Polish says nothing of another language"


def test_introduction_and_questions_stand_beside_in_the_persons_language(visitor, opened):
    address = opened(until="triage")
    visitor.get(f"{address}/triage")
    rows = visitor.page.html.count('<fieldset class="q')
    assert not _beside(visitor.page.html, "uk") and "aloud.js" not in visitor.page.html
    fill(visitor, address, "safety", **FOREIGN)
    visitor.get(f"{address}/triage")
    assert len(_beside(visitor.page.html, "uk")) == rows and "aloud.js" in visitor.page.html
    visitor.get(f"{address}/talk")
    assert [text for text in _beside(visitor.page.html, "uk") if "поліції" in text]
    assert "Цей переклад чорновий" in visitor.page.text


def test_what_is_not_translated_is_marked_and_not_read_aloud(visitor, opened, content, tmp_path):
    address = opened(until="triage")
    fill(visitor, address, "safety", **FOREIGN)
    with missing(tmp_path, "uk", "person", [content.catalogue.indicators["debt_bondage"].question.key]):
        visitor.get(f"{address}/triage")
        row = visitor.page.html.partition('id="debt_bondage"')[2].partition("</fieldset>")[0]
        assert "jeszcze nie przetłumaczono" in row and "data-aloud" not in row and "data-aloud" in visitor.page.html


def test_a_page_in_english_has_the_polish_of_a_polish_person_beside(visitor, opened):
    address = opened(until="triage")
    fill(visitor, address, "safety", language="pl", interpreter="")
    visitor.post("/language", [("csrf_token", visitor.token), ("language", "en"), ("back", "/"), ("_end", "1")])
    visitor.get(f"{address}/triage")
    assert len(_beside(visitor.page.html, "pl")) == visitor.page.html.count('<fieldset class="q')


def test_an_institution_that_hides_drafts_shows_no_duty_in_one(visitor, opened, app):
    address = opened(until="triage")
    fill(visitor, address, "safety", **FOREIGN)
    services_of(app).drafts = "hide"
    visitor.get(f"{address}/talk")
    assert not _beside(visitor.page.html, "uk") and "powiedz to z pomocą tłumacza" in visitor.page.text
    visitor.get(f"{address}/triage")
    assert _beside(visitor.page.html, "uk")


@pytest.mark.parametrize(("spoken", "named"), [("uk", "ukraiński"), ("dari <b>", "dari &lt;b&gt;")])
def test_the_result_names_the_language_of_the_person(visitor, opened, spoken, named):
    address = opened()
    fill(visitor, address, "safety", language=spoken, interpreter="independent")
    assert visitor.get(f"{address}/overview").status_code == 200
    assert f"<dd>{named}</dd>" in visitor.page.html
