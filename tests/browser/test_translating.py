"""From a Japanese page to its English twin, through wagtail-localize's own pages."""

import re

from playwright.sync_api import expect

from .conftest import log_in

TITLE = "夏の説明会を開きます"


def _publish_news(page):
    listing = page.request.get("/api/v2/pages/?type=home.NewsIndexPage&locale=ja").json()
    page.goto(f"/cms/pages/add/home/newspage/{listing['items'][0]['id']}/")
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=summary]").fill("説明会のお知らせです。")
    page.get_by_role("button", name="他のアクション").click()
    page.get_by_role("button", name="公開", exact=True).click()
    page.wait_for_url(re.compile(r"/cms/pages/\d+/$"))


def _translate(page, source, target):
    segment = page.locator("li, section, div").filter(has_text=source).filter(has=page.get_by_role("button")).last
    segment.get_by_role("button", name=re.compile("^(Translate|翻訳)$")).click()
    page.locator("textarea:visible, [contenteditable=true]:visible").last.click()
    page.keyboard.type(target)
    page.get_by_role("button", name=re.compile("^(Save|保存)$")).first.click()
    expect(page.get_by_text(target, exact=True)).to_be_visible()


def test_editor_translates_a_news_item_and_it_appears_in_english_at_the_same_address(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    log_in(page, "editor", path="/cms/login/")
    _publish_news(page)
    found = page.request.get("/api/v2/pages/?type=home.NewsPage&locale=ja&limit=20").json()["items"]
    news = next(item for item in found if item["title"] == TITLE)
    page.goto(f"/cms/localize/submit/page/{news['id']}/")
    page.locator("[name=locales]").first.check()
    page.locator("form:has([name=locales]) [type=submit]").last.click()
    page.wait_for_url(re.compile(r"/cms/pages/\d+/edit/"))
    _translate(page, TITLE, "We hold a briefing in summer")
    _translate(page, "説明会のお知らせです。", "An invitation to a briefing.")
    page.get_by_role("button", name=re.compile("^Publish in English|English.*公開")).first.click()
    page.wait_for_load_state()
    page.goto(news["meta"]["html_url"].replace("/news/", "/en/news/"))
    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.locator("h1")).to_have_text("We hold a briefing in summer")
