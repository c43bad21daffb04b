"""From a Japanese page to its English twin, through wagtail-localize's own pages."""

import re

from playwright.sync_api import expect

from .conftest import follow, log_in
from .desk import publish_news, start_translation, translate

TITLE = "夏の説明会を開きます"


def test_editor_translates_a_news_item_and_it_appears_in_english_at_the_same_address(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    log_in(page, "editor", path="/cms/login/")
    publish_news(page, TITLE, "説明会のお知らせです。")
    found = page.request.get("/api/v2/pages/?type=home.NewsPage&locale=ja&limit=20").json()["items"]
    news = next(item for item in found if item["title"] == TITLE)
    start_translation(page, news["id"])
    translate(page, TITLE, "We hold a briefing in summer")
    translate(page, "説明会のお知らせです。", "An invitation to a briefing.")
    follow(page.get_by_role("button", name=re.compile("^Publish in English|^公開する：English")).first)
    page.goto(news["meta"]["html_url"].replace("/news/", "/en/news/"))
    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.locator("h1")).to_have_text("We hold a briefing in summer")
