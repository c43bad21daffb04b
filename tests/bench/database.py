"""The database of the benchmarks: generated once, kept until the code or the content that made it changes.

SQLite under `$PORTAL_VAR/bench`; with `DATABASE_URL` a database of that server called `<name>_bench`, so that nothing
is ever written into the one named. Without generated cases it is a database of its own, with the demo only.
"""

import hashlib
import os
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[2]
# What the data and their index are made by.
_MAKERS = ("portal/core/search/*.py", "portal/demo/**/*.py", "portal/demo/content/**/*.toml", "*/migrations/*.py")
_MORE_MAKERS = ("portal/core/migrations/*.py", "casestudies/models/*.py", "tests/bench/database.py")


def choose(var: Path, cases: int) -> None:
    """Point `DATABASE_URL` to the database of the benchmarks; before Django is set up."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        parts = urlsplit(given)
        name = f"{parts.path}_bench" if cases else f"{parts.path}_bench_demo"
        os.environ["DATABASE_URL"] = urlunsplit(parts._replace(path=name))
    else:
        os.environ["DATABASE_URL"] = f"sqlite:///{var / f'cases-{cases}.sqlite3'}"


def prepare(var: Path, cases: int, *, fresh: bool) -> None:
    """Make sure that so many generated cases are there, made by the code as it is."""
    from django.conf import settings

    name = Path(str(settings.DATABASES["default"]["NAME"])).stem
    stamp = var / f"{name}.stamp"
    made_by = f"{cases} {_fingerprint()}"
    if fresh or not stamp.is_file() or stamp.read_text() != made_by or not _exists():
        stamp.unlink(missing_ok=True)
        _create()
        started = time.perf_counter()
        _fill(cases)
        stamp.write_text(made_by)
        print(f"{cases} cases generated and indexed in {time.perf_counter() - started:.0f} s")
    tidy()


def _fingerprint() -> str:
    total = hashlib.sha256()
    for pattern in (*_MAKERS, *_MORE_MAKERS):
        for path in sorted(ROOT.glob(pattern)):
            total.update(path.read_bytes())
    return total.hexdigest()[:16]


def _exists() -> bool:
    from django.db import connection
    from django.db.utils import OperationalError

    if connection.vendor == "sqlite":
        return Path(str(connection.settings_dict["NAME"])).is_file()
    try:
        connection.ensure_connection()
    except OperationalError:
        return False
    return True


def _create() -> None:
    """An empty database in place of an older one."""
    from django.db import connection

    connection.close()
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        for ending in ("", "-wal", "-shm"):
            Path(f"{name}{ending}").unlink(missing_ok=True)
        return
    quoted = connection.ops.quote_name(name)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {quoted}")
        cursor.execute(f"CREATE DATABASE {quoted}")


def _fill(cases: int) -> None:
    from django.core.management import call_command

    from portal.demo.scale import add_cases
    from portal.demo.seeding import seed

    call_command("migrate", verbosity=0)
    seed()
    if cases:
        add_cases(cases)


def tidy() -> None:
    """The state that a database is in after a night: what an earlier run deleted is gone, statistics are fresh."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
