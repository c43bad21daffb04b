"""Takes the pictures of the README from a running demo: `make demo` in one window, `make screenshots` in another.

The address is `http://127.0.0.1:${PORT:-8000}`; Chromium is the system's own.
"""

import os
import shutil
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

BASE = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
TARGET = Path(__file__).parent / "images"
PASSWORD = "concierge-demo"
SIZE = {"width": 1280, "height": 860}


def log_in(page: Page, address: str, username: str) -> None:
    page.goto(BASE + address)
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_load_state("networkidle")


def take(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=TARGET / f"{name}.png", animations="disabled")


def main() -> None:
    TARGET.mkdir(exist_ok=True)
    chromium = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "google-chrome"))), None)
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=SIZE, locale="ja-JP", timezone_id="Asia/Tokyo")
        page.goto(BASE + "/")
        take(page, "home")
        page.goto(BASE + "/casestudies/?q=給食")
        take(page, "archive")
        log_in(page, "/members/login/", "demo-school-1")
        page.goto(BASE + "/members/matches/")
        page.locator("main a[href*='/matches/']").first.click()
        page.locator(".match").first.scroll_into_view_if_needed()
        take(page, "suggestions")
        desk = browser.new_page(viewport=SIZE, locale="ja-JP", timezone_id="Asia/Tokyo")
        log_in(desk, "/cms/login/", "coordinator")
        desk.goto(BASE + "/cms/partners/")
        take(desk, "desk")
        browser.close()


if __name__ == "__main__":
    main()
