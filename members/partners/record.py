"""What a partner's record at the desk shows of other rooms: requests now, exchanges later.

In the `ready()` of the room's app config:

    register_section("suggestions", requests_of)     # requests_of(partner) -> Section

A provider asks a fixed number of queries, however many rows there are.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from .models import PartnerMerge, PartnerSchool

MOST_ROWS = 50


@dataclass(frozen=True)
class Entry:
    """One thing that happened: when, what, what became of it, and where it is shown (empty: nowhere)."""

    when: datetime.datetime
    text: Any
    outcome: Any = ""
    url: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the record, the newest entry first. `total` counts those that are not shown, too."""

    title: Any
    entries: Sequence[Entry] = field(default_factory=tuple)
    total: int = 0
    order: int = 50


Provider = Callable[[PartnerSchool], Section]
_providers: dict[str, Provider] = {}


def register_section(code: str, provider: Provider) -> None:
    """Add a part to the record; a second registration under the same code replaces the first."""
    _providers[code] = provider


def sections_of(partner: PartnerSchool) -> list[Section]:
    """All parts in their order."""
    return sorted((provider(partner) for provider in _providers.values()), key=lambda one: one.order)


def merges_of(partner: PartnerSchool) -> list[PartnerMerge]:
    """The merges this entry took part in, the newest first. One query."""
    both = PartnerMerge.objects.filter(kept=partner) | PartnerMerge.objects.filter(duplicate=partner)
    return list(both.select_related("kept", "duplicate", "merged_by", "undone_by")[:MOST_ROWS])
