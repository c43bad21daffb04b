"""The style page's place at the desk: its addresses and its entry among the settings."""

from django.urls import URLPattern, reverse
from django.utils.translation import pgettext_lazy
from wagtail.admin.menu import MenuItem

from .urls import urlpatterns


def addresses() -> list[URLPattern]:
    return urlpatterns


def menu_item() -> MenuItem:
    """For everybody of the desk: who writes pages wants to know what there is, and who builds them, when to use it."""
    label = pgettext_lazy("desk", "Style page")
    return MenuItem(label, reverse("style-page"), name="styles", icon_name="view", order=900)
