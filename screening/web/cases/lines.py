"""The page of the referral: for each line of the call what is recorded, what KCIK asks back, and the fields for both.

A field hangs on another if it is asked only once that one has certain answers (`HANGS_ON`). A name of a field is its
path in the case with dots; the form has it under the last part.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from wtforms import Field

from screening.casework import OpenCase
from screening.core.instrument.vocabulary import Age
from screening.core.journey import PAGE_OF, Page
from screening.core.record.vocabulary import NotKnown
from screening.core.referral.call import CALL, CallLine
from screening.core.referral.completeness import FIELD_OF, Gap, gaps, known_lines
from screening.core.referral.identity import may_be_named
from screening.core.referral.lines import ANSWERED_BY, ASKED_ON, HANGS_ON, KEYS_ON_LINES, NAME
from screening.web.cases.forms.fields import (
    CodeField,
    CodesField,
    CountField,
    DatedField,
    LineField,
    StepForm,
    plain,
)
from screening.web.cases.forms.labels import Label, asked_at
from screening.web.cases.values import Fill, Recorded, Said, short
from screening.web.http.language import chosen

MOST_CHIPS = 8  # of more words than these a list to choose from is drawn
MOST_IN_ROW = 4  # words; more are drawn in two columns
HINTED = frozenset(("place", "facts", "contact"))  # fields whose hint says what must not be written, or who answers
TITLED = frozenset(("kind", "contact", "services", "notified", "transport"))  # the name of their line is the question
# The hard situations that are shown on a line, to a case that is in them.
SITUATIONS_ON = {
    "person": ("group",),
    "place": ("child_tonight",),
    "agreement": ("disabled",),
    "danger": ("left_behind",),
    "urgent": ("medical", "health", "pay", "money"),
}
# By line, fields that are not said there, but that "my unit" fills in: papers name this officer, so the page does too.
FILLED_IN_BESIDE = {"caller": ("referrer.officer",)}
# What is asked of the agreement only once the age is known: adults and children are asked different things.
AGREED_WITH_AGE = frozenset(("contact", "share_name", "unable", "child_told", "child_heard"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A field as a line asks it. `kind`: how it is drawn (`_kind`). `opens`: answers that open the fields `then`."""

    name: str
    kind: str
    label: Label
    opens: tuple[str, ...]
    then: tuple["Asked", ...] = ()

    @property
    def titled(self) -> bool:
        """Whether the name of its line says what is asked."""
        return self.name in TITLED


@dataclass(frozen=True, slots=True)
class LineNow:
    """A line of the call as it is now.

    `said`: what is recorded of it. `asked`: the fields that answer what KCIK asks back; `further`: the other fields of
    the line, folded unless `unfolded`. `gaps`: what is asked back and has no field on this page; `homes`: the other
    pages that ask what is said on the line.
    """

    id: str
    said: tuple[Said, ...]
    gaps: tuple[Gap, ...]
    asked: tuple[Asked, ...]
    further: tuple[Asked, ...]
    homes: tuple[Page, ...]
    unfolded: bool

    @property
    def situations(self) -> tuple[str, ...]:
        """The hard situations whose guidance belongs to the line."""
        return SITUATIONS_ON.get(self.id, ())


@lru_cache(maxsize=64)
def _labels(_language: str, age: Age) -> dict[str, Label]:
    """Return the labels of all fields of the page. The language is chosen elsewhere, and here only the cache's key."""
    return {
        name: Label(short(name, label.text), label.words, label.hint if name in HINTED else "")
        for name, label in asked_at(Page.REFERRAL, age).items()
    }


def _kind(field: Field, label: Label) -> str:
    """Return how a field is drawn, as `components/on_line.html` names it; `row`, `two` and `choose` are of one code."""
    if isinstance(field, DatedField):
        return "day"
    if isinstance(field, CountField):
        return "count" if field.name in set(NotKnown) else "line"
    if isinstance(field, CodesField):
        return "checks"
    if isinstance(field, CodeField):
        if len(label.words) > MOST_CHIPS:
            return "choose"
        return "row" if len(label.words) <= MOST_IN_ROW else "two"
    return "area" if isinstance(field, LineField) and field.lines else "line"


def _last(name: str) -> str:
    return name.rpartition(".")[2]


class _Fields:
    """The fields of the form, as far as they are asked of this case. `named`: whether the person may be named."""

    def __init__(self, open_case: OpenCase, form: StepForm) -> None:
        self._form, case = form, open_case.case
        self.named = may_be_named(case)
        age = Age.CHILD if case.child_or_in_doubt else Age.ADULT
        labels = _labels(chosen(), age)
        self._labels = {name: label for name, label in labels.items() if case.age or name not in AGREED_WITH_AGE}
        if "share_name" not in self._labels and not self.named:
            self._labels.pop(_last(NAME), None)
        self._saved = form.saved(case)

    def has(self, name: str) -> bool:
        """Return whether this case is asked the field."""
        return _last(name) in self._labels

    def asked(self, name: str, names: Iterable[str] = ()) -> Asked:
        """Return a field, with those of `names` that hang on it as its `then`."""
        last = _last(name)
        hanging = {each: HANGS_ON[each][1] for each in names if each in HANGS_ON and HANGS_ON[each][0] == name}
        opens = tuple(dict.fromkeys(code for codes in hanging.values() for code in codes))
        label = self._labels[last]
        then = tuple(self.asked(each) for each in hanging)
        return Asked(last, _kind(self._form[last], label), label, opens, then)

    def wants_to_be_seen(self, fields: Iterable[Asked]) -> bool:
        """Return whether a field holds something that is not saved yet, or of which the page has something to say."""
        return any(
            field.errors
            or getattr(field, "changed", None)
            or getattr(field, "before", None)
            or plain(field.data) != plain(self._saved[each.name])
            or self.wants_to_be_seen(each.then)
            for each in fields
            for field in (self._form[each.name],)
        )


def _on_line(line: CallLine, fields: _Fields) -> Iterator[str]:
    """Yield the names of the fields of a line. Until the person may be named, the name comes after the agreement to
    it, on which it hangs.
    """
    for name in ASKED_ON[line.id]:
        if name == NAME and not fields.named:
            continue
        if fields.has(name):
            yield name
        if name == HANGS_ON[NAME][0] and not fields.named and fields.has(NAME):
            yield NAME


def _placed(names: Iterable[str], all_names: list[str], fields: _Fields, alone: frozenset[str]) -> tuple[Asked, ...]:
    """Return these fields, each with those of `all_names` that hang on it and are not drawn `alone`."""
    hanging = [each for each in all_names if each not in alone]
    return tuple(fields.asked(name, hanging) for name in names)


def _line_now(line: CallLine, asked_back: tuple[Gap, ...], recorded: Recorded, fields: _Fields) -> LineNow:
    gaps_here = tuple(gap for gap in asked_back if gap.code in line.asked_back)
    names = list(_on_line(line, fields))
    answering = frozenset(name for gap in gaps_here if (name := ANSWERED_BY.get(gap.code)) in names)
    # Drawn by themselves: what KCIK asks back, and what hangs on no field of this line.
    alone = answering | {name for name in names if HANGS_ON.get(name, ("",))[0] not in names}
    top = [name for name in names if name not in HANGS_ON or name in alone]
    further = _placed((name for name in top if name not in answering), names, fields, alone)
    says = [*line.says, *(FIELD_OF[code] for code in line.asked_back if code in FIELD_OF)]
    beside = FILLED_IN_BESIDE.get(line.id, ())
    said, filled_in = recorded.said(says), recorded.said(beside)
    says = [*says, *beside] if filled_in else says
    homes = dict.fromkeys(PAGE_OF[name] for name in says if name in PAGE_OF and _last(name) not in KEYS_ON_LINES)
    gaps_left = tuple(gap for gap in gaps_here if FIELD_OF.get(gap.code) not in names)
    return LineNow(
        id=line.id,
        said=(*said, *filled_in),
        gaps=gaps_left,
        asked=_placed((name for name in top if name in answering), names, fields, alone),
        further=further,
        homes=tuple(page for page in homes if page not in {gap.page for gap in gaps_left}),
        unfolded=fields.wants_to_be_seen(further),
    )


def lines_shown(open_case: OpenCase, form: StepForm, fill: Fill) -> dict[str, object]:
    """Return what the page of the referral shows of the call, by the name that the template knows.

    `asked_besides`: what KCIK asks back that is on no line, by the page that asks it. `form` is the form that the page
    shows; `fill` returns the form of a page with what is saved.
    """
    asked, recorded, fields = gaps(open_case.case), Recorded(open_case, fill), _Fields(open_case, form)
    on_lines = {code for line in CALL for code in line.asked_back}
    besides = [gap for gap in asked if gap.code not in on_lines]
    listed = [_line_now(line, asked, recorded, fields) for line in CALL if line.part]
    return {
        "lines": listed,
        "fields_carried": carried(listed, form),
        "known_lines": known_lines(open_case.case),
        "asked_besides": {page: [gap for gap in besides if gap.page is page] for page in {gap.page for gap in besides}},
    }


def carried(lines: Iterable[LineNow], form: StepForm) -> list[Field]:
    """Return the fields of the form that no line asks of this case: the page sends them along unchanged."""
    drawn = {each.name for line in lines for top in (*line.asked, *line.further) for each in (top, *top.then)}
    drawn |= {"csrf_token", "not_known"}  # the last has a chip beside each field that it is about
    return [field for field in form if field.name not in drawn]
