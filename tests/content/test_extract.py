"""Updating the .po files loses no translation, guesses nothing, and gives the same bytes every time."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from screening import settings
from screening.content import Content
from screening.content.extract import main, update, updated_texts
from screening.content.po_file import messages_of, po_path, read, written
from tests.content.test_translation_check import BOTH, ENGLISH, POLISH, the_interface

FIRST = {"a.label": "ala", "b.label": "bela"}


def translated(texts: dict[str, str]) -> Catalog:
    catalogue = updated_texts(Catalog(locale="en"), texts, "en")
    for message in messages_of(catalogue):
        message.string = f"English {message.context}"
    return catalogue


def by_key(catalogue: Catalog) -> dict[str, tuple[str, str, bool]]:
    return {each.context: (each.id, each.string, each.fuzzy) for each in messages_of(catalogue)}


def test_a_changed_text_keeps_its_translation_as_fuzzy():
    new = updated_texts(translated(FIRST), {"a.label": "ola", "b.label": "bela"}, "en")
    assert by_key(new) == {
        "a.label": ("ola", "English a.label", True),
        "b.label": ("bela", "English b.label", False),
    }


def test_a_new_text_is_empty_and_a_gone_one_is_dropped():
    new = updated_texts(translated(FIRST), {"c.label": "cela", "a.label": "ala"}, "en")
    assert by_key(new) == {"c.label": ("cela", "", False), "a.label": ("ala", "English a.label", False)}


def test_two_keys_with_the_same_polish_text_keep_their_own_translations():
    same = {"a.label": "ala", "b.label": "ala"}
    assert by_key(updated_texts(translated(same), same, "en")) == by_key(translated(same))


def test_a_sentence_put_into_a_list_moves_the_translations_of_those_behind_it_along():
    before = {"a_1.text": "ala", "a_2.text": "bela", "a_2_child.text": "belka", "b_1.text": "cela"}
    after = {"a_1.text": "ala", "a_2.text": "nowa", "a_3.text": "bela", "a_3_child.text": "belka", "b_1.text": "nowa"}
    assert by_key(updated_texts(translated(before), after, "en")) == {
        "a_1.text": ("ala", "English a_1.text", False),
        "a_2.text": ("nowa", "", False),
        "a_3.text": ("bela", "English a_2.text", False),
        "a_3_child.text": ("belka", "English a_2_child.text", False),
        "b_1.text": ("nowa", "English b_1.text", True),
    }


def test_the_previous_polish_text_survives_reading_and_writing(tmp_path: Path):
    path = tmp_path / "content.po"
    changed = FIRST | {"a.label": "ola " * 60 + 'z "cudzysłowem"'}
    path.write_bytes(written(updated_texts(translated(changed), FIRST, "en"), language="en"))
    first = path.read_bytes()
    assert b"#| msgid" in first
    path.write_bytes(written(updated_texts(read(path, "en", "content"), FIRST, "en"), language="en"))
    assert path.read_bytes() == first


def test_an_update_is_the_same_the_second_time_and_holds_no_date(tmp_path: Path, content: Content):
    assert len(update(content, the_interface(), BOTH, tmp_path)) == 3
    assert update(content, the_interface(), BOTH, tmp_path) == []
    for path in tmp_path.rglob("*.po"):
        assert "-Date:" not in path.read_text(encoding="utf-8")


def test_interface_translations_are_kept_and_nothing_is_guessed(tmp_path: Path, content: Content):
    update(content, the_interface(), [POLISH], tmp_path)
    path = po_path(tmp_path, "pl", "interface")
    path.write_text(
        path.read_text(encoding="utf-8").replace('msgid "Call"\nmsgstr ""', 'msgid "Call"\nmsgstr "Zadzwoń"'),
        encoding="utf-8",
    )
    template = the_interface()
    template.add("Calls", locations=[("templates/c.html", 1)])
    update(content, template, [POLISH], tmp_path)
    messages = {each.id: each for each in messages_of(read(path, "pl", "interface"))}
    assert messages["Call"].string == "Zadzwoń"
    assert messages["Calls"].string == ""
    assert not any(each.fuzzy for each in messages.values())


def test_a_removed_interface_message_comes_back_with_its_translation(tmp_path: Path, content: Content):
    path = po_path(tmp_path, "pl", "interface")
    update(content, the_interface(), [POLISH], tmp_path)
    whole = path.read_text(encoding="utf-8").replace('msgid "Call"\nmsgstr ""', 'msgid "Call"\nmsgstr "Dzwoń"')
    path.write_text(whole, encoding="utf-8")
    update(content, Catalog(), [POLISH], tmp_path)
    update(content, the_interface(), [POLISH], tmp_path)
    assert {each.id: each for each in messages_of(read(path, "pl", "interface"))}["Call"].string == "Dzwoń"


def test_a_reviewers_name_in_the_header_is_kept(tmp_path: Path, content: Content):
    update(content, the_interface(), [ENGLISH], tmp_path)
    path = po_path(tmp_path, "en", "person")
    text = path.read_text(encoding="utf-8").replace('"Language: en', '"Last-Translator: A. Reviewer\\n"\n"Language: en')
    path.write_text(text, encoding="utf-8")
    assert update(content, the_interface(), [ENGLISH], tmp_path) == []
    assert "A. Reviewer" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("domain", ["content", "person"])
def test_a_changed_label_touches_its_own_domain_only(tmp_path: Path, content: Content, domain: str):
    update(content, the_interface(), [ENGLISH], tmp_path)
    key = {"content": "label", "person": "question"}[domain]
    row = next(each for each in content.catalogue.indicators.values() if getattr(each, key))
    changed = replace(row, **{key: replace(getattr(row, key), polish="Inaczej")})
    rows = dict(content.catalogue.indicators) | {row.id: changed}
    other = replace(content, catalogue=replace(content.catalogue, indicators=rows))
    assert update(other, the_interface(), [ENGLISH], tmp_path) == [po_path(tmp_path, "en", domain)]


def test_a_faulty_exercise_stops_the_update_so_that_its_translations_stay(tmp_path: Path, monkeypatch, capsys):
    for name in ("indicators", "translations"):
        shutil.copytree(settings.folder(name), tmp_path / name)
    monkeypatch.setattr("screening.content.extract.folder", tmp_path.joinpath)
    path = po_path(tmp_path / "translations", "en", "exercises")
    before = path.read_bytes()
    exercise = tmp_path / "indicators" / "exercises" / "telefon_szklarnia.yaml"
    exercise.write_text(exercise.read_text().replace("  - Zastrzeżenia osoby\n", "  - Zastrzeżenia: osoby\n"))
    assert main() == 1
    assert path.read_bytes() == before
    assert "telefon_szklarnia: 'points' may hold single texts only." in capsys.readouterr().err
