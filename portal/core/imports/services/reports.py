"""The result of a check, stored so that it can be shown page by page and compared before anything is written."""

from typing import Any

from portal.core.imports.models import ImportJob, State
from portal.core.imports.plans import Outcome
from portal.core.imports.surveys import Survey
from portal.core.imports.texts import in_each_language

from .rows import add_rows


def store_report(job: ImportJob, survey: Survey, message: Any = "") -> None:
    """Replace the rows and counts of a job by those of a survey; it is then checked.

    `message` is a lazy sentence about what happened.
    """
    # Without asking the signals of each row, of which nobody is interested in any.
    job.rows.all()._raw_delete(job.rows.db)
    add_rows(job, survey.rows())
    counts = survey.counts
    job.added, job.changed = counts[Outcome.ADDED], counts[Outcome.CHANGED]
    job.unchanged, job.wrong = counts[Outcome.UNCHANGED], counts[Outcome.WRONG]
    job.doubtful = survey.doubtful
    job.notes = [in_each_language(note) for note in survey.notes]
    job.state = State.CHECKED
    job.message = in_each_language(message) if message else {}
    job.leased_until = None
    job.save()
