import datetime

import pytest
from django.utils import timezone

from portal.core.jobs import runner, schedule
from portal.core.jobs.models import ScheduledJob
from portal.core.jobs.schedule import Job

NOON = datetime.datetime(2026, 11, 22, 3, 0, tzinfo=datetime.UTC)  # 12:00 in Tokyo
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def runs(monkeypatch):
    """A clock with one hourly job; the list grows with each run."""
    done: list[str] = []
    monkeypatch.setattr(schedule, "_JOBS", {})
    schedule.register_job(Job("hourly", lambda: done.append("hourly"), every=HOUR))
    return done


def test_daily_job_is_due_at_its_local_time():
    job = Job("daily", lambda: None, at=datetime.time(3, 10))
    assert timezone.localtime(job.next_due(NOON)).isoformat() == "2026-11-23T03:10:00+09:00"
    assert job.next_due(NOON.replace(hour=17)).isoformat() == "2026-11-23T03:10:00+09:00"
    assert job.next_due(NOON.replace(hour=18, minute=10)).isoformat() == "2026-11-24T03:10:00+09:00"


@pytest.mark.django_db
def test_job_runs_when_due_and_not_before(runs):
    assert runner.run_due_jobs(NOON) == []
    assert runner.run_due_jobs(NOON + HOUR / 2) == []
    assert runner.run_due_jobs(NOON + HOUR) == ["hourly"]
    assert runs == ["hourly"]


@pytest.mark.django_db
def test_lease_keeps_a_second_worker_away_until_it_expires(runs):
    runner.run_due_jobs(NOON)
    due = NOON + HOUR
    ScheduledJob.objects.update(leased_until=due + schedule.LEASE)
    assert runner.run_due_jobs(due) == []
    assert runner.run_due_jobs(due + schedule.LEASE) == ["hourly"]


@pytest.mark.django_db
def test_failing_job_is_noted_and_comes_again(runs):
    def fail() -> None:
        raise ValueError("no luck")

    schedule.register_job(Job("fails", fail, every=HOUR))
    runner.run_due_jobs(NOON)
    assert runner.run_due_jobs(NOON + HOUR) == ["fails", "hourly"]
    row = ScheduledJob.objects.get(name="fails")
    assert (row.last_error, row.leased_until) == ("ValueError: no luck", None)
    assert runs == ["hourly"]


@pytest.mark.django_db
def test_job_with_a_short_lease_is_taken_over_soon(runs):
    taken: list[object] = []
    minute = datetime.timedelta(minutes=1)

    def note() -> None:
        taken.append(ScheduledJob.objects.get(name="short").leased_until)

    schedule.register_job(Job("short", note, every=HOUR, lease=minute))
    runner.run_due_jobs(NOON)
    runner.run_due_jobs(NOON + HOUR)
    assert taken == [NOON + HOUR + minute]
