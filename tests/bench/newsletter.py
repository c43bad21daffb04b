"""The newsletter: a hundred thousand subscribers, workers that are killed, and how fast it goes beside bare smtplib.

Works in the database of the demo, with subscribers of its own that are removed at the end.
"""

import os
import random
import resource
import signal
import smtplib
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from newsletter.models import Delivery, IssuePage, Mailing, SendingPace, Subscriber
from newsletter.sending import entering, services
from newsletter.sending.audience import count
from newsletter.sending.claiming import Row
from newsletter.sending.letters import Letters
from portal.core.bulk import insert_rows
from portal.users.models import User
from tests.bench.database import tidy
from tests.bench.report import Report, times
from tests.newsletter.sending.proof.killing import (
    DELIVERIES,
    CommandWorkers,
    environment_of_workers,
    kill_again_and_again,
    look,
)
from tests.newsletter.sending.proof.mail_server import MailServer

READERS, KILLED_READERS, KILLS = 100_000, 2_000, 20
_MEASURED = 5_000
_DOMAIN = "bench.example.jp"
_SOURCES = ("form", "account", "import")
AUDIENCES: dict[str, dict[str, Any]] = {
    "everybody": {},
    "one language": {"languages": ["ja"]},
    "interests": {"school_types": ["high", "secondary"], "topics": ["cases"]},
    "everything": {"languages": ["ja"], "school_types": ["high"], "topics": ["events"], "sources": ["form", "import"]},
    "Japanese for all": {"japanese_for_all": True},
}


def run(cases: int, report: Report) -> None:
    """Counting, entering, killing, speed and memory."""
    _clear()
    # The mail shows a picture of the site.
    call_command("collectstatic", interactive=False, verbosity=0)
    try:
        _fill()
        issue = IssuePage.objects.live().filter(locale__language_code="ja").order_by("number")[0]
        editor = User.objects.filter(is_superuser=True)[0]
        report.heading(f"The newsletter for {READERS} subscribers on {connection.vendor}")
        _count(issue, report)
        _send(issue, editor, report)
        _count(issue, report, " when all have had it")
        report.heading(f"{KILLED_READERS} recipients, {KILLS} workers killed on {connection.vendor}")
        _kill(issue, editor, report)
    finally:
        _clear()


def _fill() -> None:
    now = timezone.now()
    names = ("email", "email_key", "key", "language", "status", "source", "school_type_mask", "topic_mask")
    dice = random.Random(8)

    def rows() -> Iterator[tuple[Any, ...]]:
        for number in range(READERS + KILLED_READERS):
            email = f"reader{number}@{_DOMAIN}"
            source = "desk" if number >= READERS else _SOURCES[number % 3]
            masks = (0, 0) if number % 3 else (dice.randrange(64), dice.randrange(32))
            language = "en" if number % 10 == 0 else "ja"
            yield email, email, f"bench{number:019}", language, "confirmed", source, *masks, now, now, now

    insert_rows(Subscriber, (*names, "consented_at", "confirmed_at", "created_at"), rows())
    tidy()


def _clear() -> None:
    Mailing.objects.all().delete()
    SendingPace.objects.all().delete()
    Subscriber.objects.filter(email__endswith=_DOMAIN).delete()


def _count(issue: IssuePage, report: Report, when: str = "") -> None:
    found = times(AUDIENCES, lambda name: count(AUDIENCES[name], issue.translation_key, {"ja", "en"}).total)
    report.times(f"audience counted{when}", found, target=200, reference=1)


def _send(issue: IssuePage, editor: User, report: Report) -> None:
    mailing = services.create(issue, by=editor, audience={"sources": list(_SOURCES), "japanese_for_all": True})
    mailing = services.submit(mailing, by=editor)
    entering.start_due()
    mailing.refresh_from_db()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    while entering.enter_step(mailing):
        pass
    report.seconds("entered", time.perf_counter() - started, target=60)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    report.line("memory of entering", f"{grown:7.0f} MB more")
    assert mailing.deliveries.filter(subscriber__email__endswith=_DOMAIN).count() == READERS
    with _server() as (server, record):
        bare = _bare(mailing, server.port)
        ours, megabytes = _ours(server, record)
    report.line("bare smtplib", f"{bare:7.0f} mails/s with the same bytes")
    report.rate("a worker", ours, least=bare / 2, unit=f"mails/s   {ours / bare:.0%} of it")
    report.line("memory of the worker", f"{megabytes[0]:7.0f} MB in the beginning, {megabytes[1]:.0f} MB at most")
    if megabytes[1] > 200:
        report.missed.append(f"memory of the worker: {megabytes[1]:.0f} MB, demanded 200 MB")
    services.cancel(mailing, by=editor)
    # For counting when all have had it.
    Delivery.objects.filter(mailing=mailing, state="cancelled").update(state="sent")


def _bare(mailing: Mailing, port: int) -> float:
    """Mails a second of a loop that does nothing else."""
    letters = Letters(mailing)
    fields = ("pk", "language", "message_id", "attempts", "subscriber_id", "subscriber__email", "subscriber__key")
    rows = [Row(*values) for values in mailing.deliveries.order_by("-pk").values_list(*fields)[:2_000]]
    mails = [(*letters.write(row), row.email) for row in rows]
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        smtp.sendmail("warm@example.jp", "up@example.jp", mails[0][1])
        started = time.perf_counter()
        for sender, message, to in mails:
            smtp.sendmail(sender, str(to), message)
        return len(mails) / (time.perf_counter() - started)


def _ours(server: MailServer, record: Path) -> tuple[float, tuple[float, float]]:
    """Mails a second of a worker in a process of its own, and its memory in MB in the beginning and at most."""
    workers = CommandWorkers(environment_of_workers(os.environ["DATABASE_URL"], server.port, lease=120))
    process = workers.start()
    before = record.stat().st_size
    line = _wait_for(record, before, 1)
    early = _megabytes(process, "VmRSS")
    first = _wait_for(record, before, 500)
    started = time.perf_counter()
    last = _wait_for(record, before, 500 + _MEASURED)
    rate = (last - first) / (time.perf_counter() - started)
    most = _megabytes(process, "VmHWM")
    os.kill(process, signal.SIGTERM)
    assert workers.ended() == 0
    assert line >= 1
    return rate, (early, most)


def _wait_for(record: Path, before: int, lines: int) -> int:
    while True:
        with record.open("rb") as file:
            file.seek(before)
            found = file.read().count(b"\n")
        if found >= lines:
            return found
        time.sleep(0.05)


def _megabytes(process: int, name: str) -> float:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _kill(issue: IssuePage, editor: User, report: Report) -> None:
    Mailing.objects.all().delete()
    mailing = services.create(issue, by=editor, audience={"sources": ["desk"], "japanese_for_all": True})
    services.submit(mailing, by=editor)
    with _server(slowly=4) as (server, record):
        workers = CommandWorkers(environment_of_workers(os.environ["DATABASE_URL"], server.port))
        killed = kill_again_and_again(workers, record, KILLS, random.Random(), longest=0.4)
        with connection.cursor() as cursor:
            cursor.execute(DELIVERIES)
            found = look(record, cursor.fetchall())
    report.line("killed by SIGKILL while sending", f"{killed:7}")
    report.line("states", ", ".join(f"{state} {number}" for state, number in sorted(found.states.items())))
    report.line("twice", f"{len(found.twice):7}")
    ended = found.states["sent"] + found.states["unknown"]
    faults = {
        "got it twice": len(found.twice),
        "sent, but not taken": len(found.lost),
        "taken, but neither sent nor unknown": len(found.strangers),
        "forgotten": KILLED_READERS - ended,
        "unknown beyond the kills": max(0, found.states["unknown"] - killed),
        "kills missed": KILLS - killed,
    }
    report.missed += [f"newsletter, {name}: {number}" for name, number in faults.items() if number]


@contextmanager
def _server(slowly: int = 0) -> Iterator[tuple[MailServer, Path]]:
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "taken"
        server = MailServer(record, slowly=slowly)
        try:
            yield server, record
        finally:
            server.stop()
