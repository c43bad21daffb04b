"""The report on translations: one row a page, one column a language, and what to do about it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Locale, Page, get_page_models
from wagtail.permission_policies.pages import PagePermissionPolicy

from portal.core.desk.spreadsheets import SafeExportMixin

from .actions import Action, actions, may_translate
from .facts import Facts, Row
from .filters import TranslationFilters
from .rows import rows_of
from .sections import section_names
from .states import languages, sources, with_states

MAY_SEE = ["add", "change", "publish"]
STYLE = forms.Media(css={"all": ["css/desk/translations.css"]})


def translatable_pages(user: Any) -> QuerySet[Any]:
    """The sources this person works with, each with its state in every language, in the order of the tree."""
    pages = PagePermissionPolicy().instances_user_has_any_permission_for(user, MAY_SEE)
    kept = pages.filter(depth__gte=2).exclude(content_type__in=_kinds_of_one_language())
    return with_states(sources(kept), languages()).order_by("path")


def _kinds_of_one_language() -> list[ContentType]:
    """The types of pages, such as those in plain Japanese, that are written in one language on purpose."""
    models = [model for model in get_page_models() if not getattr(model, "is_translated", True)]
    return list(ContentType.objects.get_for_models(*models).values())


class PageColumn(Column):
    """The page, where it lies and of what kind it is."""

    cell_template_name = "core/translating/page_cell.html"


class LanguageColumn(Column):
    """How a page stands in one language, and the ways on."""

    cell_template_name = "core/translating/language_cell.html"

    def __init__(self, locale: Locale, ways: Callable[[HttpRequest, Row, Facts], list[Action]] = actions) -> None:
        super().__init__(locale.language_code, label=str(locale), accessor=lambda row: row.by_language[self.name])
        self.ways = ways

    def get_cell_context_data(self, instance: Row, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "actions": self.ways(parent_context["request"], instance, context["value"])}


class TranslationReportView(SafeExportMixin, ReportView):
    """In the order of the tree. The queries do not grow with the pages shown."""

    page_title = gettext_lazy("Translations of the pages")
    header_icon = "wagtail-localize-language"
    model = Page
    any_permission_required = MAY_SEE
    index_url_name = "translations_report"
    index_results_url_name = "translations_report_results"
    filterset_class = TranslationFilters
    is_searchable = True
    export_filename = "translations"

    @cached_property
    def locales(self) -> list[Locale]:
        return languages()

    @cached_property
    def columns(self) -> list[Column]:
        page = PageColumn("title", label=gettext_lazy("Page"), accessor=lambda row: row, classname="title")
        return [page, *(LanguageColumn(locale) for locale in self.locales)]

    @cached_property
    def list_export(self) -> list[str]:
        return ["title", "section", "kind", "source.url_path", *self.told_fields]

    @property
    def told_fields(self) -> list[str]:
        return [f"by_language.{locale.language_code}.{what}" for locale in self.locales for what in ("told", "left")]

    @cached_property
    def export_headings(self) -> dict[str, Any]:
        fixed = {
            "title": _("Page"),
            "section": _("Part of the site"),
            "kind": _("Type of page"),
            "source.url_path": _("Place in the tree"),
        }
        told = {f"by_language.{one.language_code}.told": str(one) for one in self.locales}
        left = {
            f"by_language.{one.language_code}.left": _("%(language)s: texts behind") % {"language": one}
            for one in self.locales
        }
        return {**fixed, **told, **left}

    @property
    def no_results_message(self) -> str:
        return _("No page fits these filters.")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not may_translate(self.request.user):
            return []
        ready = HeaderButton(_("Publish what is ready"), url=reverse("translations_ready"), icon_name="check")
        return [ready, *self.other_reports]

    @property
    def other_reports(self) -> list[HeaderButton]:
        """Buttons that lead to the reports on what is no page."""
        return []

    def get_base_queryset(self) -> QuerySet[Any]:
        return translatable_pages(self.request.user)

    def get_filtered_queryset(self) -> QuerySet[Any]:
        """Wagtail's reports would filter a second time what `get_queryset` has filtered."""
        return self.get_queryset()

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Words of a title or an address in any language; all of them."""
        for word in self.search_query.split():
            titles = Page.objects.filter(translation_key=OuterRef("translation_key"))
            fits = Q(draft_title__icontains=word) | Q(title__icontains=word) | Q(url_path__icontains=word)
            queryset = queryset.filter(Exists(titles.filter(fits)))
        return queryset

    def get_table(self, object_list: Any) -> Any:
        return super().get_table(list(self.as_rows(object_list)))

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """The table has its rows already; a file gets them here."""
        return self.as_rows(object_list) if self.is_export else object_list

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return {**context, "media": context["media"] + STYLE}

    def as_rows(self, pages: Any) -> Iterator[Row]:
        return rows_of(pages, self.locales, section_names())
