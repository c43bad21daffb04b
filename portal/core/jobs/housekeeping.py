"""The regular jobs of the core: scheduled publishing, and clearing what has expired."""

import datetime

from django.core.management import call_command

from portal.core import retention
from portal.core.imports.services import forget_old, resume_following
from portal.core.printing.services import keeping

from .schedule import Job, register_job


def publish_scheduled() -> None:
    """Publish and withdraw pages and snippets whose time has come."""
    call_command("publish_scheduled", verbosity=0)


def clear_expired() -> None:
    """Forget expired sessions and finished background tasks."""
    call_command("clearsessions", verbosity=0)
    call_command("prune_db_task_results", verbosity=0)


def forget_old_imports() -> None:
    """Delete the files and contents of old imports."""
    forget_old()


def index_imports() -> None:
    """Go on indexing what an import has written, where a killed process left off."""
    resume_following()


def forget_old_pdfs() -> None:
    """Delete the PDFs nobody asks for any more."""
    keeping.forget_old()


def apply_retention() -> None:
    """Delete personal data that have been kept long enough."""
    retention.apply_all()


def register() -> None:
    register_job(Job("apply_retention", apply_retention, at=datetime.time(3, 40)))
    register_job(Job("publish_scheduled", publish_scheduled, every=datetime.timedelta(minutes=1)))
    register_job(Job("clear_expired", clear_expired, at=datetime.time(3, 10)))
    register_job(Job("forget_old_imports", forget_old_imports, at=datetime.time(3, 20)))
    register_job(Job("index_imports", index_imports, every=datetime.timedelta(minutes=1)))
    register_job(Job("forget_old_pdfs", forget_old_pdfs, at=datetime.time(3, 30)))
