"""The regular jobs of the core: scheduled publishing, and clearing what has expired."""

import datetime

from django.core.management import call_command

from portal.core import retention
from portal.core.cards import keeping as cards
from portal.core.content_checks.services import check_everything
from portal.core.imports.services import forget_old, resume_following
from portal.core.printing.services import keeping
from portal.core.publishing.scheduled import publish_and_withdraw

from .schedule import Job, register_job


def publish_scheduled() -> None:
    """Publish and withdraw pages and snippets whose time has come."""
    publish_and_withdraw()


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


def forget_old_cards() -> None:
    """Delete the cards of pages that have another one or are gone."""
    cards.forget_old()


def apply_retention() -> None:
    """Delete personal data that have been kept long enough."""
    retention.apply_all()


def check_content() -> None:
    """Check what is published, as pictures, links and translations change without the page that uses them."""
    check_everything()


def register() -> None:
    register_job(Job("apply_retention", apply_retention, at=datetime.time(3, 40)))
    register_job(Job("publish_scheduled", publish_scheduled, every=datetime.timedelta(minutes=1)))
    register_job(Job("check_content", check_content, at=datetime.time(4, 10)))
    register_job(Job("clear_expired", clear_expired, at=datetime.time(3, 10)))
    register_job(Job("forget_old_imports", forget_old_imports, at=datetime.time(3, 20)))
    register_job(Job("index_imports", index_imports, every=datetime.timedelta(minutes=1)))
    register_job(Job("forget_old_cards", forget_old_cards, at=datetime.time(3, 35)))
    register_job(Job("forget_old_pdfs", forget_old_pdfs, at=datetime.time(3, 30)))
