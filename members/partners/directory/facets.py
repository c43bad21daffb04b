"""The facets of the directory, their values and labels. Nothing here touches the database."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from members.partners.regions import REGIONS, region_name
from portal.core.countries import country_choices, language_choices
from portal.core.vocabulary import ExchangeType, Grade, GradeBand, Month, Theme, Tool, ages_of

YES = "yes"
"""The one value of a facet that is chosen or not."""
OVERLAP_STEPS = (45, 90, 180)
"""Minutes of shared lessons on the best day from which a partner is counted."""
CONFIRMED_STEPS = (6, 12)
"""Months since the partner last confirmed its profile."""
RELIABLE_REQUESTS = 3
"""From so many requests on a partner's answers tell something."""
RELIABLE_SHARE = (4, 5)
"""A reliable partner answered so many of so many requests that were sent to it, or more."""

_GRADES = {
    GradeBand.LOWER_ELEMENTARY: (Grade.E1, Grade.E2),
    GradeBand.MIDDLE_ELEMENTARY: (Grade.E3, Grade.E4),
    GradeBand.UPPER_ELEMENTARY: (Grade.E5, Grade.E6),
    GradeBand.JUNIOR_HIGH: (Grade.J1, Grade.J3),
    GradeBand.HIGH: (Grade.H1, Grade.H3),
}


class Facet(models.TextChoices):
    """The filters, in the order in which they are shown; each code is the key in the address."""

    COUNTRY = "country", _("Country or region")
    REGION = "region", _("Region within the country")
    EXCHANGE_TYPE = "exchange_type", _("Exchange type")
    AGE = "age", _("Age of the pupils")
    OVERLAP = "overlap", _("Shared lesson time")
    LANGUAGE = "language", _("Language")
    THEME = "theme", _("Theme")
    MONTH = "month", _("Month")
    TOOL = "tool", _("Tool")
    REQUESTS = "requests", _("Requests")
    REPLIES = "replies", _("Answers so far")
    CONFIRMED = "confirmed", _("Last confirmed")
    AGREEMENT = "agreement", _("Agreement with Tokyo")


LEVEL = "level"
"""The key in the address of the least level of the languages chosen."""


class Sort(models.TextChoices):
    NAME = "name", _("By name")
    CONFIRMED = "confirmed", _("Recently confirmed first")
    OVERLAP = "overlap", _("Most shared lesson time first")
    HOURS = "hours", _("Smallest time difference first")
    REPLIES = "replies", _("Most reliable answers first")


class View(models.TextChoices):
    """What stands above the list; the codes are values of `view` in the address."""

    LIST = "list", pgettext_lazy("view of results", "List")
    MAP = "map", pgettext_lazy("view of results", "Map")


def ages_of_band(band: str) -> tuple[int, int]:
    """The youngest and the oldest age in the school years of a band."""
    found = ages_of([grade.value for grade in _GRADES[GradeBand(band)]])
    if found is None:
        raise ValueError(f"{band} has no school years")
    return found


def _age_choices() -> list[tuple[str, str]]:
    label = _("%(band)s in Japan (ages %(youngest)d to %(oldest)d)")
    found = []
    for band in GradeBand:
        youngest, oldest = ages_of_band(band)
        found.append((band.value, str(label) % {"band": band.label, "youngest": youngest, "oldest": oldest}))
    return found


def _overlap_choices() -> list[tuple[str, str]]:
    label = _("%(minutes)d minutes or more")
    return [(str(minutes), str(label) % {"minutes": minutes}) for minutes in OVERLAP_STEPS]


def _confirmed_choices() -> list[tuple[str, str]]:
    return [
        (
            str(months),
            ngettext("Within %(months)d month", "Within %(months)d months", months) % {"months": months},
        )
        for months in CONFIRMED_STEPS
    ]


def _region_choices() -> list[tuple[str, str]]:
    return [(code, region_name(code)) for code in REGIONS]


_VOCABULARIES: Mapping[Facet, Any] = {
    Facet.COUNTRY: country_choices,
    Facet.REGION: _region_choices,
    Facet.EXCHANGE_TYPE: ExchangeType.choices,
    Facet.AGE: _age_choices,
    Facet.OVERLAP: _overlap_choices,
    Facet.LANGUAGE: language_choices,
    Facet.THEME: Theme.choices,
    Facet.MONTH: Month.choices,
    Facet.TOOL: Tool.choices,
    Facet.REQUESTS: [(YES, _("Takes requests now"))],
    Facet.REPLIES: [(YES, _("Answered at least 4 of 5 requests (3 or more sent)"))],
    Facet.CONFIRMED: _confirmed_choices,
    Facet.AGREEMENT: [(YES, _("Agreement on education signed"))],
}


def labels_of(facet: str) -> dict[str, str]:
    """The values a facet may have, with their labels in the active language, in the order of the vocabulary."""
    source: Callable[[], Any] | Any = _VOCABULARIES[Facet(facet)]
    return {str(code): str(label) for code, label in (source() if callable(source) else source)}
