"""A teacher without a mouse: header, search, filters and the contact form, one after another, with the Tab key."""

import re

import pytest
from playwright.sync_api import expect

from .test_every_page import axe_faults

MOST_TABS = 60
HERE = """() => { const node = document.activeElement; const style = getComputedStyle(node);
    const box = node.getBoundingClientRect();
    const hit = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, innerHeight - 1));
    return {
        name: node.getAttribute("aria-label") || node.textContent.trim() || node.name || "",
        tag: node.tagName,
        outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== "none",
        isSeen: node === hit || node.contains(hit) || (hit && hit.contains(node)),
    };
}"""


def tab_to(page, *, name: str = "", selector: str = "") -> None:
    """Press Tab until that element has the focus; every stop on the way can be seen and is marked."""
    for _number in range(MOST_TABS):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here["tag"] == "BODY":  # the page is still opening
            continue
        assert here["outline"], f"no outline: {here}"
        assert here["isSeen"], f"behind something: {here}"
        found = page.evaluate("selector => document.activeElement.matches(selector)", selector) if selector else False
        if found or (name and here["name"].startswith(name)):
            return
    raise AssertionError(f"{name or selector} is not reached within {MOST_TABS} stops")


@pytest.fixture
def wide(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    return page


def test_the_skip_link_comes_first_and_leads_to_the_text(wide):
    wide.goto("/")
    tab_to(wide, name="本文へ移動")
    expect(wide.locator(".skip")).to_be_in_viewport()
    wide.keyboard.press("Enter")
    assert wide.evaluate("document.activeElement.id") == "main"


def test_language_menu_and_search_of_the_header(wide):
    wide.goto("/")
    tab_to(wide, name="English")
    wide.keyboard.press("Enter")
    expect(wide).to_have_url(re.compile("/en/$"))
    tab_to(wide, selector="#site-search")
    wide.keyboard.type("exchange")
    wide.keyboard.press("Enter")
    expect(wide).to_have_url(re.compile(r"/en/search/\?q=exchange"))
    tab_to(wide, selector="main a[href*='type=faq']")
    wide.keyboard.press("Enter")
    expect(wide.locator("main [aria-current=page]")).to_contain_text("Questions and answers")


def test_a_suggestion_is_taken_with_the_arrows(wide):
    wide.goto("/search/")
    tab_to(wide, selector="#id_q")
    wide.keyboard.type("時差")
    options = wide.get_by_role("option")
    expect(options.first).to_be_visible()
    wide.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert axe_faults(wide) == []
    wide.keyboard.press("Escape")
    expect(options).to_have_count(0)


def test_filters_are_ticked_sent_and_taken_off(wide):
    wide.goto("/programmes/")
    tab_to(wide, selector="input[type=checkbox]")
    wide.keyboard.press("Space")
    wide.keyboard.press("Enter")
    expect(wide).to_have_url(re.compile(r"/programmes/\?"))
    tab_to(wide, selector="a.chip")
    wide.keyboard.press("Enter")
    expect(wide.locator("a.chip")).to_have_count(0)


def test_the_contact_form_is_filled_in_refused_and_corrected(wide):
    wide.goto("/contact/")
    tab_to(wide, selector="[name=name]")
    wide.keyboard.type("東京 花子")
    tab_to(wide, selector="[name=email]")
    wide.keyboard.type("no-address")
    wide.keyboard.press("Enter")
    summary = wide.locator(".errors, [role=alert]").first
    expect(summary).to_be_visible()
    expect(wide.locator("[name=name]")).to_have_value("東京 花子")
    expect(wide.locator("[name=email]")).to_have_attribute("aria-invalid", "true")
    tab_to(wide, selector="a[href='#id_email']")
    wide.keyboard.press("Enter")
    assert wide.evaluate("document.activeElement.name") == "email"
    assert axe_faults(wide) == []


def test_the_menu_of_a_narrow_page_opens_and_closes(page):
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto("/")
    tab_to(page, selector=".menu > summary")
    page.keyboard.press("Enter")
    tab_to(page, name="事例集")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/casestudies/$"))
