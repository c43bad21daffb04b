"""Draw the two cards that stand for pages without one of their own: static/img/card-ja.png and card-en.png.

    .venv/bin/python docs/draw_site_cards.py

To be run when the name of the site or the design of the cards changes; it needs a Japanese font.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LINES = {
    "ja": ("東京都国際交流コンシェルジュ", "東京の公立学校と海外の学校をつなぎます"),
    "en": ("Tokyo International Exchange Concierge", "Schools in Tokyo meet schools abroad"),
}


def main() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    from portal.core.cards.drawing import Words, png
    from portal.core.cards.fonts import font_file

    font = font_file()
    if font is None:
        sys.exit("No Japanese font was found. On Debian and Ubuntu: apt install fonts-noto-cjk.")
    for language, (name, line) in LINES.items():
        (ROOT / "static" / "img" / f"card-{language}.png").write_bytes(png(Words(name, "", line), font))


if __name__ == "__main__":
    main()
