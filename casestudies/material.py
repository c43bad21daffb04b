"""What the newsletter may tell of: new case studies."""

import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from casestudies.models import CaseStudyPage
from portal.core.material import Material, register_material, since


def register() -> None:
    """Let cases be proposed."""
    register_material(Material("cases", _("Case studies"), CaseStudyPage, new_cases, order=10))


def new_cases(locale: Locale, moment: datetime.datetime | None) -> Any:
    """Cases published since."""
    return since(CaseStudyPage.objects.live().filter(locale=locale), moment)
