"""A contact is of its kind, numbers that must never be wrong are written twice, and only numbers are called."""

import re
from pathlib import Path

import pytest

from screening.content import Content
from screening.content.contacts import WRITTEN_TWICE, ContactKind
from screening.content.loader import inspect
from screening.settings import folder
from tests.contacts import DIAL, DIGITS, EVERY_WAY, KCIK
from tests.content.planting import a_copy, plant

GOOD = {
    ContactKind.PHONE: ["116 111", "800 12 12 12", "22 555 01 20", "+48 22 555 01 20", "123", "123456789012345"],
    ContactKind.EMERGENCY: ["112", "999"],
    ContactKind.EMAIL: ["info@kcik.pl", "a.b-c_d+e@poczta.example.org"],
    ContactKind.WEB: ["www.kcik.pl", "kcik.pl", "https://www.kcik.pl", "https://kcik.pl/pomoc/numer-1_2.html"],
    ContactKind.LOCAL: ["zapytaj dyżurnego o koordynatora"],
}
BAD = {
    ContactKind.PHONE: [
        "", "12", "1234567890123456", "22-555-01-20", "22  555", "(22) 555 01 20", "tel:225550120", "22 555 01 2O",
        "<script>alert(1)</script>", "javascript:alert(1)", "112;ext=1", "22 555 01 20 wew. 5", "++48 1", "٢٢٦",
        "２２ ６２８", "info@kcik.pl", "zapytaj", "*#06#", "22,555", "+",
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


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in GOOD.items() for value in values])
def test_a_value_of_its_kind_is_taken(tmp_path: Path, kind: ContactKind, value: str):
    assert problems_with(tmp_path, kind, value) == []


@pytest.mark.sampled(10)
@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in BAD.items() for value in values])
def test_a_value_of_another_kind_is_one_sentence(tmp_path: Path, kind: ContactKind, value: str):
    (sentence,) = problems_with(tmp_path, kind, value)
    assert sentence.startswith("contact la_strada_24: ")


@pytest.mark.parametrize("id_", WRITTEN_TWICE)
def test_a_slip_in_a_number_that_is_written_twice_is_found(tmp_path: Path, content: Content, id_: str):
    copied, number = a_copy(tmp_path), content.contacts[id_].value
    other = number[:-1] + ("1" if number[-1].isdigit() else "x")
    line = plant(copied, "contacts.yaml", f'  value: "{number}"\n', f'  value: "{other}"\n') + 1
    found = [str(each) for each in inspect(copied, None)[1] if "+48" not in each.sentence]
    assert found == [
        f"indicators/contacts.yaml:{line}: contact {id_}: '{number}' is not the 'value', '{other}'; "
        "write the right one in both."
    ]


@pytest.mark.parametrize("other", ["+48 22 555 01", "22 555 01 20", "+49 {}", "{}", "+48{}"])
def test_the_number_from_abroad_is_the_same_number(tmp_path: Path, other: str):
    copied, wrong = a_copy(tmp_path), other.format(KCIK)
    line = plant(copied, "contacts.yaml", r"  international: .*$", f'  international: "{wrong}"')
    assert [str(each) for each in inspect(copied, None)[1]] == [
        f"indicators/contacts.yaml:{line}: contact kcik_phone: '{wrong}' is not the 'value' with +48 before it; "
        f"write '+48 {KCIK}'."
    ]


def test_the_number_of_kcik_has_a_form_for_calls_from_abroad(tmp_path: Path):
    copied = a_copy(tmp_path)
    plant(copied, "contacts.yaml", r"  international: .*\n", "")
    assert [each.sentence for each in inspect(copied, None)[1]] == [
        "contact kcik_phone: 'international' is missing; add it."
    ]


@pytest.mark.parametrize("id_", WRITTEN_TWICE)
def test_what_must_never_be_wrong_is_written_twice(tmp_path: Path, id_: str):
    copied = a_copy(tmp_path)
    line = plant(copied, "contacts.yaml", rf"^(- id: {id_}\n(?:  .*\n)*?)  value_again: .*\n", "\\1")
    assert [str(each) for each in inspect(copied, None)[1]] == [
        f"indicators/contacts.yaml:{line}: contact {id_}: 'value_again' is missing; add it."
    ]


@pytest.mark.parametrize("id_", WRITTEN_TWICE)
def test_a_number_of_a_kind_that_nobody_could_call_is_refused(tmp_path: Path, id_: str):
    content = a_copy(tmp_path)
    plant(content, "contacts.yaml", rf"^(- id: {id_}\n(?:  .*\n)*?)  kind: .*$", "\\1  kind: local")
    assert [each.sentence.split("; ")[0] for each in inspect(content, None)[1]] == [
        f"contact {id_}: 'local' is not the kind of this contact"
    ]


def test_only_checked_numbers_are_called(content: Content):
    called = {contact.value: contact.dial for contact in content.contacts.values() if contact.dial}
    assert called["112"] == "tel:112" and called[KCIK] == DIAL == f"tel:+48{DIGITS}"
    assert called["116 111"] == "tel:116111"
    kinds = {contact.kind for contact in content.contacts.values() if contact.dial}
    assert kinds == {ContactKind.PHONE, ContactKind.EMERGENCY}
    assert all(contact.kind not in kinds for contact in content.contacts.values() if not contact.dial)


ROOT = folder("indicators").parent
LOOKED_THROUGH = ("screening", "templates", "tests", "indicators", "translations")
BETWEEN = re.compile(r"[\s()\-\u00a0]")


def test_the_number_of_kcik_is_typed_in_the_contacts_alone():
    files = [path for name in LOOKED_THROUGH for path in (ROOT / name).rglob("*") if path.is_file()]
    texts = {path: path.read_text(encoding="utf-8", errors="ignore") for path in files if path.suffix != ".pyc"}
    typed = [path.relative_to(ROOT).as_posix() for path, text in texts.items() if DIGITS in BETWEEN.sub("", text)]
    assert typed == ["indicators/contacts.yaml"]


def test_documents_for_people_say_the_number_and_the_addresses_of_the_contacts():
    institution = "\n".join(path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("docs/institution/*.md")))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(each in readme for each in EVERY_WAY)
    for said in (readme, institution):
        assert set(re.findall(r"\b22[ \u00a0]\d{3}[ \u00a0]\d{2}[ \u00a0]\d{2}\b", said)) == {KCIK}
