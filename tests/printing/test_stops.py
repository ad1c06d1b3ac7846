"""Sentences at which a reader of a paper stopped: each is said once, to its reader, and says what was recorded."""

import re
from dataclasses import replace

import pytest

from screening.core.documents import DOCUMENTS
from screening.core.instrument.vocabulary import Form, Profession
from screening.core.record.case import Case
from screening.core.record.referral import Agreement, Status
from screening.core.record.vocabulary import Certificate, ChildSign, ContactAgreement
from screening.printing import page_html
from tests.builders import CONTENT, a_case
from tests.printing.sheets import sheet, typical_case


def said(case: Case, kind: str) -> str:
    """The text of a document, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page_html(sheet(case, kind), "pl")).split())


LABELS = {
    "odmowy zadania": Form.LABOUR,
    "odmowy klienta": Form.SEXUAL,
    "odmowy żebrania": Form.BEGGING,
    "odmowy tego, co każe inna osoba": Form.CRIME,
}


@pytest.mark.parametrize(("label", "form"), LABELS.items())
def test_that_nothing_can_be_refused_is_told_of_the_suspected_form_alone(label, form):
    text = said(a_case(forms=form, yes=["forced_tasks_clients"]), "referral")
    assert [each for each in LABELS if f"brak możliwości {each}" in text] == [label]


@pytest.mark.parametrize(("form", "id_"), [("crime", "crime_for_others"), ("labour", "very_bad_conditions")])
def test_a_label_behind_a_purpose_is_in_no_brackets_since_it_may_have_its_own(form, id_):
    label = CONTENT.catalogue.indicators[id_].label.polish
    text = said(a_case(forms=form, yes=[id_]), "referral")
    assert label in text and f"({label}" not in text


def test_a_refusal_is_answered_with_each_step_once():
    case = replace(typical_case(), agreement=Agreement(contact=ContactAgreement.NO))
    text = said(case, "steps")
    assert text.count("Ulotka tylko wtedy") == 1 and text.count("Umów drugi kontakt") == 1
    assert "Gdy osoba odmawia, nadal masz te same obowiązki" in text and "termin następnego kontaktu" not in text


@pytest.mark.parametrize("kind", ["referral", "consultation", "script"])
def test_what_kcik_reads_of_labour_rights_speaks_to_no_inspector(kind):
    case = a_case(forms="labour", yes=["low_no_pay"], profession=Profession.LABOUR_INSPECTOR)
    assert not re.search(r"\b(tw\w{1,4} kontrol\w+|własne środki)", said(case, kind))


def test_the_further_forms_have_no_class_beside_the_note_that_none_is_given():
    further, labour = (said(a_case(forms=form, yes=["debt_bondage"]), "referral") for form in ("crime", "labour"))
    assert "Klasy ILO nie podaje się" in further and "Klasa ILO" not in further and "Klasa ILO" in labour


@pytest.mark.parametrize("kind", ["referral", "consultation"])
def test_what_nobody_denied_has_no_heading(kind):
    case = a_case(forms="labour", yes=["debt_bondage"])
    assert "Odpowiedź „nie ma”" not in said(case, kind)
    assert "Odpowiedź „nie ma”" in said(a_case(forms="labour", yes=["debt_bondage"], no=["violence"]), kind)


def test_the_state_of_a_child_is_told_once_and_its_reason_does_not_tell_it_anew():
    case = typical_case()
    case = replace(case, safety=replace(case.safety, children=1, children_signs=frozenset({ChildSign.SLEEPY})))
    assert said(case, "consultation").count("senne") <= 2 and "lekarz lub 112" not in said(case, "consultation")


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_day_is_written_in_one_way_on_a_polish_paper(kind):
    case = replace(typical_case(), status=Status(certificate=Certificate.ISSUED, certificate_on="2026-11-20"))
    assert "23.11.2026" in said(case, kind) and not re.search(r"\b20\d\d-\d\d", said(case, kind))


def test_a_danger_is_told_once_on_what_to_do_next():
    text = said(replace(typical_case(), danger=True), "steps")
    assert text.count("Coś zagraża teraz życiu lub zdrowiu") == 1


@pytest.mark.parametrize("form", Form)
def test_a_labour_inspector_is_warned_of_what_fits_every_form(form):
    text = said(a_case(forms=form, yes=["debt_bondage"], profession=Profession.LABOUR_INSPECTOR), "steps")
    assert "Nie ujawniaj, kto z tobą rozmawiał" in text and "pracodawcy o tę osobę" not in text


def test_the_script_is_called_no_sheet():
    assert "karty" not in said(typical_case(), "script").partition("Powiedz")[0].lower()
