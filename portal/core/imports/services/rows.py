"""The stored rows of an import, written, read and completed a chunk at a time."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connections

from portal.core.bulk import RawJson, insert_rows
from portal.core.imports.importer import Written
from portal.core.imports.models import ImportJob, ImportRow
from portal.core.imports.surveys import SurveyedRow

_TABLE = ImportRow._meta.db_table
_NAMES = ("job", "number", "outcome", "key", "label", "is_doubtful", "content")


def add_rows(job: ImportJob, rows: Iterable[SurveyedRow]) -> None:
    """Store what was found in a file."""
    insert_rows(ImportRow, _NAMES, ((job.pk, *row[:5], RawJson(row.json)) for row in rows))


def chunks_of(rows: Any, size: int, *, last_first: bool = False, after: int = 0) -> Iterator[list[ImportRow]]:
    """So many rows of a queryset at a time, in the order of the file or against it; those after a row's number.

    Each chunk is a query of its own and begins where the last one ended: a cursor of the database would end with the
    transaction.
    """
    ordered = rows.order_by("-number" if last_first else "number")
    wanted = ordered.filter(number__gt=after) if after else ordered
    while chunk := list(wanted[:size]):
        yield chunk
        last = chunk[-1].number
        wanted = ordered.filter(**{"number__lt" if last_first else "number__gt": last})


def keep_written(job: ImportJob, written: Iterable[tuple[int, Written]]) -> None:
    """Store what was done with rows, by their number.

    One prepared statement for all: Django's `bulk_update` builds a condition a row, which takes ten times as long.
    """
    using = job._state.db or "default"
    values = [(json.dumps(vars(one)), job.pk, number) for number, one in written]
    if values:
        with connections[using].cursor() as cursor:
            cursor.executemany(f"UPDATE {_TABLE} SET written = %s WHERE job_id = %s AND number = %s", values)  # noqa: S608
