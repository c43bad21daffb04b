"""Send the newsletter in a process of its own; several may run."""

import logging
import signal
import threading
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections, connection

from newsletter.sending.running import IDLE, Sending, is_everything_done

logger = logging.getLogger("portal.newsletter")
_AFTER_ERROR = 5.0  # seconds


class Command(BaseCommand):
    help = "Send released mailings until stopped; a mail in hand is ended first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--until-done", action="store_true", help="end when no mailing is being sent or due")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        _stop_on_signal(stop)
        sending = Sending(stop)
        try:
            while not stop.is_set():
                stop.wait(_work(sending))
                if options["until_done"] and is_everything_done():
                    return
        finally:
            sending.close()


def _work(sending: Sending) -> float:
    """One slice; gives the seconds to wait. The database may be away for a while: what was begun is then unknown."""
    try:
        if not connection.in_atomic_block:
            close_old_connections()
        return min(sending.slice().wait, IDLE)
    except (OperationalError, InterfaceError):
        logger.exception("the database cannot be used")
        connection.close()
        return _AFTER_ERROR


def _stop_on_signal(stop: threading.Event) -> None:
    def end(number: int, frame: FrameType | None) -> None:
        stop.set()

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, end)
        signal.signal(signal.SIGTERM, end)
