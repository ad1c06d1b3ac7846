"""All texts of the content that are translated, in the order in which the .po files have them."""

from collections.abc import Iterator

from screening.content.model import Content
from screening.core.instrument.catalogue import Indicator, Text
from screening.core.training.exercise import Exercise


def all_texts(content: Content) -> Iterator[Text]:
    """Yield every translatable text, once."""
    catalogue = content.catalogue
    for dimension in catalogue.dimensions:
        yield dimension.name
        yield dimension.lead
    for row in catalogue.indicators.values():
        yield from _of_indicator(row)
    for sign in catalogue.signs.values():
        yield sign.label
    for profile in catalogue.profiles.values():
        yield profile.name
        yield profile.note
    yield from content.guidance.values()
    for sentences in content.lists.values():
        for each in sentences:
            yield each.text
            yield from each.variants.values()
    yield from content.shown.values()
    yield from content.leaflet.values()
    for checklist in content.checklists.values():
        yield checklist.title
        yield from checklist.items
    yield from _of_law(content)
    for contact in content.contacts.values():
        yield from filter(None, (contact.name, contact.hours, contact.note, contact.where))
    for exercise in content.exercises.by_id.values():
        yield from _of_exercise(exercise)
    for drill in content.exercises.drills.values():
        yield from filter(None, (drill.title, drill.scene, *drill.points, drill.model, *drill.teaching))


def _of_exercise(exercise: Exercise) -> Iterator[Text]:
    yield from (exercise.title, exercise.scene, exercise.otherwise)
    yield from (fact.text for fact in (*exercise.seen, *exercise.documents))
    yield from exercise.said.values()
    yield from (entry.reason for entry in exercise.key.values())
    yield from exercise.teaching


def _of_indicator(row: Indicator) -> Iterator[Text]:
    yield row.label
    yield from row.labels_by_form.values()
    yield from filter(None, (row.question,))
    yield from row.questions_by_form.values()
    yield from filter(None, (row.question_at_home, row.question_not_begun))
    yield from filter(None, (row.statement, row.statement_at_home, row.statement_not_begun))
    yield from row.statements_by_form.values()
    yield from filter(None, (row.child_question, row.child_question_not_begun, row.how))


def _of_law(content: Content) -> Iterator[Text]:
    law = content.law
    for labels in (law.acts, law.means, law.purposes):
        yield from labels.values()
    for entry in law.entries.values():
        yield entry.text


def texts_of_domain(content: Content, domain: str) -> dict[str, str]:
    """Return the Polish texts by key, of the domain `content` or `person`."""
    return {text.key: text.polish for text in all_texts(content) if text.domain == domain}
