"""The use cases: open, answer, decide, issue a document, erase. Composes storage, content, exchange and core."""

from screening.casework.desk import Desk, ListedCase, OpenCase, Rules

__all__ = ["Desk", "ListedCase", "OpenCase", "Rules"]
