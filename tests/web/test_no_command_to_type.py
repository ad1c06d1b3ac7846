"""No page and no paper tells its reader to type a command, but the guide for trainers: officers have no terminal."""

import re
from pathlib import Path

import pytest

from screening.cli import cli
from screening.content import Content
from screening.content.po_file import messages_of, po_path, read
from screening.content.texts import all_texts
from screening.settings import folder
from screening.translation import languages

# "Make help" is the one target that is also English: "do not make help depend on papers".
TARGETS = set(re.findall(r"^([a-z-]+):", Path("Makefile").read_text(encoding="utf-8"), re.MULTILINE)) - {"help"}
TYPED = rf"\bmake (?:{'|'.join(sorted(TARGETS))})\b|\bscreening (?:{'|'.join(cli.commands)})\b"
COMMAND = re.compile(rf"{TYPED}|ROZPOZNAJ_|\bterminal|\B--[a-z]{{2}}")
CATALOGUES = [(code, domain) for code, each in languages().items() for domain in sorted(each.domains)]


def said_in(text: str) -> list[str]:
    return COMMAND.findall(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "Type make run.",
        "make practice</b>",
        "<code>screening backup</code>",
        "Set ROZPOZNAJ_DATA.",
        "w oknie terminala",
        "choose another port with --port",
    ],
)
def test_a_command_is_noticed_in_a_sentence(sentence):
    assert said_in(sentence)
    assert not said_in("Do not make up what is not known; make a backup, and make help quick.")


@pytest.mark.parametrize(("language", "domain"), CATALOGUES)
def test_no_message_and_no_translation_of_it_has_a_command(language, domain):
    for message in messages_of(read(po_path(folder("translations"), language, domain), language, domain)):
        for each in (message.id, message.string):
            assert not said_in(each if isinstance(each, str) else " ".join(each))


def test_no_text_of_the_content_has_a_command(content: Content):
    assert [text.key for text in all_texts(content) if said_in(text.polish)] == []


FOR_WHO_STARTS_IT = "guide-trainer_body.html"  # a trainer starts the program for the class
TEMPLATES = sorted(path for path in folder("templates").rglob("*.html") if path.name != FOR_WHO_STARTS_IT)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_a_command(template):
    assert not said_in(re.sub(r"\bvar\(--[\w-]+", "", template.read_text(encoding="utf-8")))


def test_no_script_of_a_page_has_a_command():
    for script in Path("screening/web/static").glob("*.js"):
        assert not said_in(script.read_text(encoding="utf-8")), script
