"""A contact is of its kind, the numbers that must never be wrong have a second witness, and only numbers are called."""

from pathlib import Path

import pytest

from screening.content import Content
from screening.content.contacts import ContactKind
from screening.content.loader import inspect
from screening.content.witnesses import WITNESSES
from tests.content.planting import a_copy, plant

GOOD = {
    ContactKind.PHONE: ["116 111", "800 12 12 12", "22 628 01 20", "+48 22 628 01 20", "123", "123456789012345"],
    ContactKind.EMERGENCY: ["112", "999"],
    ContactKind.EMAIL: ["info@kcik.pl", "a.b-c_d+e@poczta.example.org"],
    ContactKind.WEB: ["www.kcik.pl", "kcik.pl", "https://www.kcik.pl", "https://kcik.pl/pomoc/numer-1_2.html"],
    ContactKind.LOCAL: ["zapytaj dyżurnego o koordynatora"],
}
BAD = {
    ContactKind.PHONE: [
        "", "12", "1234567890123456", "22-628-01-20", "22  628", "(22) 628 01 20", "tel:226280120", "22 628 01 2O",
        "<script>alert(1)</script>", "javascript:alert(1)", "112;ext=1", "22 628 01 20 wew. 5", "++48 1", "٢٢٦",
        "２２ ６２８", "info@kcik.pl", "zapytaj", "*#06#", "22,628", "+",
    ],
    ContactKind.EMERGENCY: ["11", "1112", "11 2", "+112", "<script>", "tel:112", "١١٢"],
    ContactKind.EMAIL: [
        "kcik.pl", "a@b", "a b@kcik.pl", "a@kcik.pl, b@kcik.pl", "mailto:a@kcik.pl", "<a@kcik.pl>", "a@@kcik.pl",
        "a@kcik..pl", "a@-kcik.pl", "a@kcik.pl?cc=b@x.pl", "ł@kcik.pl",
    ],
    ContactKind.WEB: [
        "javascript:alert(1)", "http://kcik.pl", "kcik", "https://", "data:text/html,x", "www.kcik.pl\"onclick=",
        "//kcik.pl", "https://a@kcik.pl", "https://kcik.pl:99", "www kcik pl", "https://kcik.pl/<b>",
        "ftp://kcik.pl", "кcik.pl", "https://kcik.pl?q=1", "localhost",
    ],
}  # fmt: skip
ROW = r"^(- id: la_strada_24\n(?:  .*\n)*?)  value: .*\n  kind: .*$"


def problems_with(tmp_path: Path, kind: ContactKind, value: str) -> list[str]:
    content = a_copy(tmp_path)
    quoted = value.replace("\\", "\\\\").replace('"', '\\"').replace("\\", "\\\\")
    plant(content, "contacts.yaml", ROW, f'\\1  value: "{quoted}"\n  kind: {kind}')
    return [each.sentence for each in inspect(content, None)[1]]


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in GOOD.items() for value in values])
def test_a_value_of_its_kind_is_taken(tmp_path: Path, kind: ContactKind, value: str):
    assert problems_with(tmp_path, kind, value) == []


@pytest.mark.sampled(20)
@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in BAD.items() for value in values])
def test_a_value_of_another_kind_is_one_sentence(tmp_path: Path, kind: ContactKind, value: str):
    (sentence,) = problems_with(tmp_path, kind, value)
    assert sentence.startswith("contact la_strada_24: ")


@pytest.mark.parametrize("id_", WITNESSES)
def test_a_number_that_differs_from_its_witness_must_be_changed_in_both(tmp_path: Path, id_: str):
    content, (_, number) = a_copy(tmp_path), WITNESSES[id_]
    other = number[:-1] + ("1" if number[-1].isdigit() else "x")
    line = plant(content, "contacts.yaml", f'value: "{number}"', f'value: "{other}"')
    (problem,) = inspect(content, None)[1]
    assert str(problem).startswith(
        f"indicators/contacts.yaml:{line}: contact {id_}: '{other}' is not what the second witness says"
    )
    assert "change it on purpose in screening/content/witnesses.py too" in problem.sentence and not problem.warning


@pytest.mark.parametrize("id_", WITNESSES)
def test_a_number_of_a_kind_that_nobody_could_call_is_refused(tmp_path: Path, id_: str):
    content = a_copy(tmp_path)
    plant(content, "contacts.yaml", rf"^(- id: {id_}\n(?:  .*\n)*?)  kind: .*$", "\\1  kind: local")
    assert [each.sentence.split("; ")[0] for each in inspect(content, None)[1]] == [
        f"contact {id_}: 'local' is not the kind of this contact"
    ]


def test_only_checked_numbers_are_called(content: Content):
    called = {contact.value: contact.dial for contact in content.contacts.values() if contact.dial}
    assert called["112"] == "tel:112" and called["22 628 01 20"] == "tel:+48226280120"
    assert called["116 111"] == "tel:116111"
    kinds = {contact.kind for contact in content.contacts.values() if contact.dial}
    assert kinds == {ContactKind.PHONE, ContactKind.EMERGENCY}
    assert all(contact.kind not in kinds for contact in content.contacts.values() if not contact.dial)
