from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from home.clock import zone_names
from portal.core.blocks import StoryBlock
from portal.core.blocks.text import RICH_TEXT_FEATURES
from portal.core.pages.base import BasePage
from portal.core.vocabulary import EventType


def validate_zone(name: str) -> None:
    """Raise `ValidationError` for what is no IANA time zone."""
    if name not in zone_names():
        message = _("“%(name)s” is not an IANA time zone, for example Australia/Sydney.")
        raise ValidationError(message, params={"name": name})


class EventIndexPage(RoutablePageMixin, BasePage):
    """Coming events, a month as a calendar, and what is over."""

    shows_care = False

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.EventPage"]

    class Meta:
        verbose_name = _("event list")
        verbose_name_plural = pgettext_lazy("plural", "event lists")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.events.listing import listing  # reads the models of this package

        return {**super().get_context(request, *args, **kwargs), **listing(request, self)}

    # The pattern of a file ends in a slash because Wagtail puts one behind every path; the address itself has none.
    @path("events.ics/")
    def calendar_file(self, request: HttpRequest) -> HttpResponse:
        from home.events.answers import calendar_of_all

        return calendar_of_all(request, self)

    @path("feed/")
    def feed(self, request: HttpRequest) -> HttpResponse:
        from home.events.answers import atom_feed

        return atom_feed(request, self)


class EventPage(RoutablePageMixin, BasePage):
    """One event. Times are Tokyo's; a second zone shows what its clocks say, too."""

    event_type = models.CharField(_("kind of event"), max_length=20, choices=EventType)
    starts_at = models.DateTimeField(_("begins (Tokyo)"), db_index=True)
    ends_at = models.DateTimeField(_("ends (Tokyo)"), db_index=True)
    is_cancelled = models.BooleanField(
        _("cancelled"), default=False, help_text=_("It stays in lists and calendars, marked as cancelled.")
    )
    is_online = models.BooleanField(_("online"), default=False)
    place = models.CharField(_("place"), max_length=160, blank=True, help_text=_("Also for an event that is online."))
    second_zone = models.CharField(
        _("second time zone"),
        max_length=40,
        blank=True,
        validators=[validate_zone],
        help_text=_("IANA name, for example Australia/Sydney: both times are shown."),
    )
    second_place = models.CharField(
        _("whose time that is"), max_length=80, blank=True, help_text=_("For example: Sydney.")
    )
    audience = models.CharField(_("for whom"), max_length=200, blank=True)
    capacity = models.CharField(_("number of places"), max_length=120, blank=True)
    apply_by = models.DateField(_("apply by"), null=True, blank=True)
    how_to_apply = RichTextField(_("how to apply"), features=RICH_TEXT_FEATURES, blank=True)
    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("event_type"), FieldPanel("is_cancelled")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldRowPanel([FieldPanel("second_zone"), FieldPanel("second_place")]),
            ],
            heading=_("When"),
        ),
        MultiFieldPanel([FieldRowPanel([FieldPanel("is_online"), FieldPanel("place")])], heading=_("Where")),
        MultiFieldPanel(
            [
                FieldPanel("audience"),
                FieldRowPanel([FieldPanel("capacity"), FieldPanel("apply_by")]),
                FieldPanel("how_to_apply"),
            ],
            heading=_("Taking part"),
        ),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("audience"),
        index.SearchField("place"),
        index.FilterField("event_type"),
        index.FilterField("starts_at"),
    ]
    api_fields = [
        *BasePage.api_fields,
        APIField("event_type"),
        APIField("starts_at"),
        APIField("ends_at"),
        APIField("is_cancelled"),
        APIField("is_online"),
        APIField("place"),
        APIField("second_zone"),
        APIField("audience"),
        APIField("capacity"),
        APIField("apply_by"),
        APIField("body"),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("second_zone", overridable=False),
    ]
    in_site_map = False
    parent_page_types = ["home.EventIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = pgettext_lazy("kind of page", "event")
        verbose_name_plural = pgettext_lazy("plural", "events")

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("An event ends after it has begun.")})

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def takes_applications(self) -> bool:
        """Whether somebody may still apply: it is to come, stands, and the last day has not passed."""
        closed = self.apply_by is not None and self.apply_by < timezone.localdate()
        return not (self.is_cancelled or self.is_over or closed)

    @property
    def second_clock(self) -> ZoneInfo | None:
        """The zone whose clocks are shown beside Tokyo's."""
        return ZoneInfo(self.second_zone) if self.second_zone in zone_names() else None

    @property
    def venue(self) -> str:
        """Where it is, in one line: a place, online, or both."""
        parts = [self.place, str(_("Online")) if self.is_online else ""]
        return " / ".join(part for part in parts if part)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.events.structured import structured_data

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, "structured_data": structured_data(self, request)}

    @path("event.ics/")
    def calendar_file(self, request: HttpRequest) -> HttpResponse:
        from home.events.answers import calendar_of_one

        return calendar_of_one(request, self)
