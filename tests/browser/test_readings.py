"""An editor gives a word its reading, and the site shows it."""

import re

from playwright.sync_api import expect

from .conftest import log_in

READING = "しんじゅく"


def test_a_word_gets_its_reading_and_the_site_shows_it(page):
    page.set_viewport_size({"width": 1280, "height": 1000})
    log_in(page, "editor", path="/cms/login/")
    page.goto("/cms/easy/")
    page.get_by_role("link", name=re.compile("^聞")).first.click()
    text = page.locator(".public-DraftEditor-content").first
    text.click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("新宿から。")
    page.keyboard.press("Control+Home")
    for _sign in "新宿":
        page.keyboard.press("Shift+ArrowRight")
    page.once("dialog", lambda dialog: dialog.accept(READING))
    page.locator("button[name=RUBY]").first.click()
    word = page.locator(f".desk-reading[data-reading={READING}]")
    expect(word).to_have_text("新宿")
    # The editor writes into the form a moment later.
    expect(page.locator("[name=body-0-value-text]")).to_have_value(re.compile(READING))
    page.get_by_role("button", name="他のアクション").click()
    page.get_by_role("button", name="公開", exact=True).click()
    page.wait_for_url(re.compile(r"/cms/pages/\d+/$"))
    page.goto("/easy/contact/")
    ruby = page.locator("main ruby").filter(has_text="新宿")
    expect(ruby.locator("rt")).to_have_text(READING)
    expect(ruby).to_be_visible()
