"""A page enlarged to 400 %, as it is and with the reader's own spacing of text: what is lost."""

from typing import Any

from playwright.sync_api import Page

# What WCAG 2.2 asks a page to bear (1.4.12 Text Spacing).
SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-block-end: 2em !important; }
"""
# 1280 × 1024 pixels enlarged to 400 % (1.4.10 Reflow).
ENLARGED = {"width": 320, "height": 256}
CUT_OFF = """() => [...document.querySelectorAll("main *, header *, footer *")].filter(node => {
    const style = getComputedStyle(node);
    const isBox = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
    const isHidden = !node.checkVisibility() || node.closest("svg, .vh, .cal__event, [aria-hidden=true]");
    // One pixel: for screen readers only. An event of the small calendar is a sign; the list below it names it.
    const isWider = node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1;
    return isBox && !isHidden && node.textContent.trim() && node.clientHeight > 1 && isWider;
}).map(node => node.outerHTML.slice(0, 120))"""
# What stays in place while the page is scrolled, as a share of the height.
IN_THE_WAY = """() => [...document.querySelectorAll("body *")].filter(node =>
    ["fixed", "sticky"].includes(getComputedStyle(node).position) && node.checkVisibility()
).map(node => node.getBoundingClientRect().height / innerHeight).filter(share => share > .34)"""
# A sheet that scripts adopt is none that the page's policy forbids.
ADOPT = "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }"


def losses(page: Page) -> dict[str, Any]:
    """What is cut off, wider than the page, or in the way; the page stays enlarged and spaced out."""
    page.set_viewport_size(ENLARGED)
    found = {"enlarged": _losses(page)}
    page.evaluate(ADOPT, SPACING)
    found["with more space"] = _losses(page)
    return {reader: lost for reader, lost in found.items() if lost}


def _losses(page: Page) -> list[Any]:
    sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    lost = [*page.evaluate(CUT_OFF), *page.evaluate(IN_THE_WAY)]
    return [f"{sideways} px too wide", *lost] if sideways > 0 else lost
