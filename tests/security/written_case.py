"""A case whose every text field is found by its kind and filled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from flask.testing import FlaskClient
from wtforms import StringField

from screening.core.documents import DOCUMENTS
from screening.core.journey import Page as CasePage
from screening.core.journey import Step
from screening.core.record.case import NOTE_LIMIT
from screening.core.record.cleaning import cleaned
from screening.core.record.text_kinds import LANGUAGE_LIMIT
from screening.web.cases.forms.fields import CodeField, DatedField, StepForm
from screening.web.cases.forms.replies import expected
from screening.web.cases.pages import FORMS
from tests.security.window import ORIGIN
from tests.web.page import Page as Parsed

HARMLESS = ("zwykłe słowa",)


LANGUAGES = ("pl", "en")
OF_A_CHILD = {"hearing_reason"}  # the case that is written is that of an adult


def text_fields(form: type[StepForm]) -> dict[str, int]:
    """The free-text fields of a form with their limits, found by their kind."""
    unbound = {name: getattr(form, name) for name in dir(form) if hasattr(getattr(form, name), "field_class")}
    return {
        name: made.kwargs.get("limit", LANGUAGE_LIMIT)  # the language has its limit by itself
        for name, made in unbound.items()
        if name not in OF_A_CHILD
        and issubclass(made.field_class, StringField)
        and not issubclass(made.field_class, CodeField)
        and not issubclass(made.field_class, DatedField)
        and made.field_class.__name__ not in ("RadioField", "PasswordField", "HiddenField")
    }


def text_fields_of(step: Step) -> dict[str, int]:
    """The free-text fields of a page of a case with their limits."""
    if step.items:
        return {name: NOTE_LIMIT for name in sorted(expected(step.items)) if name.startswith("note.")}
    return text_fields(FORMS[step.page]) if step.page in FORMS else {}


def groups(texts: Sequence[str], limit: int) -> list[str]:
    """The texts, as many together as fit, one a line."""
    found: list[str] = []
    for text in texts:
        if found and len(found[-1]) + 1 + len(text) <= limit:
            found[-1] += "\n" + text
        else:
            found.append(text)
    return found


def kept(text: str, limit: int) -> str:
    """The text as the tool keeps it in a field of this length: cleaned, without blank ends."""
    return cleaned(text, lines=limit >= NOTE_LIMIT).text.strip()


@dataclass
class Walk:
    """A case with payloads in it: its pages, and what was last written where."""

    client: FlaskClient
    address: str
    steps: tuple[Step, ...]
    texts: dict[str, str] = field(default_factory=dict)

    def path(self, step: Step) -> str:
        """The address of a page."""
        return f"{self.address}/{step.id}"

    def page(self, path: str) -> Parsed:
        """A page as a client reads it."""
        response = self.client.get(path, base_url=ORIGIN)
        assert response.status_code == 200, path
        return Parsed(response.get_data(as_text=True))

    def post(self, path: str, fields: Sequence[tuple[str, str]]) -> Any:
        """Send fields as a browser sends them."""
        body = urlencode(fields)
        return self.client.post(path, data=body, content_type="application/x-www-form-urlencoded", base_url=ORIGIN)

    def write(self, step: Step, texts: Mapping[str, str]) -> None:
        """Write texts into a page and save it; a choice that must be made is made."""
        sent = {name: value for name, value in self.page(self.path(step)).form["fields"] if name not in texts}
        chosen = FORMS.get(step.page, StepForm)
        for name in dir(chosen):
            made = getattr(chosen, name)
            needed = getattr(made, "field_class", None) is CodeField and not made.kwargs.get("unsaid")
            if needed and not sent.get(name):
                sent[name] = next(iter(made.args[0])).value
        if step.page in (CasePage.AGREEMENT, CasePage.REFERRAL):  # both have the lines of the person
            sent |= {"contact": "yes", "share_name": "yes"}
        if step.page is CasePage.DECISION:
            sent |= {"notify": "undecided"}
        sent |= {name.replace("note.", "answer."): "yes" for name in texts if name.startswith("note.")}
        sent.pop("_end", None)
        answer = self.post(self.path(step), [*sent.items(), *texts.items(), ("_end", "1")])
        assert answer.status_code == 303, (step.id, answer.status_code)
        limits = text_fields_of(step)
        self.texts |= {name: kept(text, limits[name]) for name, text in texts.items()}

    def sheet(self) -> bytes:
        """The sheet as PDF."""
        form = self.page(f"{self.address}/documents").form
        answer = self.post(form["action"], [*form["fields"][:-1], ("language", "pl"), form["fields"][-1]])
        assert answer.mimetype == "application/pdf", answer.get_data(as_text=True)
        return answer.get_data()


def chosen(texts: Sequence[str], limit: int, place: int) -> str:
    """The text whose turn it is; a field with room for several gets several, a small one what fits."""
    turn = groups(texts, limit) if limit >= NOTE_LIMIT else texts
    return turn[place % len(turn)][:limit]


def write_round(walk: Walk, texts: Sequence[str], number: int, *, notes: bool, pages: int | None = None) -> None:
    """Write the texts of a round into every line, or into every note, of the case; each round moves them on."""
    place = number
    for step in [step for step in walk.steps if text_fields_of(step) and bool(step.items) is notes][:pages]:
        fields = text_fields_of(step).items()
        walk.write(step, {name: chosen(texts, limit, place + n) for n, (name, limit) in enumerate(fields)})
        place += len(fields)


def paths(walk: Walk, *, notes: bool) -> list[str]:
    """The pages that show what a round wrote."""
    written = [walk.path(step) for step in walk.steps if text_fields_of(step) and bool(step.items) is notes]
    telling = [f"{walk.address}/{each}" for each in ("overview", "answers", "documents")]
    telling += [f"{walk.address}/documents/{kind}" for kind in DOCUMENTS if kind != "referral"]
    return [*written, *telling, *(f"{walk.address}/documents/referral?language={each}" for each in LANGUAGES)]
