"""What the pages say and the sheets show while the person has not agreed, or while the age is unknown."""

import pytest

from tests.web.referral import agree, fill, stored
from tests.web.seeded import adult


@pytest.mark.parametrize("page", ["agreement", "person"])
def test_without_an_age_the_pages_say_that_the_age_comes_first(visitor, task_list, desk, page):
    visitor.get(f"{task_list}/{page}")
    assert "Nie podano jeszcze wieku" in visitor.page.text and "safety" in visitor.page.goes
    assert "Czy dziecko wie" not in visitor.page.text
    visitor.send(**{"contact": "yes", "share_name": "yes"} if page == "agreement" else {"name": "Olena"})
    assert visitor.response.status_code == (200 if page == "agreement" else 422)
    assert not stored(desk, task_list).person.name


def test_the_decision_does_not_speak_of_a_child_while_the_age_is_unknown(visitor, task_list):
    truth = "zgody nie trzeba, ani dziecka, ani opiekuna"
    visitor.get(f"{task_list}/decision")
    assert truth not in visitor.page.text and "Nie podano jeszcze wieku" in visitor.page.text
    adult(visitor, task_list, age="child")
    visitor.get(f"{task_list}/decision")
    assert truth in visitor.page.text


@pytest.mark.sampled(2)
@pytest.mark.parametrize("page", ["referral", "decision", "documents", "documents/referral"])
def test_an_adult_not_asked_yet_has_not_agreed(visitor, task_list, page):
    adult(visitor, task_list)
    fill(visitor, task_list, "place", place="Mikołajki")
    fill(visitor, task_list, "person", safe_contact="przez siostrę")
    for asked in (False, True):
        if asked:
            agree(visitor, task_list)
        visitor.get(f"{task_list}/{page}")
        told = "Zgody jeszcze nie ma:" if page == "documents/referral" else "Najpierw zapytaj osobę o zgodę"
        assert (told in visitor.page.text) is not asked
        if page == "documents/referral":
            assert ("przez siostrę" in visitor.page.text) is asked and "Mikołajki" in visitor.page.text


def test_a_referral_decided_against_a_no_is_kept_and_the_next_page_says_what_it_means(visitor, task_list, desk):
    adult(visitor, task_list)
    fill(visitor, task_list, "agreement", contact="no")
    fill(visitor, task_list, "decision", kcik="refer", reason="dług", decided_by="Nowak")
    assert visitor.path == f"{task_list}/documents" and "zapisano decyzję o zgłoszeniu" in visitor.page.text
    assert stored(desk, task_list).decisions.kcik.choice == "refer"
    fill(visitor, task_list, "decision", kcik="consult")
    assert "zapisano decyzję o zgłoszeniu" not in visitor.page.text


def test_a_referral_asked_for_against_a_refusal_is_asked_back(visitor, task_list):
    adult(visitor, task_list)
    fill(visitor, task_list, "agreement", contact="no")
    fill(visitor, task_list, "call", kind="referral")
    assert "ale zgody nie ma. Czy to ma być konsultacja?" in visitor.page.text


def test_the_refusing_persons_contact_is_for_the_own_next_talk_alone(visitor, task_list):
    adult(visitor, task_list)
    said = "Bez zgody nie trafia na żadną kartę ani do pliku"
    for contact, told in (("no", True), ("yes", False)):
        fill(visitor, task_list, "agreement", contact=contact)
        visitor.get(f"{task_list}/person")
        assert (said in visitor.page.text) is told
        assert ("Będzie na karcie informacyjnej" in visitor.page.text) is not told


@pytest.mark.sampled(2)
@pytest.mark.parametrize("kind", ["consultation", "script", "referral"])
def test_what_is_withheld_is_never_printed_as_not_known(visitor, task_list, kind):
    adult(visitor, task_list)
    fill(visitor, task_list, "safety", language=["other", "po naszemu"])
    fill(visitor, task_list, "agreement", contact="no", limits=["no_embassy"], other_limits="nie dzwonić do żony")
    visitor.get(f"{task_list}/documents/{kind}")
    text = " ".join(visitor.page.text.split())
    spoken = kind == "script"
    limit, language = (
        ("zastrzeżenie, które zaraz podam", "język, który zaraz podam")
        if spoken
        else ("zastrzeżenie: do podania przez telefon", "język: do podania przez telefon")
    )
    assert f"bez ambasady i konsulatu{' ; ' if spoken else ' · '}inne {limit}" in text
    assert f"inny {language}" in text
    assert "żony" not in text and "naszemu" not in text
    assert ("nie podano w tej karcie" in text) is (kind == "referral")


def test_an_age_that_takes_the_name_away_says_so(visitor, task_list, desk):
    adult(visitor, task_list, age="uncertain")
    fill(visitor, task_list, "person", name="Olena")
    fill(visitor, task_list, "safety", age="adult")
    assert visitor.response.status_code == 422 and "Nic ich nie przywróci." in visitor.page.text
    assert stored(desk, task_list).person.name == "Olena"
    visitor.send()
    assert "Zmieniono wiek, a zgody nie ma. Usunięto imię" in visitor.page.text
    assert not stored(desk, task_list).person.name


@pytest.mark.parametrize("age", ["child", "uncertain"])
def test_a_press_that_the_birth_date_contradicts_erases_nothing_and_is_refused(visitor, task_list, desk, age):
    adult(visitor, task_list, age=age)
    fill(visitor, task_list, "person", name="Olena", birth_date="12.05.2012")
    before = stored(desk, task_list)
    fill(visitor, task_list, "safety", age="adult")
    assert visitor.response.status_code == 422 and "nie ma 18 lat" in visitor.page.text
    assert stored(desk, task_list) == before


def test_an_age_in_doubt_does_not_name_somebody_long_grown_up_who_said_no(visitor, task_list, desk):
    adult(visitor, task_list)
    fill(visitor, task_list, "agreement", contact="no")
    fill(visitor, task_list, "safety", age="uncertain")
    for said in ({"age_about": "51"}, {"age_band": "40-59"}, {"birth_date": "1975"}):
        fill(visitor, task_list, "person", name="Olena", **said)
        assert visitor.response.status_code == 422 and "Według tego osoba jest dorosła." in visitor.page.text, said
    fill(visitor, task_list, "person", name="Olena", birth_date="", age_band="", age_about="19")
    assert stored(desk, task_list).person.name == "Olena"
    visitor.get(f"{task_list}/documents/referral")
    assert "osoba odpowiedziała „nie”" in visitor.page.text
    visitor.get(f"{task_list}/documents/script")
    assert "Na kontakt z Państwem ta osoba odpowiedziała „nie”." in visitor.page.text


@pytest.mark.parametrize("page", ["agreement", "referral"])
def test_of_a_child_no_page_says_that_an_agreement_takes_the_name_away(visitor, task_list, page):
    adult(visitor, task_list, age="child")
    fill(visitor, task_list, "person", name="Olena")
    visitor.get(f"{task_list}/{page}")
    assert "Zgodę można cofnąć" not in visitor.page.text


def test_the_page_of_papers_says_of_a_sheet_with_the_name_that_it_is_not_for_a_consultation(visitor, task_list):
    adult(visitor, task_list, age="child")
    fill(visitor, task_list, "person", name="Olena")
    fill(visitor, task_list, "call", kind="consultation")
    visitor.get(f"{task_list}/documents")
    row = visitor.page.text.partition("Karta informacyjna instytucji")[2]
    assert "nie dowie się, kim jest" not in row and "Daj KCIK kartę konsultacji." in row
