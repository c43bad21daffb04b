"""What each role does with the portal, from the first click to the result."""

import re

from playwright.sync_api import expect

from .conftest import PASSWORD, log_in


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
    assert page.url == address.replace("/casestudies/", "/en/casestudies/")
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="日本語").first.click()
    assert page.url == address


def test_visitor_narrows_the_archive_and_takes_a_filter_off(page):
    page.goto("/casestudies/")
    everything = page.locator("main h3 a").count()
    label = page.locator("main label", has=page.locator("input[name=school_type]")).first
    label.locator("input").check()
    page.locator("main form button[type=submit], main form .btn").last.click()
    assert "school_type=" in page.url
    assert 0 < page.locator("main h3 a").count() <= everything
    page.locator("main a.chip").first.click()
    assert "school_type=" not in page.url
    assert page.locator("main h3 a").count() == everything


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
    assert page.url.endswith("/members/account/password/")
    for field in ("new_password1", "new_password2"):
        page.locator(f"input[name={field}]").fill("kasanari-mado-2026")
    page.locator("main form button[type=submit], main form .btn").first.click()
    page.goto("/members/wishes/new/")
    page.locator("[name=title]").fill("給食でつながる交流")
    page.locator("[name=exchange_type][value=letter_card], [name=exchange_type]").first.evaluate(
        "node => { if (node.tagName === 'SELECT') node.value = 'letter_card'; else node.checked = true; }"
    )
    for name, value in (("grades", "e5"), ("months", "5"), ("months", "6"), ("themes", "food")):
        page.locator(f"[name={name}][value='{value}']").check()
    page.locator("[name=class_size]").fill("３２")
    page.get_by_role("button", name=re.compile("登録|提出")).first.click()
    page.goto("/members/matches/")
    page.locator("main a[href*='/matches/']").first.click()
    expect(page.locator(".match").first).to_be_visible()
    expect(page.locator(".match .fit").first).to_be_attached()


def test_editor_publishes_an_issue_that_appears_on_the_site(page):
    page.goto("/cms/login/")
    page.locator("input[name=username]").fill("editor")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("button[type=submit]").click()
    page.goto("/api/v2/pages/?type=newsletter.NewsletterIndexPage&locale=ja")
    index = re.search(r'"id":\s*(\d+)', page.content()).group(1)
    page.goto(f"/cms/pages/add/newsletter/issuepage/{index}/")
    page.locator("[name=title]").fill("海の向こうの春休み")
    page.locator("[name=number]").fill("90")
    page.locator("[name=summary]").fill("春の事例を紹介します。")
    page.locator("[data-streamfield-stream-container] button, button[title]").first.wait_for()
    page.get_by_role("button", name=re.compile("ブロックを挿入|Insert a block")).first.click()
    page.get_by_role("option", name=re.compile("文章|本文|Text")).first.click()
    page.locator("[data-contentpath='heading'] input").first.fill("新しい学年の前に")
    page.locator("[data-contentpath='text'] [contenteditable=true]").first.fill("準備は三月から始められます。")
    page.locator("[data-w-dropdown-target='toggle'], .w-dropdown__toggle").last.click()
    page.locator("button[name=action-publish]").click()
    page.goto("/newsletter/90/")
    expect(page.locator("h1")).to_contain_text("海の向こうの春休み")
    expect(page.locator("main")).to_contain_text("新しい学年の前に")
    page.goto("/newsletter/")
    expect(page.locator("main")).to_contain_text("海の向こうの春休み")


def test_wrong_passwords_lock_out_with_a_clear_page(page):
    for _attempt in range(5):
        log_in(page, "demo-school-3", "wrong-password")
    assert page.locator("main").inner_text().strip()
    log_in(page, "demo-school-3")
    assert not page.url.endswith("/members/")
    expect(page.locator("h1")).to_be_visible()
