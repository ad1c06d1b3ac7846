"""The result of a case: one card, three acts that are done in place, questions answered in place, the case in brief."""

import re
from uuid import UUID

import pytest

from screening.core.instrument.vocabulary import Answer, Basis
from screening.core.referral.completeness import known_lines
from screening.web.cases.forms.fields import NOW
from tests.contacts import DIAL
from tests.web.conftest import SAFE

TWO_FACTS = {"answer__documents_withheld": "yes", "answer__debt_bondage": "yes"}
REFUSED, ASKED = "Odmowa jest w porządku", "Czy osoba zgadza się na kontakt z KCIK?"


@pytest.fixture
def at_result(visitor, opened):
    """Open a case at its overview, with these answers to the first questions."""

    def come(answers: dict[str, str], **how: object) -> str:
        address = opened(until="triage", **how)
        visitor.send(**answers)
        assert visitor.path == f"{address}/overview"
        return address

    return come


def _case(desk, address: str):
    return desk.read(UUID(address.split("/")[2])).case


def _text(visitor) -> str:
    return " ".join(visitor.page.text.split())


def _actions(visitor) -> list[str]:
    return [str(form["action"]) for form in visitor.page.forms]


def test_a_call_is_written_down_by_one_press_with_our_clock_and_nothing_else_is_changed(
    visitor, at_result, desk, clock
):
    address = at_result(TWO_FACTS)
    visitor.get(f"{address}/done")
    visitor.send(notified="yes", notified_who="KPP Kutno", leaflet="given", leaflet_language="wietnamski")
    before = _case(desk, address)
    visitor.get(f"{address}/overview")
    assert "jeszcze nie dzwoniono" in _text(visitor)
    visitor.press("/done", kcik_called_at=NOW)
    assert visitor.path == f"{address}/overview#now"
    after = _case(desk, address)
    assert after.done.kcik_called_at and _without_call(after.done) == _without_call(before.done)
    assert "jeszcze nie dzwoniono" not in _text(visitor) and "dzwoniono 23.11.2026" in _text(visitor)
    visitor.press("/done", kcik_consultant="Anna")
    assert _case(desk, address).done.kcik_consultant == "Anna" and "Anna" in _text(visitor)
    assert _case(desk, address).done.kcik_called_at == after.done.kcik_called_at


def _without_call(done) -> dict[str, object]:
    return {name: getattr(done, name) for name in done.__slots__ if not name.startswith("kcik_")}


def test_a_call_that_nobody_answered_is_told_so_and_stays_the_next_act(visitor, at_result, desk):
    address = at_result(TWO_FACTS)
    visitor.press("/done", kcik_called_at=NOW)
    visitor.get(f"{address}/handover")
    visitor.send(kcik_outcome="no_answer")
    visitor.get(f"{address}/overview")
    (act,) = [each for each in visitor.page.html.split("<li")[1:] if each.startswith(' class="next-act"')]
    assert "Zadzwoń do KCIK" in act and "nikt nie odebrał" in act and "✓" not in act and f"{address}/handover" in act
    visitor.get(f"{address}/handover")
    visitor.send(kcik_outcome="advice")
    visitor.get(f"{address}/overview")
    assert "nikt nie odebrał" not in visitor.page.html and "✓" in visitor.page.html


def test_an_agreement_is_written_down_by_one_press_beside_what_its_page_holds(visitor, at_result, desk):
    address = at_result(TWO_FACTS)
    visitor.get(f"{address}/agreement")
    visitor.send(can_speak_now="no", limits=["no_police"], other_limits="tylko rano")
    before = _case(desk, address).agreement
    visitor.get(f"{address}/overview")
    visitor.press("/agreement", contact="yes")
    assert visitor.path == f"{address}/overview#now"
    agreed = _case(desk, address).agreement
    assert (agreed.contact, agreed.limits, agreed.other_limits, agreed.can_speak_now) == (
        "yes",
        before.limits,
        before.other_limits,
        before.can_speak_now,
    )
    assert agreed.limits and ASKED not in _text(visitor)
    visitor.press("/agreement", share_name="no")
    assert _case(desk, address).agreement.share_name == "no"


@pytest.mark.parametrize(("said", "list_name"), [("no", "refused"), ("unable", "unable")])
def test_a_refusal_opens_what_it_means_and_nothing_is_asked_again(visitor, at_result, desk, said, list_name):
    address = at_result(TWO_FACTS)
    for sentence in desk.content.lists[list_name]:
        assert sentence.text.polish not in visitor.page.text
    visitor.press("/agreement", contact=said)
    assert desk.content.lists[list_name][0].text.polish in visitor.page.text
    assert ASKED not in visitor.page.text
    assert (f"{address}/agreement" in _actions(visitor)) == (said == "unable")


def test_an_agreement_pressed_on_an_older_page_is_not_saved_and_its_own_page_says_why(visitor, at_result, desk):
    address = at_result(TWO_FACTS)
    older = _pressed(visitor, "contact", "yes")
    visitor.get(f"{address}/facts")
    visitor.send(facts="inne")
    assert visitor.post(f"{address}/agreement", older).status_code == 409
    assert _case(desk, address).agreement.contact == "not_asked"
    assert ("contact", "yes") in visitor.page.form["fields"]
    visitor.send()
    assert visitor.path.startswith(f"{address}/overview") and _case(desk, address).agreement.contact == "yes"


def test_a_child_has_its_steps_in_their_order_with_kcik_at_its_place_and_is_told_not_asked(visitor, at_result, desk):
    address = at_result({"answer__violence": "yes"}, age="child", forms=("begging",))
    card = visitor.page.html.partition('class="child-steps"')[2].partition("</ol>")[0]
    steps = card.split("<li>")[1:]
    assert len(steps) == 5
    assert ["tel:112" in step for step in steps] == [False, True, False, False, False]
    assert [DIAL in step for step in steps] == [False, False, False, True, False]
    assert ASKED not in visitor.page.text
    visitor.press("/agreement", child_told="yes")
    agreed = _case(desk, address).agreement
    assert (agreed.child_told, agreed.contact) == ("yes", "not_asked")


def test_where_the_advice_is_to_refer_no_question_is_asked_and_no_answer_is_counted_as_missing(visitor, at_result):
    address = at_result(TWO_FACTS)
    assert "Zgłoś do KCIK" in visitor.page.text and f"{address}/overview" not in _actions(visitor)
    assert "potrzeba jeszcze" not in visitor.page.text and "O co warto" not in visitor.page.text
    at_result({"answer__documents_withheld": "unclear"})
    assert "potrzeba jeszcze" not in visitor.page.text and "O co warto" in visitor.page.text


def test_an_answer_in_place_is_saved_alone_and_asks_how_it_is_known_only_if_it_is_there(visitor, at_result, desk):
    address = at_result({"answer__documents_withheld": "unclear", "note__documents_withheld": "notatka"})
    (row, *_) = _asked(visitor)
    before = _case(desk, address)
    visitor.press("/overview", **{f"answer.{row}": "no"})
    assert visitor.path == f"{address}/overview#questions" and "Skąd wiem:" not in visitor.page.text
    after = _case(desk, address)
    assert after.reply(row).answer is Answer.NO
    assert {k: v for k, v in after.replies.items() if k != row} == {k: v for k, v in before.replies.items() if k != row}
    assert row not in _asked(visitor) and _asked(visitor)


def test_how_it_is_known_is_pressed_next_and_never_preset(visitor, at_result, desk):
    address = at_result({"answer__debt_bondage": "unclear"})
    row = next(each for each in _asked(visitor) if each not in ("documents_withheld", "debt_bondage"))
    sent = _pressed(visitor, f"answer.{row}", "yes")
    assert not any(name.startswith("basis") for name, _ in sent) and sum(n.startswith("answer") for n, _ in sent) == 1
    visitor.post(f"{address}/overview", sent)
    assert _case(desk, address).reply(row).basis == frozenset() and "Skąd wiem:" in visitor.page.text
    visitor.post(f"{address}/overview", _pressed(visitor, f"basis.{row}", "observed"))
    reply = _case(desk, address).reply(row)
    assert (reply.answer, reply.basis) == (Answer.YES, {Basis.OBSERVED}) and "Skąd wiem:" not in visitor.page.text


def _pressed(visitor, name: str, value: str) -> list[tuple[str, str]]:
    """What a button of the page sends, with the form that it is in."""
    form = next(each for each in visitor.page.forms if (name, value) in each["buttons"])
    return [*(pair for pair in form["fields"] if pair[0] != "_end"), (name, value), ("_end", "1")]


def _asked(visitor) -> list[str]:
    """The rows that the overview asks in place."""
    buttons = [name for form in visitor.page.forms for name, value in form["buttons"] if value == "declined"]
    return [name.removeprefix("answer.") for name in buttons]


def test_a_question_asked_in_place_stands_in_the_persons_language_too(visitor, at_result):
    address = at_result({"answer__documents_withheld": "unclear"})
    assert 'lang="vi"' not in visitor.page.html
    visitor.get(f"{address}/safety")
    visitor.send(**{**SAFE, "interpreter": "independent"}, age="adult", language="vi")
    visitor.get(f"{address}/overview")
    assert visitor.page.html.count('beside" lang="vi"') == len(_asked(visitor))


def test_an_answer_that_makes_another_result_leads_to_the_card_not_past_it(visitor, at_result):
    address = at_result({"answer__documents_withheld": "yes"})
    assert "Zgłoś do KCIK" not in visitor.page.text
    for row in _asked(visitor):
        visitor.press("/overview", **{f"answer.{row}": "yes"})
        if "Zgłoś do KCIK" in visitor.page.text:
            break
        assert visitor.path == f"{address}/overview#questions"
    assert visitor.path == f"{address}/overview"  # without a place on the page: it begins at its top
    assert visitor.page.text.index("Zapisano:") < visitor.page.text.index("Zgłoś do KCIK")


def test_a_row_that_another_tab_answered_meanwhile_shows_both_and_is_saved_when_pressed_again(visitor, at_result, desk):
    address = at_result({"answer__documents_withheld": "unclear"})
    (row, *_) = _asked(visitor)
    older = _pressed(visitor, f"answer.{row}", "no")
    visitor.post(f"{address}/overview", _pressed(visitor, f"answer.{row}", "declined"))
    assert visitor.post(f"{address}/overview", older).status_code == 409
    assert "Teraz zapisane" in visitor.page.text and "poza wybraną formą" not in visitor.page.text
    assert _case(desk, address).reply(row).answer is Answer.DECLINED
    visitor.send()
    assert visitor.path.startswith(f"{address}/overview") and _case(desk, address).reply(row).answer is Answer.NO


def test_what_no_page_of_ours_sends_to_the_overview_is_refused(visitor, at_result):
    address = at_result({"answer__documents_withheld": "unclear"})
    assert visitor.post(f"{address}/overview", [*visitor.of_case, ("_end", "1")]).status_code == 404
    visitor.get(f"{address}/overview")
    made_up = [*visitor.of_case, ("answer.debt_bondage", "yes"), ("contact", "yes"), ("_end", "1")]
    assert visitor.post(f"{address}/overview", made_up).status_code == 400
    visitor.get(f"{address}/overview")
    wrong = [*visitor.of_case, ("answer.debt_bondage", "maybe"), ("_end", "1")]
    assert visitor.post(f"{address}/overview", wrong).status_code in (409, 422)


def test_the_card_names_the_facts_and_never_a_row_that_nobody_answered(visitor, at_result):
    at_result(TWO_FACTS)
    (because,) = _because(visitor)
    assert "zatrzymanie dokumentów" in because and "niewola za długi" in because
    at_result({"answer__documents_withheld": "unclear"})
    assert not any("zatrzymanie dokumentów" in each for each in _because(visitor))
    assert all("Dlaczego:" in each for each in _because(visitor))


def _because(visitor) -> list[str]:
    return [each.partition("</p>")[0] for each in visitor.page.html.split('class="because"')[1:]]


def test_what_is_unclear_refused_or_outside_the_form_is_named(visitor, at_result, desk):
    address = at_result({**TWO_FACTS, "answer__isolation_confinement": "declined", "answer__low_no_pay": "unclear"})
    text = _text(visitor)
    labels = {id_: row.label.polish for id_, row in desk.content.catalogue.indicators.items()}
    assert f"Niejasne: {labels['low_no_pay']}" in text and f"Odmowa: {labels['isolation_confinement']}" in text
    visitor.get(f"{address}/forms")
    visitor.send(forms=["begging"])
    visitor.send()
    visitor.get(f"{address}/overview")
    assert "Odnotowano, poza wybraną formą" in visitor.page.text


def test_the_case_in_brief_has_seven_lines_each_with_the_way_to_its_page(visitor, at_result):
    address = at_result({**TWO_FACTS, "note__debt_bondage": "dług"})
    brief = visitor.page.html.partition('class="brief"')[2].partition("</dl>")[0]
    lines = brief.split("<dt>")[1:]
    assert len(lines) == 7 and all(line.count(f'href="{address}/') == 1 for line in lines)
    assert re.search(r"Bez zmian sprawa zostanie usunięta \d\d[.]\d\d[.]\d{4} \d\d:\d\d", _text(visitor))
    assert "osoba dorosła" in lines[0] and "„jest”: 2" in lines[5] and ">1<" in lines[6]


def test_the_first_act_that_is_open_is_the_filled_button(visitor, at_result, desk):
    address = at_result(TWO_FACTS)
    filled = []
    for press in ({"ending": "/done", "kcik_called_at": NOW}, {"ending": "/agreement", "contact": "yes"}, {}):
        (act,) = [each for each in visitor.page.html.split("<li")[1:] if each.startswith(' class="next-act"')]
        acts = visitor.page.html.partition('class="three ')[2].partition("</ol>")[0]
        assert act.count('class="button"') == acts.count('class="button"') >= 1
        filled.append(act.partition("<h3>")[2].partition("<span")[0].strip())
        if press:
            visitor.press(**press)
    assert filled == ["Zadzwoń do KCIK", "Zapytaj o zgodę", "Przygotuj kartę"]
    known, lines = known_lines(_case(desk, address))
    assert f"znane: {known} z {lines}" in visitor.page.text and lines == 12


def test_where_somebody_decided_not_to_call_now_no_call_is_pressed(visitor, at_result):
    address = at_result(TWO_FACTS)
    visitor.get(f"{address}/decision")
    visitor.send(kcik="not_now", reason="jutro", decided_by="12345")
    visitor.get(f"{address}/overview")
    assert "Zadzwoń do KCIK </" not in visitor.page.html and f"{address}/done" not in _actions(visitor)
    assert "Decyzję podjął" in visitor.page.text or "12345" in visitor.page.text


def test_an_unsafe_talk_is_said_above_the_card(visitor, at_result):
    at_result(TWO_FACTS)
    address = visitor.path.rsplit("/", 1)[0]
    visitor.get(f"{address}/safety")
    visitor.send(**{**SAFE, "alone": "no"}, age="adult")
    visitor.get(f"{address}/overview")
    assert visitor.page.text.index("nie odbyła się w bezpiecznych warunkach") < visitor.page.text.index("Zgłoś do KCIK")


def test_the_case_in_brief_names_the_persons_language(visitor, at_result):
    address = at_result(TWO_FACTS)
    visitor.get(f"{address}/safety")
    visitor.send(**{**SAFE, "interpreter": "independent"}, age="adult", language="uk")
    assert visitor.get(f"{address}/overview").status_code == 200
    assert "<dt>Język</dt><dd>ukraiński</dd>" in visitor.page.html


@pytest.mark.parametrize("contact", ["no", "unable"])
def test_whoever_does_not_agree_is_not_to_be_referred_by_the_page_and_consulted_on_by_the_paper(
    visitor, at_result, contact
):
    address = at_result(TWO_FACTS)
    card = visitor.page.html.partition("next first result")[2].partition("</section>")[0]
    assert "Zgłoś do KCIK" in card
    visitor.get(f"{address}/agreement")
    visitor.send(contact=contact)
    visitor.get(f"{address}/overview")
    card = visitor.page.html.partition("next first result")[2].partition("</section>")[0]
    assert "Skonsultuj się z KCIK" in card and "bez danych osoby" in card and "Zgłoś do KCIK" not in card


def test_the_agreement_says_what_was_agreed(visitor, at_result):
    address = at_result(TWO_FACTS)
    visitor.press("/agreement", contact="yes")
    assert "Zgoda na kontakt: tak · Zmień" in _text(visitor)
    visitor.press("/agreement", share_name="yes")
    assert visitor.path == f"{address}/overview#now"
    assert "Zgoda na kontakt: tak · na podanie nazwiska: tak · Zmień" in _text(visitor)


@pytest.mark.parametrize("age", ["adult", "child"])
def test_the_number_of_the_emergency_services_stands_once_on_the_card_as_its_button(visitor, at_result, desk, age):
    address = at_result(TWO_FACTS, age=age)
    if age == "adult":
        visitor.get(f"{address}/safety")
        visitor.send(danger="danger")
        visitor.get(f"{address}/overview")
    card = visitor.page.html.partition('<section class="next first result')[2].partition("</section>")[0]
    assert card.count(">112</a>") == 1 and len(re.findall(r"\b112\b", re.sub("<[^>]+>", "", card))) == 1
