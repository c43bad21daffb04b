"""What the desk's list of partners can be narrowed down by."""

from typing import Any

import django_filters
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from members.partners.models import PartnerSchool
from members.partners.querysets import PartnerQuerySet
from members.partners.states import PartnerStatus
from portal.core.countries import country_name
from portal.core.vocabulary import ExchangeType

FRESHNESS = (
    ("listed", _("Listed in the directory")),
    ("to_confirm", _("To be confirmed (12 months)")),
    ("stale", _("Stale (18 months)")),
)


def countries_in_use() -> list[tuple[str, str]]:
    """The countries that have partners, by name."""
    codes = PartnerSchool.objects.order_by().values_list("country", flat=True).distinct()
    return sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1])


class PartnerFilters(WagtailFilterSet):
    country = django_filters.ChoiceFilter(label=_("Country or region"), choices=countries_in_use)
    status = django_filters.ChoiceFilter(label=_("State"), choices=PartnerStatus.choices)
    freshness = django_filters.ChoiceFilter(label=_("Confirmation"), choices=FRESHNESS, method="by_freshness")
    exchange_type = django_filters.ChoiceFilter(
        label=_("Exchange type"), choices=ExchangeType.choices, method="by_exchange_type"
    )

    class Meta:
        model = PartnerSchool
        fields: list[str] = []

    def by_freshness(self, partners: PartnerQuerySet, name: str, value: str) -> PartnerQuerySet:
        return {"listed": partners.listed, "to_confirm": partners.to_confirm, "stale": partners.stale}[value]()

    def by_exchange_type(self, partners: Any, name: str, value: str) -> Any:
        # No database compares a part of a JSON list the same way; its text holds each code in quotation marks.
        return partners.annotate(types_text=Cast("exchange_types", TextField())).filter(
            types_text__contains=f'"{value}"'
        )
