from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from portal.core.blocks import StoryBlock
from portal.core.countries import country_choices, country_name
from portal.core.pages.base import BasePage
from portal.core.regions import Region, RegionFacts, facts_of
from portal.core.worldmap.places import place_of_zone

is_region_code = RegexValidator(r"^[A-Z]{2}-[A-Z0-9]{1,3}$", _("Use an ISO 3166-2 code, for example AU-NSW."))


def is_mapped_zone(name: str) -> None:
    """Raise `ValidationError` for a time zone that the map does not know."""
    if place_of_zone(name) is None:
        message = _("“%(name)s” is not an IANA time zone, for example Australia/Sydney.")
        raise ValidationError(message, params={"name": name})


class PartnerRegionIndexPage(BasePage):
    """The countries and regions that schools exchange with: on a map, and as a table."""

    shows_care = False

    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body", help_text=_("Shown under the map and the table, which are made from the pages below.")),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    api_fields = [*BasePage.api_fields, APIField("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.PartnerRegionPage"]

    class Meta:
        verbose_name = _("partner countries and regions")
        verbose_name_plural = pgettext_lazy("plural", "lists of partner countries and regions")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.regions import region_map  # reads the models of this package

        return {**super().get_context(request, *args, **kwargs), "world": region_map(self, request)}


class PartnerRegionPage(BasePage):
    """One country or region: its clock, its school year, what is agreed with it and what was done with it.

    Numbers, agreements and cases come from the other rooms; this page holds what only an editor can say.
    """

    country = models.CharField(_("country or region"), max_length=2, choices=country_choices)
    region = models.CharField(
        _("region (ISO 3166-2)"),
        max_length=6,
        blank=True,
        validators=[is_region_code],
        help_text=_("For example AU-NSW. Empty when the page is about the whole country."),
    )
    zone = models.CharField(
        _("time zone"),
        max_length=40,
        validators=[is_mapped_zone],
        help_text=_("IANA name, for example Australia/Sydney. It sets the clock and the place on the map."),
    )
    official_languages = models.CharField(
        _("official languages"),
        max_length=120,
        blank=True,
        help_text=_("As a reader would say them, the one used in schools first."),
    )
    school_year = models.CharField(
        _("school year in a sentence"),
        max_length=200,
        blank=True,
        help_text=_("When it begins and ends, how many terms it has. The dates are drawn below by themselves."),
    )
    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)

    place_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("country"), FieldPanel("region")]),
                FieldPanel("zone"),
            ],
            heading=_("Place and clock"),
            help_text=_(
                "Agreements, the number of partner schools and the case studies are found by these codes. "
                "Agreements are kept at the desk under “Agreements on education”."
            ),
        ),
        MultiFieldPanel([FieldPanel("official_languages"), FieldPanel("school_year")], heading=_("Good to know")),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    *BasePage.content_panels,
                    FieldPanel("body", help_text=_("What schools there like to do, and what to mind.")),
                ],
                heading=_("Text"),
            ),
            ObjectList(place_panels, heading=_("Place and school year")),
            ObjectList([*BasePage.promote_panels, *BasePage.settings_panels], heading=_("Publication")),
        ]
    )
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("country", overridable=False),
        SynchronizedField("region", overridable=False),
        SynchronizedField("zone", overridable=False),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("country_label", boost=2),
        index.SearchField("official_languages"),
        index.SearchField("school_year"),
        index.SearchField("body"),
        index.FilterField("country"),
    ]
    api_fields = [
        *BasePage.api_fields,
        APIField("country"),
        APIField("region"),
        APIField("zone"),
        APIField("official_languages"),
        APIField("school_year"),
        APIField("body"),
    ]
    parent_page_types = ["home.PartnerRegionIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("partner country or region")
        verbose_name_plural = _("partner countries and regions")

    def clean(self) -> None:
        super().clean()
        if self.region and not self.region.startswith(f"{self.country}-"):
            raise ValidationError({"region": _("This region does not lie in the country chosen.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "facts": self.facts}

    @property
    def place(self) -> Region:
        return Region(self.country, self.region)

    @property
    def facts(self) -> RegionFacts:
        """What the other rooms know of the place; a query for each kind of fact."""
        return facts_of([self.place])[self.place]

    @property
    def country_label(self) -> str:
        """The name of the country in the active language."""
        return country_name(self.country)
