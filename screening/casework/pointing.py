"""Pointing out numbers and addresses in own words; those of the contacts that everybody may call are nobody's."""

from screening.casework.documents import own_words
from screening.content import Content
from screening.core.case import Case
from screening.core.personal import Number, numbers_in, phones_in

CALLED = ("phone", "emergency")


def _nobodys(content: Content) -> frozenset[str]:
    """The telephone numbers of the contacts, in digits, and their e-mail addresses."""
    contacts = content.contacts.values()
    called = {"".join(filter(str.isdigit, each.value)) for each in contacts if each.kind in CALLED}
    return frozenset(called | {each.value.casefold() for each in contacts if each.kind == "email"})


def pointed_out(text: str, content: Content) -> tuple[Number, ...]:
    """The kinds of numbers and addresses in a text that could lead to a person."""
    return numbers_in(text, _nobodys(content))


def unknown_phones(case: Case, content: Content) -> tuple[str, ...]:
    """The telephone numbers in the own words of a case, and in who sent it, that are no contact of the content."""
    return phones_in(f"{case.came_from}\n{own_words(case)}", _nobodys(content))
