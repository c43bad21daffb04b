"""Everything of the core that has a table; each model lives beside its rules."""

from .imports.models import ImportJob, ImportMeaning, ImportRow
from .jobs.models import ScheduledJob
from .media.models import PortalDocument, PortalImage, PortalRendition
from .pages.base import BasePage
from .printing.models import PrintedFile
from .search.models import Synonym
from .site_settings import PortalSettings
from .versions import DataVersion

__all__ = [
    "BasePage",
    "DataVersion",
    "ImportJob",
    "ImportMeaning",
    "ImportRow",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
    "PortalSettings",
    "PrintedFile",
    "ScheduledJob",
    "Synonym",
]
