"""The report at the desk: what was searched for in vain, how often, and what was done about it."""

import datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import Case, Value, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import EditView
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy

from portal.core.desk.viewsets import DeskDeleteView, DeskIndexView, DeskViewSet
from portal.core.search.models import Synonym

from .models import MissedSearch, MissedSearchQuerySet, Outcome
from .recording import folded_words
from .settling import forget, settle

PERIODS = (
    ("7", _("The last 7 days")),
    ("30", _("The last 30 days")),
    ("90", _("The last 90 days")),
)


class CountPolicy(ModelPermissionPolicy):
    """Nobody adds a search by hand."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and bool(super().user_has_permission(user, action))


class MissedSearchFilters(WagtailFilterSet):
    language = django_filters.ChoiceFilter(
        choices=MissedSearch._meta.get_field("language").choices, label=_("Language"), widget=forms.RadioSelect
    )
    period = django_filters.ChoiceFilter(
        choices=PERIODS, label=pgettext_lazy("span of time", "Period"), method="in_period"
    )
    state = django_filters.ChoiceFilter(
        choices=[("open", Outcome.OPEN.label), ("done", pgettext_lazy("searches without results", "Dealt with"))],
        label=pgettext_lazy("searches without results", "State"),
        method="by_state",
    )

    class Meta:
        model = MissedSearch
        fields = ["language"]

    def in_period(self, searches: MissedSearchQuerySet, name: str, value: str) -> MissedSearchQuerySet:
        """Words asked for since then, counted since then."""
        since = timezone.localdate() - datetime.timedelta(days=int(value) - 1)
        return searches.filter(day__gte=since).counted(since)

    def by_state(self, searches: MissedSearchQuerySet, name: str, value: str) -> MissedSearchQuerySet:
        is_open = {"outcome": Outcome.OPEN}
        return searches.filter(**is_open) if value == "open" else searches.exclude(**is_open)


def ways_on(search: MissedSearch, request: HttpRequest) -> list[tuple[str, str, str]]:
    """What to do with words: label, address and icon. A synonym only for who may write one."""
    with translation.override(search.language):
        address = reverse("search")
    ways = [(gettext("Try the search"), f"{address}?{urlencode({'q': search.words})}", "search")]
    if request.user.has_perm("core.add_synonym"):
        add = reverse(Synonym.snippet_viewset.get_url_name("add"))  # type: ignore[attr-defined]
        ways.append((gettext("Create a synonym"), f"{add}?{urlencode({'words': search.words})}", "plus"))
    return ways


class MissedSearchIndexView(DeskIndexView):
    """One row for words in a language, whatever the days: what is open first, the most asked for first."""

    def get_base_queryset(self) -> Any:
        open_first = Case(When(outcome=Outcome.OPEN, then=Value(0)), default=Value(1))
        return super().get_base_queryset().latest_of_each().counted().annotate(place=open_first)  # type: ignore[attr-defined]

    def search_queryset(self, queryset: Any) -> Any:
        """Words in any spelling."""
        return queryset.filter(folded__contains=folded_words(self.search_query)) if self.search_query else queryset

    def get_list_more_buttons(self, instance: MissedSearch) -> list[Any]:
        own = [
            MenuItem(label, url=url, icon_name=icon, priority=40 + order)
            for order, (label, url, icon) in enumerate(ways_on(instance, self.request))
        ]
        return [*super().get_list_more_buttons(instance), *own]


class MissedSearchEditView(EditView):
    """Notes what was done, on all days of the words."""

    def get_page_subtitle(self) -> str:
        return str(self.object.words)

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        own = [
            Button(label, url=url, icon_name=icon, priority=5 + order)
            for order, (label, url, icon) in enumerate(ways_on(self.object, self.request))
        ]
        return [*own, *super().header_more_buttons]

    def save_instance(self) -> MissedSearch:
        return settle(self.object, self.form.cleaned_data["outcome"], actor=self.request.user)


class MissedSearchDeleteView(DeskDeleteView):
    """Forgets the words, all days of them."""

    def get_page_subtitle(self) -> str:
        return str(self.object.words)

    def delete_action(self) -> None:
        forget(self.object, actor=self.request.user)


class MissedSearchViewSet(DeskViewSet):
    """What the site search did not find."""

    model = MissedSearch
    index_view_class = MissedSearchIndexView
    edit_view_class = MissedSearchEditView
    delete_view_class = MissedSearchDeleteView
    icon = "search"
    menu_label = _("Searches without results")
    menu_name = "missed_searches"
    menu_hook = "register_reports_menu_item"
    menu_order = 900
    inspect_view_enabled = False
    form_fields = ["outcome"]
    search_fields = ["folded"]
    search_backend_name = None
    ordering = ["place", "-total", "folded"]
    list_per_page = 50
    list_display = [
        "words",
        Column("language", label=_("Language"), accessor="get_language_display", sort_key="language"),
        Column("total", label=pgettext_lazy("searches without results", "Times"), sort_key="total"),
        DateColumn("last_asked", label=pgettext_lazy("searches without results", "Last asked"), sort_key="last_asked"),
        Column("outcome", label=pgettext_lazy("searches without results", "State"), accessor="get_outcome_display"),
    ]
    filterset_class = MissedSearchFilters
    export_filename = "searches-without-results"
    list_export = ["words", "get_language_display", "total", "last_asked", "get_outcome_display"]
    export_headings = {
        "words": pgettext_lazy("searches without results", "Words"),
        "get_language_display": _("Language"),
        "total": pgettext_lazy("searches without results", "Times"),
        "last_asked": pgettext_lazy("searches without results", "Last asked"),
        "get_outcome_display": pgettext_lazy("searches without results", "State"),
    }


missed_search_viewset = MissedSearchViewSet("missed_searches", url_prefix="missed_searches")
