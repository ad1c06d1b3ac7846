"""Lists that everybody may open: before leaving for work, and when somebody noticed something. No case, no question."""

from flask import render_template, url_for
from werkzeug.exceptions import NotFound

from screening.translation import person_languages
from screening.web.http.assets import integrity_of
from screening.web.http.language import translator
from screening.web.quick.drafts import drafts, hidden_languages
from screening.web.quick.views import quick
from screening.web.services import services

NAMES = ("leaving", "noticed")  # before leaving for work; when somebody noticed something
POLISH = "pl"


def _languages() -> list[str]:
    """The codes of the languages in which the lists are shown: no draft where drafts are hidden."""
    return [code for code in person_languages() if code not in hidden_languages()]


def address(name: str, language: str) -> str:
    """Return the address of a list in a language; the Polish one has the shortest, which people may type."""
    return url_for("quick.checklist", name=name, language=None if language == POLISH else language)


@quick.app_template_global()
def checklist_address(name: str) -> str:
    """Return the address of a list in the language of the page, or in Polish if that language is not offered."""
    language = translator().language
    return address(name, language if language in _languages() else POLISH)


def _page(name: str, language: str) -> str:
    """The page of a list. Below it are the numbers of the contacts that its sentences name."""
    content, people = services().content, person_languages()
    found = content.checklists[name]
    named = sorted({placeholder[2:-2] for item in found.items for placeholder, _ in item.filled})
    contacts = [content.contacts[id_] for id_ in named]
    return render_template(
        "quick/checklist.html",
        name=name,
        checklist=found,
        language=language,
        offered=[(people[code], address(name, code)) for code in _languages()],
        drafted=language in drafts(),
        called=[contact for contact in contacts if contact.dial],
    )


def _made() -> dict[tuple[str, str], str]:
    """Every list by its name and language, made once: nothing of it depends on the day or on who asks."""
    kept = services()
    if kept.checklists is None:
        kept.checklists = {(name, code): _page(name, code) for name in NAMES for code in _languages()}
    return kept.checklists


def whole_checklists() -> list[tuple[str, str]]:
    """Return pairs of the address of each list and its `integrity`, for use without a signal."""
    return [(address(*of), integrity_of(html.encode())) for of, html in _made().items()]


@quick.get("/<any(leaving, noticed):name>")
@quick.get("/<any(leaving, noticed):name>/<language>")
def checklist(name: str, language: str = POLISH) -> str:
    """Return a list in a language. Raises NotFound for a language that is not offered."""
    page = _made().get((name, language))
    if page is None:
        raise NotFound
    return page
