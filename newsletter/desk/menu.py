"""The newsletter's menu at the desk: sending it, its mails, its readers."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

NEWSLETTER_MENU = "register_newsletter_menu_item"
"""The hook of this menu: a viewset with this `menu_hook` stands in it, in the order of `menu_order`."""


class NewsletterGroup(ModelViewSetGroup):
    """Shown to whoever may see one of its lists."""

    menu_label = _("Newsletter")
    menu_name = "newsletter"
    menu_icon = "mail"
    menu_order = 210
    submenu_hook = NEWSLETTER_MENU
    items = ()


newsletter_group = NewsletterGroup()
