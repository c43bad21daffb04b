"""Everything of the core that has a table; each model lives beside its rules."""

from .content_checks.models import PageFinding
from .imports.models import ImportJob, ImportMeaning, ImportRow
from .jobs.models import ScheduledJob
from .media.models import PortalDocument, PortalImage, PortalRendition
from .missed_searches.models import MissedSearch
from .pages.base import BasePage
from .printing.models import PrintedFile
from .publishing.models import SecondPersonTask
from .search.models import Synonym
from .site_settings import PortalSettings
from .versions import DataVersion

__all__ = [
    "BasePage",
    "DataVersion",
    "ImportJob",
    "ImportMeaning",
    "ImportRow",
    "MissedSearch",
    "PageFinding",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
    "PortalSettings",
    "PrintedFile",
    "ScheduledJob",
    "SecondPersonTask",
    "Synonym",
]
