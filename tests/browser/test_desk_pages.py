"""The desk's own pages about schools and partners: accessible, and within a window of a laptop."""

from .conftest import log_in
from .test_every_page import axe_faults

PAGES = [
    "/cms/partners/1/record/",
    "/cms/partners/1/duplicates/",
    "/cms/partners/1/merge/46/",
    "/cms/partner_links/",
    "/cms/partner_links/?kind=all",
    "/cms/partner_links/1/",
    "/cms/partner_applications/",
    "/cms/partner_applications/1/",
    "/cms/match_runs/wish/1/",
    "/cms/match_runs/wish/1/?q=学校",
    "/cms/match_runs/wish/1/1/",
    "/cms/letters/",
    "/cms/letters/new/",
    "/cms/imports/partners/new/",
]


def test_desk_pages(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    log_in(page, "coordinator", path="/cms/login/")
    faults = {}
    for path in PAGES:
        answer = page.goto(path)
        if answer.status != 200:
            faults[path] = answer.status
        elif found := axe_faults(page, "main .nice-padding"):
            faults[path] = found
        elif page.evaluate("document.documentElement.scrollWidth") > 1280:
            faults[path] = "wider than the window"
    assert faults == {}
