"""The whole seed, step by step, and the stamp that lets a second run stop at once."""

from collections.abc import Callable

from django.conf import settings

from portal.core.content_checks.services import check_everything

from . import content
from .applications import ensure_applications
from .documents import ensure_documents
from .editions import compare_editions
from .faq import ensure_faq
from .figures import ensure_figures
from .indexing import indexed_once
from .models import DemoSeed
from .pages import PageBuilder
from .partners import ensure_partners
from .people import ensure_schools, ensure_staff
from .pictures import ensure_pictures
from .registrations import ensure_registrations
from .site import ensure_settings, ensure_synonyms
from .subscribers import ensure_subscribers
from .wishes import ensure_wishes


class DemoRefusedError(Exception):
    """These settings do not allow demo data."""


def check_allowed() -> None:
    """Raise `DemoRefusedError` unless the settings say that demo content may be written here."""
    if not getattr(settings, "DEMO_ALLOWED", False):
        raise DemoRefusedError("demo content is refused by these settings")


def is_seeded() -> bool:
    """Whether exactly this content was seeded into this database."""
    return DemoSeed.objects.filter(digest=content.digest()).exists()


def seed(tell: Callable[[str], None] = lambda step: None) -> None:
    """Write whatever of the demo is missing; `tell` hears the name of each step. Running it twice changes nothing."""
    check_allowed()
    for name, step in (
        ("settings", ensure_settings),
        ("synonyms", ensure_synonyms),
        ("staff", ensure_staff),
        ("pictures", ensure_pictures),
        ("documents", ensure_documents),
        ("pages", _pages),
        ("figures", ensure_figures),
        ("schools", ensure_schools),
        ("registrations", ensure_registrations),
        ("partners", ensure_partners),
        ("applications", ensure_applications),
        ("wishes", ensure_wishes),
        ("subscribers", ensure_subscribers),
    ):
        tell(name)
        with indexed_once():
            step()
    DemoSeed.objects.all().delete()
    DemoSeed.objects.create(digest=content.digest())


def _pages() -> None:
    builder = PageBuilder()
    builder.build()
    ensure_faq(builder.page_id)
    compare_editions()
    # Each page was checked when it was published, before those that it links to.
    check_everything()
