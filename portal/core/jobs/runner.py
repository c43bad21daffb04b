"""Runs the jobs that are due, each by one worker only."""

import datetime
import logging

from django.db import transaction
from django.utils import timezone

from .models import ScheduledJob
from .schedule import Job, registered_jobs

logger = logging.getLogger("portal.jobs")


def run_due_jobs(now: datetime.datetime | None = None) -> list[str]:
    """Run every job that is due at `now` (aware; the current time when None) and return the names of those run.

    A job that raises is logged, noted in its row and tried again at its next time.
    """
    moment = now or timezone.now()
    return [job.name for job in registered_jobs() if _claim(job, moment) and _run(job)]


def _claim(job: Job, now: datetime.datetime) -> bool:
    """Take the lease of a due job; False when it is not due or another worker holds it."""
    with transaction.atomic():
        row, is_new = ScheduledJob.objects.select_for_update().get_or_create(
            name=job.name, defaults={"due_at": job.next_due(now)}
        )
        if is_new or row.due_at > now or (row.leased_until is not None and row.leased_until > now):
            return False
        row.leased_until = now + job.lease
        row.save(update_fields=["leased_until"])
        return True


def _run(job: Job) -> bool:
    error = ""
    try:
        job.run()
    except Exception as problem:  # one failing job must not stop the others
        logger.exception("job %s failed", job.name)
        error = f"{type(problem).__name__}: {problem}"[:500]
    now = timezone.now()
    ScheduledJob.objects.filter(name=job.name).update(
        due_at=job.next_due(now), leased_until=None, last_finished_at=now, last_error=error
    )
    return True
