"""The drawings of `static/img`, by kind, with the room each takes."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.contrib.staticfiles import finders

KINDS = ("type", "pic", "scene")
_SIZE = re.compile(r'<svg[^>]*\bwidth="([\d.]+)" height="([\d.]+)"')
_SCENES = ("desk", "empty", "hero-two-days", "letters")


@dataclass(frozen=True)
class Drawing:
    """A drawing: its name without ending, its size in pixels and in bytes."""

    name: str
    width: int
    height: int
    size: int

    @property
    def path(self) -> str:
        return f"img/{self.name}.svg"

    @property
    def kind(self) -> str:
        """`type` (icon of an exchange type), `pic` (stands in for a photograph), `scene`, or empty (marks, maps)."""
        first = self.name.partition("-")[0]
        if self.name in _SCENES:
            return "scene"
        return first if first in KINDS else ""


def drawings() -> list[Drawing]:
    """All of them by name."""
    folder = Path(str(finders.find("img")))
    return [_drawing(path) for path in sorted(folder.glob("*.svg"))]


def _drawing(path: Path) -> Drawing:
    text = path.read_text(encoding="utf-8")
    size = _SIZE.search(text)
    width, height = (round(float(size[1])), round(float(size[2]))) if size else (0, 0)
    return Drawing(path.stem, width, height, len(text.encode()))
