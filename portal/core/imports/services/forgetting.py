"""Uploaded files and what stood in them are kept for a while only."""

import datetime

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from portal.core.imports.models import KEPT, WORKING, ImportJob


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
def _forget(job: ImportJob, moment: datetime.datetime) -> None:
    job.rows.update(key="", label="", content={}, written={})
    name, storage = job.file.name, job.file.storage
    ImportJob.objects.filter(pk=job.pk).update(file="", foreign=[], meanings={}, to_index=0, forgotten_at=moment)
    if name:
        transaction.on_commit(lambda: storage.delete(name))
