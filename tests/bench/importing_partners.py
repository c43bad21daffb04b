"""`import_partners` with a hundred thousand partners, in a process of its own whose memory is measured."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from django.db import connection

from members.partners.models import PartnerSchool
from members.partners.services.together import index_partners, remove_partners
from portal.core.imports.models import ImportJob
from tests.bench.partner_files import PREFIX, write_partners
from tests.bench.report import Report

PARTNERS = 100_000
_ROOT = Path(__file__).resolve().parents[2]
_TARGET, _MOST_MEMORY = 120.0, 500
_AT_ONCE = 2_000


def run(report: Report) -> None:
    """How long the command takes until all is committed, until all is found, and its peak of memory."""
    report.heading(f"Import of {PARTNERS} partners on {connection.vendor}")
    _remove()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench-partners.csv"
        write_partners(path, PARTNERS)
        report.line("the file", f"{path.stat().st_size / 1024**2:.0f} MB")
        imported, found = _import(path)
    report.seconds(f"{PARTNERS} partners imported", imported, target=_TARGET)
    report.line("… and all of them found by the search", f"{found:7.1f} s")
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    report.line("memory of the command", f"{memory:5} MB at most   target ≤ {_MOST_MEMORY} MB")
    if memory > _MOST_MEMORY:
        report.missed.append(f"memory of import_partners: {memory} MB, demanded {_MOST_MEMORY} MB")
    assert PartnerSchool.objects.filter(code__startswith=PREFIX).count() == PARTNERS
    _remove()


def _import(path: Path) -> tuple[float, float]:
    """Seconds until the import is committed, and until the search index has followed."""
    command = [sys.executable, "manage.py", "import_partners", str(path), "--locale=en"]
    started, imported = time.perf_counter(), 0.0
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            if "has been carried out" in line:
                imported = time.perf_counter() - started
    assert process.returncode == 0
    return imported, time.perf_counter() - started


def _remove() -> None:
    """Take the partners of a run away with their entries in the index, and what the import kept."""
    keys = list(PartnerSchool.objects.filter(code__startswith=PREFIX).values_list("pk", flat=True))
    for first in range(0, len(keys), _AT_ONCE):
        remove_partners(keys[first : first + _AT_ONCE])
        index_partners(keys[first : first + _AT_ONCE])
    for job in ImportJob.objects.filter(kind="partners", filename="bench-partners.csv"):
        job.file.storage.delete(job.file.name)
        job.rows.all()._raw_delete(job.rows.db)
        job.delete()
