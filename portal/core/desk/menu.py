"""The menus of the desk that several rooms hang their lists into, and entries that only some people see."""

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.permission_policies.pages import PagePermissionPolicy

MEMBERS_MENU = "register_members_menu_item"
"""The hook of the menu 「学校と相手校」: a viewset with this `menu_hook` stands in it, in the order of `menu_order`."""

CONTENT_MENU = "register_content_menu_item"
"""The hook of the menu 「サイトの内容」: the lists of what stands on the public site, kind by kind."""


class PageEditorsMenuItem(MenuItem):
    """An entry that leads to pages: shown to people who may write or publish some."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(PagePermissionPolicy().user_has_any_permission(request.user, ["add", "change", "publish"]))
