"""An untranslated, fuzzy, stale or broken message of an offered language is found at its line in the file."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from screening.content import Content
from screening.content.extract import update
from screening.content.interface_messages import interface_messages
from screening.content.po_file import messages_of, po_path, read, written
from screening.content.translations import check_translations
from screening.translation import Language
from tests.content.planting import plant

ENGLISH = Language("en", "English", frozenset({"content", "person"}), frozenset({"interface"}), "draft")
POLISH = Language("pl", "Polski", frozenset({"interface"}), frozenset({"content", "person"}), "reviewed")
BOTH = (POLISH, ENGLISH)


def the_interface() -> Catalog:
    template = Catalog()
    template.add("Call", locations=[("templates/a.html", 1)])
    template.add("Yes, <b>%(name)s</b>", locations=[("templates/a.html", 2)])
    template.add(("%(num)s hour", "%(num)s hours"), locations=[("templates/b.html", 1)])
    template.add("Open", context="verb", locations=[("templates/b.html", 2)])
    return template


@pytest.fixture
def translations(tmp_path: Path, content: Content) -> Path:
    """A folder in which every message of both languages is translated."""
    folder = tmp_path / "translations"
    update(content, the_interface(), BOTH, folder)
    for language in BOTH:
        for domain in language.domains:
            path = po_path(folder, language.code, domain)
            catalogue = read(path, language.code, domain)
            for message in messages_of(catalogue):
                message.string = ("%(num)s h",) * 3 if isinstance(message.id, tuple) else message.id
            path.write_bytes(written(catalogue, language=language.code))
    return folder


def found(content: Content, folder: Path) -> list[str]:
    return [str(each) for each in check_translations(content, BOTH, folder, the_interface())]


def test_complete_catalogues_have_no_fault(content: Content, translations: Path):
    assert found(content, translations) == []


PL = "pl/LC_MESSAGES/interface.po"
EN = "en/LC_MESSAGES/content.po"
FAULTS = [
    ("untranslated", PL, r'msgid "Call"\nmsgstr "Call"', 'msgid "Call"\nmsgstr ""', "is not translated"),
    ("fuzzy", PL, r'^msgid "Call"', '#, fuzzy\n@@msgid "Call"', "is marked fuzzy"),
    ("plural form", PL, r'(msgid "%\(num\)s hour"\n(?:.*\n){3})msgstr\[2\].*', '\\1msgstr[2] ""', "not tr"),
    ("placeholder", PL, r'(msgid "Yes.*\n)msgstr ".*"', '\\1msgstr "Tak, <b>%(imie)s</b>"', "placeholders"),
    ("lost placeholder", PL, r'(msgid "Yes.*\n)msgstr ".*"', '\\1msgstr "Tak, <b></b>"', "placeholders"),
    ("percent", PL, r'(msgid "Call"\n)msgstr ".*"', '\\1msgstr "100 %"', "single %"),
    ("markup", PL, r'(msgid "Call"\n)msgstr ".*"', '\\1msgstr "<script>"', "markup"),
    ("another number", EN, r'(^msgctxt "guidance.safety_danger.text"\n.*\nmsgstr .*)112', "\\g<1>113", "source (112)"),
    ("one more number", PL, r'(msgid "Call"\n)msgstr ".*"', '\\1msgstr "22 628 01 21"', "source (none)"),
    ("direction", PL, r'(msgid "Call"\n)msgstr ".*"', '\\1msgstr "a\u202eb"', "hidden character U+202E"),
    ("unused", PL, r"\Z", '\n@@msgid "Gone"\nmsgstr "Nie ma"\n', "no longer used"),
    ("mark", EN, r'(^msgctxt "documents_withheld.label"\n.*\n)msgstr ".*"', '\\1msgstr "{a|b}"', "not whole"),
    ("stale", EN, r'^msgctxt "documents_withheld.label"\nmsgid "', "\\g<0>x", "The Polish text of"),
    ("gone", EN, r'^msgctxt "documents_withheld.label"', 'msgctxt "documents.label"', "no longer exists"),
    ("misspelt", PL, r'^msgid "Call"', 'msgidd "Call"', "not a line of a .po file"),
]  # fmt: skip


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("file", "pattern", "planted", "sentence"),
    [each[1:] for each in FAULTS],
    ids=[each[0] for each in FAULTS],
)
def test_a_planted_fault_is_found_at_its_line(
    content: Content, translations: Path, file: str, pattern: str, planted: str, sentence: str
):
    line = plant(translations, file, pattern, planted)
    problems = found(content, translations)
    near = tuple(f"translations/{file}:{each}: " for each in (line, line + 1))
    assert any(each.startswith(near) and sentence in each for each in problems), problems


def test_romanian_with_cedillas_is_a_fault_and_with_commas_is_none(content: Content, tmp_path: Path):
    romanian = Language("ro", "Română", frozenset({"person"}), frozenset(), "draft")
    update(content, the_interface(), [romanian], tmp_path)
    path = po_path(tmp_path, "ro", "person")
    catalogue = read(path, "ro", "person")
    for message in messages_of(catalogue):
        message.string = message.id + " și ți Șt"
    path.write_bytes(written(catalogue, language="ro"))
    assert check_translations(content, [romanian], tmp_path, the_interface()) == []
    for wrong in ("şi", "ţi", "Şi", "Ţi", "s\u0327i"):
        message.string = message.id + wrong
        path.write_bytes(written(catalogue, language="ro"))
        (problem,) = check_translations(content, [romanian], tmp_path, the_interface())
        assert "; write '" in problem.sentence and repr(message.context) in problem.sentence


def test_a_missing_message_and_a_missing_text_are_named(content: Content, translations: Path):
    plant(translations, PL, r'^msgid "Call"\nmsgstr "Call"\n', "")
    plant(translations, EN, r'^msgctxt "documents_withheld.label"\nmsgid .*\nmsgstr .*\n', "")
    problems = found(content, translations)
    assert any("'Call' of templates/a.html is missing" in each for each in problems)
    assert any("'documents_withheld.label' is missing" in each for each in problems)


def test_wrong_plural_forms_are_named(content: Content, translations: Path):
    plant(translations, PL, r"nplurals=3; plural=.*;", "nplurals=3; plural=(n != 1);")
    assert any("Plural-Forms must be" in each for each in found(content, translations))


def test_more_plural_forms_than_the_language_has_are_named(content: Content, translations: Path):
    line = plant(translations, PL, r"^msgstr\[2\].*\n", '\\g<0>@@msgstr[3] "x"\n')
    (problem,) = [each for each in found(content, translations) if "more plural forms" in each]
    assert problem.startswith(f"translations/{PL}:{line - 5}: "), (line, problem)


HEADERS = {
    "two thousand million forms": "nplurals=2000000000; plural=0;",
    "a number of many digits": f"nplurals={'9' * 3000}; plural=0;",
    "three thousand brackets": f"nplurals=3; plural={'(' * 3000}n{')' * 3000};",
    "a division by nothing": "nplurals=3; plural=n/0;",
    "a quoted list of many parts": 'nplurals=3; plural=\\"' + ";" * 3000 + ";",
    "half a million parts": "nplurals=3; x=" + ";" * 500_000,
    "half a million quotes": "nplurals=3; x=" + '\\";' * 500_000,
}


@pytest.mark.sampled(3)
@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_no_header_is_believed_and_none_keeps_the_check_from_ending(content: Content, translations: Path, header: str):
    path = translations / PL
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"nplurals=3; plural=.*?;(?=\\n)", lambda _: header, text, count=1), encoding="utf-8")
    problems = found(content, translations)
    assert problems and all(each.startswith(f"translations/{PL}:1: ") for each in problems), problems


@pytest.mark.parametrize("name", ["Content-Type: text/plain; charset=utf-16", "Language: xx"])
def test_no_other_header_changes_how_a_file_is_read(content: Content, translations: Path, name: str):
    plant(translations, PL, r'^"MIME-Version: 1.0', f'"{name}\\\\n"\n\\g<0>')
    assert found(content, translations) == []


def test_a_message_that_stands_twice_is_refused_at_its_line(content: Content, translations: Path):
    line = plant(translations, PL, r"\Z", '\nmsgid "Call"\nmsgstr "Call"\n' * 2)
    (problem,) = found(content, translations)
    assert f"translations/{PL}:{line + 1}: This message is in the file twice" in problem


@pytest.mark.parametrize("raw", [None, b"\xff", b"msgstr", b'msgid "a"', b'"a"', b'msgstr[x] "a"', b'msgid "'])
def test_a_file_that_is_no_po_file_is_a_problem(content: Content, translations: Path, raw: bytes | None):
    path = translations / PL
    path.unlink() if raw is None else path.write_bytes(raw)
    assert any(each.startswith(f"translations/{PL}:1: ") for each in found(content, translations))


def test_an_unknown_language_is_a_problem(content: Content, translations: Path):
    unknown = Language("xx", "?", frozenset({"interface"}), frozenset(), "draft")
    problems = check_translations(content, [unknown], translations, the_interface())
    assert len(problems) == 1


def test_messages_are_found_in_templates_and_code(tmp_path: Path):
    templates, package = tmp_path / "templates", tmp_path / "screening"
    templates.mkdir()
    package.mkdir()
    (templates / "a.html").write_text(
        "{% trans name=x %}Hello {{ name }}{% endtrans %}{{ _('One') }}"
        "{{ ngettext('%(num)s b', '%(num)s c', n) }}{{ pgettext('verb', 'Open') }}",
        encoding="utf-8",
    )
    (package / "a.py").write_text("gettext('From code')\nN_('For later')\n", encoding="utf-8")
    catalogue, problems = interface_messages(templates, package)
    assert problems == []
    assert {(message.context, message.id) for message in messages_of(catalogue)} == {
        (None, "Hello %(name)s"),
        (None, "One"),
        (None, ("%(num)s b", "%(num)s c")),
        ("verb", "Open"),
        (None, "From code"),
        (None, "For later"),
    }


def test_a_broken_template_is_a_problem_at_its_line(tmp_path: Path):
    (tmp_path / "a.html").write_text("\n{% if %}", encoding="utf-8")
    _, problems = interface_messages(tmp_path, tmp_path)
    assert [(each.file, each.line) for each in problems] == [(f"{tmp_path.name}/a.html", 2)]


def test_a_new_language_has_one_warning_that_says_what_to_translate_first(content: Content, tmp_path: Path):
    new = Language("hi", "हिन्दी", frozenset({"person"}), frozenset(), "draft")
    update(content, the_interface(), (new,), tmp_path)
    (problem,) = check_translations(content, (new,), tmp_path, the_interface())
    assert problem.warning and problem.file.endswith("hi/LC_MESSAGES/person.po")
    assert "is not offered yet: translate 'shown.not_translated.shown' first" in problem.sentence
    assert "make translations" in problem.sentence


def test_a_language_of_which_little_is_translated_has_no_fault_either(content: Content, tmp_path: Path):
    new = Language("hi", "हिन्दी", frozenset({"person"}), frozenset(), "draft")
    update(content, the_interface(), (new,), tmp_path)
    path = po_path(tmp_path, "hi", "person")
    catalogue = read(path, "hi", "person")
    first = next(iter(messages_of(catalogue)))
    first.string = "क्या?"
    path.write_bytes(written(catalogue, language="hi"))
    problems = check_translations(content, (new,), tmp_path, the_interface())
    assert problems and all(each.warning for each in problems)
