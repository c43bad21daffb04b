"""The result of a check, stored so that it can be shown page by page and compared before anything is written."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from portal.core.imports.columns import Fault
from portal.core.imports.models import ImportJob, ImportRow, State
from portal.core.imports.plans import Outcome, Plan, fingerprint
from portal.core.imports.texts import in_each_language

_BATCH = 500


def store_report(job: ImportJob, plans: Sequence[Plan], notes: Sequence[Any], message: Any = "") -> None:
    """Replace the rows and counts of a job by these plans; it is then checked.

    `notes` are lazy sentences about the file, `message` is one about what happened.
    """
    job.rows.all().delete()
    ImportRow.objects.bulk_create((_row(job, plan) for plan in plans), batch_size=_BATCH)
    counts = Counter(plan.outcome for plan in plans)
    job.added, job.changed = counts[Outcome.ADDED], counts[Outcome.CHANGED]
    job.unchanged, job.wrong = counts[Outcome.UNCHANGED], counts[Outcome.WRONG]
    job.notes = [in_each_language(note) for note in notes]
    job.fingerprint = fingerprint(plans)
    job.state = State.CHECKED
    job.message = in_each_language(message) if message else {}
    job.leased_until = None
    job.save()


def _row(job: ImportJob, plan: Plan) -> ImportRow:
    return ImportRow(
        job=job,
        number=plan.number,
        outcome=plan.outcome,
        key=plan.key[:200],
        label=plan.label,
        content=_content(plan),
    )


def _content(plan: Plan) -> dict[str, Any]:
    if plan.outcome == Outcome.WRONG:
        return {"faults": [_fault(fault) for fault in plan.faults]}
    if plan.outcome == Outcome.CHANGED:
        return {"changes": {name: list(pair) for name, pair in plan.changes.items()}}
    return {"values": dict(plan.values)} if plan.outcome == Outcome.ADDED else {}


def _fault(fault: Fault) -> dict[str, Any]:
    return {"column": fault.column, "message": in_each_language(fault.message), "typed": fault.typed}
