"""What the desk's list of partners can be narrowed down by."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet

from members.partners.duplicates import with_likely_duplicates
from members.partners.models import PartnerPeriod, PartnerSchool, PartnerTerm
from members.partners.querysets import PartnerQuerySet
from members.partners.states import Origin, PartnerStatus, Verification
from portal.core.countries import country_name
from portal.core.vocabulary import ExchangeType

FRESHNESS = (
    ("listed", _("Listed in the directory")),
    ("to_confirm", _("To be confirmed (12 months)")),
    ("stale", _("Stale (18 months)")),
    ("full", _("Full, as it says itself")),
)
LACKING = (
    ("lessons", _("Weekly lessons")),
    ("terms", _("Own terms")),
    ("timezone", _("Time zone")),
    ("contact", _("Contact address")),
)
ENTRIES = (
    ("duplicates", _("Possible duplicates")),
    ("merged", _("Merged into another")),
    ("standing", _("Not merged")),
)


def countries_in_use() -> list[tuple[str, str]]:
    """The countries that have partners, by name."""
    codes = PartnerSchool.objects.order_by().values_list("country", flat=True).distinct()
    return sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1])


class PartnerFilters(WagtailFilterSet):
    country = django_filters.ChoiceFilter(label=_("Country or region"), choices=countries_in_use)
    status = django_filters.ChoiceFilter(label=_("State"), choices=PartnerStatus.choices)
    freshness = django_filters.ChoiceFilter(label=_("Confirmation"), choices=FRESHNESS, method="by_freshness")
    verification = django_filters.MultipleChoiceFilter(label=_("Verification"), choices=Verification.choices)
    lacking = django_filters.ChoiceFilter(
        label=pgettext_lazy("of an entry", "Lacking"), choices=LACKING, method="by_lacking"
    )
    entries = django_filters.ChoiceFilter(label=_("Duplicates"), choices=ENTRIES, method="by_entries")
    origin = django_filters.ChoiceFilter(label=_("Origin"), choices=Origin.choices)
    exchange_type = django_filters.ChoiceFilter(
        label=_("Exchange type"), choices=ExchangeType.choices, method="by_exchange_type"
    )

    class Meta:
        model = PartnerSchool
        fields: list[str] = []

    def by_freshness(self, partners: PartnerQuerySet, name: str, value: str) -> PartnerQuerySet:
        if value == "full":
            return partners.filter(full_until__gte=timezone.localdate())
        return {"listed": partners.listed, "to_confirm": partners.to_confirm, "stale": partners.stale}[value]()

    def by_lacking(self, partners: PartnerQuerySet, name: str, value: str) -> PartnerQuerySet:
        if value in ("lessons", "terms"):
            model: Any = PartnerPeriod if value == "lessons" else PartnerTerm
            return partners.exclude(Exists(model.objects.filter(partner=OuterRef("pk"))))
        return partners.filter(**{"timezone" if value == "timezone" else "contact_email": ""})

    def by_entries(self, partners: PartnerQuerySet, name: str, value: str) -> PartnerQuerySet:
        if value == "duplicates":
            return with_likely_duplicates(partners)
        return partners.standing() if value == "standing" else partners.exclude(merged_into=None)

    def by_exchange_type(self, partners: Any, name: str, value: str) -> Any:
        # No database compares a part of a JSON list the same way; its text holds each code in quotation marks.
        return partners.annotate(types_text=Cast("exchange_types", TextField())).filter(
            types_text__contains=f'"{value}"'
        )
