"""The desk's register of partners: a duplicate is merged, and the merge is taken back."""

import re

from playwright.sync_api import expect

from .conftest import log_in


def test_the_desk_merges_a_duplicate_and_takes_it_back(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    log_in(page, "coordinator", path="/cms/login/")
    page.goto("/cms/partners/?entries=duplicates")
    page.get_by_role("link", name="ワトルクリーク公立小学校").click()
    expect(page).to_have_url(re.compile(r"/cms/partners/edit/\d+/"))
    kept = re.search(r"/edit/(\d+)/", page.url)[1]

    page.goto(f"/cms/partners/{kept}/duplicates/")
    page.get_by_role("link", name="比べて統合する").click()
    row = page.get_by_role("row", name=re.compile("テーマ"))
    expect(row.get_by_role("radio", name="両方を合わせる")).to_be_checked()
    page.get_by_role("button", name="統合する").click()
    expect(page.get_by_text("二つの登録を統合しました。")).to_be_visible()
    expect(page.get_by_role("checkbox", name="年中行事・季節")).to_be_checked()

    page.goto("/cms/partners/?entries=duplicates")
    expect(page.get_by_role("link", name="ワトルクリーク公立小学校")).to_have_count(0)

    page.goto(f"/cms/partners/{kept}/record/")
    page.get_by_role("link", name="統合を取り消す").click()
    page.get_by_role("button", name="統合を取り消す").click()
    expect(page.get_by_text("統合を取り消し、二つの登録に戻しました。")).to_be_visible()
    page.goto("/cms/partners/?entries=duplicates")
    expect(page.get_by_role("link", name="ワトルクリーク公立小学校")).to_have_count(1)


def test_the_desk_confirms_two_partners_at_once(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    log_in(page, "coordinator", path="/cms/login/")
    page.goto("/cms/partners/?verification=listed")
    boxes = page.locator("tbody input[type=checkbox]")
    expect(boxes).to_have_count(2)
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.get_by_role("link", name="選択した相手校を確認済みにする").click()
    expect(page.locator("main")).to_contain_text("2校を選択しています。")
    page.get_by_role("button", name="確認済みにする").click()
    expect(page.get_by_text("2校を変更しました。")).to_be_visible()
    expect(page).to_have_url(re.compile("verification=listed"))
