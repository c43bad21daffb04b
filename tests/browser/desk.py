"""What several journeys do at the desk on their way."""

import re


def publish_news(page, title, summary):
    """Write a news item and publish it, as an editor who is logged in; ends in the list of news."""
    listing = page.request.get("/api/v2/pages/?type=home.NewsIndexPage&locale=ja").json()
    page.goto(f"/cms/pages/add/home/newspage/{listing['items'][0]['id']}/")
    page.locator("[name=title]").fill(title)
    page.locator("[name=summary]").fill(summary)
    publish(page)


def publish(page):
    """Publish the page that is open in the editor."""
    page.get_by_role("button", name="他のアクション").click()
    page.get_by_role("button", name="公開", exact=True).click()
    page.wait_for_url(re.compile(r"/cms/pages/\d+/$"))


def translate(page, source, target):
    """Translate one segment of the page that is open in the editor of translations."""
    segment = page.locator("li, section, div").filter(has_text=source).filter(has=page.get_by_role("button")).last
    segment.get_by_role("button", name=re.compile("^(Translate|翻訳する)$")).click()
    page.locator("textarea:visible, [contenteditable=true]:visible").last.click()
    page.keyboard.type(target)
    page.get_by_role("button", name=re.compile("^(Save|保存|保存する)$")).first.click()
    page.get_by_text(target, exact=True).wait_for()


def start_translation(page, key):
    """Begin the English edition of a page; ends in the editor of translations."""
    page.goto(f"/cms/localize/submit/page/{key}/")
    page.locator("[name=locales]").first.check()
    page.locator("form:has([name=locales]) [type=submit]").last.click()
    page.wait_for_url(re.compile(r"/cms/pages/\d+/edit/"))
