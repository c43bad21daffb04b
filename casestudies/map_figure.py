"""What was found by country: a map of pins over bands of time difference, and the same as the rows of a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal.core.addresses import changed_query
from portal.core.countries import country_name
from portal.core.worldmap.figure import Spot, WorldMap, draw_map
from portal.core.worldmap.places import place_of, time_difference
from portal.core.worldmap.words import clock_label, difference_label


def cases_label(number: int) -> str:
    return ngettext("%(number)d case", "%(number)d cases", number) % {"number": number}


@dataclass(frozen=True)
class MapWords:
    """What is counted on a map: a number with its noun, and the heading of the column of numbers."""

    counted: Callable[[int], str]
    heading: str


def _case_words() -> MapWords:
    return MapWords(cases_label, pgettext("column of a table", "Cases"))


def world_map(counts: Sequence[tuple[str, int]], params: QueryDict, words: MapWords | None = None) -> WorldMap:
    """The map of these (country, number), the largest first; links keep the other conditions of the address.

    The numbers are of case studies unless `words` says otherwise.
    """
    words = words or _case_words()
    addresses = {code: changed_query(params, put={"country": code, "page": None, "view": None}) for code, _n in counts}
    most = counts[0][1] if counts else 0
    spots = [_spot(code, number, number / most, addresses[code], words) for code, number in counts]
    year = timezone.localdate().year
    head = [
        _("Country or region"),
        words.heading,
        _("Time difference from Tokyo"),
        _("When it is 10:00 in Tokyo"),
    ]
    rows = [_row(code, number, addresses[code], year) for code, number in counts]
    return draw_map(spots, head, rows, (1,))


def _spot(code: str, number: int, share: float, url: str, words: MapWords) -> Spot:
    name = country_name(code)
    label = _("%(country)s: %(cases)s") % {"country": name, "cases": words.counted(number)}
    return Spot(name, place_of(code), str(number), label, url, share)


def _row(code: str, number: int, url: str, year: int) -> list[object]:
    link = format_html('<a href="{}">{}</a>', url, country_name(code))
    difference = time_difference(code, year)
    told = (difference_label(difference), clock_label(difference)) if difference else ("", "")
    return [link, number, *told]
