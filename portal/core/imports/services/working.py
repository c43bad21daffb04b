"""The work itself: each step is one transaction, so that a killed worker leaves everything as it was.

Two workers at the same import do no harm: the second waits for the lock and then finds the state changed.
"""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from portal.core.audit import record
from portal.core.imports.importer import Importer, PlannedRow, Written
from portal.core.imports.models import ImportJob, ImportRow, State
from portal.core.imports.plans import Outcome, fingerprint, make_plans, plan_file, read_content
from portal.core.imports.reading import Table, read_table
from portal.core.imports.registry import importer_of
from portal.core.imports.texts import in_each_language
from portal.core.versions import DataVersion

from .reports import store_report

logger = logging.getLogger("portal.imports")
_BATCH = 500
_WRITING = (Outcome.ADDED, Outcome.CHANGED)

CHANGED_SINCE = _("Something has changed since the preview. This is the new preview; nothing has been written.")
FAILED = _("The work failed, and nothing has been written. The cause is in the log of the server.")
NOT_UNDONE = _("Nothing has been undone, because somebody has worked on some of the records since.")


def work(job_id: int) -> None:
    """Do what the state of a job asks for. Never raises: after an error the job is where it was, with a message."""
    job = ImportJob.objects.filter(pk=job_id).first()
    if job is None or job.state not in _STEPS:
        return
    state = State(job.state)
    try:
        with transaction.atomic():
            _STEPS[state](job_id, importer_of(job.kind))
    except ValidationError as error:
        _go_back(job_id, state, error)
    except Exception:  # whatever it was, the desk must see that nothing was written
        logger.exception("the import %s failed while %s", job_id, state)
        _go_back(job_id, state, FAILED)


@task(backend="db")
def work_on(job_id: int) -> None:
    """`work`, done by the worker."""
    work(job_id)


def _check(job_id: int, importer: Importer[Any]) -> None:
    job = _locked(job_id, State.CHECKING)
    if job is not None:
        table = _table(job, importer)
        content = read_content(importer, table, job.meanings)
        store_report(job, plan_file(importer, content, job.options), importer.notes(table))


def _apply(job_id: int, importer: Importer[Any]) -> None:
    _lock_kind(importer)
    job = _locked(job_id, State.APPLYING)
    if job is None:
        return
    table = _table(job, importer)
    content = read_content(importer, table, job.meanings)
    records = importer.find(content.keys(importer), lock=True)
    plans = make_plans(importer, content, job.options, records)
    if fingerprint(plans) != job.fingerprint or any(plan.outcome == Outcome.WRONG for plan in plans):
        job.applied_by = None
        store_report(job, plans, importer.notes(table), CHANGED_SINCE)
        return
    rows = {row.number: row for row in job.rows.filter(outcome__in=_WRITING)}
    writing = [plan for plan in plans if plan.outcome in _WRITING]
    planned = [PlannedRow(plan.number, plan.values, records.get(plan.key)) for plan in writing]
    for plan, written in zip(writing, importer.write(planned, job.options, job.applied_by), strict=True):
        rows[plan.number].written = vars(written)
    ImportRow.objects.bulk_update(rows.values(), ["written"], batch_size=_BATCH)
    importer.after_writing()
    job.state, job.applied_at, job.leased_until = State.APPLIED, timezone.now(), None
    job.save()
    record("import.apply", job, actor=job.applied_by, data={"added": job.added, "changed": job.changed})


def _undo(job_id: int, importer: Importer[Any]) -> None:
    _lock_kind(importer)
    job = _locked(job_id, State.UNDOING)
    if job is None:
        return
    rows = list(job.rows.filter(outcome__in=_WRITING))
    if refusals_of(importer, rows):
        job.undone_by = None
        _return_to(job, State.APPLIED, NOT_UNDONE)
        return
    written = [(Written(**row.written), row.outcome == Outcome.ADDED) for row in rows]
    importer.take_all_back(written, job.undone_by)
    importer.after_writing()
    job.state, job.undone_at, job.leased_until = State.UNDONE, timezone.now(), None
    job.save()
    record("import.undo", job, actor=job.undone_by, data={"added": job.added, "changed": job.changed})


def refusals_of(importer: Importer[Any], rows: list[ImportRow]) -> Mapping[int, Any]:
    """Why rows that were written cannot be taken back, by their number."""
    written = {row.written["object_id"]: Written(**row.written) for row in rows}
    added = {row.written["object_id"] for row in rows if row.outcome == Outcome.ADDED}
    refusals = importer.why_not_undo(written, added)
    return {row.number: refusals[row.written["object_id"]] for row in rows if row.written["object_id"] in refusals}


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


def _table(job: ImportJob, importer: Importer[Any]) -> Table:
    with job.file.open("rb") as file:
        return read_table(file, importer.most_rows, importer.layouts)


def _go_back(job_id: int, state: State, message: Any) -> None:
    with transaction.atomic():
        job = _locked(job_id, state)
        if job is not None:
            _return_to(job, _BEFORE[state], message)


def _return_to(job: ImportJob, state: State, message: Any) -> None:
    job.state, job.leased_until, job.message = state, None, in_each_language(message)
    job.save()
