"""Many rows: never more than a chunk is held, and the search index follows, also after a kill."""

import datetime
import gc
import io
import weakref
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.search.backends import get_search_backend

from members.partners.imports.importer import PartnerImporter
from members.partners.models import PartnerSchool
from portal.core.imports import plans, registry
from portal.core.imports.models import ImportJob
from portal.core.imports.reading import read_table
from portal.core.imports.services import follow, following, resume_following, start_applying, start_undoing, work
from portal.core.imports.surveys import survey
from tests.portal.core.imports.builders import csv_bytes

from .builders import file_of, handed_in

pytestmark = pytest.mark.django_db

ROWS = 45
CHUNK = 10


class SmallChunks(PartnerImporter):
    """The kind as it is, with chunks that a test can fill."""

    rows_at_once = CHUNK
    background_rows = 20


@pytest.fixture(autouse=True)
def _small(monkeypatch) -> None:
    monkeypatch.setitem(registry._IMPORTERS, "partners", SmallChunks())
    monkeypatch.setattr(following, "RECORDS_AT_ONCE", CHUNK)


def many(number: int = ROWS, **changes: str) -> io.BytesIO:
    return file_of(
        *[{"code": f"N{each}", "name": f"青空学校{each}", "country": "AU", **changes} for each in range(number)]
    )


def found(text: str = "青空学校") -> int:
    return len(get_search_backend().search(text, PartnerSchool))


def checked(**changes: str) -> ImportJob:
    job = handed_in(many(**changes))
    work(job.pk)
    job.refresh_from_db()
    return job


def carried_out(*, index: bool = True) -> ImportJob:
    job = checked()
    start_applying(job, None, hand_on=False)
    work(job.pk, index=index)
    job.refresh_from_db()
    assert job.state == "applied", job.message_text
    return job


class TestMemory:
    def test_no_more_rows_than_a_chunk_are_held_while_a_file_is_gone_through(self, monkeypatch):
        alive: weakref.WeakSet[Any] = weakref.WeakSet()
        most = 0
        read_rows = plans._read_rows

        def spying(*args: Any) -> Iterator[Any]:
            nonlocal most
            for row in read_rows(*args):
                alive.add(row)
                gc.collect(0)
                most = max(most, len(alive))
                yield row

        monkeypatch.setattr(plans, "_read_rows", spying)
        monkeypatch.setattr(plans.ReadRow, "__hash__", object.__hash__)
        table = read_table(many(200), SmallChunks().limits)
        with survey(SmallChunks(), table, {}, {}) as seen:
            assert seen.counts["added"] == 200
        # The chunk that is looked at, and the row that is being read after it.
        assert most <= 2 * CHUNK + 1

    def test_an_importer_is_given_no_more_than_a_chunk(self, monkeypatch):
        sizes: dict[str, list[int]] = {"find": [], "write": [], "take_all_back": [], "why_not_undo": [], "index": []}
        for name, seen in sizes.items():
            method = getattr(SmallChunks, name)

            def spying(self, some, *args, method=method, seen=seen, **options):
                seen.append(len(some))
                return method(self, some, *args, **options)

            monkeypatch.setattr(SmallChunks, name, spying)
        job = carried_out()
        start_undoing(job, None)
        work(job.pk)
        assert {name: (sum(seen) % ROWS, max(seen)) for name, seen in sizes.items()} == dict.fromkeys(sizes, (0, CHUNK))
        assert not PartnerSchool.objects.exists()

    def test_a_row_of_a_million_columns_is_refused_before_it_is_held(self):
        import tracemalloc

        from django.core.exceptions import ValidationError

        content = io.BytesIO(b"code,name,country\r\n" + b"ab," * 10_000_000)
        tracemalloc.start()
        with pytest.raises(ValidationError) as caught:
            list(read_table(content, SmallChunks().limits).rows)
        assert "2" in " ".join(caught.value.messages)
        assert tracemalloc.get_traced_memory()[1] < 80 * 1024**2
        tracemalloc.stop()


class TestChunks:
    def test_all_or_nothing_over_chunks(self, monkeypatch):
        job = checked()
        write, calls = SmallChunks.write, []

        def failing(self, rows, *args):
            calls.append(1)
            if len(calls) == 3:
                raise RuntimeError
            return write(self, rows, *args)

        monkeypatch.setattr(SmallChunks, "write", failing)
        start_applying(job, None, hand_on=False)
        work(job.pk)
        job.refresh_from_db()
        assert (job.state, PartnerSchool.objects.count()) == ("checked", 0)

    def test_a_change_in_the_last_chunk_since_the_preview_takes_back_the_first(self):
        job = checked()
        PartnerSchool.objects.create(code=f"N{ROWS - 1}", name="先に登録", country="AU")
        start_applying(job, None, hand_on=False)
        work(job.pk)
        job.refresh_from_db()
        assert (job.state, job.added, job.changed) == ("checked", ROWS - 1, 1)
        assert PartnerSchool.objects.count() == 1

    def test_a_code_that_occurs_in_two_chunks(self):
        rows = [["code", "name", "country"], *[[f"N{each % 44}", f"校{each}", "AU"] for each in range(ROWS)]]
        job = handed_in(io.BytesIO(csv_bytes(rows)))
        work(job.pk)
        job.refresh_from_db()
        assert (job.wrong, job.rows.get(outcome="wrong").number) == (1, 46)


class TestIndexing:
    def test_nothing_is_found_before_and_everything_after(self):
        job = carried_out(index=False)
        assert (job.indexed, job.to_index, job.is_indexing, found()) == (0, ROWS, True, 0)
        told: list[int] = []
        follow(job.pk, lambda job: told.append(job.indexed))
        job.refresh_from_db()
        assert (told, job.is_indexing, found()) == ([10, 20, 30, 40, 45], False, ROWS)

    def test_a_kill_between_two_batches_is_taken_up_where_it_was(self, monkeypatch):
        job = carried_out(index=False)
        index, calls = SmallChunks.index, []

        def killed(self, object_ids):
            calls.append(list(object_ids))
            if len(calls) == 3:
                raise KeyboardInterrupt
            index(self, object_ids)

        monkeypatch.setattr(SmallChunks, "index", killed)
        with pytest.raises(KeyboardInterrupt):
            follow(job.pk)
        job.refresh_from_db()
        assert (job.indexed, found()) == (20, 20)
        assert resume_following() == 0  # its lease has not run out
        assert resume_following(timezone.now() + datetime.timedelta(minutes=5)) == 1
        assert DBTaskResult.objects.filter(task_path__endswith="follow_on").count() == 1
        follow(job.pk)
        assert calls[3] == calls[2]
        assert found() == ROWS

    def test_a_kill_right_after_the_commit(self):
        job = carried_out(index=False)
        assert resume_following() == 1
        follow(job.pk)
        assert resume_following(timezone.now() + datetime.timedelta(days=1)) == 0
        assert found() == ROWS

    def test_an_undo_takes_the_entries_away_also_before_all_were_written(self):
        job = carried_out(index=False)
        following._index_batch(job.pk)
        job.refresh_from_db()
        start_undoing(job, None)
        work(job.pk)
        job.refresh_from_db()
        assert (job.state, job.indexed, job.to_index) == ("undone", ROWS, ROWS)
        assert found() == 0

    def test_what_was_changed_is_found_by_what_it_is_now(self):
        carried_out()
        job = checked(city="Melbourne")
        start_applying(job, None, hand_on=False)
        work(job.pk)
        assert found("Melbourne") == ROWS
        job.refresh_from_db()
        start_undoing(job, None)
        work(job.pk)
        assert (found("Melbourne"), found()) == (0, ROWS)

    def test_an_error_of_the_index_leaves_the_import_standing(self, monkeypatch, caplog):
        job = carried_out(index=False)

        def broken(self, object_ids):
            raise OSError

        monkeypatch.setattr(SmallChunks, "index", broken)
        follow(job.pk)
        job.refresh_from_db()
        assert (job.state, job.is_indexing) == ("applied", True)
        assert "could not be indexed" in caplog.text
