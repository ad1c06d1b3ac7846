"""The page of papers: what is needed now first, how far each is, and both for the call in one file."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.web.referral import agree, fill
from tests.web.seeded import adult


@pytest.fixture
def papers(visitor, opened) -> str:
    """The address of a case with the page of papers open."""
    address = opened(until="triage")
    visitor.send(answer__documents_withheld="yes", answer__debt_bondage="yes")
    visitor.get(f"{address}/documents")
    return address


def row_of(visitor, kind: str) -> str:
    """What the row of a paper says."""
    return " ".join(visitor.page.html.partition(f'<tr class="paper" id="{kind}">')[2].partition("</tr>")[0].split())


def kinds(visitor) -> list[str]:
    return [form["action"].rsplit("/", 1)[1] for form in visitor.page.forms if "/documents/" in (form["action"] or "")]


def test_what_is_needed_now_comes_first_with_one_button_for_both(visitor, papers):
    assert kinds(visitor)[:3] == ["referral", "script", "together"]
    assert "Pobierz oba do rozmowy z KCIK" in visitor.page.text and len(kinds(visitor)) == 7
    named = "Jeden plik PDF: karta informacyjna instytucji (projekt), rozmowa telefoniczna z KCIK."
    assert named in " ".join(visitor.page.text.split())
    assert "mają innych odbiorców" not in visitor.page.text


def test_both_come_as_one_pdf_with_the_pages_of_each_and_the_trail_counts_two(visitor, papers, desk):
    alone = [len(PdfReader(BytesIO(visitor.press(f"/documents/{kind}").data)).pages) for kind in ("referral", "script")]
    before = len(desk.acts(50))
    answer = visitor.press("/documents/together")
    assert answer.headers["Content-Disposition"] == "attachment; filename=papiery-razem.pdf"
    assert len(PdfReader(BytesIO(answer.data)).pages) == sum(alone)
    assert [entry.act.value for entry, _ in desk.acts(2)] == ["print", "print"] and len(desk.acts(50)) == before + 2


def test_a_notification_that_is_needed_beside_them_is_in_no_file_for_kcik(visitor, papers):
    promised = {"notify": "will_notify", "notify_reason": "x", "notify_by": "y", "duty": "institution"}
    fill(visitor, papers, "decision", kcik="consult", reason="powód", decided_by="nr 17", **promised)
    visitor.get(f"{papers}/documents")
    assert kinds(visitor)[:4] == ["consultation", "script", "notification", "together"]
    assert "Inne papiery mają innych odbiorców" in visitor.page.text
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(visitor.press("/documents/together").data)).pages)
    assert "Konsultacja" in text and "Zawiadomienie o podejrzeniu" not in text


def test_papers_of_the_own_institution_have_a_file_each_and_none_together(visitor, papers):
    fill(visitor, papers, "decision", kcik="not_now", reason="powód", decided_by="nr 17")
    visitor.get(f"{papers}/documents")
    assert kinds(visitor)[:2] == ["steps", "note"] and "together" not in kinds(visitor)
    assert "Pobierz oba" not in visitor.page.text


def test_a_reload_of_both_leads_back_to_the_page_of_papers(visitor, papers):
    visitor.get(f"{papers}/documents/together")
    assert visitor.path == f"{papers}/documents"


def test_a_paper_says_when_it_was_downloaded_and_that_the_case_was_changed_since(visitor, papers):
    assert "pobrano" not in row_of(visitor, "referral") and "Papier pobrany. Co teraz" not in visitor.page.text
    visitor.press("/documents/referral")
    visitor.get(f"{papers}/documents")
    assert "✓ pobrano " in row_of(visitor, "referral") and "pobrano" not in row_of(visitor, "script")
    assert "sprawę zmieniono" not in row_of(visitor, "referral")
    text = visitor.page.text
    assert text.index("Papier pobrany. Co teraz") < text.index("Potrzebne teraz")
    fill(visitor, papers, "facts", facts="nowe fakty")
    visitor.get(f"{papers}/documents")
    assert "potem sprawę zmieniono" in row_of(visitor, "referral")


def test_the_language_is_chosen_once_for_all_papers_and_is_polish_at_first(visitor, papers):
    assert {dict(form["fields"])["language"] for form in visitor.page.forms if "/documents/" in form["action"]} == {
        "pl"
    }
    visitor.get(f"{papers}/documents?language=en")
    assert {dict(form["fields"])["language"] for form in visitor.page.forms if "/documents/" in form["action"]} == {
        "en"
    }
    assert f"{papers}/documents/script?language=en" in visitor.page.links
    visitor.get(f"{papers}/documents?language=xx")
    assert f"{papers}/documents/script?language=pl" in visitor.page.links


def test_for_a_person_who_refuses_the_consultation_and_the_leaflet_are_needed_and_the_sheet_says_why_not(
    visitor, task_list
):
    adult(visitor, task_list)
    agree(visitor, task_list, contact="no", share_name="no")
    fill(visitor, task_list, "needs", services=["food"])
    visitor.get(f"{task_list}/documents")
    assert kinds(visitor)[:3] == ["consultation", "script", "together"]
    assert "bez danych: zgody nie ma" in row_of(visitor, "referral")
    needed = visitor.page.html.partition("Inne papiery")[0]
    assert "/quick/leaflet" in needed and "bez danych: zgody nie ma" not in needed


def test_the_preview_of_a_paper_prints_it_too(visitor, papers):
    visitor.get(f"{papers}/documents/note?language=pl")
    assert kinds(visitor) == ["note"] and "data-print" in visitor.page.html
    assert visitor.press("/documents/note").mimetype == "application/pdf"


def test_the_page_of_the_file_is_not_there_where_nothing_is_recorded(visitor, opened):
    address = opened(until="triage")
    visitor.send(**{name: "no" for name in {part.split('"')[0] for part in visitor.page.html.split('name="')[1:]}
                    if name.startswith("answer.")})  # fmt: skip
    visitor.get(f"{address}/export")
    assert visitor.path == f"{address}/documents"


def test_the_other_papers_are_counted_where_they_are_folded(visitor, papers):
    folded = visitor.page.html.partition('<details class="others">')[2].partition("</details>")[0]
    rows, files = folded.count("<tr class="), folded.count("/export")
    assert f"Inne papiery ({rows + files})" in folded and (rows, files) == (5, 1)


def test_what_is_to_be_confirmed_in_a_letter_is_told_above_it_and_not_in_it(visitor, task_list):
    adult(visitor, task_list, "child")
    fill(visitor, task_list, "facts", facts="Dziecko zbiera pieniądze.")
    visitor.get(f"{task_list}/documents")
    assert "Jest to napisane nad podglądem" in row_of(visitor, "notification")
    assert "nad podglądem" not in row_of(visitor, "note")
    visitor.get(f"{task_list}/documents/notification")
    notice, letter = visitor.page.html.split('<article class="sheet"')
    notice = " ".join(notice.partition('id="before-it-is-sent"')[2].split())
    assert notice.count("(do potwierdzenia)") == 3 and "(sprawdzono 26.11.2026)" in notice
    assert "(do potwierdzenia)" not in letter and "gdy dziecko ma od 15 do 17 lat" in letter
    visitor.get(f"{task_list}/documents/note")
    assert "before-it-is-sent" not in visitor.page.html
