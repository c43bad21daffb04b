"""The menu of a row in the lists of cases: Wagtail's own entries, of which those for translating ask no query a row."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.widgets.button import Button, ButtonWithDropdownFromHook
from wagtail_localize.wagtail_hooks import page_listing_more_buttons as asks_for_each_row

_HOOK = "register_page_listing_more_buttons"
MAY_TRANSLATE = "wagtail_localize.submit_translation"


class RowMenu(ButtonWithDropdownFromHook):
    """The menu of one row, with the facts its list has read for all rows at once (`page.desk`)."""

    def __init__(self, page: Any, user: Any, next_url: str) -> None:
        attrs = {"aria-label": _("More options for “%(title)s”") % {"title": page.get_admin_display_title()}}
        super().__init__("", _HOOK, page, user, next_url=next_url, icon_name="dots-horizontal", attrs=attrs)

    @cached_property
    def dropdown_buttons(self) -> list[Button]:
        found: list[Any] = []
        for hook in hooks.get_hooks(_HOOK):
            if hook is not asks_for_each_row:
                found += hook(page=self.page, user=self.user, next_url=self.next_url)
        items = [one for one in found if (one.is_shown(self.user) if isinstance(one, MenuItem) else one.show)]
        buttons = [Button.from_menu_item(one) if isinstance(one, MenuItem) else one for one in items]
        return [*buttons, *self._translating()]

    def _translating(self) -> list[Button]:
        if not self.user.has_perm(MAY_TRANSLATE):
            return []
        buttons = []
        if self.page._has_untranslated_locale:
            url = reverse("wagtail_localize:submit_page_translation", args=[self.page.alias_of_id or self.page.pk])
            icon = "wagtail-localize-language"
            buttons.append(Button(_("Translate this page"), url=url, icon_name=icon, priority=60))
        if self.page.desk and self.page.desk.source is not None:
            url = reverse("wagtail_localize:update_translations", args=[self.page.desk.source])
            url += "?" + urlencode({"next": self.next_url})
            buttons.append(Button(_("Sync translated pages"), url=url, icon_name="resubmit", priority=60))
        return buttons
