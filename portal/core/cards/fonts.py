"""The Japanese font of the system that titles are set in."""

from functools import cache
from pathlib import Path

from django.conf import settings
from PIL import ImageFont

FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
)
# In a collection of several languages the first face is the Japanese one.
NAMES = (
    "NotoSansCJK-Bold.ttc",
    "NotoSansCJKjp-Bold.otf",
    "NotoSansJP-Bold.otf",
    "NotoSansJP-Bold.ttf",
    "NotoSansCJK-Regular.ttc",
    "BIZUDPGothic-Bold.ttf",
    "ヒラギノ角ゴシック W6.ttc",
    "ipaexg.ttf",
    "ipag.ttf",
)


def font_file() -> Path | None:
    """The file of the setting `CARD_FONT`, else the best font found where fontconfig looks; None without any."""
    asked = getattr(settings, "CARD_FONT", "")
    if asked:
        return Path(asked) if Path(asked).is_file() else None
    return _installed()


@cache
def _installed() -> Path | None:
    """Looked for once a process: a font that is installed later counts after a restart."""
    found: dict[str, Path] = {}
    for folder in FOLDERS:
        for path in sorted(Path(folder).expanduser().rglob("*.[ot]t[cf]")):
            found.setdefault(path.name, path)
    return next((found[name] for name in NAMES if name in found), None)


def font(file: Path, size: int) -> ImageFont.FreeTypeFont:
    """The font at a size in pixels."""
    return ImageFont.truetype(str(file), size, index=0)
