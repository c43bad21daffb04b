import datetime
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
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
from portal.core.pages.forms import PortalPageForm
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
        from newsletter.selectors import listed_issues  # the reads know the models of this module

        issues = listed_issues(self)
        return {**super().get_context(request, *args, **kwargs), "issues": paginate(request, issues, 12)}


class Section(NamedTuple):
    """An entry of the table of contents."""

    anchor: str
    title: str


class IssueForm(PortalPageForm):
    """Refuses a number that another issue of the same newsletter has, beside the field."""

    def clean_number(self) -> int | None:
        number: int | None = self.cleaned_data["number"]
        if number is not None and self.parent_page is not None:
            siblings = IssuePage.objects.child_of(self.parent_page).exclude(pk=self.instance.pk)
            if siblings.filter(number=number).exists():
                raise ValidationError(taken_number(number), code="taken")
        return number


def taken_number(number: int) -> str:
    return _t("Issue %(number)d exists already. Its number is its address, so no other issue can have it.") % {
        "number": number
    }


class IssuePage(BasePage):
    """One issue of the newsletter; its address is its number."""

    # The section named beside it says that it is an issue.
    search_kind = ""

    number = models.PositiveIntegerField(_("number"), db_index=True, help_text=_("The address of the issue."))
    month = models.DateField(
        _("month of issue"), default=first_of_this_month, help_text=_("Any day of the month; only the month is shown.")
    )
    body = StreamField(IssueBlock(), verbose_name=_("body"))

    base_form_class = IssueForm
    content_panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("number"), FieldPanel("month")]),
        FieldPanel("summary"),
        FieldPanel("cover"),
        FieldPanel("body"),
    ]
    promote_panels = BasePage.findability_panels
    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.FilterField("number")]
    api_fields = [*BasePage.api_fields, APIField("number"), APIField("month"), APIField("body")]
    parent_page_types = ["newsletter.NewsletterIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("issue")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self._take_address_from_number()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        self._take_address_from_number()
        super().minimal_clean()

    def _take_address_from_number(self) -> None:
        # The number is the address: /newsletter/<number>/.
        if self.number is not None:
            self.slug = str(self.number)

    def _check_slug_is_unique(self) -> None:
        try:
            super()._check_slug_is_unique()
        except ValidationError as error:
            # The slug is no field of the form: the fault belongs to the number.
            raise ValidationError({"number": taken_number(self.number)}) from error

    @property
    def number_label(self) -> str:
        """「創刊号」 for the first issue, 「第2号」 for the others, in the active language."""
        if self.number == 1:
            return _t("First issue")
        return _t("No. %(number)d") % {"number": self.number}

    @property
    def contents(self) -> list[Section]:
        """The table of contents: every block that has a heading, but for notices, which belong to another."""
        found = []
        for block in self.body:
            heading = block.value.get("heading") if hasattr(block.value, "get") else ""
            if heading and block.block_type != "note":
                found.append(Section(f"b-{block.id}", heading))
        return found
