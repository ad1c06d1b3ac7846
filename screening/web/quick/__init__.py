"""The quick check: no sign-in, nothing stored."""

from screening.web.quick import card, leaflet, offline
from screening.web.quick.views import quick

__all__ = ["card", "leaflet", "offline", "quick"]
