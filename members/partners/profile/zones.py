"""The time zones people choose from: those of a country, or all that are in use, from the pinned `tzdata`."""

from functools import lru_cache
from importlib.resources import files

Choices = list[tuple[str, str]]


@lru_cache(maxsize=1)
def _zones() -> tuple[tuple[str, str], ...]:
    """(country, zone) pairs of `zone.tab`, which names every zone under each of its countries."""
    text = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple((row[0], row[2]) for row in rows)


def zone_label(name: str) -> str:
    """`Australia/Sydney` as people read it."""
    return name.replace("_", " ")


def zone_choices(country: str = "", present: str = "") -> Choices:
    """Zones of the country, all when it has none; the present one is always among them."""
    found = sorted(zone for code, zone in _zones() if code == country) or sorted({zone for _code, zone in _zones()})
    if present and present not in found:
        found = [present, *found]
    return [(name, zone_label(name)) for name in found]
