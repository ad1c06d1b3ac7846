"""Loads exercises without indicators: steps in order, a sentence to say, the call to KCIK."""

from screening.content import limits
from screening.content.fields import Fields
from screening.core.instrument.catalogue import Domain, Text
from screening.core.training.exercise import Drill, DrillKind

KEYS = ("id", "kind", "title", "scene", "teaching", "points", "model", "exercise")


def load_drill(fields: Fields, id_: str) -> Drill:
    """Return the drill of a file whose `kind` is one of DrillKind; its faults are reported."""
    fields.report_unknown(KEYS)
    kind = fields.code("kind", DrillKind)
    if kind is not DrillKind.ORDER and not fields.has("model"):
        fields.fault("model", "one good way to say it is missing; add 'model'.")
    if kind is DrillKind.ORDER and fields.has("model"):
        fields.fault("model", "steps in order have no model; remove 'model'.")
    if kind is DrillKind.CALL and not fields.has("exercise"):
        fields.fault("exercise", "the case whose sheet lies on the table is missing; add 'exercise'.")
    return Drill(
        id=id_,
        kind=kind,
        title=fields.text("title", f"exercise.{id_}.title", limits.NAME, Domain.EXERCISES),
        scene=fields.text("scene", f"exercise.{id_}.scene", limits.SCENE, Domain.EXERCISES),
        points=texts(fields, "points", f"exercise.{id_}.points"),
        model=fields.optional_text("model", f"exercise.{id_}.model", limits.SCENE, Domain.EXERCISES),
        exercise=fields.scalar("exercise", needed=False) if fields.has("exercise") else "",
        teaching=texts(fields, "teaching", f"exercise.{id_}.teaching"),
    )


def texts(fields: Fields, key: str, as_key: str) -> tuple[Text, ...]:
    """Return the texts of the list under `key`; their translation keys are `as_key` with _1, _2 and so on after it."""
    found = []
    for number, item in enumerate(fields.items(key), 1):
        if len(item.text) > limits.SAID or "\n" in item.text:
            sentence = f"{fields.what}: a text in {key!r} is longer than {limits.SAID} characters or has line breaks."
            fields.log.fault(item.line, sentence)
        found.append(Text(f"{as_key}_{number}", item.text, Domain.EXERCISES))
    return tuple(found)
