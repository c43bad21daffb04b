"""A school understands its suggestions on a telephone: why one is not there, why leave one out, what would be if."""

import re

from playwright.sync_api import expect

from .conftest import follow, log_in
from .test_every_page import axe_faults

NARROW = {"width": 360, "height": 800}


def fits(page):
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert axe_faults(page) == []


def test_a_school_looks_a_partner_up_and_leaves_another_out(page):
    page.set_viewport_size(NARROW)
    log_in(page, "demo-school-1")
    page.goto("/members/matches/")
    follow(page.locator("main a[href*='/matches/']").first)
    fits(page)
    page.get_by_role("link", name="候補にない学校の理由を調べる").click()
    page.locator("#why-words").fill("オーストラリア")
    page.get_by_role("button", name="調べる").click()
    expect(page.locator("main ol > li").first).to_be_visible()
    fits(page)
    follow(page.get_by_role("link", name="候補に戻る"))

    names = page.locator(".match h3")
    last = names.last.inner_text()
    number = names.count()
    follow(page.get_by_role("link", name=re.compile("今回は見送る")).last)
    fits(page)
    page.get_by_role("button", name="今回は見送る").click()
    expect(page.locator(".error-summary")).to_contain_text("理由を選んでください")
    fits(page)
    page.get_by_label("テーマが合わない").check()
    page.get_by_role("button", name="今回は見送る").click()
    expect(page.locator("#declined ~ ul")).to_contain_text(last)
    expect(page.locator("#declined ~ ul")).to_contain_text("テーマが合わない")
    page.get_by_role("button", name=re.compile("候補に戻す")).click()
    expect(page.locator(".match h3")).to_have_count(number)
    fits(page)


def open_matches(page):
    """The suggestions of the first wish, and their address."""
    page.set_viewport_size(NARROW)
    log_in(page, "demo-school-1")
    page.goto("/members/matches/")
    follow(page.locator("main a[href*='/matches/']").first)
    return page.url


def test_ticking_shows_the_list_as_it_would_be_in_place(page):
    open_matches(page)
    said = []
    page.on("console", lambda message: said.append(message.text))
    stored = page.locator("[name=months]:checked").count()
    page.evaluate("window.same = true")
    box = page.locator("#try-months-4")
    box.scroll_into_view_if_needed()
    before = box.bounding_box()["y"]

    box.press("Space")

    expect(page.locator("#cards")).to_contain_text("ためしの候補")
    expect(page.locator("#found-status")).to_contain_text(re.compile(r"この条件では、\d+校です"))
    expect(page.locator("#try-months-4")).to_be_focused()
    assert abs(page.locator("#try-months-4").bounding_box()["y"] - before) < 2, "it stays under the finger"
    assert "months=4" in page.url
    assert page.locator(".match a[href*='/ask/']").count() == 0
    fits(page)
    page.locator("#try-months-4").uncheck()
    expect(page.locator("#cards")).not_to_contain_text("ためし")
    expect(page.locator(".match a[href*='/ask/']").first).to_be_attached()
    assert page.locator("[name=months]:checked").count() == stored
    assert page.evaluate("window.same"), "the page was not loaded anew"
    assert said == [], "the policy forbids nothing that we do"


def test_conditions_are_tried_and_kept_without_javascript(browser, site):
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    address = open_matches(page)
    page.locator("#try-months-4").check()
    page.get_by_role("button", name="この条件で数え直す").click()
    expect(page.locator("main")).to_contain_text("ためしの結果です")
    page.get_by_role("button", name="この条件を保存する").click()
    expect(page).to_have_url(address)
    expect(page.locator("#try-months-4")).to_be_checked()

    page.locator("#try-months-4").uncheck()
    page.get_by_role("button", name="この条件で数え直す").click()
    page.get_by_role("link", name="保存した条件に戻る").click()
    expect(page.locator("#try-months-4")).to_be_checked()
    page.locator("#try-months-4").uncheck()
    page.get_by_role("button", name="この条件で数え直す").click()
    page.get_by_role("button", name="この条件を保存する").click()
    expect(page.locator("#try-months-4")).not_to_be_checked()
    context.close()
