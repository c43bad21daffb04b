"""Draws every SVG of this folder as a PNG of 1600 × 1200 beside it, in at most 64 colours. Run by hand after a change:

    .venv/bin/python portal/demo/pictures/rasterise.py [name …]

The site takes raster originals only, so both files are kept. Needs Playwright and Chromium (`CHROMIUM`, else the
system's).
"""

import io
import os
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).resolve().parent
SIZE = (1600, 1200)
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


def rasterise(names: list[str]) -> None:
    """Write `<name>.png` for each `<name>.svg`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
        for name in names:
            drawing = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
            drawing = drawing.replace('width="640" height="480"', f'width="{SIZE[0]}" height="{SIZE[1]}"', 1)
            page.set_content(f'<body style="margin:0">{drawing}</body>')
            _write(name, page.screenshot())
        browser.close()


def _write(name: str, screenshot: bytes) -> None:
    picture = Image.open(io.BytesIO(screenshot)).convert("RGB")
    picture = picture.quantize(64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    picture.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    rasterise(sys.argv[1:] or sorted(path.stem for path in FOLDER.glob("*.svg")))
