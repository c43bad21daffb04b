"""Which pages were last checked long ago. The day stands in the table of each page type; all are read together."""

import calendar
import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from wagtail.models import Page, get_page_models

from portal.core.pages.base import BasePage


def last_day_to_be_fresh(today: datetime.date | None = None) -> datetime.date:
    """The latest day of a last check that is too long ago today: `PAGE_CHECK_MONTHS` before."""
    day = today or timezone.localdate()
    months = day.year * 12 + day.month - 1 - settings.PAGE_CHECK_MONTHS
    year, month = divmod(months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def with_care(pages: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Pages with `checked` (the day written down or None), `cared` (else of the last publication), `contact`."""
    links = [_link_from_page(model) for model in care_models()]
    checked = Coalesce(*(F(f"{link}__checked_on") for link in links))
    contact = Coalesce(*(F(f"{link}__contact_name") for link in links))
    published = TruncDate("last_published_at")
    return pages.annotate(checked=checked, contact=contact, cared=Coalesce(checked, published))


def pages_to_check(today: datetime.date | None = None) -> models.QuerySet[Any]:
    """Live pages whose last check is too long ago, the longest first. A translation goes with its Japanese page."""
    return with_care(sources()).filter(cared__lte=last_day_to_be_fresh(today)).order_by("cared", "title", "pk")


def sources() -> models.QuerySet[Any]:
    """The live pages that stand for themselves: Japanese ones, and those that are not live in Japanese."""
    japanese = Page.objects.live().filter(
        translation_key=OuterRef("translation_key"), locale__language_code=settings.LANGUAGE_CODE
    )
    stands = Q(locale__language_code=settings.LANGUAGE_CODE) | ~Exists(japanese)
    return Page.objects.live().filter(stands, content_type__model__in=[each._meta.model_name for each in care_models()])


def care_models() -> list[type[BasePage]]:
    """The page types of the portal."""
    return [model for model in get_page_models() if issubclass(model, BasePage)]


def _link_from_page(model: type[BasePage]) -> str:
    return str(model._meta.get_ancestor_link(Page).remote_field.get_accessor_name())
