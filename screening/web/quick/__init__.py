"""The quick check: no sign-in, nothing stored."""

from screening.web.quick import leaflet, offline
from screening.web.quick.views import quick

__all__ = ["leaflet", "offline", "quick"]
