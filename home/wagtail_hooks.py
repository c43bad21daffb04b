"""What this room adds to the desk: its lists, what waits on the first page, and words of the history."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from home.desk.inquiries import InquiriesPanel, inquiry_viewset, may_see
from home.selectors import editions_behind
from home.viewsets import (
    FaqEntryViewSet,
    content_group,
    easy_listing,
    event_listing,
    figure_viewset,
    news_listing,
    programme_listing,
    region_listing,
)

register_snippet(FaqEntryViewSet)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [
        content_group,
        news_listing,
        event_listing,
        easy_listing,
        region_listing,
        programme_listing,
        inquiry_viewset,
        figure_viewset,
    ]


@hooks.register("construct_homepage_panels")
def add_inquiries(request: HttpRequest, panels: list[Any]) -> None:
    if may_see(request):
        panels.append(InquiriesPanel())


@hooks.register("after_publish_page")
def name_editions_behind(request: HttpRequest, page: Page) -> None:
    """Whoever changes a page hears at once that its edition in plain Japanese does not say the same any more."""
    for easy in editions_behind(page):
        text = _("“%(page)s” in plain Japanese does not say the same any more.") % {"page": easy.title}
        link = messages.button(reverse("wagtailadmin_pages:edit", args=[easy.pk]), _("Edit it"))
        messages.warning(request, text, buttons=[link])


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    actions.register_action("inquiry.receive", _("Receive an inquiry"), _("Inquiry received"))
    actions.register_action("inquiry.look_after", _("Look after an inquiry"), _("Inquiry looked after"))
