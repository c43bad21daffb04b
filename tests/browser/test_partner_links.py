"""A partner abroad keeps its profile fresh on a telephone, without an account and without a script."""

import pytest
from playwright.sync_api import expect

from .conftest import follow, log_in
from .mailbox import mails, path_in, words
from .test_every_page import axe_faults

NARROW = {"width": 360, "height": 800}
PARTNER = "tw-tpe-3"


@pytest.fixture
def link(page, own_data, manage):
    """The link that the desk has just sent to a partner, read from its letter."""
    log_in(page, "coordinator", path="/cms/login/")
    page.goto(f"/cms/partner_links/?kind=all&q={PARTNER}")
    page.locator("table.listing a").first.click()
    page.get_by_role("button", name="連絡先へリンクを送る").click()
    expect(page.locator(".messages")).to_contain_text("リンクを送信します")
    manage("worker", "--once")
    return [path_in(words(mail), "/p/") for mail in mails(own_data) if "/p/" in words(mail)][-1]


def test_a_partner_confirms_and_edits_by_its_link(page, link):
    page.context.clear_cookies()
    page.set_viewport_size(NARROW)
    page.goto(link)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert axe_faults(page) == []
    page.get_by_role("button", name="Everything is still right").click()
    expect(page.locator(".messages")).to_contain_text("confirmed as of today")

    follow(page.get_by_role("link", name="Change the profile"))
    assert axe_faults(page) == []
    page.locator("[name=age_max]").fill("3")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".error-summary")).to_be_visible()
    assert axe_faults(page) == []
    page.locator("[name=age_max]").fill("18")
    page.locator("[name=class_size]").fill("33")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messages")).to_contain_text("changes are saved")
    expect(page.locator("main")).to_contain_text("33")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_the_pages_to_register_and_of_a_broken_link(page):
    page.set_viewport_size(NARROW)
    for address in ("/p/register/", "/p/broken~link/"):
        page.goto(address)
        assert axe_faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
