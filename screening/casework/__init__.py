"""The use cases: open, answer, decide, issue a document, erase. Composes storage, content, exchange and core."""

from screening.casework.desk import Desk
from screening.casework.on_desk import ListedCase, OpenCase, Rules

__all__ = ["Desk", "ListedCase", "OpenCase", "Rules"]
