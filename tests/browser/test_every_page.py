"""Every page type in both languages: accessible, inside its width, in one piece."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .addresses import FIRST_LINKS, FIRST_MEMBER_LINKS, JAPANESE_ONLY, LANGUAGES, MEMBERS, PUBLIC, STEPS
from .conftest import WIDTHS, log_in
from .enlarged import losses

MOST_BYTES = 150_000
MOST_SCRIPT = 20_000


def axe_faults(page, context=None):
    """What axe finds in the page, or in the part of that selector: one line a fault, with the first node."""
    found = Axe().run(page, context=context).response["violations"]
    return [f"{fault['id']}: {fault['help']} — {fault['nodes'][0]['html'][:160]}" for fault in found]


def check(page, language):
    """The whole of one opened page: language, title, one heading, no sideways scroll, axe."""
    assert page.locator("html").get_attribute("lang") == language
    assert page.title()
    assert page.locator("h1").count() == 1
    for number in range(page.locator("main details:not([open])").count()):
        page.locator("main details").nth(number).evaluate("node => node.open = true")
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe_faults(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PUBLIC)
def test_public_page(page, path, language):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(LANGUAGES[language] + path)
        check(page, language)
    assert losses(page) == {}


@pytest.mark.parametrize("path", JAPANESE_ONLY)
def test_page_in_plain_japanese(page, path):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path)
        check(page, "ja")
    assert losses(page) == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", FIRST_LINKS)
def test_first_page_of_a_list(page, path, language):
    page.goto(LANGUAGES[language] + path)
    links = page.locator("main a").evaluate_all("nodes => nodes.map(node => node.getAttribute('href'))")
    target = next(link for link in links if link and re.search(FIRST_LINKS[path], link))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(target)
        check(page, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_members_pages(page, language):
    log_in(page, "demo-school-1")
    prefix = LANGUAGES[language]
    paths = [prefix + path for path in MEMBERS]
    for path, pattern in FIRST_MEMBER_LINKS.items():
        page.goto(prefix + path)
        links = page.locator("main a").evaluate_all("nodes => nodes.map(node => node.getAttribute('href'))")
        paths.append(next(link for link in links if link and re.search(pattern, link)))
    wish = next(path for path in paths if re.search(r"wishes/\d+/$", path))
    matches = next(path for path in paths if re.search(r"wishes/\d+/matches/$", path))
    paths += [f"{matches}print/", f"{matches}?try=1&months=4&months=5"]
    paths += [f"{wish}{end}" for end in ("withdraw/", "print/", *(f"steps/{code}/" for code in STEPS))]
    faults = {}
    for path in paths:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path)
            try:
                check(page, language)
            except AssertionError as fault:
                faults[f"{path} at {width}"] = str(fault)[:500]
    assert faults == {}


@pytest.mark.parametrize("path", ["/", "/casestudies/", "/newsletter/1/", "/faq/"])
def test_weight_of_a_cold_page(browser, site, path):
    context = browser.new_context(base_url=site)
    page = context.new_page()
    sizes = {"all": 0, "script": 0}

    def count(request):
        size = sum(request.sizes()[part] for part in ("responseBodySize", "responseHeadersSize"))
        sizes["all"] += size
        sizes["script"] += size if request.resource_type == "script" else 0

    page.on("requestfinished", count)
    page.goto(path, wait_until="networkidle")
    context.close()
    assert sizes["all"] <= MOST_BYTES
    assert sizes["script"] <= MOST_SCRIPT


def test_pages_work_without_javascript(browser, site):
    context = browser.new_context(base_url=site, java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto("/casestudies/")
    page.locator("main input[name=q]").fill("台湾")
    page.locator("main input[name=q]").press("Enter")
    expect(page).to_have_url(re.compile("q="))
    expect(page.locator("main h3 a").first).to_be_visible()
    context.close()
