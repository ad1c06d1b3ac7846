"""What somebody typed on a page of a case, read from the fields of its form: texts to be copied, and answers."""

from wtforms.fields.core import UnboundField

from screening.core.terms import Answer
from screening.web.cases.fields import LineField
from screening.web.cases.pages import FORMS
from screening.web.desk import desk
from screening.web.edge import Pairs

OWN_WORDS = frozenset(
    name
    for form in FORMS.values()
    for name in dir(form)
    if isinstance(field := getattr(form, name), UnboundField) and issubclass(field.field_class, LineField)
)


def texts_of(kept: Pairs) -> list[str]:
    """What was typed; nothing else is shown, so neither a token nor a secret can be."""
    return [text.strip() for name, text in kept if text.strip() and (name in OWN_WORDS or name.startswith("note."))]


def answers_of(kept: Pairs) -> list[tuple[object, str]]:
    """The labels of the indicators answered, and the answers."""
    known = desk().content.catalogue.indicators
    found = []
    for name, code in kept:
        kind, _, id_ = name.partition(".")
        if kind == "answer" and id_ in known and code in set(Answer) - {Answer.NOT_ASKED}:
            found.append((known[id_].label, code))
    return found
