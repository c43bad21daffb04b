"""What the directory's address asks for, read and checked. Nothing here touches the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.countries import country_choices, language_choices
from portal.core.search.query import MAX_LENGTH, is_searchable
from portal.core.vocabulary import ExchangeType, Month, Theme, Tool

AGREED = "yes"
"""The one value of the facet on agreements."""


class Facet(models.TextChoices):
    """The filters, in the order in which they are shown; each code is the key in the address."""

    COUNTRY = "country", _("Country or region")
    EXCHANGE_TYPE = "exchange_type", _("Exchange type")
    THEME = "theme", _("Theme")
    LANGUAGE = "language", _("Language")
    MONTH = "month", _("Month")
    TOOL = "tool", _("Tool")
    AGREEMENT = "agreement", _("Agreement with Tokyo")


class Sort(models.TextChoices):
    NAME = "name", _("By name")
    CONFIRMED = "confirmed", _("Recently confirmed first")


@dataclass(frozen=True)
class DirectoryQuery:
    """A search of the directory. `chosen` holds known values by facet; `error` is a message on `q`."""

    q: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.NAME
    error: str = ""

    @property
    def is_searchable(self) -> bool:
        """Whether there are words that can be looked for: not too long, and not signs only."""
        return not self.error and is_searchable(self.q)

    @property
    def number_chosen(self) -> int:
        return sum(len(values) for values in self.chosen.values())


def labels_of(facet: str) -> dict[str, str]:
    """The values a facet may have, with their labels in the active language, in the order of the vocabulary."""
    vocabularies: dict[Facet, Any] = {
        Facet.EXCHANGE_TYPE: ExchangeType.choices,
        Facet.THEME: Theme.choices,
        Facet.MONTH: Month.choices,
        Facet.TOOL: Tool.choices,
        Facet.COUNTRY: country_choices,
        Facet.LANGUAGE: language_choices,
        Facet.AGREEMENT: [(AGREED, _("Agreement on education signed"))],
    }
    source = vocabularies[Facet(facet)]
    return {str(code): str(label) for code, label in (source() if callable(source) else source)}


def parse_query(data: QueryDict) -> DirectoryQuery:
    """The search an address asks for. Values that no vocabulary knows are left out; too long a text is an error."""
    text = data.get("q", "").strip()
    chosen = {}
    for facet in Facet:
        known = labels_of(facet) if facet.value in data else {}
        values = tuple(dict.fromkeys(value for value in data.getlist(facet.value) if value in known))
        if values:
            chosen[facet.value] = values
    error = ""
    if len(text) > MAX_LENGTH:
        message = gettext("Use at most %(limit_value)d characters. You typed %(show_value)d.")
        error = message % {"limit_value": MAX_LENGTH, "show_value": len(text)}
    order = data.get("sort", "")
    sort = Sort(order) if order in Sort.values else Sort.NAME
    return DirectoryQuery(text, chosen, sort, error)
