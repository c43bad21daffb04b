"""The one background process: it runs the queue of tasks and the clock."""

import logging
import signal
import threading
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from portal.core.jobs.runner import run_due_jobs

logger = logging.getLogger("portal.worker")
PAUSE = 1.0  # seconds between two looks at the queue and the clock


class Command(BaseCommand):
    help = "Run background tasks and regular jobs until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        stopped = threading.Event()
        if not options["once"]:
            self._stop_on_signal(stopped)
        while not stopped.is_set():
            close_old_connections()
            run_due_jobs()
            self._empty_queue()
            if options["once"]:
                return
            stopped.wait(PAUSE)

    @staticmethod
    def _stop_on_signal(stopped: threading.Event) -> None:
        """End after the task at hand: a task that was begun is finished."""

        def stop(number: int, frame: FrameType | None) -> None:
            stopped.set()

        signal.signal(signal.SIGINT, stop)
        signal.signal(signal.SIGTERM, stop)

    @staticmethod
    def _empty_queue() -> None:
        Worker(
            queue_names=["*"],
            interval=PAUSE,
            batch=True,
            backend_name="db",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        ).run()
