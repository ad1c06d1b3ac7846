"""The referral as the lines of the call: what is recorded on each, what KCIK asks back there, where it is changed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from screening.casework import OpenCase
from screening.core.instrument.vocabulary import Age
from screening.core.journey import PAGE_OF, Page, Step, page_of
from screening.core.referral.call import CALL
from screening.core.referral.completeness import FIELD_OF, Gap, gaps, known_lines
from screening.web.cases.forms.fields import DatedField, LineField, StepForm
from screening.web.cases.forms.labels import Label, asked_at
from screening.web.cases.papers import needed_sheet
from screening.web.http.language import chosen
from screening.web.http.language import gettext as _

Fill = Callable[[OpenCase, Step], StepForm]
MARKS_NOBODY_KNOWS = "not_known"


@dataclass(frozen=True, slots=True)
class Said:
    """A field that was filled in: its label and its value, as its page words them. `own`: in somebody's own words."""

    label: str
    value: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class LineNow:
    """A line of the call as it is now. `page` and `field`: where it goes on; the field is empty for a whole page."""

    id: str
    said: tuple[Said, ...]
    gaps: tuple[Gap, ...]
    page: Page
    field: str


@lru_cache(maxsize=128)
def _labels(_language: str, page: Page, age: Age) -> Mapping[str, Label]:
    """The labels of a page, which differ with language and age alone."""
    return asked_at(page, age)


def _value(form: StepForm, name: str, label: Label) -> str:
    """What a field holds, in words; empty where nobody filled it in."""
    field = form[name]
    if isinstance(field, DatedField):
        return field.written
    if field.data is None or field.data is False or field.data == "":
        return ""
    if field.data is True:
        return _("yes")
    if isinstance(field.data, list | tuple | set | frozenset):
        codes = {str(code) for code in field.data}
        return ", ".join(word for code, word in label.words.items() if code in codes)
    return label.words.get(str(field.data), str(field.data))


class _Recorded:
    """What is recorded of a case, by field; each page is read once."""

    def __init__(self, open_case: OpenCase, fill: Fill) -> None:
        self._open_case, self._fill = open_case, fill
        self._forms: dict[Page, StepForm] = {}

    def _of(self, name: str) -> Said | None:
        page, last = page_of(name), name.rpartition(".")[2]
        if page not in self._forms:
            self._forms[page] = self._fill(self._open_case, Step(page.value, page))
        age = Age.CHILD if self._open_case.case.child_or_in_doubt else Age.ADULT
        label = _labels(chosen(), page, age).get(last)
        if label is None or last not in self._forms[page]:
            return None
        form = self._forms[page]
        value = _value(form, last, label)
        is_written = isinstance(form[last], LineField) and not isinstance(form[last], DatedField)
        own = is_written and str(form[last].data) not in label.words
        return Said(label.text, value, own) if value else None

    def said(self, names: Iterable[str]) -> tuple[Said, ...]:
        """Return those of these fields that were filled in."""
        asked = (name for name in dict.fromkeys(names) if name in PAGE_OF and name != MARKS_NOBODY_KNOWS)
        return tuple(found for found in map(self._of, asked) if found)


def lines_now(open_case: OpenCase, fill: Fill) -> tuple[LineNow, ...]:
    """Return the lines of a sheet, in the order of the call; `fill` returns the form of a page as saved."""
    asked, recorded = gaps(open_case.case), _Recorded(open_case, fill)
    found = []
    for line in CALL:
        if line.part is None:
            continue
        back = tuple(gap for gap in asked if gap.code in line.asked_back)
        names = [*line.says, *(FIELD_OF[code] for code in line.asked_back if code in FIELD_OF)]
        first = next((name for name in names if name in PAGE_OF), "")
        page = back[0].page if back else page_of(first)
        name = FIELD_OF.get(back[0].code, "") if back else first
        found.append(LineNow(line.id, recorded.said(names), back, page, name.rpartition(".")[2]))
    return tuple(found)


def lines_shown(open_case: OpenCase, fill: Fill) -> dict[str, object]:
    """Return what the page of the referral shows of the call, and what KCIK asks back besides, by page."""
    listed, on_lines = lines_now(open_case, fill), {code for line in CALL for code in line.asked_back}
    besides = [gap for gap in gaps(open_case.case) if gap.code not in on_lines]
    return {
        "lines": listed,
        "sheet_kind": needed_sheet(open_case),
        "known_lines": known_lines(open_case.case),
        "asked_besides": {page: [gap for gap in besides if gap.page is page] for page in {gap.page for gap in besides}},
    }
