"""From a wish to the answer of a partner, on a telephone and without JavaScript; the desk answers at its own page."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import follow, log_in
from .test_every_page import axe_faults

NARROW = {"width": 360, "height": 800}
TEN_MINUTES = 600
PER_KEY = 0.3
"""Seconds that a slow typist needs for a key, and `PER_ACT` for finding and touching a control."""
PER_ACT = 8


class Hands:
    """Fills in a page as a teacher does, and adds up how long that would take."""

    def __init__(self, page: Page) -> None:
        self.page, self.seconds = page, 0.0

    def type(self, name: str, text: str) -> None:
        self.page.locator(f"[name={name}]").fill(text)
        self.seconds += PER_ACT + PER_KEY * len(text)

    def tick(self, name: str, value: str) -> None:
        self.page.locator(f"[name={name}][value='{value}']").check()
        self.seconds += PER_ACT

    def press(self, words: str) -> None:
        follow(self.page.get_by_role("button", name=words))
        self.seconds += PER_ACT


@pytest.fixture
def plain(browser: Browser, site: str) -> Iterator[Page]:
    """A tab of a telephone without JavaScript."""
    context = browser.new_context(java_script_enabled=False, base_url=site, locale="ja-JP", viewport=NARROW)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def fits(page: Page) -> None:
    # Without JavaScript a page cannot be asked for its width: what is seen of it is compared with the window.
    box = page.locator("main").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= NARROW["width"]


def write_wish(hands: Hands) -> None:
    hands.page.goto("/members/wishes/new/")
    hands.type("title", "海の生きものでつながる")
    hands.tick("exchange_type", "letter_card")
    hands.tick("grades", "j1")
    hands.type("class_size", "３２")
    hands.press("保存して次へ")
    for month in ("1", "2", "5", "6"):
        hands.tick("months", month)
    hands.press("保存して次へ")
    fits(hands.page)
    hands.tick("countries", "AU")
    hands.press("保存して次へ")
    hands.tick("themes", "food")
    hands.press("保存して次へ")
    hands.tick("musts", "region")
    hands.tick("musts", "theme")
    fits(hands.page)
    hands.press("この内容で登録する")


def test_a_wish_is_written_understood_asked_and_answered(plain: Page, page: Page) -> None:
    log_in(plain, "demo-school-2")
    began = time.monotonic()
    hands = Hands(plain)
    write_wish(hands)
    assert hands.seconds + (time.monotonic() - began) < TEN_MINUTES

    expect(plain).to_have_url(re.compile(r"/members/wishes/\d+/matches/$"))
    fits(plain)
    few = plain.locator(".match").count()
    relax(plain)
    many = plain.locator(".match").count()
    assert many > few

    first, second = understand(plain)
    ask(plain, first, second)

    answer_at_desk(page, first)

    plain.reload()
    expect(plain.locator("main .note[role=status]")).to_contain_text(second)
    expect(plain.locator("#past ~ ul")).to_contain_text(first)
    expect(plain.locator("#past ~ ul")).to_contain_text("日程が合わない")
    fits(plain)


def relax(page: Page) -> None:
    """Take the musts away: first as a trial, then for good."""
    for must in ("theme", "region"):
        box = page.locator(f"#musts [name=musts][value={must}]")
        if box.is_checked():
            box.uncheck()
    page.get_by_role("button", name="この条件で数え直す").click()
    expect(page.locator("main")).to_contain_text("希望は変わっていません")
    fits(page)
    follow(page.get_by_role("button", name=re.compile("この(必須条件|条件)を保存")))


def understand(page: Page) -> tuple[str, str]:
    """Read the reasons of the first candidate; the names of the first two."""
    card = page.locator(".match").first
    expect(card.locator(".fit > li").first).to_be_visible()
    assert card.locator(".fit > li p").first.inner_text().strip()
    names = page.locator(".match h3").all_inner_texts()
    return names[0], names[1]


def ask(page: Page, first: str, second: str) -> None:
    page.locator(".match").first.get_by_role("link", name=re.compile("調整を頼む")).click()
    expect(page.locator("h1")).to_contain_text(first)
    page.locator("[name=third]").select_option(label=second)
    page.get_by_role("button", name="調整を頼む").click()
    expect(page.locator(".error-summary")).to_contain_text("先に第2希望を選んでください")
    fits(page)
    page.locator("[name=third]").select_option("")
    page.locator("[name=second]").select_option(label=second)
    page.get_by_role("button", name="調整を頼む").click()
    expect(page.locator("main .note[role=status]")).to_contain_text(first)
    expect(page.locator("main .note[role=status]")).to_contain_text(second)


def answer_at_desk(page: Page, partner: str) -> None:
    """The office reads the wish's page and writes down that the partner declined."""
    page.set_viewport_size({"width": 1280, "height": 900})
    log_in(page, "coordinator", path="/cms/login/")
    page.goto("/cms/partner_requests/?status=open")
    page.get_by_role("link", name="海の生きものでつながる").first.click()
    expect(page.locator("main")).to_contain_text(partner)
    page.locator("[name=status]").select_option("refused")
    page.locator("[name=refusal]").select_option("dates")
    follow(page.get_by_role("button", name="保存").first)
    expect(page.locator("body")).to_contain_text("への依頼を作成しました")
    assert axe_faults(page, "main .nice-padding") == []
