"""Several at the same moment, each in a thread with a connection of its own: for databases that take several."""

import threading
from collections.abc import Callable

from django.db import connections


def together(*actions: Callable[[], object]) -> list[BaseException]:
    """Run these at the same moment; gives what was raised, in no order."""
    start, faults = threading.Barrier(len(actions)), []

    def run(action: Callable[[], object]) -> None:
        start.wait()
        try:
            action()
        except BaseException as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults
