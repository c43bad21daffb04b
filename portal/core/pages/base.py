"""The abstract page every page type of the portal inherits."""

from itertools import count
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.images.api.fields import ImageRenditionField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from .forms import PortalPageForm
from .routes import fixed_routes


class BasePage(Page):
    """A page with a lead and a picture for listings.

    The slug is the same in both languages, so that the two addresses differ by `/en` only. Facts are synchronised
    from the Japanese page, text is translated.
    """

    summary = models.TextField(
        _("lead"),
        blank=True,
        max_length=400,
        help_text=_("One to three sentences: shown under the title, in lists and in search results."),
    )
    cover = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    contact_name = models.CharField(
        _("who answers for this page"),
        blank=True,
        max_length=120,
        help_text=_("The team or the desk in words, no name of a person. Empty: the office, as in the site settings."),
    )
    contact_detail = models.CharField(
        _("how to reach them"),
        blank=True,
        max_length=200,
        help_text=_("Only where it differs from the office: extension, hours, another address."),
    )
    checked_on = models.DateField(
        _("content last checked on"),
        null=True,
        blank=True,
        help_text=_("The day on which somebody read the whole page and found it right. It counts for both languages."),
    )

    # Whether the foot of the page tells whom to ask and when it was updated; lists have nothing of their own to tell.
    shows_care = True
    # Whether there is to be a version in every language: reports and checks ask for it.
    is_translated = True

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("cover")]
    findability_panels = [
        MultiFieldPanel([FieldPanel("seo_title"), FieldPanel("search_description")], heading=_("For search engines")),
        FieldPanel("show_in_menus"),
    ]
    promote_panels = [FieldPanel("slug"), *findability_panels]
    settings_panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("contact_name"), FieldPanel("contact_detail")]), FieldPanel("checked_on")],
            heading=_("Care of this page"),
        ),
        *Page.settings_panels,
    ]
    base_form_class = PortalPageForm
    search_fields = [*Page.search_fields, index.SearchField("summary", boost=4)]
    # Whether the site map names each page of this type. Those that a list of their own finds are too many.
    in_site_map = True
    # What is published is public: what only schools may read belongs to the members' area, not behind a page password.
    private_page_options: list[str] = []
    override_translatable_fields = [
        SynchronizedField("slug", overridable=False),
        SynchronizedField("checked_on", overridable=False),
    ]
    api_fields = [
        APIField("summary"),
        APIField("cover", serializer=ImageRenditionField("fill-800x600|format-webp", source="published_cover")),
    ]

    class Meta:
        abstract = True

    @property
    def published_cover(self) -> models.Model | None:
        """The picture when it may be shown, else None."""
        return self.cover if self.cover and self.cover.is_publishable else None

    @property
    def description(self) -> str:
        """The text for search engines: the editor's own, else the lead."""
        return self.search_description or self.summary

    def get_route_paths(self) -> list[str]:
        """The addresses of this page that move with it and leave a redirect behind: its own, files, print, feed."""
        return ["/", *fixed_routes(type(self))]

    @classmethod
    def get_indexed_objects(cls) -> models.QuerySet[Any]:
        """The pages for the search, with their languages: the words of labels are those of the page's language."""
        pages: models.QuerySet[Any] = super().get_indexed_objects().select_related("locale")
        return pages

    @classmethod
    def propose_slug(cls, title: str, parent: Page | None) -> str:
        """A free address under `parent`: from the title's Latin letters, else from the kind of page and the day.

        For example `zoom-basics`, `casestudy-20261122` or `casestudy-20261122-2`.
        """
        kind = slugify(cls._meta.model_name.removesuffix("page"))
        base = slugify(title)[:80] or f"{kind}-{timezone.localdate():%Y%m%d}"
        taken = set(parent.get_children().values_list("slug", flat=True)) if parent is not None else set()
        return next(slug for number in count(1) if (slug := base if number == 1 else f"{base}-{number}") not in taken)
