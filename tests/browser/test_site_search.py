"""The box of the site search: suggestions in the header and on the search page, and results by kind."""

import re

import pytest
from playwright.sync_api import expect

from .test_every_page import axe_faults

HEADER, ON_PAGE = "#site-search", "#id_q"


def open_list(page, field, typed):
    box = page.locator(field)
    box.fill("")
    box.press_sequentially(typed)
    rows = page.locator(f"{list_of(field)} [role=option]")
    expect(rows.first).to_be_visible()
    return box, rows


def list_of(field):
    return "#site-suggestions" if field == HEADER else "#page-suggestions"


def test_the_header_leads_to_a_page_by_keyboard(page):
    page.goto("/about/")
    box, rows = open_list(page, HEADER, "台湾")
    expect(box).to_have_role("combobox")
    expect(box).to_have_attribute("aria-controls", "site-suggestions")
    expect(page.locator("#site-suggestions-status")).to_have_text(f"検索候補が{rows.count()}件あります")
    places = rows.evaluate_all("rows => rows.map(row => row.dataset.url || '')")
    at = places.index("/partners/taiwan/")
    for _step in range(at + 1):
        box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", f"site-suggestions-{at + 1}")
    box.press("Enter")
    expect(page).to_have_url(re.compile("/partners/taiwan/$"))


def test_escape_closes_and_enter_searches_what_was_typed(page):
    page.goto("/")
    box, _rows = open_list(page, HEADER, "台")
    box.press("Escape")
    expect(page.locator(list_of(HEADER))).to_be_hidden()
    expect(box).to_have_value("台")
    box.fill("給食")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=%E7%B5%A6%E9%A3%9F"))


def test_a_known_word_is_searched_for(page):
    page.goto("/search/")
    _box, rows = open_list(page, ON_PAGE, "たいわ")
    rows.filter(has_text="国・地域").first.click()
    expect(page).to_have_url(re.compile(r"q=%E5%8F%B0%E6%B9%BE"))
    expect(page.locator("main mark").first).to_be_visible()


def test_the_two_boxes_of_the_search_page_do_not_meet(page):
    page.goto("/search/")
    open_list(page, ON_PAGE, "台湾")
    expect(page.locator(list_of(HEADER))).to_be_hidden()
    assert page.evaluate("new Set([...document.querySelectorAll('[id]')].map(n => n.id)).size") == page.evaluate(
        "document.querySelectorAll('[id]').length"
    )


@pytest.mark.parametrize(("path", "typed"), [("/", "交流"), ("/en/", "a")])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_open_list_is_accessible_and_inside_the_page(page, path, typed, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path)
    box, rows = open_list(page, HEADER, typed)
    box.press("ArrowDown")
    assert axe_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert min(rows.evaluate_all("rows => rows.map(row => row.offsetHeight)")) >= 44
    assert (
        rows.last.evaluate("row => { const box = row.getBoundingClientRect(); return box.left >= 0 && box.right; }")
        <= width
    )


@pytest.mark.parametrize("width", [320, 1280])
def test_kinds_of_results_are_links_with_numbers(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/search/?q=台湾")
    assert axe_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    tab = page.locator("ul.tabs a", has_text="事例")
    number = int(re.sub(r"\D", "", tab.inner_text()))
    tab.click()
    expect(page.locator("ul.tabs [aria-current=page]")).to_contain_text("事例")
    expect(page.locator("main .hit")).to_have_count(number)


def test_without_javascript_it_is_a_plain_form(browser, site):
    context = browser.new_context(java_script_enabled=False, base_url=site, locale="ja-JP")
    page = context.new_page()
    page.goto("/")
    expect(page.locator(HEADER)).to_have_role("searchbox")
    page.locator(HEADER).fill("台湾")
    page.locator(HEADER).press("Enter")
    expect(page.locator("main .hit").first).to_be_visible()
    context.close()
