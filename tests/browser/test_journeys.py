"""What each role does with the portal, from the first click to the result."""

import re

from playwright.sync_api import expect

from .conftest import PASSWORD, follow, log_in
from .test_every_page import axe_faults


def test_visitor_finds_a_case_by_a_two_character_word_and_switches_language(page):
    page.goto("/casestudies/")
    page.locator("main input[name=q]").fill("台湾")
    page.locator("main input[name=q]").press("Enter")
    first = page.locator("main h3 a").first
    expect(page.locator("main mark").first).to_be_visible()
    title = first.inner_text()
    first.click()
    expect(page.locator("h1")).to_have_text(title)
    address = page.url
    page.get_by_role("link", name="English").first.click()
    expect(page).to_have_url(address.replace("/casestudies/", "/en/casestudies/"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="日本語").first.click()
    expect(page).to_have_url(address)


def test_visitor_narrows_the_archive_and_takes_a_filter_off(page):
    page.goto("/casestudies/")
    everything = page.locator("main h3 a").count()
    if page.locator(".facets-all > summary").is_visible():
        page.locator(".facets-all > summary").click()
    box = page.locator("main input[name=school_type]").first
    number = int(re.sub(r"\D", "", box.locator("xpath=ancestor::label").locator(".num").inner_text()))
    box.check()
    expect(page).to_have_url(re.compile("school_type="))
    expect(page.locator("#found-status")).to_have_text(f"{number}件の事例があります")
    expect(box).to_be_focused()
    expect(page.locator("main h3 a")).to_have_count(min(number, everything))
    page.locator("main a.chip").first.click()
    expect(page).not_to_have_url(re.compile("school_type="))
    expect(page.locator("main h3 a")).to_have_count(everything)
    page.go_back()
    expect(page).to_have_url(re.compile("school_type="))
    expect(page.locator("main h3 a")).to_have_count(min(number, everything))


def test_visitor_compares_two_cases(page):
    page.goto("/casestudies/")
    boxes = page.locator("main ol.rows input[name=case]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.get_by_role("button", name="チェックした事例を比べる").click()
    expect(page).to_have_url(re.compile("/casestudies/compare/"))
    expect(page.locator(".compare thead th")).to_have_count(2)


def test_without_javascript_the_archive_is_a_form(browser, site):
    page = browser.new_context(java_script_enabled=False, base_url=site, locale="ja").new_page()
    page.goto("/casestudies/")
    if page.locator(".facets-all > summary").is_visible():
        page.locator(".facets-all > summary").click()
    page.locator("main input[name=school_type]").first.check()
    page.get_by_role("button", name="この条件でしぼる").click()
    expect(page).to_have_url(re.compile("school_type="))
    expect(page.locator("main a.chip")).to_have_count(1)
    page.context.close()


def test_keyboard_alone_reaches_the_content(page):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", "#main")
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_school_logs_in_changes_its_password_saves_a_wish_and_sees_suggestions(page):
    page.goto("/members/wishes/")
    assert "/members/login/" in page.url
    page.locator("input[name=username]").fill("ＤＥＭＯ-school-new")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit], main form .btn").first.click()
    expect(page).to_have_url(re.compile("/members/account/password/"))
    for field in ("new_password1", "new_password2"):
        page.locator(f"input[name={field}]").fill("kasanari-mado-2026")
    follow(page.locator("main form button[type=submit], main form .btn").first)
    page.goto("/members/wishes/new/")
    page.locator("[name=title]").fill("給食でつながる交流")
    page.locator("[name=exchange_type][value=letter_card]").check()
    page.locator("[name=grades][value=e5]").check()
    page.locator("[name=class_size]").fill("３２")
    go_on(page, "when")
    for month in ("5", "6"):
        page.locator(f"[name=months][value='{month}']").check()
    go_on(page, "whom")
    assert axe_faults(page) == []
    go_on(page, "themes")
    page.locator("[name=themes][value=food]").check()
    go_on(page, "check")
    assert axe_faults(page) == []
    before = page.locator("[data-effect=theme]").inner_text()
    page.locator("[name=musts][value=theme]").check()
    expect(page.locator("[data-effect=theme]")).not_to_have_text(before)
    page.locator("[name=musts][value=theme]").uncheck()
    page.get_by_role("button", name="この内容で登録する").click()
    page.wait_for_url(re.compile(r"/members/wishes/\d+/matches/$"))
    expect(page.locator(".match").first).to_be_visible()
    expect(page.locator(".match .fit").first).to_be_attached()


def go_on(page, step):
    """Save a step of a wish and wait for the next one."""
    page.get_by_role("button", name="保存して次へ").click()
    page.wait_for_url(re.compile(rf"/members/wishes/\d+/steps/{step}/$"))


def new_issue(page):
    """Open the form of a new issue of the newsletter."""
    page.set_viewport_size({"width": 1280, "height": 900})
    log_in(page, "editor", path="/cms/login/")
    listing = page.request.get("/api/v2/pages/?type=newsletter.NewsletterIndexPage&locale=ja").json()
    page.goto(f"/cms/pages/add/newsletter/issuepage/{listing['items'][0]['id']}/")


def fill_issue(page, number, title):
    page.locator("[name=title]").fill(title)
    page.locator("[name=number]").fill(number)
    page.locator("[name=summary]").fill("春の事例を紹介します。")
    page.get_by_role("button", name=re.compile("Insert a block|ブロックを挿入")).first.click()
    page.get_by_role("option", name="文章").click()
    page.locator("[data-contentpath=heading] input").first.fill("新しい学年の前に")
    page.locator("[data-contentpath=text] [contenteditable=true]").first.click()
    page.keyboard.type("準備は三月から始められます。")
    expect(page.locator("[data-contentpath=text]")).to_contain_text("始められます。")
    # Wagtail's editor hands the text over to the form a moment after the last key.
    page.wait_for_timeout(1000)


def publish(page):
    page.get_by_role("button", name="他のアクション").click()
    page.get_by_role("button", name="公開", exact=True).click()
    page.wait_for_url(re.compile(r"/cms/pages/\d+/$"))


def test_editor_publishes_an_issue_that_appears_on_the_site(page):
    new_issue(page)
    fill_issue(page, "90", "海の向こうの春休み")
    publish(page)
    page.goto("/newsletter/90/")
    expect(page.locator("h1")).to_contain_text("90")
    expect(page.locator("main")).to_contain_text("新しい学年の前に")
    page.goto("/newsletter/")
    expect(page.locator("main")).to_contain_text("海の向こうの春休み")


def test_who_publishes_while_the_editor_saves_makes_one_page(page):
    held = []
    is_holding = True

    def hold(route):
        if route.request.method == "POST" and is_holding:
            held.append(route)
        else:
            route.continue_()

    new_issue(page)
    page.route("**/cms/pages/**", hold)
    # Wagtail looks for changes from two seconds after the form is there; it saves somewhere in between, or soon after.
    page.wait_for_timeout(2500)
    fill_issue(page, "91", "一度だけの号")
    for _attempt in range(100):
        if held:
            break
        page.wait_for_timeout(100)
    page.get_by_role("button", name="他のアクション").click()
    page.get_by_role("button", name="公開", exact=True).click()
    page.wait_for_timeout(500)
    assert len(held) == 1  # the button waits for what the editor is saving by itself
    is_holding = False
    held[0].continue_()
    page.wait_for_url(re.compile(r"/cms/pages/\d+/$"))
    page.goto("/newsletter/91/")
    expect(page.locator("h1")).to_contain_text("91")
    expect(page.locator("main")).to_contain_text("新しい学年の前に")


def test_wrong_passwords_lock_out_with_a_clear_page(page):
    for _attempt in range(5):
        log_in(page, "demo-school-3", "wrong-password")
    assert page.locator("main").inner_text().strip()
    log_in(page, "demo-school-3")
    assert not page.url.endswith("/members/")
    expect(page.locator("h1")).to_be_visible()
