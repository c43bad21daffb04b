"""The checks in the page editor: our findings in the side panel “Checks”, and the rules of Wagtail's own checker."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page

from portal.core.content_checks.checking import check_page
from portal.core.content_checks.findings import Finding, place_of
from portal.core.pages.base import BasePage


class PortalCheckerItem(ContentCheckerItem):
    """Wagtail's checker of the preview, on what an editor writes: header and footer are the project's own.

    That no description was written is no fault: the lead takes its place.
    """

    axe_include: ClassVar[list[str]] = ["main"]
    axe_run_only: ClassVar[list[str]] = [
        *(rule for rule in ContentCheckerItem.axe_run_only if rule != "empty-meta-description"),
        "image-alt",
        "identical-links-same-purpose",
        "list",
        "th-has-data-cells",
    ]
    axe_messages: ClassVar[dict[str, Any]] = {
        **ContentCheckerItem.axe_messages,
        "image-alt": {
            "error_name": _("Picture without text alternative"),
            "help_text": _("Describe it at the picture"),
        },
        "identical-links-same-purpose": {
            "error_name": _("Links with the same text lead to different places"),
            "help_text": _("Say in each where it leads"),
        },
    }


def use_portal_checker(request: HttpRequest, items: list[Any], page: Page | None) -> None:
    """For `construct_wagtail_userbar`: our rules in place of Wagtail's."""
    items[:] = [
        PortalCheckerItem(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item for item in items
    ]


def told_of(page: Any) -> list[tuple[Finding, str]]:
    """The findings on a page as it stands in the editor, each with its place; none for a page not saved yet."""
    if not isinstance(page, BasePage) or page.pk is None:
        return []
    return [(finding, place_of(type(page), finding.path)) for finding in check_page(page)]
