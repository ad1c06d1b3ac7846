"""Which texts, contacts and entries of law the program needs, and which of the texts in the files nothing shows.

`id_uses.py` finds most ids in templates and code. What it cannot find there is listed here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import TemplateSyntaxError

from screening.content import contacts, guidance, law
from screening.content.id_uses import UsedAt, Uses, in_code, in_script, in_templates
from screening.content.model import Content
from screening.content.problems import Problem
from screening.core.documents import DOCUMENTS
from screening.core.instrument.sentences import CONDITIONS
from screening.core.instrument.vocabulary import Profession
from screening.core.record.case import UNCERTAIN_TALK, UNSAFE_TALK
from screening.core.record.quick_check import SAFETY_QUESTIONS
from screening.core.referral.assistance import Route
from screening.core.referral.completeness import REQUIRED
from screening.core.referral.situations import HardSituation
from screening.core.rules.advice import AdviceCode
from screening.core.rules.reasons import REASON_CODES
from screening.settings import folder

# By collection: the file of the content that has it.
FILES: Mapping[str, str] = {
    "guidance": guidance.FILE,
    "lists": guidance.FILE,
    "shown": guidance.SHOWN,
    "leaflet": guidance.LEAFLET,
    "checklists": guidance.CHECKLISTS,
    "contacts": contacts.FILE,
    "law": law.FILE,
}
SHOWN_WHOLE = ("contacts", "law")  # a page lists every entry
QUOTING = frozenset(("quoted",))  # functions of the code whose arguments are ids of guidance
# Constants of the code that list ids, each by its file and name, with the collection of the ids.
TABLES: Mapping[tuple[str, str], str] = {
    ("web/quick/bundle.py", "NOTES"): "guidance",
    ("web/quick/checklists.py", "NAMES"): "checklists",
    ("casework/documents.py", "ON_PAPER"): "contacts",
    ("core/documents/script.py", "LAW_FOR_FOREIGNERS"): "law",
    ("core/documents/script.py", "LAW_FOR_ADULTS"): "law",
    ("core/documents/script.py", "LAW_FOR_FOREIGN_CHILDREN"): "law",
    ("core/documents/script.py", "LAW_FOR_CHILDREN"): "law",
    ("core/rules/advice_sentences.py", "OWN"): "guidance",
    ("core/rules/advice_sentences.py", "ALSO"): "guidance",
    ("core/referral/situations.py", "LAW_OF"): "law",
    ("core/documents/script.py", "LAW_OF_SERVICE"): "law",
}


@dataclass(frozen=True, slots=True)
class Family:
    """Ids that are put together: the codes of a vocabulary in place of the `*` of a pattern.

    An optional id may be missing; that it is there is then no reason for a warning.
    """

    collection: str
    pattern: str
    codes: tuple[str, ...]
    optional: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids."""
        return tuple(self.pattern.replace("*", code) for code in self.codes)


PROFESSIONS, ROUTES, CODES = tuple(Profession), tuple(Route), tuple(AdviceCode)
SITUATIONS = tuple(HardSituation)
GAPS = tuple(field.code for field in REQUIRED)
FAMILIES = (
    Family("guidance", "advice_*_title", CODES),
    Family("guidance", "advice_*_text", CODES),
    Family("guidance", "reason_*", REASON_CODES),
    Family("guidance", "gap_*", GAPS),
    Family("guidance", "gap_*_child", GAPS, optional=True),
    Family("guidance", "safety_*", tuple(leaf.key for leaf in SAFETY_QUESTIONS)),
    Family("guidance", "safety_*_machine", tuple(leaf.key for leaf in SAFETY_QUESTIONS), optional=True),
    Family("guidance", "introduction_*", PROFESSIONS),
    Family("guidance", "traces_*", PROFESSIONS),
    Family("guidance", "truth_notify_*", PROFESSIONS),
    Family("guidance", "warning_*", PROFESSIONS, optional=True),
    Family("guidance", "note_missing_*", ("age", "not_asked", "no")),
    Family("lists", "steps_*", PROFESSIONS),
    Family("guidance", "route_*", ROUTES),
    Family("lists", "route_*", ROUTES),
    Family("guidance", "situation_*", SITUATIONS),
    Family("lists", "situation_*", SITUATIONS),
    Family("shown", "who_*", (*PROFESSIONS, "other")),
)
# By collection and id: the file of the code that names it in a table or constant of another shape than TABLES has.
BY_NAME: Mapping[tuple[str, str], str] = {
    ("shown", "not_translated"): "translation.py",
    **{("guidance", id_): "core/record/case.py" for id_ in (UNSAFE_TALK, *UNCERTAIN_TALK.values())},
    ("shown", "to_confirm"): "translation.py",
    **{("guidance", each.title): "core/documents/table.py" for each in DOCUMENTS.values()},
    **{("lists", each.title): "core/documents/table.py" for each in DOCUMENTS.values()},
}


@dataclass(frozen=True, slots=True)
class NeededIds:
    """Ids that must be there, each with the place that needs it, and ids that may be there."""

    ids: Mapping[tuple[str, str], UsedAt]
    optional: frozenset[tuple[str, str]]

    def uses(self, collection: str, id_: str) -> bool:
        """Return True if the program shows this text or list, by its id or as a variant of one."""
        bases = [id_] + [id_.removesuffix(f"_{each}") for each in CONDITIONS if id_.endswith(f"_{each}")]
        return any((collection, base) in self.ids or (collection, base) in self.optional for base in bases)


@cache
def uses_of_program() -> Uses:
    """Return what the program's own templates, code and script name. Raises TemplateSyntaxError."""
    uses, package = Uses(), Path(__file__).parent.parent
    in_templates(folder("templates"), uses)
    in_code(package, uses, QUOTING, TABLES)
    for script in sorted(package.glob("web/static/quick*.js")):
        in_script(script, f"{package.name}/{script.relative_to(package).as_posix()}", uses)
    return uses


@cache
def needs_of_program() -> NeededIds:
    """Return everything that the program needs of the content. Raises TemplateSyntaxError."""
    uses, here = uses_of_program(), UsedAt("screening/content/needed_ids.py", 1)
    ids, optional = dict(uses.ids), set()
    for family in FAMILIES:
        place = uses.patterns.get((family.collection, family.pattern), here)
        for id_ in family.ids:
            if family.optional:
                optional.add((family.collection, id_))
            else:
                ids.setdefault((family.collection, id_), place)
    ids |= {key: UsedAt(f"screening/{file}", 1) for key, file in BY_NAME.items() if key not in ids}
    return NeededIds(ids, frozenset(optional))


def check_needed_ids(content: Content, path: Path) -> list[Problem]:
    """Return a fault for each id that the program needs and `content` lacks, and a warning for each unused text.

    `path` is the folder of the content.
    """
    try:
        needs = needs_of_program()
    except TemplateSyntaxError:
        return []  # the template itself is reported with the interface messages
    given = {
        "guidance": content.guidance,
        "lists": content.lists,
        "shown": content.shown,
        "leaflet": content.leaflet,
        "checklists": content.checklists,
        "contacts": content.contacts,
        "law": content.law.entries,
    }
    return [problem for name in given for problem in _check(name, given[name], needs, path)]


def _check(collection: str, given: Iterable[str], needs: NeededIds, path: Path) -> Iterator[Problem]:
    file, present, kind = f"{path.name}/{FILES[collection]}", set(given), "list" if collection == "lists" else "id"
    for (wanted_in, id_), place in needs.ids.items():
        if wanted_in == collection and id_ not in present:
            yield Problem(file, 1, f"The {kind} {id_!r} is missing, and {place} needs it; add it.")
    if collection in SHOWN_WHOLE:
        return
    lines = _lines(path / FILES[collection])
    for id_ in given:
        if not needs.uses(collection, id_):
            sentence = f"Nothing shows the text {id_!r}; remove it, or correct its id."
            yield Problem(file, lines.get(id_, 1), sentence, warning=True)


def _lines(file: Path) -> dict[str, int]:
    """Return the line of each id of a file; nothing if it cannot be read, so that line 1 is reported."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    found = re.finditer(r"^- id: *([a-z0-9_]+)", text, re.MULTILINE)
    return {each[1]: text.count("\n", 0, each.start()) + 1 for each in found}
