import datetime
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.search import index

from newsletter.api_fields import PartsField
from newsletter.blocks import IssueBlock
from newsletter.models.index_routes import IndexRoutes
from newsletter.models.issue_routes import IssueRoutes
from newsletter.parts import Part, parts_of
from portal.core.dates import fiscal_year_of
from portal.core.pages.base import BasePage
from portal.core.pages.forms import PortalPageForm


def first_of_this_month() -> datetime.date:
    """The first day of the current month in Tokyo: issues carry a month, not a day."""
    return timezone.localdate().replace(day=1)


class NewsletterIndexPage(IndexRoutes, BasePage):
    """The archive: all issues, newest first, by fiscal year and by words."""

    shows_care = False

    parent_page_types = ["home.HomePage"]
    subpage_types = ["newsletter.IssuePage"]

    class Meta:
        verbose_name = _("newsletter")
        verbose_name_plural = pgettext_lazy("plural", "newsletters")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from newsletter.archive import archive_context  # the reads know the models of this module

        return {**super().get_context(request, *args, **kwargs), **archive_context(request, self)}


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


class IssuePage(IssueRoutes, BasePage):
    """One issue of the newsletter; its address is its number."""

    # The section named beside it says that it is an issue.
    search_kind = ""
    schema_type = "Article"

    number = models.PositiveIntegerField(_("number"), db_index=True, help_text=_("The address of the issue."))
    month = models.DateField(
        _("month of issue"), default=first_of_this_month, help_text=_("Any day of the month; only the month is shown.")
    )
    body = StreamField(IssueBlock(), verbose_name=_("body"))
    mail_subject = models.CharField(
        _("subject of the mail"),
        max_length=120,
        blank=True,
        help_text=_("What makes a busy teacher open it, in 30 characters. Empty: the title."),
    )

    base_form_class = IssueForm
    content_panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("number"), FieldPanel("month")]),
        FieldPanel("summary"),
        FieldPanel("mail_subject"),
        FieldPanel("cover"),
        FieldPanel("body"),
    ]
    promote_panels = BasePage.findability_panels
    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.FilterField("number")]
    api_fields = [
        *BasePage.api_fields,
        APIField("number"),
        APIField("month"),
        APIField("fiscal_year"),
        APIField("body", serializer=PartsField()),
    ]
    in_site_map = False
    parent_page_types = ["newsletter.NewsletterIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = pgettext_lazy("plural", "issues")

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
    def fiscal_year(self) -> int:
        """The fiscal year (April to March) of the month of issue, named by the western year it begins in."""
        return fiscal_year_of(self.month)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        from newsletter.previews import MODES  # they know the models of this module

        return [(mode.code, mode.label) for mode in MODES]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        from newsletter.previews import show

        return show(self, request, mode_name)

    @cached_property
    def all_parts(self) -> list[Part]:
        """The blocks of this issue, those among them whose page is not public: for the preview."""
        return parts_of(self.body, self.locale)

    @property
    def parts(self) -> list[Part]:
        """The blocks of this issue as readers see them."""
        return [part for part in self.all_parts if not part.is_missing]

    @property
    def contents(self) -> list[Section]:
        """The table of contents: every block that has a heading, but for notes, which belong to another."""
        return [Section(part.anchor, part.title) for part in self.parts if part.title]
