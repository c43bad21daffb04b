"""What the core adds to Wagtail: the desk's synonyms, one save at a time, consent at the door of the documents."""

from typing import Any

from django.http import Http404, HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .groups import is_desk
from .media.models import PortalDocument
from .search.viewsets import SynonymViewSet

register_snippet(SynonymViewSet)


@hooks.register("insert_global_admin_css")
def insert_desk_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk/pages.css"))


@hooks.register("insert_editor_js")
def insert_editor_js() -> str:
    return format_html('<script src="{}"></script>', static("js/desk/one_save.js"))


@hooks.register("before_serve_document")
def serve_with_consent_only(document: PortalDocument, request: HttpRequest) -> None:
    """A document that may not be published does not exist, except for the desk."""
    if not document.is_publishable and not is_desk(request.user):
        raise Http404


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    actions.register_action("import.apply", _("Carry out an import"), _("Import carried out"))
    actions.register_action("import.undo", _("Undo an import"), _("Import undone"))
    actions.register_action("import.headings", _("Explain headings"), _("Headings of a file explained"))
    actions.register_action("import.forget_heading", _("Forget a heading"), _("Remembered heading forgotten"))
