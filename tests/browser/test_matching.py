"""A school understands its suggestions on a telephone: why one is not there, and why it leaves one out."""

import re

from playwright.sync_api import expect

from .conftest import log_in
from .test_every_page import axe_faults

NARROW = {"width": 360, "height": 800}


def fits(page):
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert axe_faults(page) == []


def test_a_school_looks_a_partner_up_and_leaves_another_out(page):
    page.set_viewport_size(NARROW)
    log_in(page, "demo-school-1")
    page.goto("/members/matches/")
    page.locator("main a[href*='/matches/']").first.click()
    fits(page)
    page.get_by_role("link", name="候補にない学校の理由を調べる").click()
    page.locator("#why-words").fill("オーストラリア")
    page.get_by_role("button", name="調べる").click()
    expect(page.locator("main ol > li").first).to_be_visible()
    fits(page)
    page.get_by_role("link", name="候補に戻る").click()

    names = page.locator(".match h3")
    last = names.last.inner_text()
    number = names.count()
    page.get_by_role("link", name=re.compile("今回は見送る")).last.click()
    fits(page)
    page.get_by_role("button", name="今回は見送る").click()
    expect(page.locator(".error-summary")).to_contain_text("理由を選んでください")
    fits(page)
    page.get_by_label("テーマが合わない").check()
    page.get_by_role("button", name="今回は見送る").click()
    expect(page.locator("#declined ~ ul")).to_contain_text(last)
    expect(page.locator("#declined ~ ul")).to_contain_text("テーマが合わない")
    page.get_by_role("button", name=re.compile("候補に戻す")).click()
    expect(page.locator(".match h3")).to_have_count(number)
    fits(page)
