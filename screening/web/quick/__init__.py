"""The quick check: no sign-in, nothing stored."""

from screening.web.quick import leaflet
from screening.web.quick.views import quick

__all__ = ["leaflet", "quick"]
