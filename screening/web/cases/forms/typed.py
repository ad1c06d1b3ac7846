"""What somebody typed, chose and ticked on a page of a case that was not saved, to be shown by the page's own labels.

Only fields that are named here are shown, so neither a token nor a secret can be among them. `kept` are the fields as
they were sent: pairs of name and value.
"""

import re
from dataclasses import dataclass

from markupsafe import Markup
from wtforms.fields.core import UnboundField

from screening.core.instrument.vocabulary import Answer
from screening.core.journey import Page, Step, moved
from screening.core.record.case import NOTE_LIMIT
from screening.web.cases.forms.fields import LONGEST_DATE, BirthField, CodeField, CodesField, DatedField, LineField
from screening.web.cases.forms.labels import form_labels, form_title, rows_title
from screening.web.cases.forms.replies import BASES
from screening.web.cases.forms.short import ShortForm
from screening.web.cases.onward import before_of
from screening.web.cases.own_unit import REMEMBER
from screening.web.cases.pages import FORMS
from screening.web.http.language import WORDS, translator
from screening.web.http.language import gettext as _
from screening.web.http.language import text as in_page_language
from screening.web.http.request_filter import Pairs
from screening.web.services import services


@dataclass(frozen=True, slots=True)
class Typed:
    """A text as it was typed, the label and name of its field, and how many characters fit there."""

    label: str
    name: str
    text: str
    limit: int


Values = list[tuple[str, str]]  # labels, and in words what was chosen there
NAME = re.compile("[a-z0-9_-]{1,60}", re.ASCII)
# What a page sends along besides its fields, so that it can be sent again as it was.
ALONG = {
    "revision": re.compile("[0-9]{1,9}", re.ASCII),
    "seen": re.compile("(?:[a-z]+[.][0-9a-f]+ ?)+", re.ASCII),
    "waited": re.compile("[A-Za-z0-9_-]{1,60}", re.ASCII),
    **dict.fromkeys(("go", "then", "leave", "uncounted", REMEMBER), NAME),
}
UNKNOWN_REVISION = ("revision", "0")  # no case has it, so the save compares what the page showed
UNSAID = (("answer", Answer.NOT_ASKED.value), ("note", ""))  # fields of a row that say nothing
WITH_FORM = frozenset(FORMS) - {Page.FINISH}  # on the last page nothing is filled in


def _with_form(step_id: str) -> Page | None:
    """Return the page with a form that has this id, also by an id of an earlier version; None for any other page."""
    if step_id in WITH_FORM:
        return Page(step_id)
    step = moved(services().content.catalogue, step_id)
    return step.page if step and step.page in WITH_FORM else None


def _fields(page: Page) -> dict[str, UnboundField]:
    return FORMS[page].unbound()


def _is_text(field: UnboundField) -> bool:
    """Return whether the field is a text that people write. A birth date is one; any other date is shown in words."""
    kind = field.field_class
    return issubclass(kind, LineField) and (kind is BirthField or not issubclass(kind, DatedField))


def _of_form(page: Page, kept: Pairs) -> tuple[list[Typed], Values, Pairs]:
    """Return the texts of a page with a form, what was chosen there in words, and the fields of that as they came."""
    texts: list[Typed] = []
    as_sent: Pairs = []
    words: dict[str, list[str]] = {}
    fields, labels = _fields(page), form_labels(page)
    for name, value in kept:
        if not value or name not in fields or name not in labels:
            continue
        field, label = fields[name], labels[name]
        if _is_text(field) and value not in label.words:
            texts.append(Typed(label.text, name, value, field.kwargs.get("limit", LONGEST_DATE)))
            continue
        if value in label.words:
            words.setdefault(name, []).append(label.words[value])
        elif not issubclass(field.field_class, CodeField | CodesField):
            words.setdefault(name, []).append(translator().moment(value))
        else:
            continue
        as_sent.append((name, value))
    return texts, [(labels[name].text, Markup("; ").join(said)) for name, said in words.items()], as_sent


def _of_rows(kept: Pairs) -> tuple[list[Typed], Values, Pairs]:
    """Return the notes of a page of indicators, what was answered and ticked in words, and the fields but the notes.

    The fields are as they came; rows of which nothing was said are among them, as they belong to the page.
    """
    catalogue = services().content.catalogue
    texts: list[Typed] = []
    as_sent: Pairs = []
    words: dict[str, list[str]] = {}
    for name, value in kept:
        kind, _dot, id_ = name.partition(".")
        row = catalogue.indicators.get(id_)
        if kind == "note" and row and value:
            texts.append(Typed(in_page_language(row.label), name, value, NOTE_LIMIT))
            continue
        if kind == "sign" and id_ in catalogue.signs and value == "1":
            words[in_page_language(catalogue.signs[id_].label)] = [_("yes")]
        elif kind == "answer" and row and value in set(Answer) - {Answer.NOT_ASKED}:
            words.setdefault(in_page_language(row.label), []).append(WORDS["Answer"][value])
        elif row and (kind, value) in UNSAID:
            pass
        elif kind == "basis" and row and value in BASES:
            words.setdefault(in_page_language(row.label), []).append(WORDS["Basis"][value])
        else:
            continue
        as_sent.append((name, value))
    return texts, [(label, Markup("; ").join(said)) for label, said in words.items()], as_sent


def typed_on(step_id: str, kept: Pairs) -> dict[str, object]:
    """Return `texts` (`Typed`) and `chosen` (labels and words) of a page; of an unknown page what was said of rows.

    `rest` are the other fields of the page, so that all can be sent again as it came. The revision stays that of the
    page: with a newer one, the save would write over what was saved since.
    """
    filled = [(name, value.strip()) for name, value in kept]
    page = _with_form(step_id)
    texts, chosen, as_sent = _of_form(page, filled) if page else _of_rows(filled)
    if step_id == Page.SHORT:  # it asks some of the page whose fields these are
        _, of_the_talk, more = _of_form(Page.SAFETY, [pair for pair in filled if pair[0] in ShortForm.unbound()])
        chosen, as_sent = [*of_the_talk, *chosen], [*more, *as_sent]
    # A page of a conflict has the digests of what it showed before under another name: the conflict is asked again.
    said = dict(kept)
    named = [(name, said.get(before_of(name), value)) for name, value in kept if name in ALONG]
    along = [(name, value) for name, value in named if ALONG[name].fullmatch(value)]
    if "revision" not in dict(along):
        along.append(UNKNOWN_REVISION)
    return {"texts": texts, "chosen": chosen, "rest": [*along, *as_sent] if texts or chosen else []}


def title_of(step_id: str) -> Markup:
    """Return the title of the page that has this id, in the page's language; an empty text for the quick check."""
    if step_id in (Page.SHORT, Page.OVERVIEW, Page.REFERRAL):
        return Markup(WORDS["Page"][step_id])  # noqa: S704
    if page := _with_form(step_id):
        return form_title(page)
    step = moved(services().content.catalogue, step_id)
    if step is None:
        return Markup()
    return rows_title(step if step_id.startswith(Page.OUTSIDE) else Step(step_id, Page.TRIAGE))
