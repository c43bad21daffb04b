"""Two people click at the same moment: one import is written, once."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from portal.core.imports.models import ImportJob, State
from portal.core.imports.services import start_applying, start_undoing

from .builders import NumberImporter, handed_in, numbers

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory has one connection"),
]


def at_once(*steps: Callable[[], None]) -> list[Any]:
    """Run the steps in threads that start together; what each raised, or None."""
    start = threading.Barrier(len(steps))
    results: list[Any] = [None] * len(steps)

    def run(place: int, step: Callable[[], None]) -> None:
        start.wait()
        try:
            step()
        except ValidationError as refusal:
            results[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing takes long enough for the other thread to come in between."""
    write, pause = NumberImporter._write, threading.Event()

    def slowly(*args: Any) -> Any:
        pause.wait(0.05)
        return write(*args)

    monkeypatch.setattr(NumberImporter, "_write", slowly)


def test_one_file_is_carried_out_once(slow):
    job = handed_in(("a", 1), ("b", 2))
    results = at_once(*[lambda: start_applying(ImportJob.objects.get(pk=job.pk), None)] * 2)
    job.refresh_from_db()
    assert (job.state, numbers()) == (State.APPLIED, {"a": 1, "b": 2})
    assert sum(result is not None for result in results) == 1


def test_of_two_files_for_the_same_records_the_second_is_shown_anew(slow):
    first, second = handed_in(("a", 1)), handed_in(("a", 2))
    at_once(*[lambda job=job: start_applying(ImportJob.objects.get(pk=job.pk), None) for job in (first, second)])
    states = sorted(ImportJob.objects.values_list("state", flat=True))
    assert states == [State.APPLIED, State.CHECKED]
    applied = ImportJob.objects.get(state=State.APPLIED)
    assert numbers() == {"a": 1 if applied.pk == first.pk else 2}


def test_one_import_is_undone_once():
    job = handed_in(("a", 1))
    start_applying(job, None)
    results = at_once(*[lambda: start_undoing(ImportJob.objects.get(pk=job.pk), None)] * 2)
    assert numbers() == {}
    assert sum(result is not None for result in results) == 1
