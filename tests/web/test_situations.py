"""Guidance for a hard situation is beside the answer that leads to it, open once given, and folded on the overview."""

import re
from datetime import timedelta

import pytest

from tests.web.referral import fill, stored
from tests.web.seeded import adult

MEDICAL, MARRIAGE, OFFENCES = "Pilne sprawy medyczne", "Wymuszone małżeństwo", "Własne czyny osoby: pierwsza godzina"


def opened_on_page(html: str) -> set[str]:
    """The headings of the guidance that stands open."""
    return {
        " ".join(each.split()) for each in re.findall(r"<details class=\"situation\" open>\s*<summary>([^<]+)", html)
    }


def closed_on_page(html: str) -> set[str]:
    """The headings of the guidance that is folded."""
    return {" ".join(each.split()) for each in re.findall(r"<details class=\"situation\">\s*<summary>([^<]+)", html)}


def test_the_guidance_is_folded_beside_the_answer_and_opens_with_it(visitor, task_list):
    adult(visitor, task_list)
    visitor.get(f"{task_list}/needs")
    assert MEDICAL in closed_on_page(visitor.page.html)
    fill(visitor, task_list, "needs", urgent=["sexual_violence"])
    visitor.get(f"{task_list}/needs")
    assert MEDICAL in opened_on_page(visitor.page.html)
    assert "Ryzyko zakażenia HIV: lekarz od razu, liczą się godziny." in visitor.page.text
    assert "(do potwierdzenia przez lekarza)" in visitor.page.text


@pytest.mark.parametrize("profession", ["police", "social_worker"])
def test_own_offences_are_offered_to_those_who_may_charge(visitor, task_list, profession):
    adult(visitor, task_list)
    fill(visitor, task_list, "safety", profession=profession)
    visitor.get(f"{task_list}/talk")
    assert (OFFENCES in closed_on_page(visitor.page.html)) is (profession == "police")
    assert MARRIAGE in closed_on_page(visitor.page.html)


def test_the_overview_has_the_guidance_of_every_situation_of_the_case(visitor, opened):
    address = opened(until="triage")
    visitor.send(answer__debt_bondage="yes")
    fill(visitor, address, "talk", forms=["labour", "marriage"])
    visitor.get(f"{address}/overview")
    assert MARRIAGE in closed_on_page(visitor.page.html) and MEDICAL not in visitor.page.text
    fill(visitor, address, "needs", urgent=["doctor"])
    visitor.get(f"{address}/overview")
    assert MEDICAL in closed_on_page(visitor.page.html)


@pytest.mark.parametrize(("page", "asked"), [("safety", "danger"), ("needs", "urgent")])
def test_a_crisis_is_told_as_what_it_is_and_not_as_a_danger_that_nobody_ticked(visitor, desk, opened, page, asked):
    address = opened(until="triage")
    visitor.send(answer__debt_bondage="yes")
    fill(visitor, address, page, **{asked: ["crisis"]})
    assert not stored(desk, address).danger and stored(desk, address).needs.urgent == {"crisis"}
    visitor.get(f"{address}/overview")
    assert "Zaznaczono ostry kryzys" in visitor.page.text and "bezpośrednie zagrożenie" not in visitor.page.text


def test_a_certificate_that_ends_soon_is_told_with_the_way_to_the_permit(visitor, task_list, clock):
    issued = clock() - timedelta(days=80)
    adult(visitor, task_list)
    fill(visitor, task_list, "status", certificate="issued", certificate_on=issued.strftime("%d.%m.%Y"))
    visitor.get(f"{task_list}/status")
    assert "zostało najwyżej 14 dni" in visitor.page.text and "(MOS)" in visitor.page.text
    fill(visitor, task_list, "status", certificate="issued", certificate_on=clock().strftime("%d.%m.%Y"))
    visitor.get(f"{task_list}/status")
    assert "zostało najwyżej" not in visitor.page.text


def test_the_page_of_documents_says_what_is_decided_of_the_notification(visitor, opened):
    address = opened(until="triage")
    visitor.send(answer__debt_bondage="yes")
    visitor.get(f"{address}/documents")
    assert "O zawiadomieniu nikt jeszcze nie zdecydował." in visitor.page.text
    fill(visitor, address, "decision", kcik="refer", notify="not_now", reason="x", notify_reason="x", decided_by="1")
    visitor.get(f"{address}/documents")
    assert "Zdecydowano: na razie bez zawiadomienia." in visitor.page.text


def test_of_long_guidance_the_first_step_is_in_sight_and_the_others_unfold_in_their_order(visitor, task_list):
    adult(visitor, task_list)
    fill(visitor, task_list, "needs", urgent=["sexual_violence"])
    visitor.get(f"{task_list}/needs")
    first, further = re.search(
        r"<summary>Pilne sprawy medyczne</summary>\s*<ol>(.*?)</ol>\s*<details class=\"unfolds\">(.*?)</details>",
        visitor.page.html,
        re.DOTALL,
    ).groups()
    assert first.count("<li>") == 1 and "112" in first
    assert f"Jeszcze {further.count('<li>')} wskaz" in further and '<ol start="2">' in further


def _folds(visitor) -> list[str]:
    found = re.findall(r'<details class="folded"><summary>([^<]*)', visitor.page.html)
    return [" ".join(each.split()) for each in found]


def test_what_nobody_answered_is_not_folded(visitor, opened):
    address = opened(until="triage")
    fill(visitor, address, "safety", language="uk", interpreter="independent", sex="female")
    visitor.get(f"{address}/safety")
    assert _folds(visitor) == ["Język osoby:", "Kto tłumaczy?", "Płeć (jak podaje osoba):", "Gdzie pracujesz?"]
    fill(visitor, address, "safety", language="", interpreter="independent", sex="")
    visitor.get(f"{address}/safety")
    assert _folds(visitor) == ["Kto tłumaczy?", "Gdzie pracujesz?"]
