"""The case journey."""

from screening.web.cases import door, papers
from screening.web.cases.views import cases

__all__ = ["cases", "door", "papers"]
