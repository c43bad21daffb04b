"""Uploaded files and what stood in them are kept for a while only."""

import datetime

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from portal.core.imports.models import KEPT, WORKING, ImportJob, ImportRow, State
from portal.core.imports.plans import Outcome


def forget_old(now: datetime.datetime | None = None) -> int:
    """Delete the files and contents of imports handed in or carried out longer than `KEPT` ago; how many there were.

    Who imported when, and how many rows, stays.
    """
    moment = now or timezone.now()
    last_used = Coalesce("applied_at", "created_at")
    due = ImportJob.objects.annotate(last_used=last_used).filter(forgotten_at=None, last_used__lt=moment - KEPT)
    jobs = [job for job in due if job.state not in WORKING or job.is_stuck]
    for job in jobs:
        _forget(job, moment)
    return len(jobs)


@transaction.atomic
def forget_record(kind: str, key: str) -> None:
    """Blank the rows that mean one record, and delete the files they stood in where the import is over.

    Such a row counts in its import as before, and is left out when that is taken back.
    """
    rows = ImportRow.objects.filter(job__kind=kind, key=key[:200])
    over = ImportJob.objects.filter(pk__in=list(rows.values_list("job", flat=True).distinct()))
    for job in over.filter(state__in=(State.APPLIED, State.UNDONE)).exclude(file=""):
        _delete_later(job)
        ImportJob.objects.filter(pk=job.pk).update(file="")
    rows.update(key="", label="", content={}, written={}, outcome=Outcome.UNCHANGED, is_doubtful=False)


@transaction.atomic
def _forget(job: ImportJob, moment: datetime.datetime) -> None:
    job.rows.update(key="", label="", content={}, written={})
    _delete_later(job)
    ImportJob.objects.filter(pk=job.pk).update(file="", foreign=[], meanings={}, to_index=0, forgotten_at=moment)


def _delete_later(job: ImportJob) -> None:
    """Delete the file of a job once the transaction is through."""
    name, storage = job.file.name, job.file.storage
    if name:
        transaction.on_commit(lambda: storage.delete(name))
