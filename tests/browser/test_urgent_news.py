"""Urgent news above every page, as a visitor meets them."""

import sqlite3

import pytest
from playwright.sync_api import expect

from .conftest import WIDTHS
from .enlarged import losses
from .test_every_page import axe_faults

UNTIL = "2099-01-01 00:00:00"
NEWS = "(SELECT id FROM wagtailcore_page WHERE slug = 'wishes-2027')"


def write(path, category, until):
    with sqlite3.connect(path / "db.sqlite3", timeout=20) as database:
        database.execute(
            f"UPDATE home_newspage SET category = ?, banner_until = ? WHERE page_ptr_id IN {NEWS}",  # noqa: S608
            (category, until),
        )
        database.execute("UPDATE core_portalsettings SET banner_until = ?", (until,))


@pytest.fixture
def urgent(own_data):
    """The call for wishes of the demo is urgent for a while, in both languages."""
    write(own_data, "emergency", UNTIL)
    yield
    write(own_data, "call", None)


@pytest.mark.parametrize("path", ["/", "/en/about/", "/casestudies/", "/members/login/", "/no-such-page/"])
def test_urgent_news_stand_first_and_are_accessible(page, urgent, path):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path)
        expect(page.locator(".urgent a")).to_be_visible()
        assert page.locator(".urgent").bounding_box()["y"] < 60
        assert axe_faults(page) == []
    assert losses(page) == {}


def test_its_link_leads_to_the_news(page, urgent):
    page.goto("/members/login/")
    page.locator(".urgent a").click()
    expect(page.locator("h1")).to_have_text("令和9年度の交流希望の登録を始めました")
