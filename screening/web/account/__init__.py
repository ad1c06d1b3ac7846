"""The lock of the machine: set-up, unlocking, the recovery kit, quick hide, the question what day it is."""

from screening.web.account import clock, put_aside, shutting
from screening.web.account.views import account

__all__ = ["account", "clock", "put_aside", "shutting"]
