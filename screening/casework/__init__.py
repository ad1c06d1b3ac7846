"""The use cases: open, answer, decide, issue a document, erase. Composes storage, content, exchange and core."""

from screening.casework.cases import CaseService
from screening.casework.open_case import ListedCase, OpenCase, Persons, Rules
from screening.content import Content

__all__ = ["CaseService", "Content", "ListedCase", "OpenCase", "Persons", "Rules"]
