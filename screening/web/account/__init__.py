"""The lock of the machine: set-up, unlocking, the recovery kit, quick hide, the question what day it is."""

from screening.web.account import clock, held_forms, own_unit, shutting
from screening.web.account.views import account

__all__ = ["account", "clock", "held_forms", "own_unit", "shutting"]
