"""Clocks and usual school years of a country or region, for public pages."""

from typing import Any

from django import template
from django.utils import timezone

from members.partners.clocks import clocks_of
from members.partners.usual_overlap import usual_overlap
from portal.core.regions import Region

register = template.Library()


@register.inclusion_tag("members/includes/region_clocks.html")
def region_clocks(zone_name: str, there: str) -> dict[str, Any]:
    """`{% region_clocks page.zone name %}`: the time now there and in Tokyo, and when the clocks there change."""
    now = timezone.now()
    return {"tokyo_now": timezone.localtime(now), "clocks": clocks_of(zone_name, (), now), "there": there}


@register.inclusion_tag("members/includes/region_overlap.html")
def region_overlap(country: str, region: str, zone_name: str) -> dict[str, Any]:
    """`{% region_overlap page.country page.region page.zone %}`: sections with a usual day and year of both sides."""
    return {"overlap": usual_overlap(Region(country, region), zone_name, timezone.localdate())}
