"""Pages as people read them: in colours of their own, on paper, with or without readings."""

import re

import pytest
from playwright.sync_api import expect

from .test_every_page import axe_faults

MARKED = "node => { const s = getComputedStyle(node); return [s.borderBlockEndWidth, s.fontWeight]; }"
SHOWN = "nodes => nodes.filter(node => node.checkVisibility()).length"
# Closed, and closed on paper too.
FOLDED = """nodes => nodes.filter(node => node.checkVisibility() && !node.open
    && getComputedStyle(node, "::details-content").contentVisibility === "hidden").length"""
# The most sheets of A4 that a page of the demo may take.
SHEETS = {
    "/programmes/international-students/": 2,
    "/programmes/": 2,
    "/partners/": 2,
    "/events/matching-new-zealand/": 1,
    "/news/": 1,
    "/statistics/": 3,
    "/": 5,
}
ON_PAPER = ["/", "/about/flow/", "/programmes/", "/events/", "/faq/", "/statistics/", "/easy/flow/"]


@pytest.mark.parametrize("path", ["/", "/casestudies/", "/partners/", "/events/", "/contact/", "/news/?category=call"])
def test_in_colours_of_the_reader_what_is_present_and_in_focus_can_be_seen(page, path):
    page.emulate_media(forced_colors="active")
    page.goto(path)
    for current in page.locator("main [aria-current]").all():
        border, weight = current.evaluate(MARKED)
        assert border != "0px" or int(weight) >= 700
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert axe_faults(page) == []


@pytest.mark.parametrize("path", ON_PAPER)
def test_on_paper_only_what_is_read_remains(page, path):
    page.goto(path)
    page.emulate_media(media="print")
    for part in (".site-header nav", ".searchbox", ".skip", ".no-print"):
        assert page.locator(part).evaluate_all(SHOWN) == 0, part
    expect(page.locator("h1")).to_be_visible()
    assert page.locator("main details").evaluate_all(FOLDED) == 0


@pytest.mark.parametrize("path", SHEETS)
def test_a_page_takes_few_sheets(page, path):
    page.goto(path)
    printed = page.pdf(prefer_css_page_size=True)
    assert 0 < len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) <= SHEETS[path]


# The widest line of each text in full-width characters of its own size; tables aside.
WIDEST = """() => Math.max(0, ...[...document.querySelectorAll("main :is(p, dd, figcaption)")].flatMap(node => {
    if (!node.checkVisibility() || node.closest("table, .vh")) return [];
    return [...node.childNodes].filter(child => child.nodeType === Node.TEXT_NODE).flatMap(text => {
        const lines = document.createRange();
        lines.selectNodeContents(text);
        return [...lines.getClientRects()].map(line => line.width / parseFloat(getComputedStyle(node).fontSize));
    });
}))"""


@pytest.mark.parametrize("path", ["/", "/about/", "/faq/", "/casestudies/", "/programmes/", "/accessibility/results/"])
def test_a_line_of_text_holds_forty_characters(page, path):
    page.set_viewport_size({"width": 1600, "height": 900})
    page.goto(path)
    assert page.evaluate(WIDEST) <= 40.5


def test_readings_are_hidden_and_the_browser_remembers(page):
    page.goto("/easy/about/")
    switch = page.get_by_role("button", name="ふりがな")
    expect(switch).to_have_attribute("aria-pressed", "true")
    expect(page.locator("main rt").first).to_be_visible()
    switch.press("Enter")
    expect(page.locator("main rt").first).to_be_hidden()
    page.goto("/easy/flow/")
    expect(switch).to_have_attribute("aria-pressed", "false")
    expect(page.locator("main rt").first).to_be_hidden()
    switch.click()
    expect(page.locator("main rt").first).to_be_visible()
    page.goto("/about/")
    expect(switch).to_be_hidden()


def test_plain_japanese_is_reached_from_its_source_by_keyboard(page):
    page.goto("/about/")
    link = page.get_by_role("link", name="やさしい日本語").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/easy/about/$"))
    assert axe_faults(page) == []
