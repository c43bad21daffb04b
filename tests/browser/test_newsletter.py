"""An editor's way with an issue: begun from the last one, filled, looked at, translated, tested, sent, reported."""

import re

from playwright.sync_api import expect

from .conftest import follow, log_in
from .desk import publish, publish_news, start_translation, translate
from .mailbox import mails, words
from .test_every_page import axe_faults

TITLE = "冬休み明けに届く便り"
ENGLISH = "Letters that arrive after the winter holidays"
SUBJECT = "年賀状、まだ間に合います"


def _sent(data, address, subject):
    return [mail for mail in mails(data) if mail["To"] == address and mail["Subject"] == subject]


def _begin(page):
    listing = page.request.get("/api/v2/pages/?type=newsletter.NewsletterIndexPage&locale=ja").json()
    page.goto(f"/cms/newsletter/{listing['items'][0]['id']}/next-issue/")
    page.locator("fieldset input[name=page]:not([disabled])").first.check()
    assert axe_faults(page, "main form") == []
    page.get_by_role("button", name="前号から新しい号を作る").click()
    page.wait_for_url(re.compile(r"/cms/pages/\d+/edit/"))
    return int(re.search(r"/pages/(\d+)/", page.url)[1])


def _fill(page):
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=summary]").fill("カード交換の準備と、1月のイベントのお知らせです。")
    page.locator("[name=mail_subject]").fill(SUBJECT)
    # What was kept from the last issue waits for its words.
    body = page.locator("[data-contentpath=body]")
    for text in body.locator(".public-DraftEditor-content").all():
        if not text.inner_text().strip():
            text.click()
            page.keyboard.type("今号の内容です。")
    for field in body.locator("input[type=text][name^=body-]:visible, textarea[name^=body-]:visible").all():
        if not field.input_value():
            field.fill("今号の見出し")


def _preview(page, mode):
    """The frame of the preview in a mode, as the editor sees it."""
    page.locator("[data-side-panel=preview] select").select_option(mode)
    frame = page.frame_locator("#w-preview-iframe, [data-w-preview-target=iframe]").last
    expect(frame.locator("body")).to_contain_text(TITLE, timeout=20_000)
    return frame


def _look_at_previews(page):
    page.get_by_role("button", name=re.compile("プレビュー")).first.click()
    for mode in ("mail", "mail-dark", "mail-text", "print"):
        _preview(page, mode)


def test_from_the_last_issue_to_the_report(page, site, own_data, manage):
    page.set_viewport_size({"width": 1280, "height": 900})
    log_in(page, "editor", path="/cms/login/")
    publish_news(page, "冬の相談会を開きます", "冬の相談会のお知らせです。")
    key = _begin(page)
    _fill(page)
    _look_at_previews(page)
    publish(page)
    start_translation(page, key)
    translate(page, TITLE, ENGLISH)

    page.goto(f"/cms/mailings/of-issue/{key}/")
    page.get_by_role("button", name="配信の準備を始める").click()
    expect(page.locator("main")).to_contain_text("公開されていません。この言語の読者には届きません。")
    page.get_by_role("button", name="自分に送る").first.click()
    expect(page.locator(".messages")).to_contain_text("editor@example.jp")
    [test_mail] = _sent(own_data, "editor@example.jp", f"【テスト】{SUBJECT}")
    assert TITLE in words(test_mail)

    everybody = int(page.locator("[data-count] strong").inner_text())
    page.locator("input[name=japanese_for_all]").check()
    expect(page.locator("[data-count] strong")).not_to_have_text(str(everybody))
    everybody = int(page.locator("[data-count] strong").inner_text())
    page.get_by_role("button", name="保存して人数を数える").click()
    expect(page.locator(".messages")).to_contain_text("保存しました")
    assert axe_faults(page, "main .mailing") == []
    page.get_by_role("link", name="配信を確定する").click()
    expect(page.locator("main")).to_contain_text(f"{everybody}人に送ります。")
    follow(page.get_by_role("button", name="配信を確定する"))
    manage("send_newsletter", "--until-done")
    # The page sees by itself that it is done.
    expect(page.locator(".mailing__state")).to_contain_text("配信済み", timeout=20_000)
    expect(page.locator("main")).to_contain_text(f"{everybody}通のうち{everybody}通が終わりました")
    assert len(_sent(own_data, "reader@example.jp", SUBJECT)) == 1
    assert axe_faults(page, "main .mailing") == []
    # The demo has one public address; this server of it listens on another port.
    _read(page, site, words(test_mail, "html").replace("http://127.0.0.1:8000", site))


def _read(page, site, html):
    """A mail on a small screen, light and dark: nothing sticks out, and axe finds nothing."""
    page.route(f"{site}/mail", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    for scheme in ("light", "dark"):
        page.set_viewport_size({"width": 360, "height": 800})
        page.emulate_media(color_scheme=scheme)
        page.goto("/mail")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        # A mail has no landmarks: mail programs show it inside a page of their own.
        assert [fault for fault in axe_faults(page) if not fault.startswith(("region", "landmark"))] == []
