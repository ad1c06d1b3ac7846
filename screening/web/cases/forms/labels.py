"""The labels of the fields on a page with a form, and the words for their codes, taken from its template.

The template is drawn for a case in which only the age is known, with stand-ins for form and fields that note the
labels. So each label is written once, in the template of its page.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from flask import render_template
from markupsafe import Markup

from screening.core.instrument.vocabulary import Age
from screening.core.journey import Page, Step, page_of
from screening.core.record.case import Case
from screening.core.referral.lines import KEYS_ON_LINES, ON_LINES
from screening.web.http.language import gettext as _
from screening.web.http.language import text
from screening.web.services import services

# What a page asks differs with the age: pages for these two ages together have every field.
AGES = (Age.ADULT, Age.CHILD)
TITLE_ALONE = "components/title_alone.html"


@dataclass(frozen=True, slots=True)
class Label:
    """What a field is called, the words for its codes, and its hint. Without words, its value is shown as it is."""

    text: str
    words: Mapping[str, str] = field(default_factory=dict)
    hint: str = ""


@dataclass(frozen=True, slots=True)
class _Field:
    """Takes the place of a field while a page is drawn. The macros of `components/labels.html` call `named`."""

    name: str
    found: dict[str, Label]
    data: tuple[str, ...] = ()

    def named(self, label: str, words: Mapping[str, str] | None = None, hint: str = "") -> str:
        self.found.setdefault(self.name, Label(label, words or {}, hint))
        return ""


class _Form:
    """Takes the place of the form of a page: it has every field that the page asks for."""

    def __init__(self, by_hand: Mapping[str, Label] = MappingProxyType({})) -> None:
        self.found: dict[str, Label] = {}
        self._by_hand = by_hand  # labels of fields that no macro draws; each is noted if the page names the field

    def __iter__(self) -> Iterator[_Field]:
        """Return no field: a template goes through all fields only for those that it sends along hidden."""
        return iter(())

    def __getattr__(self, name: str) -> _Field:
        if name in self._by_hand:
            self.found.setdefault(name, self._by_hand[name])
        return _Field(name, self.found)


def _of(age: Age) -> Case:
    return Case(edition=services().content.catalogue.edition, age=age)


def _drawn(page: Page, frame: str, form: _Form, age: Age) -> str:
    """Return a page as its template draws it, with `form` in the place of the page's form.

    `frame` is the template that the page extends: with another one, only a part of the page is drawn.
    """
    case = _of(age)
    return render_template(
        f"cases/{page}.html",
        frame=frame,
        fields="components/labels.html",
        form=form,
        case=case,
        open_case={"id": None, "case": case},
        step=Step(page.value, page),
        under_15=False,
        named=True,
        saves=True,
        law={"means": (), "purposes": ()},
    )


def asked_at(page: Page, age: Age) -> dict[str, Label]:
    """Return the label of each field that a page asks at this age, by field name, in the order of the page.

    The page of the lines of the call (`Page.REFERRAL`) has the labels of the pages on which its fields have their home.
    """
    if page is Page.REFERRAL:
        homes = {page_of(name): None for name in ON_LINES}
        labels = (pair for home in homes for pair in asked_at(home, age).items())
        return {name: label for name, label in labels if name in KEYS_ON_LINES}
    signs = {sign.id: text(sign.label) for sign in services().content.catalogue.signs.values()}
    form = _Form({"signs": Label(_("Signs"), signs)})
    _drawn(page, "components/body_alone.html", form, age)
    return form.found


def form_labels(page: Page) -> dict[str, Label]:
    """Return the label of each field of a page that has a form, by field name, in the page's language."""
    first, second = (asked_at(page, age) for age in AGES)
    return second | first


def _each_once(titles: Iterable[str]) -> Markup:
    """Return the titles that a page has for an adult and for a child with a slash between, or one if they are equal."""
    return Markup(" / ".join(dict.fromkeys(title.strip() for title in titles)))  # noqa: S704


def form_title(page: Page) -> Markup:
    """Return the title of a page that has a form, in the page's language; both titles if that for a child differs."""
    return _each_once(_drawn(page, TITLE_ALONE, _Form(), age) for age in AGES)


def rows_title(step: Step) -> Markup:
    """Return the title of a page of indicators, in the page's language; both titles if that for a child differs."""
    known = {str(each.id): each for each in services().content.catalogue.dimensions}
    dimension = known.get(step.id.rpartition("-")[0])
    drawn = {"frame": TITLE_ALONE, "step": step, "dimension": dimension}
    return _each_once(render_template("cases/rows.html", **drawn, case=_of(age)) for age in AGES)
