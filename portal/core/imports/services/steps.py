"""What a person asks for: each step locks the job, looks whether it may be done now, and hands the work on."""

from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.audit import record
from portal.core.imports.columns import Meanings, match_header
from portal.core.imports.importer import Actor, Importer, Options
from portal.core.imports.models import LEASE, ImportJob, State
from portal.core.imports.reading import read_table
from portal.core.imports.registry import importer_of
from portal.core.imports.surveys import Survey

from .meanings import meanings_of, remember
from .reports import store_report
from .working import work, work_on


def hand_in(
    importer: Importer[Any],
    file: IO[bytes],
    filename: str,
    options: Options,
    actor: Actor,
    meanings: Meanings | None = None,
    survey: Survey | None = None,
) -> ImportJob:
    """Store a file and check it: at once, or by the worker when it is long.

    Foreign headings mean what `meanings` say, else what is remembered of them. `survey` is what was found in the file
    under these meanings, if it has been gone through already. Raises `ValidationError` with a sentence when it cannot
    be read; nothing is stored then. In a long workbook the worker may still come upon a row that cannot be read.
    """
    table = read_table(file, importer.limits, importer.layouts)
    rows = 0 if survey else table.count(importer.background_rows)
    foreign = match_header(table.header, importer.columns).foreign
    job = ImportJob(
        kind=importer.code,
        filename=filename[-200:],
        options={option.name: bool(options.get(option.name)) for option in importer.options},
        foreign=list(foreign),
        meanings=meanings_of(importer.code, foreign, meanings),
        created_by=actor,
        leased_until=timezone.now() + LEASE,
    )
    file.seek(0)
    job.file.save(filename, File(file), save=False)
    if survey:
        with transaction.atomic():
            job.save()
            store_report(job, survey)
    else:
        job.save()
        _hand_on(job, rows)
    return job


def explain_headings(job: ImportJob, decided: Meanings, actor: Actor) -> None:
    """Say what the foreign headings of a file mean, remember it for the next file, and check the file anew.

    `decided` are the names of columns by heading as it was typed; an empty name leaves the heading out. Raises
    `ValidationError` when the import has been carried out meanwhile.
    """
    with transaction.atomic():
        current = _locked(job)
        if not current.may_decide:
            raise ValidationError(_("The headings of this file can no longer be explained. Hand it in again."))
        current.meanings = {**current.meanings, **remember(current.kind, decided, actor)}
        _enter(current, State.CHECKING)
        record("import.headings", current, actor=actor, data={"headings": len(decided)})
    _hand_on(current, rows=current.total)
    job.refresh_from_db()


def start_applying(job: ImportJob, actor: Actor, *, hand_on: bool = True) -> None:
    """Carry out what the preview shows. Raises `ValidationError` when that cannot be: faults, nothing to do, too late.
    Without `hand_on` the caller sees to the work.

    Afterwards the job is carried out, being carried out by the worker, or checked again with a message, because the
    records have changed since.
    """
    with transaction.atomic():
        current = _locked(job)
        if not current.may_apply:
            raise ValidationError(_("This import cannot be carried out: something is wrong, or it has been done."))
        current.applied_by = actor
        _enter(current, State.APPLYING)
    if hand_on:
        _hand_on(current, rows=current.total)
    job.refresh_from_db()


def start_undoing(job: ImportJob, actor: Actor) -> None:
    """Take an import back. Raises `ValidationError` for one that is not the last of its kind, or too old."""
    with transaction.atomic():
        current = _locked(job)
        if current.state != State.APPLIED:
            raise ValidationError(_("Only an import that was carried out can be undone."))
        if current.forgotten_at is not None:
            raise ValidationError(_("This import is too old to be undone: what was there before has been deleted."))
        if not is_last(current):
            raise ValidationError(_("Only the last import can be undone. Undo the later ones first."))
        current.undone_by = actor
        _enter(current, State.UNDOING)
    _hand_on(current, rows=current.total)
    job.refresh_from_db()


def start_again(job: ImportJob) -> None:
    """Hand work on that a killed worker left. Raises `ValidationError` while somebody may still be at it.

    Should the first worker be alive after all, one waits for the other and then finds nothing to do.
    """
    with transaction.atomic():
        current = _locked(job)
        if not current.is_stuck:
            raise ValidationError(_("The work has not come to a standstill: wait a little longer."))
        _enter(current, State(current.state))
    transaction.on_commit(lambda: work_on.enqueue(job.pk))


def is_last(job: ImportJob) -> bool:
    """Whether no later import of its kind stands: the only one that may be undone."""
    standing = ImportJob.objects.filter(kind=job.kind, state__in=(State.APPLIED, State.UNDOING)).exclude(pk=job.pk)
    return not standing.filter(applied_at__gt=job.applied_at).exists()


def _locked(job: ImportJob) -> ImportJob:
    return ImportJob.objects.select_for_update().get(pk=job.pk)


def _enter(job: ImportJob, state: State) -> None:
    job.state = state
    job.message = {}
    job.leased_until = timezone.now() + LEASE
    job.save()


def _hand_on(job: ImportJob, rows: int) -> None:
    """Do the work now, or leave it to the worker when there is much of it."""
    if rows < importer_of(job.kind).background_rows:
        work(job.pk)
        job.refresh_from_db()
    else:
        transaction.on_commit(lambda: work_on.enqueue(job.pk))
