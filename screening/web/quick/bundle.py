"""What the quick check needs in the browser: texts and rule as data, and the scripts, under a name that their content
decides.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import current_app

from screening.casework import Content
from screening.core.instrument.catalogue import Text
from screening.core.instrument.vocabulary import RECEIVING, Answer
from screening.core.record.quick_check import SAID
from screening.core.referral.call import REMINDED
from screening.translation import Translator, page_languages, person_languages
from screening.web.http.assets import integrity_of
from screening.web.quick.drafts import drafts, hidden_languages
from screening.web.quick.rule_data import rule_data
from screening.web.quick.showing import words_are_translated
from screening.web.quick.situations import situation_data
from screening.web.quick.spoken import Spoken, asked, recorded, spoken, spoken_texts
from screening.web.quick.submission import OF_ONE_PERSON, SINGLE
from screening.web.services import services
from screening.wording.instrument import INSTRUMENT
from screening.wording.to_translate import N_

# A text, or an operator with its spaces.
SPACED = re.compile(rb"""("[^"\n]*"|`[^`\n]*`)| (?:=>|===|!==|\?\?|&&|\|\||[<>+-]?=|[=?:+<>-]) |[,:] """)
# A text, or a comma or semicolon that is not needed before a bracket, or the space between two brackets.
LEFT_OUT = re.compile(rb"""("[^"\n]*"|`[^`\n]*`)|[,;](?=\})|,(?=[\])])|(?<=\)) (?=\{)""")
STRICT = b'"use strict";\n'  # each script begins with it; joined they need it once
RULE = ("rule_rows.js", "rule_questions.js", "rule_advice.js")
SCRIPTS = (*RULE, "quick_parts.js", "quick_offline.js", "quick_leaflet.js", "quick_words.js", "quick_questions.js",
           "quick_result.js", "voice.js", "quick_person.js", "quick.js")  # fmt: skip
# What the browser gets of the texts in indicators/guidance.yaml: those whose id begins so, and these.
QUOTED = ("advice_", "reason_", "warning_")
NOTES = ("note_enough", "note_child_row", "note_outside", "note_not_for_you", "note_not_begun", "note_child_list",
         "note_analogy_further")  # fmt: skip
# The ids of the texts that say what KCIK asks on the telephone.
ASKED_BY_KCIK = tuple(f"gap_{code}" for code in REMINDED)
# The words of the pages that the browser makes, by the name that the scripts use.
WORDS = {
    **INSTRUMENT["Answer"],
    "by_person": N_("answered by the person"),
    "do_not_ask": N_("Do not ask. Mark what you see or what documents show."),
    "questions": N_("Questions"),
    "questions_lead": N_("Mark what is present, not whether you asked. Anything you leave stays “not asked”."),
    "at_once": N_("All on one page"),
    "draft": N_("The translation is a draft and waits for a native speaker."),
    "show": N_("Show to the person"),
    "show_hint": N_("The person answers alone, in the person's language."),
    "not_shown": N_(
        "This language is a draft, and your institution hides drafts: nothing is shown to the person. Ask aloud."
    ),
    "wordless": N_(
        "The words around the questions are not all translated into this language yet: "
        "nothing is shown to the person. Ask aloud."
    ),
    "not_loaded": N_(
        "The questions in this language could not be loaded. Ask aloud, or go back and choose the language again."
    ),
    "left_out": N_("Not translated yet and therefore not shown to the person: %(count)s. Ask these aloud."),
    "more": N_("More questions and signs of these forms"),
    "handed": N_("The device is handed back"),
    "handed_hint": N_("The questions and answers come next. Open them when the person no longer looks at the screen."),
    "open_questions": N_("Open the questions"),
    "calendar": N_("Calendar"),
    "back_once": N_("Back"),
    "no_list": N_("There is no list of indicators for this form. Consult KCIK."),
    "signs": N_("Signs seen"),
    "concerned": N_("I am concerned, whatever the answers"),
    "follows": N_("What follows"),
    "follows_title": N_("What follows from the answers"),
    "outside": N_("Recorded, outside the chosen form"),
    "unknown": N_("Still unknown"),
    "next": N_("Worth asking next"),
    "leaflet": N_("Leaflet for the person"),
    "needs_tool": N_("This needs the program, and it does not answer. What you entered stays here."),
    "back": N_("Back to the questions"),
    "again": N_("Start again"),
    "next_person": N_("Next person"),
    "leaving": N_("Someone plans to leave for work and has doubts"),
    "tick_a_form": N_("Tick at least one form. If you cannot tell, tick “not sure”."),
    "choose_age": N_("Choose the age group. If you are in doubt, choose “age in doubt”."),
}


def _texts(content: Content) -> dict[str, dict[str, str]]:
    """Every text of the quick check, by its name and then by language of the pages; others are in `spoken.py`."""
    pages = [each.code for each in page_languages()]
    told = {id_: text for id_, text in content.guidance.items() if id_.startswith(QUOTED) or id_ in NOTES}
    for row in content.catalogue.indicators.values():
        told |= dict(asked(row))
    return {name: _translated(text, pages) for name, text in (told | spoken_texts(content)).items()}


def _child_steps(content: Content) -> list[dict[str, object]]:
    """What comes first with a child: each step with its wordings and conditions."""
    pages = [each.code for each in page_languages()]
    return [
        {
            "text": _translated(step.text, pages),
            "variants": [[condition, _translated(text, pages)] for condition, text in step.variants.items()],
            "only": step.only,
            "unless": step.unless,
        }
        for step in content.lists["steps_child"]
    ]


def _translated(text: Text, codes: list[str]) -> dict[str, str]:
    """The text by language, in Polish and in each of these languages that has a translation."""
    translated = {code: Translator(code).text(text) for code in codes if Translator(code).has(text)}
    return {"pl": Translator("pl").text(text)} | translated


def _labels(content: Content) -> dict[str, dict[str, str]]:
    """The labels of rows and signs by id; those for a group of forms alone by id and group, with a dot between."""
    catalogue = content.catalogue
    labels = {row.id: row.label for row in catalogue.indicators.values()}
    for row in catalogue.indicators.values():
        labels |= {f"{row.id}.{group}": text for group, text in row.labels_by_form.items()}
    labels |= {sign.id: sign.label for sign in catalogue.signs.values()}
    pages = [each.code for each in page_languages()]
    return {
        id_: {code: _upper(words) for code, words in _translated(text, pages).items()} for id_, text in labels.items()
    }


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def offline_data(content: Content, people: Mapping[str, Spoken]) -> dict[str, Any]:
    """Return the data of which the browser makes the pages of the quick check, as JSON has it.

    `people`: the texts of each further language of the person; the data has their addresses alone.
    """
    return {
        "edition": content.catalogue.edition,
        "checked_on": str(content.catalogue.checked_on),
        "rule": rule_data(content.catalogue),
        "single": list(SINGLE),
        "of_one": list(OF_ONE_PERSON),
        "answers": list(Answer),
        "said": SAID,
        "receiving": list(RECEIVING),
        "labels": _labels(content),
        "texts": _texts(content),
        "child_steps": _child_steps(content),
        "situations": situation_data(content.catalogue),
        "voices": recorded(content),
        "people": {code: [each.address, each.integrity] for code, each in people.items()},
        "draft": drafts(),
        "hidden": hidden_languages(),
        "wordless": [code for code in person_languages() if not words_are_translated(content, code)],
        "marks": {code: dict(Translator(code).mark) for code in person_languages()},
        "ui": {
            each.code: {name: Translator(each.code).gettext(words) for name, words in WORDS.items()}
            for each in page_languages()
        },
    }


@dataclass(frozen=True, slots=True)
class Bundle:
    """The gzipped data and script of one edition, and a name that changes with any of it or with the style.

    `voices` are the addresses of the recordings that the data names, `people` the texts of further languages by code.
    """

    data: bytes
    script: bytes
    name: str
    voices: tuple[str, ...]
    people: Mapping[str, Spoken]
    data_integrity: str
    script_integrity: str


def _file(name: str) -> bytes:
    return (Path(str(current_app.static_folder)) / name).read_bytes()


def sent(script: bytes) -> bytes:
    """Return a script without what a browser does not need, since it is sent over a weak signal.

    That is comments, indentation, spaces beside an operator outside a text, and the line breaks after a semicolon or
    within a statement.
    """
    program = re.sub(rb"^[ ]*(?://.*\n)?", b"", script, flags=re.MULTILINE)
    program = re.sub(rb"[ ]//[ ][^\"'`\n]*$", b"", program, flags=re.MULTILINE)
    program = program[: len(STRICT)] + program[len(STRICT) :].replace(STRICT, b"")
    program = re.sub(rb"\n+", b"\n", re.sub(rb"(?<= =>)\n+", b" ", program))
    program = re.sub(rb"(?<=[;,{(\[])\n+|\n+(?=[}\])?:.&|])", b"", program)
    program = SPACED.sub(lambda found: found[1] or found[0].strip(), program)
    return LEFT_OUT.sub(lambda found: found[1] or b"", program)


def _made() -> Bundle:
    """The bundle of this application, made now. Its name is a digest of all that a page of the check is drawn with."""
    people = spoken(services().content)
    plain = offline_data(services().content, people)
    data = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    script = sent(b"".join(map(_file, SCRIPTS)))
    digest = hashlib.sha256(b"".join((data, script, _file("style.css"), _file("icon.svg"))))
    recordings = tuple(address for each in plain["voices"].values() for address in each.values())
    packed = (gzip.compress(data, mtime=0), gzip.compress(script, mtime=0))
    return Bundle(*packed, digest.hexdigest()[:12], recordings, people, integrity_of(data), integrity_of(script))


def bundle() -> Bundle:
    """Return the bundle of this application, made once."""
    kept = services()
    if kept.bundle is None:
        kept.bundle = _made()
    return kept.bundle
