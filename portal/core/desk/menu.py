"""Menu entries of the desk that only some people see."""

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.permission_policies.pages import PagePermissionPolicy


class PageEditorsMenuItem(MenuItem):
    """An entry that leads to pages: shown to people who may write or publish some."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(PagePermissionPolicy().user_has_any_permission(request.user, ["add", "change", "publish"]))
