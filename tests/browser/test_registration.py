"""A school registers on a telephone, with a draft and by keyboard alone; the office enters what a school tells it."""

import re

from playwright.sync_api import expect

from .conftest import follow, log_in
from .test_every_page import axe_faults

NARROW = {"width": 360, "height": 800}


def save(page):
    page.get_by_role("button", name="保存して確認する").click()


def test_a_school_registers_on_a_telephone_and_finds_its_draft_again(page):
    page.set_viewport_size(NARROW)
    log_in(page, "demo-school-2")
    page.goto("/members/")
    page.get_by_role("link", name=re.compile("続ける.*学校情報を登録する")).click()
    expect(page.locator("h1")).to_contain_text("もみじ台中学校")
    page.get_by_role("link", name="基本情報を変更する").click()
    page.locator("[name=pupils]").fill("三百")
    expect(page.locator("[data-autosave-status]")).to_contain_text("に下書きを保存しました")
    page.goto("/members/school/")
    page.goto("/members/school/basics/")
    expect(page.locator("[name=pupils]")).to_have_value("三百")
    expect(page.get_by_role("button", name="下書きを破棄する")).to_be_visible()
    assert axe_faults(page) == []

    save(page)
    expect(page.locator(".error-summary")).to_be_visible()
    page.locator(".error-summary a").click()
    expect(page.locator("[name=pupils]")).to_be_focused()
    page.locator("[name=pupils]").fill("３９８")
    save(page)
    expect(page.locator(".messages")).to_contain_text("今年度の内容として確認しました")
    page.goto("/members/school/basics/")
    expect(page.locator("[name=pupils]")).to_have_value("398")
    expect(page.get_by_role("button", name="下書きを破棄する")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_another_script_may_ask_for_the_draft_to_be_saved(page):
    log_in(page, "demo-school-2")
    page.goto("/members/school/equipment/")
    page.locator("[name=restrictions]").fill("共有サイトは見られません")
    told = page.evaluate(
        """() => new Promise(resolve => {
            const form = document.querySelector("form[data-autosave]");
            form.addEventListener("autosave:saved", event => resolve(event.detail), { once: true });
            form.dispatchEvent(new CustomEvent("autosave:now"));
        })"""
    )
    assert told["ok"]
    assert re.fullmatch(r"\d\d:\d\d", told["at"])
    page.goto("/members/school/equipment/")
    expect(page.locator("[name=restrictions]")).to_have_value("共有サイトは見られません")
    page.get_by_role("button", name="下書きを破棄する").click()
    expect(page.locator("[name=restrictions]")).to_have_value("")


def test_who_is_not_logged_in_any_more_is_told_that_the_draft_is_not_saved(page):
    log_in(page, "demo-school-2")
    page.goto("/members/school/equipment/")
    page.context.clear_cookies()
    page.locator("[name=restrictions]").fill("x")
    page.locator("form[data-autosave]").dispatch_event("autosave:now")
    expect(page.locator("[data-autosave-status]")).to_contain_text("下書きを保存できませんでした")


def test_the_keyboard_alone_fills_in_and_saves_a_part(page):
    page.set_viewport_size(NARROW)
    log_in(page, "demo-school-2")
    page.goto("/members/school/contacts/")
    page.locator("[name=reachable]").focus()
    page.keyboard.type("平日の16時から")
    page.keyboard.press("Tab")
    expect(page.locator("[name=principal_name]")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("保存して確認する")
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("「連絡先」を保存し")
    page.goto("/members/school/contacts/")
    expect(page.locator("[name=reachable]")).to_have_value("平日の16時から")


def test_without_javascript_the_draft_has_a_button(browser, site):
    context = browser.new_context(java_script_enabled=False, base_url=site, viewport=NARROW)
    page = context.new_page()
    log_in(page, "demo-school-2")
    page.goto("/members/school/timetable/")
    page.locator("[name=lessons-0-starts]").fill("08:41")
    page.get_by_role("button", name="下書きを保存").click()
    expect(page.locator("[name=lessons-0-starts]")).to_have_value("08:41")
    page.get_by_role("button", name="下書きを破棄する").click()
    expect(page.locator("[name=lessons-0-starts]")).not_to_have_value("08:41")
    context.close()


def test_two_people_save_the_same_part_and_the_later_one_chooses(page):
    log_in(page, "demo-school-1")
    page.goto("/members/school/contacts/")
    other = page.context.new_page()
    other.goto("/members/school/contacts/")
    other.locator("[name=reachable]").fill("火曜日の午後")
    other.locator("[name=fax]").fill("03-0000-0077")
    save(other)
    expect(other.locator(".messages")).to_be_visible()
    other.close()
    page.locator("[name=reachable]").fill("金曜日の午後")
    save(page)
    expect(page.locator(".clash")).to_contain_text("火曜日の午後")
    expect(page.locator("[name=reachable]")).to_have_value("金曜日の午後")
    expect(page.locator("[name=fax]")).to_have_value("03-0000-0077")
    assert axe_faults(page) == []
    page.get_by_label("保存されている内容を残す").check()
    save(page)
    expect(page.locator(".messages")).to_be_visible()
    page.goto("/members/school/contacts/")
    expect(page.locator("[name=reachable]")).to_have_value("火曜日の午後")


def test_the_office_enters_what_a_school_telephones(page, browser, site):
    page.set_viewport_size({"width": 1280, "height": 900})
    log_in(page, "coordinator", path="/cms/login/")
    page.goto("/cms/schools/?q=しおかぜ")
    page.locator("main").get_by_role("button", name=re.compile("しおかぜ")).click()
    page.get_by_role("link", name="登録内容").click()
    expect(page.locator("main")).to_contain_text("令和")
    page.get_by_role("link", name="学校に代わって入力する：機器・通信環境").click()
    page.get_by_label("電話", exact=True).check()
    page.get_by_label("連絡した人").fill("副校長 見本")
    page.locator("[name=line]").select_option("wired")
    assert axe_faults(page) == []
    page.get_by_role("button", name="学校に代わって保存する").click()
    expect(page.locator("main")).to_contain_text("事務局が学校に代わって入力しました（電話、")

    school = browser.new_context(base_url=site, locale="ja-JP").new_page()
    log_in(school, "demo-school-1")
    school.goto("/members/school/")
    part = school.locator("section", has=school.locator("#part_equipment"))
    expect(part).to_contain_text("事務局が学校に代わって入力しました（電話、")
    expect(part).to_contain_text("連絡者：副校長 見本")
    expect(part).to_contain_text("有線")
    school.context.close()


def test_a_partner_opens_the_card_until_the_link_is_taken_back(page, browser, site):
    log_in(page, "demo-school-1")
    page.goto("/members/school/card/")
    page.get_by_label("リンクの送り先").fill("Lincoln School")
    page.get_by_role("button", name="リンクを発行する").click()
    address = page.locator(".card-link__address a").first.get_attribute("href")
    path = re.sub(r"^https?://[^/]+", "", address)

    partner = browser.new_context(base_url=site, locale="en-GB", viewport=NARROW).new_page()
    assert partner.goto(path).status == 200
    expect(partner.locator("main")).to_contain_text("Shiokaze Elementary School")
    expect(partner.locator("main")).to_contain_text("しおかぜ小学校")
    assert partner.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert axe_faults(partner) == []
    follow(page.get_by_role("button", name=re.compile("リンクを取り消す")).first)
    assert partner.goto(path).status == 410
    expect(partner.locator("h1")).to_have_text("This link has expired")
    assert axe_faults(partner) == []
    partner.context.close()
