"""How a notification asks for a child to be heard, and what is asked of the family court alone."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from screening.casework.documents import document
from screening.core.record.case import Case
from screening.core.record.referral import Decisions, NotificationDecision
from screening.core.record.vocabulary import AgeBand, Authority, NotificationChoice
from screening.printing import page_html
from screening.printing.printer import Printer
from screening.translation import Translator
from tests.builders import CONTENT, a_case
from tests.printing.read import pages

TODAY = datetime(2026, 11, 26, 12, tzinfo=UTC)
ALWAYS = "Prosimy o przesłuchanie dziecka jeden raz"
OLDER = "gdy dziecko ma od 15 do 17 lat"
UNDECIDED = NotificationDecision(NotificationChoice.UNDECIDED)
LINE = 'class="rule"'
COURT = "czy sąd wszczął sprawę (art. 572 § 3 k.p.c.)"


def a_child(age: str = "child", **person: object) -> Case:
    case = a_case(age=age, concerned=True)
    return replace(case, person=replace(case.person, **person))


def addressee(case: Case, kind: str) -> str:
    """To whom the notification goes, as a paper has it."""
    html = page_html(document(kind, case, CONTENT, now=TODAY), "pl")
    start, end = ("Adresat", "</tr>") if kind == "notification" else ("adresat:", "</p>")
    return html.split(start, 1)[1].split(end, 1)[0]


def letter(case: Case) -> str:
    return page_html(document("notification", case, CONTENT, now=TODAY), "pl")


@pytest.mark.parametrize(
    ("person", "older"),
    [
        ({}, True),
        ({"age_band": AgeBand.UNKNOWN}, True),
        ({"age_band": AgeBand.UNDER_7}, False),
        ({"age_band": AgeBand.UNDER_13}, False),
        ({"age_band": AgeBand.UNDER_16}, True),
        ({"age_band": AgeBand.UNDER_18}, True),
        ({"birth_date": "2011-11-27"}, False),
        ({"birth_date": "2011-11-26"}, True),
        ({"birth_date": "2011"}, True),
        ({"birth_date": "2012"}, False),
        ({"age_about": 13}, False),
        ({"age_about": 14}, True),
        ({"age_about": 12, "age_band": AgeBand.UNDER_16}, True),
        # A birth date is exact; the band and the guessed age beside it are not.
        ({"birth_date": "2012-03", "age_band": AgeBand.UNDER_16}, False),
        ({"birth_date": "2012", "age_about": 14}, False),
        ({"birth_date": "2011", "age_about": 13}, True),
    ],
)
def test_a_child_who_may_be_15_or_older_is_asked_for_with_a_reason_to_fill_in(person, older):
    text = letter(a_child(**person))
    assert ALWAYS in text
    assert (OLDER in text) is older and ("Powód:" in text) is older


@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_letter_has_no_mark_of_the_tool_and_the_officer_is_told_what_is_to_be_confirmed(language):
    whole = document("notification", a_child(), CONTENT, now=TODAY)
    outdated = document("notification", a_child(), CONTENT, now=TODAY.replace(year=2040))
    html = page_html(whole, language)
    assert "potwierdzenia)" not in html and "confirmed)" not in html
    assert len(whole.to_confirm) == 3 and all(each.confirm for each in whole.to_confirm)
    flat = " ".join(html.split())
    assert all(Translator(language).text(replace(each, confirm=None)) in flat for each in whole.to_confirm)
    assert "2026" not in html.partition('class="top letter"')[2].partition("</table>")[0]
    assert whole.of_a_child and not whole.of_a_child.outdated and outdated.of_a_child.outdated


REASON = "Boi się sali sądowej."


def with_reason(case: Case, reason: str = REASON) -> Case:
    decided = NotificationDecision(NotificationChoice.UNDECIDED, hearing_reason=reason)
    return replace(case, decisions=Decisions(notification=decided))


def of_asking(text: str) -> str:
    """What is asked for, from the words on an older child on."""
    asked = text.partition("<h2>O co prosimy")[2].partition("</ol>")[0]
    return asked.partition(OLDER)[2]


@pytest.mark.parametrize(("reason", "typed", "lines"), [(REASON, True, 0), ("", False, 1)])
def test_the_reason_that_was_typed_takes_the_place_of_the_line_for_the_pen(reason, typed, lines):
    asked = of_asking(letter(with_reason(a_child(), reason)))
    assert "Powód:" in asked
    assert (REASON in asked, asked.count('class="rule"')) == (typed, lines)


@pytest.mark.parametrize("case", [a_child(age_band=AgeBand.UNDER_13), a_child("adult")], ids=["under 13", "adult"])
def test_no_reason_is_printed_of_whom_it_does_not_concern(case):
    assert REASON not in letter(with_reason(case))


def test_an_adult_is_heard_as_an_adult():
    text = letter(a_child("adult"))
    assert not any(each in text for each in (ALWAYS, OLDER, COURT, "Powód:"))


def test_what_is_asked_of_the_family_court_has_a_page_of_its_own(printer: Printer):
    found = pages(printer.pdf(document("notification", a_child(), CONTENT, now=TODAY), "pl").pdf)
    assert [COURT in page for page in found] == [False] * (len(found) - 1) + [True]
    assert "egzemplarzu dla sądu" in found[-1] and "reprezentanta dziecka" in found[-1]
    assert "Podpis kierownika" not in found[-1]


@pytest.mark.parametrize("choice", [None, NotificationChoice.UNDECIDED, NotificationChoice.WILL_NOTIFY])
@pytest.mark.parametrize("kind", ["notification", "note"])
def test_a_childs_notification_that_nobody_addressed_leaves_a_line_beside_the_family_court(kind, choice):
    decided = NotificationDecision(choice, reason="x", decided_by="y") if choice else None
    case = replace(a_child(), decisions=Decisions(notification=decided))
    assert LINE in (text := addressee(case, kind)) and "sąd rodzinny" in text
    for to in ({Authority.PROSECUTOR}, {Authority.FAMILY_COURT}):
        named = replace(decided or UNDECIDED, to=frozenset(to))
        assert LINE not in addressee(replace(case, decisions=Decisions(notification=named)), kind), "somebody chose"
