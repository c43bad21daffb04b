"""A reader's way on a telephone: the box, the form, the mail, the button, the own page, leaving; and the same without
JavaScript. Each page on the way is looked at by axe."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import follow
from .mailbox import path_in
from .test_every_page import axe_faults

ADDRESS = "telephone@example.jp"


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size({"width": 360, "height": 740})
    return page


def looked_at(page: Page) -> None:
    """Nothing for axe to find, and nothing wider than the screen."""
    assert axe_faults(page) == []
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0


def test_subscribe_confirm_manage_and_leave(phone, letters):
    phone.goto("/newsletter/")
    phone.get_by_label("メールアドレス").fill(ADDRESS)
    follow(phone.get_by_role("button", name="登録に進む"))
    looked_at(phone)
    expect(phone.get_by_label("メールアドレス", exact=False).first).to_have_value(ADDRESS)
    phone.get_by_label("授業のヒント").check()

    phone.wait_for_timeout(3_200)  # faster nobody is
    phone.get_by_role("button", name="確認のリンクを送る").click()
    expect(phone.get_by_role("alert")).to_contain_text("同意")
    looked_at(phone)
    phone.get_by_label("同意します", exact=False).check()
    phone.get_by_role("button", name="確認のリンクを送る").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("メールをご確認ください")
    looked_at(phone)

    phone.goto(path_in(letters(ADDRESS)[-1], "newsletter/confirm"))
    looked_at(phone)
    phone.get_by_role("button", name="コンシェルジュ通信を受け取る").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("登録が完了しました")
    looked_at(phone)

    phone.goto(path_in(letters(ADDRESS)[-1], "newsletter/manage"))
    expect(phone.get_by_label("授業のヒント")).to_be_checked()
    looked_at(phone)
    phone.get_by_label("English").check()
    phone.get_by_role("button", name="保存する").click()
    expect(phone.locator(".messages")).to_contain_text("変更を保存しました")
    with phone.expect_download() as download:
        phone.get_by_role("link", name="登録されている情報をすべてダウンロードする").click()
    assert ADDRESS in download.value.path().read_text(encoding="utf-8")

    phone.get_by_role("button", name="配信を停止する").click()
    expect(phone.get_by_text("配信を停止しています。")).to_be_visible()
    looked_at(phone)
    assert "no longer sent" in letters(ADDRESS)[-1]

    follow(phone.get_by_role("link", name="メールアドレスの削除"))
    looked_at(phone)
    phone.get_by_role("button", name="メールアドレスを削除する").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("メールアドレスを削除しました")


def test_links_that_lead_nowhere_lead_on(phone):
    for path in ("/newsletter/confirm/x/", "/en/newsletter/manage/x/", "/newsletter/unsubscribe/x/"):
        assert phone.goto(path).status == 404
        looked_at(phone)
        assert phone.locator("main a[href$='/newsletter/subscribe/']").count() == 1


def test_without_javascript(browser, site):
    context = browser.new_context(base_url=site, locale="ja-JP", java_script_enabled=False)
    page = context.new_page()
    page.goto("/newsletter/subscribe/")
    page.get_by_label("メールアドレス", exact=False).first.fill("plain@example.jp")
    page.get_by_label("同意します", exact=False).check()
    page.wait_for_timeout(3_200)
    page.get_by_role("button", name="確認のリンクを送る").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("メールをご確認ください")
    context.close()
