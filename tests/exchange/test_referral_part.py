"""The referral part of a case file: every field is read, written, and refused when it cannot be."""

import json
from dataclasses import is_dataclass, replace
from typing import Any, get_args, get_origin

import pytest

from screening.content import Content
from screening.core.record.case import Case
from screening.core.record.cleaning import BIDI_CONTROLS
from screening.core.record.fields import Leaf, value_at
from screening.core.record.text_kinds import Dated, Written
from screening.core.referral.consistency import Clash
from screening.exchange.case_file import CLASHES, CaseFileError, case_json, read_case, write_case
from screening.exchange.case_model import PARTS as FILE_PARTS
from tests.exchange.builders import AGREED, DECIDED, GOOD, SIGNED, a_file, referring
from tests.parts import PART_LEAVES, PARTS, TODAY

WRITTEN = [leaf for leaf in PART_LEAVES if isinstance(leaf.mark, Written)]
WHOLE_NUMBER = "a whole number from 0 to 99 is required."
TEXT = "a text is required."
LONGER = "at most {} characters are accepted."


def _refusal(data: bytes, content: Content, today: Any = None) -> str:
    with pytest.raises(CaseFileError) as refused:
        read_case(data, content.catalogue, today)
    told = str(refused.value)
    assert told.endswith(".")
    assert "\n" not in told
    assert told.isprintable()
    return told


def _by_name(leaf: Leaf) -> str:
    return leaf.name


def test_every_field_of_the_referral_part_is_read_and_written(content: Content):
    case = read_case(a_file(**GOOD), content.catalogue, TODAY)
    plain = json.loads(write_case(case))
    assert {name: plain[name] for name in GOOD} == GOOD
    assert set(GOOD) == set(PARTS) == set(FILE_PARTS)
    for leaf in PART_LEAVES:
        found, default = value_at(case, leaf.path), value_at(Case(edition=""), leaf.path)
        assert found != default, f"{leaf.name} is not in the example"


@pytest.mark.parametrize("name", GOOD)
def test_each_part_may_stand_alone_or_be_empty(name: str, content: Content):
    agreement = {"agreement": GOOD["agreement"], "status": GOOD["status"]}
    case = read_case(a_file(**{**agreement, name: GOOD[name]}), content.catalogue, TODAY)
    assert case_json(case)[name] == GOOD[name]
    assert read_case(a_file(**{name: {}}), content.catalogue) == read_case(a_file(), content.catalogue)


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("bad", [None, [], "x", 1, True])
def test_a_part_that_is_no_object_is_refused(name: str, bad: object, content: Content):
    assert _refusal(a_file(**{name: bad}), content) == f"{name}: an object is required."


@pytest.mark.parametrize("name", GOOD)
def test_a_key_that_a_part_does_not_know_is_refused(name: str, content: Content):
    assert _refusal(a_file(**{name: {"pesel": "x"}}), content) == f"{name}.pesel: this key is unknown."


def _bad_texts(mark: Written) -> dict[str, Any]:
    bad: dict[str, Any] = {"x" * (mark.limit + 1): LONGER.format(mark.limit)}
    bad["ż" * mark.limit + "\U0001f9ff"] = LONGER.format(mark.limit)
    bad["a\0"] = "the character NUL is not accepted."
    bad["\ud800"] = "half of a surrogate pair is not a character."
    for character in ("\a", "\r", "\x1b", "\x7f", "\x85"):
        bad["a" + character + "b"] = f"the control character U+{ord(character):04X} is not accepted."
    for character in BIDI_CONTROLS:
        bad[character] = f"the direction mark U+{ord(character):04X} is not accepted."
    return bad


def _bad_dates(mark: Dated) -> dict[str, Any]:
    example = "2026-11-23T12:00" if mark.time else "2026-11-23"
    like = f"a date like {'1998, 1998-05 or 1998-05-12' if mark.partial else example} is required."
    other = "2026-11-23" if mark.time else "2026-11-23T12:00"
    never = "2026-02-30T12:00" if mark.time else "2026-02-30"
    wrong = ("", other, "23.11.2026", "2026-1-1", "20261123", "2026-W48-1", "2026-11-23T12:00:30", "2026-11-23 12:00")
    return {
        **dict.fromkeys((*wrong, "2026-11-23\n", "2026-11-23T12:00Z", " 2026-11-23", "dziś"), like),
        never: "there is no such date.",
        never.replace("02-30", "13-01"): "there is no such date.",
        never.replace("02-30", "00-00"): "there is no such date.",
        never.replace("2026-02-30", "1899-12-31"): "this lies too far back.",
    }


def bad_values(leaf: Leaf) -> list[tuple[Any, str]]:
    """Values that this field refuses, and what is said of each."""
    if isinstance(leaf.mark, Written | Dated):
        bad = _bad_texts(leaf.mark) if isinstance(leaf.mark, Written) else _bad_dates(leaf.mark)
        return [*bad.items(), *((wrong, TEXT) for wrong in (None, 1, True, [], {}))]
    if get_origin(leaf.kind) is frozenset:
        first = next(iter(get_args(leaf.kind)[0])).value
        lists = [(wrong, "a list is required.") for wrong in (None, first, 1, {}, {first: True})]
        return [*lists, ([first, first], "an entry is there more than once.")]
    if leaf.kind is int:
        return [(wrong, WHOLE_NUMBER) for wrong in (-1, 100, 10**14, 2.0, 2.5, 1e2, True, False, "2", None, [2])]
    if leaf.kind is bool:
        return [(wrong, "true or false is required.") for wrong in (0, 1, "true", None, [])]
    codes = [each.value for each in leaf.kind]
    wrong = [None, True, 1, "", "nonsense", codes[0].upper() + "!", f" {codes[0]}", [codes[0]], {}]
    return [(each, f"this must be '{codes[0]}'") for each in wrong]


@pytest.mark.parametrize("leaf", PART_LEAVES, ids=_by_name)
def test_a_bad_value_is_refused_at_its_field_with_what_is_wanted(leaf: Leaf, content: Content):
    for value, sentence in bad_values(leaf):
        told = _refusal(referring(leaf.path, value), content)
        assert told.startswith(f"{leaf.name}: {sentence}"), ascii(value)


@pytest.mark.parametrize("leaf", [each for each in PART_LEAVES if get_origin(each.kind) is frozenset], ids=_by_name)
def test_a_bad_entry_of_a_list_is_refused_by_its_number(leaf: Leaf, content: Content):
    codes = [each.value for each in get_args(leaf.kind)[0]]
    for wrong in (None, True, 1, "nonsense", [codes[0]]):
        told = _refusal(referring(leaf.path, [codes[0], wrong]), content)
        assert told.startswith(f"{leaf.name}.1: this must be '{codes[0]}'")


@pytest.mark.parametrize("leaf", WRITTEN, ids=_by_name)
def test_a_text_as_long_as_it_may_be_is_read(leaf: Leaf, content: Content):
    text = ("ż \n" if leaf.mark.lines else "ż 🧿")[:3] * leaf.mark.limit
    case = read_case(referring(leaf.path, text[: leaf.mark.limit]), content.catalogue)
    assert value_at(case, leaf.path) == text[: leaf.mark.limit]


@pytest.mark.parametrize(
    ("decision", "needed"), [("kcik", ("choice", "reason", "decided_by")), ("notification", ("choice",))]
)
def test_a_decision_lacks_nothing_that_it_needs(decision: str, needed: tuple[str, ...], content: Content):
    whole = {**DECIDED[decision], **SIGNED}
    for name in needed:
        part = {key: value for key, value in whole.items() if key != name}
        assert (
            _refusal(a_file(decisions={decision: part}), content) == f"decisions.{decision}.{name}: this is required."
        )
    for wrong in (None, [], "refer"):
        told = _refusal(a_file(decisions={decision: wrong}), content)
        assert told == f"decisions.{decision}: an object is required."


CLASHING: dict[str, tuple[bytes, str, Clash]] = {
    "a name without agreement": (a_file(person={"name": "Olena"}), "person.name", Clash.NOT_AGREED),
    "a name with contact alone": (
        a_file(person={"name": "Olena"}, agreement={"contact": "yes"}),
        "person.name",
        Clash.NOT_AGREED,
    ),
    "a name with sharing alone": (
        a_file(person={"name": "Olena"}, agreement={"contact": "unable", "share_name": "yes"}),
        "person.name",
        Clash.NOT_AGREED,
    ),
    "a birth date without agreement": (
        a_file(person={"birth_date": "1990-01-01"}),
        "person.birth_date",
        Clash.NOT_AGREED,
    ),
    "a citizenship without agreement": (a_file(person={"citizenship": "UA"}), "person.citizenship", Clash.NOT_AGREED),
    "a child's band of an adult": (a_file(person={"age_band": "16-17"}), "person.age_band", Clash.BAND),
    "an adult's band of a child": (a_file(age="child", person={"age_band": "18-24"}), "person.age_band", Clash.BAND),
    "an adult born as a child": (
        a_file(person={"birth_date": "2008-11-24"}, agreement=AGREED),
        "person.birth_date",
        Clash.ADULT_BORN_AS_CHILD,
    ),
    "a child born as an adult": (
        a_file(age="child", person={"birth_date": "2007-11-23"}),
        "person.birth_date",
        Clash.CHILD_BORN_AS_ADULT,
    ),
    "a certificate not issued": (
        a_file(status={"certificate": "asked", "certificate_on": "2026-11-20"}),
        "status.certificate_on",
        Clash.NOT_ISSUED,
    ),
    "a certificate left out": (
        a_file(status={"certificate_on": "2026-11-20"}),
        "status.certificate_on",
        Clash.NOT_ISSUED,
    ),
    "a certificate of tomorrow": (
        a_file(status={"certificate": "issued", "certificate_on": "2026-11-24"}),
        "status.certificate_on",
        Clash.FUTURE,
    ),
    "a call in two days": (a_file(done={"kcik_called_at": "2026-11-25T00:00"}), "done.kcik_called_at", Clash.FUTURE),
    "a decision without a reason": (
        a_file(decisions={"kcik": {"choice": "consult", "reason": " ", "decided_by": "ja"}}),
        "decisions.kcik.reason",
        Clash.EMPTY,
    ),
    "a decision of nobody": (
        a_file(decisions={"kcik": {"choice": "not_now", "reason": "powód", "decided_by": ""}}),
        "decisions.kcik.decided_by",
        Clash.EMPTY,
    ),
    "a notification of nobody": (
        a_file(decisions={"notification": {"choice": "not_now", "reason": "powód"}}),
        "decisions.notification.decided_by",
        Clash.EMPTY,
    ),
}
AGAINST_TODAY = (Clash.FUTURE, Clash.ADULT_BORN_AS_CHILD, Clash.CHILD_BORN_AS_ADULT)


@pytest.mark.parametrize(("data", "path", "clash"), CLASHING.values(), ids=CLASHING)
def test_what_cannot_be_true_is_refused_at_its_field(data: bytes, path: str, clash: Clash, content: Content):
    assert _refusal(data, content, TODAY) == f"{path}: {CLASHES[clash]}."
    if clash in AGAINST_TODAY:
        assert read_case(data, content.catalogue)
    else:
        assert _refusal(data, content) == f"{path}: {CLASHES[clash]}."


def test_every_clash_has_a_sentence():
    assert set(CLASHES) == set(Clash)
    assert len(set(CLASHES.values())) == len(Clash)


def test_an_undecided_notification_needs_no_reason(content: Content):
    case = read_case(a_file(decisions={"notification": {"choice": "undecided"}}), content.catalogue)
    assert case_json(case)["decisions"] == {"notification": {"choice": "undecided"}}


def test_no_refusal_repeats_a_name(content: Content):
    for data in (
        a_file(person={"name": "Kowalska"}),
        a_file(person={"name": "Kowalska\a"}),
        a_file(person={"birth_date": "Kowalska"}, agreement=AGREED),
        a_file(referrer={"kind": "Kowalska"}),
        a_file(safety={"persons": "Kowalska"}),
    ):
        assert "Kowalska" not in _refusal(data, content)


def test_pages_visited_site_and_the_door_are_never_written(content: Content):
    case = replace(read_case(a_file(), content.catalogue), visited=frozenset({"safety"}), for_referral=True)
    assert write_case(case) == write_case(read_case(a_file(), content.catalogue))
    for name in ("visited", "site", "for_referral", "edition"):
        assert _refusal(a_file(**{name: None}), content) == f"{name}: this key is unknown."


def test_no_field_of_the_referral_part_is_without_a_kind():
    assert not [leaf for leaf in PART_LEAVES if leaf.kind is str or is_dataclass(leaf.kind)]
