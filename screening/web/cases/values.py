"""What is recorded of a case, in the words of the page that asks it: the lines of the call show it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from screening.casework import OpenCase
from screening.core.instrument.vocabulary import Age
from screening.core.journey import PAGE_OF, Page, Step, page_of
from screening.printing import upper_first
from screening.web.cases.forms.fields import DatedField, LineField, StepForm
from screening.web.cases.forms.labels import Label, asked_at
from screening.web.http.language import WORDS, chosen, translator
from screening.web.http.language import gettext as _

# Fields whose words on their page tell the officer what to do ("treat as a child"): the words that only state it.
AS_STATED = {"age": "AgeTold", "danger": "DangerOnLine", "urgent": "Urgent"}
Fill = Callable[[OpenCase, Step], StepForm]


@dataclass(frozen=True, slots=True)
class Said:
    """A field that was filled in: its label and its value, as its page words them. `own`: in somebody's own words."""

    label: str
    value: str
    own: bool = False


def short(name: str, label: str) -> str:
    """Return the label of a field on a line of the telephone call (`OnLine`), else that of its page."""
    return upper_first(WORDS["OnLine"].get(name, label).rstrip(":"))


@lru_cache(maxsize=128)
def _labels(_language: str, page: Page, age: Age) -> Mapping[str, Label]:
    """Return the labels of a page. The language is chosen elsewhere, and here only the cache's key."""
    return asked_at(page, age)


def _value(form: StepForm, name: str, label: Label) -> str:
    """Return what a field holds, in words; an empty text if nobody filled it in."""
    field, words = form[name], WORDS[AS_STATED[name]] if name in AS_STATED else label.words
    if isinstance(field, DatedField):
        return field.written
    if field.data is None or field.data is False or field.data == "":
        return ""
    if field.data is True:
        return _("yes")
    if isinstance(field.data, list | tuple | set | frozenset):
        codes = {str(code) for code in field.data}
        return ", ".join(word for code, word in words.items() if code in codes)
    if name == "language":
        return translator().language_name(str(field.data))
    return words.get(str(field.data), str(field.data))


class Recorded:
    """What is recorded of a case, by field. Each field is returned once.

    `fill` returns the form of a page as saved; each page is filled in once.
    """

    def __init__(self, open_case: OpenCase, fill: Fill) -> None:
        self._open_case, self._fill = open_case, fill
        self._forms: dict[Page, StepForm] = {}
        self._returned: set[str] = set()
        of_the_sender = open_case.case.said_before
        self._not_known = {code for code in open_case.case.safety.not_known if f"safety.{code}" not in of_the_sender}

    def _of(self, name: str) -> Said | None:
        """Return what is recorded in the field at this path; None if nothing is, or its page does not ask it now."""
        page, last = page_of(name), name.rpartition(".")[2]
        if page not in self._forms:
            self._forms[page] = self._fill(self._open_case, Step(page.value, page))
        age = Age.CHILD if self._open_case.case.child_or_in_doubt else Age.ADULT
        label = _labels(chosen(), page, age).get(last)
        if label is None or last not in self._forms[page]:
            return None
        form = self._forms[page]
        value = _value(form, last, label)
        if not value and last in self._not_known:
            value = _("I don't know")
        is_written = isinstance(form[last], LineField) and not isinstance(form[last], DatedField)
        own = is_written and str(form[last].data) not in label.words
        return Said(short(last, label.text), value, own) if value else None

    def said(self, names: Iterable[str]) -> tuple[Said, ...]:
        """Return those of these fields that were filled in, without those returned before."""
        asked = [name for name in dict.fromkeys(names) if name in PAGE_OF and name not in self._returned]
        self._returned |= {*asked}
        return tuple(found for found in map(self._of, asked) if found)
