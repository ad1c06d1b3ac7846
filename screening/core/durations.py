"""How long each thing lasts: one line a duration, and nowhere else.

Pages, notices and refusals are given the number from here. The papers of an institution type it, and a test compares
them. A row of the audit trail says itself until when its case is kept, so that a change here makes no older row wrong.
"""

from datetime import timedelta

CASE_KEPT_FOR = timedelta(hours=72)  # after its last change
EXTENSION = timedelta(days=7)  # by which somebody may keep a case longer, with a reason
MOST_EXTENSIONS = 2
HELD_FORM_KEPT_FOR = CASE_KEPT_FOR  # a form that was sent while locked, and has no case

MOST_FINISHED_DAYS = 365  # for which an institution may keep finished cases; by default they are erased at once
KEYS_FILE_LIFE = timedelta(days=14)  # of the keys file of a backup: how long it restores

LOCK_MINUTES = 15  # without work, after which the lock shuts; an institution may set from the least to the most
LEAST_LOCK_MINUTES, MOST_LOCK_MINUTES = 5, 30

CLASS_LASTS = timedelta(hours=12)  # from the moment when the trainer opens it
# By how much the clock may differ from the monotonic clock, and be ahead of the newest row of the trail. Beyond it the
# clock is in doubt, and nothing is erased.
CLOCK_MAY_JUMP = timedelta(hours=1)
CLOCK_MAY_BE_AHEAD = timedelta(days=60)

# What held before a row of the trail said until when its case is kept. These never change.
FIRST_KEPT_FOR, FIRST_EXTENSION = timedelta(hours=72), timedelta(days=7)
