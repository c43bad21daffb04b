"""The work itself: what a step writes is one transaction, so that a killed worker leaves everything as it was.

A file is read before that transaction. What is carried out is the stored preview, chunk by chunk: under lock each row
must still give what it showed.

Two workers at the same import do no harm: the second waits for the lock and then finds the state changed.
"""

import logging
from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from portal.core.audit import record
from portal.core.imports.importer import Importer, PlannedRow, Written
from portal.core.imports.models import ImportJob, ImportRow, State
from portal.core.imports.plans import Outcome, Plan, ReadRow, keys_of, plan_rows
from portal.core.imports.reading import read_table
from portal.core.imports.registry import importer_of
from portal.core.imports.surveys import survey
from portal.core.imports.texts import in_each_language
from portal.core.versions import DataVersion

from .following import follow
from .reports import store_report
from .rows import chunks_of, keep_written

logger = logging.getLogger("portal.imports")
_WRITING = (Outcome.ADDED, Outcome.CHANGED)

CHANGED_SINCE = _("Something has changed since the preview. This is the new preview; nothing has been written.")
FAILED = _("The work failed, and nothing has been written. The cause is in the log of the server.")
NOT_UNDONE = _("Nothing has been undone, because somebody has worked on some of the records since.")


class _MovedError(Exception):
    """A record is not any more what the preview showed."""


def work(job_id: int, *, index: bool = True) -> None:
    """Do what the state of a job asks for, then let the search index follow unless the caller sees to that.

    Never raises: after an error the job is where it was, with a message.
    """
    job = ImportJob.objects.filter(pk=job_id).first()
    if job is None:
        return
    importer, state = importer_of(job.kind), State(job.state)
    try:
        if state in _STEPS:
            _STEPS[state](job_id, importer)
    except ValidationError as error:
        _go_back(job_id, state, error)
    except Exception:  # whatever it was, the desk must see that nothing was written
        logger.exception("the import %s failed while %s", job_id, state)
        _go_back(job_id, state, FAILED)
    if index:
        follow(job_id)


@task(backend="db")
def work_on(job_id: int) -> None:
    """`work`, done by the worker."""
    work(job_id)


def _check(job_id: int, importer: Importer[Any]) -> None:
    _look_again(job_id, importer, State.CHECKING)


def _look_again(job_id: int, importer: Importer[Any], state: State, message: Any = "") -> None:
    """Compare the file of a job in that state with the records and store what comes of it.

    All reading is done before the transaction, so that nobody waits for it who wants to write.
    """
    job = ImportJob.objects.filter(pk=job_id, state=state).first()
    if job is None:
        return
    with job.file.open("rb") as file:
        table = read_table(file, importer.limits, importer.layouts)
        with survey(importer, table, job.meanings, job.options) as found, transaction.atomic():
            current = _locked(job_id, state)
            if current is not None:
                current.applied_by = None
                store_report(current, found, message)


def _apply(job_id: int, importer: Importer[Any]) -> None:
    try:
        with transaction.atomic():
            _lock_kind(importer)
            job = _locked(job_id, State.APPLYING)
            if job is None:
                return
            for rows in chunks_of(job.rows.all(), importer.rows_at_once):
                _write(job, importer, rows)
            importer.after_writing()
            job.state, job.applied_at, job.leased_until = State.APPLIED, timezone.now(), None
            _begin_to_follow(job, importer)
            job.save()
            record("import.apply", job, actor=job.applied_by, data={"added": job.added, "changed": job.changed})
    except _MovedError:
        _look_again(job_id, importer, State.APPLYING, CHANGED_SINCE)


def _write(job: ImportJob, importer: Importer[Any], rows: list[ImportRow]) -> None:
    """Write some rows of the preview. Raises `_MovedError` when their records, now locked, give another preview."""
    rows = [row for row in rows if "merged" not in row.content]
    read = [ReadRow(row.number, row.content.get("values", {}), []) for row in rows]
    records = importer.find(keys_of(importer, read), lock=True)
    plans = plan_rows(importer, read, job.options, records)
    if any(not _shows(row, plan) for row, plan in zip(rows, plans, strict=True)):
        raise _MovedError
    writing = [plan for plan in plans if plan.outcome in _WRITING]
    planned = [PlannedRow(plan.number, plan.values, records.get(plan.key)) for plan in writing]
    written = importer.write(planned, job.options, job.applied_by) if planned else iter(())
    keep_written(job, ((plan.number, one) for plan, one in zip(writing, written, strict=True)))


def _shows(row: ImportRow, plan: Plan) -> bool:
    """Whether a row of the preview shows what a plan would do; one that an older release stored has no values."""
    changes = {name: list(pair) for name, pair in plan.changes.items()}
    return "values" in row.content and row.outcome == plan.outcome and row.content.get("changes", {}) == changes


def _undo(job_id: int, importer: Importer[Any]) -> None:
    with transaction.atomic():
        _lock_kind(importer)
        job = _locked(job_id, State.UNDOING)
        if job is None:
            return
        if next(refusals_of(job, importer), None) is not None:
            job.undone_by = None
            _return_to(job, State.APPLIED, NOT_UNDONE)
            return
        for rows in chunks_of(_written_rows(job), importer.rows_at_once, last_first=True):
            written = [(Written(**row.written), row.outcome == Outcome.ADDED) for row in rows]
            importer.take_all_back(written, job.undone_by)
        importer.after_writing()
        job.state, job.undone_at, job.leased_until = State.UNDONE, timezone.now(), None
        _begin_to_follow(job, importer)
        job.save()
        record("import.undo", job, actor=job.undone_by, data={"added": job.added, "changed": job.changed})


def refusals_of(job: ImportJob, importer: Importer[Any]) -> Iterator[tuple[ImportRow, Any]]:
    """The rows that were written and cannot be taken back, each with the reason."""
    for rows in chunks_of(_written_rows(job), importer.rows_at_once):
        written = {row.written["object_id"]: Written(**row.written) for row in rows}
        added = {row.written["object_id"] for row in rows if row.outcome == Outcome.ADDED}
        refusals = importer.why_not_undo(written, added)
        for row in rows:
            if row.written["object_id"] in refusals:
                yield row, refusals[row.written["object_id"]]


def _written_rows(job: ImportJob) -> Any:
    return job.rows.filter(outcome__in=_WRITING).defer("content")


def _begin_to_follow(job: ImportJob, importer: Importer[Any]) -> None:
    job.to_index = job.added + job.changed if importer.is_indexed_later else 0
    job.indexed = job.index_cursor = 0


_STEPS: dict[str, Callable[[int, Importer[Any]], None]] = {
    State.CHECKING: _check,
    State.APPLYING: _apply,
    State.UNDOING: _undo,
}
_BEFORE = {State.CHECKING: State.CHECKED, State.APPLYING: State.CHECKED, State.UNDOING: State.APPLIED}


def _locked(job_id: int, state: State) -> ImportJob | None:
    """The job under lock while it is in that state; None when another worker has done the work."""
    return ImportJob.objects.select_for_update().filter(pk=job_id, state=state).first()


def _lock_kind(importer: Importer[Any]) -> None:
    """Two imports of one kind are written one after the other."""
    name = f"imports.{importer.code}"
    DataVersion.objects.get_or_create(name=name)
    DataVersion.objects.select_for_update().get(name=name)


def _go_back(job_id: int, state: State, message: Any) -> None:
    with transaction.atomic():
        job = _locked(job_id, state)
        if job is not None:
            _return_to(job, _BEFORE[state], message)


def _return_to(job: ImportJob, state: State, message: Any) -> None:
    job.state, job.leased_until, job.message = state, None, in_each_language(message)
    job.save()
