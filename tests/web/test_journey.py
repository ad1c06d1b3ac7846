"""The case journey without script: saved at every step, returns where it stopped, never clears anybody."""

import re
from uuid import UUID

import pytest

from screening.core.documents import DOCUMENTS
from screening.core.rules.triage import first_questions
from screening.printing import Printer
from screening.web.cases.forms.replies import ANSWERS
from screening.web.services import services_of
from tests.builders import CASE_HOURS
from tests.web.page import Visitor


def test_the_start_page_says_who_starts_the_practice_that_is_no_door_here(visitor: Visitor):
    visitor.get("/")
    assert "O uruchomienie poproś osobę" in visitor.page.text
    assert not any("training" in link for link in visitor.page.links)


def test_a_case_goes_through_the_opening_in_order_to_the_overview(visitor, opened):
    address = opened()
    assert visitor.path == f"{address}/overview"


def test_a_case_returns_where_it_stopped(visitor, opened):
    address = opened(until="talk")
    visitor.get(f"{address}/")
    assert visitor.path == f"{address}/talk"


def test_a_page_ahead_of_the_path_is_refused_and_leads_back(visitor, opened):
    address = opened(until="talk")
    assert visitor.get(f"{address}/overview").status_code == 409
    assert f"{address}/talk" in visitor.page.links


def test_the_decision_is_open_at_any_time(visitor, opened):
    address = opened(until="talk")
    assert visitor.get(f"{address}/decision").status_code == 200


def test_two_strong_indicators_of_coercion_advise_to_refer(visitor, opened):
    address = opened(until="triage")
    visitor.send(answer__documents_withheld="yes", answer__debt_bondage="yes")
    assert visitor.path == f"{address}/overview"
    assert "To wystarczy, żeby zadzwonić" in visitor.page.text


def test_an_answer_can_be_changed_from_the_list_of_answers(visitor, opened):
    address = opened(until="triage")
    visitor.send(answer__documents_withheld="yes")
    visitor.get(f"{address}/answers")
    link = next(each for each in visitor.page.links if each.endswith("#documents_withheld"))
    visitor.get(link.partition("#")[0])
    assert ("answer.documents_withheld", "yes") in visitor.page.form["fields"]
    visitor.send(answer__documents_withheld="no")
    visitor.get(link.partition("#")[0])
    assert ("answer.documents_withheld", "no") in visitor.page.form["fields"]


@pytest.mark.parametrize("age", ["child", "uncertain"])
def test_a_child_is_asked_only_what_the_child_wording_allows(visitor, opened, content, age):
    opened(until="triage", age=age)
    assert "Nie pytaj dziecka" in visitor.page.text
    for row in content.catalogue.indicators.values():
        if row.question and row.question.polish in visitor.page.text:
            assert row.child_question and row.child_question.polish in row.question.polish, row.id


def test_an_unsafe_talk_is_said_loudly_on_rows_and_overview(visitor, opened):
    visitor.get("/cases/")
    visitor.send(profession="police")
    address = visitor.path.rsplit("/", 1)[0]
    visitor.send(alone="no", interpreter="companion", age="adult")
    visitor.send(forms=["labour"])
    assert "nie odbyła się w bezpiecznych warunkach" in visitor.page.text
    visitor.send()
    assert visitor.path == f"{address}/overview"
    assert "nie odbyła się w bezpiecznych warunkach" in visitor.page.text


def test_a_missing_age_gives_a_summary_that_links_to_the_field_and_keeps_the_rest(visitor, opened):
    opened(until="safety")
    response = visitor.send(alone="no", interpreter="companion", children="3")
    assert response.status_code == 422
    assert visitor.page.title.strip().startswith("Błąd:")
    assert "#age-first" in visitor.page.links and "age-first" in visitor.page.ids
    assert ("alone", "no") in visitor.page.form["fields"]
    assert ("children", "3") in visitor.page.form["fields"]


def test_a_decision_needs_reason_and_name_and_may_differ_from_the_advice(visitor, opened):
    address = opened(until="triage")
    visitor.send(answer__documents_withheld="yes", answer__debt_bondage="yes")
    visitor.get(f"{address}/decision")
    assert visitor.send(kcik="not_now", notify="undecided", reason="", decided_by="").status_code == 422
    visitor.send(kcik="not_now", notify="undecided", reason="Osoba prosi o czas", decided_by="1234")
    visitor.get(f"{address}/decision")
    assert ("kcik", "not_now") in visitor.page.form["fields"]
    assert "23.11.2026 13:00" in visitor.page.text


def test_every_dimension_is_reached_from_the_hub_with_at_most_eight_indicators_a_page(visitor, opened):
    address = opened(forms=("labour", "begging"))
    pages = {link for link in visitor.page.links if link.startswith(address) and link[-2] == "-"}
    assert len(pages) == 6
    for page in pages:
        visitor.get(page)
        while visitor.path != f"{address}/overview":
            answers = set(re.findall(r'name="(answer\.\w+)"', visitor.page.html))
            assert 1 <= len(answers) <= 8
            visitor.send()


def test_finishing_erases_the_case(visitor, opened):
    address = opened(until="talk")
    visitor.get(f"{address}/finish")
    assert visitor.send().status_code == 422
    visitor.send(confirm="1")
    assert visitor.path.startswith("/cases/")
    assert visitor.get(f"{address}/safety").status_code == 410


def test_an_overdue_case_is_erased_and_says_so(visitor, opened, clock):
    address = opened(until="talk")
    clock.advance(hours=CASE_HOURS + 1)
    visitor.unlock()
    assert visitor.get(f"{address}/talk").status_code == 410
    visitor.get("/cases/")
    assert address.rsplit("/", 1)[1] not in visitor.page.html


def test_the_list_shows_code_names_and_the_time_left_but_nothing_of_the_person(visitor, opened, clock):
    opened(until="talk")
    clock.advance(hours=CASE_HOURS - 47)
    visitor.unlock()
    assert "47 godzin" in visitor.page.text


def test_pages_stand_in_english_after_the_choice_of_language(visitor, opened):
    address = opened(until="talk")
    fields = [("csrf_token", visitor.token), ("back", visitor.path), ("language", "en"), ("_end", "1")]
    visitor.post("/language", fields)
    assert visitor.path == f"{address}/talk" and visitor.page.lang == "en"
    assert visitor.page.h1[0].strip() == "The conversation begins"


def test_every_answer_has_its_own_code():
    assert set(ANSWERS) == {"yes", "no", "unclear", "declined", "not_asked"}


def test_the_officer_is_told_which_characters_paper_cannot_show(visitor, opened):
    address = opened(until="triage")
    visitor.send(answer__debt_bondage="yes", note__debt_bondage="kartka z 🧿 i 鬱")
    visitor.get(f"{address}/documents")
    assert "鬱 U+9B31, 🧿 U+1F9FF. Na papierze" in visitor.page.text and "[U+…]" in visitor.page.text
    visitor.get(f"{address}/answers")
    assert "kartka z 🧿 i 鬱" in visitor.page.text


def test_a_name_in_letters_that_the_fonts_have_is_not_pointed_out(visitor, opened):
    address = opened(until="triage")
    visitor.send(answer__debt_bondage="yes", note__debt_bondage="सीता, ተስፋዬ, Нгуен, محمد")
    visitor.get(f"{address}/documents")
    assert "U+" not in visitor.page.text


def test_the_page_of_documents_prints_nothing_and_stands_without_a_printer(visitor, opened, app, monkeypatch):
    address = opened(until="triage")
    visitor.send(answer__debt_bondage="yes", note__debt_bondage="漢" * 600)
    asked = []
    monkeypatch.setattr("screening.printing.Printer.pdf", lambda *about: asked.append(about))
    monkeypatch.setattr("screening.printing.printer.COMMAND", ("/nowhere/at/all",))
    services_of(app).printer = Printer()
    assert visitor.get(f"{address}/documents").status_code == 200
    assert "漢 U+6F22" in visitor.page.text
    assert {f"{address}/documents/{kind}?language=pl" for kind in DOCUMENTS} <= set(visitor.page.links)
    assert asked == [] and services_of(app).printer.pid is None


def papers_of(visitor, address: str) -> set[str]:
    """The papers that the page of documents offers."""
    visitor.get(f"{address}/documents")
    return {kind for kind in DOCUMENTS if f"{address}/documents/{kind}?language=pl" in visitor.page.links}


@pytest.fixture
def nothing_found(visitor, opened, desk) -> str:
    """The address of a case in which every first question was answered no, in a safe talk, at the overview."""
    address = opened(until="triage")
    asked = first_questions(desk.content.catalogue, desk.read(UUID(address.split("/")[2])).case)
    visitor.send(**{f"answer__{id_}": "no" for id_ in asked})
    return address


def test_only_the_papers_for_a_consultation_are_there_when_nothing_was_recorded_or_decided(visitor, nothing_found):
    address = nothing_found
    assert "nie odnotowano przesłanek" in visitor.page.text
    assert papers_of(visitor, address) == {"consultation", "script"}
    assert "Nic innego nie odnotowano i o niczym nie zdecydowano" in visitor.page.text
    assert f"{address}/export" not in visitor.page.links
    assert visitor.get(f"{address}/documents/referral").status_code == 409
    assert visitor.get(f"{address}/documents/script").status_code == 200


@pytest.mark.parametrize(
    ("page", "values", "named"),
    [
        ("needs", {"services": ["food"]}, "potrzeby osoby"),
        ("place", {"tonight": "same_place", "place_known": "yes"}, "informacje o miejscu i bezpieczeństwie"),
        ("agreement", {"contact": "yes", "limits": ["no_police"]}, "zgody i zastrzeżenia osoby"),
        ("handover", {"taken_by": "KCIK"}, "to, co już zrobiono"),
        ("decision", {"kcik": "not_now", "reason": "boi się", "decided_by": "nr 17"}, "decyzję w sprawie KCIK"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_is_recorded_although_no_rule_found_anything_is_named_and_printed(
    visitor, nothing_found, page, values, named
):
    address = nothing_found
    visitor.get(f"{address}/{page}")
    visitor.send(**values)
    visitor.get(f"{address}/overview")
    assert "nie odnotowano przesłanek" in visitor.page.text
    assert f"Mimo to odnotowano lub zdecydowano: {named}" in " ".join(visitor.page.text.split())
    assert papers_of(visitor, address) == {*DOCUMENTS}
    assert "Mimo to odnotowano lub zdecydowano" in visitor.page.text
    assert f"{address}/export" in visitor.page.links
    assert visitor.get(f"{address}/documents/referral").status_code == 200


def test_the_sheet_stands_as_a_page_in_either_language(visitor, opened):
    address = opened(until="triage")
    visitor.send(answer__debt_bondage="yes")
    visitor.get(f"{address}/documents/referral?language=en")
    assert 'class="sheet" lang="en"' in visitor.page.html and "debt bondage" in visitor.page.text
    assert visitor.get(f"{address}/documents/referral?language=xx").status_code == 400


def test_every_box_can_be_ticked_in_every_case(visitor, opened):
    for _ in range(2):
        address = opened(until="talk")
        visitor.get(f"{address}/safety")
        assert visitor.send(urgent=["doctor", "medicines"], children="2", children_signs=["ill"]).status_code == 303
        visitor.get(f"{address}/safety")
        assert ("urgent", "doctor") in visitor.page.form["fields"]
    for _ in range(2):
        opened(until="talk")
        assert visitor.send(forms=["labour"], intended=["labour"]).status_code == 303


def test_answers_outside_the_chosen_form_are_listed_as_such(visitor, opened):
    address = opened(until="triage")
    visitor.send(answer__documents_withheld="yes", answer__low_no_pay="yes")
    visitor.get(f"{address}/talk")
    visitor.send(forms=["begging"])
    visitor.send()
    visitor.get(f"{address}/answers")
    assert "Odnotowano, poza wybraną formą" in visitor.page.text


def test_a_number_that_leads_to_a_person_is_pointed_out_once_and_kept(visitor, opened):
    address = opened(until="triage")
    visitor.send(note__debt_bondage="PESEL 44051401359, tel. 600 700 800")
    assert "numer PESEL, numer telefonu" in visitor.page.text and f"{address}/triage" in visitor.page.links
    visitor.get(f"{address}/triage")
    assert "numer PESEL" not in visitor.page.text
    assert ("note.debt_bondage", "PESEL 44051401359, tel. 600 700 800") in visitor.page.form["fields"]
    visitor.get(f"{address}/decision")
    visitor.send(kcik="consult", notify="undecided", reason="dzwonić 600700800", decided_by="600700800")
    assert "numer telefonu" in visitor.page.text
