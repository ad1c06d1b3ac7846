"""The quick check: no sign-in, nothing stored."""

from screening.web.quick import card, checklists, leaflet, offline
from screening.web.quick.views import quick

__all__ = ["card", "checklists", "leaflet", "offline", "quick"]
