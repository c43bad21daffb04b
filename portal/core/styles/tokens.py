"""The design tokens as `static/css/tokens.css` lays them down, and the contrast of its colours by WCAG 2."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .sheets import source_of

GROUNDS = ("paper", "paper-2", "ai-wash", "yb-wash", "ks-wash", "ai-soft", "yb-soft", "ks-soft", "ai", "ai-deep", "yb")
"""What text and lines stand on."""
INKS = ("ink", "ink-2", "ai", "ai-deep", "ks", "ks-deep", "yb-deep", "shu", "visited", "line-strong", "paper")
TEXT, GRAPHICS = 4.5, 3.0
"""The least contrast of text, and of lines and shapes that carry meaning."""

_TOKEN = re.compile(r"--([a-z0-9-]+):\s*([^;]+);")
_ROOT = re.compile(r":root\s*\{(.*?)\}", re.DOTALL)


def tokens() -> dict[str, str]:
    """Name and value of each token of the first `:root`, which is the one without conditions."""
    root = _ROOT.search(source_of("css/tokens.css"))
    return dict(_TOKEN.findall(root[1])) if root else {}


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (`#rgb` or `#rrggbb`), 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@dataclass(frozen=True)
class Ratio:
    """An ink on a ground: `enough` is `text`, `graphics`, or empty where they must not meet."""

    ground: str
    value: float

    @property
    def shown(self) -> str:
        # Cut, not rounded: 4.49 is not 4.5.
        return f"{int(self.value * 10) / 10:.1f}"

    @property
    def enough(self) -> str:
        return "text" if self.value >= TEXT else "graphics" if self.value >= GRAPHICS else ""


def colours() -> dict[str, str]:
    """The tokens that are colours."""
    return {name: value for name, value in tokens().items() if value.startswith("#")}


def ratios(found: Mapping[str, str]) -> list[tuple[str, list[Ratio]]]:
    """A row an ink with its contrast on each ground, in the order of `GROUNDS`."""
    return [(ink, [Ratio(ground, contrast(found[ink], found[ground])) for ground in GROUNDS]) for ink in INKS]
