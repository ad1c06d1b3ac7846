"""What is urgent stands on every paper: the signs of a child with the person, and the urgent needs."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest

from screening.casework.documents import document
from screening.core.documents import DOCUMENTS
from screening.core.instrument.vocabulary import Age
from screening.core.record.case import Case
from screening.core.record.vocabulary import ChildSign, ContactAgreement, Urgent
from screening.printing import page_html
from tests.builders import CONTENT, a_case

WORDS = {ChildSign.SLEEPY: "niezwykle senne lub trudne do obudzenia", ChildSign.ILL: "chore", ChildSign.HURT: "ranne"}
CALL = "Potrzebne od razu: 112 albo lekarz."
URGENT = {
    Urgent.DOCTOR: "lekarz", Urgent.PREGNANCY: "ciąż", Urgent.MEDICINES: "lek", Urgent.CRISIS: "kryzys",
    Urgent.MOBILITY: "porusz", Urgent.WATER_FOOD: "woda", Urgent.SEXUAL_VIOLENCE: "przemoc seksualna",
}  # fmt: skip


def page(kind: str, case: Case) -> str:
    """A document as a page, on one line; the paper is made of the same page."""
    return " ".join(page_html(document(kind, case, CONTENT), "pl").split())


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_the_signs_of_a_child_in_danger_stand_at_the_front_of_every_paper(kind):
    for sign, age, contact in product(ChildSign, (*Age, None), (ContactAgreement.NO, ContactAgreement.YES)):
        case = a_case(forms="begging", concerned=True)
        case = replace(
            case,
            age=age,
            safety=replace(case.safety, children=1, children_signs=frozenset({sign})),
            agreement=replace(case.agreement, contact=contact),
        )
        html = page(kind, case)
        assert WORDS[sign] in html, (kind, sign, age)
        if kind == "notification":
            assert html.index(WORDS[sign]) < html.index("Co ustalono")
        else:
            assert html.index(CALL) < html.index("<h2")


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_no_child_in_danger_is_said_where_no_sign_is_ticked(kind):
    case = a_case(forms="begging", concerned=True)
    assert CALL not in page(kind, replace(case, safety=replace(case.safety, children=3)))


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_urgent_need_stands_on_every_paper(kind):
    bare = page(kind, a_case(forms="begging", concerned=True))
    for need in Urgent:
        case = a_case(forms="begging", concerned=True)
        html = page(kind, replace(case, needs=replace(case.needs, urgent=frozenset({need}))))
        assert html.count(URGENT[need]) > bare.count(URGENT[need]), need


@pytest.mark.parametrize("kind", ["referral", "consultation", "script"])
def test_a_sign_for_which_112_is_called_is_told_as_urgent(kind):
    urgent = [sign for sign in CONTENT.catalogue.signs.values() if sign.urgent]
    assert urgent
    for sign, needs in product(urgent, (frozenset(), frozenset({Urgent.DOCTOR}))):
        case = a_case(forms="begging", signs=[sign.id], yes=["quota_punished", "earnings_handed_over", "violence"])
        case = replace(case, needs=replace(case.needs, urgent=needs))
        text = re.sub(r"<[^>]+>", "", page(kind, case))
        assert re.search(rf"Pilne:? ?(lekarz[^·;]*( ·|;) )?{re.escape(sign.label.polish)}", text)
        assert "Nie mam informacji o pilnych potrzebach" not in text


@pytest.mark.parametrize("kind", ["note", "notification"])
@pytest.mark.parametrize("age", Age)
def test_the_note_and_the_notification_name_a_sign_for_which_112_is_called_beside_what_else_is_urgent(kind, age):
    (sign,) = (CONTENT.catalogue.signs[id_] for id_ in ("obs_beg_infant",))
    label, named = sign.label.polish, "Zagrożenie i pilne potrzeby "
    case = a_case(forms="begging", age=age, signs=[sign.id])
    both = replace(case, danger=True, needs=replace(case.needs, urgent=frozenset({Urgent.CRISIS})))
    for each, expected in ((case, label), (both, f"zagrożenie życia lub zdrowia teraz · ostry kryzys · {label}")):
        text = " ".join(re.sub(r"<[^>]+>", " ", page(kind, each)).split())
        assert text.partition(named)[2].startswith(expected)
    other = page(kind, a_case(forms="begging", age=age, signs=["obs_no_address"]))
    assert "nie zaznaczono" in " ".join(re.sub(r"<[^>]+>", " ", other).split()).partition(named)[2][:20]


@pytest.mark.parametrize("kind", ["referral", "consultation", "script"])
@pytest.mark.parametrize("form", ["other", "labour"])
def test_what_is_read_to_kcik_names_the_signs_that_were_seen_the_gravest_first(kind, form):
    signs = CONTENT.catalogue.signs
    text = re.sub(r"<[^>]+>", "", page(kind, a_case(forms=form, signs=["obs_no_address", "obs_injuries"])))
    said = text.partition("Najważniejsze fakty: " if kind == "script" else "Fakty")[2]
    front = said[: said.index("Potrzeby" if kind != "script" else "Nie zapisano, czy zawiadomiono")]
    assert front.index(signs["obs_injuries"].label.polish) < front.index(signs["obs_no_address"].label.polish)
    assert "nie odnotowano" not in front


NO_DANGER = (
    "Nie mam informacji o zagrożeniu życia lub zdrowia",
    "Zagrożenie teraz nie zaznaczono",
    "Zagrożenie i pilne potrzeby nie zaznaczono",
)
ACTED_ON = [
    {"signs": ["obs_beg_infant"]},
    {"children_signs": ChildSign.SLEEPY},
    {"urgent": Urgent.CRISIS},
    {"urgent": Urgent.DOCTOR},
    {"urgent": Urgent.SEXUAL_VIOLENCE},
]


def with_this(signs: Sequence[str] = (), children_signs: ChildSign | None = None, urgent: Urgent | None = None) -> Case:
    case = a_case(forms="begging", concerned=True, signs=list(signs))
    return replace(
        case,
        safety=replace(case.safety, children_signs=frozenset({children_signs} - {None})),
        needs=replace(case.needs, urgent=frozenset({urgent} - {None})),
    )


@pytest.mark.parametrize("kind", ["referral", "consultation", "script", "note", "notification"])
@pytest.mark.parametrize("found", ACTED_ON, ids=str)
def test_no_paper_says_that_no_danger_is_known_where_the_advice_is_to_act_now(kind, found):
    text = " ".join(re.sub(r"<[^>]+>", " ", page(kind, with_this(**found))).split())
    assert not [said for said in NO_DANGER if said in text]


@pytest.mark.parametrize("kind", ["referral", "consultation", "script", "note", "notification"])
def test_where_nothing_is_acted_on_every_paper_says_that_no_danger_is_known(kind):
    text = " ".join(re.sub(r"<[^>]+>", " ", page(kind, with_this())).split())
    assert any(said in text for said in NO_DANGER)
