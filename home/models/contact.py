from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.search import index

from portal.core.blocks import StoryBlock
from portal.core.pages.base import BasePage


class ContactPage(RoutablePageMixin, BasePage):
    """How to reach the office, with a form. Telephone, hours and address are site settings."""

    shows_care = False

    promise = models.CharField(
        _("when and how the office answers"),
        max_length=300,
        blank=True,
        help_text=_("Shown above the form and after sending, for example: We answer by e-mail within three days."),
    )
    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("promise"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    api_fields = [*BasePage.api_fields, APIField("promise"), APIField("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = pgettext_lazy("plural", "contact pages")

    @path("")
    def index_route(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        from home.views.contact import contact  # the form reads the models of this package

        return contact(request, self)

    @path("sent/", name="sent")
    def sent_route(self, request: HttpRequest) -> HttpResponse:
        from home.views.contact import sent

        return sent(request, self)
