"""Runs of the engine at the desk, what the desk decided about them, and what became of suggestions."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import InspectView

from members.suggestions.desk_wish import DecideView, LiftView, WishListView
from members.suggestions.funnel import funnel_steps
from members.suggestions.models import DeskMark, MatchEvent, MatchRun
from portal.core.desk.viewsets import DeskViewSet


class RunFilters(WagtailFilterSet):
    # Opened from a wish: a list of all wishes to choose from would be of no use.
    wish = django_filters.NumberFilter(widget=forms.HiddenInput, label=_("Wish"))

    newest = django_filters.BooleanFilter(
        method="only_newest", widget=forms.CheckboxInput, label=_("Only the newest list of each wish")
    )
    nobody = django_filters.BooleanFilter(
        method="only_empty", widget=forms.CheckboxInput, label=_("Only lists without anybody")
    )

    class Meta:
        model = MatchRun
        fields = ["wish", "as_of", "engine_version", "newest", "nobody"]

    def only_newest(self, queryset: QuerySet[MatchRun], name: str, value: bool) -> QuerySet[MatchRun]:
        later = MatchRun.objects.filter(wish=OuterRef("wish"), pk__gt=OuterRef("pk"))
        return queryset.filter(~Exists(later)) if value else queryset

    def only_empty(self, queryset: QuerySet[MatchRun], name: str, value: bool) -> QuerySet[MatchRun]:
        return queryset.filter(possible=0) if value else queryset


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
        "engine_version",
        Column("created_at", label=_("Made"), sort_key="created_at"),
        Column("shown_at", label=_("First shown to the school")),
    ]
    filterset_class = RunFilters

    def get_form_class(self, for_update: bool = False) -> Any:
        return forms.modelform_factory(MatchRun, fields=["wish"])

    def get_urlpatterns(self) -> list[URLPattern]:
        pages: list[tuple[str, str, Any]] = [
            ("wish/<int:pk>/", "wish", WishListView),
            ("wish/<int:pk>/<int:partner_pk>/", "decide", DecideView),
            ("wish/<int:pk>/lift/<int:mark>/", "lift", LiftView),
        ]
        own = [path(route, self.construct_view(view), name=name) for route, name, view in pages]
        return [*super().get_urlpatterns(), *own]


class MarkViewSet(DeskViewSet):
    """What the desk has decided by hand, over all wishes: to be looked at and exported; it is decided at a wish."""

    model = DeskMark
    related = ("school", "wish", "partner", "made_by")
    icon = "thumbtack"
    menu_label = _("Decisions about suggestions")
    menu_name = "desk_marks"
    menu_order = 38
    inspect_view_enabled = False
    search_fields = ["school__name", "school__name_kana", "wish__title", "partner__name", "partner__name_en", "reason"]
    search_backend_name = None
    ordering = ("-made_at", "-pk")
    list_filter = ["kind", "made_at"]
    list_display = [
        Column("kind", label=_("Decision"), accessor="get_kind_display", sort_key="kind"),
        Column("school", label=_("School"), sort_key="school__name_kana"),
        "wish",
        Column("partner", label=_("Partner school"), sort_key="partner__name"),
        "reason",
        Column("made_by", label=_("Decided by")),
        Column("made_at", label=_("Decided"), sort_key="made_at"),
    ]
    export_filename = "desk_marks"
    list_export = [
        "made_at",
        "kind",
        "school.code",
        "school.name",
        "wish.title",
        "partner.code",
        "partner.name",
        "reason",
    ]
    export_headings = {
        "school.code": _("School code"),
        "school.name": _("School"),
        "wish.title": _("Wish"),
        "partner.code": _("Partner code"),
        "partner.name": _("Partner school"),
    }

    def get_form_class(self, for_update: bool = False) -> Any:
        return forms.modelform_factory(DeskMark, fields=["reason"])


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
mark_viewset = MarkViewSet("desk_marks")
run_viewset = RunViewSet("match_runs")
