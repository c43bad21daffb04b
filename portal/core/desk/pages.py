"""A page of the desk that is no list and no form of Wagtail's: who may open it, who does it, and the way there."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class DeskPage(WagtailAdminTemplateMixin):
    """For those with `permission` only. `index` names the list it belongs to: its address and its label.

    Wagtail itself lets in the desk only, and has no browser keep a page of the admin.
    """

    permission = ""
    index: tuple[str, Any] = ("", "")
    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @property
    def actor(self) -> Any:
        """Who does it; the desk lets nobody in who is not logged in."""
        return self.request.user

    def way_here(self) -> list[dict[str, Any]]:
        """What stands between the list and the page itself."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        name, label = self.index
        index = {"url": reverse(name), "label": str(label)}
        return [*self.breadcrumbs_items, index, *self.way_here(), {"url": "", "label": self.get_page_title()}]
