"""An editor submits a news item and cannot approve it, the publisher does; then the report asks for a translation."""

import re

from playwright.sync_api import expect

from .conftest import log_in
from .test_every_page import axe_faults

TITLE = "冬の説明会を開きます"


def _submit_news(page):
    listing = page.request.get("/api/v2/pages/?type=home.NewsIndexPage&locale=ja").json()
    page.goto(f"/cms/pages/add/home/newspage/{listing['items'][0]['id']}/")
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=summary]").fill("冬の説明会のお知らせです。")
    page.get_by_role("button", name="他のアクション").click()
    page.get_by_role("button", name=re.compile("公開前の確認")).click()
    page.wait_for_url(re.compile(r"/cms/pages/\d+/$"))


def _open_editor(page):
    page.goto(f"/cms/reports/translations/?q={TITLE}")
    page.get_by_role("link", name=re.compile(f"^編集: {TITLE}")).click()
    page.wait_for_url(re.compile(r"/cms/pages/\d+/edit/"))


def test_what_an_editor_submits_is_published_by_somebody_else(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    log_in(page, "editor", path="/cms/login/")
    _submit_news(page)
    _open_editor(page)
    expect(page.locator("[data-workflow-action-name=approve]")).to_have_count(0)

    page.context.clear_cookies()
    log_in(page, "publisher", path="/cms/login/")
    expect(page.get_by_role("link", name=TITLE).first).to_be_visible()
    _open_editor(page)
    page.get_by_role("button", name="他のアクション").click()
    page.locator("[data-workflow-action-name=approve]").first.click()
    page.wait_for_url(re.compile(r"/cms/pages/\d+/$"))

    page.goto(f"/cms/reports/translations/?q={TITLE}&state=missing&language=en")
    expect(page.locator("main")).to_contain_text("翻訳を始める")
    assert axe_faults(page, "main .listing") == []
    page.get_by_role("link", name=re.compile("^表示")).click()
    expect(page.locator("h1")).to_have_text(TITLE)
