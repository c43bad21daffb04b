"""`import_schools` with as many schools as Tokyo has: new ones, the same once more, all changed, all taken back;
then the ministry's list. `import_partners` with a hundred thousand."""

import csv
import io
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction

from members.schools.models import School
from portal.core.imports.models import ImportJob
from portal.core.imports.services import start_undoing, work
from portal.core.municipalities import MUNICIPALITIES
from tests.bench import importing_partners
from tests.bench.report import Report
from tests.members.schools.imports.builders import mext_file, mext_row

SCHOOLS = 2_200
_TARGET = 10.0
_LISTED = 30_000
_COLUMNS = "code name name_kana name_en school_type founder municipality postal_code address pupils"
_TYPES = ("elementary", "junior_high", "high", "special_needs")


def run(cases: int, report: Report) -> None:
    """How long the whole command takes; what it wrote is rolled back."""
    report.heading(f"Imports of {SCHOOLS} schools on {connection.vendor}")
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        _measure(Path(folder), report)
        for job in ImportJob.objects.filter(kind="schools", filename__startswith="bench"):
            job.file.storage.delete(job.file.name)
        transaction.set_rollback(True)
    importing_partners.run(report)


def _measure(folder: Path, report: Report) -> None:
    new, changed = folder / "bench-new.csv", folder / "bench-changed.csv"
    new.write_text(schools_file(), encoding="utf-8-sig")
    changed.write_text(schools_file(pupils=401), encoding="utf-8-sig")
    before = School.objects.count()
    report.seconds("new schools", _seconds(lambda: _import(new)), target=_TARGET)
    assert School.objects.count() == before + SCHOOLS
    report.seconds("the same once more", _seconds(lambda: _import(new)), target=_TARGET)
    report.seconds("all changed", _seconds(lambda: _import(changed)), target=_TARGET)
    report.seconds("a dry run", _seconds(lambda: _import(new, "--dry-run")), target=_TARGET)
    tracemalloc.start()
    _import(new, "--dry-run")
    report.line("memory of a dry run", f"{tracemalloc.get_traced_memory()[1] / 1024**2:.0f} MB at most")
    tracemalloc.stop()
    report.line("the change taken back", f"{_seconds(_undo):7.1f} s")
    report.line("the new schools taken back", f"{_seconds(_undo):7.1f} s")
    listed = folder / "bench-list.csv"
    listed.write_bytes(_ministrys_list())
    report.seconds(f"the ministry's list, {_LISTED} rows", _seconds(lambda: _import(listed)), target=_TARGET)
    assert School.objects.count() == before + SCHOOLS


def _ministrys_list() -> bytes:
    """Half of Japan: as many public schools of Tokyo as there are, among others."""
    ours = [mext_row(1_000_000 + number) for number in range(SCHOOLS)]
    others = [mext_row(1_000_000 + number, 都道府県番号="14(神奈川)") for number in range(_LISTED - SCHOOLS)]
    return mext_file(*ours, *others).read()


def schools_file(number: int = SCHOOLS, pupils: int = 400) -> str:
    """A CSV file of invented schools with all that the desk mostly knows of one."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(_COLUMNS.split())
    places = list(MUNICIPALITIES.values())
    for each in range(number):
        place = places[each % len(places)]
        name, kana = f"{place.name}立見本第{each}学校", f"{place.kana}りつみほんだい{each}がっこう"
        english, kind = f"Sample School {each}, {place.name_en}", _TYPES[each % len(_TYPES)]
        address = f"東京都{place.name}見本{each}"
        row = (f"IMP{each:05}", name, kana, english, kind, "municipal", place.code, "1000001", address, pupils)
        writer.writerow(row)
    return target.getvalue()


def _import(path: Path, *options: str) -> None:
    call_command("import_schools", str(path), *options, stdout=io.StringIO())


def _undo() -> None:
    job = ImportJob.objects.filter(kind="schools", state="applied").order_by("-applied_at")[0]
    start_undoing(job, None)
    work(job.pk)
    job.refresh_from_db()
    assert job.state == "undone", job.message_text


def _seconds(action: Callable[[], None]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started
