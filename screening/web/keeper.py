"""What happens without anybody asking: the lock shuts after the idle time, overdue cases are erased."""

import threading

from screening.casework import Desk
from screening.storage import NotSaved
from screening.web import logs

LOOK_EVERY = 5.0
ERASE_EVERY = 300.0


def start(desk: Desk) -> threading.Thread:
    """A thread that looks every few seconds, and erases at once and then every five minutes."""

    def keep() -> None:
        pause, until_erasing = threading.Event(), 0.0
        while True:
            try:
                desk.lock.shut_if_idle()
                if until_erasing <= 0:
                    desk.retention.erase_overdue()
                    until_erasing = ERASE_EVERY
            except NotSaved as problem:
                logs.unexpected(problem)
            pause.wait(LOOK_EVERY)
            until_erasing -= LOOK_EVERY

    thread = threading.Thread(target=keep, name="keeper", daemon=True)
    thread.start()
    return thread
