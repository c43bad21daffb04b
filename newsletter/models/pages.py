import datetime
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.search import index

from newsletter.blocks import IssueBlock
from portal.core.pages.base import BasePage
from portal.core.pagination import paginate


def first_of_this_month() -> datetime.date:
    """The first day of the current month in Tokyo: issues carry a month, not a day."""
    return timezone.localdate().replace(day=1)


class NewsletterIndexPage(BasePage):
    """All issues, newest first."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["newsletter.IssuePage"]

    class Meta:
        verbose_name = _("newsletter")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        issues = IssuePage.objects.child_of(self).live().order_by("-number")
        return {**super().get_context(request, *args, **kwargs), "issues": paginate(request, issues, 12)}


class IssuePage(BasePage):
    """One issue of the newsletter; its address is its number."""

    number = models.PositiveIntegerField(_("number"), db_index=True, help_text=_("The address of the issue."))
    month = models.DateField(
        _("month of issue"), default=first_of_this_month, help_text=_("Any day of the month; only the month is shown.")
    )
    body = StreamField(IssueBlock(), verbose_name=_("body"))

    content_panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("number"), FieldPanel("month")]),
        FieldPanel("summary"),
        FieldPanel("cover"),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.FilterField("number")]
    api_fields = [*BasePage.api_fields, APIField("number"), APIField("month"), APIField("body")]
    parent_page_types = ["newsletter.NewsletterIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("issue")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        # The number is the address: /newsletter/<number>/. Two issues of one number are refused by Wagtail's own
        # check for a free slug.
        if self.number is not None:
            self.slug = str(self.number)
        super().full_clean(*args, **kwargs)

    @property
    def number_label(self) -> str:
        """「創刊号」 for the first issue, 「第2号」 for the others, in the active language."""
        if self.number == 1:
            return _t("First issue")
        return _t("No. %(number)d") % {"number": self.number}

    @property
    def contents(self) -> list[tuple[str, str]]:
        """The table of contents: (anchor, heading) of every block that has a heading."""
        found = []
        for block in self.body:
            heading = block.value.get("heading") if hasattr(block.value, "get") else ""
            if heading:
                found.append((f"b-{block.id}", heading))
        return found
