"""Wishes at the desk."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import InspectView

from members.schools.registration_models import Channel
from members.wishes.desk_forms import AddWish, DeskWishForm, EditWish, NewDeskWishForm
from members.wishes.ending import EndReason
from members.wishes.models import ExchangeWish, WishQuerySet
from portal.core.dates import fiscal_year, fiscal_year_of, short_fiscal_year
from portal.core.desk.viewsets import DeskViewSet
from portal.core.vocabulary import WISH_STAGES, Month, SchoolType


def _years() -> list[tuple[int, str]]:
    """The fiscal years that can be filtered by: the next one and those before it."""
    present = fiscal_year_of(timezone.localdate())
    return [(year, short_fiscal_year(year)) for year in range(present + 1, present - 4, -1)]


class ShortYear(Column):
    """The fiscal year in a list."""

    def get_value(self, instance: Any) -> Any:
        return short_fiscal_year(instance.school_year)


class InspectWish(InspectView):
    """A wish: how it ended only once it has, who told of it only where somebody did."""

    def get_fields_context(self) -> list[dict[str, Any]]:
        ends = set() if self.object.is_closed else {"end_reason", "end_note", "ended_at", "ended_by"}
        left_out = ends if self.object.is_on_behalf else {*ends, "told_by"}
        return [self.get_context_for_field(name) for name in self.fields if name not in left_out]

    def get_school_year_display_value(self) -> str:
        return fiscal_year(self.object.school_year)


class WishFilters(WagtailFilterSet):
    stage = django_filters.MultipleChoiceFilter(
        choices=[(stage.value, stage.label) for stage in WISH_STAGES],
        widget=forms.CheckboxSelectMultiple,
        label=_("Stage"),
    )
    school_type = django_filters.ChoiceFilter(
        field_name="school__school_type", choices=SchoolType.choices, label=_("School type")
    )
    month = django_filters.TypedChoiceFilter(choices=Month.choices, coerce=int, method="by_month", label=_("Month"))
    school_year = django_filters.TypedChoiceFilter(
        choices=_years, coerce=int, label=pgettext_lazy("wish", "School year")
    )
    end_reason = django_filters.ChoiceFilter(choices=EndReason.choices, label=_("Why it ended"))
    channel = django_filters.ChoiceFilter(choices=Channel.choices, label=_("How it reached us"))

    class Meta:
        model = ExchangeWish
        fields = ["stage", "exchange_type", "school_type", "school_year", "month", "end_reason", "channel"]

    def by_month(self, queryset: WishQuerySet, name: str, value: int) -> QuerySet[ExchangeWish]:
        return queryset.in_month(value)


class WishViewSet(DeskViewSet):
    model = ExchangeWish
    icon = "pick"
    menu_label = _("Exchange wishes")
    menu_name = "wishes"
    menu_order = 30
    add_view_class = AddWish
    edit_view_class = EditWish
    inspect_view_class = InspectWish
    related = ("school",)
    search_fields = ["title", "school__name", "school__name_kana", "school__name_en", "school__code"]
    search_backend_name = None
    ordering = ("-submitted_at", "-pk")
    list_display = [
        "title",
        Column("school", label=_("School"), sort_key="school__name_kana"),
        Column("exchange_type", label=_("Exchange type"), accessor="get_exchange_type_display"),
        ShortYear("school_year", label=pgettext_lazy("wish", "School year"), sort_key="school_year"),
        Column("stage", label=_("Stage"), accessor="get_stage_display", sort_key="stage"),
        Column("submitted_at", label=_("Sent in"), sort_key="submitted_at"),
    ]
    filterset_class = WishFilters
    inspect_view_fields = [
        "school",
        "title",
        "exchange_type",
        "school_year",
        "stage",
        "end_reason",
        "end_note",
        "ended_at",
        "ended_by",
        "channel",
        "told_by",
        "notes",
        "created_by",
    ]
    export_filename = "wishes"
    list_export = [
        "pk",
        "school.code",
        "school.name",
        "title",
        "get_exchange_type_display",
        "get_stage_display",
        "school_year",
        "grades",
        "months",
        "themes",
        "countries",
        "class_size",
        "submitted_at",
        "created_at",
        "get_channel_display",
        "get_end_reason_display",
        "end_note",
        "ended_at",
    ]
    export_headings = {
        "pk": _("Number"),
        "school.code": _("School code"),
        "school.name": _("School"),
        "title": _("Name of the wish"),
        "get_exchange_type_display": _("Exchange type"),
        "get_stage_display": _("Stage"),
        "school_year": pgettext_lazy("wish", "School year"),
        "grades": _("Grades"),
        "months": _("Months"),
        "themes": _("Themes"),
        "countries": _("Countries or regions"),
        "class_size": _("Number of pupils"),
        "submitted_at": _("Sent in"),
        "created_at": pgettext_lazy("moment", "Created"),
        "get_channel_display": _("How it reached us"),
        "get_end_reason_display": _("Why it ended"),
        "end_note": _("Remark on the end"),
        "ended_at": _("Ended"),
    }

    def get_form_class(self, for_update: bool = False) -> Any:
        return DeskWishForm if for_update else NewDeskWishForm


wish_viewset = WishViewSet("wishes")
