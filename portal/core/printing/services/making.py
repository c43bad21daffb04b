"""Making PDFs: each state of a thing is made once, by one process, and kept for all who ask for it.

Who makes one holds a lease with a word of its own. When the lease ends without a file (a killed process), whoever asks
next takes it over; should the first come back after all, its word is not the one in the row and its file is dropped.
"""

import datetime
import enum
import logging
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import task

from portal.core.printing import rendering
from portal.core.printing.kinds import NothingToPrintError, Printable, kind_of
from portal.core.printing.models import PrintedFile

from .keeping import keep_within_bounds

logger = logging.getLogger("portal.printing")

LEASE = datetime.timedelta(minutes=2)
BACKGROUND_LEASE = datetime.timedelta(minutes=20)
FAILURE_KEPT = datetime.timedelta(minutes=5)
"""For so long after a failure nobody tries the same again."""
MOST_AT_ONCE = 3
"""So many PDFs are made while people wait, over all processes; who comes later asks again."""


class Outcome(enum.Enum):
    READY = "ready"
    PREPARING = "preparing"
    FAILED = "failed"


@dataclass(frozen=True)
class Answer:
    """What became of a question for a PDF; the file when it is ready."""

    outcome: Outcome
    printed: PrintedFile | None = None


def obtain(printable: Printable) -> Answer:
    """The PDF of a thing as it is now: from the store, made on the spot, or asked of the worker. Never raises.

    While somebody else makes it the answer is `PREPARING`: ask again in some seconds.
    """
    now = timezone.now()
    stored = PrintedFile.objects.filter(kind=printable.kind, reference=printable.reference).first()
    if stored is not None and stored.is_ready(printable.stamp):
        return _ready(stored)
    with transaction.atomic():
        printed, answer = _claim(printable, now)
        if answer is None and printable.in_background:
            key, lease = printed.pk, printed.lease
            transaction.on_commit(lambda: make_in_background.enqueue(key, lease))
            answer = Answer(Outcome.PREPARING)
    return answer or make(printed.pk, printed.lease)


def _ready(printed: PrintedFile) -> Answer:
    today = timezone.localdate()
    if printed.used_on != today:
        PrintedFile.objects.filter(pk=printed.pk).update(used_on=today)
    return Answer(Outcome.READY, printed)


def _claim(printable: Printable, now: datetime.datetime) -> tuple[PrintedFile, Answer | None]:
    """The row of the thing, leased to us; or with the answer when it is not ours to make it."""
    key = PrintedFile.objects.get_or_create(kind=printable.kind, reference=printable.reference)[0].pk
    printed = PrintedFile.objects.select_for_update().get(pk=key)
    same = printed.stamp == printable.stamp
    if printed.is_ready(printable.stamp):
        return printed, _ready(printed)
    if printed.is_being_made(now):
        return printed, Answer(Outcome.PREPARING)
    if same and printed.failed_at is not None and printed.failed_at > now - FAILURE_KEPT:
        return printed, Answer(Outcome.FAILED)
    if not printable.in_background and _made_while_people_wait(now) >= MOST_AT_ONCE:
        return printed, Answer(Outcome.PREPARING)
    printed.stamp, printed.made_at, printed.failed_at = printable.stamp, None, None
    printed.lease = get_random_string(24)
    printed.leased_until = now + (BACKGROUND_LEASE if printable.in_background else LEASE)
    printed.used_on = timezone.localdate()
    printed.save()
    return printed, None


def _made_while_people_wait(now: datetime.datetime) -> int:
    """How many PDFs are being made, those of the worker left out: their leases are longer."""
    return PrintedFile.objects.filter(leased_until__gt=now, leased_until__lte=now + LEASE).count()


def make(key: int, lease: str) -> Answer:
    """Make the PDF of a row while this lease holds. Never raises: a failure is logged and noted in the row."""
    printed = PrintedFile.objects.filter(pk=key, lease=lease).first()
    if printed is None:
        return Answer(Outcome.PREPARING)
    try:
        html = kind_of(printed.kind).html(printed.reference)
        content = rendering.content_hash(html)
        if printed.has_file and printed.content == content:
            return _store(key, lease, content, None)
        return _store(key, lease, content, rendering.render_pdf(html))
    except NothingToPrintError:
        PrintedFile.objects.filter(pk=key, lease=lease).update(leased_until=None, failed_at=timezone.now())
    except Exception:  # the reader gets a sentence, the log the cause
        logger.exception("the PDF of %s could not be made", printed)
        PrintedFile.objects.filter(pk=key, lease=lease).update(leased_until=None, failed_at=timezone.now())
    return Answer(Outcome.FAILED)


@task(backend="db")
def make_in_background(key: int, lease: str) -> None:
    """`make`, done by the worker; nothing when somebody else has taken over."""
    make(key, lease)


def _store(key: int, lease: str, content: str, pdf: bytes | None) -> Answer:
    """Note that the row's file shows what was asked for; with `pdf` a new file takes the place of the old one."""
    with transaction.atomic():
        printed = PrintedFile.objects.select_for_update().filter(pk=key, lease=lease).first()
        if printed is None:
            return Answer(Outcome.PREPARING)
        if pdf is not None:
            _replace_file(printed, pdf)
        printed.content = content
        printed.made_at, printed.leased_until = timezone.now(), None
        printed.save()
    if pdf is not None:
        keep_within_bounds()
    return Answer(Outcome.READY, printed)


def _replace_file(printed: PrintedFile, pdf: bytes) -> None:
    old, storage = printed.file.name, printed.file.storage
    printed.file.save("printed.pdf", ContentFile(pdf), save=False)
    printed.size = len(pdf)
    if old:
        transaction.on_commit(lambda: storage.delete(old))
