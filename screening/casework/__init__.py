"""The use cases: open, answer, decide, issue a document, erase. Composes storage, content, exchange and core."""

from screening.casework.cases import CaseService
from screening.casework.open_case import ListedCase, OpenCase, Rules

__all__ = ["CaseService", "ListedCase", "OpenCase", "Rules"]
