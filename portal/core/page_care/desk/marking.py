"""“Mark as checked today” for several pages at once, in the report and in Wagtail's own lists of pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page

from portal.core.page_care.services import mark_checked, may_mark
from portal.core.pages.base import BasePage


class MarkCheckedBulkAction(PageBulkAction):
    """Asks once more, then notes the day in all languages of the pages."""

    display_name = _("Mark as checked")
    action_type = "mark_checked"
    aria_label = _("Mark selected pages as checked today")
    template_name = "core/page_care/confirm_marking.html"
    action_priority = 45

    def check_perm(self, page: Page) -> bool:
        model = page.content_type.model_class()
        return bool(model and issubclass(model, BasePage) and page.live and may_mark(page, self.request.user))

    @classmethod
    def execute_action(cls, objects: list[Page], user: Any = None, **kwargs: Any) -> tuple[int, int]:
        return len(mark_checked([page.pk for page in objects], by=user)), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "%(number)d page was marked as checked today.",
            "%(number)d pages were marked as checked today.",
            num_parent_objects,
        ) % {"number": num_parent_objects}
