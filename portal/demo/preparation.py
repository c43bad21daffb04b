"""Everything between an installed environment and a server that can start; each step is skipped when it is done."""

import hashlib
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

ROOT = Path(__file__).resolve().parents[2]


def prepare(say: Callable[[str], object]) -> None:
    """Compile the catalogues, migrate, seed and collect the static files of the demo, telling each long step."""
    call_command("messages", compile_only=True)
    # A second core collects the static files while this one fills the database.
    with ThreadPoolExecutor(max_workers=1) as pool:
        static = pool.submit(_collect_static)
        if _has_new_migrations():
            say("Making the database …")
            call_command("migrate", verbosity=0)
        call_command("seed_demo")
        static.result()


def _has_new_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _collect_static() -> None:
    stamp = Path(settings.VAR) / "static.stamp"
    fingerprint = _fingerprint(_static_files())
    if stamp.exists() and stamp.read_text() == fingerprint and Path(settings.STATIC_ROOT).is_dir():
        return
    command = [sys.executable, "-m", "django", "collectstatic", "--no-input", "--clear", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, check=True)
    stamp.write_text(fingerprint)


def _static_files() -> Iterable[Path]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield Path(storage.path(name))


def _fingerprint(paths: Iterable[Path]) -> str:
    """Changes when a file is added, removed or written."""
    digest = hashlib.sha256()
    for path in paths:
        status = path.stat()
        digest.update(f"{path}:{status.st_mtime_ns}:{status.st_size};".encode())
    return digest.hexdigest()
