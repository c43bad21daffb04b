"""Send the newsletter in a process of its own; several may run."""

import logging
import signal
import threading
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections, connection

from newsletter.sending import pacing
from newsletter.sending.running import IDLE, Sending, is_everything_done, left

logger = logging.getLogger("portal.newsletter")
_AFTER_ERROR = 5.0  # seconds


class Command(BaseCommand):
    help = "Send released mailings until stopped; a mail in hand is ended first. Tells every few seconds how far it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--until-done", action="store_true", help="end when no mailing is being sent or due")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        _stop_on_signal(stop)
        self._sent, self._is_quiet = 0, not options["verbosity"]
        sending = Sending(stop)
        try:
            while not stop.is_set():
                wait = self._work(sending)
                if wait is None and options["until_done"]:
                    return
                stop.wait(IDLE if wait is None else wait)
        finally:
            sending.close()

    def _work(self, sending: Sending) -> float | None:
        """One slice; gives the seconds to wait, None when no mailing is left.

        The database may be away for a while: what was begun is then unknown.
        """
        try:
            if not connection.in_atomic_block:
                close_old_connections()
            done = sending.slice()
            self._sent += done.sent
            if done.taken_up and not self._is_quiet:
                self._tell()
            return None if is_everything_done() else min(done.wait, IDLE)
        except (OperationalError, InterfaceError):
            logger.exception("the database cannot be used")
            connection.close()
            return _AFTER_ERROR

    def _tell(self) -> None:
        trouble = pacing.trouble()
        why = f"; the mail server cannot be used: {trouble}" if trouble else ""
        self.stdout.write(f"{self._sent} sent, {left()} left{why}")


def _stop_on_signal(stop: threading.Event) -> None:
    def end(number: int, frame: FrameType | None) -> None:
        stop.set()

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, end)
        signal.signal(signal.SIGTERM, end)
