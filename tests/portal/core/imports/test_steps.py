"""An import from the file to the undo: all or nothing, never twice, and never half."""

import datetime
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry

from portal.core.imports.models import KEPT, LEASE, ImportJob, State
from portal.core.imports.services import (
    forget_old,
    hand_in,
    is_last,
    start_again,
    start_applying,
    start_undoing,
    work,
)
from portal.core.jobs.runner import run_due_jobs
from portal.core.jobs.schedule import registered_jobs
from portal.core.versions import DataVersion
from tests.factories.schools import UserFactory

from .builders import NumberImporter, handed_in, numbers, numbers_file

pytestmark = pytest.mark.django_db

MANY = [(f"n{number}", 1) for number in range(NumberImporter.background_rows)]


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks: Any) -> Callable[..., Any]:
    """A block at whose end what waits for the commit is done."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def counts(job: ImportJob) -> tuple[int, int, int, int]:
    return job.added, job.changed, job.unchanged, job.wrong


def test_a_file_is_compared_carried_out_and_undone():
    DataVersion.objects.create(name="imported old", number=1)
    actor = UserFactory()
    job = handed_in(("new", 5), ("old", 3))
    assert (job.state, counts(job), numbers()) == (State.CHECKED, (1, 1, 0, 0), {"old": 1})

    start_applying(job, actor)
    assert (job.state, job.applied_by, numbers()) == (State.APPLIED, actor, {"new": 5, "old": 3})
    assert counts(handed_in(("new", 5), ("old", 3))) == (0, 0, 2, 0)

    start_undoing(job, actor)
    assert (job.state, job.undone_by, numbers()) == (State.UNDONE, actor, {"old": 1})
    logged = ModelLogEntry.objects.filter(action__startswith="import.").order_by("pk")
    assert [(entry.action, entry.user, entry.data) for entry in logged] == [
        ("import.apply", actor, {"added": 1, "changed": 1}),
        ("import.undo", actor, {"added": 1, "changed": 1}),
    ]


def test_options_are_kept_with_the_file():
    job = handed_in(("a", 5), double=True)
    start_applying(job, None)
    assert (job.options, numbers()) == ({"double": True}, {"a": 10})


def test_a_file_with_faults_is_never_carried_out():
    job = handed_in(("good", 5), ("bad", "x"))
    assert counts(job) == (1, 0, 0, 1)
    with pytest.raises(ValidationError):
        start_applying(job, None)
    assert numbers() == {}
    [fault] = job.rows.get(outcome="wrong").faults
    assert (fault["column"], fault["typed"]) == ("number", "x")
    assert "32767" in fault["message"]["ja"]
    assert "32767" in fault["message"]["en"]


def test_an_unreadable_file_is_not_even_stored():
    with pytest.raises(ValidationError):
        hand_in(NumberImporter(), io.BytesIO(b"\x00\x01"), "x.csv", {}, None)
    assert not ImportJob.objects.exists()


def test_a_change_since_the_preview_gives_a_new_preview():
    job = handed_in(("a", 5), ("b", 6))
    DataVersion.objects.create(name="imported a", number=7)
    start_applying(job, None)
    assert (job.state, counts(job), numbers()) == (State.CHECKED, (1, 1, 0, 0), {"a": 7})
    assert "preview" in job.message["en"]
    start_applying(job, None)
    assert (job.state, job.message, numbers()) == (State.APPLIED, {}, {"a": 5, "b": 6})


def test_nothing_is_carried_out_twice():
    job = handed_in(("a", 5))
    same = ImportJob.objects.get(pk=job.pk)
    start_applying(job, None)
    DataVersion.objects.update(number=8)
    with pytest.raises(ValidationError):
        start_applying(same, None)
    work(job.pk)
    assert numbers() == {"a": 8}


@pytest.mark.parametrize(("number", "told"), [(666, "Not this number."), (999, "log")])
def test_a_failure_while_writing_leaves_nothing_behind(number, told):
    job = handed_in(("first", 1), ("second", number))
    start_applying(job, None)
    assert (job.state, numbers()) == (State.CHECKED, {})
    assert told in job.message["en"]
    assert job.may_apply
    assert not ModelLogEntry.objects.filter(action="import.apply").exists()


class TestUndo:
    def test_only_the_last_import_of_a_kind(self):
        first, second = handed_in(("a", 1)), handed_in(("b", 2))
        start_applying(first, None)
        start_applying(second, None)
        assert (is_last(first), is_last(second)) == (False, True)
        with pytest.raises(ValidationError):
            start_undoing(first, None)
        start_undoing(second, None)
        start_undoing(first, None)
        assert numbers() == {}

    def test_refused_as_a_whole_when_somebody_has_worked_on_one_record(self):
        job = handed_in(("a", 1), ("b", 2))
        start_applying(job, None)
        DataVersion.objects.filter(name="imported a").update(number=9)
        start_undoing(job, UserFactory())
        assert (job.state, job.undone_by, numbers()) == (State.APPLIED, None, {"a": 9, "b": 2})
        assert job.message["en"].startswith("Nothing has been undone")

    def test_not_before_it_was_carried_out_and_not_twice(self):
        job = handed_in(("a", 1))
        with pytest.raises(ValidationError):
            start_undoing(job, None)
        start_applying(job, None)
        start_undoing(job, None)
        with pytest.raises(ValidationError):
            start_undoing(job, None)


class TestInTheBackground:
    def test_long_files_wait_for_the_worker(self, on_commit):
        with on_commit():
            job = handed_in(*MANY)
        assert (job.state, job.is_stuck) == (State.CHECKING, False)
        assert DBTaskResult.objects.count() == 1
        work(job.pk)
        job.refresh_from_db()
        assert counts(job) == (len(MANY), 0, 0, 0)
        with on_commit():
            start_applying(job, None)
        assert (job.state, numbers()) == (State.APPLYING, {})
        work(job.pk)
        job.refresh_from_db()
        assert (job.state, len(numbers())) == (State.APPLIED, len(MANY))
        with on_commit():
            start_undoing(job, None)
        work(job.pk)
        assert (DBTaskResult.objects.count(), numbers()) == (3, {})

    def test_work_of_a_killed_worker_is_started_again(self, on_commit):
        job = handed_in(*MANY)
        with pytest.raises(ValidationError):
            start_again(job)
        ImportJob.objects.update(leased_until=timezone.now() - datetime.timedelta(seconds=1))
        job.refresh_from_db()
        assert job.is_stuck
        with on_commit():
            start_again(job)
        job.refresh_from_db()
        assert (DBTaskResult.objects.count(), job.is_stuck) == (1, False)
        assert job.leased_until <= timezone.now() + LEASE

    def test_what_is_done_is_not_done_again_by_a_second_worker(self):
        job = handed_in(("a", 1))
        start_applying(job, None)
        DataVersion.objects.all().update(number=3)
        for _time in range(2):
            work(job.pk)
        assert numbers() == {"a": 3}

    def test_work_on_nothing(self):
        work(0)
        assert not ImportJob.objects.exists()


class TestForgetting:
    def test_old_files_and_contents_are_deleted_and_the_counts_stay(self, on_commit):
        job = handed_in(("a", 1))
        start_applying(job, None)
        path, storage = job.file.name, job.file.storage
        assert storage.exists(path)
        assert forget_old(timezone.now() + KEPT - datetime.timedelta(hours=1)) == 0
        with on_commit():
            assert forget_old(timezone.now() + KEPT + datetime.timedelta(hours=1)) == 1
        job.refresh_from_db()
        row = job.rows.get()
        assert (storage.exists(path), job.file.name, job.added) == (False, "", 1)
        assert (row.key, row.content, row.written) == ("", {}, {})
        assert forget_old(timezone.now() + 2 * KEPT) == 0
        with pytest.raises(ValidationError):
            start_undoing(job, None)

    def test_a_preview_that_was_forgotten_is_not_carried_out(self):
        job = handed_in(("a", 1))
        forget_old(timezone.now() + 2 * KEPT)
        with pytest.raises(ValidationError):
            start_applying(job, None)

    def test_the_clock_knows_the_job(self, monkeypatch):
        job = handed_in(("a", 1))
        ImportJob.objects.update(created_at=timezone.now() - 2 * KEPT)
        [clock] = [one for one in registered_jobs() if one.name == "forget_old_imports"]
        monkeypatch.setattr("portal.core.jobs.schedule._JOBS", {clock.name: clock})
        run_due_jobs()
        assert run_due_jobs(timezone.now() + datetime.timedelta(days=1)) == ["forget_old_imports"]
        job.refresh_from_db()
        assert job.forgotten_at is not None


def test_a_job_keeps_the_file_as_it_was_handed_in():
    job = hand_in(NumberImporter(), numbers_file(("a", 1)), "数.csv", {}, None)
    with job.file.open("rb") as stored:
        assert stored.read() == numbers_file(("a", 1)).read()
    assert "数" not in job.file.name
