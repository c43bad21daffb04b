"""Runs of the engine and requests to partners, at the desk."""

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import InspectView

from members.suggestions.desk_forms import AddRequest, EditRequest, NewRequestForm, RequestForm
from members.suggestions.funnel import funnel_steps
from members.suggestions.models import MatchEvent, MatchRun, PartnerRequest
from portal.core.desk.viewsets import DeskViewSet


class RequestViewSet(DeskViewSet):
    model = PartnerRequest
    icon = "mail"
    menu_label = _("Requests to partners")
    menu_name = "partner_requests"
    menu_order = 35
    add_view_class = AddRequest
    edit_view_class = EditRequest
    related = ("wish__school", "partner")
    search_fields = [
        "wish__title",
        "wish__school__name",
        "wish__school__name_kana",
        "partner__name",
        "partner__name_en",
    ]
    search_backend_name = None
    ordering = ("-requested_at", "-pk")
    list_display = [
        "wish",
        Column("school", label=_("School"), accessor="wish.school", sort_key="wish__school__name_kana"),
        Column("partner", label=_("Partner school"), sort_key="partner__name"),
        Column("status", label=_("Status"), accessor="get_status_display", sort_key="status"),
        Column("refusal", label=_("Reason for declining"), accessor="get_refusal_display"),
        Column("requested_at", label=_("Requested"), sort_key="requested_at"),
    ]
    list_filter = ["status", "refusal", "requested_at"]
    export_filename = "partner_requests"
    list_export = [
        "pk",
        "wish.school.name",
        "wish.title",
        "partner.code",
        "partner.name",
        "get_status_display",
        "get_refusal_display",
        "requested_at",
        "closed_at",
    ]
    export_headings = {
        "pk": _("Number"),
        "wish.school.name": _("School"),
        "wish.title": _("Wish"),
        "partner.code": _("Partner code"),
        "partner.name": _("Partner school"),
        "get_status_display": _("Status"),
        "get_refusal_display": _("Reason for declining"),
        "requested_at": _("Requested"),
        "closed_at": _("Closed"),
    }

    def get_form_class(self, for_update: bool = False) -> Any:
        return RequestForm if for_update else NewRequestForm


class RunFilters(WagtailFilterSet):
    # Opened from a wish: a list of all wishes to choose from would be of no use.
    wish = django_filters.NumberFilter(widget=forms.HiddenInput, label=_("Wish"))

    class Meta:
        model = MatchRun
        fields = ["wish", "as_of"]


class InspectRun(InspectView):
    """A run with its list, scores included: the one place where they are shown."""

    template_name = "suggestions/desk/run.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        run: MatchRun = self.object
        context["steps"] = funnel_steps(run.wish, run.excluded, run.considered)
        context["suggestions"] = self.object.suggestions.select_related("partner").order_by("rank")
        return context


class RunViewSet(DeskViewSet):
    """The log of the engine."""

    model = MatchRun
    related = ("wish__school",)
    icon = "list-ol"
    menu_label = pgettext_lazy("desk menu", "Suggestions")
    menu_name = "match_runs"
    menu_order = 36
    inspect_view_class = InspectRun
    inspect_template_name = "suggestions/desk/run.html"
    inspect_view_fields = ["wish", "as_of", "engine_version", "considered", "possible"]
    search_fields = ["wish__title", "wish__school__name", "wish__school__name_kana"]
    search_backend_name = None
    ordering = ("-pk",)
    export_filename = "match_runs"
    list_export = [
        "pk",
        "wish.school.code",
        "wish.school.name",
        "wish.title",
        "as_of",
        "possible",
        "considered",
        "engine_version",
        "created_at",
    ]
    export_headings = {
        "pk": _("Number"),
        "wish.school.code": _("School code"),
        "wish.school.name": _("School"),
        "wish.title": _("Wish"),
    }
    list_display = [
        "wish",
        Column("school", label=_("School"), accessor="wish.school"),
        "as_of",
        "possible",
        "considered",
        "created_at",
    ]
    filterset_class = RunFilters

    def get_form_class(self, for_update: bool = False) -> Any:
        return forms.modelform_factory(MatchRun, fields=["wish"])


class EventViewSet(DeskViewSet):
    """What became of suggestions: to be looked at and exported."""

    model = MatchEvent
    related = ("wish__school", "partner")
    icon = "history"
    menu_label = _("Events of suggestions")
    menu_name = "match_events"
    menu_order = 37
    inspect_view_enabled = False
    search_fields = [
        "wish__title",
        "wish__school__name",
        "wish__school__name_kana",
        "partner__name",
        "partner__name_en",
    ]
    search_backend_name = None
    ordering = ("-pk",)
    list_filter = ["kind", "engine_version", "at"]
    list_display = [
        Column("at", label=_("When"), sort_key="at"),
        Column("kind", label=_("Event"), accessor="get_kind_display", sort_key="kind"),
        "wish",
        Column("school", label=_("School"), accessor="wish.school"),
        Column("partner", label=_("Partner school"), sort_key="partner__name"),
        Column("rank", label=_("Rank"), sort_key="rank"),
        "detail",
    ]
    export_filename = "match_events"
    list_export = [
        "at",
        "kind",
        "wish.school.code",
        "wish.title",
        "wish.exchange_type",
        "partner.code",
        "rank",
        "detail",
        "engine_version",
    ]
    export_headings = {
        "wish.school.code": _("School code"),
        "wish.title": _("Wish"),
        "wish.exchange_type": _("Exchange type"),
        "partner.code": _("Partner code"),
    }

    def get_form_class(self, for_update: bool = False) -> Any:
        return forms.modelform_factory(MatchEvent, fields=["wish"])


event_viewset = EventViewSet("match_events")
request_viewset = RequestViewSet("partner_requests")
run_viewset = RunViewSet("match_runs")
