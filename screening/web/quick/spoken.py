"""What the person reads or hears, a file for each language: the browser asks for it once the language is chosen."""

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from screening.casework import Content
from screening.core.instrument.catalogue import Catalogue, Indicator, Text
from screening.translation import Translator, page_languages, person_languages
from screening.web.http.assets import integrity_of
from screening.web.quick.voices import voices


@dataclass(frozen=True, slots=True)
class Spoken:
    """The file of a language: `data` is JSON, gzipped, of texts by their names; `version` is a digest of the texts."""

    data: bytes
    version: str
    address: str
    integrity: str


def asked(row: Indicator) -> Iterator[tuple[str, Text]]:
    """Yield the questions and statements of a row, each with the name by which the browser looks for it."""
    if row.question:
        yield f"question.{row.id}", row.question
    yield from ((f"question.{row.id}.{form}", text) for form, text in row.questions_by_form.items())
    if row.question_not_begun:
        yield f"question.{row.id}.not_begun", row.question_not_begun
    if row.statement:
        yield f"statement.{row.id}", row.statement
    if row.statement_not_begun:
        yield f"statement.{row.id}.not_begun", row.statement_not_begun
    yield from ((f"statement.{row.id}.{form}", text) for form, text in row.statements_by_form.items())
    if row.child_question:
        yield f"child.{row.id}", row.child_question
    if row.child_question_not_begun:
        yield f"child.{row.id}.not_begun", row.child_question_not_begun


def _asked_first(catalogue: Catalogue) -> set[str]:
    """The items that a check may begin with: the triage lists, those for what has not begun, and own rows."""
    lists = [*(profile.triage for profile in catalogue.profiles.values()), *catalogue.not_begun.values()]
    return {id_ for each in lists for id_ in each} | {row.id for row in catalogue.indicators.values() if row.form}


def spoken_texts(content: Content) -> dict[str, Text]:
    """Return the texts that the person reads or hears, by the names that the browser uses.

    They are the wordings of the rows that a check may begin with, and the words around them.
    """
    first = _asked_first(content.catalogue)
    rows = (row for row in content.catalogue.indicators.values() if row.id in first)
    shown = {f"shown.{id_}": text for id_, text in content.shown.items()}
    return {name: text for row in rows for name, text in asked(row)} | shown


def recorded(content: Content) -> dict[str, dict[str, str]]:
    """Return the address of each recording, by language and by the name of its text. It holds a digest, and so changes
    with the recording.
    """
    all_known = {code: voices(code) for code in person_languages()}
    return {
        code: {
            name: url_for("quick.voice", language=code, key=text.key, v=known[text.key].digest)
            for name, text in spoken_texts(content).items()
            if text.key in known and Translator(code).has(text)
        }
        for code, known in all_known.items()
        if known
    }


def spoken(content: Content) -> dict[str, Spoken]:
    """Return the file of each language of the person that is none of the pages, whose texts the bundle has."""
    pages = {each.code for each in page_languages()}
    return {code: _made(content, code) for code in person_languages() if code not in pages}


def _made(content: Content, code: str) -> Spoken:
    translator = Translator(code)
    texts = {name: translator.text(text) for name, text in spoken_texts(content).items() if translator.has(text)}
    data = json.dumps(texts, ensure_ascii=False, separators=(",", ":")).encode()
    version = hashlib.sha256(data).hexdigest()[:12]
    address = url_for("quick.spoken", language=code, v=version)
    return Spoken(gzip.compress(data, mtime=0), version, address, integrity_of(data))
