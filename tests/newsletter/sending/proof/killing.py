"""Kills workers at random moments, starts them again, and looks at who got what."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

ROOT = Path(__file__).resolve().parents[4]
_PATIENCE = 120.0


class Workers(Protocol):
    """Starts one worker after the other, or several at once."""

    def start(self, number: int = 1) -> int:
        """Start workers; the process number of the first."""

    def ended(self) -> int:
        """Wait until all have ended; the worst exit code, or the signal as a negative number."""


class ForkedWorkers:
    """Workers of a process that has Django ready; see `forks`."""

    def __init__(self, environment: dict[str, str]) -> None:
        command = [sys.executable, "-m", "tests.newsletter.sending.proof.forks"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def start(self, number: int = 1) -> int:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{number}\n")
        self._process.stdin.flush()
        return self.ended()

    def ended(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline().split()[0])

    def stop(self) -> None:
        self._process.communicate()


class CommandWorkers:
    """Workers started as everybody starts them: `manage.py send_newsletter --until-done`."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(self, number: int = 1) -> int:
        command = [sys.executable, "manage.py", "send_newsletter", "--until-done", "--verbosity=0"]
        self._processes = [subprocess.Popen(command, cwd=ROOT, env=self._environment) for _each in range(number)]
        return self._processes[0].pid

    def ended(self) -> int:
        return max((process.wait() for process in self._processes), key=abs)

    def stop(self) -> None:
        """Nothing is left to stop."""


def environment_of_workers(database_url: str, mail_port: int, lease: int = 1) -> dict[str, str]:
    """What a worker needs to know."""
    return {
        **os.environ,
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "tests.newsletter.sending.proof.worker_settings",
        "WORKER_MAIL_PORT": str(mail_port),
        "WORKER_LEASE": str(lease),
    }


def kill_again_and_again(workers: Workers, record: Path, kills: int, dice: random.Random, longest: float) -> int:
    """Start workers and kill each some moment (at most `longest` seconds) after its first mail; then let two end.

    Gives how many were killed while they worked. Each waits for a mail, so that none is killed before it does anything.
    """
    killed = 0
    for _number in range(kills):
        before = record.stat().st_size
        process = workers.start()
        _wait_until(lambda before=before: record.stat().st_size > before)
        time.sleep(dice.uniform(0, longest))
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            break
        killed += workers.ended() == -signal.SIGKILL
    workers.start(2)
    assert workers.ended() == 0
    return killed


def _wait_until(happened: Callable[[], bool]) -> None:
    ends = time.monotonic() + _PATIENCE
    while not happened():
        if time.monotonic() > ends:
            raise TimeoutError("the worker sends nothing")
        time.sleep(0.001)


@dataclass(frozen=True)
class Outcome:
    """Who got what. `twice` should be empty, and so should `lost`: sent by the database, but never taken."""

    states: Counter[str]
    taken: int
    twice: list[str]
    lost: list[str]
    strangers: list[str]


def look(record: Path, rows: Iterable[tuple[str, str, str]]) -> Outcome:
    """Compare the record of the server with the rows of the database: (Message-ID, address, state)."""
    lines = [line.split("\t") for line in record.read_text().splitlines()]
    names, people = Counter(name for name, _to in lines), Counter(to for _name, to in lines)
    known = {name: state for name, _address, state in rows}
    twice = [one for one, number in (*names.items(), *people.items()) if number > 1]
    lost = [name for name, state in known.items() if state == "sent" and name not in names]
    strangers = [name for name in names if known.get(name) not in ("sent", "unknown")]
    return Outcome(Counter(known.values()), len(lines), twice, lost, strangers)


def rows_of_file(database: Path) -> list[tuple[str, str, str]]:
    """The deliveries of an SQLite file."""
    import sqlite3

    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(DELIVERIES).fetchall()


DELIVERIES = """
    SELECT d.message_id, s.email, d.state FROM newsletter_delivery d
    JOIN newsletter_subscriber s ON s.id = d.subscriber_id
"""
