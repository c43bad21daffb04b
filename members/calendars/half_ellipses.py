"""A school day as a half-ellipse on a line, and the shape that two of them share, as SVG paths."""

from dataclasses import dataclass


@dataclass(frozen=True)
class HalfEllipse:
    """From `left` to `right` on the line at `base`, `height` high."""

    left: float
    right: float
    base: float
    height: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def radius(self) -> float:
        return (self.right - self.left) / 2

    @property
    def path(self) -> str:
        return f"M{self.left:.1f} {self.base:.1f}{self.arc_to(self.right)}z"

    def y(self, x: float) -> float:
        """The height of the arc over the line at x, as a coordinate."""
        across = max(0.0, 1 - ((x - self.middle) / self.radius) ** 2)
        return self.base - self.height * across**0.5

    def arc_to(self, x: float) -> str:
        """The arc from a point on the ellipse to the one at x, further right."""
        return f"A{self.radius:.1f} {self.height:.1f} 0 0 1 {x:.1f} {self.y(x):.1f}"


def shared_path(one: HalfEllipse, other: HalfEllipse) -> str:
    """The shape that lies in both, an empty text when they do not overlap. Both have the same base and height."""
    left, right = max(one.left, other.left), min(one.right, other.right)
    if right <= left:
        return ""
    stops = [*(x for x in sorted(_crossings(one, other)) if left < x < right), right]
    path, start = f"M{left:.1f} {one.base:.1f}", left
    for stop in stops:
        middle = (start + stop) / 2
        lower = max(one, other, key=lambda arc: arc.y(middle))
        path += lower.arc_to(stop)
        start = stop
    return f"{path}z"


def _crossings(one: HalfEllipse, other: HalfEllipse) -> list[float]:
    """Where two arcs of the same height meet: as far from the middle, measured in radii, on the same or other side."""
    found = [(one.middle * other.radius + other.middle * one.radius) / (one.radius + other.radius)]
    if one.radius != other.radius:
        found.append((one.middle * other.radius - other.middle * one.radius) / (other.radius - one.radius))
    return found
