"""How the figures are taken and printed: percentiles, targets, and ratios to plain work on the same machine."""

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

_ROUNDS = 3


@dataclass(frozen=True)
class Times:
    """Milliseconds of many calls."""

    p50: float
    p95: float
    worst: float
    slowest: str

    def __str__(self) -> str:
        return f"p50 {self.p50:7.1f}   p95 {self.p95:7.1f}   max {self.worst:7.1f} ms"


def milliseconds(action: Callable[[], Any]) -> float:
    """How long one call takes."""
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1000


def times(items: Iterable[str], action: Callable[[str], Any]) -> Times:
    """Percentiles over the items; each counts with the median of a few calls."""
    taken = [(statistics.median(milliseconds(lambda: action(item)) for _ in range(_ROUNDS)), item) for item in items]  # noqa: B023
    taken.sort()
    values = [value for value, _item in taken]
    at = max(0, -(-95 * len(values) // 100) - 1)
    return Times(statistics.median(values), values[at], values[-1], taken[-1][1])


class Report:
    """Prints figures and remembers the targets that are missed."""

    def __init__(self) -> None:
        self.missed: list[str] = []

    def heading(self, text: str) -> None:
        print(f"\n{text}\n{'-' * len(text)}")

    def line(self, name: str, text: str) -> None:
        print(f"{name:46} {text}")

    def times(self, name: str, found: Times, *, target: float | None = None, reference: float) -> None:
        """Percentiles, the ratio of the p95 to a reference in milliseconds, the target for the p95."""
        aim = "" if target is None else f"   target p95 ≤ {target:.0f} ms"
        self.line(name, f"{found}   {found.p95 / reference:6.1f} × reference{aim}   slowest: {found.slowest}")
        if target is not None and found.p95 > target:
            self.missed.append(f"{name}: p95 {found.p95:.1f} ms, demanded {target:.0f} ms")

    def seconds(self, name: str, taken: float, *, target: float) -> None:
        """Something long, done once, and the target for it."""
        self.line(name, f"{taken:7.1f} s   target ≤ {target:.0f} s")
        if taken > target:
            self.missed.append(f"{name}: {taken:.1f} s, demanded {target:.0f} s")

    def rate(self, name: str, value: float, *, least: float, unit: str) -> None:
        """Something a second that should be at least so much."""
        self.line(name, f"{value:7.0f} {unit}   target ≥ {least:.0f}")
        if value < least:
            self.missed.append(f"{name}: {value:.0f} {unit}, demanded {least:.0f}")
