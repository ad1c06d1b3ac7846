"""The pages of a case. Importing the modules adds their addresses to the blueprint `cases`."""

from screening.web.cases import document_views, lending, not_saved, quick_lending, start
from screening.web.cases.views import cases

__all__ = ["cases", "document_views", "lending", "not_saved", "quick_lending", "start"]
