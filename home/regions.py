"""The countries and regions of one language on the map and in the table of their index page."""

import datetime
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from home.clock import CityClock, city_clock
from home.models import PartnerRegionIndexPage, PartnerRegionPage
from home.written_times import duration
from portal.core.dates import era_year
from portal.core.regions import RegionFacts, facts_of
from portal.core.worldmap.figure import Spot, WorldMap, draw_map
from portal.core.worldmap.places import hours_from_tokyo, place_of_zone, zone_difference
from portal.core.worldmap.words import difference_label

_NUMBERS = (4, 5)


def regions_of(index: PartnerRegionIndexPage) -> list[PartnerRegionPage]:
    """The live pages below an index page in the order of the tree, without their texts. One query."""
    return list(PartnerRegionPage.objects.child_of(index).live().order_by("path").defer("body"))


def region_map(index: PartnerRegionIndexPage, request: HttpRequest) -> WorldMap:
    """The map and the table. The number of queries does not grow with the regions."""
    pages = regions_of(index)
    told = facts_of(page.place for page in pages)
    today = timezone.localdate()
    found = [(page, told[page.place], page.get_url(request) or "") for page in pages]
    head = [
        _("Country or region"),
        _("Time difference from Tokyo"),
        _("Shared lesson time"),
        _("Agreement on education"),
        pgettext("column of a table", "Partner schools"),
        _("Case studies"),
    ]
    return draw_map(
        [_spot(page, facts, url, today) for page, facts, url in found],
        head,
        [_row(page, facts, url, today) for page, facts, url in found],
        _NUMBERS,
    )


def partners_told(number: int | None) -> str:
    """「12校」「5校未満」, and a dash for none."""
    if number is None:
        return _("fewer than 5 schools")
    return ngettext("%(number)d school", "%(number)d schools", number) % {"number": number} if number else "–"


def cases_told(number: int) -> str:
    """「3件」, and a dash for none."""
    return ngettext("%(number)d case", "%(number)d cases", number) % {"number": number} if number else "–"


def _spot(page: PartnerRegionPage, facts: RegionFacts, url: str, today: datetime.date) -> Spot:
    """The half-disc of a region tells its hours from Tokyo."""
    hours = hours_from_tokyo(page.zone, today)
    words = [difference_label(zone_difference(page.zone, today))]
    if facts.cases:
        words.append(cases_told(facts.cases))
    label = _("%(country)s: %(cases)s") % {
        "country": page.title,
        "cases": pgettext("between the items of a list", ", ").join(words),
    }
    figure = f"{hours:+g}".replace("-", "−") if hours else "0"
    return Spot(page.title, place_of_zone(page.zone), figure, label, url)


def _row(page: PartnerRegionPage, facts: RegionFacts, url: str, today: datetime.date) -> list[object]:
    clock: CityClock = city_clock(page.country, ZoneInfo(page.zone), today)
    return [
        format_html('<a href="{}">{}</a>', url, page.title),
        difference_label(zone_difference(page.zone, today)),
        duration(clock.shared),
        _agreements(facts),
        partners_told(facts.partners),
        cases_told(facts.cases),
    ]


def _agreements(facts: RegionFacts) -> object:
    lines: Sequence[tuple[str, str]] = [(one.counterpart, era_year(one.signed_on)) for one in facts.agreements]
    if not lines:
        return "–"
    return format_html_join(SafeString("<br>"), '{} <span class="hint">{}</span>', lines)
