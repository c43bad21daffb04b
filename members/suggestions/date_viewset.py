"""The list of agreed dates at the desk."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from members.suggestions.desk_dates import AddDate, DateForm, EditDate, NewDateForm
from members.suggestions.models import AgreedDate
from portal.core.desk.viewsets import DeskViewSet


class DateFilters(WagtailFilterSet):
    moved = django_filters.BooleanFilter(
        field_name="moved_at", lookup_expr="isnull", exclude=True, label=pgettext_lazy("date", "Moved")
    )

    class Meta:
        model = AgreedDate
        fields = ["moved", "starts_at"]


class AgreedDateViewSet(DeskViewSet):
    model = AgreedDate
    icon = "calendar-check"
    menu_label = _("Agreed dates")
    menu_name = "agreed_dates"
    menu_order = 37
    add_view_class = AddDate
    edit_view_class = EditDate
    inspect_view_fields = [
        "request",
        "local_date",
        "local_time",
        "zone",
        "other_date",
        "other_time",
        "other_zone",
        "minutes",
        "tzdata_version",
        "moved_at",
        "moved_from",
        "cancelled_at",
        "recorded_by",
    ]
    search_fields = ["request__wish__title", "request__wish__school__name", "request__partner__name"]
    search_backend_name = None
    ordering = ("-starts_at", "-pk")
    list_display = [
        Column("here", label=_("Japan time"), accessor="words.0", sort_key="starts_at"),
        Column("there", label=_("Their time"), accessor="words.1"),
        Column("school", label=_("School"), accessor="request.wish.school"),
        Column("partner", label=_("Partner school"), accessor="request.partner"),
        Column("state", label=_("State"), accessor="state_label"),
        Column("tzdata_version", label=_("Time zone data")),
    ]
    filterset_class = DateFilters

    related = ("request__wish__school", "request__partner")
    export_filename = "agreed_dates"
    list_export = [
        "request.wish.school.code",
        "request.wish.school.name",
        "request.wish.title",
        "request.partner.code",
        "request.partner.name",
        "words.0",
        "words.1",
        "zone",
        "other_zone",
        "minutes",
        "state_label",
        "tzdata_version",
    ]
    export_headings = {
        "request.wish.school.code": _("School code"),
        "request.wish.school.name": _("School"),
        "request.wish.title": _("Wish"),
        "request.partner.code": _("Partner code"),
        "request.partner.name": _("Partner school"),
        "words.0": _("Japan time"),
        "words.1": _("Their time"),
        "state_label": _("State"),
    }

    def get_form_class(self, for_update: bool = False) -> Any:
        return DateForm if for_update else NewDateForm


agreed_date_viewset = AgreedDateViewSet("agreed_dates")
