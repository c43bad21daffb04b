"""What the rooms know of countries and regions abroad, for public pages that know none of the rooms.

A source is asked for many places at once, so that no query grows with them. `register_source("partners", source)` in
the `ready()` of the room's app; the name is a field of `RegionFacts`.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple


class Region(NamedTuple):
    """A country or region: ISO 3166-1 alpha-2, and ISO 3166-2 where a part of it is meant (else empty)."""

    country: str
    region: str = ""


@dataclass(frozen=True)
class AgreementFact:
    """教育に関する覚書: with whom, in the active language, since when, and where more is told (or empty)."""

    counterpart: str
    signed_on: datetime.date
    renewed_on: datetime.date | None
    url: str


@dataclass(frozen=True)
class RegionFacts:
    """What is public of a place.

    `partners` is None where there are a few: so small a number might tell who they are. `cases` counts those of the
    whole country.
    """

    partners: int | None = 0
    cases: int = 0
    agreements: Sequence[AgreementFact] = ()


Source = Callable[[Sequence[Region]], Mapping[Region, Any]]
"""Gives a value for some of the places, in the active language."""

_sources: dict[str, Source] = {}


def register_source(name: str, source: Source) -> None:
    """Let a room tell one of the facts; a second source of the same name replaces the first."""
    _sources[name] = source


def facts_of(places: Iterable[Region]) -> dict[Region, RegionFacts]:
    """The facts of each of these places."""
    asked = list(dict.fromkeys(places))
    told = {name: source(asked) for name, source in _sources.items()} if asked else {}
    return {
        place: RegionFacts(**{name: values[place] for name, values in told.items() if place in values})
        for place in asked
    }
