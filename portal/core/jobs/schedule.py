"""What the worker's clock does, and when. Apps register their jobs when they are ready."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

# A worker that was killed holds a job no longer than this.
LEASE = datetime.timedelta(minutes=30)


@dataclass(frozen=True)
class Job:
    """A function to be run again and again.

    `every` is the distance between two runs. With `at`, a job runs once a day at that local time instead. A worker that
    was killed holds it for `lease`; a job that runs longer than its lease must bear a second run beside it.
    """

    name: str
    run: Callable[[], object]
    every: datetime.timedelta = datetime.timedelta(days=1)
    at: datetime.time | None = None
    lease: datetime.timedelta = LEASE

    def next_due(self, now: datetime.datetime) -> datetime.datetime:
        """The first moment after `now` (aware) at which the job is due."""
        if self.at is None:
            return now + self.every
        local = timezone.localtime(now)
        today = local.replace(hour=self.at.hour, minute=self.at.minute, second=0, microsecond=0)
        return today if today > local else today + datetime.timedelta(days=1)


_JOBS: dict[str, Job] = {}


def register_job(job: Job) -> None:
    """Add a job to the clock; a second registration under the same name replaces the first."""
    _JOBS[job.name] = job


def registered_jobs() -> list[Job]:
    """All jobs in the order of their names."""
    return [_JOBS[name] for name in sorted(_JOBS)]
