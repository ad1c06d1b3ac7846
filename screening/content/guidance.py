"""Loads sentences and lists of sentences: guidance for the officer, and the texts that the person hears or reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from screening.content import limits
from screening.content.contacts import Contacts, Due, dates_of
from screening.content.fields import Fields
from screening.content.folder import Folder
from screening.content.sources import Sources, source_of
from screening.core.instrument.catalogue import Domain, Text
from screening.core.instrument.sentences import CONDITIONS, Checklist, Lists, Sentence
from screening.core.instrument.vocabulary import Confirm, Grade
from screening.translation import FILLED_IN
from screening.usable_messages import PLACEHOLDER

FILE = "guidance.yaml"
SHOWN = "shown.yaml"
LEAFLET = "leaflet.yaml"
GUIDANCE = "guidance"
CHECKLISTS = "checklists.yaml"
# The keys of an entry; those of one that may be unconfirmed; those of one that may be reviewed by a day.
KEYS = ("text", "grade", "source", "checked_on")
CONFIRMED = (*KEYS, "confirm", "confirmed_by")
STATED = (*CONFIRMED, "review_by")
# How an id begins: of guidance that is said to the person, and of a sentence of the leaflet in easy words.
HEARD = "introduction_"
EASY = "easy_"


@dataclass(frozen=True, slots=True)
class MayBeNamed:
    """What a sentence may name: a source, and a contact, whose number is filled in for `%(id)s`.

    `due` collects the sentences that have `review_by`, the day by which somebody has to review them.
    """

    sources: Sources
    contacts: Contacts = field(default_factory=dict)
    due: list[Due] = field(default_factory=list)

    def filled(self, text: Text, placeholders: set[str]) -> Text:
        """Return the text with the numbers of the contacts that it names by these placeholders, such as `%(id)s`.

        If a contact is still to be confirmed, the text is so too.
        """
        named = {each: self.contacts[each[2:-2]].value for each in sorted(placeholders) if each[2:-2] in self.contacts}
        confirm = text.confirm or next((each.confirm for each in named.values() if each.confirm), None)
        return replace(
            text,
            confirm=confirm,
            filled=tuple((placeholder, contact.to_person) for placeholder, contact in named.items()),
        )


def load_guidance(folder: Folder, sources: Sources, contacts: Contacts) -> tuple[dict[str, Text], Lists, list[Due]]:
    """Return the sentences by id, a variant as `id_condition`; the lists by id; the sentences with `review_by`.

    One row can be both, a sentence and a list with the same id.
    """
    known = MayBeNamed(sources, contacts)
    sentences: dict[str, Text] = {}
    lists: dict[str, tuple[Sentence, ...]] = {}
    for row in folder.rows(FILE, GUIDANCE, ("id", *STATED, "variants", "items")):  # `end`: the end of translation keys
        fields, key = row.fields, f"{GUIDANCE}.{row.id}"
        if fields.has("items"):
            lists[row.id] = _items(fields, key, known)
        if fields.has("text") or not fields.has("items"):
            end, domain = ("leaflet", Domain.PERSON) if row.id.startswith(HEARD) else ("text", Domain.CONTENT)
            sentences[row.id] = _text(fields, f"{key}.{end}", known, domain)
            for condition, text in _variants(fields, key, end, known, domain).items():
                sentences[f"{row.id}_{condition}"] = text
    return sentences, lists, known.due


def load_checklists(folder: Folder, sources: Sources, contacts: Contacts) -> dict[str, Checklist]:
    """Return the lists that everybody may open, by id. An item that is still to be confirmed says so to its reader."""
    known, found = MayBeNamed(sources, contacts), {}
    for row in folder.rows(CHECKLISTS, "checklist", ("id", *KEYS, "items")):
        key = f"checklist.{row.id}"
        items = tuple(
            _item(each, f"{key}_{number}.checklist", known, each.to_confirm())
            for number, each in row.fields.entries(CONFIRMED)
        )
        found[row.id] = Checklist(_item(row.fields, f"{key}.checklist", known), items)
    return found


def _item(fields: Fields, key: str, known: MayBeNamed, confirm: Confirm | None = None) -> Text:
    """Return the title of a checklist, or one of its items; `confirm` says who has still to confirm it."""
    _dated(fields, known)
    text = fields.text("text", key, limits.GUIDANCE, Domain.PERSON)
    return _filled_in(fields, replace(text, confirm=confirm), known)


def load_shown(folder: Folder, sources: Sources) -> dict[str, Text]:
    """Return the words on the screen that the person holds, by id."""
    rows = folder.rows(SHOWN, "shown", ("id", *KEYS))
    return {row.id: _text(row.fields, f"shown.{row.id}.shown", MayBeNamed(sources), Domain.PERSON) for row in rows}


def load_leaflet(folder: Folder, sources: Sources) -> dict[str, Text]:
    """Return the sentences of leaflet and card, by id.

    Those in easy words are translated with the texts of the pages.
    """
    rows = folder.rows(LEAFLET, "leaflet", ("id", *KEYS))
    found = {}
    for row in rows:
        end, domain = ("easy", Domain.CONTENT) if row.id.startswith(EASY) else ("leaflet", Domain.PERSON)
        found[row.id] = _text(row.fields, f"leaflet.{row.id}.{end}", MayBeNamed(sources), domain)
    return found


def _text(fields: Fields, key: str, known: MayBeNamed, domain: Domain = Domain.CONTENT) -> Text:
    """Return the text of an entry under the translation key `key`; numbers are filled in for guidance alone."""
    _dated(fields, known)
    limit = limits.INTRODUCTION if key.startswith(f"{GUIDANCE}.{HEARD}") else limits.GUIDANCE
    text = fields.confirmable(key, limit, domain)
    return _filled_in(fields, text, known) if key.startswith(f"{GUIDANCE}.") else text


def _dated(fields: Fields, known: MayBeNamed) -> None:
    """Check grade, source and dates of an entry, which no page shows; note its `review_by` in `known.due`."""
    fields.code("grade", Grade)
    source_of(fields, known.sources)
    if fields.has("review_by"):
        known.due.append((fields, dates_of(fields)[1]))
    else:
        fields.day("checked_on")


def _filled_in(fields: Fields, text: Text, known: MayBeNamed) -> Text:
    placeholders = set(PLACEHOLDER.findall(text.polish))
    text = known.filled(text, placeholders)
    for each in sorted(placeholders - set(FILLED_IN) - {placeholder for placeholder, _ in text.filled}):
        may_be = (*FILLED_IN, "the id of a contact as %(id)s")
        fields.fault("text", f"nothing is filled in for {each}; write one of {', '.join(may_be)}.")
    return text


def _variants(
    fields: Fields, key: str, end: str, known: MayBeNamed, domain: Domain = Domain.CONTENT
) -> Mapping[str, Text]:
    """Other wordings by condition, in the order of the file."""
    inner = fields.inner("variants")
    if inner is None:
        return {}
    inner.report_unknown(CONDITIONS)
    found = {condition: inner.inner(condition) for condition in inner.node.values if condition in CONDITIONS}
    for each in filter(None, found.values()):
        each.report_unknown(STATED)
    return {name: _text(each, f"{key}_{name}.{end}", known, domain) for name, each in found.items() if each}


def _items(fields: Fields, key: str, known: MayBeNamed) -> tuple[Sentence, ...]:
    """The sentences of a list; the keys of their translations contain the place of each."""
    found = []
    for number, each in fields.entries((*STATED, "variants", "only", "unless")):
        at = f"{key}_{number}"
        found.append(
            Sentence(
                text=_text(each, f"{at}.text", known),
                variants=_variants(each, at, "text", known),
                only=_condition(each, "only"),
                unless=_condition(each, "unless"),
            )
        )
    return tuple(found)


def _condition(fields: Fields, key: str) -> str:
    condition = fields.scalar(key, needed=False)
    if condition and condition not in CONDITIONS:
        fields.fault(key, f"{condition!r} is no condition; write one of {', '.join(CONDITIONS)}.")
    return condition
