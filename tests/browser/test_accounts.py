"""Accounts, as people with paper and mail in hand use them."""

import re
import sqlite3

import pytest
from playwright.sync_api import expect

from .conftest import log_in
from .mailbox import path_in
from .test_every_page import axe_faults

NEW = "quiet-harbour-lantern"


def another(browser, site, width=360):
    context = browser.new_context(base_url=site, locale="ja-JP", viewport={"width": width, "height": 800})
    context.set_default_timeout(15_000)
    return context.new_page()


def test_a_school_logs_in_for_the_first_time_with_the_printed_code(page, browser, site, watch):
    page.set_viewport_size({"width": 1280, "height": 900})
    log_in(page, "coordinator", path="/cms/login/")
    page.goto("/cms/letters/new/?scope=named&codes=demo-5")
    page.get_by_role("button", name="対象の学校を確認する").click()
    expect(page.get_by_role("status").filter(has_text="1校に")).to_be_visible()
    page.get_by_role("button", name="この内容で発行する").click()
    page.get_by_role("link", name="印刷用ページ").click()
    username, code = page.locator(".keys__id").inner_text(), page.locator(".keys__code").inner_text()

    phone = another(browser, site)
    watch.attach(phone)
    phone.goto(f"/members/code/#{username}/{code.lower()}")
    expect(phone.locator("#id_username")).to_have_value(username)
    expect(phone.locator("#id_code_text")).to_have_value(code.lower())
    assert "#" not in phone.url, "the code stays in no history"
    assert axe_faults(phone) == []
    phone.keyboard.press("Enter")  # the button has the focus
    expect(phone).to_have_url(re.compile("/members/code/password/$"))
    phone.locator("#id_name").fill("国際交流担当")
    phone.locator("#id_email").fill("demo-5@example.jp")
    phone.locator("#id_new_password1").fill("short")
    phone.locator("#id_new_password2").fill("short")
    phone.keyboard.press("Enter")
    expect(phone.locator(".error-summary")).to_be_visible()
    expect(phone.locator("#id_email")).to_have_value("demo-5@example.jp")
    assert axe_faults(phone) == []
    for field in ("#id_new_password1", "#id_new_password2"):
        phone.locator(field).fill(NEW)
    phone.keyboard.press("Enter")
    expect(phone).to_have_url(re.compile("/members/school/$"))
    expect(phone.locator(".messages")).to_contain_text("アカウントの準備ができました")
    phone.context.close()

    used = another(browser, site)
    used.goto("/members/code/")
    used.locator("#id_username").fill(username)
    used.locator("#id_code_text").fill(code)
    used.keyboard.press("Enter")
    expect(used.locator(".error-summary")).to_be_visible()
    used.context.close()


def test_the_renewal_in_april_with_a_new_colleague(page, browser, site, own_data, letters):
    with sqlite3.connect(own_data / "db.sqlite3", timeout=20) as database:
        database.execute("UPDATE schools_school SET renewed_for = renewed_for - 1 WHERE code = 'demo-2'")
    log_in(page, "demo-school-2")
    page.goto("/members/wishes/new/")
    expect(page.locator("h1")).to_contain_text("閲覧のみ")
    page.get_by_role("link", name="アカウントの年度更新").first.click()
    page.locator("#id_name-0").fill("若葉")
    page.locator("#id_handover_note").fill("台湾の学校とは毎年6月に打合せをします。")
    page.get_by_role("button", name="アカウントを更新する").click()
    expect(page.locator(".error-summary li")).to_have_count(2)
    expect(page.locator("#id_handover_note")).to_have_value("台湾の学校とは毎年6月に打合せをします。")
    page.locator("#id_email-0").fill("wakaba@example.jp")
    page.locator("#id_is_checked").check()
    page.get_by_role("button", name="アカウントを更新する").click()
    expect(page.locator(".messages")).to_contain_text("更新しました")
    expect(page.locator("main")).to_contain_text("wakaba@example.jp")
    page.goto("/members/wishes/new/")
    expect(page.locator("main form").first).to_be_visible()

    colleague = another(browser, site)
    colleague.goto(path_in(letters("wakaba@example.jp")[0], "invitation"))
    expect(colleague.locator("main")).to_contain_text("担当者に招待されています")
    assert axe_faults(colleague) == []
    for field in ("#id_new_password1", "#id_new_password2"):
        colleague.locator(field).fill(NEW)
    colleague.keyboard.press("Enter")
    expect(colleague).to_have_url(re.compile("/members/$"))
    expect(colleague.locator(".messages")).to_contain_text("あなたのIDは")
    username = re.search(r"tic\d{6}", colleague.locator(".messages").inner_text())[0]
    assert any(username in mail for mail in letters("wakaba@example.jp"))
    colleague.context.close()


@pytest.fixture
def forgetful(own_data):
    """A school with a confirmed address."""
    change = "UPDATE users_user SET email = ?, email_confirmed_at = ? WHERE username = 'demo-school-3'"
    with sqlite3.connect(own_data / "db.sqlite3", timeout=20) as database:
        database.execute(change, ("three@example.jp", "2026-04-01"))
    return "demo-school-3"


def test_a_lost_password_is_replaced_by_mail(page, forgetful, letters):
    page.goto("/members/login/")
    page.get_by_role("link", name="パスワードを忘れた").click()
    page.locator("#id_username").fill(forgetful)
    page.locator("#id_email").fill("three@example.jp")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("メールをご確認ください")
    page.goto(path_in(letters("three@example.jp")[-1], "members/code/"))
    expect(page).to_have_url(re.compile("/members/code/password/$"))
    for field in ("#id_new_password1", "#id_new_password2"):
        page.locator(field).fill(NEW)
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("新しいパスワードを保存しました")


def test_before_the_session_ends_its_owner_is_asked(page):
    page.clock.install()
    log_in(page, "demo-school-1")
    left = {"seconds": 200}
    page.route("**/members/account/stay/", lambda route: route.fulfill(json=left))
    page.clock.fast_forward(56 * 60 * 1000)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("3")
    assert axe_faults(page) == []
    left["seconds"] = 3600
    with page.expect_request(lambda request: request.method == "POST" and request.url.endswith("/stay/")):
        page.get_by_role("button", name="操作を続ける").click()
    expect(dialog).to_be_hidden()


def test_what_was_typed_is_kept_when_the_session_ends(page):
    page.clock.install()
    log_in(page, "demo-school-2")
    page.goto("/members/wishes/new/")
    page.locator("main form [name=title]").fill("席を立つ前の希望")
    page.locator("main form [name=exchange_type]").first.check()
    left = {"seconds": 200}
    page.route("**/members/account/stay/", lambda route: route.fulfill(json=left))
    page.clock.fast_forward(56 * 60 * 1000)
    expect(page.get_by_role("dialog")).to_be_visible()
    left["seconds"] = 15
    page.clock.fast_forward(40 * 1000)
    expect(page).to_have_url(re.compile(r"/members/login/\?next=%2Fmembers%2Fwishes%2Fnew%2F"))
    page.locator("input[name=username]").fill("demo-school-2")
    page.locator("input[name=password]").fill("concierge-demo")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/members/wishes/new/$"))
    expect(page.locator("main form [name=title]")).to_have_value("席を立つ前の希望")


def test_the_desk_looks_at_a_schools_pages(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    log_in(page, "coordinator", path="/cms/login/")
    page.goto("/cms/schools/")
    page.get_by_role("row", name=re.compile("しおかぜ")).get_by_role("button").first.click()
    page.get_by_role("link", name="学校のページを閲覧する").first.click()
    page.get_by_role("button", name="閲覧を始める").click()
    expect(page.locator(".looking")).to_contain_text("しおかぜ")
    assert axe_faults(page) == []
    page.get_by_role("button", name="閲覧を終える").click()
    expect(page).to_have_url(re.compile("/cms/$"))
