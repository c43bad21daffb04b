"""What the newsletter may announce: coming events, programmes that can be asked for, news."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from home.models import EventPage, NewsPage, ProgrammePage
from portal.core.material import Material, register_material, since


def register() -> None:
    """Let pages of these types be proposed."""
    register_material(Material("events", _("Coming events"), EventPage, coming_events, order=20))
    register_material(Material("programmes", _("Programmes"), ProgrammePage, new_programmes, order=30))
    register_material(Material("news", _("News"), NewsPage, recent_news, order=40))


def coming_events(locale: Locale, moment: datetime.datetime | None) -> Any:
    """Events that are to come and stand, and were announced since."""
    events = EventPage.objects.live().filter(locale=locale, ends_at__gt=timezone.now(), is_cancelled=False)
    return since(events, moment)


def new_programmes(locale: Locale, moment: datetime.datetime | None) -> Any:
    """Programmes that were added since. Every programme on the site can be asked for."""
    return since(ProgrammePage.objects.live().filter(locale=locale), moment)


def recent_news(locale: Locale, moment: datetime.datetime | None) -> Any:
    """News published since."""
    return since(NewsPage.objects.live().filter(locale=locale), moment)
