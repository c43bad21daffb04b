"""Pins on a map of the world over bands of time difference: none hides another, names stand where there is room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import sqrt
from unicodedata import east_asian_width

from portal.core.worldmap.places import Place

# The drawing `img/world-land.svg`: 24 bands of 15 degrees from 22.5° west on, two units a degree of longitude.
WIDTH, HEIGHT = 720, 248
_BAND = 30
_FIRST_BAND = 5
_HOURS_OF_FIRST_BAND = -10
_DEGREE_OF_LATITUDE = 1.7333
_EQUATOR = 144.3
_MERIDIAN = 50
MOST_PINS = 40
"""More pins than these hide one another; the countries with fewest cases stand in the table only."""
# The smallest and the largest radius of up to so many countries: a crowd needs smaller pins to stay near its places.
_RADII = ((10, (12, 24)), (24, (11, 18)), (MOST_PINS, (9, 15)))
_ROUNDS = 120
_GAP = 2
_MOVED_FAR = 8
_LETTER = 11
_TOKYO = Place(35.69, 139.69)
# Half of its mark, and the room its name takes beside it.
_TOKYO_MARK, _TOKYO_NAME = 8, 36
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True)
class Spot:
    """What is to be marked: where, under what name, which figure, in words, where it leads, and how large (0 to 1)."""

    name: str
    place: Place | None
    figure: str
    label: str
    url: str
    share: float = 0


@dataclass(frozen=True)
class Pin:
    """A half-disc on the map: the middle of its base, its radius, the place it stands for, and where its name goes.

    `figure` stands in the disc, `label` tells all in words. `anchor` is the part of the name that `name_x` tells
    (`start`, `middle`, `end`); empty when there is no room for it.
    """

    x: float
    y: float
    radius: float
    place_x: float
    place_y: float
    figure: str
    name: str
    url: str
    label: str
    name_x: float = 0
    name_y: float = 0
    anchor: str = ""

    @property
    def moved(self) -> bool:
        """Whether it had to make room for others, so that a line must show the place."""
        return abs(self.x - self.place_x) + abs(self.y - self.place_y) > _MOVED_FAR

    @property
    def left(self) -> float:
        return round(self.x - self.radius, 1)

    @property
    def width(self) -> float:
        return 2 * self.radius

    @property
    def box(self) -> Box:
        return self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y


@dataclass(frozen=True)
class Band:
    """A strip of the map: its left edge, its hours from Tokyo as text, and how near its day is to ours (0 to 3)."""

    x: float
    middle: float
    hours: str
    nearness: int


@dataclass(frozen=True)
class WorldMap:
    """What the map and its table show; `unplaced` counts the rows in the table only."""

    pins: list[Pin]
    bands: list[Band]
    head: list[str]
    rows: list[list[object]]
    unplaced: int
    tokyo: tuple[float, float]
    number_columns: tuple[int, ...]


def draw_map(spots: Sequence[Spot], head: list[str], rows: list[list[object]], numbers: tuple[int, ...]) -> WorldMap:
    """The map of these spots, the most important first, and the table with these columns and rows.

    `numbers` are the columns of the table set as numbers.
    """
    shown = min(len(spots), MOST_PINS)
    sizes = next(radii for limit, radii in _RADII if shown <= limit)
    found = (_pin(spot, sizes) for spot in spots[:MOST_PINS])
    pins = _named(_apart([pin for pin in found if pin]))
    return WorldMap(pins, _bands(), head, rows, len(spots) - len(pins), on_map(_TOKYO), numbers)


def _bands() -> list[Band]:
    found = []
    for place in range(24):
        hours = _HOURS_OF_FIRST_BAND + place
        if hours > 3:  # beyond the date line it is still yesterday
            hours -= 24
        nearness = 3 if abs(hours) <= 2 else 2 if abs(hours) <= 5 else 1 if abs(hours) <= 6 else 0
        x = _FIRST_BAND + place * _BAND
        told = f"{hours:+d}".replace("-", "−") if hours else "0"
        found.append(Band(x, x + _BAND / 2, told, nearness))
    return found


def _pin(spot: Spot, sizes: tuple[int, int]) -> Pin | None:
    """The pin of a spot at its place; None where that is unknown."""
    if spot.place is None:
        return None
    x, y = on_map(spot.place)
    smallest, largest = sizes
    # As large as its share asks for, and wide enough for the figures.
    radius = max(smallest, largest * sqrt(spot.share), 4 + 4 * len(spot.figure))
    return Pin(x, y, round(radius, 1), x, y, spot.figure, spot.name, spot.url, spot.label)


def on_map(place: Place) -> tuple[float, float]:
    """Where a point of the globe lies in the drawing, from its left and its top edge."""
    x = (place.longitude * 2 + _MERIDIAN) % WIDTH
    return round(x, 1), round(_EQUATOR - place.latitude * _DEGREE_OF_LATITUDE, 1)


def _apart(pins: list[Pin]) -> list[Pin]:
    """The pins moved so far that none hides another, as far as a bounded number of rounds goes."""
    discs = [_Disc(pin.x, pin.y, pin.radius) for pin in pins]
    for _round in range(_ROUNDS):
        if not sum(_pushed(one, other) for one, other in combinations(discs, 2)):
            break
    return [replace(pin, x=round(disc.x, 1), y=round(disc.y, 1)) for pin, disc in zip(pins, discs, strict=True)]


@dataclass(slots=True)
class _Disc:
    """A pin while it is moved about: the middle of its base and its radius."""

    x: float
    y: float
    radius: float

    def move(self, right: float, down: float) -> None:
        self.x = min(max(self.x + right, self.radius), WIDTH - self.radius)
        self.y = min(max(self.y + down, self.radius), HEIGHT)


def _pushed(one: _Disc, other: _Disc) -> bool:
    """Push two discs apart the shorter way, each half of it; False where they lie apart already."""
    across = one.radius + other.radius + _GAP - abs(one.x - other.x)
    if across <= 0:
        return False
    middles = (other.y - other.radius / 2) - (one.y - one.radius / 2)
    down = (one.radius + other.radius) / 2 + _GAP - abs(middles)
    if down <= 0:
        return False
    if across < down:
        right = across / 2 if other.x >= one.x else -across / 2
        one.move(-right, 0)
        other.move(right, 0)
    else:
        below = down / 2 if middles >= 0 else -down / 2
        one.move(0, -below)
        other.move(0, below)
    return True


def _named(pins: list[Pin]) -> list[Pin]:
    """The pins with their names beside or above them where there is room, the first pins first."""
    x, y = on_map(_TOKYO)
    taken = [pin.box for pin in pins] + [(x - _TOKYO_MARK, y - _LETTER, x + _TOKYO_MARK + _TOKYO_NAME, y)]
    found = []
    for pin in pins:
        width = sum(_LETTER if east_asian_width(letter) in "WF" else _LETTER * 0.6 for letter in pin.name)
        above = pin.y - pin.radius - 3
        places = (
            ("start", pin.x + pin.radius + 3, pin.x + pin.radius + 3, pin.y),
            ("end", pin.x - pin.radius - 3, pin.x - pin.radius - 3 - width, pin.y),
            ("middle", pin.x, pin.x - width / 2, above),
        )
        for anchor, name_x, left, bottom in places:
            box = (left, bottom - _LETTER, left + width, bottom)
            if left > _FIRST_BAND and left + width < WIDTH and not _hits(box, taken):
                taken.append(box)
                pin = replace(pin, name_x=round(name_x, 1), name_y=round(bottom - 1.5, 1), anchor=anchor)
                break
        found.append(pin)
    return found


def _hits(box: Box, taken: Iterable[Box]) -> bool:
    left, top, right, bottom = box
    return any(left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in taken)
