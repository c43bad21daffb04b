"""The search index follows a large import after it was committed: batch by batch, each a transaction of its own.

How far it has come is kept with the job. Whoever goes on after a worker was killed begins at the next batch; to index
a batch twice does no harm.
"""

import datetime
import logging
from collections.abc import Callable

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django_tasks import task

from portal.core.imports.models import ImportJob, State
from portal.core.imports.plans import Outcome
from portal.core.imports.registry import importer_of

from .rows import chunks_of

logger = logging.getLogger("portal.imports")

RECORDS_AT_ONCE = 1_000
LEASE = datetime.timedelta(minutes=2)
"""A batch that takes longer than this was killed."""

_STANDING = (State.APPLIED, State.UNDONE)
_WRITTEN = (Outcome.ADDED, Outcome.CHANGED)


def follow(job_id: int, tell: Callable[[ImportJob], None] | None = None) -> None:
    """Index what an import wrote or took back, from where the last batch ended to the end; `tell` hears of each batch.

    An error is logged, and the worker's clock tries again later: the import itself stands.
    """
    try:
        while (job := _index_batch(job_id)) is not None:
            if tell:
                tell(job)
    except Exception:  # the import is done, whatever becomes of the index
        logger.exception("the records of the import %s could not be indexed", job_id)


@task(backend="db")
def follow_on(job_id: int) -> None:
    """`follow`, done by the worker."""
    follow(job_id)


def resume_following(now: datetime.datetime | None = None) -> int:
    """Hand on to the worker what a killed process left unindexed; how many imports."""
    moment = now or timezone.now()
    left = Q(leased_until=None) | Q(leased_until__lt=moment)
    jobs = ImportJob.objects.filter(left, state__in=_STANDING, indexed__lt=F("to_index"), forgotten_at=None)
    found = list(jobs.values_list("pk", flat=True))
    for job_id in found:
        ImportJob.objects.filter(pk=job_id).update(leased_until=moment + LEASE)
        follow_on.enqueue(job_id)
    return len(found)


@transaction.atomic
def _index_batch(job_id: int) -> ImportJob | None:
    """Index the next records; the job as it is then, None when there was nothing left."""
    job = ImportJob.objects.select_for_update().filter(pk=job_id, state__in=_STANDING).first()
    if job is None or not job.is_indexing:
        return None
    written = job.rows.filter(outcome__in=_WRITTEN).only("job", "number", "written")
    rows = next(chunks_of(written, RECORDS_AT_ONCE, after=job.index_cursor), [])
    importer_of(job.kind).index([row.written["object_id"] for row in rows if row.written])
    job.index_cursor = rows[-1].number if rows else job.index_cursor
    job.indexed = job.indexed + len(rows) if rows else job.to_index
    job.leased_until = timezone.now() + LEASE if job.is_indexing else None
    job.save(update_fields=["index_cursor", "indexed", "leased_until"])
    return job
