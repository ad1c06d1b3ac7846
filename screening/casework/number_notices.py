"""Pointing out numbers and addresses in own words, but not those of the contacts: they lead to no private person."""

from itertools import chain

from screening.casework.documents import own_texts
from screening.casework.number_detection import numbers_in, phones_in
from screening.content import Content
from screening.core.record.case import Case
from screening.core.record.fields import Number

# Kinds of contact with a telephone number.
CALLED = ("phone", "emergency")


def _of_contacts(content: Content) -> frozenset[str]:
    """Return the telephone numbers of the contacts, in digits, and their e-mail addresses, in small letters."""
    contacts = content.contacts.values()
    called = {"".join(filter(str.isdigit, each.value)) for each in contacts if each.kind in CALLED}
    return frozenset(called | {each.value.casefold() for each in contacts if each.kind == "email"})


def pointed_out(text: str, content: Content) -> tuple[Number, ...]:
    """Return the kinds of numbers and addresses in a text that could lead to a person."""
    return numbers_in(text, _of_contacts(content))


def unknown_phones(case: Case, content: Content) -> tuple[str, ...]:
    """Return the telephone numbers in the texts of a case, and in who sent it, that are no contact of the content.

    Each text is searched by itself: a text that grows when it is normalised then hides none of the others.
    """
    of_contacts = _of_contacts(content)
    found = (phones_in(text, of_contacts) for text in (case.came_from, *own_texts(case)))
    return tuple(dict.fromkeys(chain.from_iterable(found)))
