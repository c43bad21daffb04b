"""What the core adds to Wagtail: synonyms, one save at a time, consent at the door of documents, checks of pages."""

from typing import Any

from django.http import Http404, HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from . import rich_text_readings
from .content_checks.desk import editor, report, telling
from .groups import is_desk
from .media.links import MeasuredDocumentLinks
from .media.models import PortalDocument
from .missed_searches.models import MissedSearch
from .missed_searches.viewset import CountPolicy, MissedSearchViewSet, missed_search_viewset
from .page_care.desk import report as page_care
from .page_care.desk.marking import MarkCheckedBulkAction
from .page_care.services import ACTION as PAGE_CHECKED
from .search.viewsets import SynonymViewSet
from .styles import desk as styles
from .translating import desk as translating

register_snippet(SynonymViewSet)
register_permission_policy(MissedSearch, CountPolicy(MissedSearch))
hooks.register("after_publish_page", telling.after_publishing)
# Before wagtail-localize, whose editor of translations takes the place of Wagtail's.
hooks.register("before_edit_page", telling.before_editing, order=-1)
hooks.register("before_bulk_action", telling.before_bulk_publishing)
hooks.register("construct_wagtail_userbar", editor.use_portal_checker)
hooks.register("register_admin_urls", report.addresses)
hooks.register("register_reports_menu_item", report.menu_item)
hooks.register("register_admin_urls", page_care.addresses)
hooks.register("register_reports_menu_item", page_care.menu_item)
hooks.register("construct_homepage_panels", page_care.add_panel)
hooks.register("register_bulk_action", MarkCheckedBulkAction)


@hooks.register("register_admin_viewset")
def register_missed_searches() -> MissedSearchViewSet:
    return missed_search_viewset


hooks.register("register_admin_urls", translating.addresses)
hooks.register("register_admin_urls", translating.guarded_library_pages, order=-1)
hooks.register("register_reports_menu_item", translating.menu_item)
hooks.register("construct_reports_menu", translating.hide_other_report)
hooks.register("register_log_actions", translating.register_log_actions)
hooks.register("register_admin_urls", styles.addresses)
hooks.register("register_settings_menu_item", styles.menu_item)


@hooks.register("insert_global_admin_css")
def insert_desk_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk/pages.css"))


@hooks.register("insert_editor_js")
def insert_editor_js() -> str:
    return format_html('<script src="{}"></script>', static("js/desk/one_save.js"))


@hooks.register("register_rich_text_features")
def register_readings(features: Any) -> None:
    rich_text_readings.register(features)


@hooks.register("before_serve_document")
def serve_with_consent_only(document: PortalDocument, request: HttpRequest) -> None:
    """A document that may not be published does not exist, except for the desk."""
    if not document.is_publishable and not is_desk(request.user):
        raise Http404


@hooks.register("register_rich_text_features", order=10)
def name_type_and_size_of_files(features: Any) -> None:
    """In place of Wagtail's own links to documents, which is registered before."""
    features.register_link_type(MeasuredDocumentLinks)


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    actions.register_action(PAGE_CHECKED, _("Check a page"), _("Content of the page checked"))
    actions.register_action("search.settle", _("Note what was done"), _("Noted what was done about words not found"))
    actions.register_action("search.forget", _("Forget words"), _("Words not found were deleted"))
    actions.register_action("import.apply", _("Carry out an import"), _("Import carried out"))
    actions.register_action("import.undo", _("Undo an import"), _("Import undone"))
    actions.register_action("import.headings", _("Explain headings"), _("Headings of a file explained"))
    actions.register_action("import.forget_heading", _("Forget a heading"), _("Remembered heading forgotten"))
