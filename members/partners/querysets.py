"""Reading partner schools."""

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone

from members.matching.parameters import PARAMETERS

from .states import CONFIRM_MONTHS, VISIBLE_STATUSES, PartnerStatus, earliest_confirmation

if TYPE_CHECKING:
    from .models import Agreement, PartnerSchool  # noqa: F401


KEY_SOURCES = frozenset({"name", "name_en", "website"})
"""The fields that `PartnerSchool.fill_keys` reads."""


class PartnerQuerySet(models.QuerySet["PartnerSchool"]):
    """Days default to today in Tokyo."""

    def bulk_create(self, objs: Iterable["PartnerSchool"], *args: Any, **kwargs: Any) -> list["PartnerSchool"]:
        """As Django's, with the keys that `save` would fill."""
        partners = list(objs)
        for partner in partners:
            partner.fill_keys()
        return super().bulk_create(partners, *args, **kwargs)

    def bulk_update(self, objs: Iterable["PartnerSchool"], fields: Iterable[str], batch_size: int | None = None) -> int:
        """As Django's, with the keys that `save` would fill."""
        partners, names = list(objs), set(fields)
        if KEY_SOURCES & names:
            names |= {"name_key", "web_key"}
            for partner in partners:
                partner.fill_keys()
        return super().bulk_update(partners, sorted(names), batch_size)

    def standing(self) -> "PartnerQuerySet":
        """Without what was merged into another entry."""
        return self.filter(merged_into=None)

    def listed(self, on: datetime.date | None = None) -> "PartnerQuerySet":
        """What the directory and the suggestions may name: active, and confirmed within 18 months."""
        return self.filter(status=PartnerStatus.ACTIVE).fresh(on)

    def visible(self, on: datetime.date | None = None) -> "PartnerQuerySet":
        """What a school may open by its address: listed, or paused."""
        return self.filter(status__in=VISIBLE_STATUSES).fresh(on)

    def fresh(self, on: datetime.date | None = None) -> "PartnerQuerySet":
        """Confirmed within 18 months."""
        return self.filter(confirmed_on__gte=earliest_confirmation(PARAMETERS.stale_months, on or timezone.localdate()))

    def stale(self, on: datetime.date | None = None) -> "PartnerQuerySet":
        """Confirmed longer ago than 18 months, or never."""
        earliest = earliest_confirmation(PARAMETERS.stale_months, on or timezone.localdate())
        return self.filter(models.Q(confirmed_on=None) | models.Q(confirmed_on__lt=earliest))

    def to_confirm(self, on: datetime.date | None = None) -> "PartnerQuerySet":
        """Not stale yet, but confirmed longer ago than 12 months."""
        earliest = earliest_confirmation(CONFIRM_MONTHS, on or timezone.localdate())
        return self.fresh(on).filter(confirmed_on__lt=earliest)

    def with_periods(self) -> "PartnerQuerySet":
        """With the weekly lessons, in one query more."""
        return self.prefetch_related("periods")


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def covering(self, country: str, region: str) -> "AgreementQuerySet":
        """The agreements that hold for schools there: of the whole country, or of just that region."""
        return self.filter(country=country).filter(models.Q(region="") | models.Q(region=region))
