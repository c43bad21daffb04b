"""The addresses of the report at the desk, and its place in the menu."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from portal.core.desk.menu import PageEditorsMenuItem

from .pages import FollowView, TakeOverView
from .ready import ReadyView
from .report import TranslationReportView
from .snippets import SnippetReportView, report_url, translated_snippets
from .syncing import GuardedUpdateView


class PageReportView(TranslationReportView):
    """The report on pages, with the way to those on snippets."""

    @property
    def other_reports(self) -> list[HeaderButton]:
        return [
            HeaderButton(capfirst(str(model._meta.verbose_name_plural)), url=report_url(model), icon_name="snippet")
            for model in translated_snippets()
        ]


def addresses() -> list[URLPattern]:
    """For the hook `register_admin_urls`."""
    at = "reports/translations/"
    one = f"{at}<int:pk>/<str:language>/"
    return [
        path(at, PageReportView.as_view(), name="translations_report"),
        path(f"{at}results/", PageReportView.as_view(results_only=True), name="translations_report_results"),
        path(f"{at}of/<str:label>/", SnippetReportView.as_view(), name="translations_snippets"),
        path(
            f"{at}of/<str:label>/results/",
            SnippetReportView.as_view(results_only=True),
            name="translations_snippets_results",
        ),
        path(f"{at}ready/", ReadyView.as_view(), name="translations_ready"),
        path(f"{one}update/", TakeOverView.as_view(), name="translations_take_over"),
        path(f"{one}follow/", FollowView.as_view(), name="translations_follow"),
    ]


def guarded_library_pages() -> list[URLPattern]:
    """For the hook `register_admin_urls`, before the library's own pages at the same addresses."""
    address = "localize/update/<int:translation_source_id>/"
    return [path(address, GuardedUpdateView.as_view(), name="translations_update_all")]


def menu_item() -> PageEditorsMenuItem:
    return PageEditorsMenuItem(
        _("Translations of the pages"),
        reverse("translations_report"),
        name="page-translations",
        icon_name="wagtail-localize-language",
        order=90,
    )


def hide_other_report(request: HttpRequest, items: list[Any]) -> None:
    """wagtail-localize's own list has a row for each translation that was started, and knows none that was not."""
    items[:] = [item for item in items if item.url != reverse("wagtail_localize:translations_report")]


def register_log_actions(actions: Any) -> None:
    """The words of the history."""
    actions.register_action("translation.take_over", _("Update from the source"), _("Texts of the source taken over"))
    actions.register_action("translation.follow_again", _("Follow the source"), _("Tied to the source again"))
    actions.register_action("translation.publish", _("Publish the translation"), _("Translation published"))
