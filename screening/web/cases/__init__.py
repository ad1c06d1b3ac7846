"""The case journey."""

from screening.web.cases import damaged, door, papers
from screening.web.cases.views import cases

__all__ = ["cases", "damaged", "door", "papers"]
