"""The archive's search box: suggestions by keyboard, mouse and input method, and what may be meant instead."""

import re

import pytest
from playwright.sync_api import expect

from .test_every_page import axe_faults

LIST = "#case-suggestions"


@pytest.fixture
def box(page):
    """The search field of the opened archive."""
    page.goto("/casestudies/")
    return page.locator("#case-search")


def open_list(page, box, typed):
    box.fill("")
    box.press_sequentially(typed)
    expect(page.locator(LIST)).to_be_visible()
    return page.locator(f"{LIST} [role=option]")


def test_keyboard_chooses_a_country(page, box):
    expect(box).to_have_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    rows = open_list(page, box, "交流")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box).to_have_attribute("aria-controls", "case-suggestions")
    expect(page.locator("#case-suggestions-status")).to_have_text(f"検索候補が{rows.count()}件あります")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    last = rows.count()
    for key, number in (
        ("ArrowDown", 1),
        ("ArrowDown", 2),
        ("End", last),
        ("ArrowDown", 1),
        ("ArrowUp", last),
        ("Home", 1),
    ):
        box.press(key)
        expect(box).to_have_attribute("aria-activedescendant", f"case-suggestions-{number}")
        expect(page.locator(f"{LIST} [aria-selected=true]")).to_have_id(f"case-suggestions-{number}")
    box.press("Escape")
    expect(page.locator(LIST)).to_be_hidden()
    expect(box).to_have_value("交流")
    expect(box).to_have_attribute("aria-expanded", "false")
    open_list(page, box, "たいわ")
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(re.compile("country=TW"))
    expect(page.locator("main a.chip")).to_have_text(re.compile("台湾"))
    expect(page.locator("#found-status")).to_have_text(re.compile("件の事例"))
    expect(box).to_have_value("")
    expect(box).to_be_focused()
    expect(page.locator(LIST)).to_be_hidden()
    assert page.locator("#case-filters > input[type=hidden]").count() == 0


def test_filters_in_force_are_kept_and_their_numbers_are_true(page):
    page.goto("/casestudies/?exchange_type=live_online")
    box = page.locator("#case-search")
    rows = open_list(page, box, "たいわ")
    number = int(re.sub(r"\D", "", rows.first.locator(".num").inner_text()))
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(re.compile("exchange_type=live_online.*country=TW"))
    expect(page.locator("#results")).to_have_text(f"{number}件の事例があります")


def test_enter_alone_searches_the_words_as_typed(page, box):
    open_list(page, box, "給食")
    box.press("Enter")
    expect(page).to_have_url(re.compile("q=%E7%B5%A6%E9%A3%9F"))
    expect(page.locator(LIST)).to_be_hidden()
    expect(page.locator("main mark").first).to_be_visible()


def test_the_arrow_opens_the_list_again_and_leaving_closes_it(page, box):
    open_list(page, box, "台湾")
    box.press("Escape")
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "case-suggestions-1")
    box.press("Tab")
    expect(page.locator(LIST)).to_be_hidden()
    expect(page.locator("#case-suggestions-status")).to_have_text("")


def test_home_and_end_move_in_the_text_while_no_row_is_chosen(page, box):
    open_list(page, box, "台湾")
    box.press("Home")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    assert box.evaluate("node => node.selectionStart") == 0


def test_a_click_on_a_school_searches_its_name(page, box):
    rows = open_list(page, box, "国民")
    school = rows.filter(has_text="学校").first
    name = school.locator(".suggest__label").inner_text()
    school.click()
    expect(page).to_have_url(re.compile("q=%22"))
    expect(box).to_have_value(f'"{name}"')
    expect(page.locator("main h3 a")).to_have_count(1)


def test_a_tap_on_a_title_opens_the_case(browser, site):
    context = browser.new_context(base_url=site, locale="ja-JP", has_touch=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto("/casestudies/")
    rows = open_list(page, page.locator("#case-search"), "太鼓")
    title = rows.last.locator(".suggest__label").inner_text()
    rows.last.tap()
    expect(page.locator("h1")).to_have_text(title)
    context.close()


def test_nothing_is_asked_while_an_input_method_composes(page, box):
    asked = []
    page.on("request", lambda request: "/suggest/" in request.url and asked.append(request.url))
    box.focus()
    tools = page.context.new_cdp_session(page)
    for part in ("t", "た", "たい", "たいわん"):
        tools.send("Input.imeSetComposition", {"text": part, "selectionStart": len(part), "selectionEnd": len(part)})
    page.wait_for_timeout(400)
    assert asked == []
    expect(page.locator(LIST)).to_be_hidden()
    tools.send("Input.insertText", {"text": "台湾"})
    expect(page.locator(f"{LIST} [role=option]").first).to_contain_text("台湾")
    assert len(asked) == 1


def test_a_late_answer_does_not_replace_a_newer_one(page, box):
    waiting = []

    def hold_the_first(route):
        if "%E5%8F%B0&" in route.request.url or route.request.url.endswith("%E5%8F%B0"):
            waiting.append(route)
        else:
            route.continue_()

    page.route("**/casestudies/suggest/**", hold_the_first)
    box.press_sequentially("台")
    page.wait_for_timeout(300)
    assert len(waiting) == 1
    rows = open_list(page, box, "韓国")
    expect(rows.first).to_contain_text("韓国")
    waiting[0].fulfill(status=200, body="<li role=option>遅い答え</li>")
    page.wait_for_timeout(200)
    expect(rows.first).to_contain_text("韓国")


def test_quick_typing_asks_once(page, box):
    page.clock.install(time="2026-11-20T00:00:00Z")
    page.reload()
    page.clock.pause_at("2026-11-20T00:01:00Z")
    asked = []
    page.on("request", lambda request: "/suggest/" in request.url and asked.append(request.url))
    for letter in "オンライン":
        box.press_sequentially(letter)
        page.clock.run_for(50)
    assert asked == []
    page.clock.run_for(200)
    expect(page.locator(LIST)).to_be_visible()
    assert len(asked) == 1


def test_without_an_answer_the_search_goes_on(browser, site):
    context = browser.new_context(base_url=site, locale="ja-JP")
    page = context.new_page()
    page.route("**/casestudies/suggest/**", lambda route: route.abort())
    page.goto("/casestudies/")
    page.locator("#case-search").press_sequentially("台湾")
    page.wait_for_timeout(300)
    expect(page.locator(LIST)).to_be_hidden()
    page.locator("#case-search").press("Enter")
    expect(page).to_have_url(re.compile("q="))
    context.close()


@pytest.mark.parametrize(("path", "typed"), [("/casestudies/", "交流"), ("/en/casestudies/", "a")])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_open_list_is_accessible_and_inside_the_page(page, path, typed, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path)
    open_list(page, page.locator("#case-search"), typed)
    page.locator("#case-search").press("ArrowDown")
    assert axe_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    heights = page.locator(f"{LIST} [role=option]").evaluate_all("rows => rows.map(row => row.offsetHeight)")
    assert min(heights) >= 44


def test_without_javascript_it_is_a_plain_field(browser, site):
    context = browser.new_context(java_script_enabled=False, base_url=site, locale="ja-JP")
    page = context.new_page()
    page.goto("/casestudies/")
    expect(page.locator("#case-search")).to_have_role("searchbox")
    expect(page.locator(LIST)).to_be_hidden()
    context.close()


def test_what_may_be_meant_is_said_and_leads_to_results(page, box):
    box.fill("オンライソ")
    box.press("Enter")
    link = page.locator(".meant a")
    expect(link).to_have_text("オンライン")
    expect(page.locator("#found-status")).to_have_text(re.compile(r"0件.*もしかして：\s*オンライン"))
    number = int(re.sub(r"\D", "", page.locator(".meant .num").inner_text()))
    link.click()
    expect(page.locator("#results")).to_have_text(f"{number}件の事例があります")
    expect(box).to_have_value("オンライン")


def test_words_taken_off_leave_their_field(page):
    page.goto("/casestudies/?q=給食&theme=food")
    page.locator("main a.chip").first.click()
    expect(page).not_to_have_url(re.compile("q="))
    expect(page.locator("#case-search")).to_have_value("")
    expect(page.locator("main a.chip")).to_have_count(1)
