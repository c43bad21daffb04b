"""The directory of partners on a telephone: a school finds, compares and shortlists a partner, and keeps the search."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import follow, log_in
from .test_every_page import axe_faults

LIST = "/members/partners/"


@pytest.fixture
def school(page):
    """Somebody of a school, at 360 px."""
    page.set_viewport_size({"width": 360, "height": 800})
    log_in(page, "demo-school-1")
    return page


def fits(page):
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert axe_faults(page) == []


def test_a_school_finds_compares_and_shortlists_a_partner(school):
    school.goto(LIST)
    everybody = school.locator("#results").inner_text()
    school.locator("#facets-all > summary").click()
    box = school.locator("#country-AU")
    number = int(re.sub(r"\D", "", box.locator("xpath=..").locator(".num").inner_text()))
    box.check()
    expect(school).to_have_url(re.compile("country=AU"))
    expect(school.locator("#results")).to_have_text(f"{number}校の相手校があります")
    expect(school.locator("#found-status")).to_have_text(f"{number}校の相手校があります")
    assert everybody != school.locator("#results").inner_text()
    expect(school.locator("#country-AU")).to_be_visible()
    fits(school)

    boxes = school.locator("input[name=partner][form=compare]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    school.locator("button[form=compare]").click()
    expect(school.locator("table.compare thead th")).to_have_count(2)
    fits(school)

    school.go_back()
    name = school.locator("main h3 a").first.inner_text()
    school.locator("button[form=shortlist-add]").first.click()
    expect(school).to_have_url(re.compile("country=AU"))
    expect(school.locator(".messages")).to_contain_text(name)
    school.goto(f"{LIST}shortlist/")
    expect(school.locator("main h2 a")).to_have_text(name)
    fits(school)
    school.get_by_role("link", name="外す").click()
    school.get_by_role("button", name="外す").click()
    expect(school.locator("main h2 a")).to_have_count(0)


def test_the_map_counts_what_is_found(school):
    school.goto(f"{LIST}?view=map&exchange_type=live_online")
    rows = school.locator(".figures table tbody tr")
    total = int(re.sub(r"\D", "", school.locator("#results").inner_text()))
    numbers = [int(text) for text in rows.locator("td:nth-child(2)").all_inner_texts()]
    assert sum(numbers) == total
    fits(school)
    rows.first.get_by_role("link").click()
    expect(school).to_have_url(re.compile("exchange_type=live_online.*country=|country=.*exchange_type=live_online"))
    expect(school.locator("#results")).to_have_text(f"{numbers[0]}校の相手校があります")


def test_a_search_is_kept_and_thrown_away(school):
    school.goto(f"{LIST}?country=AU&theme=food")
    follow(school.get_by_role("link", name=re.compile("検索条件を保存")))
    fits(school)
    school.locator("#id_name").fill("給食の交流")
    school.get_by_role("button", name="検索条件を保存する").click()
    expect(school.locator("main h2 a")).to_have_text("給食の交流")
    fits(school)
    school.locator("main h2 a").click()
    expect(school).to_have_url(re.compile("country=AU&theme=food"))
    school.goto(f"{LIST}searches/")
    school.get_by_role("link", name=re.compile("^削除")).click()
    expect(school.locator("h1")).to_have_text("保存した検索の削除")
    fits(school)
    school.get_by_role("button", name="削除").click()
    expect(school.locator("main h2 a")).to_have_count(0)


def test_without_javascript_the_filters_are_a_form(browser, site):
    context = browser.new_context(java_script_enabled=False, base_url=site, locale="ja-JP")
    page = context.new_page()
    log_in(page, "demo-school-1")
    page.goto(LIST)
    page.locator("#country-AU").check()
    follow(page.locator("button[type=submit]:has-text('この条件でしぼる')"))
    assert "country=AU" in page.url
    expect(page.locator("main a.chip")).to_have_count(1)
    context.close()
